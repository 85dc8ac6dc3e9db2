"""A lower plan that came in as a document, row by row beside the plan above: proposed here, confirmed by a person."""

from collections.abc import Iterable

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import Forbidden, require
from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import record
from lantoa.domain.cascade import CascadeKind, Decision, PairState, Stance
from lantoa.domain.lifecycle import COUNTING
from lantoa.persistence.refusal import Refused
from lantoa.plans import access, cascade_access
from lantoa.plans.concerns import has_concern
from lantoa.plans.events import announce_follow
from lantoa.plans.following import matches, upper_rows
from lantoa.plans.models import Adoption, AdoptionPair, Cascade, Plan
from lantoa.plans.operations.restating import restate_cascade

SURE = 0.6  # proposals at least so sure may be confirmed all at once


@transaction.atomic
def start_matching(*, actor: User, lower: Plan, upper: Plan) -> Cascade:
    """Say that a plan carries out one above, and propose which of its rows answer which; again: propose anew.

    in: the person (a writer of the lower plan), the lower plan (a draft or issued), an issued plan that asks something
    of its issuer. Raises Forbidden; Refused where the upper plan asks nothing of that body, or is of another year.
    """
    person = reach_of(actor, clock.today())
    require(access.may_write(person, lower) and access.visible(person).filter(pk=upper.pk).exists())
    if upper.state not in COUNTING or upper.pk == lower.pk or not has_concern(upper.pk, lower.issuer_id):
        raise Refused(f"Kế hoạch được chọn không giao việc cho {lower.issuer.short_name}.", field="upper")
    if upper.year != lower.year:
        raise Refused(f"Kế hoạch cấp trên là của năm {upper.year}, kế hoạch này của năm {lower.year}.", field="upper")
    cascade, made = Cascade.objects.get_or_create(
        lower=lower, upper=upper, defaults={"kind": CascadeKind.MATCHED, "created_by": actor}
    )
    _propose(cascade)
    if made:
        record(operation="start_matching", actor=actor, obj=lower, agency=lower.drafter, changes=_names(upper))
        if lower.state in COUNTING:
            announce_follow(lower, upper, actor)
    return cascade


def _names(upper: Plan) -> dict[str, list[str | None]]:
    return {"upper": [None, str(upper)]}


def _propose(cascade: Cascade) -> None:
    """Make a line for every row above and the pairs found; what a person decided stays."""
    rows = upper_rows(cascade.upper, cascade.lower.issuer_id)
    Adoption.objects.bulk_create(
        (Adoption(cascade=cascade, upper_item=row.item, required=row.required) for row in rows), ignore_conflicts=True
    )
    by_item = {row.upper_item_id: row for row in cascade.adoptions.all()}
    open_ids = {row.pk for row in by_item.values() if not row.confirmed and row.decision == Decision.OPEN}
    AdoptionPair.objects.filter(adoption__in=open_ids, state=PairState.PROPOSED).delete()
    found = [pair for pair in matches(rows, cascade.lower) if by_item[pair.upper].pk in open_ids]
    AdoptionPair.objects.bulk_create(
        (
            AdoptionPair(
                adoption=by_item[pair.upper],
                lower_item_id=pair.lower,
                confidence=pair.confidence,
                why=list(pair.why),
            )
            for pair in found
        ),
        ignore_conflicts=True,
    )
    restate_cascade(cascade)


@transaction.atomic
def decide_pairs(*, actor: User, adoption: Adoption, item_ids: Iterable[str], reason: str = "") -> Adoption:
    """Say which rows of the lower plan answer a row above: these and no others; none means it is not there.

    in: the person (of the lower body, or the coordinator above once the plan is issued), public ids of lower items, a
    reason where the lower plan asks less or nothing (it stays with the row). Raises Forbidden, Refused.
    """
    row = _locked(actor, adoption)
    wanted = {item.pk: item for item in row.cascade.lower.items.filter(public_id__in=list(item_ids))}
    before = _said(row)
    for pair in row.pairs.all():
        pair.state = PairState.CONFIRMED if pair.lower_item_id in wanted else PairState.REJECTED
        pair.save(update_fields=["state"])
    known = set(row.pairs.values_list("lower_item_id", flat=True))
    AdoptionPair.objects.bulk_create(
        AdoptionPair(adoption=row, lower_item=item, state=PairState.CONFIRMED, why=["do người đối chiếu chọn"])
        for pk, item in wanted.items()
        if pk not in known
    )
    row.reason = reason.strip() or row.reason
    row.decision = Decision.TAKEN if wanted else Decision.DECLINED if row.reason else Decision.OPEN
    _close(row, actor)
    restate_cascade(row.cascade)
    row.refresh_from_db()
    changes = {"pairs": [before, _said(row)], "reason": [None, row.reason or None]}
    record(
        operation="decide_pairs", actor=actor, obj=row.cascade.lower, agency=row.cascade.lower.issuer, changes=changes
    )
    return row


@transaction.atomic
def confirm_sure(*, actor: User, cascade: Cascade, at_least: float = SURE) -> int:
    """Confirm every row all of whose proposals are sure enough; how many rows. Raises Forbidden."""
    require(cascade_access.may_match(reach_of(actor, clock.today()), cascade))
    waiting = cascade.adoptions.filter(confirmed=False, decision=Decision.OPEN).prefetch_related("pairs")
    sure = []
    for row in waiting.select_for_update():
        pairs = [pair for pair in row.pairs.all() if pair.state == PairState.PROPOSED]
        if pairs and all((pair.confidence or 0.0) >= at_least for pair in pairs):
            sure.append(row)
    AdoptionPair.objects.filter(adoption__in=sure, state=PairState.PROPOSED).update(state=PairState.CONFIRMED)
    for row in sure:
        row.decision = Decision.TAKEN
        _close(row, actor)
    restate_cascade(cascade)
    changes = {"confirmed": [0, len(sure)]}
    record(operation="confirm_sure", actor=actor, obj=cascade.lower, agency=cascade.lower.issuer, changes=changes)
    return len(sure)


@transaction.atomic
def give_reason(*, actor: User, adoption: Adoption, reason: str) -> Adoption:
    """Write down why the lower plan asks less. Only the lower body knows. Raises Forbidden, Refused (no words)."""
    row = _locked(actor, adoption)
    require(access.may_write(reach_of(actor, clock.today()), row.cascade.lower))
    if not reason.strip():
        raise Refused("Hãy ghi lý do.", field="reason")
    before, row.reason = row.reason, reason.strip()
    if row.stance == Stance.DROPPED:
        row.decision = Decision.DECLINED
    _close(row, actor)
    restate_cascade(row.cascade)
    changes = {"reason": [before or None, row.reason]}
    record(
        operation="give_reason", actor=actor, obj=row.cascade.lower, agency=row.cascade.lower.issuer, changes=changes
    )
    row.refresh_from_db()
    return row


def _close(row: Adoption, actor: User) -> None:
    row.confirmed, row.decided_by, row.decided_at = True, actor, clock.now()
    row.save(update_fields=["reason", "decision", "confirmed", "decided_by", "decided_at"])


def _said(row: Adoption) -> str | None:
    live = row.pairs.filter(state=PairState.CONFIRMED).select_related("lower_item")
    return "; ".join(str(pair.lower_item) for pair in live) or None


def _locked(actor: User, adoption: Adoption) -> Adoption:
    rows = Adoption.objects.select_for_update(of=("self",))
    row = rows.select_related("cascade__lower__issuer", "cascade__upper").filter(pk=adoption.pk).first()
    if row is None or not cascade_access.may_match(reach_of(actor, clock.today()), row.cascade):
        raise Forbidden
    return row
