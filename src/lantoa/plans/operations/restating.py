"""How a lower plan stands to the one above is worked out again whenever either changes: it is never stale."""

from collections.abc import Iterable

from django.db.models import Prefetch, Q

from lantoa.domain.cascade import CascadeKind, Comparison, Decision, PairState, Stance, judge
from lantoa.domain.lifecycle import COUNTING, ItemKind
from lantoa.plans.following import UpperRow, measures_of, undertakings, upper_rows
from lantoa.plans.models import Adoption, AdoptionPair, Cascade, Item, Plan

NOTHING = "không có mục nào trong kế hoạch"
NO_WORD = "không đưa vào kế hoạch, không nêu lý do"
_PARTS = ("lower_item__obligations", "lower_item__measures")


def restate(plan: Plan) -> int:
    """Work out every stance of a plan to those above it and of those below it to it; how many changed.

    Called inside the operation that changed the plan; costs one query where the plan follows none.
    """
    found = Cascade.objects.filter(Q(lower=plan) | Q(upper=plan)).select_related("lower", "upper")
    return sum(restate_cascade(row) for row in found)


def restate_cascade(cascade: Cascade) -> int:
    """Work out the stances of one lower plan to one upper plan; how many changed. A fixed number of queries."""
    rows = {row.item.pk: row for row in upper_rows(cascade.upper, cascade.lower.issuer_id)}
    live = AdoptionPair.objects.filter(lower_item__revoked_by=None).exclude(state=PairState.REJECTED)
    live = live.select_related("lower_item")
    adoptions = cascade.adoptions.prefetch_related(Prefetch("pairs", live.prefetch_related(*_PARTS), to_attr="live"))
    changed = []
    for adoption in adoptions:
        before = (adoption.decision, adoption.stance, adoption.sentence, adoption.required)
        _work_out(adoption, cascade, rows.get(adoption.upper_item_id))
        if before != (adoption.decision, adoption.stance, adoption.sentence, adoption.required):
            changed.append(adoption)
    Adoption.objects.bulk_update(changed, ["decision", "stance", "sentence", "required"])
    return len(changed)


def _work_out(adoption: Adoption, cascade: Cascade, row: UpperRow | None) -> None:
    items = [pair.lower_item for pair in adoption.live]
    if adoption.decision == Decision.TAKEN and not items:
        adoption.decision = Decision.OPEN  # what answered it was taken out of the lower plan
    adoption.required = row is not None and row.required
    verdict = _verdict(adoption, cascade, row, items)
    adoption.stance, adoption.sentence = verdict.stance, verdict.sentence


def _verdict(adoption: Adoption, cascade: Cascade, row: UpperRow | None, items: list[Item]) -> Comparison:
    if adoption.decision == Decision.DECLINED:
        return Comparison(stance=Stance.DROPPED, sentence=adoption.reason)
    if not items:
        return _without_items(adoption, cascade)
    if row is None:
        return Comparison(stance=Stance.ADOPTED, sentence="có mục tương ứng")
    if row.item.kind == ItemKind.TASK and all(item.kind == ItemKind.RESPONSIBILITY for item in items):
        return Comparison(stance=Stance.PARAGRAPH, sentence=_paragraph_words(row, items))
    if not row.is_compared:
        return Comparison(stance=Stance.ADOPTED, sentence="có mục tương ứng, không được giao chủ trì")
    return compare_items(row, items)


def _without_items(adoption: Adoption, cascade: Cascade) -> Comparison:
    is_out = cascade.lower.state in COUNTING
    if cascade.kind == CascadeKind.DERIVED and not is_out:
        return Comparison(stance=Stance.OPEN, sentence="")
    said = NO_WORD if cascade.kind == CascadeKind.DERIVED else NOTHING
    return Comparison(stance=Stance.DROPPED, sentence=said)


def compare_items(row: UpperRow, items: Iterable[Item]) -> Comparison:
    """What items of a lower plan undertake together, beside a row of the plan above."""
    found = list(items)
    return judge(
        undertakings(row.obligations),
        undertakings(obligation for item in found for obligation in item.obligations.all()),
        upper_shares=measures_of(row.item) if row.item.kind == ItemKind.TARGET else (),
        lower_shares=[share for item in found for share in measures_of(item)],
    )


def _paragraph_words(row: UpperRow, items: list[Item]) -> str:
    where = ", ".join(item.ref for item in items if item.ref)
    said = f"chỉ có một đoạn ở phần IV{f' ({where})' if where else ''}"
    if not row.is_compared or not row.obligations:
        return said
    verdict = compare_items(row, items)
    return f"{said}; {verdict.sentence}" if verdict.stance == Stance.WEAKER else said
