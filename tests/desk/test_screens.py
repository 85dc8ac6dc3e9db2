"""The desk's screens: who opens them, what they say, and that their cost does not grow with rows."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.adapters import clock
from lantoa.assignments.models import Assignment, Duty
from lantoa.catalogue.models import ResultKind
from lantoa.plans.models import Plan
from lantoa.results import counting
from lantoa.results.models import Credit, Result

pytestmark = pytest.mark.django_db


def record(province, duty: Duty, number: int, on: date = date(2026, 9, 20)) -> Result:
    """One result credited to a duty, straight into the tables."""
    assignment = duty.holder_rows.get().assignment
    result = Result.objects.create(
        token=f"t{duty.pk}-{number}",
        kind=ResultKind.objects.get(code="article"),
        title=f"Tin số {number}",
        folded=f"tin so {number}",
        happened_on=on,
        item=duty.item,
        agency=duty.agency,
        recorded_by=province["xa"],
        recorded_at=clock.now(),
    )
    Credit.objects.create(result=result, assignment=assignment, duty=duty, counted_on=on)
    counting.recount([duty.pk])
    return result


def cost(client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def september(province) -> Duty:
    return Duty.objects.get(item__ref="PL.1", agency=province.an_phuc, starts_on=date(2026, 9, 1))


def test_an_officer_lands_on_what_is_to_be_done_and_a_coordinator_on_the_progress(province, issued_plan, signed_in_as):
    assert signed_in_as("xa").get(reverse("desk:home")).url == reverse("desk:todo")
    assert signed_in_as("tinh").get(reverse("desk:home")).url == reverse("desk:progress")
    assert signed_in_as("quantri").get(reverse("desk:home")).url == reverse("agencies:tree")


def test_an_officer_sees_the_overdue_first_and_one_button_a_card(province, issued_plan, signed_in_as):
    html = signed_in_as("xa").get(reverse("desk:todo")).content.decode()
    assert html.index("Quá hạn") < html.index("Tuần này")
    assert "Ghi kết quả" in html
    assert "Quý III/2026: chưa nêu" in html


def test_nobody_is_offered_what_they_may_not_do(province, issued_plan, signed_in_as):
    assert reverse("results:record") in signed_in_as("xa").get(reverse("desk:todo")).content.decode()
    clerk = signed_in_as("vanthu")
    for address in (reverse("desk:todo"), reverse("desk:section", args=["month"])):
        html = clerk.get(address).content.decode()
        assert reverse("results:record") not in html
        assert "Nêu kết quả" not in html
    item = september(province).item
    assert "Khai hoàn thành" not in clerk.get(reverse("desk:item", args=[item.public_id])).content.decode()


def test_what_has_not_begun_cannot_be_recorded_yet(province, issued_plan, signed_in_as):
    html = signed_in_as("xa").get(reverse("desk:todo")).content.decode()
    october = Duty.objects.get(item__ref="PL.1", agency=province.an_phuc, starts_on=date(2026, 10, 1))
    third_week = Duty.objects.get(item__ref="PL.2", agency=province.an_phuc, starts_on=date(2026, 10, 12))
    record_at = reverse("results:record") + "?duty="
    assert record_at + october.public_id in html
    assert reverse("desk:duty", args=[third_week.public_id]) in html
    assert record_at + third_week.public_id not in html


def test_the_first_figures_are_those_of_the_whole_plan_and_a_tab_narrows_them(province, issued_plan, signed_in_as):
    client = signed_in_as("tinh")
    whole = client.get(reverse("desk:progress"))
    communes = client.get(reverse("desk:progress"), {"nhom": "xa"})
    owing = Duty.objects.filter(plan=issued_plan).values("agency").distinct().count()
    assert len(whole.context["seen"].order) == owing > len(communes.context["seen"].order) == len(province.communes)


def test_the_coordinator_sees_every_commune_and_the_cell_leads_to_the_duties(province, issued_plan, signed_in_as):
    client = signed_in_as("tinh")
    html = client.get(reverse("desk:progress")).content.decode()
    for commune in province.communes:
        assert commune.short_name in html
    cell = reverse("desk:cell", args=[issued_plan.public_id, province.an_phuc.public_id, 9])
    assert cell in html
    assert "tin, bài" in client.get(cell).content.decode()


def test_a_recorded_result_changes_the_cell_and_stands_under_its_duty(province, issued_plan, signed_in_as):
    client, duty = signed_in_as("tinh"), september(province)
    cell = reverse("desk:cell", args=[issued_plan.public_id, province.an_phuc.public_id, 9])
    before = client.get(cell).content.decode()
    for number in range(5):
        record(province, duty, number)
    after = client.get(cell).content.decode()
    assert before != after
    assert "5 trong ít nhất 5" in after
    assert "Tin số 4" in client.get(reverse("desk:duty", args=[duty.public_id])).content.decode()


def test_a_plan_that_counts_nothing_does_not_hide_the_one_that_does(province, issued_plan, signed_in_as):
    client = signed_in_as("tinh")
    empty = Plan.objects.get(pk=issued_plan.pk)
    empty.pk, empty.public_id, empty.number = None, "KeHoachKhongDem1", "99/KH-UBND"
    empty._state.adding = True
    empty.save()
    assert client.get(reverse("desk:progress")).context["plan"] == issued_plan
    assert client.get(reverse("desk:progress"), {"ke-hoach": empty.public_id}).context["plan"] == empty


def test_an_item_says_why_nothing_of_it_counts(province, issued_plan, signed_in_as):
    address = reverse("desk:plan", args=[issued_plan.public_id])
    client = signed_in_as("tinh")
    Duty.objects.filter(item__ref="PL.1").update(before_issue=True)
    Assignment.objects.filter(item__ref="PL.5").update(item=issued_plan.items.get(ref="PL.4"))
    html = client.get(address).content.decode()
    for ref, said in (("PL.1", "trước ngày ban hành, không tính"), ("PL.5", "chưa giao cơ quan nào")):
        start = html.index(reverse("desk:item", args=[issued_plan.items.get(ref=ref).public_id]))
        assert said in html[start : html.index("</tr>", start)]


def test_agencies_are_found_without_accents(province, issued_plan, signed_in_as):
    html = signed_in_as("tinh").get(reverse("desk:progress"), {"tim": "hong son"}).content.decode()
    assert "Phường Hồng Sơn" in html
    assert "Xã An Phúc" not in html


def test_the_workbook_holds_every_agency_of_the_tab(province, issued_plan, signed_in_as):
    answer = signed_in_as("tinh").get(reverse("desk:progress_xlsx"))
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
    answer.close()


@pytest.mark.parametrize("username", ["xa_khac", "so"])
def test_a_stranger_cannot_look_into_another_communes_duties(province, issued_plan, signed_in_as, username):
    client = signed_in_as(username)
    duty = reverse("desk:duty", args=[september(province).public_id])
    cell = reverse("desk:cell", args=[issued_plan.public_id, province.an_phuc.public_id, 9])
    assert client.get(duty).status_code == 404
    assert client.get(cell).status_code == 404
    assert client.get(reverse("desk:progress")).status_code == 404


def test_an_officer_sees_only_the_own_share_of_a_plan(province, issued_plan, signed_in_as):
    html = signed_in_as("xa").get(reverse("desk:plan", args=[issued_plan.public_id])).content.decode()
    mine = Duty.objects.filter(plan=issued_plan, agency=province.an_phuc, before_issue=False).count()
    assert f"<dd>{mine}</dd>" in html
    assert "phần của cơ quan mình" in html


def test_an_item_that_others_do_is_said_to_be_theirs(province, issued_plan, signed_in_as):
    def row_of(client, ref: str) -> str:
        html = client.get(reverse("desk:plan", args=[issued_plan.public_id])).content.decode()
        start = html.index(reverse("desk:item", args=[issued_plan.items.get(ref=ref).public_id]))
        return html[start : html.index("</tr>", start)]

    assert "việc của cơ quan khác" in row_of(signed_in_as("xa"), "PL.5")
    assert "việc của cơ quan khác" not in row_of(signed_in_as("tinh"), "PL.5")
    assert "việc của cơ quan khác" not in row_of(signed_in_as("xa"), "PL.1")


def test_the_cost_of_the_screens_does_not_grow_with_what_was_recorded(province, issued_plan, signed_in_as):
    duty = september(province)
    record(province, duty, 0)
    xa, tinh = signed_in_as("xa"), signed_in_as("tinh")
    addresses = [
        (xa, reverse("desk:todo")),
        (xa, reverse("desk:item", args=[duty.item.public_id])),
        (xa, reverse("desk:duty", args=[duty.public_id])),
        (tinh, reverse("desk:progress")),
        (tinh, reverse("desk:plan", args=[issued_plan.public_id])),
        (tinh, reverse("desk:plan_year", args=[issued_plan.public_id])),
        (tinh, reverse("desk:item", args=[duty.item.public_id])),
        (tinh, reverse("desk:agency", args=[issued_plan.public_id, province.an_phuc.public_id])),
    ]
    at_one = [cost(client, url) for client, url in addresses]
    for number in range(1, 30):
        record(province, duty, number)
    assert [cost(client, url) for client, url in addresses] == at_one


def test_the_cost_of_the_list_does_not_grow_with_the_number_of_duties(province, issued_plan, signed_in_as):
    xa = signed_in_as("xa")
    few = Duty.objects.filter(agency=province.an_phuc, starts_on__lt=date(2026, 9, 1))
    Duty.objects.filter(pk__in=few).update(done=9, met_on=date(2026, 1, 9))
    small = cost(xa, reverse("desk:todo"))
    Duty.objects.filter(agency=province.an_phuc).update(done=0, met_on=None)
    assert cost(xa, reverse("desk:todo")) == small
