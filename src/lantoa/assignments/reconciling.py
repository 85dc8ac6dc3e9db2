"""What an amendment does to the duties of the plan it amends, worked out before anything is saved.

The preview and the issue of an amendment read the same working: which duties stay, change, end, are new; which
assignments begin and end.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from lantoa.agencies.models import Agency, Succession
from lantoa.agencies.models.bodies import true_on
from lantoa.assignments import queries
from lantoa.assignments.blueprint import Blueprint, Line, Meaning, Place, draw, terms_of
from lantoa.assignments.models import Assignment, Duty, DutyHolder
from lantoa.catalogue.queries import working_days
from lantoa.domain.amendment import OldDuty, Reconciliation, duty_keys, in_force_from, once_matched, reconcile
from lantoa.domain.duty import DutyTerms
from lantoa.domain.every import Every
from lantoa.domain.lifecycle import DutyState
from lantoa.domain.obligation import expand
from lantoa.domain.period import Period, PeriodKind
from lantoa.plans.models import Item, Obligation, Plan

# A duty across the amendment: its obligation (the one amended, or minus the new one's id), its holders, its name.
Key = tuple[int, tuple[int, ...], str]


@dataclass
class Working:
    """Everything that issuing an amendment on a day does."""

    amendment: Plan
    original: Plan
    on: date
    drawing: Blueprint
    duties: dict[Key, Duty] = field(default_factory=dict)  # open ones of the plan, as they stand
    closed: dict[Key, Duty] = field(default_factory=dict)  # ended by an earlier amendment; they may come back
    lines: dict[int, Line] = field(default_factory=dict)  # by obligation as in Key
    outcome: Reconciliation[Key] = field(default_factory=lambda: reconcile({}, {}))

    @property
    def credited_closed(self) -> list[Duty]:
        """Duties that end though results are credited to them: a person looks at where those may count again."""
        return [self.duties[key] for key in self.outcome.credited_closed]

    @property
    def overdue_closed(self) -> list[Duty]:
        """Duties that end though their date passed and they were not done."""
        return [
            duty
            for duty in (self.duties[key] for key in self.outcome.close)
            if duty.done < duty.minimum and (duty.extended_to or duty.due_on) < self.on
        ]


def work_out(amendment: Plan, on: date) -> tuple[list[queries.Wording], Working]:
    """What issuing an amendment on a day would do. in: its draft; its origin is the plan amended. Nothing is saved.

    Raises Refused for an obligation that cannot be expanded.
    """
    original = amendment.origin
    if original is None:
        raise ValueError("an amendment amends a plan")
    wordings = queries.wordings(amendment, on)
    meanings = _with_heirs(queries.meanings(wordings), on)
    days = working_days()
    working = Working(amendment, original, on, draw(amendment, meanings, issued_on=on, working_days=days))
    origins = _origins(amendment, original)
    _read_duties(working)
    first: dict[Key, DutyTerms] = {}
    amended: dict[Key, DutyTerms] = {}
    for line in working.drawing.lines:
        obligation = origins.get(line.obligation.pk, -line.obligation.pk)
        working.lines[obligation] = line
        if line.duties:
            at_first = expand(terms_of(line.obligation, amendment), issued_on=original.issued_on, working_days=days)
            _name(working, obligation, line, at_first, first, amended)
    old = {key: _old(duty) for key, duty in working.duties.items()}
    after = in_force_from(old, first, amended, on=on)
    _hold_handed_over(old, after, amended)
    working.outcome = reconcile(old, after)
    return wordings, working


def _origins(amendment: Plan, original: Plan) -> dict[int, int]:
    """Obligations of the amendment by the one of the plan they were copied from."""
    rows = Obligation.objects.filter(item__plan=amendment, origin__item__plan=original, origin__revoked_by=None)
    return dict(rows.values_list("pk", "origin_id"))


def _with_heirs(meanings: Mapping[str, Meaning], on: date) -> dict[str, Meaning]:
    """The frozen meanings with bodies that ended in their place taken by their heirs, each once."""
    named = {agency.pk for meaning in meanings.values() for agency in meaning.agencies}
    heirs = heirs_of(named, on)
    if not heirs:
        return dict(meanings)
    alive = Agency.objects.filter(true_on(on)).in_bulk(set(heirs.values()))

    def living(meaning: Meaning) -> tuple[Agency, ...]:
        rows = (alive.get(heirs[row.pk]) if row.pk in heirs else row for row in meaning.agencies)
        return tuple({row.pk: row for row in rows if row is not None}.values())

    return {words: replace(meaning, agencies=living(meaning)) for words, meaning in meanings.items()}


def heirs_of(agency_ids: Iterable[int], on: date) -> dict[int, int]:
    """Who answers on a day for bodies that ended before it: {body: its living heir}; living bodies are left out."""
    found = {pk: pk for pk in agency_ids}
    while True:
        rows = Succession.objects.filter(predecessor_id__in=set(found.values()), is_heir=True, on__lte=on)
        step = dict(rows.values_list("predecessor_id", "successor_id"))
        if not step:
            return {pk: heir for pk, heir in found.items() if pk != heir}
        found = {pk: step.get(heir, heir) for pk, heir in found.items()}


# --- Naming duties so that they are found again ---------------------------------------------------------------------


def _read_duties(working: Working) -> None:
    """Name the plan's duties as they stand; those of named periods by the period, the others in their order."""
    holders_of: dict[int, list[int]] = defaultdict(list)
    links = DutyHolder.objects.filter(duty__plan=working.original).order_by("agency_id")
    for duty_id, agency_id in links.values_list("duty_id", "agency_id"):
        holders_of[duty_id].append(agency_id)
    groups: dict[tuple[int, tuple[int, ...]], list[Duty]] = defaultdict(list)
    for duty in Duty.objects.filter(plan=working.original).order_by("starts_on", "due_on", "pk"):
        groups[duty.obligation_id, tuple(holders_of[duty.pk])].append(duty)
    for (obligation, holders), duties in groups.items():
        for kind in {duty.period_kind for duty in duties}:
            same = [duty for duty in duties if duty.period_kind == kind]
            live = [duty for duty in same if duty.state == DutyState.OPEN]
            ended = [duty for duty in same if duty.state != DutyState.OPEN and duty.closed_by]
            working.duties |= {(obligation, holders, name): duty for name, duty in _named(kind, live)}
            working.closed |= {(obligation, holders, name): duty for name, duty in _named(kind, ended)}


def _named(kind: str, duties: list[Duty]) -> Iterable[tuple[str, Duty]]:
    return zip(duty_keys(every_of(kind), [terms_now(duty) for duty in duties]), duties, strict=True)


def every_of(period_kind: str) -> Every:
    """The rhythm a stored duty was made in."""
    return Every.ONCE if period_kind == PeriodKind.WINDOW else Every(period_kind)


def terms_now(duty: Duty) -> DutyTerms:
    """A stored duty as the domain knows it; its period has the length that is stored."""
    return DutyTerms(
        period=Period(duty.starts_on, duty.last_on + timedelta(days=1), PeriodKind(duty.period_kind)),
        minimum=duty.minimum,
        maximum=duty.maximum,
        due_on=duty.due_on,
        before_issue=duty.before_issue,
    )


def _old(duty: Duty) -> OldDuty:
    return OldDuty(
        terms=terms_now(duty),
        credited=duty.done > 0,
        met=duty.done >= duty.minimum,
        once=duty.period_kind == PeriodKind.WINDOW,
        extended_to=duty.extended_to,
    )


def _name(
    working: Working,
    obligation: int,
    line: Line,
    at_first: list[DutyTerms],
    first: dict[Key, DutyTerms],
    amended: dict[Key, DutyTerms],
) -> None:
    """Name what the amended text gives to each set of holders, as the duties that stand are named."""
    known = {(key[0], key[1]) for key in working.duties}
    for group in line.groups:
        holders = tuple(sorted(group))
        names = _names_of(working, obligation, line, holders)
        for name, now, before in zip(names, line.duties, at_first, strict=True):
            key = (obligation, holders, name)
            if now.before_issue and key not in working.duties and (obligation, holders) in known:
                continue  # its past was asked in another rhythm, and stands so
            first[key], amended[key] = before, now


def _names_of(working: Working, obligation: int, line: Line, holders: tuple[int, ...]) -> list[str]:
    if Every(line.obligation.every) is not Every.ONCE:
        return duty_keys(Every(line.obligation.every), line.duties)
    standing = {
        key[2]: duty
        for key, duty in working.duties.items()
        if key[:2] == (obligation, holders) and duty.period_kind == PeriodKind.WINDOW
    }
    rows = list(standing.values())
    met = [place for place, duty in enumerate(rows) if duty.done >= duty.minimum]
    names, places = list(standing), once_matched([terms_now(duty) for duty in rows], line.duties, met)
    return [f"once:new{n}" if place is None else names[place] for n, place in enumerate(places)]


def _hold_handed_over(
    old: Mapping[Key, OldDuty], after: dict[Key, DutyTerms], amended: Mapping[Key, DutyTerms]
) -> None:
    """Leave alone what a body that ended still shows beside its heir, where the heir owes the same thing from then."""
    ended = heirs_of({pk for key in old for pk in key[1]}, date.max)
    asked = {key[:2] for key in amended}
    for key, duty in old.items():
        heirs = tuple(sorted({ended.get(pk, pk) for pk in key[1]}))
        if key not in after and heirs != key[1] and (key[0], heirs) in asked:
            after[key] = duty.terms


# --- Assignments -----------------------------------------------------------------------------------------------------

Mark = tuple[int, int | None, int, str]


def marks(drawing: Blueprint, items: Mapping[int, Item], obligations: Mapping[int, Obligation]) -> dict[Mark, Place]:
    """Every assignment that the amended text makes, by what it is one and the same by in the amended plan.

    in: the drawing over the amendment's rows; the plan's own rows by those of the amendment.
    """
    return {
        (
            items[place.item.pk].pk,
            obligations[place.obligation.pk].pk if place.obligation else None,
            place.agency.pk,
            str(place.kind),
        ): place
        for place in drawing.places()
    }


def mark_of(row: Assignment) -> Mark:
    """The same of a stored assignment."""
    return (row.item_id, row.obligation_id, row.agency_id, str(row.kind))
