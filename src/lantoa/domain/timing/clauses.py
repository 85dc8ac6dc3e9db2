"""A clause: the facts between two pauses, sorted by what they are."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from lantoa.domain.every import Every
from lantoa.domain.timing.facts import Bound, Count, Deadline, Fact, Mark, Rhythm, Window
from lantoa.domain.timing.scanning import Found
from lantoa.domain.timing.tokens import Token


@dataclass
class Clause:
    """What stands between two pauses; `after_stop` when a full stop, not a semicolon, stands before it."""

    found: list[Found] = field(default_factory=list)
    after_stop: bool = True

    @property
    def counts(self) -> list[Count]:
        return [item.fact for item in self.found if isinstance(item.fact, Count)]

    @property
    def rhythms(self) -> list[Every]:
        """The rhythms, each once."""
        return list(dict.fromkeys(item.fact.every for item in self.found if isinstance(item.fact, Rhythm)))

    @property
    def windows(self) -> list[Window]:
        """The windows, without those that only report beside a rhythm."""
        return [window for window in self._all_windows if not (window.reported and self.rhythms)]

    @property
    def reports(self) -> list[Window]:
        """«9 tháng» beside «quý, 6 tháng, năm»."""
        return [window for window in self._all_windows if window.reported and self.rhythms]

    @property
    def _all_windows(self) -> list[Window]:
        return [item.fact for item in self.found if isinstance(item.fact, Window)]

    @property
    def deadlines(self) -> list[Deadline]:
        return [item.fact for item in self.found if isinstance(item.fact, Deadline)]

    def takes(self, part: list[Found]) -> bool:
        """Whether a part behind a pause only dates this clause.

        «mỗi quý 01 tin, bài; trước ngày 20 tháng cuối quý», «10 bài; thời gian: Quý III».
        """
        timed = any(item.fact is Mark.TIMED for item in part)
        facts = [item.fact for item in part if item.fact is not Mark.TIMED]
        dating = bool(facts) and all(
            isinstance(fact, Deadline) or (timed and isinstance(fact, Window)) for fact in facts
        )
        return dating and not self.deadlines and not (timed and self.windows) and bool(self.counts or self.rhythms)

    def has(self, mark: Mark) -> bool:
        """Whether a mark stands in the clause."""
        return any(item.fact is mark for item in self.found)

    def rhythms_near(self, count: Count) -> list[Every]:
        """The rhythms a count goes by: those just before it, else those just behind it."""
        places = [place for place, item in enumerate(self.found) if item.fact is count]
        before = _run(self.found[: places[0]][::-1])[::-1]
        return before or _run(self.found[places[0] :])

    def rate_shared_with(self, count: Count, tokens: list[Token]) -> Every | None:
        """The rate that ends a list of counts: «04 tin, 02 bài mỗi tháng», «02 tin và 01 bài/tháng».

        A rate behind a slash is shared only by counts that nothing but commas and «và» part from it.
        """
        places = [place for place, item in enumerate(self.found) if item.fact is count]
        if any(isinstance(item.fact, Rhythm) for item in self.found[: places[0]]):
            return None
        close = True
        for before, item in pairwise(self.found[places[0] :]):
            if not isinstance(item.fact, Count):
                return None
            close = close and all(token.key in (",", "va") for token in tokens[before.behind : item.first])
            if item.fact.per is not None:
                return item.fact.per if item.fact.spread or close else None
        return None

    def whole_of(self, count: Count) -> Count | None:
        """The number of which a count is said to be a part: «20 tin, bài/năm, trong đó có 05 phóng sự»."""
        whole: Count | None = None
        latest: Count | None = None
        for item in self.found:
            if item.fact is count:
                return whole
            if item.fact is Mark.PART:
                whole = latest
            elif isinstance(item.fact, Count):
                latest = item.fact
            elif isinstance(item.fact, Rhythm | Window):
                whole = None
        return None

    def standing_apart(self, tokens: list[Token]) -> bool:
        """Whether «thường xuyên» is a statement of its own, with a comma between it and the rhythm."""
        places = [item for item in self.found if item.fact is Mark.STANDING]
        rhythms = [item for item in self.found if isinstance(item.fact, Rhythm)]
        if not places or not rhythms:
            return bool(places)
        left, right = sorted((places[0], rhythms[0]), key=lambda item: item.first)
        return any(token.key == "," for token in tokens[left.behind : right.first])


def _run(found: list[Found]) -> list[Every]:
    """The first unbroken run of rhythms."""
    run: list[Every] = []
    for item in found:
        if isinstance(item.fact, Rhythm):
            run.append(item.fact.every)
        elif run:
            break
    return list(dict.fromkeys(run))


def clauses(found: list[Found]) -> Iterator[Clause]:
    """The clauses of a phrase, in order; a bound holds for the numbers behind it until a full stop."""
    clause = Clause()
    for after_stop, part in _parts(found):
        if clause.found and clause.takes(part):
            clause.found += part
            continue
        if clause.found:
            yield clause
        clause = Clause(part, after_stop)
    yield clause


def _parts(found: list[Found]) -> Iterator[tuple[bool, list[Found]]]:
    """The facts between pauses, each part with whether a full stop stands before it."""
    after_stop, part = True, list[Found]()
    for item in found:
        if item.fact in (Mark.PAUSE, Mark.STOP, Mark.PEAK):
            yield after_stop, part
            after_stop, part = item.fact is Mark.STOP, []
        else:
            part.append(item)
    yield after_stop, part


def rhythmic(clause: Clause) -> Clause:
    """The clause with a bare «6 tháng» read as a rhythm where another rhythm stands beside it."""
    if clause.rhythms:
        clause.found = [_as_rhythm(item) for item in clause.found]
    return clause


def summing(clause: Clause) -> Clause:
    """The clause with «24 số, mỗi tháng 02 số» read as a sum and its rate: the rhythm joins the number behind it."""
    found: list[Found] = []
    for item in clause.found:
        if isinstance(item.fact, Count) and len(found) > 1 and _sums(found[-2].fact, found[-1].fact, item.fact):
            rhythm = found.pop()
            assert isinstance(rhythm.fact, Rhythm)  # noqa: S101  _sums has looked
            item = replace(item, fact=replace(item.fact, per=rhythm.fact.every), first=rhythm.first)
        found.append(item)
    clause.found = found
    return clause


def _sums(total: Fact, rhythm: Fact, rate: Count) -> bool:
    """Whether a number, a rhythm and a smaller number of the same things stand behind each other."""
    if not isinstance(total, Count) or not isinstance(rhythm, Rhythm) or rate.per is not None:
        return False
    return total.unit == rate.unit and total.low > rate.high and total.per in (None, Every.YEAR)


def _as_rhythm(item: Found) -> Found:
    half = isinstance(item.fact, Window) and item.fact.reported and item.fact.last and item.fact.last.month == 6
    return replace(item, fact=Rhythm(Every.HALF_YEAR)) if half else item


def bounded(found: list[Found]) -> list[Found]:
    """The facts with each bound carried to the counts behind it that have none, and gone from the list."""
    result: list[Found] = []
    held: Bound | None = None
    for item in found:
        if item.fact is Mark.STOP:
            held = None
        if isinstance(item.fact, Bound):
            held = item.fact
            continue
        if isinstance(item.fact, Count):
            held = item.fact.bound or held
            item = replace(item, fact=replace(item.fact, bound=held or Bound.EXACT))
        result.append(item)
    return result
