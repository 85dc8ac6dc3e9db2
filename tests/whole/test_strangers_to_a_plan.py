"""What somebody with a right elsewhere may try on the life of another body's plan."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.agencies.kinds import Role
from lantoa.agencies.models import HeldRole, User
from lantoa.domain.lifecycle import PlanState
from lantoa.plans.models import Plan, PlanMove
from lantoa.plans.operations import submit_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def stranger(world: Any) -> Client:
    """Head, clerk, coordinator and officer, all of another commune."""
    user = User.objects.create_user("nguoi-la", "nguoi-la-matkhau", name="Lạ Văn Người")
    for role in (Role.HEAD, Role.CLERK, Role.COORDINATOR, Role.OFFICER):
        HeldRole.objects.create(user=user, agency=world.province.binh_linh, role=role, starts_on=date(2025, 7, 1))
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def submitted(world: Any) -> Plan:
    """The world's draft, sent to the head of the province."""
    draft = Plan.objects.get(pk=world.draft.pk)
    return submit_plan(actor=world.province["tinh"], plan=draft, version=draft.version)


def test_another_bodys_draft_is_not_decided_nor_read(world, stranger):
    draft = submitted(world)
    moves = PlanMove.objects.count()
    for name in ("submit", "recall", "approve", "send_back", "amend", "next_year", "signed_add"):
        sent = {"version": draft.version, "reason": "tôi muốn"}
        answer = stranger.post(reverse(f"plans:{name}", args=[draft.public_id]), sent)
        assert answer.status_code == 404, name
    for name in ("draft", "life"):
        assert stranger.get(reverse(f"plans:{name}", args=[draft.public_id])).status_code == 404
    assert PlanMove.objects.count() == moves


def test_a_plan_one_works_under_is_read_but_not_ended_nor_amended(world, stranger):
    plan, copies = world.plan, Plan.objects.filter(origin=world.plan).count()
    assert stranger.get(reverse("plans:life", args=[plan.public_id])).status_code == 200
    for name in ("plans:amend", "plans:next_year", "plans:correct", "assignments:withdraw", "assignments:close"):
        assert stranger.post(reverse(name, args=[plan.public_id]), {"reason": "x"}).status_code == 404, name
    plan.refresh_from_db()
    assert plan.state == PlanState.ISSUED
    assert Plan.objects.filter(origin=plan).count() == copies


def test_an_amendment_not_yet_issued_is_not_shown_to_those_it_will_concern(world, stranger):
    draft = world.amendment
    for name in ("plans:changes", "plans:draft", "plans:life", "assignments:amendment", "assignments:effect"):
        assert stranger.get(reverse(name, args=[draft.public_id])).status_code == 404, name
    shown = stranger.get(reverse("plans:life", args=[world.plan.public_id])).content.decode()
    assert draft.public_id not in shown


def test_what_was_typed_is_shown_back_to_nobody_else(world, stranger):
    """The page that keeps what came too late is no way to learn what stands in a draft."""
    item = world.draft.items.get(ref="PL.1")
    submitted(world)
    at = reverse("plans:item", args=[world.draft.public_id, item.public_id])
    assert stranger.post(at, {"title": "dò", "loai": "task"}).status_code == 404


def test_a_signed_file_is_taken_only_under_its_own_plan(world):
    client = Client()
    client.force_login(world.province["tinh"], backend="django.contrib.auth.backends.ModelBackend")
    crossed = reverse("plans:signed", args=[world.draft.public_id, world.signed.public_id])
    assert client.get(crossed).status_code == 404
