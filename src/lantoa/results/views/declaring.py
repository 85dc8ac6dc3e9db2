"""Stating a standing duty, declaring an item finished, and deciding on both."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lantoa.adapters import clock
from lantoa.agencies.access import RECORDING, reach, require, signed_in
from lantoa.domain.lifecycle import CompletionState
from lantoa.domain.period import Period, PeriodKind, period_of, periods_in
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Item, Plan
from lantoa.results import access, queries
from lantoa.results.forms import CompleteForm, DecideForm, StateForm
from lantoa.results.models import Completion, Result, Statement
from lantoa.results.operations import decide_completion, decide_statement, declare_completion, state_standing
from lantoa.results.quarters import REPORTED_WITHIN
from lantoa.web.context import named_url

MOST_EVIDENCE = 50
SAID = {"xac-nhan": "Đã xác nhận.", "tra-lai": "Đã trả lại, kèm lý do."}


def _quarters(plan: Plan, today: date) -> list[Period]:
    """The quarters of a plan's year that have begun, the latest first."""
    year = Period(date(plan.year, 1, 1), date(plan.year + 1, 1, 1))
    return [quarter for quarter in periods_in(year, PeriodKind.QUARTER) if quarter.start <= today][::-1]


def _quarter_to_state(quarters: list[Period], stated: set[date], today: date) -> Period:
    """The quarter just over as long as it is being reported and nobody stated it, else the running one."""
    if len(quarters) > 1 and (today - quarters[0].start).days < REPORTED_WITHIN and quarters[1].start not in stated:
        return quarters[1]
    return quarters[0]


def _recent(agency_id: int, item_id: int) -> list[str]:
    """Results of an agency that may serve as evidence: those counted for the item first."""
    rows = Result.objects.filter(agency_id=agency_id, withdrawn_at=None)
    counted = rows.filter(credits__assignment__item_id=item_id).order_by("-happened_on", "-id")
    ids = list(dict.fromkeys(counted.values_list("pk", flat=True)[:MOST_EVIDENCE]))
    return ids or list(rows.order_by("-happened_on", "-id").values_list("pk", flat=True)[:10])


@signed_in(*RECORDING)
def state(request: HttpRequest, public_id: str) -> HttpResponse:
    """State what was done on a standing duty in a quarter."""
    row = access.assignment_to_state(reach(request), public_id)
    today = clock.today()
    quarters = _quarters(row.plan, today) or [period_of(today, PeriodKind.QUARTER)]
    choices = [(quarter.start.isoformat(), quarter.label()) for quarter in quarters]
    results = Result.objects.filter(pk__in=_recent(row.agency_id, row.item_id)).order_by("-happened_on", "-id")
    stated = {made.starts_on: made for made in row.statements.all()}
    chosen = _quarter_to_state(quarters, set(stated), today)
    old = stated.get(chosen.start)
    start = {"quarter": chosen.start.isoformat(), "text": old.text if old else ""}
    if old:
        start["evidence"] = list(old.evidence.values_list("public_id", flat=True))
    form = StateForm(request.POST or None, quarters=choices, results=results, initial=start)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            day = date.fromisoformat(values["quarter"])
            made = state_standing(
                actor=request.user, assignment=row, day=day, text=values["text"], evidence=values["evidence"]
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, "Đã nêu kết quả; đầu mối theo dõi sẽ xem.")
            return redirect("results:decide_statement", public_id=made.public_id)
    earlier = row.statements.order_by("-starts_on")
    context = {"assignment": row, "form": form, "earlier": earlier, "crumbs": _item_crumbs(row.item)}
    return render(request, "results/state.html", context, status=422 if form.errors else 200)


def _item_crumbs(item: Item) -> list[tuple[str, str]]:
    return [(item.short_ref[:1].upper() + item.short_ref[1:], reverse("desk:item", args=[item.public_id]))]


@signed_in(*RECORDING)
def complete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Declare an item finished for an agency that leads it."""
    item, agencies = access.item_to_complete(reach(request), public_id)
    today, first = clock.today(), agencies[0]
    recent = [pk for agency in agencies for pk in _recent(agency.pk, item.pk)]
    results = Result.objects.filter(pk__in=recent).order_by("-happened_on", "-id")
    start = {"agency": first.public_id, "finished_on": today}
    form = CompleteForm(request.POST or None, agencies=agencies, results=results, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = declare_completion(actor=request.user, item=item, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, "Đã khai hoàn thành; đầu mối theo dõi sẽ xác nhận.")
            return redirect("results:decide_completion", public_id=made.public_id)
    proposal = queries.completion_proposal(item, first, today)
    context = {"item": item, "form": form, "reasons": proposal.reasons, "crumbs": _item_crumbs(item)}
    return render(request, "results/complete.html", context, status=422 if form.errors else 200)


@signed_in()
def statement(request: HttpRequest, public_id: str) -> HttpResponse:
    """A statement as it stands; the coordinator accepts or returns it here."""
    row = access.statement_seen(reach(request), public_id)
    allowed = access.may_decide(reach(request), row.assignment.plan.coordinator_id, row.stated_by_id)
    form = DecideForm(request.POST or None)
    if request.method == "POST":
        require(allowed)
        if _decided(request, form, lambda **words: decide_statement(statement=row, **words)):
            return redirect(_next_to_decide(request, "neu"))
    label = period_of(row.starts_on, PeriodKind.QUARTER).label()
    about = {"title": row.assignment.obligation.what, "agency": row.assignment.agency, "when": label}
    return _decide_page(request, row, form, allowed=allowed, item=row.assignment.item, about=about, text=row.text)


@signed_in()
def completion(request: HttpRequest, public_id: str) -> HttpResponse:
    """A declared completion as it stands; the coordinator accepts or returns it here."""
    row = access.completion_seen(reach(request), public_id)
    allowed = access.may_decide(reach(request), row.item.plan.coordinator_id, row.declared_by_id)
    form = DecideForm(request.POST or None)
    if request.method == "POST":
        require(allowed)
        if _decided(request, form, lambda **words: decide_completion(completion=row, **words)):
            return redirect(_next_to_decide(request, "hoan-thanh"))
    when = f"hoàn thành ngày {row.finished_on:%d/%m/%Y}"
    about = {"title": row.item.title, "agency": row.agency, "when": when}
    return _decide_page(request, row, form, allowed=allowed, item=row.item, about=about, text=row.note)


def _next_to_decide(request: HttpRequest, kind: str) -> str:
    """Where a coordinator goes on after an answer: the list of what waits; this page where there is no such list."""
    waiting = named_url("desk:waiting")
    return f"{waiting}?loai={kind}" if waiting else request.path


def _decided(request: HttpRequest, form: DecideForm, decide: object) -> bool:
    if not form.is_valid():
        return False
    said = request.POST.get("la")
    try:
        if said not in SAID:
            raise Refused("Chưa rõ xác nhận hay trả lại. Hãy bấm một trong hai nút.")
        decide(actor=request.user, accept=said == "xac-nhan", note=form.cleaned_data["note"])
    except Refused as refusal:
        form.add_error("note", refusal.sentence)
        return False
    messages.success(request, SAID[said])
    return True


def _decide_page(
    request: HttpRequest,
    row: Statement | Completion,
    form: DecideForm,
    *,
    allowed: bool,
    item: Item,
    about: dict[str, object],
    text: str,
) -> HttpResponse:
    context = {
        "row": row,
        "form": form,
        "allowed": allowed,
        "waits": row.state == CompletionState.DECLARED,
        "text": text,
        "evidence": row.evidence.select_related("kind").order_by("-happened_on", "-id"),
        "crumbs": _item_crumbs(item),
        **about,
    }
    return render(request, "results/decide.html", context, status=422 if form.errors else 200)
