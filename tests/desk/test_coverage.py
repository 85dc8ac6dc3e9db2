"""The coordinator follows the plans below: who has issued, who is late, what became of each row at each body."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.agencies.kinds import AgencyKind, Level
from lantoa.agencies.models import Agency, AgencyLink, LinkKind
from lantoa.assignments.models import Assignment, Duty
from lantoa.desk.queries.coverage import DRAFTING, ISSUED, NONE, PAPER, UNMATCHED, bodies_below
from lantoa.domain.cascade import Stance
from lantoa.persistence.names import name_columns
from lantoa.plans.models import Adoption, Cascade, Plan
from lantoa.plans.operations import create_draft_plan
from lantoa.plans.operations.derivation import adopt_rest, adopt_row, decline_row, derive_plan
from lantoa.plans.operations.restating import restate

TODAY = date(2026, 10, 1)


def put_out(plan: Plan, number: str, day: date = date(2026, 1, 19)) -> Plan:
    """A lower plan in force, as far as the plan above can see."""
    Plan.objects.filter(pk=plan.pk).update(
        state="issued", number=number, issued_on=day, signer_name="A", signer_capacity="TM."
    )
    plan.refresh_from_db()
    restate(plan)
    return plan


@pytest.fixture
def below(province: Any, upper_plan: Plan) -> dict[str, Plan]:
    """An Phúc sharpened a row and issued in time; Bình Lĩnh dropped one and came late; Hồng Sơn has nothing."""
    first = derive_plan(actor=province["xa"], upper=upper_plan, agency=province.an_phuc)
    row = Adoption.objects.get(cascade__lower=first, upper_item__ref="PL.1")
    more = {row.upper_item.obligations.get().pk: {"min": 6}}
    adopt_row(actor=province["xa"], adoption=row, leads=[], changes=more)
    adopt_rest(actor=province["xa"], cascade=row.cascade, leads=[])
    second = derive_plan(actor=province["xa_khac"], upper=upper_plan, agency=province.binh_linh)
    row = Adoption.objects.get(cascade__lower=second, upper_item__ref="PL.3")
    decline_row(actor=province["xa_khac"], adoption=row, reason="Đã đối thoại cùng HĐND xã")
    adopt_rest(actor=province["xa_khac"], cascade=row.cascade, leads=[])
    return {
        "an_phuc": put_out(first, "15/KH-UBND"),
        "binh_linh": put_out(second, "16/KH-UBND", date(2026, 2, 3)),
    }


def coverage(plan: Plan, **asked: str) -> str:
    return reverse("desk:coverage", args=[plan.public_id]) + "?" + "&".join(f"{k}={v}" for k, v in asked.items())


def test_who_has_issued_who_is_late_who_has_nothing(below: Any, province: Any, upper_plan: Plan) -> None:
    found = bodies_below(upper_plan)
    said = {body.agency.short_name: (body.state, body.days_late(TODAY)) for body in found.values()}
    assert said == {"Xã An Phúc": (ISSUED, 0), "Xã Bình Lĩnh": (ISSUED, 15), "Phường Hồng Sơn": (NONE, 255)}


def test_a_draft_a_paper_and_an_unmatched_plan_are_told_apart(province: Any, upper_plan: Plan) -> None:
    derive_plan(actor=province["xa"], upper=upper_plan, agency=province.an_phuc)
    duty = Duty.objects.get(plan=upper_plan, agency=province.hong_son, item__ref="IV.1")
    Duty.objects.filter(pk=duty.pk).update(done=1, met_on=date(2026, 1, 18))
    body = province.binh_linh
    reading = {"document": {"subject": "Kế hoạch riêng", "year": 2026}}
    other = create_draft_plan(actor=province["xa_khac"], reading=reading, issuer=body, drafter=body, coordinator=body)
    put_out(other, "17/KH-UBND")
    found = {body.agency.short_name: body.state for body in bodies_below(upper_plan).values()}
    assert found == {"Xã An Phúc": DRAFTING, "Phường Hồng Sơn": PAPER, "Xã Bình Lĩnh": UNMATCHED}


def test_the_list_says_all_of_it_in_words(below: Any, upper_plan: Plan, signed_in_as: Any) -> None:
    page = signed_in_as("tinh").get(coverage(upper_plan)).content.decode()
    assert "2/3" in page
    assert "15/KH-UBND" in page
    assert "đã ban hành chậm 15 ngày" in page
    assert "chưa có kế hoạch chậm 255 ngày" in page


def test_the_matrix_shows_each_row_at_each_body(below: Any, upper_plan: Plan, signed_in_as: Any) -> None:
    page = signed_in_as("tinh").get(coverage(upper_plan, xem="ma-tran")).content.decode()
    sharpened = Adoption.objects.get(cascade__lower=below["an_phuc"], upper_item__ref="PL.1")
    dropped = Adoption.objects.get(cascade__lower=below["binh_linh"], upper_item__ref="PL.3")
    assert f'{sharpened.public_id}/" title="cao hơn">↑' in page
    assert f'{dropped.public_id}/" title="không có">✗' in page
    assert "chưa có kế hoạch, chậm 255 ngày" in page
    assert "PL.5" not in page.replace("PL.5 ", "")
    assert page.count('scope="col"') == 6


def test_every_row_may_be_shown_with_what_a_body_need_not_do(below: Any, upper_plan: Plan, signed_in_as: Any) -> None:
    page = signed_in_as("tinh").get(coverage(upper_plan, xem="ma-tran", cot="tat-ca")).content.decode()
    assert page.count('scope="col"') == 7
    assert "không được giao" in page


def test_only_bodies_with_a_problem(below: Any, upper_plan: Plan, signed_in_as: Any) -> None:
    page = signed_in_as("tinh").get(coverage(upper_plan, loc="co-van-de")).content.decode()
    assert "Xã An Phúc" not in page
    assert "Xã Bình Lĩnh" in page
    assert "Phường Hồng Sơn" in page


def test_a_body_is_found_without_accents(below: Any, upper_plan: Plan, signed_in_as: Any) -> None:
    page = signed_in_as("tinh").get(coverage(upper_plan, tim="binh+linh")).content.decode()
    assert "Xã Bình Lĩnh" in page
    assert "Xã An Phúc" not in page


def test_one_row_at_every_body_with_the_reason(below: Any, upper_plan: Plan, signed_in_as: Any) -> None:
    item = upper_plan.items.get(ref="PL.3")
    page = signed_in_as("tinh").get(reverse("desk:coverage_item", args=[upper_plan.public_id, item.public_id]))
    text = page.content.decode()
    assert "Đã đối thoại cùng HĐND xã" in text
    assert text.index("Xã Bình Lĩnh") < text.index("Xã An Phúc")
    assert "chưa có kế hoạch để đối chiếu" in text


def test_the_late_are_reminded_from_here(below: Any, province: Any, upper_plan: Plan, signed_in_as: Any) -> None:
    page = signed_in_as("tinh").get(coverage(upper_plan)).content.decode()
    assert f"chu-de=ke-hoach&amp;co-quan={province.hong_son.public_id}" in page
    assert province.an_phuc.public_id not in page
    assert "chu-de=ke-hoach" not in signed_in_as("lanhdao").get(coverage(upper_plan)).content.decode()


def test_the_workbook_holds_every_body(below: Any, upper_plan: Plan, signed_in_as: Any) -> None:
    answer = signed_in_as("tinh").get(reverse("desk:coverage_xlsx", args=[upper_plan.public_id]))
    import io  # noqa: PLC0415

    from python_calamine import CalamineWorkbook  # noqa: PLC0415

    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content))).get_sheet_by_index(0).to_python()
    )
    flat = [" ".join(str(cell) for cell in row) for row in rows]
    assert any("Ủy ban nhân dân xã An Phúc" in line and "↑" in line for line in flat)
    assert any("Ủy ban nhân dân phường Hồng Sơn" in line and "chưa có kế hoạch" in line for line in flat)


def test_a_plan_without_dates_takes_the_coordinator_s(province: Any, upper_plan: Plan, signed_in_as: Any) -> None:
    Duty.objects.filter(plan=upper_plan, item__ref="IV.1").update(state="closed")
    url = reverse("desk:coverage_due", args=[upper_plan.public_id])
    client = signed_in_as("tinh")
    client.post(url, {"han": "15/2/2026"})
    upper_plan.refresh_from_db()
    assert upper_plan.lower_plans_due_on == date(2026, 2, 15)
    assert {body.due_on for body in bodies_below(upper_plan).values()} == {date(2026, 2, 15)}
    assert "không phải" in client.post(url, {"han": "ngày mai"}, follow=True).content.decode()
    assert "từ ngày ban hành" in client.post(url, {"han": "1/1/2026"}, follow=True).content.decode()
    client.post(url, {"han": ""})
    upper_plan.refresh_from_db()
    assert upper_plan.lower_plans_due_on is None


@pytest.mark.parametrize("stranger", ["xa", "xa_khac", "so", "bientap", "vanthu"])
def test_who_does_not_follow_the_plan_sees_nothing_of_it(
    below: Any, upper_plan: Plan, signed_in_as: Any, stranger: str
) -> None:
    client = signed_in_as(stranger)
    item = upper_plan.items.get(ref="PL.1")
    for url in (
        coverage(upper_plan),
        reverse("desk:coverage_item", args=[upper_plan.public_id, item.public_id]),
        reverse("desk:coverage_xlsx", args=[upper_plan.public_id]),
    ):
        assert client.get(url).status_code == 404
    assert (
        client.post(reverse("desk:coverage_due", args=[upper_plan.public_id]), {"han": "1/2/2026"}).status_code == 404
    )


def test_a_head_looks_and_sets_no_date(below: Any, upper_plan: Plan, signed_in_as: Any) -> None:
    client = signed_in_as("lanhdao")
    assert client.get(coverage(upper_plan)).status_code == 200
    assert (
        client.post(reverse("desk:coverage_due", args=[upper_plan.public_id]), {"han": "1/2/2026"}).status_code == 404
    )


def test_the_coordinator_opens_the_two_rows_side_by_side(below: Any, upper_plan: Plan, signed_in_as: Any) -> None:
    row = Adoption.objects.get(cascade__lower=below["binh_linh"], upper_item__ref="PL.1")
    url = reverse("plans:sheet_row", args=[row.cascade.public_id, row.public_id])
    page = signed_in_as("tinh").get(url).content.decode()
    assert "Như cấp trên" in page or "như cấp trên" in page
    assert 'value="nhan"' not in page
    assert signed_in_as("tinh").post(url, {"viec": "mo-lai"}).status_code == 404


def _more_communes(upper: Plan, number: int) -> None:
    """Communes that owe a plan, each with one in force that follows the upper one."""
    asked = upper.items.get(ref="IV.1").obligations.first()
    rows = list(Adoption.objects.filter(cascade__upper=upper, cascade__lower__number="15/KH-UBND"))
    user = upper.created_by
    for n in range(number):
        body = Agency.objects.create(
            **name_columns(f"Ủy ban nhân dân xã Thử {n:03d}"), kind=AgencyKind.COMMITTEE, level=Level.COMMUNE,
            short_name=f"Xã Thử {n:03d}", starts_on=date(2025, 7, 1),
        )  # fmt: skip
        AgencyLink.objects.create(child=body, parent=upper.issuer, kind=LinkKind.UNDER, starts_on=date(2025, 7, 1))
        Assignment.objects.create(plan=upper, item=asked.item, obligation=asked, agency=body, kind="owed")
        plan = Plan.objects.create(
            subject="Kế hoạch", folded="ke hoach", year=2026, number=f"{n}/KH", issued_on=date(2026, 1, 19),
            issuer=body, drafter=body, coordinator=body, signer_capacity="TM.", signer_name="A", state="issued",
            created_by=user,
        )  # fmt: skip
        cascade = Cascade.objects.create(lower=plan, upper=upper, kind="derived", created_by=user)
        Adoption.objects.bulk_create(
            Adoption(cascade=cascade, upper_item=row.upper_item, required=True, stance=Stance.ADOPTED, confirmed=True)
            for row in rows
        )


@pytest.mark.parametrize("asked", [{}, {"xem": "ma-tran"}])
def test_the_number_of_queries_does_not_grow_with_the_bodies(
    below: Any, upper_plan: Plan, signed_in_as: Any, asked: dict[str, str]
) -> None:
    client = signed_in_as("tinh")
    client.get(coverage(upper_plan, **asked))
    with CaptureQueriesContext(connection) as few:
        client.get(coverage(upper_plan, **asked))
    _more_communes(upper_plan, 30)
    with CaptureQueriesContext(connection) as many:
        page = client.get(coverage(upper_plan, **asked)).content.decode()
    assert "trong 33 cơ quan" in page
    assert len(many) == len(few)
