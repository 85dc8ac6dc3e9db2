"""What a person decides that the words of a draft mean."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import require
from lantoa.agencies.groups import roster_of, usable_by
from lantoa.agencies.models import Agency, AgencyGroup, User
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.reach import reach_of
from lantoa.assignments import access, queries
from lantoa.assignments.models import Resolution
from lantoa.audit.operations import record
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Plan


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a person decided that words mean: these agencies, the members of a group (its id), or nobody
    (`set_aside`)."""

    words: str
    agency_ids: tuple[int, ...] = ()
    post: str = ""
    set_aside: bool = False
    group_id: int | None = None


@transaction.atomic
def save_resolutions(*, actor: User, plan: Plan, decisions: Iterable[Decision]) -> list[Resolution]:
    """Keep what a person decided that words of a draft mean; the next plan of the same issuer remembers it.

    Words given to a group mean its members on the day of issue. Raises Forbidden; Refused for words the plan does not
    hold, for nobody chosen, for a body not valid today, for a group that is not for this plan.
    """
    row = Plan.objects.select_for_update().select_related("issuer", "drafter", "coordinator").get(pk=plan.pk)
    require(access.may_prepare(reach_of(actor, clock.today()), row))
    known = set(queries.saved_words(row))
    saved = []
    for decision in decisions:
        if decision.words not in known:
            raise Refused("Kế hoạch vừa được sửa, không còn chỗ ghi này. Hãy tải lại trang.")
        saved.append(_save_one(actor, row, decision))
    return saved


def _save_one(actor: User, plan: Plan, decision: Decision) -> Resolution:
    group = _group(plan, decision)
    agencies = _agencies(plan, decision, group)
    before = Resolution.objects.filter(plan=plan, words=decision.words).select_related("group").first()
    was = _said(before.group, before.agencies.all()) if before else None
    row, _ = Resolution.objects.update_or_create(
        plan=plan,
        words=decision.words,
        defaults={"post": decision.post, "set_aside": decision.set_aside, "by_hand": True, "group": group},
    )
    row.agencies.set(agencies)
    now = "không giao" if decision.set_aside else _said(group, agencies)
    record(
        operation="save_resolution", actor=actor, obj=plan, agency=plan.drafter, changes={decision.words: [was, now]}
    )
    return row


def _group(plan: Plan, decision: Decision) -> AgencyGroup | None:
    if decision.group_id is None or decision.set_aside:
        return None
    usable = usable_by([plan.issuer, plan.drafter, plan.coordinator], clock.today())
    group = usable.filter(pk=decision.group_id).first()
    if group is None:
        raise Refused("Nhóm này không dùng cho kế hoạch được nữa. Hãy chọn nhóm khác.", field="agencies")
    return group


def _agencies(plan: Plan, decision: Decision, group: AgencyGroup | None) -> list[Agency]:
    if decision.set_aside:
        return []
    if group is not None:
        agencies = list(roster_of(group, clock.today()).agencies)
        if not agencies:
            raise Refused(f"Hôm nay nhóm “{group.name}” chưa có cơ quan nào. Hãy xem lại nhóm.", field="agencies")
        return agencies
    agencies = list(Agency.objects.filter(true_on(clock.today()), pk__in=decision.agency_ids))
    if not agencies:
        raise Refused("Chưa chọn cơ quan nào. Nếu không giao cho ai, hãy bấm “Không giao”.", field="agencies")
    return agencies


def _said(group: AgencyGroup | None, agencies: Iterable[Agency]) -> list[str]:
    """For the trail: the bodies by their names, behind the group they were taken from."""
    names = [str(agency) for agency in agencies]
    return [f"nhóm “{group.name}”", *names] if group is not None else names
