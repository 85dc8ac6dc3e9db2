"""What somebody with a right somewhere might try through a reorganisation elsewhere."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.agencies.access import Forbidden
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency, HeldRole, Reorganisation, User
from lantoa.agencies.operations.applying import apply_reorganisation
from lantoa.agencies.operations.reorganisation import Decision, begin_reorganisation, save_steps
from lantoa.agencies.operations.roles import take_over_roles
from lantoa.agencies.reach import reach_of
from lantoa.agencies.steps import Begun, KeptStep
from lantoa.persistence.identifiers import new_public_id

SINCE, TODAY = date(2025, 7, 1), date(2026, 10, 1)
DECISION = Decision(
    title="Sắp xếp", number="QĐ 01", decided_on=date(2026, 9, 1), issuer="UBND xã", takes_effect_on=date(2026, 9, 15)
)


def fresh(user: User) -> User:
    """The person without the rights that were read before."""
    return User.objects.get(pk=user.pk)


@pytest.fixture
def local(province: Any) -> User:
    """The administrator of one commune."""
    user = User.objects.create_user("quantrixa", "quantrixa-matkhau", name="Ngô Văn Lực")
    HeldRole.objects.create(user=user, agency=province.an_phuc, role=Role.ADMINISTRATOR, starts_on=SINCE)
    return user


@pytest.fixture
def own(local: User, province: Any) -> Reorganisation:
    """What that administrator prepares for its own commune."""
    return begin_reorganisation(actor=local, token=new_public_id(), agency=province.an_phuc, decision=DECISION)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_commune_swallows_no_other(local: User, own: Reorganisation, province: Any) -> None:
    swallow = KeptStep(kind="absorb", before=(province.binh_linh.public_id,), after=(province.an_phuc.public_id,))
    with pytest.raises(Forbidden):
        save_steps(actor=fresh(local), row=own, version=own.version, steps=[swallow])


def test_a_commune_puts_itself_under_nobody_elses_body(local: User, own: Reorganisation, province: Any) -> None:
    move = KeptStep(kind="move", before=(province.an_phuc.public_id,), under=province.noi_vu.public_id)
    with pytest.raises(Forbidden):
        save_steps(actor=fresh(local), row=own, version=own.version, steps=[move])


def test_steps_smuggled_into_the_row_are_stopped_when_applied(local: User, own: Reorganisation, province: Any) -> None:
    swallow = KeptStep(kind="absorb", before=(province.binh_linh.public_id,), after=(province.an_phuc.public_id,))
    own.steps = [vars(swallow) | {"begins": []}]
    own.save()
    with pytest.raises(Forbidden):
        apply_reorganisation(actor=fresh(local), row=own, version=own.version)
    assert Agency.objects.get(pk=province.binh_linh.pk).ends_on is None


def test_a_new_body_is_put_under_nobody_elses(local: User, own: Reorganisation, province: Any) -> None:
    under = province.ubnd.public_id
    new = Begun(key=new_public_id(), name="Sở Mới", kind="department", level="province", under=under)
    with pytest.raises(Forbidden):
        save_steps(
            actor=fresh(local),
            row=own,
            version=own.version,
            steps=[KeptStep(kind="begin", after=(new.key,), begins=(new,))],
        )


def test_a_body_of_another_is_not_even_found_by_its_name(local: User, own: Reorganisation) -> None:
    sent = {"version": own.version, "before": "Xã Bình Lĩnh", "name": "Ủy ban nhân dân xã Khác", "short_name": ""}
    address = reverse("agencies:reorganisation_step", args=[own.public_id, "rename"])
    answer = client_of(local).post(address, sent)
    assert answer.status_code == 422
    assert "Không thấy cơ quan nào" in answer.content.decode()


def test_the_provinces_reorganisation_is_absent_for_a_commune(
    local: User, province: Any, reorganising: Any, issued_plan: Any
) -> None:
    row = reorganising.draft(KeptStep(kind="rename", before=(province.tu_phap.public_id,), name="Sở Tư pháp mới"))
    client = client_of(local)
    for name in ("reorganisation", "reorganisation_preview", "reorganisation_decision", "hand_over"):
        assert client.get(reverse(f"agencies:{name}", args=[row.public_id])).status_code == 404
    with pytest.raises(Forbidden):
        apply_reorganisation(actor=fresh(local), row=row, version=row.version)


def test_whoever_lost_the_right_meanwhile_applies_nothing(province: Any, reorganising: Any) -> None:
    row = reorganising.draft(KeptStep(kind="rename", before=(province.tu_phap.public_id,), name="Sở Tư pháp mới"))
    HeldRole.objects.filter(user=province["quantri"]).update(ends_on=date(2026, 9, 30))
    with pytest.raises(Forbidden):
        apply_reorganisation(actor=reorganising.actor, row=row, version=row.version)
    assert Agency.objects.get(pk=province.tu_phap.pk).name == "Sở Tư pháp"


def test_only_roles_that_ended_that_day_are_given_again(
    province: Any, issued_plan: Any, merged: Callable[..., Any], reorganising: Any
) -> None:
    row, new = merged(with_roles=False)
    of_another = HeldRole.objects.get(user=province["so"])
    assert take_over_roles(actor=reorganising.actor, row=row, held_ids=[of_another.pk]) == 0
    assert not HeldRole.objects.filter(agency=new).exists()


def test_who_got_a_part_but_not_the_work_reads_nothing_of_the_old_body(
    province: Any, issued_plan: Any, reorganising: Any
) -> None:
    """A part of Bình Lĩnh went to Hồng Sơn; its work, and the right to read it, went with An Phúc."""
    cut = province.binh_linh.public_id
    reorganising.apply(
        KeptStep(kind="absorb", before=(cut,), after=(province.an_phuc.public_id,)),
        KeptStep(kind="absorb", before=(cut,), after=(province.hong_son.public_id,), elsewhere=(cut,)),
    )
    other = User.objects.create_user("hongson", "hongson-matkhau", name="Lê Thị Sen")
    HeldRole.objects.create(user=other, agency=province.hong_son, role=Role.OFFICER, starts_on=SINCE)
    assert province.binh_linh.pk not in reach_of(other, TODAY).seen
    assert province.binh_linh.pk in reach_of(fresh(province["xa"]), TODAY).seen
