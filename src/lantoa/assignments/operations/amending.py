"""Issuing an amendment: its rows go into the plan, duties are reconciled, what was done keeps its credits."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Unpack

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import require
from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of
from lantoa.assignments import access, telling
from lantoa.assignments.models import Assignment, Duty, DutyHolder, Resolution
from lantoa.assignments.operations.ending import naming
from lantoa.assignments.operations.issuing import clear_words, duty_of, freeze, paths_of_groups, put_in_force
from lantoa.assignments.reconciling import Key, Mark, Working, mark_of, marks, work_out
from lantoa.audit.operations import record
from lantoa.domain.duty import DutyTerms
from lantoa.domain.holders import lowest_common_body
from lantoa.domain.lifecycle import DutyState, PlanOrigin, PlanState
from lantoa.persistence.refusal import Refused
from lantoa.plans import versions
from lantoa.plans.models import Plan, PlanMove
from lantoa.plans.operations.merging import Merged, merge
from lantoa.plans.operations.moving import locked
from lantoa.plans.operations.restating import restate
from lantoa.plans.operations.signing import PaperWords, refuse_taken, signature
from lantoa.register.operations import claim_number

BATCH = 2000
# What counts again the duties whose numbers changed; results, which stands above, registers itself here.
Counter = Callable[[Iterable[int]], None]
_counters: list[Counter] = []


def register_counter(counter: Counter) -> None:
    """Add what counts duties again, given their ids, inside the transaction."""
    if counter not in _counters:
        _counters.append(counter)


@transaction.atomic
def amend_plan(*, actor: User, amendment: Plan, **paper: Unpack[PaperWords]) -> Working:
    """Put an amendment in force: its text becomes the plan's, duties stay, change, end or begin, none is deleted.

    in: the amendment's own number, day and signer. out: what it did. What fell due before its day stands as it was
    said then (`domain.amendment.in_force_from`). Raises Forbidden; Refused where words or repetitions wait for a
    decision, where nothing was changed, where the plan is not in force any more.
    """
    row = locked(amendment.pk)
    require(access.may_issue(reach_of(actor, clock.today()), row))
    plan = _amended(row)
    signed = signature(**paper)
    issued_on = signed.issued_on
    _refuse_bad_day(plan, issued_on)
    refuse_taken(row.issuer, signed, but=row)
    changes = versions.changes_of_draft(row)
    if not changes:
        raise Refused("Dự thảo điều chỉnh chưa khác kế hoạch ở chỗ nào.")
    wordings = clear_words(row, issued_on)
    _, working = work_out(row, issued_on)
    claim_number(actor=actor, agency=row.issuer, number=signed.number, day=issued_on, obj=row, signer=signed.name)
    versions.keep_first(plan, actor)
    freeze(row, wordings)
    merged = merge(row, plan)
    put_in_force(row, PlanState.MERGED, actor, signed)
    _resolutions(row, plan)
    _apply(working, merged)
    _finish(plan, row, actor)
    moved = working.outcome
    figures = {name: [0, len(getattr(moved, name))] for name in ("keep", "change", "close", "add")}
    about = {"amends": [None, plan.number], "number": [None, signed.number]}
    record(operation="amend_plan", actor=actor, obj=row, agency=row.drafter, changes=about | figures)
    telling.amended(plan, row, working, actor)
    return working


def _amended(amendment: Plan) -> Plan:
    """The plan amended, locked. Raises Refused where there is none in force."""
    if amendment.origin_kind != PlanOrigin.AMENDMENT or amendment.origin_id is None:
        raise Refused("Đây không phải là dự thảo điều chỉnh.")
    plan = locked(amendment.origin_id)
    if plan.state != PlanState.ISSUED:
        raise Refused(f"Kế hoạch gốc {plan.get_state_display()} nên không điều chỉnh được nữa.")
    return plan


def _refuse_bad_day(plan: Plan, issued_on: date) -> None:
    last = plan.versions.order_by("-number").first()
    earliest = max(filter(None, [plan.issued_on, last.since if last else None]), default=issued_on)
    if issued_on < earliest:
        sentence = f"Ngày ban hành phải từ ngày {earliest:%d/%m/%Y}, ngày của bản đang có hiệu lực."
        raise Refused(sentence, field="issued_on")
    if issued_on.year > plan.year:
        raise Refused(f"Kế hoạch năm {plan.year} đã qua, không điều chỉnh bằng văn bản năm sau.", field="issued_on")


def _resolutions(amendment: Plan, plan: Plan) -> None:
    """What the amendment's words mean becomes what the plan's words mean; words it no longer uses stay as they were."""
    known = {row.words: row for row in plan.resolutions.prefetch_related("agencies")}
    for row in amendment.resolutions.prefetch_related("agencies"):
        kept = known.get(row.words) or Resolution(plan=plan, words=row.words)
        if kept.pk is not None and _means(kept) == _means(row):
            continue
        for name in ("post", "set_aside", "by_hand", "group"):
            setattr(kept, name, getattr(row, name))
        kept.save()
        kept.agencies.set(row.agencies.all())


def _means(row: Resolution) -> tuple[set[int], str, bool]:
    return {agency.pk for agency in row.agencies.all()}, row.post, row.set_aside


def copy_resolutions(plan: Plan, draft: Plan) -> None:
    """What a plan's words were decided to mean goes along to the draft that amends it, frozen as it was at issue."""
    for row in plan.resolutions.prefetch_related("agencies"):
        copy = Resolution.objects.create(plan=draft, words=row.words, post=row.post, set_aside=row.set_aside)
        copy.agencies.set(row.agencies.all())


def _apply(working: Working, merged: Merged) -> None:
    by = naming(working.amendment)
    given = _assignments(working, merged)
    outcome = working.outcome
    _close([working.duties[key] for key in outcome.close], by)
    changed = [_changed(working.duties[key], terms) for key, terms in outcome.change]
    new: list[tuple[Key, DutyTerms]] = []
    for key, terms in outcome.add:
        again = working.closed.get(key)
        if again is None:
            new.append((key, terms))
        elif not terms.before_issue:
            again.state, again.closed_by = DutyState.OPEN, ""
            changed.append(_changed(again, terms))
    columns = ["starts_on", "last_on", "due_on", "minimum", "maximum", "before_issue", "extended_to", "done", "met_on"]
    Duty.objects.bulk_update(changed, [*columns, "state", "closed_by", "period_kind"], batch_size=BATCH)
    _add(working, merged, new, given)
    for counter in _counters:
        counter([duty.pk for duty in changed])
    _end_assignments(working, given, by)


def _close(duties: list[Duty], by: str) -> None:
    for duty in duties:
        duty.state, duty.closed_by = DutyState.CLOSED, by[:200]
    Duty.objects.bulk_update(duties, ["state", "closed_by"], batch_size=BATCH)


def _changed(duty: Duty, terms: DutyTerms) -> Duty:
    """A duty under new terms; it is counted again by the caller, from the credits it keeps."""
    if duty.extended_to is not None and duty.extended_to <= terms.due_on:
        duty.extended_to = None  # the plan itself now gives as much time
    duty.period_kind = terms.period.kind
    duty.starts_on, duty.last_on, duty.due_on = terms.period.start, terms.period.last_day, terms.due_on
    duty.minimum, duty.maximum, duty.before_issue = terms.minimum, terms.maximum, terms.before_issue
    duty.done, duty.met_on = 0, None
    return duty


def _assignments(working: Working, merged: Merged) -> dict[Mark, Assignment]:
    """The assignments that the amended text gives: those that stand, those begun again, new ones."""
    wanted = marks(working.drawing, merged.items, merged.obligations)
    there = {mark_of(row): row for row in Assignment.objects.filter(plan=working.original).order_by("-state", "pk")}
    new = {
        mark: Assignment(
            plan=working.original,
            item_id=mark[0],
            obligation_id=mark[1],
            agency=place.agency,
            kind=place.kind,
            words=place.words[:500],
            post=place.post[:200],
        )
        for mark, place in wanted.items()
        if mark not in there
    }
    kept = [there[mark] for mark in wanted if mark in there]
    for mark, place in wanted.items():
        if mark in there:
            row = there[mark]
            row.words, row.post, row.state, row.closed_by = place.words[:500], place.post[:200], DutyState.OPEN, ""
    Assignment.objects.bulk_update(kept, ["words", "post", "state", "closed_by"], batch_size=BATCH)
    Assignment.objects.bulk_create(new.values(), batch_size=BATCH)
    return {mark: there.get(mark) or new[mark] for mark in wanted}


def _add(working: Working, merged: Merged, new: list[tuple[Key, DutyTerms]], given: dict[Mark, Assignment]) -> None:
    owed = {(mark[1], mark[2]): row for mark, row in given.items() if row.kind == "owed"}
    paths = paths_of_groups(working.drawing.lines, working.on)
    duties: list[Duty] = []
    for (obligation, holders, _), terms in new:
        row = merged.obligations[working.lines[obligation].obligation.pk]
        together = lowest_common_body(paths[pk] for pk in holders) if len(holders) > 1 else holders[0]
        duties.append(duty_of(working.original, row, terms, together or working.original.issuer_id))
    saved = Duty.objects.bulk_create(duties, batch_size=BATCH)
    links = (
        DutyHolder(duty=duty, agency_id=pk, assignment=owed[duty.obligation_id, pk])
        for duty, ((_, holders, _), _) in zip(saved, new, strict=True)
        for pk in holders
    )
    DutyHolder.objects.bulk_create(links, batch_size=BATCH)


def _end_assignments(working: Working, given: dict[Mark, Assignment], by: str) -> None:
    """Close the assignments that the text no longer gives; one under which something is still counted stays open."""
    open_duties = DutyHolder.objects.filter(duty__plan=working.original, duty__state=DutyState.OPEN)
    rows = Assignment.objects.filter(plan=working.original, state=DutyState.OPEN)
    rows = rows.exclude(pk__in=[row.pk for row in given.values()])
    rows.exclude(pk__in=open_duties.values("assignment_id")).update(state=DutyState.CLOSED, closed_by=by[:200])


def _finish(plan: Plan, amendment: Plan, actor: User) -> None:
    """The plan's own side: its version, a line in its process, what stands below it compared anew."""
    plan.roll = amendment.roll
    plan.version += 1
    plan.save(update_fields=["roll", "version"])
    PlanMove.objects.create(
        plan=plan,
        before=plan.state,
        after=plan.state,
        at=clock.now(),
        by=actor,
        reason=f"Điều chỉnh theo {naming(amendment)}.",
    )
    versions.keep_version(plan, since=amendment.issued_on or clock.today(), actor=actor, amendment=amendment)
    restate(plan)
