"""«Theo dõi tiến độ»: agencies × months, and the way down to the evidence."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lantoa.adapters import clock
from lantoa.agencies.access import Forbidden, reach, signed_in
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency
from lantoa.agencies.reach import Reach
from lantoa.assignments.access.reminding import may_remind_under
from lantoa.assignments.duties import COUNTED
from lantoa.assignments.models import Duty
from lantoa.desk import access, heat
from lantoa.desk.queries import progress as queries
from lantoa.desk.queries.standing import card_of, for_cards
from lantoa.desk.queries.waiting import completions, statements
from lantoa.domain.tally import OwedTally, sum_owed
from lantoa.plans.models import Plan
from lantoa.reports.queries import Punctuality, punctuality
from lantoa.vietnamese import fold
from lantoa.web import wording
from lantoa.web.forms import whole_number
from lantoa.web.paging import page_from
from lantoa.web.tables import Column, Kind, xlsx_response

PAGE = 20


def _plan(request: HttpRequest, rights: Reach) -> tuple[Plan | None, list[Plan]]:
    plans = list(
        Plan.objects.filter(access.plans_watched(rights), state__in=access.IN_FORCE)
        .select_related("issuer")
        .annotate(counts=Exists(Duty.objects.filter(COUNTED, plan=OuterRef("pk"))))
        .order_by("-year", "-issued_on", "-id")[:20]
    )
    asked = request.GET.get("ke-hoach")
    if asked:
        return next((plan for plan in plans if plan.public_id == asked), None), plans
    # A plan that counts nothing (all of it standing, or before its issue) says nothing here unless it is asked for.
    return next((plan for plan in plans if plan.counts), plans[0] if plans else None), plans


def _standings(request: HttpRequest, plan: Plan, today: date) -> tuple[queries.Standings, dict[int, Agency]]:
    """The agencies of the tab that match the search, with their sums, in the order asked for."""
    found = queries.totals(Duty.objects.filter(plan=plan), plan.year, today)
    agencies = queries.in_group(Agency.objects.filter(pk__in=found), _group(request))
    wanted = fold(request.GET.get("tim", "").strip())
    if wanted:
        agencies = agencies.filter(folded__contains=wanted)
    rows = agencies.only("public_id", "name", "short_name", "sort_key").in_bulk()
    names = {pk: agency.sort_key for pk, agency in rows.items()}
    return queries.standings(found, names, request.GET.get("xep", "qua-han")), rows


def _group(request: HttpRequest) -> str:
    """The tab asked for; at first all agencies, so that the figures above are the whole plan's."""
    asked = request.GET.get("nhom", "tat-ca")
    return asked if asked in queries.GROUPS else "tat-ca"


@signed_in(*access.WATCHING)
def progress(request: HttpRequest) -> HttpResponse:
    """The heat map of one plan, a page of agencies at a time, worst first."""
    rights, today = reach(request), clock.today()
    plan, plans = _plan(request, rights)
    if plan is None:
        if request.GET.get("ke-hoach"):
            raise Forbidden
        return render(request, "desk/progress_empty.html", {})
    seen, agencies = _standings(request, plan, today)
    number = _page_number(request, len(seen.order))
    shown = [pk for pk, _ in seen.order[(number - 1) * PAGE : number * PAGE]]
    months = queries.cells(Duty.objects.filter(plan=plan, agency__in=shown), plan.year, today)
    lines = [queries.Line(agencies[pk], months[pk]) for pk in shown]
    context = {
        "plan": plan,
        "may_remind": may_remind_under(rights, plan),
        "plans": plans,
        "today": today,
        "seen": seen,
        "body": heat.rows(lines, plan=plan, today=today, own=rights.own),
        "months": queries.MONTHS,
        "groups": queries.GROUPS.items(),
        "group": _group(request),
        "order": request.GET.get("xep", "qua-han"),
        "orders": queries.ORDERS.items(),
        "search": request.GET.get("tim", ""),
        "first": (number - 1) * PAGE + 1,
        "last": min(number * PAGE, len(seen.order)),
        "previous_page": number - 1 if number > 1 else None,
        "next_page": number + 1 if number * PAGE < len(seen.order) else None,
        "figures": [*_figures(seen, punctuality(rights.agencies_as(*access.WATCHING), today)), *_waiting(rights)],
    }
    return render(request, "desk/progress.html", context)


def _of(total: OwedTally) -> str:
    return f"{wording.number_text(total.met_all)}/{wording.number_text(total.fallen_due)}"


def _figures(seen: queries.Standings, sent: Punctuality | None) -> list[dict[str, object]]:
    total = seen.total
    found: list[dict[str, object]] = [
        {
            "value": wording.percent_text(wording.share_percent(total.met_all, total.fallen_due)),
            "text": f"việc đến hạn đã đủ ({_of(total)})",
        },
        {
            "value": wording.number_text(total.overdue),
            "text": f"việc quá hạn, ở {seen.late_agencies} cơ quan",
            "late": total.overdue > 0,
        },
        {"value": wording.number_text(total.due), "text": "việc đang trong kỳ, còn thiếu"},
    ]
    if total.moved:
        said = f"việc đúng hạn sau gia hạn; theo hạn gốc {wording.number_text(total.by_original().met)}"
        found.append({"value": wording.number_text(total.met), "text": said, "url": reverse("assignments:extensions")})
    if sent is not None:
        text = f"{sent.label}: {sent.on_time} đúng hạn, {sent.missing} chưa gửi"
        found.append({"value": f"{sent.received}/{sent.expected}", "text": text, "url": reverse("reports:list")})
    return found


def _waiting(rights: Reach) -> list[dict[str, object]]:
    """How much waits for this coordinator's answer; nothing where nothing does."""
    seats = rights.agencies_as(Role.COORDINATOR)
    if not seats:
        return []
    number = statements(seats, rights.user.pk).count() + completions(seats, rights.user.pk).count()
    text = "nội dung các cơ quan nêu, khai đang chờ xác nhận"
    return [{"value": wording.number_text(number), "text": text, "url": reverse("desk:waiting")}] if number else []


def _page_number(request: HttpRequest, total: int) -> int:
    number = whole_number(request.GET.get("trang")) or 1
    return min(number, max(1, -(-total // PAGE)))


TOTALS = (
    *("Tổng số việc", "Đã đủ", "Trong đó chậm", "Quá hạn", "Đúng hạn gốc", "Đúng hạn sau gia hạn"),
    "Quá hạn tính theo hạn gốc",
)


def _totals(tally: OwedTally) -> list[int]:
    """The sums at the end of an agency's row, by the date after an extension, and by the original one."""
    original = tally.by_original()
    return [tally.total, tally.met_all, tally.met_late, tally.overdue, original.met, tally.met, original.overdue]


@signed_in(*access.WATCHING)
def progress_xlsx(request: HttpRequest) -> HttpResponse:
    """The same figures as a workbook, every agency of the tab."""
    rights, today = reach(request), clock.today()
    plan, _ = _plan(request, rights)
    if plan is None:
        raise Forbidden
    seen, agencies = _standings(request, plan, today)
    months = queries.cells(Duty.objects.filter(plan=plan, agency__in=agencies), plan.year, today)
    group = _group(request)
    columns = [Column("Cơ quan", 36), *(Column(f"Tháng {month}", 10) for month in queries.MONTHS)]
    columns += [Column(title, 12, Kind.WHOLE) for title in TOTALS]
    body = [
        [agencies[pk].name]
        + [f"{months[pk][m].met_all}/{months[pk][m].total}" if m in months[pk] else "" for m in queries.MONTHS]
        + _totals(tally)
        for pk, tally in seen.order
    ]
    heading = f"Tiến độ {plan.document_type.lower()} {plan.number}: {queries.GROUPS[group]}"
    notes = (
        f"Tính đến ngày {today:%d/%m/%Y}. Mỗi ô: số việc đã đủ / số việc đến hạn trong tháng.",
        "Tháng 12 gồm cả việc của năm có hạn sang năm sau.",
        "Chậm, quá hạn tính theo hạn sau gia hạn; số theo hạn gốc ở các cột cuối.",
    )
    return xlsx_response(
        f"Tien do {plan.number.replace('/', '-')} {group}", columns, body, heading=heading, notes=notes
    )


def _duties(rights: Reach, plan: Plan, agency: Agency) -> QuerySet[Duty]:
    duties = Duty.objects.filter(COUNTED, plan=plan, agency=agency)
    if not access.watches_plan(rights, plan) and agency.pk not in rights.seen:
        raise Forbidden
    return for_cards(duties)


@signed_in()
def agency(request: HttpRequest, plan_id: str, agency_id: str, month: int | None = None) -> HttpResponse:
    """One agency's duties under one plan, of one month or of the year, each with the way to its evidence."""
    rights, today = reach(request), clock.today()
    plan = access.plan_seen(rights, plan_id)
    body = access.agency_in_progress(rights, agency_id)
    duties = _duties(rights, plan, body)
    if month is not None:
        if month not in queries.MONTHS:
            raise Forbidden
        duties = queries.of_year(duties, plan.year).filter(month=f"{plan.year}-{month:02d}")
    cells = queries.cells(Duty.objects.filter(plan=plan, agency=body), plan.year, today)[body.pk]
    page = page_from(request, duties, key=("due_on", "id"), size=30)
    context = {
        "plan": plan,
        "may_remind": may_remind_under(rights, plan),
        "agency": body,
        "month": month,
        "today": today,
        "cards": [card_of(duty, today) for duty in page.items],
        "page": page,
        "months": queries.MONTHS,
        "row": heat.row(body, cells, plan=plan, today=today, mine=False),
        "tally": cells.get(month) if month else sum_owed(cells.values()),
    }
    return render(request, "desk/agency.html", context)
