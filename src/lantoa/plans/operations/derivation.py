"""A body makes its plan from an issued one above: each row that concerns it is adopted, sharpened or declined."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import Forbidden, require
from lantoa.agencies.models import Agency, User
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import record
from lantoa.domain.cascade import CascadeKind, Decision, PairState, Stance
from lantoa.domain.lifecycle import ItemKind, PartyRole, PlanOrigin, Share
from lantoa.persistence.refusal import Refused
from lantoa.plans import access, cascade_access, shape
from lantoa.plans.channels import match_channel
from lantoa.plans.following import UpperRow, upper_rows
from lantoa.plans.models import Adoption, AdoptionPair, Cascade, Item, Obligation, Party, Plan, PlanText
from lantoa.plans.operations import rows
from lantoa.plans.operations.copying import copy_plan
from lantoa.plans.operations.creating import header_columns
from lantoa.plans.operations.editing import finish
from lantoa.plans.operations.restating import compare_items, restate_cascade

Json = dict[str, Any]
KEPT_TEXTS = ("theme",)


@transaction.atomic
def derive_plan(*, actor: User, upper: Plan, agency: Agency, subject: str = "") -> Plan:
    """Start a body's draft from an issued plan above; every row that concerns the body waits there as a proposal.

    in: the person, the plan above (it gives the body work), the body. out: the draft; the one begun before, where
    there is one. Raises Forbidden; Refused for a subject too long.
    """
    person = reach_of(actor, clock.today())
    upper = Plan.objects.select_for_update(of=("self",)).select_related("issuer", "coordinator").get(pk=upper.pk)
    require(cascade_access.may_derive(person, upper, agency) and access.visible(person).filter(pk=upper.pk).exists())
    begun = Cascade.objects.filter(upper=upper, lower__issuer=agency).exclude(lower__state="dropped")
    before = begun.select_related("lower").first()
    if before is not None:
        return before.lower
    document = {"type": upper.document_type, "subject": subject.strip() or proposed_subject(upper, agency)}
    columns = header_columns(document | {"year": upper.year, "place": agency.short_name.split(" ", 1)[-1]})
    plan = Plan.objects.create(
        created_by=actor,
        issuer=agency,
        drafter=agency,
        coordinator=agency,
        origin=upper,
        origin_kind=PlanOrigin.DERIVATION,
        roll=upper.roll,
        **columns,
    )
    plan.writers.add(actor)
    _texts(upper, plan)
    cascade = Cascade.objects.create(lower=plan, upper=upper, kind=CascadeKind.DERIVED, created_by=actor)
    wanted = [row for row in upper_rows(upper, agency.pk) if row.required or row.supported]
    Adoption.objects.bulk_create(
        Adoption(cascade=cascade, upper_item=row.item, required=row.required) for row in wanted
    )
    role = person.role_at(agency.pk, *access.DRAFTING)
    record(
        operation="derive_plan", actor=actor, obj=plan, agency=agency, role=role, changes={"upper": [None, str(upper)]}
    )
    return plan


def proposed_subject(upper: Plan, agency: Agency) -> str:
    """The subject of the plan above with the place of its issuer exchanged for the body's own."""
    words, place = upper.subject, agency.short_name
    above = upper.issuer.name.removeprefix("Ủy ban nhân dân ")
    if above and above in words:
        below = agency.name.removeprefix("Ủy ban nhân dân ")
        return words.replace(above, below)
    return f"{words} của {place}"[:600]


def _texts(upper: Plan, plan: Plan) -> None:
    """The basis that names the plan above, who is to receive it there, and the themes, which hold everywhere."""
    day = f"{upper.issued_on:%d/%m/%Y}" if upper.issued_on else ""
    basis = f"Căn cứ {upper.document_type} số {upper.number} ngày {day} của {upper.issuer.name} về {upper.subject};"
    found = [
        PlanText(plan=plan, part="basis", text=basis),
        PlanText(
            plan=plan,
            part="reference",
            ref=upper.issued_on.isoformat() if upper.issued_on else "",
            heading=upper.document_type,
            text=upper.number or "",
        ),
    ]
    themes = upper.texts.filter(part__in=KEPT_TEXTS).order_by("position")
    found += [PlanText(plan=plan, part=row.part, ref=row.ref, heading=row.heading, text=row.text) for row in themes]
    found.append(PlanText(plan=plan, part="recipient", text=upper.coordinator.name))
    for position, row in enumerate(found):
        row.position = position
    PlanText.objects.bulk_create(found)


@transaction.atomic
def adopt_row(
    *,
    actor: User,
    adoption: Adoption,
    leads: Sequence[str],
    changes: Mapping[int, Json] | None = None,
    reason: str = "",
) -> Adoption:
    """Take a row of the plan above into the draft: as it is, or with other numbers and dates.

    in: who does it inside (offices, posts, in words; nobody: the body itself), for obligations above that change here
    their keys of Plan JSON by integer key, a reason where the body undertakes less. out: the row with its stance.
    Raises Forbidden; Refused where it is decided already, where numbers cannot be, where less is undertaken and no
    reason given.
    """
    row, plan = _locked(actor, adoption)
    if row.decision != Decision.OPEN:
        raise Refused("Mục này đã được quyết định. Hãy mở lại mục trước khi sửa.")
    above = _row_above(row)
    item = _take(row, above, plan, list(leads), changes or {})
    verdict = compare_items(above, [item]) if above.is_compared else None
    if verdict is not None and verdict.stance == Stance.WEAKER and not reason.strip():
        raise Refused(f"Thấp hơn cấp trên ({verdict.sentence}). Hãy nâng lên, hoặc ghi lý do.", field="reason")
    AdoptionPair.objects.create(
        adoption=row, lower_item=item, state=PairState.CONFIRMED, why=["lập từ mục của cấp trên"]
    )
    row.decision, row.reason = Decision.TAKEN, reason.strip()
    _decided(row, actor)
    finish(plan, actor, "adopt_row", {"row": [None, str(row.upper_item)]}, obligations_changed=True)
    return _restated(row)


@transaction.atomic
def decline_row(*, actor: User, adoption: Adoption, reason: str) -> Adoption:
    """Leave a row of the plan above out, with the reason. Raises Forbidden; Refused without a reason, or when taken."""
    row, plan = _locked(actor, adoption)
    if row.decision != Decision.OPEN:
        raise Refused("Mục này đã được quyết định. Hãy mở lại mục trước khi sửa.")
    if not reason.strip():
        raise Refused("Hãy ghi lý do không thực hiện để cấp trên biết.", field="reason")
    row.decision, row.reason = Decision.DECLINED, reason.strip()
    _decided(row, actor)
    finish(plan, actor, "decline_row", {"row": [None, str(row.upper_item)], "reason": [None, row.reason]})
    return _restated(row)


@transaction.atomic
def reopen_row(*, actor: User, adoption: Adoption) -> Adoption:
    """Take a decision back: what was taken over leaves the draft again. Raises Forbidden."""
    row, plan = _locked(actor, adoption)
    items = Item.objects.filter(plan=plan, answers__adoption=row)
    said = [str(item) for item in items]
    for item in items:
        if not item.answers.exclude(adoption=row).exists():
            item.delete()
    row.pairs.all().delete()
    row.decision, row.reason, row.confirmed = Decision.OPEN, "", False
    row.decided_by, row.decided_at = None, None
    row.save()
    finish(
        plan, actor, "reopen_row", {"row": [str(row.upper_item), None], "items": [said, []]}, obligations_changed=True
    )
    return _restated(row)


@transaction.atomic
def adopt_rest(*, actor: User, cascade: Cascade, leads: Sequence[str]) -> int:
    """Take over as they are all rows the body is to lead that nobody has decided on; how many. Raises Forbidden."""
    waiting = cascade.adoptions.filter(required=True, decision=Decision.OPEN).order_by("upper_item__position")
    rows_waiting = list(waiting)
    for row in rows_waiting:
        adopt_row(actor=actor, adoption=row, leads=leads)
    return len(rows_waiting)


def _locked(actor: User, adoption: Adoption) -> tuple[Adoption, Plan]:
    rows_locked = Adoption.objects.select_for_update(of=("self",))
    found = rows_locked.select_related("cascade__upper", "upper_item").filter(pk=adoption.pk).first()
    if found is None or found.cascade.kind != CascadeKind.DERIVED:
        raise Forbidden
    plan = Plan.objects.select_for_update(of=("self",)).select_related("issuer", "drafter", "coordinator")
    lower = plan.get(pk=found.cascade.lower_id)
    require(access.may_edit(reach_of(actor, clock.today()), lower))
    found.cascade.lower = lower
    return found, lower


def _row_above(row: Adoption) -> UpperRow:
    for found in upper_rows(row.cascade.upper, row.cascade.lower.issuer_id):
        if found.item.pk == row.upper_item_id:
            return found
    raise Refused("Mục này của cấp trên không còn giao cho cơ quan. Hãy tải lại trang.")


def _take(row: Adoption, above: UpperRow, plan: Plan, leads: list[str], changes: Mapping[int, Json]) -> Item:
    """The copy of the row above in the draft: its obligations of this body, who does it inside, other numbers."""
    doers = [name for name in (shape.words(lead) for lead in leads) if name] or [plan.issuer.name]
    wanted = {obligation.pk for obligation in above.obligations}
    origins: dict[int, Obligation] = {}

    def adjust(copy: Item | Obligation) -> None:
        if isinstance(copy, Obligation):
            origins[copy.origin_id] = copy
            _change(copy, changes.get(copy.origin_id), plan, doers)
        else:
            copy.ref = ""

    copies = copy_plan(
        source=row.cascade.upper,
        into=plan,
        keep=lambda item: item.pk == above.item.pk,
        keep_obligation=lambda obligation: obligation.pk in wanted,
        adjust=adjust,
        texts=False,
    )
    item = copies[above.item.pk]
    _parties(item, doers)
    _timing_words(item, above, changes)
    return Item.objects.prefetch_related("obligations", "measures").get(pk=item.pk)


def _change(copy: Obligation, keys: Json | None, plan: Plan, doers: list[str]) -> None:
    data = (
        shape.obligation_json(copy)
        | (keys or {})
        | {"who": doers, "share": Share.TOGETHER if len(doers) > 1 else Share.EACH}
    )
    for name, value in shape.obligation_columns(data, year=plan.year).items():
        setattr(copy, name, value)
    copy.same_as_decided = False
    if copy.channel_id is None and copy.channel_words:
        copy.channel = match_channel(copy.channel_words, rows.channels_on(clock.today()))


def _parties(item: Item, doers: list[str]) -> None:
    item.parties.all().delete()
    if item.kind in (ItemKind.TASK, ItemKind.RESPONSIBILITY):
        made = (Party(item=item, role=PartyRole.LEAD, words=name, position=at) for at, name in enumerate(doers))
        Party.objects.bulk_create(made)


def _timing_words(item: Item, above: UpperRow, changes: Mapping[int, Json]) -> None:
    """Where numbers or dates change, the words of the cell change with them."""
    said = [keys["phrase"] for keys in changes.values() if keys.get("phrase")]
    if said:
        item.timing_words = "; ".join(said)
        item.save(update_fields=["timing_words"])


def _decided(row: Adoption, actor: User) -> None:
    row.confirmed, row.decided_by, row.decided_at = True, actor, clock.now()
    row.save()


def _restated(row: Adoption) -> Adoption:
    restate_cascade(row.cascade)
    row.refresh_from_db()
    return row
