"""How wide a text is in Times New Roman, so that a drawn line can be as long as Decree 30/2020 wants it.

The tables hold the advance widths of the typeface in thousandths of the type size. A Vietnamese letter is as wide as
its letter without the tone mark; only ơ and ư differ from o and u. No font file is opened: the paper must come out the
same on a machine that has no fonts at all.
"""

import unicodedata

# A line is broken when it fills more than this of its room: the program that shows it may have letters a hair wider.
FIT = 0.99
_MM_A_POINT = 25.4 / 72
# No letter is wider than this, in mm for a point of type size.
WIDEST = _MM_A_POINT
_UNKNOWN = 600
_HORN = "\u031b"

_REGULAR = {
    180: "'",
    250: " .,\u00a0",
    278: "ijlt;:/",
    333: "frI-()!",
    389: "sJ",
    444: "acez“”?",
    500: "bdghknopquvxy0123456789–đ_*",
    529: "ơ",
    542: "ư",
    556: "FPS",
    611: "ELTZ",
    667: "BCR",
    722: "wADGHKNOQUVXYƠĐ",
    776: "Ư",
    778: "m&",
    833: "%",
    889: "M",
    944: "W",
    1000: "—…",
}
_BOLD = {
    250: " .,\u00a0",
    278: "il/'",
    333: "fjt;:-()!",
    389: "sI",
    444: "cerz",
    500: "agovxyJ0123456789–“”_?*",
    554: "ơ",
    556: "bdhknpquSđ",
    600: "ư",
    611: "FP",
    667: "BELTZ",
    722: "wACDNRUVXYĐ",
    778: "GHKOQƠ",
    796: "Ư",
    833: "m&",
    944: "M",
    1000: "W—%…",
}


class _Widths(dict[str, int]):
    """Widths by letter; a letter that is not in the table is looked up without its tone mark, and then known."""

    def __missing__(self, letter: str) -> int:
        plain = _without_tone(letter)
        self[letter] = width = self[plain] if plain != letter else _UNKNOWN
        return width


def _by_letter(table: dict[int, str]) -> _Widths:
    return _Widths({letter: width for width, letters in table.items() for letter in letters})


_WIDTHS = {False: _by_letter(_REGULAR), True: _by_letter(_BOLD)}


def text_width_mm(text: str, size: float, *, bold: bool = False) -> float:
    """The length in millimetres of one line of `text` set in Times New Roman at `size` points."""
    widths = _WIDTHS[bold]
    return sum(map(widths.__getitem__, unicodedata.normalize("NFC", text))) / 1000 * size * _MM_A_POINT


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The lines of a text set in a column `room` mm wide, none much shorter than the others; never empty.

    A word wider than the column stands on a line of its own.
    """
    space = text_width_mm(" ", size, bold=bold)
    words = [(word, text_width_mm(word, size, bold=bold)) for word in text.split(" ") if word]
    count = len(_filled(words, space, room * FIT))
    if count < 2:
        return [text.strip()]
    least, most = max(width for _, width in words), room * FIT
    while most - least > 0.5:
        middle = (least + most) / 2
        least, most = (least, middle) if len(_filled(words, space, middle)) <= count else (middle, most)
    return _filled(words, space, most)


def _filled(words: list[tuple[str, float]], space: float, room: float) -> list[str]:
    lines: list[list[str]] = [[]]
    used = 0.0
    for word, width in words:
        if lines[-1] and used + space + width > room:
            lines.append([])
            used = 0.0
        used += width + (space if lines[-1] else 0)
        lines[-1].append(word)
    return [" ".join(line) for line in lines]


def _without_tone(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]
