"""A departure from the decree, and the small comparisons that find one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lantoa.paper.checking.measured import Letters, Measured

_QUOTED = 45
# Lengths in a file are rounded; half a millimetre is the width of a ruler's mark.
LENGTH_SLACK = 0.5


@dataclass(frozen=True)
class Departure:
    """Where a document departs from the decree: the place, what is measured there, its value, the lawful one."""

    place: str
    what: str
    value: str
    lawful: str

    @property
    def sentence(self) -> str:
        """One line for the user."""
        return f"{self.place}: {self.what} {self.value}; đúng: {self.lawful}."


def quoted(text: str) -> str:
    """The beginning of a text in quotation marks."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= _QUOTED else f"“{line[:_QUOTED].rstrip()}…”"


def shown(value: float) -> str:
    """A number with a decimal comma, without needless places."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def within(
    place: str, what: str, value: float, least: float, most: float, unit: str, slack: float = 0.05
) -> Iterator[Departure]:
    """A departure where a value stands outside [least, most]."""
    if not least - slack <= value <= most + slack:
        lawful = shown(least) if least == most else f"{shown(least)} - {shown(most)}"
        yield Departure(place, what, f"{shown(value)} {unit}", f"{lawful} {unit}")


@dataclass(frozen=True, kw_only=True)
class Style:
    """How the decree has a part's letters: sizes in points; None where it leaves the choice."""

    least: float
    most: float
    bold: bool | None = False
    italic: bool | None = False
    capitals: bool | None = None
    align: str | None = "center"


_ALIGNED = {"center": "canh giữa", "both": "canh đều hai lề", "left": "canh trái", "right": "canh phải",
            "start": "canh trái", "end": "canh phải", "distribute": "canh đều"}  # fmt: skip


def styled(paragraph: Measured, style: Style, place: str) -> Iterator[Departure]:
    """The departures of a paragraph's letters and alignment from a style."""
    words = paragraph.words
    yield from _sizes(words, style, place)
    for wanted, is_so, name, other in (
        (style.bold, [each.bold for each in words], "đậm", "không đậm"),
        (style.italic, [each.italic for each in words], "nghiêng", "đứng"),
    ):
        if wanted is not None and any(each is not wanted for each in is_so):
            yield Departure(place, "kiểu chữ", other if wanted else name, name if wanted else other)
    text = paragraph.text
    if style.capitals is True and text != text.upper():
        yield Departure(place, "chữ", "in thường", "in hoa")
    if style.capitals is False and any(each.isalpha() for each in text) and text == text.upper():
        yield Departure(place, "chữ", "in hoa", "in thường")
    if style.align and paragraph.align != style.align:
        value = _ALIGNED.get(paragraph.align, paragraph.align)
        yield Departure(place, "canh dòng", value, _ALIGNED[style.align])


def _sizes(words: Iterable[Letters], style: Style, place: str) -> Iterator[Departure]:
    for size in dict.fromkeys(each.size for each in words):
        yield from within(place, "cỡ chữ", size, style.least, style.most, "pt")


def gathered(departures: Iterable[Departure]) -> tuple[Departure, ...]:
    """Departures alike in all but their place as one, with the first place and how many more there are."""
    groups: dict[tuple[str, str, str, str], list[Departure]] = {}
    for each in departures:
        groups.setdefault((_kind_of(each.place), each.what, each.value, each.lawful), []).append(each)
    return tuple(_together(alike) for alike in groups.values())


def _kind_of(place: str) -> str:
    return "nội dung" if place.startswith("nội dung, đoạn") else place


def _together(alike: list[Departure]) -> Departure:
    first = alike[0]
    if len(alike) == 1:
        return first
    return Departure(f"{first.place} và {len(alike) - 1} chỗ khác", first.what, first.value, first.lawful)
