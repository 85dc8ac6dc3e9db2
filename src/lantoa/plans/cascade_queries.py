"""Reading two plans side by side: the rows above, what became of each, the rows below."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from lantoa.agencies.models import Agency, AgencyLink, LinkKind
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.reach import Reach
from lantoa.domain.cascade import CascadeKind, Decision, PairState, Stance
from lantoa.domain.lifecycle import COUNTING, PlanState
from lantoa.plans import access
from lantoa.plans.concerns import plans_asking
from lantoa.plans.following import UpperRow, upper_rows
from lantoa.plans.models import Adoption, AdoptionPair, Cascade, Item, Plan
from lantoa.plans.stances import is_problem

_PARTS = ("parties", "products", "measures", "obligations")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row above and what became of it: the obligations that concern the body, the rows below that answer."""

    adoption: Adoption
    above: UpperRow | None
    pairs: tuple[AdoptionPair, ...]

    @property
    def items(self) -> list[Item]:
        """The rows below that answer, as far as nobody said otherwise."""
        return [pair.lower_item for pair in self.pairs if pair.state != PairState.REJECTED]

    @property
    def waits(self) -> bool:
        """Whether a person has still to look at it."""
        return not self.adoption.confirmed and self.adoption.decision == Decision.OPEN

    @property
    def is_foreign(self) -> bool:
        """Whether it was not given to the body and nothing answers it: shown apart, it wants nobody's eye."""
        return not self.adoption.required and not self.items

    @property
    def has_problem(self) -> bool:
        """Whether less is undertaken than was asked."""
        return is_problem(self.adoption.stance, required=self.adoption.required)


@dataclass(frozen=True)
class Sheet:
    """Two plans side by side."""

    lines: list[Line]
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def waiting(self) -> list[Line]:
        """The lines that wait for a person: those the body must answer, and proposals to confirm."""
        return [line for line in self.lines if line.waits and (line.adoption.required or line.pairs)]

    @property
    def done(self) -> int:
        """How many lines were looked at."""
        return sum(not line.waits for line in self.lines)


def sheet_of(cascade: Cascade) -> Sheet:
    """All rows above in their order, each with its answers; foreign ones by their title. A fixed number of queries."""
    rows = _rows(cascade, _pairs().prefetch_related(*(f"lower_item__{part}" for part in _PARTS)))
    own = [row for row in rows if row.required or row.pairs.all()]
    shown = [row.upper_item_id for row in own]
    above = {row.item.pk: row for row in upper_rows(cascade.upper, cascade.lower.issuer_id, shown)}
    prefetch_related_objects([row.upper_item for row in own if row.upper_item_id not in above], *_PARTS)
    return _sheet(cascade, rows, above)


def line_of(cascade: Cascade, adoption_id: str) -> tuple[Sheet, Line | None]:
    """One line with all that stands on it, among the others told in short. A fixed number of queries."""
    rows = _rows(cascade, _pairs())
    wanted = next((row for row in rows if row.public_id == adoption_id), None)
    if wanted is None:
        return Sheet([]), None
    items = [pair.lower_item for pair in wanted.pairs.all()]
    prefetch_related_objects(items, *_PARTS)
    above = {row.item.pk: row for row in upper_rows(cascade.upper, cascade.lower.issuer_id, [wanted.upper_item_id])}
    sheet = _sheet(cascade, rows, above)
    return sheet, next(line for line in sheet.lines if line.adoption.public_id == adoption_id)


def _pairs() -> QuerySet[AdoptionPair]:
    return AdoptionPair.objects.select_related("lower_item").order_by("-confidence", "lower_item__position")


def _rows(cascade: Cascade, pairs: QuerySet[AdoptionPair]) -> list[Adoption]:
    rows = cascade.adoptions.select_related("decided_by", "upper_item").order_by("upper_item__position")
    return list(rows.prefetch_related(Prefetch("pairs", pairs)))


def _sheet(cascade: Cascade, rows: list[Adoption], above: dict[int, UpperRow]) -> Sheet:
    found = []
    for row in rows:
        row.cascade, known = cascade, above.get(row.upper_item_id)
        if known is not None:
            row.upper_item = known.item
        found.append(Line(adoption=row, above=known, pairs=tuple(row.pairs.all())))
    return Sheet(found, Counter(line.adoption.stance for line in found if not line.is_foreign))


def other_items(cascade: Cascade, line: Line) -> list[Item]:
    """The rows of the lower plan that a person may choose instead of those proposed."""
    shown = {pair.lower_item_id for pair in line.pairs}
    return list(cascade.lower.items.exclude(pk__in=shown).order_by("position"))


def offices_of(agency: Agency, on: date) -> list[Agency]:
    """The offices inside a body on a day, in Vietnamese order."""
    links = AgencyLink.objects.filter(true_on(on), parent=agency, kind=LinkKind.OFFICE)
    return list(Agency.objects.filter(true_on(on), pk__in=links.values("child_id")).order_by("sort_key", "pk"))


def plans_above(person: Reach, plan: Plan) -> list[Plan]:
    """The issued plans of the same year that ask something of a plan's issuer and that it does not follow yet."""
    rows = access.visible(person).filter(state__in=COUNTING, year=plan.year).exclude(pk=plan.pk)
    rows = rows.filter(plans_asking(plan.issuer_id)).exclude(issuer_id=plan.issuer_id)
    return list(rows.exclude(followed_by__lower=plan).select_related("issuer").order_by("-issued_on", "-pk")[:30])


def follows(plan: Plan) -> QuerySet[Cascade]:
    """What a plan carries out, the plans above with their issuers."""
    return plan.follows.select_related("upper__issuer", "lower").order_by("pk")


def plan_from(upper: Plan, agency_id: int) -> Cascade | None:
    """A body's own plan that carries out one above, if there is one; one that was dropped is none."""
    rows = Cascade.objects.filter(upper=upper, lower__issuer_id=agency_id).exclude(lower__state=PlanState.DROPPED)
    return rows.select_related("lower").order_by("-pk").first()


def plans_from(upper: Plan, agency_ids: Collection[int]) -> list[Cascade]:
    """The plans of some bodies that carry out one above, with their bodies; those that were dropped are left out."""
    rows = Cascade.objects.filter(upper=upper, lower__issuer__in=agency_ids).exclude(lower__state=PlanState.DROPPED)
    return list(rows.select_related("lower__issuer").order_by("lower__issuer__sort_key", "pk"))


def waiting_of(cascade: Cascade) -> int:
    """How many rows wait for a person: of a derived plan those it is to lead, of a matched one all with proposals."""
    rows = cascade.adoptions.filter(decision=Decision.OPEN, confirmed=False)
    if cascade.kind == CascadeKind.DERIVED:
        return rows.filter(required=True).count()
    return (rows.filter(required=True) | rows.filter(pairs__state=PairState.PROPOSED)).distinct().count()


def stance_words(counts: Counter[str]) -> list[tuple[Stance, int]]:
    """The stances that occur, in the order in which they are told."""
    return [(stance, counts[stance]) for stance in Stance if counts[stance]]
