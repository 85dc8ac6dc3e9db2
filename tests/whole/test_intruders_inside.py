"""What a person with a right somewhere might try inside another body: its work, its requests, its difficulties."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.agencies.access import Forbidden
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import HeldRole, User
from lantoa.assignments.models import Delegation, Extension
from lantoa.assignments.operations import (
    grant_extension,
    pass_back_work,
    pass_up_difficulty,
    refuse_extension,
    withdraw_difficulty,
    withdraw_extension,
)

SINCE = date(2025, 7, 1)


def person_at(agency, role: Role) -> User:
    user = User.objects.create_user("la", "la-matkhau", name="Trần Lạ")
    HeldRole.objects.create(user=user, agency=agency, role=role, starts_on=SINCE)
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.HEAD, Role.COORDINATOR, Role.OFFICER, Role.OBSERVER])
def test_whoever_works_at_another_commune_sees_nothing_of_it(world, role):
    client = client_of(person_at(world.province.binh_linh, role))
    closed = {
        "assignments:delegation": world.delegation.public_id,
        "assignments:extension": world.extension.public_id,
        "assignments:difficulty": world.difficulty.public_id,
        "assignments:difficulty_file": world.shown.public_id,
        "assignments:give_duty": world.duty.public_id,
        "assignments:ask_extension": world.extension.duty.public_id,
    }
    for name, public_id in closed.items():
        assert client.get(reverse(name, args=[public_id])).status_code == 404, name
    lists = ("assignments:inside", "assignments:extensions", "assignments:difficulties")
    for name in lists:
        shown = client.get(reverse(name))
        if shown.status_code == 200:
            assert "Máy chủ hỏng" not in shown.content.decode()
            assert "Chưa có kinh phí" not in shown.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.HEAD, Role.COORDINATOR])
def test_the_head_of_another_body_answers_no_request(world, role):
    stranger = person_at(world.province.khcn, role)
    for act, words in ((grant_extension, {"granted_to": date(2026, 11, 20)}), (refuse_extension, {"note": "Không"})):
        with pytest.raises(Forbidden):
            act(actor=stranger, extension=world.extension, **words)
    with pytest.raises(Forbidden):
        withdraw_extension(actor=stranger, extension=world.extension)
    assert Extension.objects.get().state == "asked"


@pytest.mark.django_db
def test_nobody_hands_back_work_of_another(world):
    for username in ("xa_khac", "tinh", "lanhdao"):
        with pytest.raises(Forbidden):
            pass_back_work(actor=world.province[username], delegation=world.delegation, reason="không làm")
    assert Delegation.objects.get().state == "given"


@pytest.mark.django_db
@pytest.mark.parametrize("about", ["viec", "muc", "ke-hoach"])
def test_who_has_no_part_in_a_plan_raises_nothing_there(world, about):
    """The editor works at a department that the plan does not name."""
    ids = {"viec": world.duty.public_id, "muc": world.duty.item.public_id, "ke-hoach": world.plan.public_id}
    client = client_of(world.province["bientap"])
    assert client.get(f"{reverse('assignments:raise')}?{about}={ids[about]}").status_code == 404


@pytest.mark.django_db
def test_raised_for_a_body_that_is_not_one_s_own_it_is_refused(world):
    url = f"{reverse('assignments:raise')}?muc={world.duty.item.public_id}"
    data = {"token": "z" * 16, "agency": world.province.an_phuc.public_id, "text": "Vướng ở xã bạn"}
    answer = client_of(world.province["xa_khac"]).post(url, data)
    assert answer.status_code == 422


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["xa_khac", "so", "tinh", "giamsat"])
def test_who_may_read_a_difficulty_below_does_not_move_it_before_it_comes_up(world, username):
    actor, row = world.province[username], world.difficulty
    words = {"actor": actor, "difficulty": row, "version": row.version}
    with pytest.raises(Forbidden):
        pass_up_difficulty(**words, to=world.province.ubnd)
    with pytest.raises(Forbidden):
        withdraw_difficulty(**words)


@pytest.mark.django_db
def test_the_form_gives_work_to_nobody_it_did_not_offer(world):
    """A person of another body in the form's place of the receiver is no choice."""
    theirs = world.duty.obligation.duties.filter(agency=world.province.binh_linh).latest("due_on")
    url = reverse("assignments:give_duty", args=[theirs.public_id])
    data = {"token": "z" * 16, "to": f"nguoi:{world.province['xa'].public_id}", "inner_on": "20/10/2026"}
    assert client_of(world.province["xa_khac"]).post(url, data).status_code == 422
    assert Delegation.objects.count() == 1
