"""Places of a body's territory: villages and loudspeaker clusters are added, names and codes corrected."""

from datetime import date
from typing import Any

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import may_administer_place, require
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Place, User
from lantoa.agencies.models.bodies import PLACE_KINDS, true_on
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import differences, record
from lantoa.domain.codes import statistics_code
from lantoa.persistence.names import name_columns
from lantoa.persistence.refusal import Refused

# What may stand right in what: units above come from the national list, or from an installation's beginning.
INSIDE = {
    "province": ("district", "commune"),
    "district": ("commune",),
    "commune": ("village", "cluster"),
    "village": ("cluster",),
}


@transaction.atomic
def add_territory(*, actor: User, token: str, parent: Place, kind: str, name: str, code: str, starts_on: date) -> Place:
    """Add a place in another. in: the form's token (a retry gives the same place). Raises Forbidden, Refused."""
    require(may_administer_place(reach_of(actor, clock.today()), parent))
    made = Place.objects.filter(public_id=token).first()
    if made is not None:
        require(made.parent_id == parent.pk)
        return made
    if kind not in INSIDE.get(parent.kind, ()):
        raise Refused(f"Trong {parent} không lập được {PLACE_KINDS.get(kind, 'loại này')}.", field="kind")
    if starts_on < parent.starts_on or (parent.ends_on and starts_on >= parent.ends_on):
        raise Refused(f"Ngày bắt đầu phải nằm trong thời gian có {parent}.", field="starts_on")
    columns = _columns(kind, name, code)
    _refuse_twin(parent, columns["folded"], starts_on)
    place = Place.objects.create(public_id=token, kind=kind, parent=parent, starts_on=starts_on, **columns)
    _record("add_territory", actor, place, differences({}, _state(place) | {"parent": str(parent)}))
    return place


@transaction.atomic
def edit_territory(*, actor: User, place: Place, name: str, code: str, ends_on: date | None) -> Place:
    """Correct a place's name or code, or end it from a day on. Raises Forbidden, Refused.

    A unit of government is merged or divided by decision, with whatever it became: it is not ended here.
    """
    row = Place.objects.select_for_update(of=("self",)).select_related("parent").get(pk=place.pk)
    require(may_administer_place(reach_of(actor, clock.today()), row))
    if ends_on is not None and ends_on <= row.starts_on:
        raise Refused("Ngày kết thúc phải sau ngày bắt đầu.", field="ends_on")
    if ends_on != row.ends_on and row.kind not in ("village", "cluster"):
        raise Refused("Đơn vị hành chính kết thúc theo quyết định sắp xếp, không kết thúc ở đây.", field="ends_on")
    before = _state(row)
    for column, value in _columns(row.kind, name, code).items():
        setattr(row, column, value)
    row.ends_on = ends_on
    row.save()
    _record("edit_territory", actor, row, differences(before, _state(row)))
    return row


def _columns(kind: str, name: str, code: str) -> dict[str, Any]:
    if not name:
        raise Refused("Chưa nhập tên.", field="name")
    try:
        return name_columns(name) | {"code": statistics_code(code, kind)[:20]}
    except ValueError as error:
        raise Refused(str(error), field="code") from error


def _refuse_twin(parent: Place, folded: str, on: date) -> None:
    if Place.objects.filter(true_on(on), parent=parent, folded=folded).exists():
        raise Refused(f"Trong {parent} đã có địa bàn tên này.", field="name")


def _state(place: Place) -> dict[str, Any]:
    return {"name": place.name, "code": place.code, "kind": PLACE_KINDS[place.kind], "ends_on": place.ends_on}


def _record(operation: str, actor: User, place: Place, changes: dict[str, Any]) -> None:
    record(operation=operation, actor=actor, obj=place, role=Role.ADMINISTRATOR, changes=changes)
