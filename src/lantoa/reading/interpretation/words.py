"""The verbs and turns of phrase by which plans charge someone with something."""

import re

from lantoa.vietnamese import fold

# Verbs that open a duty of their own.
DUTY_VERBS = (
    "hướng dẫn", "đôn đốc", "kiểm tra", "giám sát", "theo dõi", "tổng hợp", "báo cáo", "báo về", "tổ chức",
    "triển khai", "thực hiện", "xây dựng", "ban hành", "cung cấp", "cập nhật", "đăng tải", "đăng", "phát sóng",
    "phát hành", "phát", "tuyên truyền", "phổ biến", "quán triệt", "lồng ghép", "đưa", "mở", "duy trì",
    "đẩy mạnh", "tăng cường", "nâng cao", "phân công", "bố trí", "thẩm định", "chỉ đạo", "gửi", "viết",
    "biên soạn", "in ấn", "in", "sản xuất", "rà soát", "đánh giá", "tham gia", "tham dự", "hỗ trợ", "vận động",
    "niêm yết", "công khai", "tiếp nhận", "thiết kế", "tiếp phát", "nêu gương", "treo", "lập", "cân đối",
    "huy động", "đề xuất", "truyền tải", "tham mưu", "khuyến khích", "lựa chọn", "giới thiệu", "chuẩn bị",
    "xuất bản", "chia sẻ", "chuyển", "lắp đặt", "bồi dưỡng", "tập huấn", "khen thưởng", "biểu dương", "trình",
    "giải đáp", "trả lời", "kiện toàn", "cử", "đặt hàng", "phản ánh", "dành", "bảo đảm", "đảm bảo", "quản lý",
    "động viên", "nêu", "nghiên cứu", "tiến hành", "khai thác", "vận hành", "nhân rộng", "phát hiện",
    "phát động", "phát huy", "định hướng", "tập hợp", "góp ý", "phản biện", "chấn chỉnh", "khảo sát",
    "thống kê", "xử lý", "giải quyết", "hoàn thiện", "tạo", "ứng dụng", "nắm bắt", "phê duyệt", "thông báo",
    "kết nối", "tích hợp", "phát trực tiếp", "livestream", "trang bị", "lan tỏa", "cấp phát", "tuyên dương", "nhắc",
)  # fmt: skip
# Words that may stand before the verb and open no duty themselves.
LEADING = (
    "được phân công", "được giao",
    "có trách nhiệm", "chịu trách nhiệm", "chủ trì", "phối hợp", "chủ động", "tích cực", "kịp thời",
    "thường xuyên", "định kỳ", "hàng tháng", "hằng tháng", "hàng quý", "hằng quý", "hàng năm", "hằng năm",
    "hàng tuần", "hằng tuần", "mỗi tháng", "mỗi quý", "mỗi tuần", "mỗi năm", "tiếp tục", "tập trung",
    "chú trọng", "quan tâm", "căn cứ", "trên cơ sở", "theo chức năng", "trong phạm vi", "đồng thời",
    "nghiêm túc", "là cơ quan", "là đơn vị", "cùng", "kết hợp", "làm", "giúp", "được", "phải", "cần",
    "có nhiệm vụ", "nhanh chóng", "ưu tiên", "ngoài", "giao", "yêu cầu", "khẩn trương", "trực tiếp", "sử dụng",
    "hàng ngày", "hằng ngày", "trước ngày", "trước", "chậm nhất", "ít nhất", "tối thiểu", "vào", "tùy", "tuỳ",
    "thông qua", "trong quá trình",
)  # fmt: skip
_EDGE_LEFT, _EDGE_RIGHT = r"(?<![\wÀ-ỹ])", r"(?![\wÀ-ỹ])"


# One-syllable verbs are also halves of other words: «chương trình», «phát triển», «công lập», «cử tri».
_NOT_BEFORE = {
    "phát": r"triển|hiện|thanh(?!\s+(?:ít nhất|tối thiểu|\d))|sinh|ngôn",
    "mở": "rộng", "cử": "tri|chỉ", "đăng": "ký|kí",
    "chuyển": "đổi|giao|biến|tiếp",
    "báo cáo": "viên",
    "tổ chức": "chính trị|đoàn thể|hội(?! nghị| thi| thảo)|có|trong|tín dụng|kinh tế|xã hội|"
    "và cá nhân|, cá nhân|bộ máy",
    "in": "-", "dành": "cho", "nêu": "trên|tại", "gửi": "kèm", "viết": "tắt",
}  # fmt: skip
_NOT_BEHIND = {
    "trình": ("chương ", "quy ", "công ", "lộ ", "quá ", "tờ ", "tiến ", "giáo ", "phóng "), "phát": ("tiếp ",),
    "lập": ("thành ", "công ", "độc ", "thiết ", "đối ", "biên "), "cử": ("bầu ", "đề "), "đăng": ("hải ", "điện "),
    "tổ chức": ("các ", "cá nhân, ", "người dân, ", "doanh nghiệp, ", "cơ quan, ", "công dân, ", "ban "),
    "phát hiện": ("kịp thời ",), "chuyển": ("luân ",), "mở": ("cởi ",), "tham mưu": ("cơ quan ",),
}  # fmt: skip


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(_guarded(word) for word in sorted(words, key=len, reverse=True))


def _guarded(word: str) -> str:
    behind = "".join(f"(?<!{re.escape(before)})" for before in _NOT_BEHIND.get(word, ()))
    after = f"(?!\\s*(?:{_NOT_BEFORE[word]}))" if word in _NOT_BEFORE else ""
    return f"{behind}{re.escape(word)}{after}"


DUTY = re.compile(rf"{_EDGE_LEFT}(?:{_any_of(DUTY_VERBS)}){_EDGE_RIGHT}", re.IGNORECASE)
VERB_PHRASE = re.compile(rf"{_EDGE_LEFT}(?:{_any_of(DUTY_VERBS + LEADING)}){_EDGE_RIGHT}")
STARTS_DUTY = re.compile(rf"(?:{_any_of(DUTY_VERBS + LEADING)}){_EDGE_RIGHT}", re.IGNORECASE)
# Lower-case verbs inside names: «Ban chỉ đạo», «Hội đồng phối hợp», «Bộ phận tiếp nhận và trả kết quả».
_IN_NAME = re.compile(
    r"(?:(?:ban|tiểu ban)\s+(?:chỉ đạo|tổ chức|quản lý|giám sát|tuyên truyền)|hội đồng\s+(?:phối hợp|thẩm định)|"
    r"(?:bộ phận|trung tâm)\s+(?:tiếp nhận|phục vụ|hỗ trợ|giới thiệu|phát triển|quản lý|kiểm tra|bồi dưỡng)|"
    r"đội\s+(?:tuyên truyền|quản lý)|tổ\s+(?:tuyên truyền|giúp việc|hỗ trợ|giám sát|kiểm tra)|cơ quan\s+(?:báo|"
    r"tổng hợp|tham mưu))\b",
    re.IGNORECASE,
)


def first_verb(text: str, start: int = 0) -> int | None:
    """Where the first verb of charging stands at or after `start`, verbs inside names passed over; None without one."""
    names = [match.span() for match in _IN_NAME.finditer(text)]
    for match in VERB_PHRASE.finditer(text, start):
        if not any(left < match.start() < right for left, right in names):
            return match.start()
    return None


def lower_first(text: str) -> str:
    """The text with a small first letter, unless its first word is an abbreviation or a proper name in quotes."""
    head = text.split(" ", 1)[0]
    return text if head.isupper() and len(head) > 1 else text[:1].lower() + text[1:]


def is_money_matter(text: str) -> bool:
    """Whether a clause only keeps the budget in order: no obligation comes of it."""
    words = fold(text)
    return bool(re.search(r"\b(?:kinh phi|du toan|ngan sach)\b", words)) and bool(
        re.match(
            r"(?:.{0,40}\b)?(?:lap|bo tri|can doi|quyet toan|phan bo|tham dinh|tham muu|su dung|dam bao|bao dam|"
            r"tong hop du toan)\b",
            words,
        )
    )
