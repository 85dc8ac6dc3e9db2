"""Preparing a reorganisation: the decision, its steps. Nothing happens to any body until it is applied."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import administered, may_administer, require
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency, Reorganisation, User
from lantoa.agencies.operations.stale import refuse_stale
from lantoa.agencies.reach import Reach, reach_of
from lantoa.agencies.steps import KeptStep, steps_of, to_json
from lantoa.audit.operations import differences, record
from lantoa.domain.lifecycle import ReorganisationState
from lantoa.persistence.refusal import Refused

MOST_STEPS = 600


@dataclass(frozen=True, kw_only=True)
class Decision:
    """The decision a reorganisation carries out, as its head says it, and the first day of the new order."""

    title: str
    number: str
    decided_on: date
    issuer: str
    takes_effect_on: date
    corrects: Reorganisation | None = None

    def columns(self) -> dict[str, Any]:
        """The same as columns of Reorganisation."""
        return {name: getattr(self, name) for name in _HEAD}


_HEAD = ("title", "number", "decided_on", "issuer", "takes_effect_on", "corrects")


@transaction.atomic
def begin_reorganisation(*, actor: User, token: str, agency: Agency, decision: Decision) -> Reorganisation:
    """Begin to prepare a reorganisation of bodies under one the person administers.

    in: the form's token (it becomes the public id, so that a retry makes no second one), the body under which it
    happens, the decision. Raises Forbidden, Refused.
    """
    require(may_administer(reach_of(actor, clock.today()), agency.pk))
    made = Reorganisation.objects.filter(public_id=token, agency=agency).first()
    if made is not None:
        return made
    _refuse_decision(decision)
    row = Reorganisation.objects.create(
        public_id=token, agency=agency, created_by=actor, created_at=clock.now(), **decision.columns()
    )
    _record("begin_reorganisation", actor, row, differences({}, decision.columns()))
    return row


@transaction.atomic
def edit_decision(*, actor: User, row: Reorganisation, version: int, decision: Decision) -> Reorganisation:
    """Change the head of a draft. Raises Forbidden, Refused (stale form, applied already)."""
    draft = draft_locked(actor, row, version)
    _refuse_decision(decision)
    before = {name: getattr(draft, name) for name in _HEAD}
    for name, value in decision.columns().items():
        setattr(draft, name, value)
    _save(draft)
    _record("edit_decision", actor, draft, differences(before, decision.columns()))
    return draft


@transaction.atomic
def save_steps(*, actor: User, row: Reorganisation, version: int, steps: Sequence[KeptStep]) -> Reorganisation:
    """Put steps into a draft: one with a known id takes its former place, the others follow at the end.

    in: the version the form was made from. Raises Forbidden (a body the person does not administer), Refused.
    """
    draft = draft_locked(actor, row, version)
    kept = {step.id: step for step in steps_of(draft)}
    kept |= {step.id: step for step in steps}
    if len(kept) > MOST_STEPS:
        raise Refused(f"Một lần tổ chức lại có nhiều nhất {MOST_STEPS} bước.")
    require_bodies(
        reach_of(actor, clock.today()), [key for step in steps for key in step.bodies_named()], kept.values()
    )
    draft.steps = to_json(kept.values())
    _save(draft)
    _record("save_steps", actor, draft, {"steps": [None, [step.kind for step in steps]]})
    return draft


@transaction.atomic
def remove_step(*, actor: User, row: Reorganisation, version: int, step_id: str) -> Reorganisation:
    """Take a step out of a draft; one that is gone already is no fault. Raises Forbidden, Refused."""
    draft = draft_locked(actor, row, version)
    kept = [step for step in steps_of(draft) if step.id != step_id]
    gone = len(draft.steps) - len(kept)
    draft.steps = to_json(kept)
    _save(draft)
    _record("remove_step", actor, draft, {"steps": [gone, 0]})
    return draft


@transaction.atomic
def drop_reorganisation(*, actor: User, row: Reorganisation) -> None:
    """Throw a draft away. Raises Forbidden, Refused (applied already: what was applied stays)."""
    draft = draft_locked(actor, row, None)
    _record("drop_reorganisation", actor, draft, {"steps": [len(draft.steps), 0]})
    draft.delete()


def draft_locked(actor: User, row: Reorganisation, version: int | None) -> Reorganisation:
    """The draft's row, locked, for one who administers its body. Raises Forbidden, Refused (stale, applied)."""
    draft = Reorganisation.objects.select_for_update().select_related("agency").get(pk=row.pk)
    require(may_administer(reach_of(actor, clock.today()), draft.agency_id))
    if draft.state != ReorganisationState.DRAFT:
        raise Refused("Lần tổ chức lại này đã thực hiện, không sửa được nữa. Nếu có chỗ sai, hãy lập một lần khác.")
    if version is not None:
        refuse_stale(draft.version, version)
    return draft


def require_bodies(person: Reach, named: Sequence[str], steps: Any) -> None:
    """Raise Forbidden unless every body named is one the person administers, or begins in one of the steps."""
    begun = {one.key for step in steps for one in step.begins}
    wanted = set(named) - begun
    found = dict(Agency.objects.filter(public_id__in=wanted).values_list("public_id", "pk"))
    require(len(found) == len(wanted) and set(found.values()) <= administered(person))


def _refuse_decision(decision: Decision) -> None:
    for name, what in (("title", "nội dung"), ("number", "số, ký hiệu"), ("issuer", "cơ quan ban hành")):
        if not getattr(decision, name).strip():
            raise Refused(f"Chưa nhập {what}.", field=name)
    if decision.decided_on > decision.takes_effect_on:
        raise Refused("Ngày có hiệu lực không thể trước ngày ban hành.", field="takes_effect_on")
    if decision.corrects is not None and decision.corrects.state != ReorganisationState.APPLIED:
        raise Refused("Chỉ sửa một lần tổ chức lại đã thực hiện.", field="corrects")


def _save(draft: Reorganisation) -> None:
    draft.version += 1
    draft.save()


def _record(operation: str, actor: User, row: Reorganisation, changes: dict[str, Any]) -> None:
    record(operation=operation, actor=actor, obj=row, agency=row.agency, role=Role.ADMINISTRATOR, changes=changes)
