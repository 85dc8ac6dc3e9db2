"""Who is in a named group on a day: the rule by kind, level and subtree, and what was put in or left out by hand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from lantoa.agencies import tree
from lantoa.agencies.kinds import AGENCY_KIND_LABELS, LEVEL_LABELS, AgencyKind, Level
from lantoa.agencies.models import Agency, AgencyGroup, GroupMember
from lantoa.agencies.models.bodies import true_on


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Which bodies a group takes by itself: of these kinds, at these levels (any where empty), below one body.

    No kind: nobody by the rule, the group is a list made by hand. `under` None: anywhere.
    """

    kinds: tuple[AgencyKind, ...] = ()
    levels: tuple[Level, ...] = ()
    under: int | None = None


@dataclass(frozen=True, kw_only=True)
class Roster:
    """Who is in a group on a day, in Vietnamese order.

    `added` and `left_out`: ids put in and left out by hand that made a difference; `gone`: bodies put in by hand that
    do not exist on the day, so that a person looks at them.
    """

    agencies: tuple[Agency, ...]
    added: frozenset[int] = frozenset()
    left_out: tuple[Agency, ...] = ()
    gone: tuple[Agency, ...] = ()

    def __len__(self) -> int:
        return len(self.agencies)


def rule_of(group: AgencyGroup) -> Rule:
    """The rule a group keeps."""
    return Rule(
        kinds=tuple(AgencyKind(kind) for kind in group.kinds),
        levels=tuple(Level(level) for level in group.levels),
        under=group.under_id,
    )


def matching(rule: Rule, on: date) -> QuerySet[Agency]:
    """The bodies a rule takes on a day; `under` itself is never among them. One query more for a subtree."""
    if not rule.kinds:
        return Agency.objects.none()
    rows = Agency.objects.filter(true_on(on), kind__in=rule.kinds)
    if rule.levels:
        rows = rows.filter(level__in=rule.levels)
    if rule.under is not None:
        rows = rows.filter(pk__in=tree.below([rule.under], on))
    return rows.order_by("sort_key", "pk")


def roster(rule: Rule, by_hand: Mapping[int, bool], on: date) -> Roster:
    """Who a rule and the choices by hand make on a day. in: {agency id: put in (True) or left out (False)}."""
    found = {row.pk: row for row in matching(rule, on)}
    chosen = Agency.objects.in_bulk(by_hand)
    true_then = {pk for pk, row in chosen.items() if row.starts_on <= on and (row.ends_on is None or row.ends_on > on)}
    added = {pk for pk, put_in in by_hand.items() if put_in and pk in true_then} - found.keys()
    left_out = {pk for pk, put_in in by_hand.items() if not put_in} & found.keys()
    kept = [row for pk, row in found.items() if pk not in left_out] + [chosen[pk] for pk in added]
    gone = [chosen[pk] for pk, put_in in by_hand.items() if put_in and pk in chosen and pk not in true_then]
    return Roster(
        agencies=_in_order(kept),
        added=frozenset(added),
        left_out=_in_order(found[pk] for pk in left_out),
        gone=_in_order(gone),
    )


def rosters(groups: Iterable[AgencyGroup], on: date) -> dict[int, Roster]:
    """The roster of each group on a day. in: groups; out: {group id: roster}. A few queries a group."""
    rows = list(groups)
    by_hand: dict[int, dict[int, bool]] = defaultdict(dict)
    members = GroupMember.objects.filter(true_on(on), group__in=[row.pk for row in rows])
    for group, agency, included in members.order_by("starts_on").values_list("group_id", "agency_id", "included"):
        by_hand[group][agency] = included
    return {row.pk: roster(rule_of(row), by_hand[row.pk], on) for row in rows}


def roster_of(group: AgencyGroup, on: date) -> Roster:
    """The roster of one group on a day."""
    return rosters([group], on)[group.pk]


def usable_by(agencies: Iterable[Agency], on: date) -> QuerySet[AgencyGroup]:
    """The groups that a plan of these bodies may name: their own and those of the bodies above, still used on a day."""
    paths = tree.paths_to_root([agency.pk for agency in agencies], on)
    rows = AgencyGroup.objects.filter(owner__in={pk for path in paths.values() for pk in path})
    rows = rows.filter(Q(retired_on=None) | Q(retired_on__gt=on))
    return rows.select_related("owner", "under").order_by("sort_key", "pk")


def in_words(rule: Rule, under: Agency | None = None) -> str:
    """A rule as a sentence: "Ủy ban nhân dân, cấp xã, thuộc UBND tỉnh"."""
    if not rule.kinds:
        return "Danh sách chọn từng cơ quan"
    parts = ["; ".join(AGENCY_KIND_LABELS[kind] for kind in rule.kinds)]
    if rule.levels:
        parts.append("; ".join(LEVEL_LABELS[level] for level in rule.levels))
    if under is not None:
        parts.append(f"thuộc {under.short_name}")
    return " · ".join(parts)


def _in_order(rows: Iterable[Agency]) -> tuple[Agency, ...]:
    return tuple(sorted(rows, key=lambda row: (row.sort_key, row.pk)))
