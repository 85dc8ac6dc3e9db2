"""How a lower plan stands to a row of the plan above, and how several such verdicts make one."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

SAME = "như kế hoạch cấp trên"


class Stance(StrEnum):
    """This will say how a lower plan stands to one row of the plan above.

    ADOPTED: the same; SHARPENED: more, sooner or more often; WEAKER: fewer, later or no number; PARAGRAPH: only a
    paragraph of part IV speaks of it; DROPPED: declined, or nothing answers it; OPEN: nobody has decided yet.
    """

    ADOPTED = "adopted"
    SHARPENED = "sharpened"
    WEAKER = "weaker"
    PARAGRAPH = "paragraph"
    DROPPED = "dropped"
    OPEN = "open"


class CascadeKind(StrEnum):
    """This will say how a lower plan came to follow one above.

    DERIVED: made here from its rows; MATCHED: it came in as a document and its rows were found to answer.
    """

    DERIVED = "derived"
    MATCHED = "matched"


class Decision(StrEnum):
    """This will say what the lower body did about a row of the plan above: OPEN (nothing yet), TAKEN, DECLINED."""

    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"


class PairState(StrEnum):
    """This will say whether a lower row answers an upper one: PROPOSED by the product, CONFIRMED, REJECTED by one."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What a lower undertaking is beside the upper one, and the same in a Vietnamese sentence."""

    stance: Stance
    sentence: str


def together(found: Iterable[Comparison]) -> Comparison:
    """The verdict on a row from those on its parts: weaker if any is, sharpened if any is and none is weaker."""
    parts = list(found)
    for stance in (Stance.WEAKER, Stance.SHARPENED):
        said = [part.sentence for part in parts if part.stance == stance]
        if said:
            return Comparison(stance=stance, sentence="; ".join(dict.fromkeys(said)))
    said = [part.sentence for part in parts if part.sentence != SAME]
    return Comparison(stance=Stance.ADOPTED, sentence="; ".join(dict.fromkeys(said)) or SAME)
