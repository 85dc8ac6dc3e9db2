"""What a plan's page says of the plans above and below it: to begin one's own, to go on with it, to look at both."""

from dataclasses import dataclass

from django.urls import reverse

from lantoa.agencies.reach import Reach
from lantoa.domain.cascade import CascadeKind
from lantoa.domain.lifecycle import PlanState
from lantoa.plans import access, cascade_access, cascade_queries
from lantoa.plans.models import Plan


@dataclass(frozen=True, kw_only=True)
class Card:
    """A line with one way on."""

    text: str
    url: str
    action: str
    urgent: bool = False


def cards_above(person: Reach, plan: Plan, *, offer: bool = True) -> list[Card]:
    """On a plan of the person's: what it carries out, how much of that waits; else, if offered, the way to say so."""
    if not access.may_write(person, plan) or plan.state == PlanState.DROPPED:
        return []
    found = []
    for row in cascade_queries.follows(plan):
        waiting = cascade_queries.waiting_of(row)
        said = f"Thực hiện {row.upper.document_type.lower()} số {row.upper.number} của {row.upper.issuer.name}."
        text = f"{said} Còn {waiting} mục chờ xem." if waiting else f"{said} Đã xem hết các mục."
        action = "Xem từng mục" if row.kind == CascadeKind.DERIVED else "Xem đối chiếu"
        found.append(
            Card(text=text, url=reverse("plans:sheet", args=[row.public_id]), action=action, urgent=waiting > 0)
        )
    if offer and not found and cascade_queries.plans_above(person, plan):
        url = reverse("plans:follow", args=[plan.public_id])
        found.append(Card(text="Có kế hoạch cấp trên cùng năm.", url=url, action="Đối chiếu với cấp trên"))
    return found


def cards_below(person: Reach, upper: Plan) -> list[Card]:
    """On an issued plan: for each body of the person's that it gives work, to begin its plan or to go on with it."""
    begun = cascade_queries.plans_from(upper, person.agencies_as(*access.DRAFTING))
    found = []
    for row in begun:
        text = f"{row.lower.issuer.short_name} đã lập kế hoạch thực hiện kế hoạch này."
        found.append(Card(text=text, url=reverse("plans:sheet", args=[row.public_id]), action="Xem"))
    for agency in cascade_access.deriving_bodies(person, upper, [row.lower.issuer_id for row in begun]):
        url = reverse("plans:derive", args=[upper.public_id, agency.public_id])
        text = f"{agency.short_name} chưa có kế hoạch thực hiện kế hoạch này."
        action = f"Lập kế hoạch của {agency.short_name} từ {upper.short_name}"
        found.append(Card(text=text, url=url, action=action, urgent=True))
    return found
