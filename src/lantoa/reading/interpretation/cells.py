"""What the cells of a task's row hold: products, money, turns of a rotation."""

import calendar
import re
from datetime import date

from lantoa.reading.interpretation.agencies import agency_lines
from lantoa.reading.structure.labels import roman_value, split_label
from lantoa.vietnamese import fold

_MONEY_WORDS = re.compile(
    r"kinh phi|du toan|ngan sach|nguon (?:von|chi|thu|xa hoi)|xa hoi hoa|quyet toan|(?:tu|chu dong)? ?bo tri$|"
    r"\d[\d.]{5,}|trieu dong|\bdong$"
)
_AMOUNT = re.compile(
    r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,3}))?\s*(tỷ|tỉ|triệu|tr\.?đ|nghìn|ngàn|đồng|đ|vnđ|vnd)?", re.IGNORECASE
)
_SCALE = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "trđ": 10**6, "tr.đ": 10**6, "nghìn": 10**3, "ngàn": 10**3}
_BOILERPLATE = re.compile(r"(?:cac )?(?:van ban|bao cao|thong bao|ke hoach thuc hien)\b.*")


def products_of(text: str) -> list[str]:
    """A products cell as a list: one entry a line or a dash, without end punctuation."""
    products: list[str] = []
    for line in re.split(r"\n|(?<=[;.])\s+(?=[-+]\s*[A-ZĐÀ-Ỹ])", text):
        label, rest = split_label(line.strip())
        rest = (rest if label else line).strip()
        if not rest:
            continue
        if products and label is None and rest[:1].islower():
            products[-1] = f"{products[-1]} {rest}"
        else:
            products.append(rest)
    return [without_end(product) for product in products]


def without_end(text: str) -> str:
    """Text without its final full stop, comma or semicolon; an ellipsis stays."""
    text = text.strip()
    return text if text.endswith(("...", "…")) else text.rstrip(" .;,")


def is_boilerplate(product: str) -> bool:
    """Whether a product is only paper about the work («Văn bản chỉ đạo», «Báo cáo kết quả»): it makes no obligation."""
    return bool(_BOILERPLATE.fullmatch(fold(product)))


def one_line(text: str) -> str | None:
    """A cell's own words on one line; None for an empty cell."""
    return " ".join(text.split()) or None


def speaks_of_money(text: str) -> bool:
    """Whether a note is about who pays."""
    return bool(_MONEY_WORDS.search(fold(one_line(text) or "")))


def amount_in(text: str, header: str) -> int | None:
    """The sum in đồng that a money cell prints; None when it prints none.

    In: the cell and its column's header, whose «(triệu đồng)» or «(nghìn đồng)» scales a bare number.
    """
    scale = next((size for word, size in _SCALE.items() if word in header.lower()), 1)
    for match in _AMOUNT.finditer(text):
        unit = (match.group(3) or "").lower()
        own = _SCALE.get(unit.replace("tr.đ", "trđ"), 1 if unit else scale)
        whole = int(match.group(1).replace(".", ""))
        # A bare small number in a cell of words («02 hội nghị») is no money.
        bare = re.fullmatch(r"[\d.,\s]+", text.strip())
        if not unit and not bare and whole < 1000:
            continue
        if not unit and len(match.group(1)) == 4 and not bare:
            continue  # a year
        decimals = match.group(2) or ""
        return whole * own + (int(decimals) * own // 10 ** len(decimals) if decimals else 0)
    return None


def turns_in(text: str, year: int) -> list[tuple[tuple[date, date], str]]:
    """A rotation in one cell, «Tháng 1,2,3: Văn phòng» a line → (window, holder's words). [] when it is none."""
    turns = []
    lines = agency_lines(text)
    for line in lines:
        head, colon, holder = line.partition(":")
        window = period_window(head, year) if colon else None
        if window is None or not holder.strip():
            return []
        turns.append((window, holder.strip(" .;")))
    return turns if len(turns) > 1 else []


def period_window(text: str, year: int) -> tuple[date, date] | None:
    """The first and last day of the months or quarters that a head such as «Quý 1» or «Tháng 4,5,6» names."""
    _, rest = split_label(text)
    words = fold(rest if re.match(r"(?i)\s*(?:quý|tháng|6 tháng)", rest) else text).strip(" .:-")
    named = re.search(r"(?:nam|/)\s*(20\d\d)\b", words)
    year = int(named.group(1)) if named else year
    quarter = re.match(r"quy\s*([1-4]|iv|i{1,3})\b", words)
    if quarter:
        number = int(quarter.group(1)) if quarter.group(1).isdigit() else roman_value(quarter.group(1).upper())
        return _months(year, 3 * number - 2, 3 * number)
    half = re.match(r"6 thang (dau|cuoi) nam", words)
    if half:
        return _months(year, 1, 6) if half.group(1) == "dau" else _months(year, 7, 12)
    if words.startswith("thang"):
        numbers = [int(n) for n in re.findall(r"\b\d{1,2}\b", re.sub(r"20\d\d", "", words))]
        if numbers and all(1 <= n <= 12 for n in numbers):
            return _months(year, min(numbers), max(numbers))
    return None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
