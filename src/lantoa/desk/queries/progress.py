"""«Theo dõi tiến độ»: agencies × months, overdue and short first, each cell with its figure."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, QuerySet, Value, When

from lantoa.agencies.kinds import AgencyKind, Level
from lantoa.agencies.models import Agency
from lantoa.assignments.duties import COUNTED
from lantoa.assignments.models import Duty
from lantoa.desk.queries.standing import tally_columns, tally_of
from lantoa.domain.tally import OwedTally, sum_owed
from lantoa.persistence.expressions import MonthOf

MONTHS = tuple(range(1, 13))

GROUPS = {
    "tat-ca": "Mọi cơ quan",
    "xa": "Xã, phường",
    "so": "Sở, ban, ngành",
    "khac": "Cơ quan khác",
}
ORDERS = {"qua-han": "quá hạn", "ten": "tên"}


@dataclass(frozen=True)
class Line:
    """One agency of the heat map with its months."""

    agency: Agency
    cells: dict[int, OwedTally]


@dataclass(frozen=True)
class Standings:
    """The agencies with their sums over the year, worst first or by name, and the sum of all."""

    total: OwedTally
    late_agencies: int
    order: tuple[tuple[int, OwedTally], ...]


def of_year(duties: QuerySet[Duty], year: int) -> QuerySet[Duty]:
    """The counted duties of a plan's year, each with the `month` of the year it stands in ("2026-09").

    What falls due after the year for a period that began in it ("trước ngày 05 của tháng sau") stands in December, what
    fell due before it in January: nothing owed is left out of the year's figures.
    """
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    month = Case(
        When(due_on__lt=first, then=Value(f"{year}-01")),
        When(due_on__gte=after, then=Value(f"{year}-12")),
        default=MonthOf("due_on"),
        output_field=CharField(),
    )
    return duties.filter(COUNTED, starts_on__lt=after).annotate(month=month).order_by()


def totals(duties: QuerySet[Duty], year: int, today: date) -> dict[int, OwedTally]:
    """{agency id: its duties that fall due in the year}. One query.

    Duties are counted where they are owed: at the holder, or once at the lowest common body of several.
    """
    rows = of_year(duties, year).values("agency_id").annotate(**tally_columns(today))
    return {row["agency_id"]: tally_of(row) for row in rows}


def cells(duties: QuerySet[Duty], year: int, today: date) -> dict[int, dict[int, OwedTally]]:
    """{agency id: {month of the due date: figures}} over the year. One query."""
    grouped = of_year(duties, year).values("agency_id", "month").annotate(**tally_columns(today))
    months: dict[int, dict[int, OwedTally]] = defaultdict(dict)
    for row in grouped:
        months[row["agency_id"]][int(row["month"][5:])] = tally_of(row)
    return months


def standings(found: dict[int, OwedTally], names: dict[int, str], order: str) -> Standings:
    """Sums over the agencies and their order. in: sums by agency, {agency id: sort key}, one of ORDERS."""
    by_name = sorted(((pk, tally) for pk, tally in found.items() if pk in names), key=lambda row: names[row[0]])
    if order != "ten":
        by_name.sort(key=lambda row: (-row[1].overdue, -row[1].due, -row[1].met_late))
    return Standings(
        total=sum_owed(tally for _, tally in by_name),
        late_agencies=sum(1 for _, tally in by_name if tally.overdue),
        order=tuple(by_name),
    )


def group_condition(group: str) -> dict[str, object]:
    """The agencies of one tab. in: a key of GROUPS; out: filter words for Agency, with `exclude` where it says so."""
    if group == "xa":
        return {"kind": AgencyKind.COMMITTEE, "level": Level.COMMUNE}
    if group == "so":
        return {"kind": AgencyKind.DEPARTMENT}
    return {}


def in_group(agencies: QuerySet[Agency], group: str) -> QuerySet[Agency]:
    """The agencies of one tab; "tat-ca" is every agency, "khac" what the tabs of communes and departments leave."""
    if group in ("xa", "so"):
        return agencies.filter(**group_condition(group))
    if group == "tat-ca":
        return agencies
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
