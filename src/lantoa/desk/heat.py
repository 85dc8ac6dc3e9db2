"""The heat map's cells as HTML. Built here, not in a template: hundreds of cells, each a link with its words."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from lantoa.agencies.models import Agency
from lantoa.desk.queries.plan_progress import ItemLine
from lantoa.desk.queries.progress import MONTHS, Line, state_of
from lantoa.domain.tally import OwedTally
from lantoa.plans.models import Plan
from lantoa.web.wording import number_text

LED_BY, TIMED = ' data-label="Chủ trì"', ' data-label="Thời gian"'
SAYS = {
    "met": "đủ đúng hạn",
    "met-late": "đủ nhưng chậm",
    "short": "còn thiếu, chưa đến hạn",
    "late": "thiếu, quá hạn",
    "none": "chưa tới kỳ",
}


def figure(tally: OwedTally, state: str) -> str:
    """What stands in a cell: a sign when all is done, otherwise how many of how many."""
    if state == "met":
        return "✓"
    if state == "met-late":
        return "✓ chậm"
    return f"{tally.met_all}/{tally.total}"


def _cell(name: str, url: str, month: int, tally: OwedTally | None, *, to_come: bool) -> str:
    if tally is None:
        return '<td><span class="cell none"><span class="only-read">không có việc đến hạn</span></span></td>'
    state = state_of(tally, to_come=to_come)
    words = f"{name}, tháng {month}: {tally.met_all} trong {tally.total} việc đã đủ, {SAYS[state]}"
    return (
        f'<td><a class="cell {state}" href="{url}{month}/" title="{words}">{figure(tally, state)}'
        f'<span class="only-read"> {SAYS[state]}</span></a></td>'
    )


def row(agency: Agency, cells: dict[int, OwedTally], *, plan: Plan, today: date, mine: bool) -> SafeString:
    """One agency's row. Only the agency's name comes from people; it is escaped once here."""
    name = escape(agency.short_name)
    url = escape(reverse("desk:agency", args=[plan.public_id, agency.public_id]))
    now = _month_now(plan.year, today)
    body = "".join(_cell(name, url, month, cells.get(month), to_come=month > now) for month in MONTHS)
    kind = ' class="me"' if mine else ""
    return mark_safe(f'<tr{kind}><th scope="row"><a href="{url}">{name}</a></th>{body}</tr>')  # noqa: S308  name and url are escaped above


def _month_now(year: int, today: date) -> int:
    """The month of the plan's year that today stands in: 0 before the year, 12 after it."""
    return today.month if today.year == year else 12 * (today.year > year)


def rows(lines: Iterable[Line], *, plan: Plan, today: date, own: frozenset[int]) -> SafeString:
    """The rows of a page of the heat map."""
    parts = [row(line.agency, line.cells, plan=plan, today=today, mine=line.agency.pk in own) for line in lines]
    return mark_safe("".join(parts))  # noqa: S308  each part is safe


def months_row(cells: dict[int, OwedTally], *, year: int, today: date) -> SafeString:
    """The twelve cells of an item over the year, without links."""
    parts = []
    for month in MONTHS:
        tally = cells.get(month)
        if tally is None:
            parts.append(format_html('<td><span class="cell none"></span></td>'))
            continue
        state = state_of(tally, to_come=month > _month_now(year, today))
        parts.append(
            format_html(
                '<td><span class="cell {}" title="Tháng {}: {} trong {} việc đã đủ, {}">{}</span></td>',
                state,
                month,
                tally.met_all,
                tally.total,
                SAYS[state],
                figure(tally, state),
            )
        )
    return mark_safe("".join(parts))  # noqa: S308  each part is safe


def item_rows(lines: Iterable[ItemLine]) -> SafeString:
    """The table of a plan's items, each with who leads it, when, and how it stands."""
    return mark_safe("".join(_item_row(line) for line in lines))  # noqa: S308  every word of people is escaped


def _item_row(line: ItemLine) -> str:
    item, tally = line.item, line.tally
    title, timing = escape(Truncator(item.title).chars(220)), escape(Truncator(item.timing_words).chars(140))
    leads = escape("; ".join(line.leads))
    kind = " late" if tally.overdue else " met" if tally.fallen_due or line.finished else ""
    done = ""
    if tally.fallen_due:
        done = f"{number_text(tally.met_all)}/{number_text(tally.fallen_due)} đến hạn đã đủ<br>"
    return (
        f'<tr><td class="nowrap" data-label="Mục">{escape(item.ref)}</td>'
        f'<td><a href="{reverse("desk:item", args=[item.public_id])}">{title}</a></td>'
        f'<td class="small"{LED_BY if leads else ""}>{leads}</td>'
        f'<td class="small"{TIMED if timing else ""}>{timing}</td>'
        f'<td class="nowrap">{done}<span class="tag{kind}">{escape(line.state)}</span></td></tr>'
    )


def agency_rows(rows: Iterable[tuple[str, str, OwedTally]], plan: Plan) -> SafeString:
    """The table of agencies under an item. in: (public id, short name, figures) each."""
    return format_html_join(
        "",
        '<tr><th scope="row"><a href="{}">{}</a></th><td class="num">{}</td><td class="num">{}</td>'
        '<td class="num">{}</td><td class="num{}">{}</td></tr>',
        (
            (
                reverse("desk:agency", args=[plan.public_id, public_id]),
                name,
                tally.fallen_due,
                tally.met_all,
                tally.met_late,
                " late-text strong" if tally.overdue else "",
                tally.overdue,
            )
            for public_id, name, tally in rows
        ),
    )
