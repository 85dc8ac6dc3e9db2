"""Deciding what a plan's words mean, and issuing the plan: assignments and duties, frozen, in one transaction."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies import tree
from lantoa.agencies.access import require
from lantoa.agencies.models import Agency, User
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.reach import reach_of
from lantoa.assignments import access, queries
from lantoa.assignments.blueprint import Blueprint, IssueSummary, Line, Place, draw, summary_of
from lantoa.assignments.models import Assignment, Duty, DutyHolder, Resolution
from lantoa.audit.operations import record
from lantoa.catalogue.queries import working_days
from lantoa.domain.duty import DutyTerms
from lantoa.domain.holders import lowest_common_body
from lantoa.domain.lifecycle import PLAN_MOVES, PlanState, require_move
from lantoa.persistence.refusal import Refused
from lantoa.plans.events import announce_issue
from lantoa.plans.models import Plan
from lantoa.plans.queries import open_repeats
from lantoa.register.operations import claim_number
from lantoa.vietnamese import nfc

BATCH = 2000
CAPACITIES = ("TM.", "KT.", "TL.", "TUQ.", "Q.")
_NUMBER = re.compile(r"\d+[A-Za-z]?(?:/[^\s/]+)+")


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a person decided that words mean: these agencies, or nobody (`set_aside`)."""

    words: str
    agency_ids: tuple[int, ...] = ()
    post: str = ""
    set_aside: bool = False


@transaction.atomic
def save_resolutions(*, actor: User, plan: Plan, decisions: Iterable[Decision]) -> list[Resolution]:
    """Keep what a person decided that words of a draft mean.

    Raises Forbidden; Refused for words the plan does not hold, for nobody chosen, for a body not valid today.
    """
    row = Plan.objects.select_for_update().get(pk=plan.pk)
    require(access.may_prepare(reach_of(actor, clock.today()), row))
    known = set(queries.saved_words(row))
    saved = []
    for decision in decisions:
        if decision.words not in known:
            raise Refused("Kế hoạch vừa được sửa, không còn chỗ ghi này. Hãy tải lại trang.")
        saved.append(_save_one(actor, row, decision))
    return saved


def _save_one(actor: User, plan: Plan, decision: Decision) -> Resolution:
    agencies = list(Agency.objects.filter(true_on(clock.today()), pk__in=decision.agency_ids))
    if not decision.set_aside and not agencies:
        raise Refused("Chưa chọn cơ quan nào. Nếu không giao cho ai, hãy bấm “Không giao”.", field="agencies")
    before = Resolution.objects.filter(plan=plan, words=decision.words).first()
    was = [str(agency) for agency in before.agencies.all()] if before else None
    row, _ = Resolution.objects.update_or_create(
        plan=plan, words=decision.words, defaults={"post": decision.post, "set_aside": decision.set_aside}
    )
    row.agencies.set([] if decision.set_aside else agencies)
    now = "không giao" if decision.set_aside else [str(agency) for agency in agencies]
    record(
        operation="save_resolution", actor=actor, obj=plan, agency=plan.drafter, changes={decision.words: [was, now]}
    )
    return row


def preview(*, plan: Plan, issued_on: date | None, on: date) -> tuple[list[queries.Wording], Blueprint]:
    """What an issue on a day would make. in: the draft, the day typed (None: not yet), today. Nothing is saved."""
    wordings = queries.wordings(plan, issued_on or on)
    return wordings, draw(plan, queries.meanings(wordings), issued_on=issued_on, working_days=working_days())


@transaction.atomic
def issue_plan(
    *,
    actor: User,
    plan: Plan,
    number: str,
    issued_on: date,
    signer_capacity: str,
    signer_title: str,
    signer_name: str,
) -> IssueSummary:
    """Put a draft in force: freeze what its words mean, make assignments and duties.

    in: the number as on the paper ("08/KH-UBND"), the day of issue, how it is signed ("TM. ỦY BAN NHÂN DÂN",
    "KT. CHỦ TỊCH"), the signer's title and name. out: what was made.
    Raises Forbidden; Refused where a day, number or signer cannot be, where words or repetitions wait for a decision.
    """
    row = Plan.objects.select_for_update().select_related("issuer", "drafter", "coordinator").get(pk=plan.pk)
    person = reach_of(actor, clock.today())
    if row.state != PlanState.DRAFT and access.may_issue(person, plan):
        raise Refused(f"Kế hoạch đã được ban hành, số {row.number}.")
    require(access.may_issue(person, row))
    number, capacity, name = nfc(number).strip(), nfc(signer_capacity).strip(), nfc(signer_name).strip()
    title = nfc(signer_title).strip()
    _refuse_bad_paper(row, number, issued_on, capacity, title, name)
    _refuse_open_repeats(row)
    wordings = queries.wordings(row, issued_on)
    _refuse_open_words(wordings)
    drawing = draw(row, queries.meanings(wordings), issued_on=issued_on, working_days=working_days())
    summary = summary_of(drawing)
    if not summary.owed + summary.requests:
        raise Refused("Kế hoạch chưa giao việc cho cơ quan nào. Hãy xem lại phần cơ quan thực hiện.")
    claim_number(actor=actor, agency=row.issuer, number=number, day=issued_on, obj=row, signer=name)
    _freeze(row, wordings)
    _make(row, drawing, issued_on)
    _put_in_force(row, actor, number, issued_on, capacity, title, name)
    changes = {"state": ["draft", "issued"], "number": [None, number], "issued_on": [None, issued_on.isoformat()]}
    made = {"assignments": [0, summary.assignments], "duties": [0, summary.duties]}
    record(operation="issue_plan", actor=actor, obj=row, agency=row.drafter, changes=changes | made)
    announce_issue(row, actor)
    return summary


def _refuse_bad_paper(plan: Plan, number: str, issued_on: date, capacity: str, title: str, name: str) -> None:
    if not _NUMBER.fullmatch(number):
        raise Refused("Hãy nhập đủ số và ký hiệu như trên văn bản, ví dụ 08/KH-UBND.", field="number")
    _refuse_bad_day(plan, issued_on)
    if not name:
        raise Refused("Chưa nhập họ tên người ký.", field="signer_name")
    if not capacity.upper().startswith(CAPACITIES) and capacity.upper() != title.upper():
        sentence = "Thể thức đề ký bắt đầu bằng TM., KT., TL., TUQ. hoặc Q.; người đứng đầu tự ký thì ghi đúng chức vụ."
        raise Refused(sentence, field="signer_capacity")
    taken = Plan.objects.filter(issuer=plan.issuer, year=plan.year, number=number).exclude(state=PlanState.DRAFT)
    other = taken.exclude(pk=plan.pk).first()
    if other is not None:
        sentence = f"Số {number} năm {plan.year} của {plan.issuer.short_name} đã dùng cho “{other.subject[:120]}”."
        raise Refused(sentence, field="number")


def _refuse_bad_day(plan: Plan, issued_on: date) -> None:
    """A plan of a year is issued in it or in the autumn before; any other year is a slip of the hand."""
    day = f"{issued_on:%d/%m/%Y}"
    if issued_on > clock.today():
        raise Refused(f"Ngày ban hành {day} còn ở phía trước. Hãy ban hành khi văn bản đã ký.", field="issued_on")
    if not date(plan.year - 1, 9, 1) <= issued_on <= date(plan.year, 12, 31):
        sentence = f"Ngày ban hành {day} thuộc năm {issued_on.year}, còn kế hoạch là của năm {plan.year}."
        raise Refused(f"{sentence} Hãy xem lại năm.", field="issued_on")
    if not queries.issuer_existed(plan, issued_on):
        sentence = f"Ngày {day}, {plan.issuer.name} chưa hoặc không còn hoạt động"
        raise Refused(f"{sentence}. Hãy xem lại ngày, hoặc cơ quan ban hành.", field="issued_on")


def _refuse_open_repeats(plan: Plan) -> None:
    waiting = open_repeats(plan).count()
    if waiting:
        raise Refused(f"Còn {waiting} yêu cầu có thể bị ghi hai lần, cần xem là một hay hai việc.")


def _refuse_open_words(wordings: Iterable[queries.Wording]) -> None:
    waiting = [row.words for row in wordings if row.open]
    if waiting:
        shown = "; ".join(f"“{words[:80]}”" for words in waiting[:3])
        raise Refused(f"Còn {len(waiting)} chỗ chưa rõ giao cho cơ quan nào: {shown}.")


def _freeze(plan: Plan, wordings: Iterable[queries.Wording]) -> None:
    """Keep every wording's agencies as they stand: a collective no longer changes when bodies come and go."""
    decided = set(plan.resolutions.values_list("words", flat=True))
    proposed = [row for row in wordings if row.words not in decided]
    rows = Resolution.objects.bulk_create(Resolution(plan=plan, words=row.words, post=row.post) for row in proposed)
    through = Resolution.agencies.through
    links = [
        through(resolution_id=kept.pk, agency_id=agency.pk)
        for kept, row in zip(rows, proposed, strict=True)
        for agency in row.agencies
    ]
    through.objects.bulk_create(links, batch_size=BATCH)


def _make(plan: Plan, drawing: Blueprint, issued_on: date) -> None:
    places = list(drawing.places())
    rows = Assignment.objects.bulk_create((_assignment(plan, place) for place in places), batch_size=BATCH)
    by_place = {
        (row.obligation_id, row.agency_id): row for row, place in zip(rows, places, strict=True) if place.obligation
    }
    duties: list[Duty] = []
    holders: list[tuple[int, ...]] = []
    paths = _paths_of_groups(drawing.lines, issued_on)
    for line in drawing.lines:
        for group in line.groups:
            body = group[0] if len(group) == 1 else lowest_common_body(paths[pk] for pk in group) or plan.issuer_id
            for terms in line.duties:
                duties.append(_duty(plan, line, terms, body))
                holders.append(group)
    saved = Duty.objects.bulk_create(duties, batch_size=BATCH)
    links = (
        DutyHolder(duty=duty, agency_id=pk, assignment=by_place[duty.obligation_id, pk])
        for duty, group in zip(saved, holders, strict=True)
        for pk in group
    )
    DutyHolder.objects.bulk_create(links, batch_size=BATCH)


def _assignment(plan: Plan, place: Place) -> Assignment:
    return Assignment(
        plan=plan,
        item=place.item,
        obligation=place.obligation,
        agency=place.agency,
        kind=place.kind,
        words=place.words[:500],
        post=place.post[:200],
    )


def _paths_of_groups(lines: Iterable[Line], on: date) -> dict[int, tuple[int, ...]]:
    together = {pk for line in lines for group in line.groups if len(group) > 1 for pk in group}
    return tree.paths_to_root(together, on) if together else {}


def _duty(plan: Plan, line: Line, terms: DutyTerms, body: int) -> Duty:
    return Duty(
        plan=plan,
        item_id=line.obligation.item_id,
        obligation=line.obligation,
        agency_id=body,
        period_kind=terms.period.kind,
        starts_on=terms.period.start,
        last_on=terms.period.last_day,
        due_on=terms.due_on,
        minimum=terms.minimum,
        maximum=terms.maximum,
        before_issue=terms.before_issue,
    )


def _put_in_force(plan: Plan, actor: User, number: str, issued_on: date, capacity: str, title: str, name: str) -> None:
    require_move(PLAN_MOVES, PlanState(plan.state), PlanState.ISSUED)
    plan.state, plan.number, plan.issued_on = PlanState.ISSUED, number, issued_on
    plan.signer_capacity, plan.signer_title, plan.signer_name = capacity[:120], title[:120], name[:120]
    plan.put_in_force_by, plan.put_in_force_at = actor, clock.now()
    plan.version += 1
    plan.save()
