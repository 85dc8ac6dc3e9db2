"""Reading what a plan's words mean, what its issue will make, and who is assigned what."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lantoa.agencies import tree
from lantoa.agencies.groups import rosters
from lantoa.agencies.models import Agency, AgencyGroup
from lantoa.agencies.models.bodies import true_on
from lantoa.assignments.blueprint import Meaning
from lantoa.assignments.models import Assignment, Resolution
from lantoa.assignments.resolution import ProposedResolution, propose
from lantoa.assignments.resolution.propose import words_of
from lantoa.domain.every import Every
from lantoa.domain.lifecycle import COUNTING, AssignmentKind, PartyRole
from lantoa.plans.models import PARTY_ROLE_LABELS, Obligation, Party, Plan
from lantoa.vietnamese import fold


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Words of a plan with what they mean now: decided by a person, or proposed."""

    words: str
    key: str
    roles: str
    agencies: tuple[Agency, ...]
    post: str
    how: str
    certain: bool
    decided: bool
    set_aside: bool
    group: AgencyGroup | None = None
    offer: tuple[Agency, ...] = ()
    offer_words: str = ""

    @property
    def open(self) -> bool:
        """Whether a person still has to decide."""
        return not self.decided and not self.certain

    @property
    def names(self) -> str:
        """The agencies' short names in one line."""
        return ", ".join(agency.short_name for agency in self.agencies)


def key_of(words: str) -> str:
    """How an address names words: it stays the same while the plan is edited around them."""
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def issuer_existed(plan: Plan, day: date) -> bool:
    """Whether the plan's issuer was there on a day: an old plan may be older than the body it was brought in for."""
    issuer = plan.issuer
    return issuer.starts_on <= day and (issuer.ends_on is None or day < issuer.ends_on)


def wordings(plan: Plan, on: date) -> list[Wording]:
    """Every wording of a plan with its meaning, in the plan's order. The number of queries is fixed."""
    saved = {row.words: row for row in plan.resolutions.prefetch_related("agencies").select_related("group")}
    roles, groups = _roles(plan), [row.group for row in saved.values() if row.group]
    members = {pk: roster.agencies for pk, roster in rosters(groups, on).items()}
    return [_wording(row, saved.get(row.words), roles, members) for row in propose(plan=plan, on=on)]


def _wording(
    row: ProposedResolution,
    kept: Resolution | None,
    roles: dict[str, list[str]],
    members: dict[int, tuple[Agency, ...]],
) -> Wording:
    """One wording; a group chosen for it means its members of the day until the issue freezes them."""
    agencies, post, how = row.agencies, row.post, row.how
    if kept is not None and kept.group is not None:
        agencies, post = members[kept.group.pk], kept.post
        how = f"Đã chọn nhóm “{kept.group.name}”: {len(agencies)} cơ quan trong ngày ban hành."
    elif kept is not None:
        agencies = tuple(sorted(kept.agencies.all(), key=lambda agency: agency.sort_key))
        post, how = kept.post, "Không giao." if kept.set_aside else "Đã chọn."
    return Wording(
        words=row.words,
        key=key_of(row.words),
        roles=", ".join(roles.get(row.words, ["thực hiện"])),
        agencies=agencies,
        post=post,
        how=how,
        certain=row.certain and kept is None,
        decided=kept is not None and (kept.set_aside or bool(agencies)),
        set_aside=kept is not None and kept.set_aside,
        group=kept.group if kept is not None else row.group,
        offer=row.offer if kept is None else (),
        offer_words=row.offer_words if kept is None else "",
    )


def _roles(plan: Plan) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    parties = Party.objects.filter(item__plan=plan).order_by("pk").values_list("words", "role").distinct()
    for words, role in parties:
        label = PARTY_ROLE_LABELS[PartyRole(role)]
        if label not in found.setdefault(words.strip(), []):
            found[words.strip()].append(label)
    return found


def meanings(found: Iterable[Wording]) -> dict[str, Meaning]:
    """Words and what they mean, as the drawing takes them; what is still open means nobody."""
    return {row.words: Meaning(() if row.open else row.agencies, row.post) for row in found}


def saved_words(plan: Plan) -> list[str]:
    """The words for which a decision may be saved."""
    return words_of(plan)


def offered(q: str, on: date, limit: int = 30) -> list[Agency]:
    """Agencies valid on a day whose name or other name holds the words, with or without accents."""
    text = fold(q.strip())
    if not text:
        return []
    rows = Agency.objects.filter(true_on(on)).order_by("sort_key", "pk")
    by_name = list(rows.filter(folded__contains=text)[:limit])
    also = list(rows.filter(names__folded__contains=text).distinct()[:limit])
    return list({row.pk: row for row in [*by_name, *also]}.values())[:limit]


def by_public_ids(ids: Iterable[str]) -> list[Agency]:
    """Agencies by their public ids, in Vietnamese order; unknown ids are left out."""
    return list(Agency.objects.filter(public_id__in=list(ids)).order_by("sort_key", "pk"))


def watched_in_plans(seats: frozenset[int], on: date) -> set[int]:
    """Ids of the agencies with work in a plan in force that one of these agencies coordinates (a watch source).

    A plan opens to its coordinator only bodies that stand under its issuer: else whoever may issue a plan could open
    any body's work by naming it there. Whoever is merely asked is watched by nobody. A query, and one an issuer.
    """
    rows = Assignment.objects.filter(plan__coordinator_id__in=seats, plan__state__in=COUNTING)
    given = rows.exclude(kind=AssignmentKind.REQUEST).order_by().values_list("plan__issuer_id", "agency_id").distinct()
    by_issuer: dict[int, set[int]] = defaultdict(set)
    for issuer, agency in given:
        by_issuer[issuer].add(agency)
    return {pk for issuer, agencies in by_issuer.items() for pk in agencies & tree.with_below([issuer], on)}


def plans_with_work_for(agency_ids: frozenset[int]) -> QuerySet[Assignment, int]:
    """Ids of the plans that give one of these agencies work."""
    return Assignment.objects.filter(agency_id__in=agency_ids).order_by().values_list("plan_id", flat=True).distinct()


def reports_waiting(plan: Plan) -> QuerySet[Assignment]:
    """Owed reports of a plan; no duty comes of them until a regime is named for their obligation."""
    rows = Assignment.objects.filter(plan=plan, obligation__is_report=True)
    return rows.select_related("obligation", "agency")


def doubts_of(obligation: Obligation, year: int) -> list[str]:
    """What a person should look at before issue: unit, quota, year, what the reading added."""
    said = []
    counted = Every(obligation.every).is_counted and not obligation.is_report
    if counted and not obligation.unit:
        said.append("chưa có đơn vị tính")
    if counted and obligation.minimum is None and obligation.maximum is None and obligation.total is None:
        said.append("không nêu số lượng, tính ít nhất 1 mỗi kỳ")
    if obligation.starts_on.year != year or obligation.last_on.year not in (year, year + 1):
        said.append(f"thời gian {obligation.starts_on:%d/%m/%Y}–{obligation.last_on:%d/%m/%Y} lệch năm {year}")
    if counted and {"min", "max", "every"} & set(obligation.inferred):
        said.append("số lượng do máy suy ra")
    return said
