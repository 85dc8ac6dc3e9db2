"""Where a report is read, taken or returned, and taken away as a file; and the results behind a figure."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lantoa.adapters import clock
from lantoa.agencies.access import Forbidden, reach, signed_in
from lantoa.agencies.kinds import Role
from lantoa.catalogue.models import CHANNEL_KINDS
from lantoa.persistence.refusal import Refused
from lantoa.reports import access, operations
from lantoa.reports.document import file_name, signing_lines, to_document
from lantoa.reports.figures import scope_of
from lantoa.reports.figures.done import counted_results
from lantoa.reports.figures.statistics import NO_CHANNEL
from lantoa.reports.forms import DecisionForm
from lantoa.reports.live import changes_in, figures_now
from lantoa.reports.models import REPORT_STATE_LABELS, Report
from lantoa.reports.narrative import SECTIONS
from lantoa.reports.periods import calendar_of, name_of
from lantoa.reports.tables import link, on_screen
from lantoa.reports.views.lists import STATE_TAGS
from lantoa.reports.views.writing import crumbs
from lantoa.results.models import VERIFICATION_LABELS
from lantoa.web.paging import page_from
from lantoa.web.papers import PaperForm, paper_response
from lantoa.web.tables import Column, Kind, Sheet, xlsx_response

PAGE = 30


def _figures(report: Report) -> tuple[dict[str, Any], bool]:
    """The figures to show and whether they are frozen."""
    if report.state in access.OPEN_STATES:
        return figures_now(report, clock.today()), False
    return report.figures, True


@signed_in()
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """A report as it was sent, its frozen figures, and a note where the rows say otherwise now."""
    rights = reach(request)
    report = access.report_seen(rights, public_id)
    return render(request, "reports/detail.html", _detail(rights, report, DecisionForm()))


def _detail(rights: Any, report: Report, form: DecisionForm) -> dict[str, Any]:
    figures, frozen = _figures(report)
    waiting = report.state == "submitted" and report.regime.receiver_id in rights.agencies_as(Role.COORDINATOR)
    return {
        "report": report,
        "name": name_of(report.regime, report.starts_on, report.last_on),
        "state": REPORT_STATE_LABELS[report.state],
        "tag": STATE_TAGS[report.state],
        "frozen": frozen,
        "figures": on_screen(figures, reverse("reports:results", args=[report.public_id])),
        "changes": changes_in(report, clock.today()) if frozen else [],
        "sections": [(section, report.narrative.get(section.key, "")) for section in SECTIONS],
        "signing": signing_lines(report),
        "may_write": access.may_write(rights, report),
        "may_number": access.may_number(rights, report),
        "may_decide": access.may_decide(rights, report),
        "own_sending": waiting and report.submitted_by_id == rights.user.pk,
        "form": form,
        "crumbs": crumbs(),
    }


@require_POST
@signed_in(Role.COORDINATOR)
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """The receiver takes the report, or returns it with a reason."""
    rights = reach(request)
    report = access.report_seen(rights, public_id)
    form = DecisionForm(request.POST)
    if form.is_valid():
        note = form.cleaned_data["note"]
        try:
            decision = request.POST.get("lam")
            if decision == "tra-lai":
                operations.return_report(actor=request.user, report=report, reason=note)
                messages.success(request, f"Đã trả lại báo cáo cho {report.agency}.")
            elif decision == "nhan":
                operations.accept_report(actor=request.user, report=report, note=note)
                messages.success(request, f"Đã tiếp nhận báo cáo của {report.agency}.")
            else:
                raise Refused("Chưa rõ tiếp nhận hay trả lại báo cáo. Hãy bấm một trong hai nút.")
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            return redirect(f"{reverse('reports:list')}?xem=gui-den")
    return render(request, "reports/detail.html", _detail(rights, report, form), status=422)


@signed_in()
def docx(request: HttpRequest, public_id: str) -> HttpResponse:
    """The report as a Word file: frozen figures once it was sent, today's before."""
    return _paper(request, public_id, PaperForm.WORD)


@signed_in()
def pdf(request: HttpRequest, public_id: str) -> HttpResponse:
    """The report as a PDF, with the figures of its Word file."""
    return _paper(request, public_id, PaperForm.PDF)


def _paper(request: HttpRequest, public_id: str, form: PaperForm) -> HttpResponse:
    report = access.report_seen(reach(request), public_id)
    figures, _ = _figures(report)
    try:
        return paper_response(to_document(report, figures), form, name=file_name(report))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("reports:detail", report.public_id)


@signed_in()
def xlsx(request: HttpRequest, public_id: str) -> HttpResponse:
    """The statistics table as a workbook, from the same figures as the screen."""
    report = access.report_seen(reach(request), public_id)
    figures, frozen = _figures(report)
    columns = [
        Column("Kênh, hình thức", 44),
        Column("Đơn vị tính", 14),
        Column("Kế hoạch kỳ", 12, Kind.WHOLE),
        Column("Thực hiện trong kỳ", 14, Kind.WHOLE),
        Column("Lũy kế từ đầu năm", 14, Kind.WHOLE),
        Column("% kế hoạch", 12, Kind.PERCENT),
        Column("Ghi chú", 30),
    ]
    rows = [
        [
            row["label"] if row["level"] == 1 else f"   trong đó: {row['label']}",
            row["unit"],
            row["plan"],
            row["done"],
            row["year"],
            float(row["percent"]) if row["percent"] else None,
            row["note"],
        ]
        for row in figures["statistics"]
    ]
    name = name_of(report.regime, report.starts_on, report.last_on)
    said = "Số liệu đã chốt khi gửi" if frozen else "Số liệu tạm tính"
    notes = (f"{report.agency}. {said}, từ {report.starts_on:%d/%m/%Y} đến {report.last_on:%d/%m/%Y}.",)
    heading = f"{report.regime.bare_name}, {name}"
    more = [_difficulty_sheet(figures["difficulties"])] if figures.get("difficulties") else []
    return xlsx_response(file_name(report), columns, rows, heading=heading, notes=(*notes, *_dates(figures)), more=more)


def _dates(figures: dict[str, Any]) -> list[str]:
    """In a note: how many duties were in time by each of their two dates, where any was extended."""
    dates = figures["owed"].get("dates") or {}
    if not dates.get("extended"):
        return []
    said = f"{dates['extended']} việc được gia hạn; đúng hạn gốc {dates['on_time_original']} việc"
    return [f"{said}, đúng hạn sau gia hạn {dates['on_time_extended']} việc."]


def _difficulty_sheet(rows: list[dict[str, Any]]) -> Sheet:
    columns = [
        Column("Ngày nêu", 12, Kind.DAY),
        Column("Cơ quan", 30),
        Column("Thuộc", 20),
        Column("Khó khăn, vướng mắc", 60),
        Column("Đề xuất", 40),
        Column("Tình trạng", 18),
        Column("Đang ở", 30),
        Column("Trả lời", 40),
    ]
    body = [
        [
            date.fromisoformat(row["raised_on"]),
            row["agency"],
            f"{row['plan']} {row['ref']}".strip(),
            *(row[name] for name in ("text", "wish", "state", "waits_at", "answer")),
        ]
        for row in rows
    ]
    return Sheet("Khó khăn, vướng mắc", columns, body, "Khó khăn, vướng mắc và đề xuất nêu trong kỳ")


@signed_in()
def results(request: HttpRequest, public_id: str) -> HttpResponse:
    """The results behind a figure of a report, as they are today: of one kind, one channel, the window or the year."""
    report = access.report_seen(reach(request), public_id)
    scope = scope_of(
        agency=report.agency,
        starts_on=report.starts_on,
        last_on=report.last_on,
        today=clock.today(),
        calendar=calendar_of(report.regime),
        plan_ids=None,
    )
    whole_year = request.GET.get("ca-nam") == "1"
    rows = counted_results(scope, scope.year if whole_year else scope.window)
    if kind := request.GET.get("loai"):
        rows = rows.filter(kind__code=kind)
    channel = request.GET.get("kenh")
    if channel and channel != NO_CHANNEL and channel not in CHANNEL_KINDS:
        raise Forbidden
    if channel:
        rows = rows.filter(channel=None) if channel == NO_CHANNEL else rows.filter(channel__kind=channel)
    page = page_from(request, rows.select_related("kind", "channel"), key=("-happened_on", "-id"), size=PAGE)
    context = {
        "report": report,
        "name": name_of(report.regime, report.starts_on, report.last_on),
        "whole_year": whole_year,
        "channel": CHANNEL_KINDS.get(channel or "", "chưa ghi kênh" if channel == NO_CHANNEL else ""),
        "page": page,
        "rows": [(row, link("results:detail", row.public_id), VERIFICATION_LABELS[row.verification]) for row in page],
        "crumbs": [*crumbs(), ("Báo cáo này", reverse("reports:detail", args=[report.public_id]))],
    }
    return render(request, "reports/results.html", context)
