"""Changing the paragraphs of a draft that are no items: purpose, requirements, themes, recipients …"""

from typing import Any

from django.db import transaction

from lantoa.agencies.access import Forbidden
from lantoa.agencies.models import User
from lantoa.audit.operations import differences
from lantoa.persistence.refusal import Refused
from lantoa.plans import shape
from lantoa.plans.models import TEXT_PARTS, Plan, PlanText
from lantoa.plans.operations.editing import draft_locked, finish, touch
from lantoa.plans.operations.rows import identifier_from
from lantoa.plans.operations.staleness import refuse_stale

Json = dict[str, Any]


def text_json(row: PlanText) -> Json:
    """A paragraph as its form edits it and its fingerprint is taken of."""
    return {"heading": row.heading, "text": row.text}


@transaction.atomic
def update_text(*, actor: User, text: PlanText, values: Json, expected: str) -> PlanText:
    """Change a paragraph's heading and words. in: both, the fingerprint of `text_json` the form was made from.

    Raises Forbidden, Stale; Refused when nothing would be left of it.
    """
    plan = draft_locked(actor, text.plan_id)
    row = _text_of(plan, text.pk)
    before = text_json(row)
    refuse_stale(expected, before, row)
    row.heading, row.text = shape.words(values.get("heading")), shape.words(values.get("text"))
    if not row.heading and not row.text:
        raise Refused("Đoạn văn chưa có chữ nào. Muốn bỏ đoạn này hãy bấm “Bỏ đoạn này”.", field="text")
    touch(row, actor)
    row.save()
    finish(plan, actor, "update_text", differences(before, text_json(row)))
    return row


@transaction.atomic
def add_text(*, actor: User, plan: Plan, part: str, values: Json, token: str = "") -> PlanText:
    """Add a paragraph at the end of a part of the draft; a retry with the same token gives the one already made.

    Raises Forbidden; Refused for an unknown part and for no words.
    """
    plan = draft_locked(actor, plan.pk)
    made_before = plan.texts.filter(public_id=token).first() if token else None
    if made_before is not None:
        return made_before
    heading, text = shape.words(values.get("heading")), shape.words(values.get("text"))
    if part not in TEXT_PARTS or not (heading or text):
        raise Refused("Hãy chọn phần và ghi nội dung của đoạn văn.", field="text")
    place = _place_after(plan, part)
    row = PlanText(plan=plan, part=part, heading=heading, text=text, position=place, public_id=identifier_from(token))
    touch(row, actor)
    row.save()
    finish(plan, actor, "add_text", {"text": [None, str(row)]})
    return row


@transaction.atomic
def remove_text(*, actor: User, text: PlanText, expected: str) -> None:
    """Take a paragraph out of a draft. Raises Forbidden, Stale."""
    plan = draft_locked(actor, text.plan_id)
    row = _text_of(plan, text.pk)
    kept = text_json(row)
    refuse_stale(expected, kept, row)
    removed = row.public_id
    row.delete()
    finish(plan, actor, "remove_text", {"text": [str(row), None], "id": [removed, None], "was": [kept, None]})


def _text_of(plan: Plan, pk: int) -> PlanText:
    row = plan.texts.filter(pk=pk).select_related("changed_by").first()
    if row is None:
        raise Forbidden
    return row


def _place_after(plan: Plan, part: str) -> int:
    """The position behind the last paragraph of a part, the later ones moved on; at the end where the part is new."""
    rows = list(plan.texts.order_by("position"))
    places = [place for place, row in enumerate(rows) if row.part == part]
    wanted = places[-1] + 1 if places else len(rows)
    for place, row in enumerate(rows):
        row.position = place if place < wanted else place + 1
    PlanText.objects.bulk_update(rows, ["position"])
    return wanted
