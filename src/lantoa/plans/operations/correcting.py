"""«Đính chính»: a document mends slips of words, no duty changes (Decree 30/2020/NĐ-CP, Article 18)."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import require
from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import record
from lantoa.domain.lifecycle import PlanPaperKind, PlanState
from lantoa.persistence.refusal import Refused
from lantoa.plans import access, queries, versions
from lantoa.plans.models import Plan, PlanMove, PlanPaper
from lantoa.plans.operations.moving import locked
from lantoa.plans.operations.signing import Signature, write_paper
from lantoa.vietnamese import fold, nfc

# Where a slip may be mended: words that no duty was worked out from.
_OF_PLAN = ("subject", "signer_name", "signer_title", "place_name")
_OF_ITEM = ("title", "note", "group_heading", "funding_words")


class Slip(NamedTuple):
    """Words that were written wrong, and as they should be."""

    wrong: str
    right: str


@transaction.atomic
def correct_plan(*, actor: User, plan: Plan, signed: Signature, slips: Iterable[Slip], text: str = "") -> PlanPaper:
    """Write down a correction and mend the words it names, wherever they stand in the plan.

    in: number, day and signer of the document that corrects, the slips, more words for the record. Dates, quotas and
    who does what are not words to be mended: they are amended. The content becomes a new version. Raises Forbidden;
    Refused for words that the plan does not hold, for a plan not in force.
    """
    row = locked(plan.pk)
    require(access.may_file(reach_of(actor, clock.today()), row))
    if row.state != PlanState.ISSUED:
        raise Refused(f"Kế hoạch {row.get_state_display()} nên không đính chính được.")
    wanted = [Slip(nfc(slip.wrong).strip(), nfc(slip.right).strip()) for slip in slips]
    wanted = [slip for slip in wanted if slip.wrong or slip.right]
    if not wanted:
        raise Refused("Hãy ghi chữ sai và chữ đúng.", field="wrong")
    versions.keep_first(row, actor)
    for slip in wanted:
        _mend(row, slip)
    said = [f"“{slip.wrong}” đính chính thành “{slip.right}”" for slip in wanted]
    words = "\n".join([*said, *filter(None, [text.strip()])])
    paper = write_paper(row, PlanPaperKind.CORRECTION, signed, words, actor)
    row.version += 1
    row.save()
    reason = f"Đính chính theo văn bản số {signed.number} ngày {signed.issued_on:%d/%m/%Y}."
    PlanMove.objects.create(plan=row, before=row.state, after=row.state, at=clock.now(), by=actor, reason=reason)
    versions.keep_version(row, since=signed.issued_on, actor=actor, paper=paper)
    changes = {"number": [None, signed.number], "slips": [None, "; ".join(said)]}
    record(operation="correct_plan", actor=actor, obj=row, agency=row.drafter, changes=changes)
    return paper


def _mend(plan: Plan, slip: Slip) -> None:
    """Put the right words in the place of the wrong ones. Raises Refused where the plan does not hold them."""
    if not slip.wrong or not slip.right or slip.wrong == slip.right:
        raise Refused("Mỗi chỗ đính chính cần cả chữ sai và chữ đúng.", field="wrong")
    found = _mend_columns(plan, _OF_PLAN, slip)
    plan.folded = fold(plan.subject)[:600]
    for item in queries.items_of(plan):
        if _mend_columns(item, _OF_ITEM, slip):
            item.folded = fold(item.title)
            item.save()
            found = True
        for product in item.products.all():
            if _mend_columns(product, ("text",), slip):
                product.save()
                found = True
    for text in plan.texts.all():
        if _mend_columns(text, ("heading", "text"), slip):
            text.save()
            found = True
    if not found:
        sentence = f"Không thấy “{slip.wrong[:120]}” trong trích yếu, nội dung hay sản phẩm của kế hoạch."
        raise Refused(f"{sentence} Thời gian, số lượng, cơ quan thì phải điều chỉnh.", field="wrong")


def _mend_columns(row: Any, columns: Iterable[str], slip: Slip) -> bool:
    found = False
    for name in columns:
        words = getattr(row, name)
        if slip.wrong in words:
            mended = words.replace(slip.wrong, slip.right)
            limit = row._meta.get_field(name).max_length
            if limit and len(mended) > limit:
                raise Refused(f"“{mended[:60]}…” dài quá {limit} chữ.", field="right")
            setattr(row, name, mended)
            found = True
    return found
