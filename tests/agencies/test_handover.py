"""Who works where by role, and what passes on when a person leaves."""

from datetime import date

import pytest

from lantoa.agencies import handover, queries
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import HeldRole

TODAY = date(2026, 10, 1)


def test_people_at_bodies_are_those_who_hold_the_role_there_on_the_day(province):
    found = queries.people_at([province.noi_vu.pk, province.ubnd.pk], [Role.COORDINATOR, Role.HEAD], TODAY)
    assert [user.username for user in found] == ["lanhdao", "tinh"]
    HeldRole.objects.filter(user=province["tinh"]).update(ends_on=TODAY)
    province["lanhdao"].is_active = False
    province["lanhdao"].save()
    assert not queries.people_at([province.noi_vu.pk, province.ubnd.pk], list(Role), date(2026, 9, 30)).filter(
        username="lanhdao"
    )
    assert [u.username for u in queries.people_at([province.noi_vu.pk], [Role.COORDINATOR], TODAY)] == []


class Notebooks:
    """A kind of thing kept in a person's name."""

    label = "sổ tay"

    def __init__(self, owners):
        self.owners = owners

    def held_by(self, user_id):
        return sum(owner == user_id for owner in self.owners)

    def pass_on(self, from_user, to_user, actor):
        moved = self.held_by(from_user.pk)
        self.owners[:] = [to_user.pk if owner == from_user.pk else owner for owner in self.owners]
        return moved


@pytest.fixture
def notebooks(province, monkeypatch):
    """Three notebooks: two of tinh's, one of so's; nothing else is registered."""
    kept = Notebooks([province["tinh"].pk, province["so"].pk, province["tinh"].pk])
    monkeypatch.setattr(handover, "_holdings", [])
    handover.register_personal_holdings(kept)
    handover.register_personal_holdings(kept)
    return kept


def test_what_a_person_holds_is_counted_once_and_passes_whole(province, notebooks):
    tinh, so = province["tinh"], province["so"]
    assert handover.held_by(tinh) == [handover.Held("sổ tay", 2)]
    assert handover.pass_on(from_user=tinh, to_user=so, actor=province["quantri"]) == [handover.Held("sổ tay", 2)]
    assert handover.held_by(tinh) == []
    assert handover.held_by(so) == [handover.Held("sổ tay", 3)]
