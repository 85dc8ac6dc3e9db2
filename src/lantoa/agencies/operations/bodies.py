"""Bodies: one is added, is called otherwise, hangs from another. A reorganisation with successors is not made here."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from lantoa.adapters import clock
from lantoa.agencies import tree
from lantoa.agencies.access import may_administer, require
from lantoa.agencies.kinds import AGENCY_KIND_LABELS, LEVEL_LABELS, AgencyKind, Level, Role
from lantoa.agencies.models import Agency, AgencyLink, AgencyName, LinkKind, User
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.operations.stale import refuse_stale
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import differences, record
from lantoa.domain.codes import identifier_code
from lantoa.persistence.names import name_columns
from lantoa.persistence.refusal import Refused
from lantoa.vietnamese import fold

_COLUMNS = ("name", "short_name", "kind", "level", "symbol", "code")
_LINK_WORDS = {LinkKind.OFFICE: "phòng của", LinkKind.UNDER: "trực thuộc"}


@transaction.atomic
def add_agency(
    *, actor: User, token: str, parent: Agency, link: LinkKind, values: dict[str, Any], starts_on: date
) -> Agency:
    """Add a body under one the person administers.

    in: the form's token (it becomes the public id, so a retry gives the same body), how it hangs from the parent,
    name, short_name, kind, level, symbol, code, other_names. Raises Forbidden, Refused.
    """
    require(may_administer(reach_of(actor, clock.today()), parent.pk))
    made = Agency.objects.filter(public_id=token).first()
    if made is not None:
        require(made.name == values["name"] and may_administer(reach_of(actor, clock.today()), made.pk))
        return made
    if starts_on < parent.starts_on or (parent.ends_on and starts_on >= parent.ends_on):
        raise Refused("Ngày bắt đầu phải nằm trong thời gian cơ quan cấp trên còn hiệu lực.", field="starts_on")
    _refuse_twin(values["name"], parent, starts_on)
    columns = _columns(values)
    _refuse_code_in_use(columns, None, starts_on)
    agency = Agency.objects.create(public_id=token, starts_on=starts_on, **columns)
    AgencyLink.objects.create(child=agency, parent=parent, kind=link, starts_on=starts_on)
    _set_names(agency, values.get("other_names", ()))
    _record(
        "add_agency",
        actor,
        agency,
        differences({}, _state(agency) | {"parent": str(parent), "link": _LINK_WORDS[link]}),
    )
    return agency


@transaction.atomic
def edit_agency(*, actor: User, agency: Agency, version: int, values: dict[str, Any]) -> Agency:
    """Correct what a body is called and what it is. Its former name stays among the other names, for old documents.

    in: the version the form was made from, name, short_name, kind, level, symbol, code, other_names.
    Raises Forbidden, Refused.
    """
    row = Agency.objects.select_for_update().get(pk=agency.pk)
    require(may_administer(reach_of(actor, clock.today()), row.pk))
    refuse_stale(row.version, version)
    before = _state(row)
    columns = _columns(values)
    _refuse_code_in_use(columns, row.pk, clock.today())
    for name, value in columns.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    former = [before["name"]] if before["name"] != row.name else []
    _set_names(row, [*values.get("other_names", ()), *former])
    _record("edit_agency", actor, row, differences(before, _state(row)))
    return row


@transaction.atomic
def move_agency(*, actor: User, agency: Agency, parent: Agency, link: LinkKind, starts_on: date) -> AgencyLink:
    """End the link a body hangs by and start another, from a day on; both stay readable on their own days.

    Raises Forbidden unless the person administers the body and its new parent; Refused for a move that would make a
    circle, that begins before the present link, or that a later link already follows.
    """
    row = Agency.objects.select_for_update().get(pk=agency.pk)
    reach = reach_of(actor, clock.today())
    require(may_administer(reach, row.pk) and may_administer(reach, parent.pk))
    _refuse_circle(row, parent, starts_on)
    links = AgencyLink.objects.select_for_update().filter(child=row)
    if links.filter(starts_on__gt=starts_on).exists():
        raise Refused("Cơ quan này đã có một lần chuyển sau ngày đó. Hãy chọn ngày muộn hơn.", field="starts_on")
    present = links.filter(Q(ends_on=None) | Q(ends_on__gt=starts_on)).select_related("parent").first()
    before = {"parent": str(present.parent), "link": present.get_kind_display()} if present else {}
    after = {"parent": str(parent), "link": _LINK_WORDS[link], "starts_on": starts_on}
    if present and (present.parent_id, present.kind) == (parent.pk, link):
        raise Refused("Cơ quan này đang trực thuộc đúng như vậy.", field="parent")
    if (
        present and present.starts_on == starts_on
    ):  # the same day: the first choice was a mistake, not a time of its own
        present.parent, present.kind = parent, link
        present.save(update_fields=["parent", "kind"])
        made = present
    else:
        if present:
            present.ends_on = starts_on
            present.save(update_fields=["ends_on"])
        made = AgencyLink.objects.create(child=row, parent=parent, kind=link, starts_on=starts_on)
    _record("move_agency", actor, row, differences(before, after))
    return made


def _columns(values: dict[str, Any]) -> dict[str, Any]:
    """The columns of a body out of what was typed. Raises Refused for an unknown kind or level, or no name."""
    if not values.get("name"):
        raise Refused("Chưa nhập tên cơ quan.", field="name")
    if values.get("kind") not in AGENCY_KIND_LABELS:
        raise Refused("Chưa chọn loại cơ quan.", field="kind")
    if values.get("level") not in LEVEL_LABELS:
        raise Refused("Chưa chọn cấp.", field="level")
    try:
        code = identifier_code(values.get("code", ""))
    except ValueError as error:
        raise Refused(str(error), field="code") from error
    return name_columns(values["name"]) | {
        "short_name": values.get("short_name") or values["name"][:120],
        "kind": AgencyKind(values["kind"]),
        "level": Level(values["level"]),
        "symbol": values.get("symbol", ""),
        "code": code,
    }


def _refuse_code_in_use(columns: dict[str, Any], own: int | None, on: date) -> None:
    """One code, one body at a time; a body that ended may have passed its code on."""
    other = (
        Agency.objects.filter(true_on(on), code=columns["code"]).exclude(pk=own).first() if columns["code"] else None
    )
    if other is not None:
        raise Refused(f"Mã định danh {columns['code']} đang dùng cho {other}.", field="code")


def _set_names(agency: Agency, names: Iterable[str]) -> None:
    """Make the other names exactly these; the body's own name is not another name."""
    wanted = {fold(name): name for name in names if name and fold(name) != agency.folded}
    AgencyName.objects.filter(agency=agency).exclude(folded__in=wanted).delete()
    kept = dict(AgencyName.objects.filter(agency=agency).values_list("folded", "name"))
    for folded, name in wanted.items():
        if folded not in kept:
            AgencyName.objects.create(agency=agency, name=name, folded=folded)
        elif kept[folded] != name:
            AgencyName.objects.filter(agency=agency, folded=folded).update(name=name)


def _state(agency: Agency) -> dict[str, Any]:
    names = AgencyName.objects.filter(agency=agency).order_by("folded").values_list("name", flat=True)
    state = {name: str(getattr(agency, name)) for name in _COLUMNS}
    words = {"kind": AGENCY_KIND_LABELS[AgencyKind(agency.kind)], "level": LEVEL_LABELS[Level(agency.level)]}
    return state | words | {"other_names": "; ".join(names)}


def _refuse_twin(name: str, parent: Agency, on: date) -> None:
    """Two bodies of one name under one parent could never be told apart."""
    if any(row.folded == fold(name) for row in tree.children_of(parent, on)):
        raise Refused(f"Dưới {parent} đã có một cơ quan tên này.", field="name")


def _refuse_circle(agency: Agency, parent: Agency, on: date) -> None:
    """No body stands under itself, on the day and on every later one on which a link begins that is there already."""
    later = AgencyLink.objects.filter(starts_on__gt=on).order_by("starts_on").values_list("starts_on", flat=True)
    for day in (on, *later.distinct()):
        if agency.pk == parent.pk or parent.pk in tree.below([agency.pk], day):
            raise Refused("Không thể đặt một cơ quan dưới chính nó hoặc dưới cơ quan trực thuộc nó.", field="parent")


def _record(operation: str, actor: User, agency: Agency, changes: dict[str, Any]) -> None:
    record(operation=operation, actor=actor, obj=agency, agency=agency, role=Role.ADMINISTRATOR, changes=changes)
