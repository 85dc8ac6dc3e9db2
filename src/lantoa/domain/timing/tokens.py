"""A phrase as tokens whose keys are folded and straightened: OCR's "s6" is số, "O4" is 04, "1tháng" is two words."""

import re
from dataclasses import dataclass, replace

from lantoa.vietnamese import fold, nfc

_CHUNK = re.compile(r"\d{1,3}(?:\.\d{3})+(?![\d.]*\d)|[^\W_]+|\S")
_CLOCK = re.compile(r"(\d{1,2})([hHgG])(\d{0,2})")
_NUMBER_THEN_WORD = re.compile(r"(\d+)([^\W\d_]{2,})")
_SHORT_PERIOD = re.compile(r"([TQ])(\d{1,2}|I{1,3}|IV)")
_SHORT_KEYS = {"T": "thang", "Q": "quy"}
_BENT_TEN = re.compile(r"[Il1][O0]")
_BENT_NUMBER = re.compile(r"[0-9OoIlSB]{2,4}")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_BENT_DIGITS = str.maketrans("OoIlSB", "001158")
_BENT_LETTERS = str.maketrans("6041958", "ooalgsb")

# Other words that fold to the same letters as a word of the grammar; they keep their accents so as not to be taken for
# it.
_NAMESAKES = frozenset(
    {
        "nắm", "nấm", "nằm", "quỹ", "quỷ", "quỳ", "thăng", "thẳng", "thắng", "tuân", "sở", "bãi", "làn", "lán", "mới",
        "mời", "mọi", "trọng", "trống", "đen", "đèn", "đền", "tự", "tủ", "tử", "tư", "cưới", "cười", "đấu", "dầu",
        "dấu", "đâu", "đậu", "sâu", "khí", "dụng", "dùng", "dựng", "dung", "dũng",
    }
)  # fmt: skip
# What scanning makes of the words of the grammar, seen in real plans.
_BENT_WORDS = {
    "nim": "nam", "ndm": "nam", "nam1": "nam", "thdng": "thang", "thing": "thang", "thangs": "thang",
    "thudng": "thuong", "thuang": "thuong", "thurong": "thuong", "thuongxuyen": "thuongxuyen", "xuyn": "xuyen",
    "sd": "so", "sb": "so", "qui": "quy", "quf": "quy", "hing": "hang", "tir": "tu", "tur": "tu",
    "truec": "truoc", "trudc": "truoc", "trurc": "truoc", "trutc": "truoc", "nhet": "nhat", "mei": "moi", "mdi": "moi",
    "mbi": "moi",
    "mgi": "moi",
    "mji": "moi", "tbi": "toi", "thi€u": "thieu", "lin": "lan", "sy": "su", "14n": "lan", "l4n": "lan", "1an": "lan",
}  # fmt: skip
_MENDABLE = frozenset(
    {"so", "lan", "toi", "moi", "thang", "quy", "nam", "tin", "bai", "mot", "buoi", "ky", "cuoi", "cham", "co"}
)
# A font that lost letters with horns and hooks tears words in two: «n m» is năm, «thư ng» is thường.
_TORN = {
    ("n", "m"): "nam", ("h", "ng"): "hang", ("thu", "ng"): "thuong", ("tru", "c"): "truoc", ("m", "i"): "moi",
    ("l", "n"): "lan", ("tu", "n"): "tuan", ("bu", "i"): "buoi", ("nh", "t"): "nhat", ("ch", "m"): "cham",
    ("thi", "u"): "thieu", ("cu", "i"): "cuoi", ("k", "t"): "ket", ("đ", "n"): "den",
}  # fmt: skip


@dataclass(frozen=True)
class Token:
    """A word, number or sign: its text, its place in the phrase, its key for comparing, its value if it is a number."""

    text: str
    start: int
    end: int
    key: str
    number: int | None = None

    @property
    def lower(self) -> str:
        """The word as written, in lower case, with its accents."""
        return self.text.lower()

    @property
    def is_word(self) -> bool:
        """Whether the token is a word rather than a number or a sign."""
        return self.number is None and self.text[0].isalpha()


def tokenise(phrase: str) -> list[Token]:
    """The tokens of a phrase; their places are places in `nfc(phrase)`."""
    text = nfc(phrase)
    tokens: list[Token] = []
    for match in _CHUNK.finditer(text):
        tokens += _split(match.group(), match.start())
    return _joined(tokens, text)


def _joined(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with torn words put together again."""
    joined: list[Token] = []
    for token in tokens:
        before = joined[-1] if joined else None
        whole = _TORN.get((before.lower if before.lower == "đ" else before.key, token.key)) if before else None
        if before is not None and whole is not None and token.start == before.end + 1:
            joined[-1] = Token(text[before.start : token.end], before.start, token.end, whole)
        else:
            joined.append(token)
    return joined


def _split(chunk: str, at: int) -> list[Token]:
    """One token, or those of a chunk that was written together ("16h30", "1tháng", "T10")."""
    for pattern in (_CLOCK, _NUMBER_THEN_WORD, _SHORT_PERIOD):
        match = pattern.fullmatch(chunk)
        if match and not _BENT_NUMBER.fullmatch(chunk):
            spans = [match.span(group) for group in range(1, pattern.groups + 1) if match.group(group)]
            tokens = [_token(chunk[a:b], at + a) for a, b in spans]
            head = _SHORT_KEYS.get(chunk[0]) if pattern is _SHORT_PERIOD else None
            return [replace(tokens[0], key=head), *tokens[1:]] if head else tokens
    return [_token(chunk, at)]


def _token(text: str, at: int) -> Token:
    end = at + len(text)
    plain = text.replace(".", "")
    if plain.isascii() and plain.isdigit() and len(plain) <= 9:
        return Token(text, at, end, plain, int(plain))
    if text in _DASHES:
        return Token(text, at, end, "-")
    key = _word_key(text)
    if (
        _BENT_NUMBER.fullmatch(text)
        and (any(sign.isdigit() for sign in text) or _BENT_TEN.fullmatch(text))
        and key not in _MENDABLE
    ):
        return Token(text, at, end, key, int(text.translate(_BENT_DIGITS)))
    return Token(text, at, end, key)


def _word_key(text: str) -> str:
    if text.lower() in _NAMESAKES:
        return text.lower()
    key = fold(text)
    if key in _BENT_WORDS:
        return _BENT_WORDS[key]
    mended = key.translate(_BENT_LETTERS)
    return mended if mended in _MENDABLE else key
