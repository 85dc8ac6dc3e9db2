"""What issuing a plan will make, worked out before anything is saved: the preview and the issue read one drawing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from lantoa.agencies import tree
from lantoa.agencies.kinds import ONLY_ASKED, AgencyKind
from lantoa.agencies.models import Agency, AgencyLink
from lantoa.agencies.models.bodies import true_on
from lantoa.domain.due import DueRule
from lantoa.domain.duty import DutyTerms
from lantoa.domain.every import Every
from lantoa.domain.holders import assignment_groups
from lantoa.domain.lifecycle import AssignmentKind, PartyRole, Share
from lantoa.domain.obligation import ObligationTerms, expand
from lantoa.domain.period import Period
from lantoa.domain.working_days import Roll, WorkingDays
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Item, Obligation, Party, Plan


@dataclass(frozen=True)
class Meaning:
    """The agencies that words were decided to mean, and the post kept beside them."""

    agencies: tuple[Agency, ...]
    post: str = ""
    strangers: frozenset[int] = frozenset()  # ids of bodies that the plan's issuer may only ask

    @cached_property
    def by_id(self) -> dict[int, Agency]:
        """The agencies by their ids."""
        return {agency.id: agency for agency in self.agencies}

    @cached_property
    def asked(self) -> frozenset[int]:
        """Ids of the agencies that are asked whatever the words say."""
        return self.strangers | {pk for pk, agency in self.by_id.items() if agency.kind in ONLY_ASKED}


class Place(NamedTuple):
    """One agency under one obligation (None: under the item alone), as an assignment will say it.

    A plan for a province makes thousands, hence the plain tuple.
    """

    item: Item
    obligation: Obligation | None
    agency: Agency
    kind: AssignmentKind
    words: str
    post: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One obligation with those who owe it or are asked, the duties of one holder, and the sets of holders."""

    obligation: Obligation
    owed: tuple[Place, ...]
    asked: tuple[Place, ...]
    duties: tuple[DutyTerms, ...]
    groups: tuple[tuple[int, ...], ...]

    @property
    def duty_count(self) -> int:
        """How many duties the obligation makes."""
        return len(self.duties) * len(self.groups)

    @property
    def before_issue_count(self) -> int:
        """How many of them lie before the issue, and so are not owed."""
        return sum(terms.before_issue for terms in self.duties) * len(self.groups)


@dataclass
class Blueprint:
    """The whole drawing: obligations, item-level support and requests, repetitions, items that make nothing."""

    plan: Plan
    lines: list[Line] = field(default_factory=list)
    others: list[Place] = field(default_factory=list)
    repeats: list[Obligation] = field(default_factory=list)
    silent: list[Item] = field(default_factory=list)

    def places(self) -> Iterable[Place]:
        """Every assignment that will be made."""
        for line in self.lines:
            yield from line.owed
            yield from line.asked
        yield from self.others


@dataclass(frozen=True, kw_only=True)
class IssueSummary:
    """What an issue makes: assignments by kind, duties, how many of them lie before the issue, how many agencies.

    `standing` and `pending` are owed assignments without duties; `reports` are those that wait for a regime.
    """

    agencies: int
    owed: int
    support: int
    requests: int
    duties: int
    before_issue: int
    standing: int
    pending: int
    reports: int
    repeats: int

    @property
    def assignments(self) -> int:
        """All assignments."""
        return self.owed + self.support + self.requests


def summary_of(drawing: Blueprint) -> IssueSummary:
    """The figures of a drawing."""
    places = list(drawing.places())
    kinds = Counter(place.kind for place in places)
    owing = [line for line in drawing.lines if line.owed]

    def owed_where(test: Every) -> int:
        return sum(len(line.owed) for line in owing if line.obligation.every == test and not line.obligation.is_report)

    return IssueSummary(
        agencies=len({place.agency.id for place in places}),
        owed=kinds[AssignmentKind.OWED],
        support=kinds[AssignmentKind.SUPPORT],
        requests=kinds[AssignmentKind.REQUEST],
        duties=sum(line.duty_count for line in drawing.lines),
        before_issue=sum(line.before_issue_count for line in drawing.lines),
        standing=owed_where(Every.STANDING),
        pending=owed_where(Every.PENDING),
        reports=sum(len(line.owed) for line in owing if line.obligation.is_report),
        repeats=len(drawing.repeats),
    )


def terms_of(obligation: Obligation, plan: Plan) -> ObligationTerms:
    """A stored obligation as the domain expands it. Raises Refused for one that cannot be read."""
    try:
        return ObligationTerms(
            every=Every(obligation.every),
            minimum=obligation.minimum,
            maximum=obligation.maximum,
            total=obligation.total,
            window=Period.inclusive(obligation.starts_on, obligation.last_on),
            due=DueRule.from_json(obligation.due),
            roll=Roll(plan.roll),
            report=obligation.is_report,
        )
    except ValueError as fault:
        sentence = f"{obligation.item.short_ref}: yêu cầu “{obligation.what[:80]}” có số lượng hoặc hạn không hợp lệ."
        raise Refused(sentence[0].upper() + sentence[1:]) from fault


def draw(
    plan: Plan, meanings: Mapping[str, Meaning], *, issued_on: date | None, working_days: WorkingDays
) -> Blueprint:
    """Work out every assignment and duty of a plan.

    in: the plan, what its words mean, the day of issue (None while it is not known), the days offices work.
    Only leads owe; Party bodies, councils, the Front, mass organisations and bodies under another than the issuer are
    always asked; an obligation decided to repeat another makes nothing; reports make no duty (design, section 4).
    """
    drawing = Blueprint(plan)
    meanings = _only_those_below_owe(plan, meanings, issued_on or date(plan.year, 1, 1))
    obligations, parties = _obligations(plan), _parties(plan)
    for item in plan.items.only("plan", "ref").order_by("position"):
        leads = [words for role, words in parties[item.pk] if role == PartyRole.LEAD]
        lines = []
        for obligation in obligations[item.pk]:
            obligation.item = item
            if obligation.same_as_id is not None and obligation.same_as_decided:
                drawing.repeats.append(obligation)
                continue
            lines.append(_line(plan, obligation, leads, meanings, issued_on, working_days))
        drawing.lines += lines
        drawing.others += _others(item, parties[item.pk], lines, meanings)
        if leads and not obligations[item.pk]:
            drawing.silent.append(item)
    return drawing


# What assignments and duties are worked out from, and what a person is told to look at before the issue.
_OF_OBLIGATION = (
    *("public_id", "item_id", "who", "what", "unit", "minimum", "maximum", "every", "total", "share", "is_request"),
    *("is_report", "starts_on", "last_on", "due", "inferred", "same_as_id", "same_as_decided"),
)


def _obligations(plan: Plan) -> dict[int, list[Obligation]]:
    """The obligations of each item, by its id, in order."""
    found: dict[int, list[Obligation]] = defaultdict(list)
    rows = Obligation.objects.filter(item__plan=plan).only(*_OF_OBLIGATION)
    for obligation in rows.order_by("position"):
        found[obligation.item_id].append(obligation)
    return found


def _parties(plan: Plan) -> dict[int, list[tuple[str, str]]]:
    """Role and words of the parties of each item, by its id, in order."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    parties = Party.objects.filter(item__plan=plan).order_by("position")
    for item, role, words in parties.values_list("item_id", "role", "words"):
        found[item].append((role, words))
    return found


def _only_those_below_owe(plan: Plan, meanings: Mapping[str, Meaning], on: date) -> dict[str, Meaning]:
    """The meanings with those marked who stand under another than the plan's issuer: nobody can give them work.

    A committee, and a body with a superior of its own, owes under its own issuer only; here it is asked. A body that
    hangs from none (the post office, a newspaper) is taken at the plan's word. Three queries.
    """
    named = {agency.pk: agency for meaning in meanings.values() for agency in meaning.agencies}
    others = named.keys() - tree.with_below([plan.issuer_id], on)
    hanging = set(AgencyLink.objects.filter(true_on(on), child_id__in=others).values_list("child_id", flat=True))
    strangers = frozenset(pk for pk in others if pk in hanging or named[pk].kind == AgencyKind.COMMITTEE)
    return {words: replace(meaning, strangers=strangers) for words, meaning in meanings.items()}


def _line(
    plan: Plan,
    obligation: Obligation,
    leads: list[str],
    meanings: Mapping[str, Meaning],
    issued_on: date | None,
    working_days: WorkingDays,
) -> Line:
    places = _places(obligation, obligation.who or leads, meanings)
    owed = tuple(place for place in places if place.kind is AssignmentKind.OWED)
    duties = expand(terms_of(obligation, plan), issued_on=issued_on, working_days=working_days) if owed else []
    return Line(
        obligation=obligation,
        owed=owed,
        asked=tuple(place for place in places if place.kind is AssignmentKind.REQUEST),
        duties=tuple(duties),
        groups=tuple(assignment_groups(Share(obligation.share), (place.agency.id for place in owed))),
    )


def _places(obligation: Obligation, wordings: Iterable[str], meanings: Mapping[str, Meaning]) -> list[Place]:
    found: dict[int, Place] = {}
    for words in wordings:
        meaning = meanings.get(words.strip(), Meaning(()))
        for pk, agency in meaning.by_id.items():
            if pk in found:
                continue
            asked = obligation.is_request or pk in meaning.asked
            found[pk] = Place(
                item=obligation.item,
                obligation=obligation,
                agency=agency,
                kind=AssignmentKind.REQUEST if asked else AssignmentKind.OWED,
                words=words,
                post=meaning.post,
            )
    return list(found.values())


def _others(
    item: Item, parties: list[tuple[str, str]], lines: Iterable[Line], meanings: Mapping[str, Meaning]
) -> list[Place]:
    """Those who support, or are asked, under the item alone; who leads or is asked under it already is left out."""
    taken = {place.agency.id for line in lines for place in (*line.owed, *line.asked)}
    found: list[Place] = []
    for role, words in parties:
        if role == PartyRole.LEAD:
            continue
        meaning = meanings.get(words.strip(), Meaning(()))
        for pk, agency in meaning.by_id.items():
            if pk in taken:
                continue
            taken.add(pk)
            asked = role == PartyRole.REQUEST or pk in meaning.asked
            kind = AssignmentKind.REQUEST if asked else AssignmentKind.SUPPORT
            found.append(Place(item=item, obligation=None, agency=agency, kind=kind, words=words, post=meaning.post))
    return found
