"""Syllables whose mark or tone was misread («tống hợp»), put right where the words around them leave no doubt."""

from collections.abc import Sequence
from functools import cache
from unicodedata import normalize

from lantoa.vietnamese import fold, nfc
from lantoa.vietnamese.restoration.model import NUMBER, SPECIAL, START, UNKNOWN, LanguageModel, language_model

# Marks that stand close in shape; -ln of how seldom one is read for the other.
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_ROOF, _CUP, _HORN = "\u0302", "\u0306", "\u031b"
_NEAR = {
    frozenset((_HOOK, _ACUTE)): 2.5, frozenset((_HOOK, "")): 3.0, frozenset((_GRAVE, "")): 3.5,
    frozenset((_TILDE, _HOOK)): 3.5, frozenset((_ACUTE, "")): 4.0, frozenset((_TILDE, "")): 4.0,
    frozenset((_ACUTE, _GRAVE)): 4.5, frozenset((_DOT, "")): 4.0, frozenset((_ROOF, _CUP)): 4.0,
    frozenset((_ROOF, "")): 4.5, frozenset((_HORN, "")): 4.5, frozenset((_HORN, _CUP)): 4.5,
}  # fmt: skip
_FAR = 7.5
_TRUST, _USUAL = 40.0, 0.93  # how much more is asked where the engine was surer than this
_SURE = 3.0  # nats that a change must win, beyond the cost of the misreading
_EXPECTED = 4.0  # nats: a syllable no more surprising than this stays without further asking
_EQUAL = {"hàng", "hằng"}  # both are written for «every»
_SIGNS = ".,;:!?()[]{}\"'“”‘’«»…/–-"


def right_syllables(words: Sequence[str], sureness: Sequence[float]) -> list[str]:
    """Words in their order, each with how sure its reading is (0..1) → the same, with misread marks put right.

    Case, figures and signs stay.
    """
    model = language_model()
    bare = [word.strip(_SIGNS) for word in words]
    ids = [_id(model, word) for word in bare]
    made = list(words)
    for place, word in enumerate(bare):
        if not word.isalpha() or len(word) < 2 or (word.isupper() and ids[place] == UNKNOWN):
            continue
        asked = _SURE + _TRUST * max(0.0, sureness[place] - _USUAL)
        better = _better(model, ids, place, words, asked)
        if better is not None:
            made[place] = words[place].replace(word, _cased(better, word), 1)
            ids[place] = model.id_of(better)
    return [_right_case(model, made, place) for place in range(len(made))]


def bare_word(text: str) -> str:
    """A word without the signs around it."""
    return text.strip(_SIGNS)


def expected(words: Sequence[str], place: int) -> bool:
    """Whether a word is one that the language expects between its neighbours."""
    model = language_model()
    ids = [_id(model, bare_word(word)) for word in words[max(0, place - 2) : place + 3]]
    here = min(place, 2)
    before = [START, START, *ids[:here]][-2:]
    behind = ids[here + 1 :]
    return ids[here] != UNKNOWN and _price(model, before, ids[here], behind) < _EXPECTED * (1 + len(behind))


def likelier(words: Sequence[str], place: int, sureness: float) -> str | None:
    """A reading likelier than what stands there, though not by enough to put it in its place; None when there is none.

    `sureness` of the engine, 0..1: of what it saw well nothing is said.
    """
    if sureness >= _USUAL:
        return None
    model, start = language_model(), max(0, place - 2)
    around = words[start : place + 3]
    ids = [_id(model, bare_word(word)) for word in around]
    return _better(model, ids, place - start, around, 0.0)


def alike(letters: str) -> Sequence[str]:
    """Known syllables that have these letters without marks."""
    return _alike().get(letters, ())


def _right_case(model: LanguageModel, words: Sequence[str], place: int) -> str:
    """A word in small letters where a letter was taken for its capital of the same shape: «băng rÔn»."""
    word, before = words[place].strip(_SIGNS), words[place - 1] if place else ""
    small = word.lower()
    if not word.isalpha() or word == small or not before.isalpha() or not before.islower():
        return words[place]
    known = model.id_of(small)
    if known == UNKNOWN:
        return words[place]
    after = words[place + 1].strip(_SIGNS) if place + 1 < len(words) else ""
    # One capital in front may be meant; an abbreviation has no vowels with accents.
    lost = not word[1:].islower() and _has_accented_vowel(small) and (not word.isupper() or after.islower())
    return words[place].replace(word, small) if lost else words[place]


def _has_accented_vowel(word: str) -> bool:
    return any(not letter.isascii() and fold(letter) in "aeiouy" for letter in word)


def _id(model: LanguageModel, word: str) -> int:
    return NUMBER if word[:1].isdigit() else model.id_of(word.lower())


def _better(model: LanguageModel, ids: Sequence[int], place: int, words: Sequence[str], asked: float) -> str | None:
    """A reading likelier by far than what stands there, None when there is none."""
    rivals = _rivals(nfc(words[place].strip(_SIGNS).lower()))
    if not rivals:
        return None
    before = [START, START, *(ids[max(0, place - 2) : place])][-2:]
    if place and words[place - 1][-1:] in ".;:!?":
        before = [START, START]
    ends = words[place][-1:] in ".;:!?"
    behind = [] if ends else list(ids[place + 1 : place + 3])
    own = _price(model, before, ids[place], behind)
    if ids[place] != UNKNOWN and own < _EXPECTED * (1 + len(behind)):
        return None
    best, price = None, own - asked
    for rival, cost in rivals:
        total = cost + _price(model, before, model.id_of(rival), behind)
        if total < price:
            best, price = rival, total
    return best


def _price(model: LanguageModel, before: Sequence[int], word: int, behind: Sequence[int]) -> float:
    row = [*before, word, *behind]
    return sum(model.cost(row[index - 2], row[index - 1], row[index]) for index in range(2, len(row)))


@cache
def _rivals(word: str) -> tuple[tuple[str, float], ...]:
    found = []
    for rival in _alike().get(fold(word), ()):
        if rival != word and {rival, word} != _EQUAL:
            cost = _misread(rival, word)
            if cost is not None:
                found.append((rival, cost))
    return tuple(found)


@cache
def _alike() -> dict[str, tuple[str, ...]]:
    """Known syllables by their letters without marks."""
    found: dict[str, list[str]] = {}
    for word in language_model().words[len(SPECIAL) :]:
        found.setdefault(fold(word), []).append(word)
    return {key: tuple(words) for key, words in found.items() if len(words) > 1}


def _misread(meant: str, read: str) -> float | None:
    """-ln of how likely a syllable is read as another of the same letters; None when more than one letter differs."""
    left, right = _letters(meant), _letters(read)
    if len(left) != len(right):
        return None
    odd = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    if len(odd) != 1:
        return None
    lost, gained = set(odd[0][0]) - set(odd[0][1]), set(odd[0][1]) - set(odd[0][0])
    if len(lost) > 1 or len(gained) > 1:
        return None
    return _NEAR.get(frozenset((next(iter(lost), ""), next(iter(gained), ""))), _FAR)


def _letters(word: str) -> list[str]:
    """The letters of a word, each as its base followed by its marks."""
    letters: list[str] = []
    for sign in normalize("NFD", word):
        if letters and "\u0300" <= sign <= "\u036f":
            letters[-1] += sign
        else:
            letters.append(sign)
    return letters


def _cased(word: str, like: str) -> str:
    if like.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word
