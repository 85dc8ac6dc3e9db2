"""Where a body begins, writes, sends and numbers its report."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lantoa.adapters import clock
from lantoa.agencies.access import Forbidden, reach, signed_in
from lantoa.paper import REPORT
from lantoa.persistence.refusal import Refused
from lantoa.register.operations import Columns
from lantoa.register.taking import BUTTON, number_and_day, offer, pressed
from lantoa.reports import access, operations
from lantoa.reports.document import document_subject
from lantoa.reports.forms import NarrativeForm, NumberForm, narrative_form
from lantoa.reports.live import figures_for, figures_now
from lantoa.reports.models import Report
from lantoa.reports.narrative import SECTIONS
from lantoa.reports.operations import Rewrite
from lantoa.reports.operations.writing import NUMBER_FIELDS, number_mark
from lantoa.reports.periods import name_of
from lantoa.reports.tables import on_screen
from lantoa.web.forms import whole_number

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
CRUMB = "Báo cáo"


def crumbs() -> list[tuple[str, str]]:
    """The way down to every page of reports."""
    return [(CRUMB, reverse("reports:list"))]


@GET_POST
@signed_in(*access.WRITING)
def begin(request: HttpRequest, regime_id: str, agency_id: str, last_on: str) -> HttpResponse:
    """The figures of a period before its report is begun; POST makes the draft."""
    regime, agency, row = access.period_to_report(reach(request), regime_id, agency_id, last_on)
    if request.method == "POST":
        report = operations.open_report(actor=request.user, regime=regime, agency=agency, last_on=row.period.last_day)
        return redirect("reports:edit", report.public_id)
    begun = Report.objects.filter(regime=regime, agency=agency, last_on=row.period.last_day).first()
    if begun:
        return redirect("reports:edit", begun.public_id)
    figures = figures_for(regime, agency, row.period.start, row.period.last_day, clock.today())
    context = {"regime": regime, "agency": agency, "row": row, "figures": on_screen(figures), "crumbs": crumbs()}
    return render(request, "reports/begin.html", context)


@GET_POST
@signed_in(*access.WRITING)
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """The report filled from what was recorded, its words to be written on. A sent report shows itself instead."""
    report = access.report_to_write(reach(request), public_id)
    if request.method != "POST":
        if report.state not in access.OPEN_STATES:
            return redirect("reports:detail", report.public_id)
        return _edit_page(request, report, narrative_form(report))
    form = NarrativeForm(request.POST)
    if not form.is_valid():
        return _edit_page(request, report, form, status=422)
    action, _, key = request.POST.get("lam", "").partition(":")
    rewrite = (key, Rewrite(action)) if action in set(Rewrite) else None
    try:
        operations.save_narrative(
            actor=request.user,
            report=report,
            version=form.cleaned_data["version"],
            sections=form.sections(),
            rewrite=rewrite,
        )
    except Refused as refusal:
        form.add_error(refusal.field, refusal.sentence)
        return _edit_page(request, report, form, status=422)
    if action == "gui":
        return redirect("reports:submit", report.public_id)
    messages.success(request, f"Đã viết lại mục {key} theo số liệu hiện nay." if rewrite else "Đã lưu báo cáo.")
    return redirect(reverse("reports:edit", args=[report.public_id]) + (f"#muc-{key}" if rewrite else ""))


def _edit_page(request: HttpRequest, report: Report, form: NarrativeForm, status: int = 200) -> HttpResponse:
    results_url = reverse("reports:results", args=[report.public_id])
    previous = report.drafts.get("previous", {})
    sections = [
        {"section": section, "field": form[section.key], "has_previous": section.key in previous}
        for section in SECTIONS
    ]
    context = {
        "report": report,
        "name": name_of(report.regime, report.starts_on, report.last_on),
        "form": form,
        "sections": sections,
        "figures": on_screen(figures_now(report, clock.today()), results_url),
        "crumbs": crumbs(),
        "returned": report.state == "returned",
    }
    return render(request, "reports/edit.html", context, status=status)


@GET_POST
@signed_in(*access.WRITING)
def submit(request: HttpRequest, public_id: str) -> HttpResponse:
    """A last look at what will be frozen; POST sends it."""
    report = access.report_to_write(reach(request), public_id)
    if report.state not in access.OPEN_STATES:
        return redirect("reports:detail", report.public_id)
    refused = None
    if request.method == "POST":
        version = whole_number(request.POST.get("version")) or 0
        try:
            operations.submit_report(actor=request.user, report=report, version=version)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(request, f"Đã gửi báo cáo đến {report.regime.receiver}. Số liệu đã chốt.")
            return redirect("reports:detail", report.public_id)
    context = {
        "report": report,
        "name": name_of(report.regime, report.starts_on, report.last_on),
        "empty": [section for section in SECTIONS if not report.narrative.get(section.key, "").strip()],
        "early": report.last_on >= clock.today(),
        "figures": on_screen(figures_now(report, clock.today()), reverse("reports:results", args=[report.public_id])),
        "refused": refused,
        "crumbs": [*crumbs(), ("Soạn báo cáo", reverse("reports:edit", args=[report.public_id]))],
    }
    return render(request, "reports/submit.html", context, status=422 if refused else 200)


@GET_POST
@signed_in(*access.NUMBERING)
def number(request: HttpRequest, public_id: str) -> HttpResponse:
    """Number, date and signer, as the office's own system gave them."""
    rights = reach(request)
    report = access.report_seen(rights, public_id)
    if not access.may_number(rights, report):
        raise Forbidden
    taking = BUTTON in request.POST
    initial = _numbered(request, report) if taking else _number_of(report)
    form = NumberForm(None if taking else request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            operations.enter_number(actor=request.user, report=report, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, "Đã ghi số, ngày, người ký.")
            return redirect("reports:detail", report.public_id)
    context = {
        "report": report,
        "name": name_of(report.regime, report.starts_on, report.last_on),
        "form": form,
        "numbering": offer(rights, agency=report.agency, document_type=REPORT.name, obj=report),
        "crumbs": [*crumbs(), ("Báo cáo này", reverse("reports:detail", args=[report.public_id]))],
    }
    return render(request, "reports/number.html", context, status=422 if form.errors else 200)


def _number_of(report: Report) -> dict[str, object]:
    taken = None if report.number else number_and_day(report)
    of_register = {"number": taken[0], "signed_on": taken[1]} if taken else {}
    return {name: getattr(report, name) for name in NUMBER_FIELDS} | {"seen": number_mark(report)} | of_register


def _numbered(request: HttpRequest, report: Report) -> dict[str, object]:
    """What was typed, with a number from the register of the body that reports."""
    columns = Columns(
        abstract=document_subject(report),
        signer=request.POST.get("signer_name", "")[:120],
        recipients=report.regime.receiver.name,
        kept_by="VT",
    )
    about = {"agency": report.agency, "document_type": REPORT.name, "obj": report, "columns": columns}
    return pressed(request, **about, day_field="signed_on", fields=NumberForm.base_fields)
