"""«Lấy số» where a plan is issued and a report is numbered."""

from datetime import date

import pytest
from django.urls import reverse

from lantoa.agencies.kinds import Role
from lantoa.agencies.models import HeldRole, User
from lantoa.assignments.operations import issue_plan
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Plan
from lantoa.register.models import RegisterEntry
from lantoa.register.operations import begin_series, cancel_entry, keep_register
from lantoa.reports.models import Regime, Report

SIGNED = {"signer_capacity": "KT. CHỦ TỊCH", "signer_title": "PHÓ CHỦ TỊCH", "signer_name": "Trịnh Hoài Sơn"}


@pytest.fixture
def address(draft_plan):
    return reverse("assignments:issue", args=[draft_plan.public_id])


@pytest.fixture
def vtubnd(clerk, signed_in_as):
    return signed_in_as("vtubnd")


def press(client, address, series, **typed):
    return client.post(address, typed | {"lay-so": series.public_id})


def test_without_a_register_number_and_day_are_entered_as_ever(draft_plan, vtubnd, address):
    assert 'name="lay-so"' not in vtubnd.get(address).content.decode()
    answer = vtubnd.post(address, {"number": "08/KH-UBND", "issued_on": "8/1/2026", **SIGNED})
    assert answer.status_code == 302
    assert Plan.objects.get().number == "08/KH-UBND" and not RegisterEntry.objects.exists()


def test_the_clerk_takes_the_number_and_issues(draft_plan, register, series, vtubnd, address):
    assert 'name="lay-so"' in vtubnd.get(address).content.decode()
    answer = press(vtubnd, address, series("KH-UBND"), issued_on="30/9/2026", signer_name="Trịnh Hoài Sơn")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert 'value="01/KH-UBND"' in page and 'value="30/09/2026"' in page and "Trịnh Hoài Sơn" in page
    assert 'name="lay-so"' not in page
    entry = RegisterEntry.objects.get()
    assert (entry.abstract, entry.signer) == (draft_plan.subject, "Trịnh Hoài Sơn")
    assert press(vtubnd, address, series("KH-UBND")).context["form"].initial["number"] == "01/KH-UBND"
    assert RegisterEntry.objects.count() == 1
    assert vtubnd.post(address, {"number": "01/KH-UBND", "issued_on": "1/10/2026", **SIGNED}).status_code == 302
    entry.refresh_from_db()
    plan = Plan.objects.get()
    assert (plan.number, entry.object_id, entry.day) == ("01/KH-UBND", plan.public_id, date(2026, 10, 1))


def test_the_number_waits_on_the_page_for_whoever_issues(draft_plan, register, series, vtubnd, address, signed_in_as):
    press(vtubnd, address, series("KH-UBND"), issued_on="30/9/2026")
    tinh = signed_in_as("tinh")
    page = tinh.get(address).content.decode()
    assert 'value="01/KH-UBND"' in page and 'name="lay-so"' not in page
    assert tinh.post(address, {"number": "01/KH-UBND", "issued_on": "30/9/2026", **SIGNED}).status_code == 302


@pytest.mark.parametrize("typed", ["08/KH-UBND", "01a/KH-UBND"])
def test_a_number_the_register_did_not_give_is_refused(draft_plan, register, vtubnd, address, typed):
    answer = vtubnd.post(address, {"number": typed, "issued_on": "1/10/2026", **SIGNED})
    assert answer.status_code == 422 and "chưa cấp số" in answer.content.decode()
    draft_plan.refresh_from_db()
    assert draft_plan.state == "draft"


def test_a_cancelled_number_or_anothers_is_refused(draft_plan, register, take, clerk):
    first, second = take(), take(abstract="Kế hoạch khác")
    cancel_entry(actor=clerk, entry=first, version=1, reason="nhầm")
    RegisterEntry.objects.filter(pk=second.pk).update(object_type="plans.plan", object_id="khac")
    for number, words in (("01/KH-UBND", "đã hủy"), ("02/KH-UBND", "đã cấp cho")):
        with pytest.raises(Refused, match=words):
            issue_plan(actor=clerk, plan=draft_plan, number=number, issued_on=date(2026, 10, 1), **SIGNED)


def test_others_take_no_number(draft_plan, register, series, signed_in_as, address):
    for who, status in (("tinh", 404), ("vanthu", 404), ("xa", 404), ("so", 404)):
        assert press(signed_in_as(who), address, series("KH-UBND")).status_code == status, who
    assert not RegisterEntry.objects.exists()


def test_a_series_of_another_type_is_not_taken(draft_plan, register, series, vtubnd, address):
    assert press(vtubnd, address, series("BC-UBND")).status_code == 404


def test_a_day_that_cannot_be_is_said_and_nothing_is_taken(draft_plan, register, series, vtubnd, address):
    for day in ("31/2/2026", "5/10/2026"):
        answer = press(vtubnd, address, series("KH-UBND"), issued_on=day, signer_name="Lê An")
        assert [message.level_tag for message in answer.context["messages"]] == ["error"]
        assert "Lê An" in answer.content.decode()
    assert not RegisterEntry.objects.exists()


def test_a_body_that_comes_in_the_middle_of_the_year_goes_on_from_its_numbers(
    draft_plan, register, series, clerk, take
):
    begin_series(actor=clerk, series=series("KH-UBND"), first_number=46)
    issue_plan(actor=clerk, plan=draft_plan, number="45/KH-UBND", issued_on=date(2026, 9, 1), **SIGNED)
    assert take().written == "46/KH-UBND"
    with pytest.raises(Refused, match="đã cấp số"):
        begin_series(actor=clerk, series=series("KH-UBND"), first_number=1)


@pytest.fixture
def report(province):
    regime = Regime.objects.create(
        name="Báo cáo kết quả tuyên truyền",
        receiver=province.noi_vu,
        period_kind="quarter",
        due={"day": 5, "of": "next-month"},
        starts_on=date(2026, 1, 1),
    )
    return Report.objects.create(
        regime=regime,
        agency=province.an_phuc,
        starts_on=date(2026, 7, 1),
        last_on=date(2026, 9, 30),
        due_on=date(2026, 10, 5),
        created_by=province["xa"],
        created_at="2026-10-01T08:00:00+07:00",
    )


def test_a_report_takes_its_number_too(province, report, signed_in_as):
    clerk = User.objects.create_user("vtxa", "vtxa-matkhau", name="Đỗ Thị Hiền")
    HeldRole.objects.create(user=clerk, agency=province.an_phuc, role=Role.CLERK, starts_on=date(2025, 7, 1))
    province.people["vtxa"] = clerk
    series = keep_register(actor=clerk, agency=province.an_phuc, kept=True).series.get(symbol="BC-UBND")
    here, client = reverse("reports:number", args=[report.public_id]), signed_in_as("vtxa")
    assert 'name="lay-so"' in client.get(here).content.decode()
    officer = signed_in_as("xa")
    assert 'name="lay-so"' not in officer.get(here).content.decode()
    assert press(officer, here, series).status_code == 404
    answer = press(client, here, series, signed_on="30/9/2026", signer_name="Lê An")
    assert answer.status_code == 200 and 'value="01/BC-UBND"' in answer.content.decode()
    seen = client.get(here).context["form"].initial
    assert (seen["number"], seen["signed_on"]) == ("01/BC-UBND", date(2026, 9, 30))
    typed = {"seen": seen["seen"], "signed_on": "30/9/2026", "signer_name": "Lê An"}
    assert client.post(here, typed | {"number": "02/BC-UBND"}).status_code == 422
    assert client.post(here, typed | {"number": "01/BC-UBND"}).status_code == 302
    entry = RegisterEntry.objects.get()
    assert (entry.abstract, entry.recipients) == ("Kết quả tuyên truyền Quý III năm 2026", "Sở Nội vụ")
    assert (entry.object_type, entry.object_id, entry.signer) == ("reports.report", report.public_id, "Lê An")
