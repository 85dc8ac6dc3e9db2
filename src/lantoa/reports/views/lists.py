"""«Báo cáo»: what one's own body has to send, and what a receiver got."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lantoa.adapters import clock
from lantoa.agencies.access import reach, signed_in
from lantoa.agencies.kinds import Role
from lantoa.agencies.reach import Reach
from lantoa.domain.lifecycle import ReportState
from lantoa.reports import access, queries
from lantoa.reports.models import REPORT_STATE_LABELS, Regime, Reporter
from lantoa.reports.periods import DuePeriod, name_of, periods_of
from lantoa.web.forms import whole_number
from lantoa.web.paging import page_from

PAGE = 30
STATE_TAGS = {"draft": "", "submitted": "info", "returned": "soon", "accepted": "met"}
_YEAR_AND_A_HALF = timedelta(days=550)


@signed_in()
def index(request: HttpRequest) -> HttpResponse:
    """The first tab is the body's own reports; who receives reports has a second, and lands there if it sends none."""
    rights = reach(request)
    own, taking = access.own_agencies(rights), access.receiving(rights)
    receives = bool(taking) and Regime.objects.filter(receiver_id__in=taking).exists()
    tab = request.GET.get("xem") or ("gui-den" if receives and not _reports(own) else "cua-minh")
    if tab == "gui-den" and receives:
        return render(request, "reports/received.html", _received(request, rights, taking) | {"tab": tab})
    return render(request, "reports/own.html", _own(request, rights, own) | {"tab": "cua-minh", "receives": receives})


def _reports(own: frozenset[int]) -> bool:
    return Reporter.objects.filter(agency_id__in=own).exists()


def _own(request: HttpRequest, rights: Reach, own: frozenset[int]) -> dict[str, Any]:
    today = clock.today()
    page = page_from(request, queries.own_reports(own), key=("-last_on", "-id"), size=PAGE)
    rows = [
        {
            "report": report,
            "name": name_of(report.regime, report.starts_on, report.last_on),
            "state": REPORT_STATE_LABELS[ReportState(report.state)],
            "tag": STATE_TAGS[report.state],
        }
        for report in page
    ]
    writes = access.writers_agencies(rights)
    return {"due": queries.reports_before(own, today), "rows": rows, "page": page, "today": today, "writes": writes}


def _received(request: HttpRequest, rights: Reach, taking: frozenset[int]) -> dict[str, Any]:
    today = clock.today()
    regimes = list(
        Regime.objects.filter(receiver_id__in=taking).select_related("receiver").order_by("-starts_on", "pk")
    )
    regime = next((row for row in regimes if row.public_id == request.GET.get("che-do")), regimes[0])
    periods = _periods(regime, today)
    chosen = _chosen(periods, request.GET.get("ky", ""), today)
    lines = queries.received(regime, chosen) if chosen else []
    # What waits for the receiver first, then what did not come, then what is settled.
    lines.sort(key=lambda line: (not _waits(line), line.received))
    number = max(1, whole_number(request.GET.get("trang")) or 1)
    return {
        "regimes": regimes,
        "regime": regime,
        "periods": periods,
        "chosen": chosen,
        "today": today,
        "expected": len(lines),
        "received": sum(1 for line in lines if line.received),
        "on_time": sum(1 for line in lines if line.on_time),
        "missing": len(lines) - sum(1 for line in lines if line.received),
        "waiting": sum(1 for line in lines if _waits(line)),
        "lines": [_line(line, today) for line in lines[(number - 1) * PAGE : number * PAGE]],
        "previous_page": number - 1 if number > 1 else None,
        "next_page": number + 1 if number * PAGE < len(lines) else None,
        "binds": rights.has(Role.COORDINATOR),
    }


def _waits(line: queries.SentLine) -> bool:
    return line.report is not None and line.report.state == ReportState.SUBMITTED


def _periods(regime: Regime, today: date) -> list[DuePeriod]:
    """The periods a receiver may look at, latest first."""
    first = max(regime.starts_on, today - _YEAR_AND_A_HALF)
    return sorted(periods_of(regime, first, today), key=lambda row: (row.due_on, row.period.end), reverse=True)


def _chosen(periods: list[DuePeriod], last_on: str, today: date) -> DuePeriod | None:
    """The period asked for; else the latest one whose period is over; else the first there is."""
    asked = next((row for row in periods if row.period.last_day.isoformat() == last_on), None)
    over = next((row for row in periods if row.period.end <= today), None)
    return asked or over or next(iter(periods), None)


def _line(line: queries.SentLine, today: date) -> dict[str, Any]:
    report = line.report
    if not line.received:
        returned = report is not None and report.state == ReportState.RETURNED
        late = line.due_on < today
        words = "đã trả lại, chưa gửi lại" if returned else "quá hạn, chưa gửi" if late else "chưa gửi"
        return {"agency": line.agency, "report": None, "words": words, "tag": "late" if late else "", "on_time": None}
    words = REPORT_STATE_LABELS[ReportState(report.state)]
    waits = report.state == ReportState.SUBMITTED
    return {
        "agency": line.agency,
        "report": report,
        "words": f"{words}, chờ tiếp nhận" if waits else words,
        "tag": STATE_TAGS[report.state],
        "on_time": line.on_time,
    }
