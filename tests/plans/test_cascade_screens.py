"""The worksheet of a derived plan, the confirming of a matched one, as people meet them."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.domain.cascade import Stance
from lantoa.plans.models import Adoption, Cascade, Plan
from lantoa.plans.operations import create_draft_plan
from lantoa.plans.operations.adoption import start_matching
from lantoa.plans.operations.derivation import adopt_rest, derive_plan

OFFICE = "Phòng Văn hóa - Xã hội xã An Phúc"


@pytest.fixture
def sheet(province: Any, upper_plan: Plan) -> Cascade:
    derive_plan(actor=province["xa"], upper=upper_plan, agency=province.an_phuc)
    return Cascade.objects.get()


def row_url(cascade: Cascade, ref: str) -> str:
    return reverse("plans:sheet_row", args=[cascade.public_id, at(cascade, ref).public_id])


def at(cascade: Cascade, ref: str) -> Adoption:
    return cascade.adoptions.get(upper_item__ref=ref)


def test_the_plan_above_offers_to_begin_one_s_own(province: Any, upper_plan: Plan, signed_in_as: Any) -> None:
    page = signed_in_as("xa").get(reverse("desk:plan", args=[upper_plan.public_id])).content.decode()
    url = reverse("plans:derive", args=[upper_plan.public_id, province.an_phuc.public_id])
    assert url in page
    assert "Lập kế hoạch của Xã An Phúc từ KH 08" in page
    assert (
        "Lập kế hoạch của"
        not in signed_in_as("so").get(reverse("desk:plan", args=[upper_plan.public_id])).content.decode()
    )


def test_a_plan_is_begun_and_its_rows_wait(province: Any, upper_plan: Plan, signed_in_as: Any) -> None:
    client = signed_in_as("xa")
    url = reverse("plans:derive", args=[upper_plan.public_id, province.an_phuc.public_id])
    assert "trên địa bàn xã An Phúc" in client.get(url).content.decode()
    answer = client.post(url, {"subject": "Tuyên truyền CCHC xã An Phúc năm 2026"}, follow=True)
    page = answer.content.decode()
    assert "Còn 5 mục chờ xem trong 6 mục" in page
    assert "Đăng tin, bài về cải cách hành chính" in page
    assert client.get(url).status_code == 302


def test_a_row_is_sharpened_by_typing_another_phrase(sheet: Cascade, signed_in_as: Any) -> None:
    client = signed_in_as("xa")
    page = client.get(row_url(sheet, "PL.1")).content.decode()
    assert OFFICE in page
    data = {"viec": "nhan", "yeu-cau-0": "ít nhất 06 tin, bài/tháng", "offices": [OFFICE]}
    answer = client.post(row_url(sheet, "PL.1"), data)
    assert answer.status_code == 302
    assert answer["Location"] == row_url(sheet, "PL.2")
    assert at(sheet, "PL.1").sentence == "cao hơn: 72 thay vì 60"


def test_less_without_a_reason_is_sent_back_with_what_was_typed(sheet: Cascade, signed_in_as: Any) -> None:
    client = signed_in_as("xa")
    data = {"viec": "nhan", "yeu-cau-0": "ít nhất 02 tin, bài/tháng", "others": "Công chức Văn hóa"}
    answer = client.post(row_url(sheet, "PL.1"), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "yếu hơn: 24 thay vì 60" in page
    assert "ít nhất 02 tin, bài/tháng" in page
    assert "Công chức Văn hóa" in page
    answer = client.post(row_url(sheet, "PL.1"), data | {"reason": "Chưa đủ người"})
    assert answer.status_code == 302
    assert at(sheet, "PL.1").stance == Stance.WEAKER


def test_a_phrase_that_says_nothing_is_sent_back(sheet: Cascade, signed_in_as: Any) -> None:
    answer = signed_in_as("xa").post(row_url(sheet, "PL.1"), {"viec": "nhan", "yeu-cau-0": "bao giờ cũng được"})
    assert answer.status_code == 422
    assert "Chưa hiểu" in answer.content.decode()


def test_a_row_is_declined_with_a_reason_and_can_be_opened_again(sheet: Cascade, signed_in_as: Any) -> None:
    client = signed_in_as("xa")
    assert client.post(row_url(sheet, "PL.3"), {"viec": "khong", "reason": ""}).status_code == 422
    assert client.post(row_url(sheet, "PL.3"), {"viec": "khong", "reason": "Ghép với HĐND xã"}).status_code == 302
    page = client.get(reverse("plans:sheet", args=[sheet.public_id])).content.decode()
    assert "Ghép với HĐND xã" in page
    assert client.post(row_url(sheet, "PL.3"), {"viec": "mo-lai"}).status_code == 302
    assert at(sheet, "PL.3").stance == Stance.OPEN


def test_the_rest_is_taken_over_by_one_button(sheet: Cascade, signed_in_as: Any) -> None:
    client = signed_in_as("xa")
    page = client.post(reverse("plans:sheet_rest", args=[sheet.public_id]), follow=True).content.decode()
    assert "Đã nhận 5 mục như cấp trên" in page
    assert sheet.lower.items.filter(parties__words=OFFICE).count() == 4
    assert "Đã xem hết 6 mục" in page


def test_only_rows_with_a_problem_are_shown_when_asked(sheet: Cascade, province: Any, signed_in_as: Any) -> None:
    adopt_rest(actor=province["xa"], cascade=sheet, leads=[])
    url = reverse("plans:sheet", args=[sheet.public_id])
    page = signed_in_as("xa").get(url, {"loc": "co-van-de"}).content.decode()
    assert "Đăng tin, bài về cải cách hành chính" not in page


def test_the_draft_tells_what_waits_above(sheet: Cascade, signed_in_as: Any) -> None:
    page = signed_in_as("xa").get(reverse("plans:draft", args=[sheet.lower.public_id])).content.decode()
    assert "Thực hiện kế hoạch số 08/KH-UBND" in page
    assert "Còn 5 mục chờ xem" in page


@pytest.mark.parametrize("stranger", ["xa_khac", "so", "tinh", "giamsat", "lanhdao", "bientap"])
def test_a_lower_draft_is_its_writers_own(sheet: Cascade, signed_in_as: Any, stranger: str) -> None:
    client = signed_in_as(stranger)
    for url in (reverse("plans:sheet", args=[sheet.public_id]), row_url(sheet, "PL.1")):
        assert client.get(url).status_code == 404
    assert client.post(row_url(sheet, "PL.1"), {"viec": "nhan"}).status_code == 404
    assert client.post(reverse("plans:sheet_rest", args=[sheet.public_id])).status_code == 404


def test_nobody_derives_for_another_body(province: Any, upper_plan: Plan, signed_in_as: Any) -> None:
    url = reverse("plans:derive", args=[upper_plan.public_id, province.an_phuc.public_id])
    for stranger in ("xa_khac", "so", "tinh"):
        assert signed_in_as(stranger).get(url).status_code == 404
        assert signed_in_as(stranger).post(url, {"subject": "x"}).status_code == 404


def test_a_foreign_row_is_not_reached_through_one_s_own_sheet(
    sheet: Cascade, province: Any, upper_plan: Plan, signed_in_as: Any
) -> None:
    other = derive_plan(actor=province["xa_khac"], upper=upper_plan, agency=province.binh_linh)
    foreign = Adoption.objects.get(cascade__lower=other, upper_item__ref="PL.1")
    url = reverse("plans:sheet_row", args=[sheet.public_id, foreign.public_id])
    assert signed_in_as("xa").post(url, {"viec": "khong", "reason": "x"}).status_code == 404
    foreign.refresh_from_db()
    assert foreign.stance == Stance.OPEN


# --- A plan that came in as a document --------------------------------------------------------------------------------


def _task(ref: str, title: str, what: str, unit: str) -> dict[str, Any]:
    obligation = {"who": ["Phòng"], "what": what, "unit": unit, "min": 6, "max": None, "every": "month", "total": None,
                  "from": "2026-01-01", "to": "2026-12-31", "due": None}  # fmt: skip
    return {"ref": ref, "title": title, "products": [], "lead": ["Phòng"], "support": [], "timing": None,
            "obligations": [obligation]}  # fmt: skip


TASKS = [
    _task("PL.1", "Đăng tin, bài về cải cách hành chính trên trang thông tin điện tử", "tin, bài", "tin, bài"),
    _task("PL.2", "Nói chuyện về chuyển đổi số với học sinh", "buổi nói chuyện", "buổi"),
]


@pytest.fixture
def paper(province: Any) -> Plan:
    reading = {"document": {"type": "Kế hoạch", "subject": "Kế hoạch xã Bình Lĩnh", "year": 2026}, "tasks": TASKS}
    body = province.binh_linh
    return create_draft_plan(actor=province["xa_khac"], reading=reading, issuer=body, drafter=body, coordinator=body)


def test_a_document_is_laid_beside_the_plan_above(paper: Plan, upper_plan: Plan, signed_in_as: Any) -> None:
    client = signed_in_as("xa_khac")
    url = reverse("plans:follow", args=[paper.public_id])
    assert url in client.get(reverse("plans:draft", args=[paper.public_id])).content.decode()
    assert "08/KH-UBND" in client.get(url).content.decode()
    page = client.post(url, {"cap-tren": upper_plan.public_id}, follow=True).content.decode()
    assert "Xác nhận từng mục" in page
    assert "chưa xác nhận" in page
    assert "Cao hơn: 72 thay vì 60" in page


def test_pairs_are_confirmed_one_after_the_other(
    paper: Plan, upper_plan: Plan, province: Any, signed_in_as: Any
) -> None:
    cascade = start_matching(actor=province["xa_khac"], lower=paper, upper=upper_plan)
    client = signed_in_as("xa_khac")
    page = client.get(row_url(cascade, "PL.1")).content.decode()
    item = paper.items.get(ref="PL.1")
    assert f'value="{item.public_id}" checked' in page
    assert "tên gọi giống nhau" in page
    answer = client.post(row_url(cascade, "PL.1"), {"viec": "ghep", "muc": [item.public_id]})
    assert answer["Location"] == row_url(cascade, "PL.2")
    answer = client.post(row_url(cascade, "PL.2"), {"viec": "ghep", "ly-do": "Loa hỏng"})
    assert answer.status_code == 302
    assert at(cascade, "PL.2").sentence == "Loa hỏng"


def test_the_coordinator_above_looks_and_confirms_an_issued_one(
    paper: Plan, upper_plan: Plan, province: Any, signed_in_as: Any
) -> None:
    cascade = start_matching(actor=province["xa_khac"], lower=paper, upper=upper_plan)
    url = row_url(cascade, "PL.1")
    assert signed_in_as("tinh").get(url).status_code == 404
    Plan.objects.filter(pk=paper.pk).update(
        state="issued", number="17/KH-UBND", issued_on=date(2026, 1, 27), signer_name="A", signer_capacity="TM."
    )
    client = signed_in_as("tinh")
    page = client.get(url).content.decode()
    assert 'name="viec" value="ghep"' in page
    assert 'name="ly-do"' not in page
    item = paper.items.get(ref="PL.1")
    assert client.post(url, {"viec": "ghep", "muc": [item.public_id]}).status_code == 302
    assert at(cascade, "PL.1").confirmed
    for stranger in ("xa", "so"):
        assert signed_in_as(stranger).get(url).status_code == 404
        assert signed_in_as(stranger).post(url, {"viec": "ghep"}).status_code == 404


def test_the_sheet_costs_the_same_for_few_and_many_rows(
    paper: Plan, upper_plan: Plan, province: Any, signed_in_as: Any
) -> None:
    cascade = start_matching(actor=province["xa_khac"], lower=paper, upper=upper_plan)
    client, url = signed_in_as("xa_khac"), reverse("plans:sheet", args=[cascade.public_id])
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(url)
    first = upper_plan.items.get(ref="PL.4")
    for number in range(30):
        first.pk, first.public_id, first.position, first.ref = (
            None,
            f"row{number:013d}",
            100 + number,
            f"PL.{number + 10}",
        )
        first.save()
    start_matching(actor=province["xa_khac"], lower=paper, upper=upper_plan)
    with CaptureQueriesContext(connection) as many:
        page = client.get(url).content.decode()
    assert "Đã xem" in page or "chờ xem trong 36 mục" in page
    assert len(many) == len(few)
