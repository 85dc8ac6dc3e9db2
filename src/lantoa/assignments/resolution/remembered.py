"""What the same words were taken to mean in an issuer's earlier plans, where a person had chosen."""

from dataclasses import dataclass, replace
from datetime import date

from lantoa.agencies.models import Agency, AgencyGroup
from lantoa.assignments.models import Resolution
from lantoa.assignments.resolution.directory import Directory
from lantoa.assignments.resolution.found import Found
from lantoa.assignments.resolution.named_groups import of_group
from lantoa.assignments.resolution.words import plain
from lantoa.domain.lifecycle import COUNTING


@dataclass(frozen=True, kw_only=True)
class Remembered:
    """What a person chose for words, in which plan."""

    plan: str
    agencies: tuple[Agency, ...]
    group: AgencyGroup | None
    post: str
    set_aside: bool


def remembered(issuer: Agency, on: date) -> dict[str, Remembered]:
    """{plain words: the latest choice by hand in a plan of this issuer issued up to a day}. Two queries."""
    rows = Resolution.objects.filter(
        by_hand=True, plan__issuer=issuer, plan__state__in=COUNTING, plan__issued_on__lte=on
    )
    rows = rows.select_related("plan", "group").prefetch_related("agencies").order_by("plan__issued_on", "pk")
    return {
        plain(row.words): Remembered(
            plan=row.plan.number or row.plan.subject[:60],
            agencies=tuple(sorted(row.agencies.all(), key=lambda agency: (agency.sort_key, agency.pk))),
            group=row.group,
            post=row.post,
            set_aside=row.set_aside,
        )
        for row in rows
    }


def with_memory(words: str, found: Found, book: Directory) -> Found:
    """What words mean, once what was chosen for them before is weighed.

    A group chosen before is proposed again with its members of the day. Bodies chosen one by one are only shown for a
    person to confirm: the reading by rule may have changed with the bodies. A reading that is certain and says the same
    stays as it is.
    """
    last = book.memory.get(plain(words))
    if last is None:
        return found
    if last.group is not None and (last.group.retired_on is None or last.group.retired_on > book.on):
        again = of_group(last.group, book, f"Như kế hoạch {last.plan}: nhóm “{last.group.name}”")
        return replace(again, post=last.post or found.post)
    if last.set_aside:
        if found.certain:
            return found
        return replace(found, how=f"Lần trước ({last.plan}) không giao ai. {found.how}")
    there = tuple(row for row in last.agencies if row.pk in book.agencies)
    if not there or (found.certain and set(found.agencies) == set(there)):
        return found
    how = f"Lần trước ({last.plan}) hiểu là: {_names(there)}. Nếu vẫn vậy, hãy xác nhận."
    if len(there) < len(last.agencies):
        gone = [row for row in last.agencies if row.pk not in book.agencies]
        how += f" Nay không còn: {_names(tuple(gone))}."
    return Found(
        there, how, certain=False, post=last.post or found.post, offer=found.offer, offer_words=found.offer_words
    )


def _names(agencies: tuple[Agency, ...]) -> str:
    shown = ", ".join(row.short_name for row in agencies[:6])
    return shown if len(agencies) <= 6 else f"{shown} và {len(agencies) - 6} cơ quan khác"
