"""The long parts of the review screen, drawn in Python: the source's blocks, and the list of places."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from lantoa.intake.models import IntakePage
from lantoa.intake.places import Place
from lantoa.intake.queries import Source

LONGEST_TITLE = 90
GRID = 1000  # the page's width and height in the units of the light over it


def source_html(source: Source) -> SafeString:
    """The blocks of the source as a page of paper: paragraphs, and rows of a table together; what is meant is lit."""
    parts = []
    for table, blocks in groupby(source.blocks, key=lambda block: block.get("table")):
        rows = list(blocks)
        if table:
            body = format_html_join("", "{}", ((_row(block, source.lit),) for block in rows))
            parts.append(format_html('<div class="scroll" tabindex="0"><table>{}</table></div>', body))
        else:
            parts += [_paragraph(block, source.lit) for block in rows]
    return format_html_join("", "{}", ((part,) for part in parts))


def pages_html(pages: list[IntakePage], url: Callable[[int], str], marks: dict[str, Any]) -> SafeString:
    """The pictures of the pages one below the other, each with the light that falls on it; drawn anew by the script.

    in: the pages, what gives a page's address, the marks of the open place (see marking).
    """
    lit: dict[int, list[SafeString]] = {}
    for name, boxes in (("lit", marks["boxes"]), ("unsure", marks["unsure"])):
        for page, left, top, right, bottom in boxes:
            size = [f"{share * GRID:.1f}" for share in (left, top, right - left, bottom - top)]
            rect = format_html('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', name, *size)
            lit.setdefault(page, []).append(rect)
    return format_html_join(
        "",
        '<figure class="page-shown" id="trang-{0}"><img src="{1}?v={2}" width="{3}" height="{4}" loading="lazy" '
        'alt="Ảnh trang {0}; chữ đọc được ở bên dưới"><svg viewBox="0 0 {5} {5}" preserveAspectRatio="none" '
        'aria-hidden="true">{6}</svg><figcaption class="small soft">Trang {0}</figcaption></figure>',
        (
            (
                page.number,
                url(page.number),
                page.sha256[:8],
                page.width,
                page.height,
                GRID,
                format_html_join("", "{}", ((rect,) for rect in lit.get(page.number, ()))),
            )
            for page in pages
        ),
    )


def _row(block: dict[str, Any], lit: frozenset[str]) -> SafeString:
    cells = format_html_join("", '<td class="lines">{}</td>', ((cell,) for cell in block["cells"]))
    return format_html('<tr id="goc-{}"{}>{}</tr>', block["id"], _lit(block, lit), cells)


def _paragraph(block: dict[str, Any], lit: frozenset[str]) -> SafeString:
    names = " ".join(
        name
        for name, is_so in (
            ("lines", True),
            ("strong", block["bold"]),
            ("center", block["centred"]),
            ("lit", block["id"] in lit),
        )
        if is_so
    )
    return format_html('<p id="goc-{}" class="{}">{}</p>', block["id"], names, block["text"])


def _lit(block: dict[str, Any], lit: frozenset[str]) -> SafeString:
    return mark_safe(' class="lit"') if block["id"] in lit else mark_safe("")


def places_html(found: list[Place], here: str, review_url: str, anchors: dict[str, list[str]]) -> SafeString:
    """The places of one list as links: what each is, whether it is doubtful, seen, changed, and which is open now."""
    rows = []
    for place in found:
        title = place.title
        short = title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE].rsplit(' ', 1)[0]}…"
        current = mark_safe(' aria-current="true"') if place.key == here else mark_safe("")
        rows.append(
            (review_url, place.key, current, " ".join(anchors.get(place.key) or ()), place.name, short, _tag(place))
        )
    return format_html_join(
        "",
        '<li><a class="row top-line" href="{}?cho={}"{} data-blocks="{}"><span class="small soft nowrap">{}</span>'
        '<span class="small">{}</span>{}</a></li>',
        rows,
    )


def _tag(place: Place) -> SafeString:
    if place.open:
        return mark_safe('<span class="tag soon">cần xem</span>')
    if place.changed:
        return mark_safe('<span class="tag met">đã sửa</span>')
    if place.seen:
        return mark_safe('<span class="tag met">đã xem</span>')
    return mark_safe("")
