"""Applying a reorganisation: bodies, links, names, who followed whom, and what every app hands over, all or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.holdings import end_roles
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import (
    Agency,
    AgencyLink,
    AgencyName,
    FormerName,
    HandedOver,
    LinkKind,
    Reorganisation,
    Succession,
    User,
)
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.operations.reorganisation import draft_locked, require_bodies
from lantoa.agencies.operations.roles import take_over_roles
from lantoa.agencies.reach import reach_of
from lantoa.agencies.steps import Begun, steps_of, worked_out
from lantoa.agencies.succession import Heirs, registered_holdings
from lantoa.audit.operations import record
from lantoa.domain.lifecycle import ReorganisationState
from lantoa.domain.reorganisation import Outcome
from lantoa.persistence.names import name_columns
from lantoa.persistence.refusal import Refused
from lantoa.vietnamese import fold

BATCH = 1000
Ids = Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Applied:
    """How much a reorganisation did: bodies ended, begun, moved, renamed; lines handed over; roles given again."""

    ended: int
    begun: int
    moved: int
    renamed: int
    handed_over: int
    roles: int


@transaction.atomic
def apply_reorganisation(*, actor: User, row: Reorganisation, version: int, with_roles: bool = True) -> Applied:
    """Carry out a prepared reorganisation, whole or not at all; it is never undone.

    in: the version whose preview the person saw; whether those whose roles end with their body get the same roles at
    its heir. Raises Forbidden; Refused for a stale version, before its day, for whatever stands against the steps, and
    for a body that ends without an heir while it still holds something.
    """
    draft = draft_locked(actor, row, version)
    on = draft.takes_effect_on
    if on > clock.today():
        raise Refused(f"Chưa đến ngày có hiệu lực {on:%d/%m/%Y}; đến ngày đó mới thực hiện được.")
    _lock_bodies(draft)
    outcome = _checked(actor, draft)
    lines = _change(draft, actor, outcome)
    draft.state, draft.applied_by, draft.applied_at = ReorganisationState.APPLIED, actor, clock.now()
    draft.version += 1
    draft.save()
    done = Applied(
        ended=len(outcome.ends),
        begun=len(outcome.begins),
        moved=len(outcome.moves),
        renamed=len(outcome.renames),
        handed_over=lines,
        roles=take_over_roles(actor=actor, row=draft) if with_roles else 0,
    )
    changes = {name: [None, value] for name, value in vars(done).items()}
    record(
        operation="apply_reorganisation",
        actor=actor,
        obj=draft,
        agency=draft.agency,
        role=Role.ADMINISTRATOR,
        changes=changes,
    )
    return done


def _checked(actor: User, draft: Reorganisation) -> Outcome:
    """What the steps come to. Raises Refused for what stands against them, Forbidden for bodies of others."""
    outcome, faults = worked_out(draft)
    if faults:
        raise Refused(faults[0].sentence)
    require_bodies(reach_of(actor, clock.today()), sorted(_touched(outcome)), steps_of(draft))
    return outcome


def _change(draft: Reorganisation, actor: User, outcome: Outcome) -> int:
    """Do it all, in the order in which each part needs the other. out: how many lines were handed over."""
    on = draft.takes_effect_on
    ids = _begin(draft, outcome, on)
    _end(outcome, ids, on)
    _hang(outcome, ids, on)
    _rename(draft, outcome, ids, on)
    heirs = _succeed(draft, outcome, ids, on)
    return _hand_over(draft, actor, heirs, [ids[str(key)] for key in outcome.ends], on)


def _touched(outcome: Outcome) -> set[str]:
    """Every body that something happens to; those that only receive must be administered too."""
    follow = {key for edge in outcome.edges for key in (edge.predecessor, edge.successor)}
    move = {key for move in outcome.moves for key in (move.child, move.parent)}
    begun = {new.key for new in outcome.begins}
    return {str(key) for key in {*outcome.ends, *outcome.renames, *follow, *move} - begun}


def _lock_bodies(draft: Reorganisation) -> None:
    """Take the bodies in the order of their ids, so that two reorganisations of the same bodies wait for each other."""
    named = {key for step in steps_of(draft) for key in step.bodies_named()}
    list(Agency.objects.select_for_update().filter(public_id__in=named).order_by("pk").values_list("pk", flat=True))


def _begin(draft: Reorganisation, outcome: Outcome, on: date) -> Ids:
    """Make the bodies that begin; out: {public id: id} of every body of the outcome."""
    begun: dict[str, Begun] = {one.key: one for step in steps_of(draft) for one in step.begins}
    made = Agency.objects.bulk_create(_agency(begun[str(new.key)], on) for new in outcome.begins)
    named = _touched(outcome) | {one.under for one in begun.values() if one.under}
    found = dict(Agency.objects.filter(public_id__in=named).values_list("public_id", "pk"))
    return found | {agency.public_id: agency.pk for agency in made}


def _agency(one: Begun, on: date) -> Agency:
    return Agency(
        public_id=one.key,
        **name_columns(one.name),
        short_name=one.short_name or one.name[:120],
        kind=one.kind,
        level=one.level,
        symbol=one.symbol,
        code=one.code,
        starts_on=on,
    )


def _end(outcome: Outcome, ids: Ids, on: date) -> None:
    ended = [ids[str(key)] for key in outcome.ends]
    left = [*ended, *(ids[str(move.child)] for move in outcome.moves)]
    AgencyLink.objects.filter(true_on(on), child_id__in=left).update(ends_on=on)
    Agency.objects.filter(pk__in=ended).update(ends_on=on)


def _hang(outcome: Outcome, ids: Ids, on: date) -> None:
    rows = [(move.child, move.parent, move.is_office) for move in outcome.moves]
    rows += [(new.key, new.under, new.is_office) for new in outcome.begins if new.under is not None]
    AgencyLink.objects.bulk_create(
        (
            AgencyLink(
                child_id=ids[str(child)],
                parent_id=ids[str(parent)],
                kind=LinkKind.OFFICE if is_office else LinkKind.UNDER,
                starts_on=on,
            )
            for child, parent, is_office in rows
        ),
        batch_size=BATCH,
    )


def _rename(draft: Reorganisation, outcome: Outcome, ids: Ids, on: date) -> None:
    """A renamed body stays the same body: its former name is kept with its days, and is found as another name."""
    for key, (name, short) in outcome.renames.items():
        agency = Agency.objects.get(pk=ids[str(key)])
        last = FormerName.objects.filter(agency=agency).order_by("-ends_on").first()
        FormerName.objects.create(
            agency=agency,
            name=agency.name,
            short_name=agency.short_name,
            folded=agency.folded,
            starts_on=last.ends_on if last else agency.starts_on,
            ends_on=on,
            reorganisation=draft,
        )
        for former in {agency.name, agency.short_name} - {name, short}:
            AgencyName.objects.get_or_create(agency=agency, folded=fold(former)[:300], defaults={"name": former})
        for column, value in name_columns(name).items():
            setattr(agency, column, value)
        agency.short_name = short or name[:120]
        agency.version += 1
        agency.save()


def _succeed(draft: Reorganisation, outcome: Outcome, ids: Ids, on: date) -> Heirs:
    Succession.objects.bulk_create(
        (
            Succession(
                reorganisation=draft,
                predecessor_id=ids[str(edge.predecessor)],
                successor_id=ids[str(edge.successor)],
                on=on,
                is_heir=edge.is_heir,
                is_whole=edge.is_whole,
            )
            for edge in outcome.edges
        ),
        batch_size=BATCH,
    )
    return {ids[str(old)]: tuple(ids[str(new)] for new in news) for old, news in outcome.heirs().items()}


def _hand_over(draft: Reorganisation, actor: User, heirs: Heirs, ended: Sequence[int], on: date) -> int:
    """Let every app pass on what the bodies held, and keep what passed. out: how many lines."""
    alone = [pk for pk in ended if pk not in heirs]
    _refuse_without_heir(alone, on)
    end_roles(alone, on)
    lines = [
        HandedOver(
            reorganisation=draft,
            predecessor_id=line.predecessor,
            heir_id=line.heir,
            label=kind.label,
            title=line.title[:500],
            note=line.note[:300],
            object_type=line.object_type,
            object_id=line.object_id,
        )
        for kind in registered_holdings()
        for line in kind.pass_on(heirs=heirs, on=on, decision=draft.decision, actor=actor)
    ]
    HandedOver.objects.bulk_create(lines, batch_size=BATCH)
    return len(lines)


def _refuse_without_heir(ended: Sequence[int], on: date) -> None:
    if not ended:
        return
    for kind in (one for one in registered_holdings() if getattr(one, "needs_heir", True)):
        held = {pk: count for pk, count in kind.held_by(ended, on).items() if count}
        if held:
            names = _names(held)
            sentence = f"Chưa có ai nhận của đơn vị kết thúc hoạt động: {kind.label.lower()} của {names}."
            raise Refused(f"{sentence} Hãy chọn đơn vị nhận việc ở bước kết thúc hoạt động.")


def _names(ids: Iterable[int]) -> str:
    names = list(Agency.objects.filter(pk__in=list(ids)).order_by("sort_key").values_list("short_name", flat=True))
    return "; ".join(names[:5]) + (f" và {len(names) - 5} đơn vị nữa" if len(names) > 5 else "")
