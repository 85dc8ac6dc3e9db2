"""Text that English OCR read from Vietnamese: accents lost or bent, letters taken for others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lantoa.vietnamese.folding import fold, nfc
from lantoa.vietnamese.restoration.capitals import Case, case_of, cased
from lantoa.vietnamese.restoration.channel import Channel, channel_table
from lantoa.vietnamese.restoration.codes import mended_code, mended_roman
from lantoa.vietnamese.restoration.lattice import Arc, best_path
from lantoa.vietnamese.restoration.model import NUMBER, SPECIAL, UNKNOWN, LanguageModel, language_model
from lantoa.vietnamese.restoration.result import Restoration

CHANNEL_WEIGHT = 0.8
FOREIGN = 13.0  # what it costs to leave a word that no syllable explains
ABBREVIATION = 9.0  # the same for a short word in capitals
DOUBT = 1.0  # nats: a rival is more than a third as likely
SPLIT = 4.0  # what it costs to read one word as two
POOR = 6.0  # a word whose best candidate costs more is also tried as two
_MOST = 24
_CODE = r"\d{1,5}[a-z]?\s?/\s?[A-ZĐ][\w&Đ]*(?:[-/]\s?[A-ZĐ]\w*)*|\d{1,5}\s?-\s?[A-ZĐ]{2,4}\s?/\s?[A-ZĐ]\w*"
_PIECE = re.compile(
    r"(?P<link>(?:https?://|www\.)\S+|\S+@\S+\.\w+)|"
    r"(?P<mark>^[ \t]*(?:[‘’'`·.,] )?(?:[a-zđ¢]|[IVXl1|]{1,4})(?=[.)](?:\s|$)))|"
    rf"(?P<code>{_CODE})|"
    r"(?P<date>(?:\d+(?:[./-]\d+)+|\d+)(?!\w)%?)|(?P<word>[^\s.,;:!?()\[\]{}\"“”«»/\\_+=*<>…%|-]+)|"
    r"(?P<stop>[.;:?!…]+(?=\s|$)|(?<=\s)[-–—•](?=\s))|(?P<other>\s+|.)",
    re.DOTALL | re.MULTILINE,
)
_BEFORE_CODE = re.compile(rf"\s+(?:{_CODE})")
_DOCUMENT = frozenset({"quyet", "dinh", "hoach", "thi", "tu", "van", "trinh", "luan"})  # ends of their kinds
_DATED = re.compile(r"(?P<word>[tT]h\S{1,2}ng|[nN]g\S{1,2}y)(?P<number>[oO0][lI1-9]|[1lI][oO0-2lI])")  # «thangol»
_DIGITS = str.maketrans("oOlI", "0011")
_ABBREVIATED = re.compile(r"[A-ZĐ]{2,8}|[A-ZĐ]{2,4}&[A-ZĐ]{2,5}(?:&[A-ZĐ]{2,4})?")
_SIGNS = frozenset("¢€£¥§")  # currency signs are letters misread
_GLUED = re.compile(r"(?P<word>[^\W\d_]{3,})(?P<number>\d{1,4})")


@dataclass(frozen=True)
class _Slot:
    arcs: tuple[Arc, ...]
    is_word: bool


def restore_ocr(text: str) -> Restoration:
    """Text as English OCR gave it → the Vietnamese it most likely was. Numbers, dates and links stay as they are."""
    reader = _reader()
    slots: list[_Slot] = []
    last, first = "", True
    for match in _PIECE.finditer(nfc(text)):
        if match.lastgroup == "date" and _is_word_number(match, last):
            slots.append(_Slot((Arc(len(slots) + 1, (reader.model.id_of("số"),), "số", 0.0),), is_word=False))
        else:
            slots.append(reader.slot(match, len(slots), last, first=first))
        if match.lastgroup != "other":
            last, first = match[0], match.lastgroup == "stop"
    if not slots:
        return Restoration(text)
    path = best_path([slot.arcs for slot in slots], reader.model)
    return _written(path, slots, reader.model)


def _is_word_number(match: re.Match[str], last: str) -> bool:
    """Whether 50 is a misread «số»: behind the kind of a document and before its number («Nghị quyết 50 18-NQ/TW»)."""
    code = _BEFORE_CODE.match(match.string, match.end())
    return match[0] in ("50", "56", "86") and code is not None and fold(last) in _DOCUMENT


def _written(path: list[tuple[int, Arc]], slots: list[_Slot], model: LanguageModel) -> Restoration:
    """The path's text, with the words marked whose rival is nearly as likely between the same neighbours."""
    words = [(place, arc) for place, arc in path if arc.ids]
    around = {place: index for index, (place, _) in enumerate(words)}
    pieces: list[str] = []
    doubtful: list[tuple[int, int]] = []
    length = 0
    for place, arc in path:
        if slots[place].is_word and _is_doubtful(words, around[place], slots[place], model):
            doubtful.append((length, length + len(arc.text)))
        pieces.append(arc.text)
        length += len(arc.text)
    return Restoration("".join(pieces), tuple(doubtful))


def _is_doubtful(words: list[tuple[int, Arc]], index: int, slot: _Slot, model: LanguageModel) -> bool:
    chosen = words[index][1]
    before = [word for _, arc in words[max(0, index - 2) : index] for word in arc.ids][-2:]
    behind = [word for _, arc in words[index + 1 : index + 3] for word in arc.ids][:2]
    before = [0] * (2 - len(before)) + before

    def price(arc: Arc) -> float:
        row = [*before, *arc.ids, *behind]
        return arc.cost + sum(model.cost(row[i - 2], row[i - 1], row[i]) for i in range(2, len(row)))

    if UNKNOWN in chosen.ids:
        return True
    mine = price(chosen)
    return any(price(arc) - mine < DOUBT for arc in slot.arcs if arc.text != chosen.text)


class _Reader:
    """Turns pieces of text into slots of the lattice; remembers words met before."""

    def __init__(self, model: LanguageModel) -> None:
        self.model = model
        self.channel = Channel(channel_table(), model.words[len(SPECIAL) :])
        self._known: dict[str, tuple[tuple[tuple[str, ...], float], ...]] = {}

    def slot(self, match: re.Match[str], node: int, last: str, *, first: bool) -> _Slot:
        kind, text = match.lastgroup, match[0]
        if kind == "word" and any(sign.isalpha() or sign in _SIGNS for sign in text):
            return _Slot(self._words(text, node, last, first=first), is_word=True)
        if kind == "code":
            return _Slot((Arc(node + 1, (UNKNOWN,), mended_code(text), 0.0),), is_word=False)
        if kind == "date":
            return _Slot((Arc(node + 1, (NUMBER,), mended_roman(text, last), 0.0),), is_word=False)
        return _Slot((Arc(node + 1, (), text, 0.0, reset=kind == "stop"),), is_word=False)

    def _words(self, text: str, node: int, last: str, *, first: bool) -> tuple[Arc, ...]:
        roman = mended_roman(text, last)
        if roman != text or re.fullmatch(r"[IVX]+", text):
            return (Arc(node + 1, (UNKNOWN,), roman, 0.0),)
        if text not in self._known:
            self._known[text] = tuple(self._options(text))
        arcs = []
        case = case_of(text)
        for words, cost in self._known[text]:
            ids = tuple(NUMBER if word.isdigit() else self.model.id_of(word) for word in words)
            price = cost + (self.model.case_cost(ids[0], capital=case is Case.CAPITAL) if not first else 0.0)
            arcs.append(Arc(node + 1, ids, cased(" ".join(words), case), price))
        arcs.append(Arc(node + 1, (UNKNOWN,), text, _foreign(text)))
        return tuple(arcs)

    def _options(self, text: str) -> list[tuple[tuple[str, ...], float]]:
        found = self.channel.candidates(text, most=_MOST, slack=7.0)
        options: list[tuple[tuple[str, ...], float]] = [((one.word,), one.cost * CHANNEL_WEIGHT) for one in found]
        letters = [sign for sign in text if sign.isalpha()]
        if len(text) > 1 and text.isupper() and len(letters) == len(text) and text.lower() in self.model.ids:
            options.append(((text.lower(),), 0.0))
        dated = _DATED.fullmatch(text)
        if dated:
            return [(("tháng" if dated["word"][0] in "tT" else "ngày", dated["number"].translate(_DIGITS)), 0.0)]
        glued = _GLUED.fullmatch(text)
        if glued:
            heads = self.channel.candidates(glued["word"], most=6)
            options += [((one.word, glued["number"]), SPLIT + one.cost * CHANNEL_WEIGHT) for one in heads]
        if len(text) >= 4 and (not found or found[0].cost > POOR):
            options += self._two(text)
        return options

    def _two(self, text: str) -> list[tuple[tuple[str, ...], float]]:
        """A word read as two that lost the space between them, the likeliest few ways."""
        ways: list[tuple[tuple[str, ...], float]] = []
        for place in range(2, len(text) - 1):
            left, right = text[:place], text[place:]
            lefts = self.channel.candidates(left, most=5, slack=3.0)
            rights = self.channel.candidates(right, most=5, slack=3.0) if lefts and lefts[0].cost < POOR else []
            for one in lefts:
                for two in rights:
                    cost = one.cost + two.cost
                    if cost < 2 * POOR:
                        ways.append(((one.word, two.word), SPLIT + cost * CHANNEL_WEIGHT))
        return sorted(ways, key=lambda way: way[1])[:24]


def _foreign(text: str) -> float:
    """What it costs to leave a word as it stands: little for an abbreviation."""
    if _ABBREVIATED.fullmatch(text):
        return 3.0 if not set(text) & set("AEIOUY") else ABBREVIATION
    return FOREIGN


@cache
def _reader() -> _Reader:
    return _Reader(language_model())
