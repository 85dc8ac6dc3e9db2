"""The words of a sentence that speak of time and number, found so that the timing grammar can read them alone."""

import re
from dataclasses import dataclass

_PERIOD = r"(?:ngày|tuần|tháng|quý|0?6 tháng(?: đầu năm| cuối năm)?|sáu tháng|0?9 tháng|năm)"
_UNIT_EDGE = r"(?![\wÀ-ỹ])"
_RHYTHM = (
    rf"(?:(?:theo\s+)?định kỳ\s+(?:(?:hằng|hàng|mỗi)\s+)?|(?:hằng|hàng|"
    rf"mỗi)\s+){_PERIOD}{_UNIT_EDGE}(?:(?:\s*[,/]\s*|\s+và\s+|\s+hoặc\s+|\s*,\s*và\s+)(?:(?:hằng|hàng|"
    rf"mỗi)\s+)?{_PERIOD}{_UNIT_EDGE})*"
)
# «quý, 6 tháng, năm»: a reporting series without any «định kỳ» before it.
_SERIES = r"(?:tháng,\s+)?quý,\s+0?6 tháng(?:,\s+0?9 tháng)?(?:,\s+|\s+và\s+|,\s+và\s+)năm(?![\wÀ-ỹ]|\s+\d)"
_COUNT = (
    r"(?:(?:ít nhất|tối thiểu|tối đa|không quá|không dưới|"
    r"không ít hơn)\s+(?:là\s+)?(?:từ\s+)?)?(?<![\d.,])\d{1,3}(?:\.\d{3})?(?:\s*[-–]\s*\d{1,3})?\s+"
    r"(?:tin|bài|phóng sự|số|lần|mục|"
    r"chuyên mục|chương trình|cuộc|buổi|hội nghị|lớp|video|clip|bản tin|đợt|kỳ|chuyên đề|lượt|tờ|ấn phẩm|câu|"
    r"tác phẩm|sản phẩm|văn bản|thông tin|phút|cụm|bảng|pa ?nô|băng rôn|infographic|tọa đàm|toạ đàm|sáng kiến|"
    r"mô hình)(?:(?:\s*[,/]\s*|\s+và\s+|\s+hoặc\s+|\s+)(?:tin|bài viết|bài|viết|phóng sự|ảnh|clip|video|"
    r"truyền hình|truyền thanh|phát thanh|infographic|tập huấn))*"
)
_RATE = rf"{_COUNT}(?:\s*/\s*(?:0?1\s*)?{_PERIOD}{_UNIT_EDGE}|\s+(?:trong\s+)?(?:một|mỗi|01)\s+{_PERIOD}{_UNIT_EDGE})?"
_DAY_AND_MONTH = r"\d{1,2}\s*/\s*\d{1,2}(?:\s*/\s*\d{4})?"
_DUE = (
    r"(?:(?:xong|hoàn thành)\s+)?(?:trước|chậm nhất|muộn nhất)\s+(?:là\s+|vào\s+)*(?:(?:hết\s+)?ngày\s+)?"
    rf"(?:{_DAY_AND_MONTH}(?:\s+(?:và|,)\s+{_DAY_AND_MONTH})*(?:\s+(?:hằng|hàng) năm)?|"
    r"\d{1,2}\s+(?:của\s+)?(?:tháng\s+\d{1,2}(?:\s+năm\s+\d{4}|\s*/\s*\d{4})?(?:\s+(?:hằng|hàng) năm)?|(?:hằng|"
    r"hàng|mỗi)\s+tháng|tháng\s+(?:sau|tiếp theo|cuối(?:\s+cùng)?\s+(?:của\s+)?(?:mỗi\s+)?(?:quý|"
    r"kỳ))(?:\s+(?:tháng|kỳ) báo cáo)?|tháng(?:\s+cuối\s+quý)?)|thứ\s+\w+)"
)
_WINDOW = (
    r"(?:trong\s+|từ\s+)?(?:[Qq]uý\s+(?:IV|I{1,3}|[1-4])(?:\s*[-–,]\s*(?:IV|I{1,3}|[1-4]))*|"
    r"[Tt]háng\s+\d{1,2}(?:\s*(?:[-–,]|và|đến)\s*(?:tháng\s+)?\d{1,2})*)(?:\s*/\s*\d{4}|\s+năm\s+\d{4})?"
)
_STANDING = r"(?:thường xuyên|định kỳ)"
# «hằng tháng trước ngày 20»: a day alone is one of each period, so it counts only beside a rhythm.
_DAY_OF_EACH = (
    r"vào\s+(?:các\s+)?(?:ngày\s+)?thứ\s+(?:hai|ba|tư|năm|sáu|bảy)(?![\wÀ-ỹ])|"
    r"(?:trước|chậm nhất|muộn nhất)\s+(?:là\s+|vào\s+)*ngày\s+\d{1,2}(?!\s*(?:/|\d|tháng|của|hằng|hàng))"
)
_ANY = re.compile(
    "|".join(f"(?P<{name}>{pattern})" for name, pattern in (
        ("due", _DUE), ("day", _DAY_OF_EACH), ("rhythm", f"{_RHYTHM}|{_SERIES}"), ("rate", _RATE),
        ("window", _WINDOW), ("standing", _STANDING),
    )),
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True)
class Timed:
    """The timing words of a clause (one phrase), the rest of it, and the kinds of words that were found."""

    phrase: str
    rest: str
    kinds: frozenset[str]


def timed(clause: str) -> Timed:
    """Part a clause into its timing words and the rest.

    «hằng năm» behind the name of a thing («kế hoạch hằng năm») describes the thing and is left with it.
    """
    spans: list[re.Match[str]] = [match for match in _ANY.finditer(clause) if not _describes(clause, match)]
    kinds = frozenset(match.lastgroup or "" for match in spans)
    if "rhythm" not in kinds:
        spans = [match for match in spans if match.lastgroup != "day"]
    kinds = frozenset("due" if kind == "day" else kind for kind in (match.lastgroup or "" for match in spans))
    phrase = " ".join(match.group().strip() for match in spans)
    rest, last = [], 0
    for match in spans:
        rest.append(clause[last : match.start()])
        if match.lastgroup == "rate":
            rest.append(_counted_noun(match.group()))
        last = match.end()
    rest.append(clause[last:])
    text = re.sub(r"\s+", " ", " ".join(rest)).strip(" ,;:")
    return Timed(phrase, re.sub(r"\s+([,;.)])", r"\1", text), kinds)


def _counted_noun(words: str) -> str:
    """«ít nhất 02 tin, bài/tháng» → «tin, bài»: the thing counted stays with the clause; «lần» is no thing."""
    noun = re.sub(r"^\D*[\d.]+(?:\s*[-–]\s*\d+)?\s+|\s*/.*$|\s+(?:trong\s+)?(?:một|mỗi|01)\s+\S+$", "", words)
    return "" if noun.strip() in ("lần", "lượt", "đợt", "kỳ", "số") else noun.strip()


def _describes(clause: str, match: re.Match[str]) -> bool:
    words = match.group().strip().lower()
    before = clause[: match.start()].rstrip()
    if match.lastgroup == "window" and re.search(r"(?:báo cáo|kết quả|số liệu|phương hướng)\s*$", before):
        return False
    if words in ("hàng năm", "hằng năm"):
        after = clause[match.end() :].lstrip()
        return bool(before) and not before.endswith((",", ";")) and (bool(after) or "định kỳ" in before.lower())
    if words in ("định kỳ", "thường xuyên"):
        # «Hội nghị báo cáo viên định kỳ», «kinh phí thường xuyên»: part of a name.
        return bool(
            re.search(r"(?:báo cáo viên|kinh phí|hoạt động|nguồn|chi|phiên họp|công tác)\s*$", before, re.IGNORECASE)
        )
    return False
