"""Deciding what a plan's words mean, and issuing the plan: assignments and duties, frozen, in one transaction."""

from collections.abc import Iterable
from datetime import date
from typing import Unpack

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies import tree
from lantoa.agencies.access import require
from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of
from lantoa.assignments import access, queries
from lantoa.assignments.blueprint import Blueprint, IssueSummary, Line, Place, draw, summary_of
from lantoa.assignments.models import Assignment, Duty, DutyHolder, Resolution
from lantoa.assignments.operations.ending import replace_plan
from lantoa.audit.operations import record
from lantoa.catalogue.queries import working_days
from lantoa.domain.duty import DutyTerms
from lantoa.domain.holders import lowest_common_body
from lantoa.domain.lifecycle import PlanOrigin, PlanState
from lantoa.persistence.refusal import Refused
from lantoa.plans import versions
from lantoa.plans.events import announce_issue
from lantoa.plans.models import Obligation, Plan
from lantoa.plans.operations.moving import locked, move
from lantoa.plans.operations.signing import PaperWords, Signature, refuse_taken, signature
from lantoa.plans.queries import open_repeats
from lantoa.register.operations import claim_number

BATCH = 2000


def preview(*, plan: Plan, issued_on: date | None, on: date) -> tuple[list[queries.Wording], Blueprint]:
    """What an issue on a day would make. in: the draft, the day typed (None: not yet), today. Nothing is saved."""
    wordings = queries.wordings(plan, issued_on or on)
    return wordings, draw(plan, queries.meanings(wordings), issued_on=issued_on, working_days=working_days())


@transaction.atomic
def issue_plan(*, actor: User, plan: Plan, **paper: Unpack[PaperWords]) -> IssueSummary:
    """Put a draft in force: freeze what its words mean, make assignments and duties.

    in: the number as on the paper ("08/KH-UBND"), the day of issue, how it is signed ("TM. ỦY BAN NHÂN DÂN",
    "KT. CHỦ TỊCH"), the signer's title and name. out: what was made.
    Raises Forbidden; Refused where a day, number or signer cannot be, where words or repetitions wait for a decision.
    """
    row = locked(plan.pk)
    person = reach_of(actor, clock.today())
    if PlanState(row.state).is_issued and access.may_issue(person, plan):
        raise Refused(f"Kế hoạch đã được ban hành, số {row.number}.")
    require(access.may_issue(person, row))
    if row.origin_kind == PlanOrigin.AMENDMENT:
        raise Refused("Đây là văn bản điều chỉnh: hãy ban hành ở màn hình điều chỉnh.")
    signed = signature(**paper)
    issued_on = signed.issued_on
    _refuse_bad_day(row, issued_on)
    refuse_taken(row.issuer, signed, but=row)
    wordings = clear_words(row, issued_on)
    drawing = draw(row, queries.meanings(wordings), issued_on=issued_on, working_days=working_days())
    summary = summary_of(drawing)
    if not summary.owed + summary.requests:
        raise Refused("Kế hoạch chưa giao việc cho cơ quan nào. Hãy xem lại phần cơ quan thực hiện.")
    claim_number(actor=actor, agency=row.issuer, number=signed.number, day=issued_on, obj=row, signer=signed.name)
    freeze(row, wordings)
    _make(row, drawing, issued_on)
    before = row.state
    put_in_force(row, PlanState.ISSUED, actor, signed)
    versions.keep_version(row, since=issued_on, actor=actor)
    changes = {"state": [before, "issued"], "number": [None, signed.number], "issued_on": [None, str(issued_on)]}
    made = {"assignments": [0, summary.assignments], "duties": [0, summary.duties]}
    record(operation="issue_plan", actor=actor, obj=row, agency=row.drafter, changes=changes | made)
    if row.replaces is not None:
        replace_plan(old=row.replaces, new=row, actor=actor)
    announce_issue(row, actor)
    return summary


def clear_words(plan: Plan, issued_on: date) -> list[queries.Wording]:
    """What the words of a draft mean on a day, when nothing of it waits for a person. Raises Refused otherwise."""
    refuse_open_repeats(plan)
    wordings = queries.wordings(plan, issued_on)
    refuse_open_words(wordings)
    return wordings


def _refuse_bad_day(plan: Plan, issued_on: date) -> None:
    """A plan of a year is issued in it or in the autumn before; any other year is a slip of the hand."""
    day = f"{issued_on:%d/%m/%Y}"
    if not date(plan.year - 1, 9, 1) <= issued_on <= date(plan.year, 12, 31):
        sentence = f"Ngày ban hành {day} thuộc năm {issued_on.year}, còn kế hoạch là của năm {plan.year}."
        raise Refused(f"{sentence} Hãy xem lại năm.", field="issued_on")
    if not queries.issuer_existed(plan, issued_on):
        sentence = f"Ngày {day}, {plan.issuer.name} chưa hoặc không còn hoạt động"
        raise Refused(f"{sentence}. Hãy xem lại ngày, hoặc cơ quan ban hành.", field="issued_on")


def refuse_open_repeats(plan: Plan) -> None:
    """Raise Refused while repetitions wait for a person."""
    waiting = open_repeats(plan).count()
    if waiting:
        raise Refused(f"Còn {waiting} yêu cầu có thể bị ghi hai lần, cần xem là một hay hai việc.")


def refuse_open_words(wordings: Iterable[queries.Wording]) -> None:
    """Raise Refused while words wait for a person."""
    waiting = [row.words for row in wordings if row.open]
    if waiting:
        shown = "; ".join(f"“{words[:80]}”" for words in waiting[:3])
        raise Refused(f"Còn {len(waiting)} chỗ chưa rõ giao cho cơ quan nào: {shown}.")


def freeze(plan: Plan, wordings: Iterable[queries.Wording]) -> None:
    """Keep every wording's agencies as they stand: a collective no longer changes when bodies come and go."""
    found, proposed = list(wordings), []
    decided = {row.words: row for row in plan.resolutions.all()}
    for row in found:
        if row.words not in decided:
            proposed.append(row)
        elif row.group is not None:  # a group chosen while drafting means its members on the day of issue
            decided[row.words].agencies.set(row.agencies)
    rows = Resolution.objects.bulk_create(
        Resolution(plan=plan, words=row.words, post=row.post, group=row.group) for row in proposed
    )
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
    paths = paths_of_groups(drawing.lines, issued_on)
    for line in drawing.lines:
        for group in line.groups:
            body = group[0] if len(group) == 1 else lowest_common_body(paths[pk] for pk in group) or plan.issuer_id
            for terms in line.duties:
                duties.append(duty_of(plan, line.obligation, terms, body))
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


def paths_of_groups(lines: Iterable[Line], on: date) -> dict[int, tuple[int, ...]]:
    """The way down the tree to each body that holds a duty together with others."""
    together = {pk for line in lines for group in line.groups if len(group) > 1 for pk in group}
    return tree.paths_to_root(together, on) if together else {}


def duty_of(plan: Plan, obligation: Obligation, terms: DutyTerms, body: int) -> Duty:
    """An unsaved duty: an obligation in one period, counted at a body."""
    return Duty(
        plan=plan,
        item_id=obligation.item_id,
        obligation=obligation,
        agency_id=body,
        period_kind=terms.period.kind,
        starts_on=terms.period.start,
        last_on=terms.period.last_day,
        due_on=terms.due_on,
        minimum=terms.minimum,
        maximum=terms.maximum,
        before_issue=terms.before_issue,
    )


def put_in_force(plan: Plan, state: PlanState, actor: User, signed: Signature) -> None:
    """Make a locked draft a document: number, day and signer on it, the step written down. Raises Refused."""
    before = PlanState(plan.state)
    note = "" if before == PlanState.APPROVED else "Ban hành thẳng từ dự thảo: văn bản đã được ký."
    for name, value in signed.columns().items():
        setattr(plan, name, value)
    plan.put_in_force_by, plan.put_in_force_at = actor, clock.now()
    move(plan, state, actor=actor, reason=note)
    plan.save()
