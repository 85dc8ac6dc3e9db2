"""What is done to a saved result: undo, take back, change what it counts for, confirm."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lantoa.adapters import clock
from lantoa.agencies.access import RECORDING, reach, signed_in
from lantoa.agencies.kinds import Role
from lantoa.domain.lifecycle import VerificationState
from lantoa.persistence.refusal import Refused
from lantoa.results import access, queries
from lantoa.results.forms import ReasonForm, VerifyForm
from lantoa.results.models import Result
from lantoa.results.operations import CreditTo, change_credits, undo_result, verify_result, withdraw_result
from lantoa.results.operations.crediting import credits_mark
from lantoa.results.proposals import Proposal, propose_credits
from lantoa.results.views.draft import ticks_sent
from lantoa.results.views.shown import detail_context
from lantoa.web.forms import whole_number


@require_POST
@signed_in(*RECORDING)
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back what was saved a moment ago."""
    row = access.result_to_change(reach(request), public_id)
    try:
        undo_result(actor=request.user, result=row)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("results:detail", public_id=public_id)
    messages.success(request, "Đã hoàn tác: kết quả không được tính nữa.")
    return redirect("results:record")


@require_POST
@signed_in(*RECORDING)
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a result back with a reason."""
    row = access.result_to_change(reach(request), public_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            withdraw_result(actor=request.user, result=row, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error("reason", refusal.sentence)
        else:
            messages.success(request, "Đã bỏ kết quả. Kết quả vẫn được lưu cùng lý do, không được tính nữa.")
            return redirect("results:detail", public_id=public_id)
    return render(request, "results/detail.html", detail_context(request, row, reason_form=form), status=422)


@require_POST
@signed_in(Role.COORDINATOR)
def verify(request: HttpRequest, public_id: str) -> HttpResponse:
    """Confirm, or say with a reason that it is not confirmed, or look at it again."""
    row = access.result_seen(reach(request), public_id)
    access.require(access.may_verify(reach(request), row))
    form = VerifyForm(request.POST)
    to = {"xac-nhan": VerificationState.VERIFIED, "khong": VerificationState.REJECTED}.get(request.POST.get("la", ""))
    if form.is_valid():
        try:
            verify_result(
                actor=request.user, result=row, to=to or VerificationState.UNVERIFIED, note=form.cleaned_data["note"]
            )
        except Refused as refusal:
            form.add_error("note", refusal.sentence)
        else:
            messages.success(request, "Đã ghi ý kiến về kết quả.")
            return redirect("results:detail", public_id=public_id)
    return render(request, "results/detail.html", detail_context(request, row, verify_form=form), status=422)


@signed_in(*RECORDING)
def credits(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change what a result counts for, and with how much of its quantity."""
    row = access.result_to_change(reach(request), public_id)
    error = ""
    if request.method == "POST":
        try:
            change_credits(
                actor=request.user, result=row, credit_to=_sent(request, row), seen=request.POST.get("da-co", "")
            )
        except Refused as refusal:
            error = refusal.sentence
        else:
            messages.success(request, "Đã đổi việc được tính.")
            return redirect("results:detail", public_id=public_id)
    rows = _rows(request, row)
    crumbs = [(row.title[:60], reverse("results:detail", args=[row.public_id]))]
    near = [entry for entry in rows if entry[1] or (entry[0].score > 0 and not entry[0].behind)]
    others = [entry for entry in rows if entry not in near]
    context = {"result": row, "rows": near, "others": others, "error": error, "crumbs": crumbs}
    context["seen"] = request.POST.get("da-co") or credits_mark(row)
    return render(request, "results/credits.html", context, status=422 if error else 200)


def _sent(request: HttpRequest, row: Result) -> list[CreditTo]:
    found = []
    for text, key in ticks_sent(request):
        typed = request.POST.get(f"so-{text}", "").strip() or str(row.quantity)
        amount = whole_number(typed)
        if amount is None:
            raise Refused(f"“{typed[:20]}” không phải là số lượng.")
        found.append(CreditTo(*key, amount))
    return found


def _rows(request: HttpRequest, row: Result) -> list[tuple[Proposal, bool, int]]:
    """What is credited now comes first, with its quantity; then what else could be."""
    person = reach(request)
    now = {f"{c.assignment_id}-{c.duty_id}" if c.duty_id else str(c.assignment_id): c for c in queries.credits_of(row)}
    proposals = {
        found.key: found
        for found in propose_credits(
            agency_ids=access.recording_agencies(person),
            kind=row.kind,
            channel=row.channel,
            happened_on=row.happened_on,
            title=row.title,
            today=clock.today(),
        )
    }
    for key, credit in now.items():
        kept = Proposal(assignment=credit.assignment, duty=credit.duty, ticked=True, why="Đang tính")
        proposals.setdefault(key, kept)
    keys = [*now, *(key for key in proposals if key not in now)]
    return [(proposals[key], key in now, now[key].quantity if key in now else row.quantity) for key in keys]
