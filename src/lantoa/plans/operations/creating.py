"""A draft plan from a reading: everything the document says is kept."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import require
from lantoa.agencies.models import Agency, User
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import record
from lantoa.domain.lifecycle import ItemKind
from lantoa.persistence.refusal import Refused
from lantoa.plans import access, shape
from lantoa.plans.models import TEXT_PARTS, Item, Measure, Obligation, Party, Plan, PlanText, Product
from lantoa.plans.operations import rows
from lantoa.plans.operations.repeating import repropose
from lantoa.vietnamese import fold

Json = dict[str, Any]
_LIMITS = {"subject": 600, "document_type": 60, "number": 60, "place_name": 120}


@transaction.atomic
def create_draft_plan(*, actor: User, reading: Json, issuer: Agency, drafter: Agency, coordinator: Agency) -> Plan:
    """Make a draft plan out of Plan JSON: header, texts of all parts, themes, items with all that hangs from them.

    in: the person, a reading (PLAN_JSON), the three bodies (design, section 5). Channel words are matched to the
    catalogue where they are clear; repetitions are proposed, not decided. Raises Forbidden for a person who may not
    start such a plan, Refused for a reading without year or subject, or with numbers and dates that cannot be.
    """
    today = clock.today()
    person = reach_of(actor, today)
    bodies = {"issuer_id": issuer.pk, "drafter_id": drafter.pk, "coordinator_id": coordinator.pk}
    require(access.may_name(person, **bodies))
    plan = Plan.objects.create(created_by=actor, **bodies, **header_columns(reading.get("document") or {}))
    plan.writers.add(actor)
    PlanText.objects.bulk_create(
        PlanText(plan=plan, position=position, **columns) for position, columns in enumerate(_texts(reading))
    )
    _create_items(plan, reading)
    repropose(plan)
    role = person.role_at(drafter.pk, *access.DRAFTING) or person.role_at(coordinator.pk, *access.DRAFTING)
    record(operation="create_draft_plan", actor=actor, obj=plan, agency=drafter, role=role)
    return plan


def header_columns(document: Json) -> Json:
    """The columns of a plan's header from «document» of Plan JSON. Raises Refused for a missing year or subject."""
    year = document.get("year")
    if not isinstance(year, int) or not shape.EARLIEST_YEAR <= year <= shape.LATEST_YEAR:
        raise Refused("Chưa rõ kế hoạch của năm nào. Hãy ghi năm ở phần đầu văn bản.", field="year")
    issued_on = shape.day(document.get("issued_on"), what="Ngày ban hành")
    refuse_wrong_year(issued_on, year)
    signer = document.get("signer") or {}
    columns = {
        "document_type": shape.words(document.get("type")) or "Kế hoạch",
        "subject": shape.words(document.get("subject")),
        "year": year,
        "number": shape.words(document.get("number")) or None,
        "place_name": shape.words(document.get("place")),
        "issued_on": issued_on,
        "signer_capacity": shape.words(signer.get("capacity"))[:120],
        "signer_title": shape.words(signer.get("title"))[:120],
        "signer_name": shape.words(signer.get("name"))[:120],
    }
    if not columns["subject"]:
        raise Refused("Chưa có trích yếu của kế hoạch.", field="subject")
    for name, limit in _LIMITS.items():
        if len(columns[name] or "") > limit:
            raise Refused(f"“{columns[name][:60]}…” dài quá {limit} chữ.", field=name)
    return columns | {"folded": fold(columns["subject"])[:600]}


def refuse_wrong_year(issued_on: Any, year: int) -> None:
    """Raise Refused when a plan of a year bears a date that is neither in that year nor in the one before."""
    if issued_on is not None and issued_on.year not in (year - 1, year):
        raise Refused(
            f"Ngày ban hành {issued_on:%d/%m/%Y} không hợp với kế hoạch năm {year}. Hãy xem lại ngày hoặc năm.",
            field="issued_on",
        )


def _texts(reading: Json) -> Iterator[Json]:
    """Columns of everything that is no item, in the document's order."""
    document = reading.get("document") or {}
    for text in reading.get("bases") or ():
        yield _text("basis", text=text)
    for row in reading.get("body") or ():
        part = row.get("part")
        yield _text(
            part if part in TEXT_PARTS else "other", **{key: row.get(key) for key in ("ref", "heading", "text")}
        )
    for row in reading.get("themes") or ():
        yield _text("theme", ref=row.get("ref"), text=row.get("text"))
    for row in document.get("references") or ():
        # A cited document: its date as ref, its type as heading, its number as text.
        yield _text("reference", ref=row.get("date"), heading=row.get("type"), text=row.get("number"))
    for text in document.get("recipients") or ():
        yield _text("recipient", text=text)


def _text(part: str, *, ref: Any = None, heading: Any = None, text: Any = None) -> Json:
    return {"part": part, "ref": shape.words(ref)[:40], "heading": shape.words(heading), "text": shape.words(text)}


def _create_items(plan: Plan, reading: Json) -> None:
    channels = rows.channels_on(clock.today())
    found = [(kind, data) for kind, section in shape.SECTIONS.items() for data in reading.get(section) or ()]
    items = Item.objects.bulk_create(
        Item(plan=plan, position=position, **shape.item_columns(ItemKind(kind), data))
        for position, (kind, data) in enumerate(found)
    )
    pairs = [(item, data) for item, (_, data) in zip(items, found, strict=True)]
    Party.objects.bulk_create(row for item, data in pairs for row in rows.party_rows(item, data))
    Product.objects.bulk_create(row for item, data in pairs for row in rows.product_rows(item, data))
    Measure.objects.bulk_create(row for item, data in pairs for row in rows.measure_rows(item, data))
    Obligation.objects.bulk_create(
        row
        for item, data in pairs
        for row in rows.obligation_rows(item, data.get("obligations") or (), channels, plan.year)
    )
