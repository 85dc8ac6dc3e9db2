"""The boxes "Tính cho" as HTML: written in Python because a body may have dozens of them on a phone's page."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from lantoa.results.proposals import Proposal
from lantoa.web.templatetags.lantoa import marks

_BOX = (
    '<label class="card pick"><input type="checkbox" name="tinh-cho" value="{key}"{checked}><span>{title}<br>'
    '<span class="small soft">{after} {marks}<br>{about}</span></span></label>'
    '<input type="hidden" name="da-thay" value="{key}:{proposed}">'
)
_CHECKED = mark_safe(" checked")


def boxes(rows: Iterable[Proposal], ticked: set[str], quantity: int, *, several: bool) -> SafeString:
    """One box a proposal. in: the proposals, the keys ticked, the result's quantity, whether agencies are named."""
    found = ((_box(row, quantity, is_ticked=row.key in ticked, several=several),) for row in rows)
    return format_html_join("", "{}", found)


def _box(row: Proposal, quantity: int, *, is_ticked: bool, several: bool) -> SafeString:
    duty = row.duty
    about = [row.assignment.plan.short_name, row.assignment.item.short_ref]
    if row.partner or several:
        about.insert(0, row.assignment.agency.short_name)
    if row.why and not row.partner:
        about.append(row.why)
    return format_html(
        _BOX,
        key=row.key,
        checked=_CHECKED if is_ticked else "",
        title=row.title,
        after=row.after(quantity),
        marks=marks(duty.done + quantity, duty.minimum, duty.maximum) if duty else "",
        about=" · ".join(about),
        proposed=int(row.ticked),
    )
