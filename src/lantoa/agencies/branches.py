"""The tree drawn as nested lists in Python: a template loop over hundreds of rows costs several pages' time."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lantoa.agencies.kinds import AGENCY_KIND_LABELS, AgencyKind
from lantoa.agencies.queries import LEVEL_LIMIT, Branch


def draw(branches: Iterable[Branch], day: str) -> SafeString:
    """The list of branches. in: the branches, the day as typed in the address ("" for today)."""
    at, page = _addresses()
    return _rows(branches, above="", day={"ngay": day} if day else {}, at=at, page=page)


def draw_one(branch: Branch, above: str, day: str) -> SafeString:
    """One branch alone, as it replaces itself when it is opened or closed. in: the public id of the body above."""
    at, page = _addresses()
    return format_html("<li>{}{}</li>", *_row(branch, above, {"ngay": day} if day else {}, at, page))


def _addresses() -> tuple[str, str]:
    return reverse("agencies:tree"), reverse("agencies:agency", args=["-"])[:-2]


def _rows(branches: Iterable[Branch], *, above: str, day: dict[str, str], at: str, page: str) -> SafeString:
    rows = format_html_join("", "<li>{}{}</li>", (_row(one, above, day, at, page) for one in branches))
    return format_html('<ul class="tree">{}</ul>', rows)


def _row(one: Branch, above: str, day: dict[str, str], at: str, page: str) -> tuple[SafeString, SafeString]:
    agency = one.agency
    line = format_html(
        '<div class="tree-line"><a href="{}{}/">{}</a> <span class="small soft">{}</span>{}</div>',
        page,
        agency.public_id,
        agency.name,
        AGENCY_KIND_LABELS[AgencyKind(agency.kind)],
        _switch(one, above, day, at),
    )
    if not one.opened:
        return line, SafeString("")
    under = _rows(one.children, above=agency.public_id, day=day, at=at, page=page) if one.children else SafeString("")
    if one.cut:
        under += format_html(
            '<p class="small soft">Còn nữa ngoài {} dòng trên: <a href="{}{}/">xem đủ ở trang của cơ quan</a>.</p>',
            LEVEL_LIMIT,
            page,
            agency.public_id,
        )
    return line, under


def _switch(one: Branch, above: str, day: dict[str, str], at: str) -> SafeString:
    """The link that opens a branch, or closes it (then the one above is the open one).

    With scripts the branch alone is fetched and put in its place; the id keeps the keyboard where it was.
    """
    if not one.below:
        return SafeString("")
    own = one.agency.public_id
    address = f"{at}?{urlencode({'duoi': above if one.opened else own} | day)}"
    part = f"{at}?{urlencode({'nhanh': own, 'mo': '0' if one.opened else '1'} | day)}"
    words = "Thu lại" if one.opened else f"Mở {one.below} đơn vị"
    return format_html(
        ' <a class="small nowrap" id="mo-{}" href="{}" hx-get="{}" hx-target="closest li" hx-swap="outerHTML" '
        'aria-expanded="{}">{}<span class="only-read"> của {}</span></a>',
        own,
        address,
        part,
        "true" if one.opened else "false",
        words,
        one.agency.short_name,
    )
