"""The bodies of a reorganisation's preview as rows: written in Python, for a whole province has hundreds."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lantoa.agencies.reorganisations import Receiving
from lantoa.web.wording import number_text

_WHOLE, _PARTS = SafeString(' data-label="Kế thừa toàn bộ"'), SafeString(' data-label="Một phần"')
_NEW = SafeString(' <span class="tag info">mới</span>')


def receiving_rows(lines: Iterable[Receiving]) -> SafeString:
    """One row a body: its name, whom it follows whole and in part, how much comes to it."""
    return format_html_join("", "{}", ((_row(line),) for line in lines))


def _row(line: Receiving) -> SafeString:
    return format_html(
        '<tr><th scope="row">{}{}</th><td{}>{}</td><td{}>{}</td>'
        '<td class="num" data-label="Nhận bàn giao" title="{}">{}</td></tr>',
        line.name,
        _NEW if line.is_new else "",
        _WHOLE if line.whole else "",
        "; ".join(line.whole),
        _PARTS if line.parts else "",
        "; ".join(line.parts),
        "; ".join(f"{label}: {number_text(count)}" for label, count in line.held.items()),
        number_text(sum(line.held.values())),
    )
