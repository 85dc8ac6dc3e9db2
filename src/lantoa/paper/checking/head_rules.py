"""Motto, agency, number, place and day, title, addressees (Decree 30/2020, Annex I, part I, section II)."""

import re
from collections.abc import Iterator, Sequence

from lantoa.paper.checking.anatomy import KINDS, Anatomy
from lantoa.paper.checking.departures import Departure, Style, quoted, shown, styled
from lantoa.paper.checking.measured import Measured, MeasuredFile
from lantoa.paper.head import MOTTO_FIRST, MOTTO_SECOND
from lantoa.paper.metrics import text_width_mm, wrapped
from lantoa.paper.preset import LAWFUL

_NUMBER = re.compile(r"^Số(?P<colon>\s*:)?\s*(?P<number>[\d]*)[\s.…_]*(?P<slash>/)?\s*(?P<symbol>.*)$", re.DOTALL)
_DAY = re.compile(r"^(?P<place>.*?)(?P<comma>,)?\s*ngày\s*(?P<day>\d*)\D*?tháng\s*(?P<month>\d*)\D*?năm", re.IGNORECASE)
_LINE_SLACK = 1.0


def _style(measure: str, **rest: bool | str | None) -> Style:
    least, most = LAWFUL[measure]
    return Style(least=least, most=most, **rest)  # type: ignore[arg-type]


def head_departures(parts: Anatomy, file: MeasuredFile) -> Iterator[Departure]:
    """Departures of everything above the body."""
    yield from _motto(parts, file)
    yield from _agency(parts, file)
    yield from _number(parts)
    yield from _day(parts)
    yield from _title(parts, file)
    if parts.addressed is not None:
        yield from styled(parts.addressed, Style(least=13, most=14, align=None), "Kính gửi")


def _motto(parts: Anatomy, file: MeasuredFile) -> Iterator[Departure]:
    if parts.motto_first is None:
        yield Departure("đầu văn bản", "Quốc hiệu", "không có", MOTTO_FIRST)
    else:
        yield from styled(parts.motto_first, _style("motto_first", bold=True), "Quốc hiệu")
        yield from _says(parts.motto_first, MOTTO_FIRST, "Quốc hiệu")
    if parts.motto_second is None:
        yield Departure("đầu văn bản", "Tiêu ngữ", "không có", MOTTO_SECOND)
        return
    yield from styled(parts.motto_second, _style("motto_second", bold=True), "Tiêu ngữ")
    yield from _says(parts.motto_second, MOTTO_SECOND, "Tiêu ngữ")
    whole = text_width_mm(MOTTO_SECOND, parts.motto_second.words[0].size, bold=True)
    yield from _line_below([parts.motto_second], file, "Tiêu ngữ", (whole, whole), "dài bằng dòng chữ")


def _says(paragraph: Measured, wanted: str, place: str) -> Iterator[Departure]:
    text = " ".join(paragraph.text.split())
    if text != wanted:
        yield Departure(place, "lời văn", quoted(text), quoted(wanted))


def _agency(parts: Anatomy, file: MeasuredFile) -> Iterator[Departure]:
    names = parts.agency
    if not names:
        if parts.motto_first is not None and parts.motto_first.place is not None:
            yield Departure("đầu văn bản", "tên cơ quan ban hành", "không có", "ở bên trái Quốc hiệu")
        return
    bold = [all(word.bold for word in each.words) for each in names]
    first_own = next((at for at in range(len(names) - 1, -1, -1) if not bold[at]), -1) + 1
    if first_own == len(names):
        first_own -= 1
    elif first_own == 0 and _stands_under(names):
        first_own = next(at for at, each in enumerate(names) if at and not _is_committee(each.text)
                         and not _is_place(each.text))  # fmt: skip
    for each in names[:first_own]:
        yield from styled(each, _style("agency", capitals=True), f"tên cơ quan chủ quản {quoted(each.text)}")
    for each in names[first_own:]:
        place = f"tên cơ quan ban hành {quoted(each.text)}"
        yield from styled(each, _style("agency", bold=True, capitals=True), place)
    yield from _third_to_half([names[-1]], file, "tên cơ quan ban hành")


def _is_committee(text: str) -> bool:
    return text.upper().startswith(("ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN", "UBND"))


def _is_place(text: str) -> bool:
    return text.upper().startswith(("TỈNH ", "THÀNH PHỐ ", "HUYỆN ", "THỊ XÃ ", "XÃ ", "PHƯỜNG ", "QUẬN ", "ĐẶC KHU "))


def _stands_under(names: Sequence[Measured]) -> bool:
    """A department or office named under its committee in letters as bold as its own."""
    return _is_committee(names[0].text) and any(
        not _is_committee(each.text) and not _is_place(each.text) for each in names[1:]
    )


def _third_to_half(over: Sequence[Measured], file: MeasuredFile, place: str) -> Iterator[Departure]:
    last = over[-1]
    size, bold = last.words[-1].size, last.words[-1].bold
    lines = last.text.split("\n")
    room = last.place.width if last.place else 0.0
    whole = text_width_mm(lines[-1], size, bold=bold)
    if room and whole > room:
        whole = room if len(wrapped(lines[-1], size, room, bold=bold)) > 1 else whole
    yield from _line_below(over, file, place, (whole / 3, whole / 2), "từ 1/3 đến 1/2 độ dài của dòng chữ")


def _line_below(
    over: Sequence[Measured], file: MeasuredFile, place: str, lengths: tuple[float, float], words: str
) -> Iterator[Departure]:
    """The line under a part: it is drawn, not an underline, and as long as the decree has it."""
    last = over[-1]
    if any(word.underlined for word in last.words):
        yield Departure(place, "đường kẻ bên dưới", "gạch chân chữ", f"đường kẻ ngang, nét liền, {words}")
        return
    drawn = _drawn_after(last, file)
    if drawn is None:
        yield Departure(place, "đường kẻ bên dưới", "không có", f"đường kẻ ngang, nét liền, {words}")
    elif not lengths[0] - _LINE_SLACK <= drawn <= lengths[1] + _LINE_SLACK:
        lawful = " - ".join(dict.fromkeys(shown(length) for length in lengths))
        yield Departure(place, "đường kẻ bên dưới", f"{shown(drawn)} mm", f"{lawful} mm ({words})")


def _drawn_after(paragraph: Measured, file: MeasuredFile) -> float | None:
    """The length of the line drawn in a paragraph or before the next words of its column."""
    at = next(at for at, each in enumerate(file.paragraphs) if each is paragraph)
    for each in file.paragraphs[at : at + 3]:
        if each is not paragraph and (each.text or not _same_column(each, paragraph)):
            return each.drawn if _same_column(each, paragraph) else None
        if each.drawn is not None:
            return each.drawn + file.sections[each.section].text_width if each.drawn < 0 else each.drawn
    return None


def _same_column(one: Measured, other: Measured) -> bool:
    if one.place is None or other.place is None:
        return one.place is other.place
    return (one.place.table, one.place.column) == (other.place.table, other.place.column)


def _number(parts: Anatomy) -> Iterator[Departure]:
    if parts.number is None:
        named = parts.kind.text.upper() if parts.kind else ""
        if parts.is_letter or named in KINDS:
            yield Departure("đầu văn bản", "số, ký hiệu", "không có", "“Số: …/…” dưới tên cơ quan ban hành")
        return
    place = "số, ký hiệu"
    yield from styled(parts.number, _style("number"), place)
    match = _NUMBER.match(parts.number.text)
    if match is None:
        return
    text = quoted(parts.number.text)
    if not match["colon"]:
        yield Departure(place, "sau chữ “Số”", text, "có dấu hai chấm (:)")
    if match["number"] and match["number"].isdigit() and len(match["number"]) == 1:
        yield Departure(place, "số nhỏ hơn 10", match["number"], f"0{match['number']}")
    if not match["slash"]:
        yield Departure(place, "giữa số và ký hiệu", text, "có dấu gạch chéo (/)")
    yield from _symbol(match["symbol"].strip(), parts, place)


def _symbol(symbol: str, parts: Anatomy, place: str) -> Iterator[Departure]:
    if re.search(r"\s", symbol):
        yield Departure(place, "ký hiệu", quoted(symbol), "các nhóm chữ viết tắt nối bằng gạch nối (-) không cách chữ")
    first = symbol.split("-")[0].strip()
    letters = KINDS.get(parts.kind.text.upper().rstrip(".: ")) if parts.kind else None
    if parts.is_letter and parts.kind is None and first.upper() == "CV":
        yield Departure(place, "ký hiệu", quoted(symbol), "công văn không ghi chữ viết tắt tên loại")
    elif letters and first != letters:
        yield Departure(place, "chữ viết tắt tên loại", quoted(first), f"{letters}-… ({parts.kind.text.lower()})"
                        if parts.kind else letters)  # fmt: skip


def _day(parts: Anatomy) -> Iterator[Departure]:
    if parts.day is None:
        return
    place = "địa danh và thời gian"
    yield from styled(parts.day, _style("place_and_date", italic=True), place)
    match = _DAY.match(" ".join(parts.day.text.split()))
    if match is None:
        return
    if not match["comma"]:
        yield Departure(place, "sau địa danh", quoted(parts.day.text), "có dấu phẩy (,)")
    if len(match["day"]) == 1:
        yield Departure(place, "ngày nhỏ hơn 10", match["day"], f"0{match['day']}")
    if match["month"] in ("1", "2"):
        yield Departure(place, "tháng 1, tháng 2", match["month"], f"0{match['month']}")
    if re.fullmatch(r"0[3-9]", match["month"]):
        yield Departure(place, "tháng 3 đến tháng 9", match["month"], match["month"][1])


def _title(parts: Anatomy, file: MeasuredFile) -> Iterator[Departure]:
    if parts.kind is not None:
        yield from styled(parts.kind, _style("kind", bold=True, capitals=True), "tên loại văn bản")
        for each in parts.abstract:
            yield from styled(each, _style("abstract", bold=True, capitals=False), "trích yếu")
        if parts.belongs is not None:
            place = "dòng “(Kèm theo …)”"
            yield from styled(parts.belongs, Style(least=13, most=14, italic=True), place)
            yield from _third_to_half([parts.belongs], file, place)
        elif parts.abstract:
            yield from _third_to_half(parts.abstract, file, "trích yếu")
        else:
            yield Departure("tên loại văn bản", "trích yếu bên dưới", "không có", "in thường, đậm, canh giữa")
    elif parts.letter_abstract is not None:
        place = "trích yếu công văn"
        yield from styled(parts.letter_abstract, _style("letter_abstract"), place)
        if not parts.letter_abstract.text.startswith("V/v "):
            yield Departure(place, "lời văn", quoted(parts.letter_abstract.text), "bắt đầu bằng “V/v ”")
        if parts.letter_abstract.before < 6 and (parts.number is None or parts.number.after < 6):
            yield Departure(place, "khoảng cách với số, ký hiệu", f"{shown(parts.letter_abstract.before)} pt", "6 pt")
    else:
        yield Departure("đầu văn bản", "tên loại hoặc “V/v …”", "không có", "theo loại văn bản")
