"""Reading plans: lists, one draft with everything in it, and the plan as Plan JSON again."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from lantoa.agencies.kinds import AgencyKind, Role
from lantoa.agencies.models import Agency
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.reach import Reach
from lantoa.agencies.tree import paths_to_root
from lantoa.domain.lifecycle import ItemKind, PlanState
from lantoa.plans import access, shape
from lantoa.plans.models import Item, Obligation, Plan
from lantoa.vietnamese import fold

Json = dict[str, Any]
NOT_BODY = ("basis", "theme", "recipient", "reference")


def plan_list(person: Reach, *, q: str = "", year: int | None = None, state: str = "") -> QuerySet[Plan]:
    """The plans a person may see, searched by words of subject or number (with or without accents), year and state."""
    plans = access.visible(person).select_related("issuer", "coordinator").annotate(item_count=Count("items"))
    if q.strip():
        plans = plans.filter(Q(folded__contains=fold(q.strip())) | Q(number__icontains=q.strip()))
    if year:
        plans = plans.filter(year=year)
    plans = plans.filter(state=state) if state in set(PlanState) else plans.exclude(state=PlanState.DROPPED)
    return plans.order_by("-year", "-id")


def waiting_for(person: Reach) -> QuerySet[Plan]:
    """The drafts that wait for a person's decision, as head of the body that issues them; the longest waiting first."""
    heads = person.agencies_as(Role.HEAD)
    rows = Plan.objects.filter(state=PlanState.SUBMITTED, issuer_id__in=heads)
    return rows.select_related("drafter").order_by("pk") if heads else rows.none()


def items_of(plan: Plan) -> QuerySet[Item]:
    """A plan's items in force, in order, with parties, products, measures and obligations: a fixed number of queries.

    What an amendment ended is left out; `draft_groups` shows it too.
    """
    obligations = Prefetch("obligations", Obligation.objects.filter(revoked_by=None).select_related("channel"))
    in_force = plan.items.filter(revoked_by=None).order_by("position")
    return in_force.prefetch_related("parties", "products", "measures", obligations)


def obligations_in_force(plan: Plan) -> QuerySet[Obligation]:
    """A plan's obligations that no amendment ended."""
    return Obligation.objects.filter(item__plan=plan, item__revoked_by=None, revoked_by=None)


def header_json(plan: Plan) -> Json:
    """The header of a plan as «document» of Plan JSON, without references and recipients, with bodies and roll."""
    signer = {"capacity": plan.signer_capacity, "title": plan.signer_title, "name": plan.signer_name}
    return {
        "type": plan.document_type,
        "number": plan.number,
        "issuer": plan.issuer.name,
        "place": plan.place_name or None,
        "issued_on": plan.issued_on.isoformat() if plan.issued_on else None,
        "subject": plan.subject,
        "year": plan.year,
        "signer": {key: value or None for key, value in signer.items()} if any(signer.values()) else None,
        "drafter": plan.drafter.name,
        "coordinator": plan.coordinator.name,
        "roll": plan.roll,
        "replaces": plan.replaces.public_id if plan.replaces else None,
    }


def plan_as_json(plan: Plan) -> Json:
    """The plan as Plan JSON: what a reading gave comes out again. `warnings` speak of a reading, so there are none."""
    texts = list(plan.texts.order_by("position"))
    document = header_json(plan)
    for key in ("drafter", "coordinator", "roll", "replaces"):
        document.pop(key)
    document["references"] = [
        {"type": row.heading or None, "number": row.text, "date": row.ref or None}
        for row in texts
        if row.part == "reference"
    ]
    document["recipients"] = [row.text for row in texts if row.part == "recipient"]
    whole: Json = {
        "document": document,
        "bases": [row.text for row in texts if row.part == "basis"],
        "body": [
            {"ref": row.ref, "part": row.part, "heading": row.heading or None, "text": row.text}
            for row in texts
            if row.part not in NOT_BODY
        ],
        "themes": [{"ref": row.ref, "text": row.text} for row in texts if row.part == "theme"],
        "warnings": [],
    }
    items = list(items_of(plan))
    for kind, section in shape.SECTIONS.items():
        whole[section] = [shape.item_json(item) for item in items if item.kind == kind]
    return whole


@dataclass(frozen=True, kw_only=True)
class DraftGroup:
    """Items of one kind, as the draft screen shows them."""

    kind: ItemKind
    title: str
    items: list[Item]


GROUP_TITLES = {
    ItemKind.TASK: "Phụ lục: nhiệm vụ",
    ItemKind.RESPONSIBILITY: "Tổ chức thực hiện",
    ItemKind.TARGET: "Chỉ tiêu",
    ItemKind.FORM: "Hình thức tuyên truyền",
}


def draft_groups(plan: Plan) -> list[DraftGroup]:
    """A draft's items by kind with parties and obligations, the appendix first. Each obligation knows its original."""
    rows = plan.items.order_by("position").select_related("revoked_by")
    items = list(rows.prefetch_related("parties", "obligations__channel", "obligations__revoked_by"))
    known = {row.pk: row for item in items for row in item.obligations.all()}
    for item in items:
        for row in item.obligations.all():
            row.item = item
            if row.same_as_id:
                row.same_as = known[row.same_as_id]
    found = [(kind, [item for item in items if item.kind == kind]) for kind in GROUP_TITLES]
    return [DraftGroup(kind=kind, title=GROUP_TITLES[kind], items=rows) for kind, rows in found if rows]


def open_repeats(plan: Plan) -> QuerySet[Obligation]:
    """The proposed repetitions of a plan that wait for a person, in the plan's order."""
    rows = Obligation.objects.filter(item__plan=plan, same_as__isnull=False, same_as_decided=False)
    return rows.select_related("item", "same_as__item").order_by("item__position", "position")


def replaceable(plan: Plan) -> QuerySet[Plan]:
    """The plans in force that a draft may replace: of the same issuer, not the one it amends."""
    rows = Plan.objects.filter(issuer_id=plan.issuer_id, state=PlanState.ISSUED)
    return rows.exclude(pk__in=[plan.pk, plan.origin_id or 0]).order_by("-year", "-pk")


@dataclass(frozen=True, kw_only=True)
class Bodies:
    """The agencies a person may name when starting a plan, in Vietnamese order."""

    issuers: list[Agency]
    drafters: list[Agency]
    coordinators: list[Agency]


def bodies_offered(person: Reach) -> Bodies:
    """Whom a person may name: own bodies and those above to issue, own to draft, also bodies beside to follow."""
    own = person.agencies_as(*access.DRAFTING)
    above = {pk for path in paths_to_root(own, person.on).values() for pk in path}
    beside = Q(links_up__parent_id__in=above, kind__in=(AgencyKind.DEPARTMENT, AgencyKind.OFFICE)) & _link_true(
        person.on
    )
    rows = (
        Agency.objects.filter(true_on(person.on)).filter(Q(pk__in=above | own) | beside).distinct().order_by("sort_key")
    )
    known = list(rows)
    return Bodies(
        issuers=[row for row in known if row.pk in above | own],
        drafters=[row for row in known if row.pk in own],
        coordinators=known,
    )


def _link_true(on: date) -> Q:
    return true_on(on, "links_up__")


def issuer_named(words: str, offered: list[Agency]) -> Agency | None:
    """The agency among those offered that a document's words for its issuer mean; None when none does.

    "Sở Nội vụ tỉnh Hồng Lam" means "Sở Nội vụ"; a short name must be the very words, since "UBND tỉnh" begins the name
    of any province's committee. The longest name that fits is taken.
    """
    said = _full(words or "")
    if not said:
        return None

    def fits(row: Agency) -> bool:
        known = _full(row.name)
        begins = known.startswith(f"{said} ") or said.startswith(f"{known} ")
        return said in (known, _full(row.short_name)) or begins

    found = [row for row in offered if fits(row)]
    return max(found, key=lambda row: (_full(row.name) == said, len(row.name)), default=None)


def _full(name: str) -> str:
    return " ".join(fold(name).replace("ubnd", "uy ban nhan dan").split())
