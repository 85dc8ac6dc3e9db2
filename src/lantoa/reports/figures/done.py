"""The family of what was done: results by their one owner. Withdrawn ones are nowhere, rejected ones counted apart."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from lantoa.domain.lifecycle import VerificationState
from lantoa.domain.period import Period
from lantoa.reports.figures.scope import Scope
from lantoa.results.models import Evidence, Result

SHOWN_DOCUMENTS = 20
DOCUMENT = "document"  # the kind of directing documents in the catalogue


@dataclass
class Done:
    """Quantities of one kind of result on one kind of channel; `results` are rows, `quantity` what they amount to."""

    results: int = 0
    quantity: int = 0
    year: int = 0
    relayed: int = 0
    links: int = 0

    def add(self, other: "Done") -> None:
        """Add another's quantities to these."""
        self.results += other.results
        self.quantity += other.quantity
        self.year += other.year
        self.relayed += other.relayed
        self.links += other.links


@dataclass
class DoneFigures:
    """Everything the results say: by (kind's code, kind of channel or ""), and the sums beside it."""

    cells: dict[tuple[str, str], Done] = field(default_factory=lambda: defaultdict(Done))
    results: int = 0
    unverified: int = 0
    rejected: int = 0
    documents: list[dict[str, str]] = field(default_factory=list)


def counted_results(scope: Scope, period: Period) -> QuerySet[Result]:
    """The results of a period that count: owned by the scope's agencies, neither withdrawn nor rejected."""
    inside = _owned(scope).filter(happened_on__gte=period.start, happened_on__lt=period.end)
    return inside.exclude(verification=VerificationState.REJECTED)


def _owned(scope: Scope) -> QuerySet[Result]:
    return Result.objects.filter(agency_id__in=scope.agency_ids, withdrawn_at=None)


def _in_window(scope: Scope, prefix: str = "") -> Q:
    return Q(**{f"{prefix}happened_on__gte": scope.window.start, f"{prefix}happened_on__lt": scope.window.end})


def done_figures(scope: Scope, *, with_proof: bool = True) -> DoneFigures:
    """Count the scope's results by kind and channel, in the window and in the year so far.

    Two queries, one more where there are directing documents; one without the proof (links, documents).
    """
    now = _in_window(scope)
    rows = (
        _owned(scope)
        .filter(happened_on__gte=scope.year.start, happened_on__lt=scope.year.end)
        .order_by()
        .values("kind__code", "channel__kind", "verification", "is_relay")
        .annotate(
            results=Count("pk", filter=now),
            in_window=Coalesce(Sum("quantity", filter=now), 0),
            in_year=Coalesce(Sum("quantity"), 0),
        )
    )
    found = DoneFigures()
    for row in rows:
        _take(found, row)
    if not with_proof:
        return found
    for code, channel, count in _links(scope):
        found.cells[code, channel or ""].links += count
    if any(code == DOCUMENT and cell.results for (code, _), cell in found.cells.items()):
        found.documents = _documents(scope)
    return found


def _take(found: DoneFigures, row: dict[str, Any]) -> None:
    if row["verification"] == VerificationState.REJECTED:
        found.rejected += row["results"]
        return
    cell = Done(row["results"], row["in_window"], row["in_year"], row["in_window"] if row["is_relay"] else 0)
    found.cells[row["kind__code"], row["channel__kind"] or ""].add(cell)
    found.results += row["results"]
    if row["verification"] == VerificationState.UNVERIFIED:
        found.unverified += row["results"]


def _links(scope: Scope) -> QuerySet[Evidence, tuple[str, str | None, int]]:
    rows = Evidence.objects.filter(
        _in_window(scope, "result__"),
        kind="link",
        result__agency_id__in=scope.agency_ids,
        result__withdrawn_at=None,
    ).exclude(result__verification=VerificationState.REJECTED)
    return rows.order_by().values_list("result__kind__code", "result__channel__kind").annotate(Count("pk"))


def _documents(scope: Scope) -> list[dict[str, str]]:
    """The directing documents of the window, oldest first, for the section on direction."""
    rows = (
        counted_results(scope, scope.window).filter(kind__code=DOCUMENT).order_by("happened_on", "pk")[:SHOWN_DOCUMENTS]
    )
    return [
        {"title": title, "day": day.isoformat(), "id": public_id}
        for title, day, public_id in rows.values_list("title", "happened_on", "public_id")
    ]
