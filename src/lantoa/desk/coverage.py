"""The coverage matrix as HTML, built here: hundreds of cells, each a sign with its words and a way down."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from lantoa.desk.queries.coverage import STATE_LABELS, Body, Cell
from lantoa.domain.cascade import Stance
from lantoa.plans.models import STANCE_LABELS, Item, Plan
from lantoa.plans.stances import PROBLEMS, SIGNS
from lantoa.web.wording import day_text

CLASSES = {
    Stance.ADOPTED: "m",
    Stance.SHARPENED: "m",
    Stance.WEAKER: "w",
    Stance.PARAGRAPH: "w",
    Stance.DROPPED: "x",
    Stance.OPEN: "o",
}
NOT_ASKED = '<td class="o">–<span class="only-read"> không được giao</span></td>'
EMPTY = "<td></td>"


def cell_html(cell: Cell | None, base: str) -> str:
    """One cell: the sign, its words for who does not see it, dashed while nobody has confirmed it."""
    if cell is None:
        return EMPTY
    if not cell.required and cell.stance in (Stance.DROPPED, Stance.OPEN):
        return NOT_ASKED
    kind = CLASSES[cell.stance] + ("" if cell.confirmed else " q")
    words = STANCE_LABELS[cell.stance] + ("" if cell.confirmed else ", chưa xác nhận")
    return (
        f'<td class="{kind}"><a href="{base}{cell.public_id}/" title="{words}">{SIGNS[cell.stance]}'
        f'<span class="only-read"> {words}</span></a></td>'
    )


def column_heads(plan: Plan, items: Iterable[Item]) -> SafeString:
    """The heads of the columns: the number of each row, its title on hovering, the way to all bodies at that row."""
    parts = [
        f'<th scope="col"><a href="{reverse("desk:coverage_item", args=[plan.public_id, item.public_id])}" '
        f'title="{escape(item.title[:200])}">{escape(short_ref(item))}</a></th>'
        for item in items
    ]
    return mark_safe("".join(parts))  # noqa: S308  titles and numbers are escaped


def short_ref(item: Item) -> str:
    """A row's number as it fits a column: "2.1"; a target's with its mark."""
    return f"CT {item.ref.rsplit('.', 1)[-1]}" if item.kind == "target" else item.ref.removeprefix("PL.")


def matrix_rows(
    bodies: Iterable[Body], items: Sequence[Item], found: dict[tuple[int, int], Cell], today: date
) -> SafeString:
    """The rows of a page of the matrix; a body without a plan says so in one cell."""
    parts = []
    for body in bodies:
        name = escape(body.agency.short_name)
        if body.cascade is None or body.state != "issued":
            parts.append(
                f'<tr><th scope="row">{name}</th><td colspan="{len(items)}" class="o">{_absent(body, today)}</td></tr>'
            )
            continue
        base = reverse("plans:sheet", args=[body.cascade.public_id])
        cells = "".join(cell_html(found.get((body.agency.pk, item.pk)), base) for item in items)
        parts.append(f'<tr><th scope="row"><a href="{base}">{name}</a></th>{cells}</tr>')
    return mark_safe("".join(parts))  # noqa: S308  names are escaped, the rest is ours


def _absent(body: Body, today: date) -> str:
    late = body.days_late(today)
    return STATE_LABELS[body.state] + (f", chậm {late} ngày" if late and not body.is_there else "")


def body_rows(bodies: Iterable[Body], today: date) -> SafeString:
    """The table of bodies: the plan, when it was due and came, how its rows stand."""
    return mark_safe("".join(_body_row(body, today) for body in bodies))  # noqa: S308  every word of people is escaped


def _body_row(body: Body, today: date) -> str:
    name, due = escape(body.agency.short_name), day_text(body.due_on) if body.due_on else "–"
    label, late = STATE_LABELS[body.state], body.days_late(today)
    link = reverse("plans:sheet", args=[body.cascade.public_id]) if body.cascade and body.state == "issued" else ""
    title = f'<a href="{link}">{name}</a>' if link else name
    kind = "met" if body.is_there and not late else "late" if late and not body.is_there else "soon" if late else ""
    after = f" chậm {late} ngày" if late else ""
    when = ""
    if body.plan is not None and body.issued_on is not None:
        when = f'<br><span class="small soft">{escape(body.plan.number or "")} ngày {day_text(body.issued_on)}</span>'
    waits = f'<br><span class="small soft">{body.unconfirmed} mục chưa xác nhận</span>' if body.unconfirmed else ""
    return (
        f'<tr><th scope="row">{title}</th><td data-label="Hạn">{due}</td>'
        f'<td><span class="tag {kind}">{label}{after}</span>{when}</td>'
        f'<td data-label="So với cấp trên">{counts_html(body.counts)}{waits}</td></tr>'
    )


def counts_html(counts: Counter[str]) -> str:
    """How many rows stand how: "✓ 4 ↓ 1", each with its words."""
    return " ".join(_count_html(stance, counts[stance]) for stance in Stance if counts[stance]) or "–"


def _count_html(stance: Stance, number: int) -> str:
    strong, words = " strong" if stance in PROBLEMS else "", STANCE_LABELS[stance]
    said = f'{SIGNS[stance]} {number}<span class="only-read"> {words}</span>'
    return f'<span class="nowrap{strong}" title="{words}">{said}</span>'


def item_rows(rows: Iterable[tuple[Body, Cell | None]]) -> SafeString:
    """One row of the plan at several bodies: the stance, in what it differs, the way to the two sides."""
    return mark_safe("".join(_item_row(body, cell) for body, cell in rows))  # noqa: S308  every word of people is escaped


def _item_row(body: Body, cell: Cell | None) -> str:
    name = escape(body.agency.short_name)
    if cell is None or body.cascade is None:
        said = '<span class="soft">chưa có kế hoạch để đối chiếu</span>'
        return f'<li><div class="row between"><span class="strong">{name}</span>{said}</div></li>'
    url = reverse("plans:sheet_row", args=[body.cascade.public_id, cell.public_id])
    asked = cell.required or cell.stance not in (Stance.DROPPED, Stance.OPEN)
    words = f"{SIGNS[cell.stance]} {STANCE_LABELS[cell.stance]}" if asked else "– không được giao"
    said = escape(cell.sentence[:1].upper() + cell.sentence[1:])
    link = f'<a class="strong" href="{url}">{name}</a>'
    head = f'<div class="row between">{link}<span class="nowrap">{words}</span></div>'
    return f'<li>{head}<div class="small soft">{said}</div></li>'
