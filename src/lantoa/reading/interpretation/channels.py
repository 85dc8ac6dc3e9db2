"""Where something must appear: the portal, programme, paper or meeting that a phrase names."""

import re

_KIND = (
    r"(?:các\s+)?(?:hệ thống\s+)?(?:Cổng|cổng|Trang|trang|Chuyên trang|chuyên trang|Báo|báo|Đài|đài|Bản tin|"
    r"bản tin|Đặc san|đặc san|"
    r"Tạp chí|tạp chí|sóng|làn sóng|Trạm [Tt]ruyền thanh|truyền thanh|Truyền thanh|loa truyền thanh|"
    r"phương tiện thông tin|mạng xã hội|"
    r"nền tảng|trang mạng|Zalo|zalo|Facebook|facebook|Fanpage|fanpage|nhóm Zalo|kênh|Kênh|Hội nghị báo cáo viên|"
    r"hội nghị báo cáo viên|"
    r"pa ?nô|panô|áp phích|băng rôn|bảng tin|màn hình|hệ thống loa|Chuyên mục|chuyên mục|"
    r"phương tiện truyền thông|điểm Bưu điện)"
)
_PLACED = re.compile(
    rf"(?:,?\s*(?:được\s+)?(?:đăng tải|đăng|phát sóng|phát))?\s+(?:trên|tại|trong|vào|lên|qua|thông qua|đăng|gửi)\s+"
    rf"(?P<channel>{_KIND}(?![\wÀ-ỹ]).*)"
)
_APPROVED = re.compile(rf"(?:được\s+)?(?:duyệt\s+)?(?:và\s+)?(?:đăng|phát)\s+(?!sóng)(?P<channel>{_KIND}(?![\wÀ-ỹ]).*)")
_CHANNEL_END = re.compile(
    r"[.;]|:\s|\s+(?:theo|về|để|nhằm|trong Tháng|có nội dung|nội dung|phục vụ|ít nhất|tối thiểu|hằng|hàng|định kỳ|"
    r"đối với|với|liên quan)\s|"
    r"\s+và\s+(?:mở|xây dựng|tổ chức|thực hiện|tuyên truyền|phát(?! thanh)|chỉ đạo|hướng dẫn|tăng|đẩy)|"
    r",\s+(?:luân phiên|cụ thể|như sau|định kỳ|thường xuyên|hướng dẫn|mở|tổ chức|tuyên truyền|đồng thời|cập nhật)"
)


def channel_in(text: str) -> tuple[str | None, str]:
    """The channel that a phrase names and the phrase without it; (None, the phrase) when it names none.

    In: «Chuyên mục “Pháp luật và Đời sống” trên Đài Phát thanh và Truyền hình tỉnh». Out: («Đài Phát thanh và
    Truyền hình tỉnh», «Chuyên mục “Pháp luật và Đời sống”»).
    """
    match = _PLACED.search(text) or _APPROVED.search(text)
    if not match or (
        match.start() == 0 and match.end("channel") == len(text) and not text[: match.start("channel")].strip()
    ):
        return None, text
    channel = match["channel"]
    end = _CHANNEL_END.search(channel)
    rest = ""
    if end:
        channel, rest = channel[: end.start()], channel[end.start() :]
    channel = re.sub(r"\s*\([^()]*\d{4}[^()]*\)", "", channel).strip(" .,;:")
    return (channel or None), re.sub(r"\s+", " ", f"{text[: match.start()]}{rest}").strip(" ,;")


def is_channel_name(text: str) -> bool:
    """Whether a phrase is itself the name of a channel: «Cổng Thông tin điện tử tỉnh», «Bản tin»."""
    return bool(re.match(_KIND, text.strip()))
