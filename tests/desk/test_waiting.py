"""«Chờ xác nhận»: what bodies stated or declared reaches the coordinator, and what came back them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.agencies.kinds import Role
from lantoa.agencies.models import HeldRole
from lantoa.assignments.models import Assignment
from lantoa.results.models import Completion, Statement
from lantoa.results.operations import decide_statement, declare_completion, state_standing
from lantoa.results.quarters import quarters_asked

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 30)


@pytest.fixture
def stated(province, issued_plan) -> Statement:
    assignment = Assignment.objects.get(item__ref="PL.4", agency=province.an_phuc)
    return state_standing(actor=province["xa"], assignment=assignment, day=DAY, text="Đã niêm yết 12 thủ tục.")


@pytest.fixture
def finished(province, issued_plan) -> Completion:
    item = issued_plan.items.get(ref="PL.1")
    return declare_completion(
        actor=province["xa"], item=item, agency=province.an_phuc, finished_on=DAY, note="Đã làm xong sớm."
    )


def page(client, **asked) -> str:
    return client.get(reverse("desk:waiting"), asked).content.decode()


def test_the_coordinator_is_told_on_the_progress_screen_and_led_to_the_answer(signed_in_as, stated, finished):
    client = signed_in_as("tinh")
    assert reverse("desk:waiting") in client.get(reverse("desk:progress")).content.decode()
    html = page(client)
    assert "Việc thường xuyên (1)" in html and "Hoàn thành (1)" in html
    assert reverse("results:decide_statement", args=[stated.public_id]) in html
    assert "Đã niêm yết 12 thủ tục." in html
    address = reverse("results:decide_completion", args=[finished.public_id])
    assert address in page(client, loai="hoan-thanh")
    assert client.get(address).status_code == 200


def test_what_was_answered_waits_no_longer(signed_in_as, province, stated):
    decide_statement(actor=province["tinh"], statement=stated, accept=True)
    client = signed_in_as("tinh")
    assert "Không có nội dung nào chờ xác nhận" in page(client)
    assert reverse("desk:waiting") not in client.get(reverse("desk:progress")).content.decode()


def test_after_an_answer_the_coordinator_is_back_at_what_waits(signed_in_as, stated, finished):
    client = signed_in_as("tinh")
    for name, row, kind in (("decide_statement", stated, "neu"), ("decide_completion", finished, "hoan-thanh")):
        answer = client.post(reverse(f"results:{name}", args=[row.public_id]), {"la": "xac-nhan", "note": ""})
        assert answer.url == f"{reverse('desk:waiting')}?loai={kind}"
        assert "Đã xác nhận." in client.get(answer.url).content.decode()


def test_nobody_answers_what_they_stated_themselves(signed_in_as, province, stated):
    HeldRole.objects.create(
        user=province["xa"], agency=province.noi_vu, role=Role.COORDINATOR, starts_on=date(2026, 1, 1)
    )
    assert "Không có nội dung nào chờ xác nhận" in page(signed_in_as("xa"))


@pytest.mark.parametrize("username", ["xa", "so", "lanhdao", "vanthu", "giamsat", "quantri"])
def test_who_does_not_coordinate_has_no_such_list(signed_in_as, stated, username):
    assert signed_in_as(username).get(reverse("desk:waiting")).status_code == 404


def test_a_returned_statement_opens_the_standing_work_of_the_body(signed_in_as, province, stated):
    client = signed_in_as("xa")
    assert '<details class="card" open>' not in client.get(reverse("desk:todo")).content.decode()
    decide_statement(actor=province["tinh"], statement=stated, accept=False, note="Ghi rõ nơi niêm yết")
    html = client.get(reverse("desk:todo")).content.decode()
    assert '<details class="card" open>' in html
    assert "Quý III/2026: bị trả lại, cần nêu lại" in html


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        (date(2026, 10, 1), ["Quý III/2026", "Quý IV/2026"]),
        (date(2026, 10, 25), ["Quý III/2026", "Quý IV/2026"]),
        (date(2026, 10, 26), ["Quý IV/2026"]),
        (date(2026, 1, 5), ["Quý I/2026"]),
    ],
)
def test_the_quarter_just_over_is_asked_for_while_it_is_reported(today, asked):
    found = quarters_asked(today, year=2026, in_force_since=date(2025, 12, 20))
    assert [quarter.label() for quarter in found] == asked


def test_a_quarter_that_ended_before_the_issue_is_not_asked_for():
    found = quarters_asked(date(2026, 4, 10), year=2026, in_force_since=date(2026, 4, 2))
    assert [quarter.label() for quarter in found] == ["Quý II/2026"]


def test_the_cost_does_not_grow_with_what_waits(signed_in_as, province, stated):
    client = signed_in_as("tinh")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(client)
        return len(queries)

    at_one = cost()
    for agency, who in ((province.binh_linh, "xa_khac"),):
        assignment = Assignment.objects.get(item__ref="PL.4", agency=agency)
        state_standing(actor=province[who], assignment=assignment, day=DAY, text="Đã làm.")
    for month in range(1, 6):
        stated.pk, stated.public_id = None, f"neu-thang-{month:06d}"
        stated.starts_on = stated.last_on = date(2025, month, 1)
        stated._state.adding = True
        stated.save()
    assert cost() == at_one
