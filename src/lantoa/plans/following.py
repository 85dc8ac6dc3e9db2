"""A plan beside the plan above it, as the comparison takes it: its rows, what each asks, which ask it of one body."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from lantoa.domain.cascade import Ask, Measured, Undertaking
from lantoa.domain.due import DueRule
from lantoa.domain.every import Every
from lantoa.domain.lifecycle import ItemKind
from lantoa.domain.matching import Match, Row, Wanted, match
from lantoa.domain.period import Period
from lantoa.plans.concerns import Concerns, concerns_of
from lantoa.plans.models import Item, Obligation, Plan
from lantoa.vietnamese import fold

_MAKES_PLAN = re.compile(r"(?:(?:ban hanh|xay dung|lap|chu dong xay dung|va|to chuc) )*ke hoach\b")


@dataclass(frozen=True, kw_only=True)
class UpperRow:
    """A row of the plan above for one body: the obligations it is to meet, and whether it is to lead at all."""

    item: Item
    obligations: tuple[Obligation, ...]
    required: bool
    supported: bool = False

    @property
    def is_compared(self) -> bool:
        """Whether what the lower body undertakes is measured against it: only what is asked of that body."""
        return self.required


def is_plan_duty(row: Obligation) -> bool:
    """Whether an obligation asks its holder for a plan of its own: then the whole lower plan answers it."""
    return not row.is_report and is_plan_asked(row.what, row.unit or "")


def is_plan_asked(what: str, unit: str) -> bool:
    """Whether an obligation of these words, counted in this unit, asks for a plan."""
    return fold(unit) == "ke hoach" or (not unit and _MAKES_PLAN.match(fold(what)) is not None)


def upper_rows(upper: Plan, body_id: int, only: Collection[int] | None = None) -> list[UpperRow]:
    """The rows of a plan that a body's own plan is held against, in order.

    All rows of the appendix and all targets; of part IV and the forms only what asks something of the body, less the
    plan itself and reports; `only` these items, where they are given. A target holds for every body below. The number
    of queries is fixed.
    """
    found = concerns_of(upper.pk, body_id)
    items = upper.items.filter(revoked_by=None).order_by("position")
    if only is not None:
        items = items.filter(pk__in=only)
    items = items.prefetch_related("obligations", "measures", "products", "parties")
    rows = (_upper_row(item, found) for item in items)
    return [row for row in rows if row is not None]


def _upper_row(item: Item, found: Concerns) -> UpperRow | None:
    wanted = found.owed.get(item.pk, frozenset())
    asked = tuple(row for row in item.obligations.all() if row.pk in wanted and _is_asked(row))
    # A row that asks its body for nothing but a report is still to be taken up; part IV is not.
    required = item.kind == ItemKind.TARGET or bool(asked) or (item.kind == ItemKind.TASK and bool(wanted))
    if item.kind in (ItemKind.RESPONSIBILITY, ItemKind.FORM) and not asked:
        return None
    return UpperRow(item=item, obligations=asked, required=required, supported=item.pk in found.supported)


def _is_asked(row: Obligation) -> bool:
    """Whether a lower plan is to answer it: no report, no plan, not said again elsewhere, not revoked."""
    says_again = row.same_as_id is not None and row.same_as_decided
    return not (row.is_report or row.revoked_by_id or says_again or is_plan_duty(row))


def undertakings(rows: Iterable[Obligation]) -> list[Undertaking[int]]:
    """Obligations as they are compared; reports are left out, they follow regimes; so is what was revoked."""
    return [
        Undertaking(key=row.pk, ask=ask_of(row), what=row.what, unit=row.unit or "", origin=row.origin_id)
        for row in rows
        if not row.is_report and row.revoked_by_id is None
    ]


def ask_of(row: Obligation) -> Ask:
    """How many, how often, when, by when."""
    return Ask(
        every=Every(row.every),
        minimum=row.minimum,
        maximum=row.maximum,
        total=row.total,
        window=Period.inclusive(row.starts_on, row.last_on),
        due=DueRule.from_json(row.due),
    )


def measures_of(item: Item) -> list[Measured]:
    """A target's percentages; its measures come prefetched."""
    found = [Measured(percent=float(row.percent), of=row.of) for row in item.measures.all()]
    if found or item.percent is None:
        return found
    return [Measured(percent=float(item.percent), of=item.title)]


def matches(upper: Iterable[UpperRow], lower: Plan) -> list[Match[int]]:
    """Which items of a lower plan answer which rows above, as proposed. in: the rows above, the plan below."""
    items = lower.items.filter(revoked_by=None).order_by("position").prefetch_related("obligations", "products")
    rows = [_match_row(row.item, owed=row.required and row.item.kind == ItemKind.TASK) for row in upper]
    return match(rows, [_match_row(item) for item in items])


def _match_row(item: Item, *, owed: bool = False) -> Row[int]:
    wanted = tuple(Wanted(what=row.what, unit=row.unit or "", every=Every(row.every)) for row in item.obligations.all())
    return Row(
        key=item.pk,
        kind=ItemKind(item.kind),
        title=item.title,
        group=item.group_heading,
        products=tuple(product.text for product in item.products.all()),
        wanted=wanted,
        owed=owed,
    )
