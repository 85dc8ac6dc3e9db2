"""The table of bodies to download: its headings alone, or the bodies there are, to be edited and sent back."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from lantoa.agencies import tree
from lantoa.agencies.importing.columns import COLUMNS, LINK_WORDS
from lantoa.agencies.kinds import AGENCY_KIND_LABELS, LEVEL_LABELS, AgencyKind, Level
from lantoa.agencies.models import Agency, AgencyLink, AgencyName, LinkKind
from lantoa.agencies.models.bodies import true_on
from lantoa.web.tables import Column

_WIDTHS = {"code": 18, "name": 48, "short_name": 28, "kind": 30, "parent": 40, "other_names": 40}
NOTES = (
    "Mỗi dòng một cơ quan. Bắt buộc với cơ quan mới: Tên đầy đủ, Loại, Cấp. Ô để trống là giữ như đang có.",
    f"Loại: {'; '.join(AGENCY_KIND_LABELS.values())}.",
    f"Cấp: {'; '.join(LEVEL_LABELS.values())}.",
    "Cơ quan cấp trên: mã định danh hoặc tên, có trong bảng này hay đã có trong hệ thống. "
    "Quan hệ: trực thuộc, hoặc phòng của.",
    "Tên khác: cách nhau bằng dấu chấm phẩy. Từ ngày: ngày/tháng/năm; để trống là ngày chọn khi nhập.",
)


def columns() -> list[Column]:
    """The headings of the table."""
    return [Column(headings[0], _WIDTHS.get(name, 16)) for name, headings in COLUMNS.items()]


def rows(root: Agency, on: date) -> Iterator[list[Any]]:
    """The bodies under one, parents before those under them, as rows of the table. A fixed number of queries."""
    under = tree.below([root.pk], on)
    links = {link.child_id: link for link in AgencyLink.objects.filter(true_on(on), child__in=under)}
    bodies = Agency.objects.filter(true_on(on), pk__in=under).select_related("place").in_bulk()
    bodies[root.pk] = root
    names: dict[int, list[str]] = {}
    for pk, name in AgencyName.objects.filter(agency__in=under).order_by("folded").values_list("agency_id", "name"):
        names.setdefault(pk, []).append(name)
    for body in _in_order(root.pk, bodies, links):
        link = links[body.pk]
        above = bodies[link.parent_id]
        cells = {
            "code": body.code,
            "name": body.name,
            "short_name": body.short_name,
            "kind": AGENCY_KIND_LABELS[AgencyKind(body.kind)],
            "level": LEVEL_LABELS[Level(body.level)],
            "symbol": body.symbol,
            "parent": "" if above == root else above.code or above.name,
            "link": LINK_WORDS[LinkKind(link.kind)],
            "place": body.place.code if body.place else "",
            "other_names": "; ".join(names.get(body.pk, ())),
        }
        yield [cells.get(name, "") for name in COLUMNS]


def _in_order(root: int, bodies: dict[int, Agency], links: dict[int, AgencyLink]) -> Iterator[Agency]:
    children: dict[int, list[Agency]] = {}
    for pk, link in links.items():
        if pk in bodies and link.parent_id in bodies:
            children.setdefault(link.parent_id, []).append(bodies[pk])
    waiting = [root]
    while waiting:
        at = waiting.pop()
        if at != root:
            yield bodies[at]
        found = sorted(children.get(at, ()), key=lambda row: (row.sort_key, row.pk), reverse=True)
        waiting += [row.pk for row in found]
