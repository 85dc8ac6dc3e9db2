"""The steps of a reorganisation: what a decision says of each body."""

from dataclasses import dataclass
from enum import StrEnum

from lantoa.domain.reorganisation.forest import Key


class StepKind(StrEnum):
    """This will say what happens to the bodies of a step.

    MERGE: they end and one new body follows; ABSORB: they end and go into one that goes on; SPLIT: one ends and several
    follow; SEPARATE: one goes on and gives a part of itself to others; END: they end, with an heir or without.
    """

    MERGE = "merge"
    ABSORB = "absorb"
    SPLIT = "split"
    SEPARATE = "separate"
    RENAME = "rename"
    MOVE = "move"
    END = "end"
    BEGIN = "begin"


ENDING = frozenset({StepKind.MERGE, StepKind.ABSORB, StepKind.SPLIT, StepKind.END})

STEP_LABELS = {
    StepKind.MERGE: "Hợp nhất thành đơn vị mới",
    StepKind.ABSORB: "Sáp nhập vào đơn vị đang có",
    StepKind.SPLIT: "Chia thành nhiều đơn vị",
    StepKind.SEPARATE: "Tách một phần",
    StepKind.RENAME: "Đổi tên",
    StepKind.MOVE: "Chuyển cấp trên trực tiếp",
    StepKind.END: "Giải thể, kết thúc hoạt động",
    StepKind.BEGIN: "Thành lập mới",
}

# How many bodies a step takes and gives: (least, most or None), before and after.
COUNTS: dict[StepKind, tuple[tuple[int, int | None], tuple[int, int | None]]] = {
    StepKind.MERGE: ((1, None), (1, 1)),
    StepKind.ABSORB: ((1, None), (1, 1)),
    StepKind.SPLIT: ((1, 1), (2, None)),
    StepKind.SEPARATE: ((1, 1), (1, None)),
    StepKind.RENAME: ((1, 1), (0, 0)),
    StepKind.MOVE: ((1, None), (0, 0)),
    StepKind.END: ((1, None), (0, 1)),
    StepKind.BEGIN: ((0, 0), (1, 1)),
}


@dataclass(frozen=True, kw_only=True)
class NewBody:
    """This will hold a body that begins: under which one (None: at the top), as an office or as a body of its own."""

    key: Key
    name: str
    short_name: str = ""
    under: Key | None = None
    is_office: bool = False


@dataclass(frozen=True, kw_only=True)
class Step:
    """This will hold one step.

    `before` and `after` name bodies by their keys; those of `after` that begin stand in `begins` too, in exactly one
    step. `heir` is the one of `after` that takes the open work (None: the only one). `elsewhere` are those of `before`
    whose open work goes with another step: a commune cut in two stands in both, and only one takes its work. `under`
    and `is_office` are for MOVE, `name` and `short_name` for RENAME.
    """

    kind: StepKind
    before: tuple[Key, ...] = ()
    after: tuple[Key, ...] = ()
    begins: tuple[NewBody, ...] = ()
    heir: Key | None = None
    elsewhere: frozenset[Key] = frozenset()
    under: Key | None = None
    is_office: bool = False
    name: str = ""
    short_name: str = ""
