"""Reading reorganisations: who may, the preview of what one touches, the record of what it handed over."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from lantoa.agencies import lineage
from lantoa.agencies.access import Forbidden, administered
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency, HandedOver, HeldRole, Reorganisation, Succession
from lantoa.agencies.reach import Reach
from lantoa.agencies.steps import KeptStep, steps_of, worked_out
from lantoa.agencies.succession import registered_holdings
from lantoa.domain.lifecycle import ReorganisationState
from lantoa.domain.reorganisation import STEP_LABELS, Fault, Outcome, StepKind


def in_hand(person: Reach) -> QuerySet[Reorganisation]:
    """The reorganisations of bodies the person administers, or that came to such a body: drafts and applied ones."""
    bodies = administered(person)
    return Reorganisation.objects.filter(agency_id__in=bodies | lineage.inherited(bodies).keys())


def one_in_hand(person: Reach, public_id: str) -> Reorganisation:
    """A reorganisation the person administers. Raises Forbidden for any other, and for one that does not exist."""
    row = in_hand(person).select_related("agency", "applied_by", "created_by", "corrects").filter(public_id=public_id)
    found = row.first()
    if found is None:
        raise Forbidden
    return found


def draft_in_hand(person: Reach, public_id: str) -> Reorganisation:
    """The same, one that was not applied yet."""
    row = one_in_hand(person, public_id)
    if row.state != ReorganisationState.DRAFT:
        raise Forbidden
    return row


def handed_over_to(person: Reach, public_id: str) -> tuple[Reorganisation, QuerySet[HandedOver]]:
    """The record of an applied reorganisation: whole for its administrators, to others what their bodies received.

    Raises Forbidden where there is nothing the person may read.
    """
    row = Reorganisation.objects.filter(public_id=public_id, state=ReorganisationState.APPLIED).first()
    if row is None:
        raise Forbidden
    lines = HandedOver.objects.filter(reorganisation=row).select_related("predecessor", "heir")
    if not in_hand(person).filter(pk=row.pk).exists():
        lines = lines.filter(Q(heir_id__in=person.seen) | Q(predecessor_id__in=person.seen))
        if not lines.exists():
            raise Forbidden
    return row, lines


def roles_ended(row: Reorganisation) -> QuerySet[HeldRole]:
    """The roles that ended with bodies on the day of a reorganisation, their heirs named."""
    old = Succession.objects.filter(reorganisation=row, is_heir=True).values("predecessor_id")
    rows = HeldRole.objects.filter(agency_id__in=old, ends_on=row.takes_effect_on)
    return rows.select_related("user", "agency")


@dataclass(frozen=True, kw_only=True)
class RoleOffered:
    """A role that ended, the body where it may be held again, and whether it is held there already."""

    held: HeldRole
    heir: Agency
    given: bool


def roles_offered(row: Reorganisation, page: Iterable[HeldRole]) -> list[RoleOffered]:
    """Some of the roles that ended, each with its heir. Three queries."""
    rows = list(page)
    heirs = dict(
        Succession.objects.filter(
            reorganisation=row, is_heir=True, predecessor_id__in={held.agency_id for held in rows}
        ).values_list("predecessor_id", "successor_id")
    )
    bodies = Agency.objects.in_bulk(set(heirs.values()))
    there = set(
        HeldRole.objects.filter(agency_id__in=bodies, user_id__in={held.user_id for held in rows})
        .filter(Q(ends_on=None) | Q(ends_on__gt=row.takes_effect_on))
        .values_list("user_id", "agency_id", "role")
    )
    return [
        RoleOffered(
            held=held,
            heir=bodies[heirs[held.agency_id]],
            given=(held.user_id, heirs[held.agency_id], held.role) in there,
        )
        for held in rows
    ]


@dataclass(frozen=True, kw_only=True)
class SortHeld:
    """One sort of things the preview counts: what they are, what happens to them, how many."""

    label: str
    fate: str
    total: int


@dataclass(kw_only=True)
class Receiving:
    """A body after the reorganisation with those it follows, and how much of each sort comes to it."""

    name: str
    is_new: bool
    whole: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    held: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, kw_only=True)
class Preview:
    """Everything a reorganisation will do and touch, before it does. `faults` empty: it can be applied."""

    outcome: Outcome
    faults: list[Fault]
    sorts: list[SortHeld]
    receiving: list[Receiving]
    without_heir: list[str]
    names: Mapping[str, str]

    @property
    def held(self) -> list[SortHeld]:
        """The sorts of which the bodies that end hold anything."""
        return [one for one in self.sorts if one.total]

    @property
    def empty(self) -> list[str]:
        """The names of the others."""
        return [one.label.lower() for one in self.sorts if not one.total]

    @property
    def ended(self) -> int:
        """How many bodies end, the offices that end with theirs left out."""
        return len(self.outcome.ends) - len(self.outcome.offices_ended)


def preview(row: Reorganisation) -> Preview:
    """What a draft would do. The number of queries is fixed: a few, and those of each sort of holdings."""
    kept = steps_of(row)
    outcome, faults = worked_out(row)
    ends = [str(key) for key in outcome.ends]
    named = {*ends, *(key for step in kept for key in step.bodies_named()), *map(str, outcome.followers)}
    named |= {str(edge.successor) for edge in outcome.edges}
    found = Agency.objects.filter(public_id__in=named).values_list("public_id", "pk", "short_name", "name")
    ids = {key: pk for key, pk, _, _ in found}
    names = {key: short or name for key, _, short, name in found}
    names |= {one.key: one.short_name or one.name for step in kept for one in step.begins}
    ending = {ids[key]: key for key in ends if key in ids}
    held: dict[str, Counter[str]] = defaultdict(Counter)
    sorts = []
    for kind in registered_holdings():
        counts = {ending[pk]: n for pk, n in kind.held_by(frozenset(ending), row.takes_effect_on).items() if n}
        sorts.append(SortHeld(label=kind.label, fate=kind.fate, total=sum(counts.values())))
        for key, count in counts.items():
            held[key][kind.label] += count
    heirs = outcome.heirs()
    return Preview(
        outcome=outcome,
        faults=faults,
        sorts=sorts,
        receiving=_receiving(outcome, held, names),
        without_heir=sorted(names.get(key, key) for key in ends if key not in heirs),
        names=names,
    )


def _receiving(outcome: Outcome, held: Mapping[str, Counter[str]], names: Mapping[str, str]) -> list[Receiving]:
    """The bodies that receive, offices counted with the body that takes their work; in the order of their names."""
    begun = {str(new.key) for new in outcome.begins}
    rooms = {str(new.key): str(new.under) for new in outcome.begins if new.is_office}
    offices = {str(key) for key in outcome.offices_ended}
    rows: dict[str, Receiving] = {}
    for edge in outcome.edges:
        old = str(edge.predecessor)
        new = rooms.get(str(edge.successor), str(edge.successor)) if old in offices else str(edge.successor)
        line = rows.setdefault(new, Receiving(name=names.get(new, new), is_new=new in begun))
        if edge.is_heir:
            line.held.update(held.get(old, {}))
        if old not in offices:
            (line.whole if edge.is_whole else line.parts).append(names.get(old, old))
    return sorted(rows.values(), key=lambda line: line.name)


def step_words(step: KeptStep, names: Mapping[str, str]) -> tuple[str, str]:
    """A step as people read it: what happens, and to whom. in: the step, names by public ids."""
    say = lambda keys: "; ".join(names.get(key, "?") for key in keys)  # noqa: E731
    label = STEP_LABELS[StepKind(step.kind)]
    before = "; ".join(
        names.get(key, "?") + (" (một phần)" if key in step.elsewhere or step.kind == StepKind.SEPARATE else "")
        for key in step.before
    )
    if step.kind == StepKind.RENAME:
        return label, f"{before} → {step.name}"
    if step.kind == StepKind.MOVE:
        return label, f"{before} → {'phòng của' if step.is_office else 'trực thuộc'} {say([step.under or ''])}"
    if step.kind == StepKind.BEGIN:
        return label, say(step.after)
    if step.kind == StepKind.END:
        return label, f"{before}; việc đang làm giao cho {say(step.after)}" if step.after else before
    heir = f"; việc đang làm giao cho {names.get(step.heir, '?')}" if step.heir and len(step.after) > 1 else ""
    return label, f"{before} → {say(step.after)}{heir}"


def names_in(steps: Iterable[KeptStep]) -> dict[str, str]:
    """The full names of all bodies that steps name, by public ids. One query."""
    rows = list(steps)
    wanted = {key for step in rows for key in step.bodies_named()}
    names = dict(Agency.objects.filter(public_id__in=wanted).values_list("public_id", "name"))
    return names | {one.key: one.name for step in rows for one in step.begins}


def may_reorganise(person: Reach) -> bool:
    """Whether the person administers anything that could be reorganised."""
    return person.has(Role.ADMINISTRATOR)
