"""Measures of the page and the type, as data, held inside the ranges of Decree 30/2020."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

# Decree 30/2020/NĐ-CP, Annex I, part I, section I (page) and section V (type): least and most, in mm or points.
LAWFUL = {
    "margin_top": (20, 25),
    "margin_bottom": (20, 25),
    "margin_left": (30, 35),
    "margin_right": (15, 20),
    "motto_first": (12, 13),
    "motto_second": (13, 14),
    "agency": (12, 13),
    "number": (13, 13),
    "place_and_date": (13, 14),
    "kind": (13, 14),
    "abstract": (13, 14),
    "letter_abstract": (12, 13),
    "text": (13, 14),
    "signature": (13, 14),
    "recipients_head": (12, 12),
    "recipients": (11, 11),
    "annex_head": (14, 14),
    "page_number": (13, 14),
    "first_line": (10, 12.7),
    "line_spacing": (1, 1.5),
}


@dataclass(frozen=True, kw_only=True)
class Preset:
    """Margins and indents in millimetres, sizes and paragraph gaps in points, line spacing in lines.

    The defaults are the sizes of the official example. Raises ValueError for a measure outside the law's range.
    """

    font: str = "Times New Roman"
    page_width: float = 210
    page_height: float = 297
    margin_top: float = 20
    margin_bottom: float = 20
    margin_left: float = 30
    margin_right: float = 20
    motto_first: float = 12
    motto_second: float = 13
    agency: float = 12
    number: float = 13
    place_and_date: float = 13
    kind: float = 14
    abstract: float = 14
    letter_abstract: float = 12
    text: float = 14
    signature: float = 14
    recipients_head: float = 12
    recipients: float = 11
    annex_head: float = 14
    page_number: float = 14
    table: float = 12
    first_line: float = 12.7
    paragraph_gap: float = 6
    line_spacing: float = 1.1
    signing_room: float = 60

    def __post_init__(self) -> None:
        for measure in fields(self):
            least, most = LAWFUL.get(measure.name, (None, None))
            value = getattr(self, measure.name)
            if least is not None and most is not None and not least <= value <= most:
                raise ValueError(
                    f"{measure.name} là {value}, ngoài khoảng {least} - {most} của Nghị định 30/2020/NĐ-CP"
                )
        if self.paragraph_gap < 6:
            raise ValueError(f"paragraph_gap là {self.paragraph_gap}, dưới 6 pt của Nghị định 30/2020/NĐ-CP")

    @classmethod
    def of(cls, values: Mapping[str, object]) -> "Preset":
        """A house style from data: the measures it sets by name, the others as the official example has them.

        Raises ValueError (a Vietnamese sentence) for a name that is no measure, a value that is no number, a measure
        outside the law's range.
        """
        known = {measure.name for measure in fields(cls)} - {"font", "page_width", "page_height"}
        for name, value in values.items():
            if name not in known:
                raise ValueError(f"Không có số đo “{name}”; có: {', '.join(sorted(known))}")
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < 1000:
                raise ValueError(f"{name} phải là một số dương, không phải {value!r}")
        return cls(**values)  # type: ignore[arg-type]  # every value was seen to be a number

    @property
    def text_width(self) -> float:
        """Width between the margins of an upright page, in mm."""
        return self.page_width - self.margin_left - self.margin_right

    @property
    def turned_text_width(self) -> float:
        """Width between the margins of a landscape page, in mm."""
        return self.page_height - self.margin_left - self.margin_right


DEFAULT_PRESET = Preset()
