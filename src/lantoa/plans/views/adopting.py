"""Two plans side by side: deciding row by row what becomes of the plan above; or only looking."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.adapters import clock
from lantoa.agencies.access import Forbidden, reach, signed_in
from lantoa.agencies.reach import Reach
from lantoa.domain.cascade import CascadeKind, Decision, PairState
from lantoa.persistence.refusal import Refused
from lantoa.plans import access, cascade_access, cascade_queries
from lantoa.plans.cascade_queries import Line, Sheet
from lantoa.plans.forms.cascade import AdoptForm, ReasonForm
from lantoa.plans.models import STANCE_LABELS, Cascade
from lantoa.plans.operations import adoption as matching
from lantoa.plans.operations import derivation
from lantoa.plans.stances import SIGNS, item_html, stance_tag, why_html

Json = dict[str, Any]
ONLY_PROBLEMS = "co-van-de"


@require_safe
@signed_in()
def sheet(request: HttpRequest, cascade_id: str) -> HttpResponse:
    """Every row of the plan above with its stance and what answers it; those with a problem alone, if asked."""
    person = reach(request)
    cascade = cascade_access.cascade_seen(person, cascade_id)
    found = cascade_queries.sheet_of(cascade)
    only = request.GET.get("loc") == ONLY_PROBLEMS
    own = [line for line in found.lines if not line.is_foreign]
    shown = [line for line in own if not only or line.has_problem or line.waits]
    context = {
        "cascade": cascade,
        "rows": [_shown(line) for line in shown],
        "foreign": [] if only else [line.adoption for line in found.lines if line.is_foreign],
        "sheet": found,
        "only": only,
        "counts": [(SIGNS[stance], STANCE_LABELS[stance], number) for stance, number in _told(found)],
        "is_derived": cascade.kind == CascadeKind.DERIVED,
        "may_edit": _may_edit(person, cascade),
        "next": _next(cascade, found),
        "crumbs": [("Kế hoạch", reverse("plans:list"))],
    }
    return render(request, "plans/sheet.html", context)


def _told(found: Sheet) -> list[tuple[Any, int]]:
    return cascade_queries.stance_words(found.counts)


def _may_edit(person: Reach, cascade: Cascade) -> bool:
    if cascade.kind == CascadeKind.DERIVED:
        return access.may_edit(person, cascade.lower)
    return cascade_access.may_match(person, cascade)


def _next(cascade: Cascade, found: Sheet, after: str = "") -> str:
    """The address of the next row that waits for a person, after one; "" when none does."""
    waiting = found.waiting
    places = [line.adoption.public_id for line in found.lines]
    start = places.index(after) if after in places else -1
    later = [line for line in waiting if places.index(line.adoption.public_id) > start] or waiting
    if not later:
        return ""
    return reverse("plans:sheet_row", args=[cascade.public_id, later[0].adoption.public_id])


def _shown(line: Line) -> Json:
    above = item_html(line.adoption.upper_item, line.above.obligations if line.above else ())
    below = [
        (item_html(pair.lower_item, pair.lower_item.obligations.all()), why_html(pair), pair)
        for pair in line.pairs
        if pair.state != PairState.REJECTED
    ]
    return {"line": line, "adoption": line.adoption, "above": above, "below": below, "tag": stance_tag(line.adoption)}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in()
def row(request: HttpRequest, cascade_id: str, adoption_id: str) -> HttpResponse:
    """One row above beside what answers it, and the decision on it. After it comes the next that waits."""
    person = reach(request)
    cascade = cascade_access.cascade_seen(person, cascade_id)
    found, line = cascade_queries.line_of(cascade, adoption_id)
    if line is None or (request.method == "POST" and not _may_edit(person, cascade)):
        raise Forbidden
    form, reason = _forms(request, cascade, line)
    if request.method == "POST":
        try:
            if _decide(request, line, form, reason):
                return redirect(_next(cascade, cascade_queries.sheet_of(cascade), adoption_id) or _home(cascade))
        except Refused as refused:
            target = form if form is not None and refused.field in form.fields else reason
            target.add_error(refused.field if refused.field in target.fields else None, refused.sentence)
    context = _shown(line) | {
        "cascade": cascade,
        "form": form,
        "reason": reason,
        "may_edit": _may_edit(person, cascade),
        "may_reason": access.may_write(person, cascade.lower),
        "is_derived": cascade.kind == CascadeKind.DERIVED,
        "is_open": line.adoption.decision == Decision.OPEN,
        "others": cascade_queries.other_items(cascade, line),
        "progress": (found.done, len(found.lines)),
        "next": _next(cascade, found, adoption_id),
        "crumbs": [("Kế hoạch", reverse("plans:list")), ("Đối chiếu với cấp trên", _home(cascade))],
    }
    failed = request.method == "POST"
    return render(request, "plans/sheet_row.html", context, status=422 if failed else 200)


def _home(cascade: Cascade) -> str:
    return reverse("plans:sheet", args=[cascade.public_id])


def _forms(request: HttpRequest, cascade: Cascade, line: Line) -> tuple[AdoptForm | None, ReasonForm]:
    """The form that takes a row over (of a derived plan), and the one for a reason."""
    task = request.POST.get("viec")
    reason = ReasonForm(request.POST if task in ("khong", "ly-do") else None, initial={"reason": line.adoption.reason})
    if cascade.kind != CascadeKind.DERIVED or line.above is None:
        return None, reason
    offices = [agency.name for agency in cascade_queries.offices_of(cascade.lower.issuer, clock.today())]
    data = request.POST if task == "nhan" else None
    return AdoptForm(data, row=line.above, offices=offices, year=cascade.lower.year), reason


def _decide(request: HttpRequest, line: Line, form: AdoptForm | None, reason: ReasonForm) -> bool:
    """Do what the button asks; whether it was done (else a form has its errors). Raises Refused, Forbidden."""
    actor, task, adoption = request.user, request.POST.get("viec"), line.adoption
    if task == "nhan" and form is not None:
        if not form.is_valid():
            return False
        words = {"leads": form.leads, "changes": form.changes, "reason": form.cleaned_data["reason"]}
        derivation.adopt_row(actor=actor, adoption=adoption, **words)
    elif task == "khong":
        if not reason.is_valid():
            return False
        derivation.decline_row(actor=actor, adoption=adoption, reason=reason.cleaned_data["reason"])
    elif task == "mo-lai":
        derivation.reopen_row(actor=actor, adoption=adoption)
        messages.success(request, "Đã mở lại mục này.")
    elif task == "ghep":
        chosen = request.POST.getlist("muc")
        matching.decide_pairs(actor=actor, adoption=adoption, item_ids=chosen, reason=request.POST.get("ly-do", ""))
    elif task == "ly-do":
        if not reason.is_valid():
            return False
        matching.give_reason(actor=actor, adoption=adoption, reason=reason.cleaned_data["reason"])
    else:
        raise Forbidden
    return True


@require_POST
@signed_in()
def rest(request: HttpRequest, cascade_id: str) -> HttpResponse:
    """Of a derived plan: take over as it is what nobody decided on. Of a matched one: confirm what is sure."""
    cascade = cascade_access.cascade_seen(reach(request), cascade_id)
    try:
        if cascade.kind == CascadeKind.DERIVED:
            offices = [agency.name for agency in cascade_queries.offices_of(cascade.lower.issuer, clock.today())]
            leads = offices if len(offices) == 1 else []
            number = derivation.adopt_rest(actor=request.user, cascade=cascade, leads=leads)
            said = f"Đã nhận {number} mục như cấp trên."
        else:
            number = matching.confirm_sure(actor=request.user, cascade=cascade)
            said = f"Đã xác nhận {number} mục có độ chắc từ {round(100 * matching.SURE)}% trở lên."
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, said)
    return redirect(_home(cascade))
