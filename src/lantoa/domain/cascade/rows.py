"""A row of the upper plan beside what the lower plan undertakes for it, obligation by obligation."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from lantoa.domain.cascade.asks import Ask, compare, compare_percent, percent_words
from lantoa.domain.cascade.stance import SAME, Comparison, Stance, together
from lantoa.domain.matching.words import features
from lantoa.vietnamese import fold

Key = TypeVar("Key", bound=Hashable)
# Units that name the same thing counted: who writes «02 cuộc» answers «01 lần».
_FAMILIES = (
    (
        "tin bai",
        "bai",
        "bai viet",
        "tin",
        "tin anh",
        "bai viet phong su",
        "tin bai anh",
        "phong su",
        "tin bai phong su",
    ),
    ("lan", "cuoc", "buoi", "hoi nghi", "dot", "cuoc doi thoai", "lop"),
    ("so", "ky", "chuong trinh", "chuyen muc", "ky phat song"),
    ("muc", "guong"),
)
_FAMILY_OF = {unit: family[0] for family in _FAMILIES for unit in family}


@dataclass(frozen=True, kw_only=True)
class Undertaking(Generic[Key]):
    """An obligation of a row: `origin` is the key of the upper obligation it was derived from, None if of its own."""

    key: Key
    ask: Ask
    what: str
    unit: str = ""
    origin: Key | None = None


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A target's measure: so many percent of what."""

    percent: float
    of: str = ""


def judge(
    upper: Sequence[Undertaking[Key]],
    lower: Sequence[Undertaking[Key]],
    *,
    upper_shares: Sequence[Measured] = (),
    lower_shares: Sequence[Measured] = (),
) -> Comparison:
    """The verdict on an upper row from all that the lower rows answering it undertake.

    in: the obligations of both sides (reports left out: they follow regimes), the measures of targets. out: ADOPTED,
    SHARPENED or WEAKER, with the sentence. A derived obligation answers the one it came from; any other the one whose
    unit and words are nearest.
    """
    answers = _answers(upper, lower)
    found = [_verdict(asked, answers[place]) for place, asked in enumerate(upper)]
    found += [_share_verdict(asked, lower_shares) for asked in upper_shares]
    return together(found)


def unit_family(unit: str) -> str:
    """The unit under which things are counted together: «bài viết» and «tin, bài» are one."""
    plain = " ".join(fold(unit).replace(",", " ").split())
    return _FAMILY_OF.get(plain, plain)


def _answers(upper: Sequence[Undertaking[Key]], lower: Sequence[Undertaking[Key]]) -> list[list[Undertaking[Key]]]:
    """For each upper obligation the lower ones that answer it; each lower one answers at most one."""
    found: list[list[Undertaking[Key]]] = [[] for _ in upper]
    places = {asked.key: place for place, asked in enumerate(upper)}
    for one in lower:
        if one.origin is not None and one.origin in places:
            found[places[one.origin]].append(one)
            continue
        likeness = [_nearness(asked, one) for asked in upper]
        if likeness:
            best = max(range(len(upper)), key=lambda place: (likeness[place], -place))
            found[best].append(one)
    return found


def _nearness(asked: Undertaking[Key], one: Undertaking[Key]) -> float:
    said, other = features(asked.what), features(one.what)
    words = len(said & other) / len(said | other) if said | other else 0.0
    same_unit = bool(asked.unit) and unit_family(asked.unit) == unit_family(one.unit)
    same_sort = asked.ask.every.is_counted == one.ask.every.is_counted
    return 2.0 * same_unit + 1.0 * same_sort + words


def _verdict(asked: Undertaking[Key], answers: Sequence[Undertaking[Key]]) -> Comparison:
    if not answers and not asked.ask.every.is_counted:
        return Comparison(stance=Stance.ADOPTED, sentence=SAME)  # the row itself keeps what is only to go on
    counted = [one for one in answers if one.ask.every.is_counted]
    other_unit = [one for one in counted if _counts_otherwise(asked, one)]
    if asked.ask.amount and counted and len(other_unit) == len(counted):
        units = f"tính bằng “{counted[0].unit}” thay vì “{asked.unit}”"
        return Comparison(stance=Stance.WEAKER, sentence=f"yếu hơn: {units} (cấp trên: {asked.ask.amount})")
    kept = [one.ask for one in answers if one not in other_unit]
    return compare(kept, [asked.ask])


def _counts_otherwise(asked: Undertaking[Key], one: Undertaking[Key]) -> bool:
    """Whether the two count different things, so that their numbers say nothing about each other."""
    return bool(asked.unit and one.unit) and unit_family(asked.unit) != unit_family(one.unit)


def _share_verdict(asked: Measured, given: Sequence[Measured]) -> Comparison:
    if not given:
        words = f"yếu hơn: không nêu tỷ lệ (cấp trên: {percent_words(asked.percent)})"
        return Comparison(stance=Stance.WEAKER, sentence=words)
    said = features(asked.of)
    nearest = max(given, key=lambda one: len(said & features(one.of)) / (len(said | features(one.of)) or 1))
    return compare_percent(nearest.percent, asked.percent)
