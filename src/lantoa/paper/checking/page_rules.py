"""Page, margins, page numbers, typeface and colour (Decree 30/2020, Annex I, part I, section I)."""

from collections.abc import Iterator

from lantoa.paper.checking.departures import LENGTH_SLACK, Departure, quoted, shown, within
from lantoa.paper.checking.measured import MeasuredFile, SectionMeasures
from lantoa.paper.metrics import text_width_mm
from lantoa.paper.preset import LAWFUL

_FONT = "Times New Roman"
_A4 = (210.0, 297.0)
_MARGINS = (
    ("lề trên", "top", "margin_top"),
    ("lề dưới", "bottom", "margin_bottom"),
    ("lề trái", "left", "margin_left"),
    ("lề phải", "right", "margin_right"),
)


def page_departures(file: MeasuredFile) -> Iterator[Departure]:
    """Departures of the sections' pages, of their numbers, and of typeface and colour anywhere."""
    several = len(file.sections) > 1
    for number, section in enumerate(file.sections):
        place = f"trang giấy, phần {number + 1}" if several else "trang giấy"
        yield from _page(section, place)
        yield from _numbers(file, section, number, place)
    yield from _letters(file)


def _page(section: SectionMeasures, place: str) -> Iterator[Departure]:
    sides = sorted((section.width, section.height))
    if any(abs(side - lawful) > 1 for side, lawful in zip(sides, _A4, strict=True)):
        value = f"{shown(section.width)} x {shown(section.height)} mm"
        yield Departure(place, "khổ giấy", value, "A4 (210 x 297 mm)")
    if section.width > section.height and _turned(section):
        return
    for name, side, measure in _MARGINS:
        least, most = LAWFUL[measure]
        yield from within(place, name, getattr(section, side), least, most, "mm", LENGTH_SLACK)


def _turned(section: SectionMeasures) -> bool:
    """Whether a landscape page has the margins of an upright one turned, as word processors turn them."""
    upright = {"top": "margin_left", "bottom": "margin_right", "left": "margin_bottom", "right": "margin_top"}
    other = {"top": "margin_right", "bottom": "margin_left", "left": "margin_top", "right": "margin_bottom"}
    return any(
        all(
            LAWFUL[measure][0] - LENGTH_SLACK <= getattr(section, side) <= LAWFUL[measure][1] + LENGTH_SLACK
            for side, measure in sides.items()
        )
        for sides in (upright, other)
    )


def _numbers(file: MeasuredFile, section: SectionMeasures, number: int, place: str) -> Iterator[Departure]:
    shown_in = section.numbering
    if shown_in.header is None:
        if shown_in.footer is not None:
            yield Departure(place, "vị trí số trang", "ở chân trang", "canh giữa, trong phần lề trên")
        elif _fills_pages(file, section, number):
            yield Departure(place, "số trang", "không có", "chữ số Ả Rập, canh giữa, trong phần lề trên")
        return
    if shown_in.header.align != "center":
        yield Departure(place, "vị trí số trang", "không canh giữa", "canh giữa, trong phần lề trên")
    least, most = LAWFUL["page_number"]
    for each in shown_in.header.words[:1]:
        yield from within(place, "cỡ chữ số trang", each.size, least, most, "pt")
    if shown_in.first_page:
        yield Departure(place, "số trang", "hiện ở trang thứ nhất", "không hiển thị số trang thứ nhất")


def _fills_pages(file: MeasuredFile, section: SectionMeasures, number: int) -> bool:
    """Whether a section certainly runs over one page: its words alone, set without a gap, are higher than the paper."""
    height = 0.0
    for each in file.paragraphs:
        if each.section == number and each.place is None and each.words:
            size = each.words[0].size
            lines = max(1.0, text_width_mm(each.text, size) / max(1.0, section.text_width))
            height += lines * size * 1.15 * 25.4 / 72
    return height > section.height - section.top - section.bottom


def _letters(file: MeasuredFile) -> Iterator[Departure]:
    for each in file.paragraphs:
        for font in dict.fromkeys(word.font for word in each.words if word.font != _FONT):
            yield Departure(f"nội dung, đoạn {quoted(each.text)}", "phông chữ", font, _FONT)
        for colour in dict.fromkeys(word.colour for word in each.words if word.colour):
            yield Departure(f"nội dung, đoạn {quoted(each.text)}", "màu chữ", f"#{colour}", "màu đen")
