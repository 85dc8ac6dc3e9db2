"""Results by year of bodies as they are today, mapped across reorganisations, and in words how each was mapped."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import ExtractYear

from lantoa.agencies.kinds import AgencyKind
from lantoa.agencies.lineage import lineage
from lantoa.agencies.models import Agency
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.reach import Reach
from lantoa.domain.lifecycle import VerificationState
from lantoa.domain.lineage import Lineage, Mapped
from lantoa.results.models import Result

YEARS = 3
_NAMED = 6


@dataclass(frozen=True)
class Amount:
    """How much was done in a year: so many results, together so much of what each counts."""

    results: int = 0
    quantity: int = 0


NOTHING = Amount()


@dataclass(frozen=True, kw_only=True)
class YearLine:
    """One body, or several taken together: its amounts by year, oldest first, and how the past was mapped."""

    name: str
    public_id: str
    years: tuple[int, ...]
    amounts: tuple[Amount, ...]
    notes: tuple[str, ...]

    @property
    def by_year(self) -> list[tuple[int, Amount]]:
        """Each year with its amount."""
        return list(zip(self.years, self.amounts, strict=True))


def years_to(today: date) -> tuple[int, ...]:
    """The years compared: the running one last."""
    return tuple(range(today.year - YEARS + 1, today.year + 1))


def bodies_compared(person: Reach) -> QuerySet[Agency]:
    """The bodies of today whose results the person may read, offices left out: their results are their body's."""
    rows = Agency.objects.filter(true_on(person.on), pk__in=person.own | person.watched)
    return rows.exclude(kind=AgencyKind.OFFICE)


def amounts(agency_ids: Collection[int], years: Sequence[int]) -> dict[int, dict[int, Amount]]:
    """{agency: {year: amount}} of what counts: not taken back, not found wrong. One query."""
    rows = Result.objects.filter(
        agency_id__in=agency_ids,
        withdrawn_at=None,
        happened_on__gte=date(years[0], 1, 1),
        happened_on__lt=date(years[-1] + 1, 1, 1),
    ).exclude(verification=VerificationState.REJECTED)
    grouped = rows.order_by().annotate(year=ExtractYear("happened_on")).values("agency_id", "year")
    found: dict[int, dict[int, Amount]] = defaultdict(dict)
    for row in grouped.annotate(results=Count("pk"), quantity=Sum("quantity")):
        found[row["agency_id"]][row["year"]] = Amount(row["results"], row["quantity"])
    return found


def compare(
    bodies: Iterable[Agency], offices: Mapping[int, Collection[int]], years: Sequence[int], on: date
) -> list[YearLine]:
    """Each body by itself. in: the bodies, the offices inside each, the years, today. A fixed number of queries.

    A predecessor that went into several bodies is added to none of them, and the note says so: only a body above that
    holds them all may add it.
    """
    rows = list(bodies)
    lines = lineage(on)
    parts = {row.pk: lines.mapped({row.pk, *offices.get(row.pk, ())}) for row in rows}
    return _lines([(row.short_name, row.public_id, parts[row.pk], {row.pk}) for row in rows], lines, years)


def compare_together(name: str, agency_ids: Collection[int], years: Sequence[int], on: date) -> YearLine:
    """Several bodies as one: what a province adds up to. A fixed number of queries."""
    lines = lineage(on)
    return _lines([(name, "", lines.mapped(agency_ids), set(agency_ids))], lines, years)[0]


def _lines(
    wanted: Sequence[tuple[str, str, Mapped[int], set[int]]], lines: Lineage[int], years: Sequence[int]
) -> list[YearLine]:
    ids = {pk for _, _, mapped, _ in wanted for pk in mapped.whole}
    told = {pk for _, _, mapped, _ in wanted for pk in (*mapped.whole, *mapped.shared, *mapped.gave)}
    told |= {pk for _, _, mapped, _ in wanted for old in (*mapped.shared, *mapped.gave) for pk in lines.successors(old)}
    # Offices are summed with their body and named nowhere.
    rows = Agency.objects.filter(pk__in=told).exclude(kind=AgencyKind.OFFICE)
    names, done = dict(rows.values_list("pk", "short_name")), amounts(ids, years)
    return [
        YearLine(
            name=name,
            public_id=public_id,
            years=tuple(years),
            amounts=tuple(_sum(done.get(pk, {}).get(year, NOTHING) for pk in mapped.whole) for year in years),
            notes=tuple(_notes(mapped, own, lines, names)) if public_id else tuple(_notes_of_all(mapped, names)),
        )
        for name, public_id, mapped, own in wanted
    ]


def _sum(rows: Iterable[Amount]) -> Amount:
    found = list(rows)
    return Amount(sum(row.results for row in found), sum(row.quantity for row in found))


def _notes(mapped: Mapped[int], own: set[int], lines: Lineage[int], names: Mapping[int, str]) -> Iterable[str]:
    """How the past of one body was put together."""
    came = sorted({names[pk] for pk in mapped.whole - own if pk in names})
    if came:
        yield f"gồm cả số liệu trước sắp xếp của {_list(came)}"
    for old in sorted((pk for pk in mapped.shared if pk in names), key=names.__getitem__):
        heirs = sorted(names[pk] for pk in lines.successors(old) if pk in names)
        if len(heirs) > 1:
            yield f"{names[old]} chia cho {len(heirs)} nơi ({_list(heirs)}) nên không cộng ở đây"
        else:
            yield f"chỉ nhận việc của {names[old]}, số liệu trước đó cộng ở cấp trên"
    for body in sorted(mapped.gave):
        to = sorted(names[pk] for pk in lines.successors(body) - mapped.whole if pk in names)
        yield f"các năm trước gồm cả phần đã tách sang {_list(to)}"


def _notes_of_all(mapped: Mapped[int], names: Mapping[int, str]) -> Iterable[str]:
    if mapped.shared:
        kept_out = sorted(names[pk] for pk in mapped.shared if pk in names)
        yield f"chưa gồm {_list(kept_out)}: một phần đã sang nơi khác"
    if mapped.exact:
        yield "gồm mọi đơn vị trước và sau sắp xếp"


def _list(names: Sequence[str]) -> str:
    more = f" và {len(names) - _NAMED} đơn vị nữa" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
