"""«Giao việc trong cơ quan»: giving work to offices and people, who has what, handing it back."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.agencies.access import Forbidden, reach, signed_in
from lantoa.agencies.reach import Reach
from lantoa.assignments.access import inside as access
from lantoa.assignments.duties import effective_due
from lantoa.assignments.forms.inside import GiveAssignmentForm, GiveDutyForm, GiveForm, ReasonForm, sent
from lantoa.assignments.models import DELEGATION_STATE_LABELS, Delegation
from lantoa.assignments.operations import give_assignment, give_duty, pass_back_work, take_back_work
from lantoa.assignments.queries import inside as queries
from lantoa.domain.delegation import DelegationState
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.web.paging import page_from
from lantoa.web.tables import Column, Kind, xlsx_response

PAGE = 30
MOST_ROWS = 20_000


def crumbs() -> list[tuple[str, str]]:
    """The way back to the list."""
    return [("Giao việc trong cơ quan", reverse("assignments:inside"))]


@require_safe
@signed_in()
def index(request: HttpRequest) -> HttpResponse:
    """Who has what: single duties, the earliest inner date first, and assignments given with their coming periods."""
    person = reach(request)
    which = request.GET.get("xem", "dang-giao")
    if which not in queries.SHOWN:
        raise Forbidden
    rows = access.delegations_seen(person)
    page = page_from(request, queries.listed(rows, which), key=queries.LIST_KEY, size=PAGE)
    context = {
        "tabs": queries.SHOWN.items(),
        "which": which,
        "page": page,
        "rows": [_row(row, person) for row in page.items],
        "whole": queries.whole_assignments(rows, person) if which == "dang-giao" else [],
        "gives": bool(access.giving_bodies(person)),
    }
    return render(request, "assignments/inside.html", context)


def _row(row: Delegation, person: Reach) -> dict[str, Any]:
    return {
        "row": row,
        "title": queries.title_of(row),
        "about": queries.about_of(row),
        "given": queries.given(row, row.duty, person),
        "live": row.state == DelegationState.GIVEN,
    }


@require_safe
@signed_in()
def index_xlsx(request: HttpRequest) -> FileResponse:
    """Who has what, as a workbook."""
    person = reach(request)
    rows = queries.listed(access.delegations_seen(person), "dang-giao").order_by(*queries.LIST_KEY)
    columns = (
        Column("Việc", 60),
        Column("Thuộc", 30),
        Column("Giao cho", 30),
        Column("Hạn trong cơ quan", 14, Kind.DAY),
        Column("Hạn của cơ quan", 14, Kind.DAY),
        Column("Tình trạng", 24),
        Column("Người giao", 24),
        Column("Giao lúc", 18, Kind.MOMENT),
    )
    body = (
        [
            queries.title_of(row),
            queries.about_of(row),
            row.to_name,
            row.inner_on,
            effective_due(row.duty),
            queries.given(row, row.duty, person).words,
            row.given_by.name,
            row.given_at,
        ]
        for row in rows[:MOST_ROWS]
    )
    notes = (f"Tính đến ngày {person.on:%d/%m/%Y}. Việc đang giao, chưa xong.",)
    return xlsx_response("Giao viec trong co quan", columns, body, heading="Giao việc trong cơ quan", notes=notes)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*access.GIVING)
def duty(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give one duty."""
    person = reach(request)
    row, body = access.duty_to_give(person, public_id)
    start = {"token": new_public_id(), "inner_on": max(effective_due(row), person.on)}
    form = GiveDutyForm(sent(request), **_offered(body.pk, person), initial=start)

    def give() -> Delegation:
        return give_duty(actor=request.user, duty=row, body=body, **_sent(form, "inner_on"))

    title = row.obligation.what or row.item.title
    about = f"{row.plan.short_name} · {row.item.short_ref}"
    context = {"title": title, "about": about, "body": body, "due": effective_due(row), "obligation": row.obligation}
    return _give_page(request, form, give, context | {"whole_url": _whole_url(row, body.pk)})


def _whole_url(row: Any, body_id: int) -> str:
    holder = row.holder_rows.filter(agency_id=body_id).select_related("assignment").first()
    return reverse("assignments:give_assignment", args=[holder.assignment.public_id]) if holder else ""


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*access.GIVING)
def assignment(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give an assignment with all its coming periods."""
    person = reach(request)
    row = access.assignment_to_give(person, public_id)
    form = GiveAssignmentForm(
        sent(request), **_offered(row.agency_id, person), initial={"token": new_public_id(), "days_before": 3}
    )

    def give() -> Delegation:
        return give_assignment(actor=request.user, assignment=row, **_sent(form, "days_before"))

    title = row.obligation.what if row.obligation else row.item.title
    context = {"title": title, "about": f"{row.plan.short_name} · {row.item.short_ref}", "body": row.agency}
    return _give_page(request, form, give, context)


def _offered(body_id: int, person: Reach) -> dict[str, Any]:
    offices = list(access.offices_of(body_id, person))
    return {"offices": offices, "people": list(access.people_of(body_id, offices, person))}


def _sent(form: GiveForm, name: str) -> dict[str, Any]:
    values = form.cleaned_data
    return {"token": values["token"], name: values[name], "note": values["note"], **form.receiver()}


def _give_page(request: HttpRequest, form: GiveForm, give: Any, context: dict[str, Any]) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            made = give()
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, f"Đã giao cho {made.to_name}.")
            return redirect("assignments:delegation", public_id=made.public_id)
    context |= {"form": form, "crumbs": crumbs()}
    return render(request, "assignments/give.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in()
def delegation(request: HttpRequest, public_id: str) -> HttpResponse:
    """One giving: to whom, by when; handed back by who has it, taken back by who gives."""
    person = reach(request)
    row = access.delegation_seen(person, public_id)
    form = ReasonForm(sent(request))
    if request.method == "POST" and form.is_valid() and _ended(request, row, form):
        return redirect("assignments:delegation", public_id=row.public_id)
    context = {
        "row": row,
        "form": form,
        "title": queries.title_of(row),
        "about": queries.about_of(row),
        "given": queries.given(row, row.duty, person) if row.duty else None,
        "due": effective_due(row.duty) if row.duty else None,
        "dated": queries.has_dates(row),
        "state": DELEGATION_STATE_LABELS[DelegationState(row.state)],
        "live": row.state == DelegationState.GIVEN,
        "may_pass_back": access.may_pass_back(person, row),
        "may_take_back": access.may_take_back(person, row),
        "item": (row.duty or row.assignment).item,
        "crumbs": crumbs(),
    }
    return render(request, "assignments/delegation.html", context, status=422 if form.errors else 200)


def _ended(request: HttpRequest, row: Delegation, form: ReasonForm) -> bool:
    reason, how = form.cleaned_data["reason"], request.POST.get("lam")
    try:
        if how == "tra-lai":
            pass_back_work(actor=request.user, delegation=row, reason=reason)
            messages.success(request, "Đã trả lại việc, kèm lý do.")
        elif how == "thoi-giao":
            take_back_work(actor=request.user, delegation=row, reason=reason)
            messages.success(request, f"Đã thôi giao cho {row.to_name}.")
        else:
            raise Refused("Chưa rõ trả lại hay thôi giao. Hãy bấm một trong hai nút.")
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return False
    return True
