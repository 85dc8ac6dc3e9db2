"""The screens of two people on one draft: side by side where they met, and nothing typed lost where a door closed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lantoa.agencies.access import Forbidden, reach
from lantoa.audit.models import Entry
from lantoa.persistence.identifiers import new_public_id
from lantoa.plans import access, conflicts
from lantoa.plans.forms.base import JsonForm
from lantoa.plans.models import Plan

_REMOVALS = ("remove_item", "remove_obligation", "remove_text", "add_item")
_LOOKED_AT = 400


def plan_written(request: HttpRequest, public_id: str) -> Plan:
    """A plan that the person writes, whatever its state, when something was sent to it. Raises Forbidden otherwise."""
    person = reach(request)
    plan = access.plan_seen(person, public_id)
    if request.method != "POST" or not access.may_write(person, plan):
        raise Forbidden
    return plan


def too_late(request: HttpRequest, plan: Plan, form: JsonForm, *, gone: str = "", again: str = "") -> HttpResponse:
    """What was typed, when it can be saved no more: the draft was submitted, or the thing was taken out of it.

    in: the plan, the bound form, the public id of what was taken out ("" where the plan itself is locked), the address
    under which what was typed may be added again ("": none).
    """
    form.is_valid()
    sent = [(name, value) for name, value in form.data.items() if name not in ("csrfmiddlewaretoken", "expected")]
    context: dict[str, Any] = {
        "plan": plan,
        "words": conflicts.words_typed(form),
        "sent": sent,
        "removal": _removal(plan, gone) if gone else None,
        "gone": bool(gone),
        "move": plan.moves.select_related("by").last(),
        "again": again if plan.state in access.EDITABLE else "",
        "token": new_public_id(),
    }
    return render(request, "plans/too_late.html", context, status=422)


def _removal(plan: Plan, gone: str) -> Entry | None:
    """Who took a part out of a plan, and when, as the trail says."""
    rows = Entry.objects.filter(object_id=plan.public_id, operation__in=_REMOVALS).order_by("-id")[:_LOOKED_AT]
    return next((row for row in rows if (row.changes.get("id") or [None])[0] == gone), None)
