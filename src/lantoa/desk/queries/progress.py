"""«Theo dõi tiến độ»: agencies × months, overdue and short first, each cell with its figure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lantoa.agencies.kinds import AgencyKind, Level
from lantoa.agencies.models import Agency
from lantoa.assignments.models import Duty
from lantoa.desk.queries.standing import COUNTED, tally_columns, tally_of
from lantoa.domain.tally import OwedTally, sum_owed
from lantoa.persistence.expressions import MonthOf

MONTHS = tuple(range(1, 13))

GROUPS = {
    "xa": "Xã, phường",
    "so": "Sở, ban, ngành",
    "khac": "Cơ quan khác",
}
ORDERS = {"qua-han": "quá hạn nhiều trước", "ten": "theo tên"}


@dataclass(frozen=True)
class Row:
    """One agency with its months; `total` is the sum of its cells."""

    agency_id: int
    cells: dict[int, OwedTally]
    total: OwedTally


@dataclass(frozen=True)
class Line:
    """A row ready to be shown: with its agency's names."""

    agency: Agency
    row: Row


@dataclass(frozen=True)
class Overview:
    """The figures above the heat map, and its rows, worst first or by name."""

    total: OwedTally
    late_agencies: int
    rows: tuple[Row, ...]


def cells(duties: QuerySet[Duty], year: int, today: date) -> list[Row]:
    """One row an agency: its duties that fall due in the year, by the month of their date. One query.

    Duties are counted where they are owed: at the holder, or once at the lowest common body of several.
    """
    grouped = (
        duties.filter(COUNTED, due_on__gte=date(year, 1, 1), due_on__lt=date(year + 1, 1, 1))
        .order_by()
        .annotate(month=MonthOf("due_on"))
        .values("agency_id", "month")
        .annotate(**tally_columns(today))
    )
    months: dict[int, dict[int, OwedTally]] = defaultdict(dict)
    for row in grouped:
        months[row["agency_id"]][int(row["month"][5:])] = tally_of(row)
    return [Row(pk, mine, sum_owed(mine.values())) for pk, mine in months.items()]


def overview(rows: Iterable[Row], names: dict[int, str], order: str) -> Overview:
    """Sums over the rows and their order. in: rows, {agency id: sort key}, one of ORDERS."""
    by_name = sorted(rows, key=lambda row: names[row.agency_id])
    if order != "ten":
        by_name.sort(key=lambda row: (-row.total.overdue, -row.total.due, -row.total.met_late))
    return Overview(
        total=sum_owed(row.total for row in by_name),
        late_agencies=sum(1 for row in by_name if row.total.overdue),
        rows=tuple(by_name),
    )


def group_condition(group: str) -> dict[str, object]:
    """The agencies of one tab. in: a key of GROUPS; out: filter words for Agency, with `exclude` where it says so."""
    if group == "xa":
        return {"kind": AgencyKind.COMMITTEE, "level": Level.COMMUNE}
    if group == "so":
        return {"kind": AgencyKind.DEPARTMENT}
    return {}


def in_group(agencies: QuerySet[Agency], group: str) -> QuerySet[Agency]:
    """The agencies of one tab; "khac" is whatever the other tabs leave."""
    if group in ("xa", "so"):
        return agencies.filter(**group_condition(group))
    return agencies.exclude(**group_condition("xa")).exclude(**group_condition("so"))


def state_of(tally: OwedTally, *, to_come: bool = False) -> str:
    """The cell's class: what is worst in it decides. A month to come is not short, even of what has begun."""
    if tally.overdue:
        return "late"
    if tally.due and not to_come:
        return "short"
    if tally.upcoming or tally.due:
        return "none"
    return "met-late" if tally.met_late else "met"
