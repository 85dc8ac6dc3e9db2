"""From facts to timings: what belongs together in a clause, and what carries over to the next."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from lantoa.domain.due import NEXT_MONTH, DueRule
from lantoa.domain.every import Every
from lantoa.domain.timing.clauses import Clause, bounded, clauses, rhythmic, summing
from lantoa.domain.timing.facts import Bound, Count, Deadline, Mark, Window
from lantoa.domain.timing.model import Timing
from lantoa.domain.timing.scanning import Found
from lantoa.domain.timing.tokens import Token
from lantoa.domain.timing.windows import year_window

_IN_A_YEAR = {
    Every.DAY: (365, 366), Every.WEEK: (52, 53), Every.MONTH: (12, 12), Every.QUARTER: (4, 4), Every.HALF_YEAR: (2, 2),
    Every.YEAR: (1, 1),
}  # fmt: skip
_LONGEST_AFTER = 92  # days that a deadline may lie behind its window: a quarter's report is due in the next
_WITH_LAST_MONTH = (Every.MONTH, Every.QUARTER, Every.HALF_YEAR, Every.YEAR)


def assemble(found: list[Found], tokens: list[Token], year: int) -> tuple[Timing, ...]:
    """The timings of a phrase, each once, in its order."""
    timings: list[Timing] = []
    carried: list[Every] = []
    for clause in map(rhythmic, map(summing, clauses(bounded(found)))):
        if clause.after_stop:
            carried = []
        made = list(_Assembly(clause, tokens, year, carried).timings())
        timings += [timing for timing in made if timing not in timings or timing.unit]
        carried = clause.rhythms or carried
    return tuple(timings)


class _Assembly:
    """The timings of one clause."""

    def __init__(self, clause: Clause, tokens: list[Token], year: int, carried: list[Every]) -> None:
        self.clause = clause
        self.tokens = tokens
        self.year = year
        self.carried = carried
        self.counts = _with_totals(clause.counts)
        self.windows = clause.windows
        self.rhythms = clause.rhythms
        self.deadlines = clause.deadlines

    def timings(self) -> Iterator[Timing]:
        clause = self.clause
        if clause.has(Mark.COMPARISON):
            return
        if clause.has(Mark.TITLE) and not self.counts and not self.deadlines:
            return
        self._end_windows()
        made = list(self._counted() or self._rhythmic() or self._dated())
        if not made or (clause.has(Mark.STANDING) and clause.standing_apart(self.tokens) and not self.counts):
            made = [*self._uncounted(), *made]
        yield from made

    def _end_windows(self) -> None:
        """«hằng quý đến 2030»: beside a rhythm or a rate, «đến …» ends the window and is no deadline."""
        if not self.rhythms and not self.clause.has(Mark.STANDING) and not any(count.per for count, _ in self.counts):
            return
        for deadline in [deadline for deadline in self.deadlines if deadline.until and deadline.dates]:
            self.deadlines.remove(deadline)
            start = self.windows[0].start if self.windows else date(self.year, 1, 1)
            self.windows = [Window(start, deadline.dates[-1])]

    def _counted(self) -> list[Timing]:
        counts = [(count, total) for count, total in self.counts if count.unit != "%" or self.windows or self.deadlines]
        timings = [
            timing
            for place, (count, total) in enumerate(counts)
            for every in self._everies(count)
            for window in self._windows_of(place, len(counts))
            for timing in self._counted_timings(count, total, every, window, self._deadlines_of(place, len(counts)))
        ]
        everies = {timing.every for timing in timings}
        apart = [
            deadline for deadline in self.deadlines if timings and deadline.every and deadline.every not in everies
        ]
        return timings + [timing for deadline in apart for timing in self._deadline_timings(deadline, None)]

    def _everies(self, count: Count) -> list[Every]:
        if count.per:
            return [count.per]
        if self.clause.has(Mark.ONE_OFF) and not self.clause.rhythms:
            return [Every.ONCE]
        whole = self.clause.whole_of(count)
        if whole is not None:
            return self._everies(whole)
        shared = self.clause.rate_shared_with(count, self.tokens)
        if shared is not None:
            return [shared]
        near = self.clause.rhythms_near(count)
        if near:
            return near
        led = [deadline.every for deadline in self.deadlines if deadline.every]
        if led:
            return [led[0]]
        if self.carried and not self.windows and not self.deadlines:
            return self.carried
        if count.unit != "%" and len(self.windows) == 1 and self.windows[0].whole_year:
            return [Every.YEAR]
        return [Every.ONCE]

    def _windows_of(self, place: int, things: int) -> list[Window | None]:
        """The window of one of several things: its own if each has one, else every window there is."""
        if not self.windows:
            return [None]
        if things == len(self.windows):
            return [self.windows[place]]
        return list(self.windows)

    def _deadlines_of(self, place: int, things: int) -> list[Deadline]:
        return [self.deadlines[place]] if things == len(self.deadlines) and things > 1 else self.deadlines

    def _counted_timings(
        self, count: Count, total: int | None, every: Every, window: Window | None, deadlines: list[Deadline]
    ) -> list[Timing]:
        if self._one_for_each_window(count):
            count = replace(count, low=1, high=1)
        low = None if count.bound is Bound.MOST else count.low
        high = None if count.bound is Bound.LEAST else count.high
        bare = Timing(every=every, min=low, max=high, unit=count.unit, total=total)
        own = [deadline for deadline in deadlines if deadline.every in (None, every)]
        dues = [due for deadline in own for due in _dues(deadline, every)]
        if not dues:
            return [self._placed(bare, window)]
        return [self._placed(replace(bare, due=due), window) for due in dues]

    def _one_for_each_window(self, count: Count) -> bool:
        """«02 lần/năm (tháng 6 và tháng 12)»: as many windows as times, one in each."""
        many = len(self.windows)
        return count.per is Every.YEAR and many > 1 and count.low == count.high == many

    def _rhythmic(self) -> list[Timing]:
        """Rhythms without counts, each with the deadline that fits it; deadlines that fit none stand for themselves."""
        if not self.rhythms:
            return []
        self._date_by_windows()
        left = list(self.deadlines)
        timings = [self._placed(Timing(every=Every.ONCE), window) for window in self.clause.reports]
        for place, every in enumerate(self.rhythms):
            dues = [due for deadline in self._fitting(every, place, left) for due in _dues(deadline, every)]
            bare = Timing(every=every)
            for timing in [replace(bare, due=due) for due in _joined(dues, every)] or [bare]:
                timings += [self._placed(timing, window) for window in self._windows_of(place, 0)]
        rest = [deadline for deadline in left if deadline.every]
        return timings + [timing for deadline in rest for timing in self._deadline_timings(deadline, None)]

    def _date_by_windows(self) -> None:
        """«quý IV hằng năm», «hằng quý (tháng 3, 6, 9, 12)»: a month or quarter within the period says by when."""
        if len(self.rhythms) != 1 or self.deadlines:
            return
        length = {Every.QUARTER: 92, Every.HALF_YEAR: 184, Every.YEAR: 366}.get(self.rhythms[0], 0)
        within = [window for window in self.windows if _days(window) < length and window.named]
        ends = tuple(sorted({window.last for window in within if window.last}))
        if ends and within == self.windows:
            self.windows = []
            self.deadlines = [Deadline(dates=ends)]

    def _fitting(self, every: Every, place: int, left: list[Deadline]) -> list[Deadline]:
        """The deadlines of one rhythm; those with its own period or dates are used up."""
        own = [deadline for deadline in left if deadline.every is every]
        dated = [deadline for deadline in left if deadline.dates and not deadline.every]
        last = place == len(self.rhythms) - 1
        if len(dated) == len(self.rhythms) > 1 or (not own and len(dated) == len(self.rhythms) - place):
            own += dated[:1]
        elif last:
            own += dated
        for deadline in own:
            left.remove(deadline)
        return own or [deadline for deadline in left if not deadline.every and not deadline.dates]

    def _dated(self) -> list[Timing]:
        """Deadlines without counts or rhythms, then windows that have no deadline."""
        timings: list[Timing] = []
        free = list(self.windows)
        for place, deadline in enumerate(self.deadlines):
            if not deadline.dates and not deadline.every:
                continue
            window = self._window_for(deadline, place)
            if window in free:
                free.remove(window)
            timings += self._deadline_timings(deadline, window)
        if self.clause.has(Mark.STANDING) or (not timings and self._all_year(free)):
            return timings
        return timings + [self._placed(Timing(every=self._every_of(window, free)), window) for window in free]

    def _every_of(self, window: Window, windows: list[Window]) -> Every:
        """«cả năm, cao điểm tháng 10»: the year asks for it all year long where the other windows only lie in it."""
        within = all(_within(other, window) for other in windows)
        return Every.STANDING if window.whole_year and within and not self.clause.has(Mark.ONE_OFF) else Every.ONCE

    def _window_for(self, deadline: Deadline, place: int) -> Window | None:
        if not self.windows:
            return None
        window = self.windows[place] if len(self.windows) == len(self.deadlines) else self.windows[0]
        outside = deadline.dates and not _reaches(window, deadline.dates)
        return None if outside or (len(self.windows) > 1 and len(self.windows) != len(self.deadlines)) else window

    def _deadline_timings(self, deadline: Deadline, window: Window | None) -> list[Timing]:
        every = deadline.every or Every.ONCE
        return [self._placed(Timing(every=every, due=due), window) for due in _dues(deadline, every)]

    def _all_year(self, windows: list[Window]) -> bool:
        """«trong năm 2025», said of nothing that is done once, asks for it all year long."""
        return len(windows) == 1 and windows[0].whole_year and not self.clause.has(Mark.ONE_OFF)

    def _uncounted(self) -> list[Timing]:
        clause = self.clause
        all_year = self._all_year(self.windows)
        if clause.has(Mark.STANDING) or all_year or (clause.has(Mark.PERIODIC) and not clause.has(Mark.DEPENDENT)):
            return [self._placed(Timing(every=Every.STANDING), window) for window in self._windows_of(0, 0)]
        hanging = any(not deadline.every and not deadline.dates for deadline in self.deadlines)
        return [Timing(every=Every.PENDING)] if hanging or clause.has(Mark.DEPENDENT) else []

    def _placed(self, timing: Timing, window: Window | None) -> Timing:
        """The timing in its window: what the words name, else the plan's year up to a single deadline."""
        if window is not None:
            return replace(timing, start=window.start, last=window.last)
        whole = year_window(self.year)
        if timing.every is Every.ONCE and timing.due and timing.due.dates:
            last = timing.due.dates[-1]
            return replace(timing, start=date(min(self.year, last.year), 1, 1), last=last)
        return replace(timing, start=whole.start, last=whole.last)


def _within(inner: Window, outer: Window) -> bool:
    if inner.start is None or inner.last is None or outer.start is None or outer.last is None:
        return False
    return outer.start <= inner.start and inner.last <= outer.last


def _days(window: Window) -> int:
    """How long a window is; an open one is longer than any period."""
    return (window.last - window.start).days if window.start and window.last else 10_000


def _reaches(window: Window, dates: tuple[date, ...]) -> bool:
    """Whether a deadline belongs to a window: not before it, not more than a quarter behind it."""
    early = window.start is not None and dates[0] < window.start
    late = window.last is not None and (dates[-1] - window.last).days > _LONGEST_AFTER
    return not early and not late


def _dues(deadline: Deadline, every: Every) -> list[DueRule]:
    """The rules of a deadline in a rhythm: what is done once, or once a year, has one rule a date."""
    if deadline.dates:
        parts = [(day,) for day in deadline.dates] if every in (Every.ONCE, Every.YEAR) else [deadline.dates]
        return [DueRule(dates=part, strict=deadline.strict) for part in parts]
    if deadline.weekday is not None:
        fits = every is Every.WEEK
        return [DueRule(weekday=deadline.weekday, strict=deadline.strict)] if fits else []
    if deadline.day is None or every not in _WITH_LAST_MONTH:
        return []
    of = NEXT_MONTH if deadline.next_month else None
    return [DueRule(day=deadline.day, of=of, strict=deadline.strict)]


def _joined(dues: list[DueRule], every: Every) -> list[DueRule]:
    """The rules of one rhythm: dates within a year are put together, other rules stand each for itself."""
    if len(dues) > 1 and all(due.dates for due in dues) and every is not Every.YEAR:
        return [DueRule(dates=tuple(sorted({day for due in dues for day in due.dates})), strict=dues[0].strict)]
    return dues


def _with_totals(counts: list[Count]) -> list[tuple[Count, int | None]]:
    """Counts, a total beside its rate made one: «48 số (04 số/tháng)», «04 số/tháng (48 số/năm)»."""
    result: list[tuple[Count, int | None]] = []
    for count in counts:
        before, total = result[-1] if result else (None, None)
        if before is not None and total is None and _is_total_of(before, count):
            result[-1] = (count, before.high)
        elif before is not None and total is None and count.bracketed and _is_total_of(count, before):
            result[-1] = (before, count.high)
        else:
            result.append((count, None))
    return result


def _is_total_of(total: Count, rate: Count) -> bool:
    """Whether one number sums up the other: of the same things, said to be a sum, in brackets, or beside a rate."""
    if total.unit != rate.unit or total.bound is Bound.MOST:
        return False
    if rate.per is None:
        return total.summed
    if total.per is None:
        return total.summed or rate.bracketed or total.bracketed or total.low > rate.high
    longer = total.per is Every.YEAR is not rate.per  # a total holds for the whole window, which is the year
    return longer and (rate.bracketed or total.bracketed or _adds_up(total, rate))


def _adds_up(total: Count, rate: Count) -> bool:
    """Whether a year at that rate comes to that number: «12 số/năm, mỗi tháng 01 số»."""
    fewest, most = _IN_A_YEAR[rate.per] if rate.per else (1, 1)
    return rate.low * fewest <= total.low <= rate.high * most
