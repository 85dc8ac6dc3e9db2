"""A fresh installation: the first body and its administrator come from one command."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from lantoa.agencies.models import Agency, HeldRole, User

pytestmark = pytest.mark.django_db
NAME = "Ủy ban nhân dân tỉnh Hồng Lam"


def begin(**more: str) -> str:
    out = io.StringIO()
    call_command("khoi_tao", NAME, "--quan-tri", "quantri", "--ho-ten", "Cao Văn Tú", stdout=out, **more)
    return out.getvalue()


def test_the_printed_password_opens_the_door_and_must_be_changed_first(client):
    password = re.search(r": (\S+)$", begin().strip()).group(1)
    answer = client.post(reverse("agencies:sign_in"), {"username": "quantri", "password": password}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("agencies:change_password")


def test_the_administrator_stands_at_the_top_body():
    begin()
    held = HeldRole.objects.get(user__username="quantri")
    assert (held.role, held.agency.name) == ("administrator", NAME)


def test_a_second_time_says_so_and_changes_nothing():
    begin()
    with pytest.raises(CommandError, match="Đã có cơ quan"):
        begin()
    assert (Agency.objects.count(), User.objects.count()) == (1, 1)
