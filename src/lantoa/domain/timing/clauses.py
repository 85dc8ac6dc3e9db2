"""A clause: the facts between two pauses, sorted by what they are."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lantoa.domain.every import Every
from lantoa.domain.timing.facts import Bound, Count, Deadline, Mark, Rhythm, Window
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
        """Whether a part behind a pause only dates this clause: «mỗi quý 01 tin, bài; trước ngày 20 tháng cuối quý»."""
        dating = bool(part) and all(isinstance(item.fact, Deadline) for item in part)
        return dating and not self.deadlines and bool(self.counts or self.rhythms)

    def has(self, mark: Mark) -> bool:
        """Whether a mark stands in the clause."""
        return any(item.fact is mark for item in self.found)

    def rhythms_near(self, count: Count) -> list[Every]:
        """The rhythms a count goes by: those just before it, else those just behind it."""
        places = [place for place, item in enumerate(self.found) if item.fact is count]
        before = _run(self.found[: places[0]][::-1])[::-1]
        return before or _run(self.found[places[0] :])

    def rate_shared_with(self, count: Count) -> Every | None:
        """The rate in words that ends a list of counts: «04 tin, 02 bài mỗi tháng»."""
        places = [place for place, item in enumerate(self.found) if item.fact is count]
        if any(isinstance(item.fact, Rhythm) for item in self.found[: places[0]]):
            return None
        for item in self.found[places[0] + 1 :]:
            if not isinstance(item.fact, Count):
                return None
            if item.fact.per is not None:
                return item.fact.per if item.fact.spread else None
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
        if item.fact in (Mark.PAUSE, Mark.STOP):
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
