"""What the rules find in a phrase, before facts are put together into timings."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from lantoa.domain.every import Every


@dataclass(frozen=True)
class Rhythm:
    """hằng tháng, mỗi quý, định kỳ 6 tháng."""

    every: Every


class Bound(Enum):
    """Which way a number bounds: ít nhất, tối đa, or neither (khoảng)."""

    LEAST = auto()
    MOST = auto()
    EXACT = auto()


@dataclass(frozen=True)
class Count:
    """03-04 số/tháng: the numbers, the unit, the period of a rate, the number's own bound."""

    low: int
    high: int
    unit: str | None
    per: Every | None = None
    bound: Bound | None = None
    bracketed: bool = False
    summed: bool = False  # «tổng số …»
    spread: bool = False  # a rate in words, which those before it share: «04 tin, 02 bài mỗi tháng»


@dataclass(frozen=True)
class Window:
    """First and last day, None for an end the words leave open.

    `whole_year` for «trong năm», «cả năm»; `reported` for a bare «6 tháng» or «9 tháng»: beside a rhythm the first
    is one too, and the second a report by itself; `named` for months and quarters called by their name.
    """

    start: date | None
    last: date | None
    whole_year: bool = False
    reported: bool = False
    named: bool = False


@dataclass(frozen=True)
class Deadline:
    """By when: dates, or a day of the month or week, with the rhythm the words give it (None: that of its clause)."""

    dates: tuple[date, ...] = ()
    day: int | None = None
    next_month: bool = False
    weekday: int | None = None
    strict: bool = False
    every: Every | None = None
    until: bool = False  # «đến …»: beside a rhythm it ends the window


class Mark(Enum):
    """Words that say something by standing there."""

    STANDING = auto()  # thường xuyên
    PERIODIC = auto()  # định kỳ, with no period
    DEPENDENT = auto()  # hangs on something else
    ONE_OFF = auto()  # hoàn thành, sơ kết: done once
    COMPARISON = auto()  # so với: numbers are no quota
    TITLE = auto()  # the clause opens with a noun such as chỉ số: it names a thing
    PEAK = auto()  # cao điểm: the window behind it stands beside the rest
    TIMED = auto()  # thời gian: … – what follows dates what stands before it
    PART = auto()  # trong đó: the number behind it is a part of the one before
    NOTHING = auto()  # a cited document, an hour: understood, and says nothing of timing
    UNREAD = auto()  # a rhythm that Plan JSON has no word for: its words are left over, none of them read alone
    PAUSE = auto()  # ;
    STOP = auto()  # end of a sentence


Fact = Rhythm | Bound | Count | Window | Deadline | Mark
