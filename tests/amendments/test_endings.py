"""How a plan ends, is mended, or goes on into another year: what was done stays counted."""

from datetime import date
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from lantoa.adapters.uploads import prepare_upload
from lantoa.agencies.access import Forbidden
from lantoa.assignments.models import Assignment, Duty
from lantoa.assignments.operations import close_plan, issue_plan, withdraw_plan
from lantoa.domain.lifecycle import DutyState, PlanOrigin, PlanState
from lantoa.persistence.refusal import Refused
from lantoa.plans import versions
from lantoa.plans.differences import sentence
from lantoa.plans.models import Plan
from lantoa.plans.operations import (
    Slip,
    correct_plan,
    create_draft_plan,
    keep_signed_file,
    start_next_year,
    update_plan_header,
)
from lantoa.plans.operations.signing import signature
from lantoa.plans.queries import header_json
from lantoa.plans.shape import fingerprint

SIGNER = {"signer_capacity": "KT. CHỦ TỊCH", "signer_title": "PHÓ CHỦ TỊCH", "signer_name": "Đặng Quốc Việt"}


def paper(number="60/UBND-NC", on=date(2026, 9, 15)):
    return signature(number=number, issued_on=on, **SIGNER)


def new_plan(province, reading, **bodies):
    known = {"issuer": province.ubnd, "drafter": province.noi_vu, "coordinator": province.noi_vu}
    return create_draft_plan(actor=province["tinh"], reading=reading, **(known | bodies))


SMALL = {
    "document": {"subject": "Tuyên truyền sáu tháng cuối năm", "year": 2026},
    "tasks": [
        {
            "ref": "PL.1",
            "title": "Tin, bài",
            "lead": ["UBND các xã, phường"],
            "support": [],
            "obligations": [{"who": ["UBND các xã, phường"], "what": "tin, bài", "min": 1, "every": "month"}],
        }
    ],
}


def test_a_plan_that_replaces_another_ends_what_falls_due_from_its_day(province, plan, done, duty_of):
    done("PL.1", province.an_phuc, date(2026, 3, 10), 2)
    done("PL.1", province.an_phuc, date(2026, 9, 10), 2)
    new = new_plan(province, SMALL)
    now = header_json(new)
    update_plan_header(actor=province["tinh"], plan=new, document=now, expected=fingerprint(now), replaces=plan)
    new.refresh_from_db()
    issue_plan(actor=province["tinh"], plan=new, number="70/KH-UBND", issued_on=date(2026, 9, 1), **SIGNER)
    plan.refresh_from_db()
    assert plan.state == PlanState.REPLACED
    still = Duty.objects.filter(plan=plan, state=DutyState.OPEN, item__ref="PL.1", agency=province.an_phuc)
    assert [row.starts_on.month for row in still.order_by("starts_on")] == list(range(1, 9))
    ended = Duty.objects.get(plan=plan, item__ref="PL.1", agency=province.an_phuc, starts_on=date(2026, 9, 1))
    assert (ended.state, ended.done) == (DutyState.CLOSED, 2)
    assert ended.closed_by == "Kế hoạch số 70/KH-UBND ngày 01/09/2026"
    # What fell due before is still owed and may still be made up for.
    late = done("PL.1", province.an_phuc, date(2026, 2, 10), 2)
    assert late.credits.get().counts


def test_a_plan_of_another_body_or_out_of_force_is_not_replaced(province, plan):
    new = new_plan(province, SMALL, issuer=province.noi_vu)
    now = header_json(new)
    with pytest.raises(Refused, match="cùng cơ quan ban hành"):
        update_plan_header(actor=province["tinh"], plan=new, document=now, expected=fingerprint(now), replaces=plan)


def test_a_withdrawn_plan_owes_nothing_more_and_is_still_read(province, plan, done, signed_in_as):
    result = done("PL.1", province.an_phuc, date(2026, 3, 10), 2)
    withdraw_plan(actor=province["tinh"], plan=plan, signed=paper(), text="Trái thẩm quyền")
    plan.refresh_from_db()
    assert plan.state == PlanState.WITHDRAWN
    assert not Duty.objects.filter(plan=plan, state=DutyState.OPEN).exists()
    assert not Assignment.objects.filter(plan=plan, state=DutyState.OPEN).exists()
    assert result.credits.get().counts
    page = signed_in_as("xa").get(reverse("desk:plan", args=[plan.public_id]))
    assert page.status_code == 200 and "đã thu hồi" in page.content.decode()
    process = signed_in_as("tinh").get(reverse("plans:life", args=[plan.public_id])).content.decode()
    assert "Trái thẩm quyền" in process and "60/UBND-NC" in process


def test_only_who_issues_ends_a_plan(province, plan):
    for username in ("xa", "so", "lanhdao", "giamsat"):
        with pytest.raises(Forbidden):
            withdraw_plan(actor=province[username], plan=plan, signed=paper(), text="Thử")
        with pytest.raises(Forbidden):
            close_plan(actor=province[username], plan=plan)


def test_a_plan_is_closed_once_nothing_falls_due_any_more(province, plan, settings):
    with pytest.raises(Refused, match="31/12/2026"):
        close_plan(actor=province["tinh"], plan=plan)
    settings.LANTOA_TODAY = "2027-01-04"
    closed = close_plan(actor=province["tinh"], plan=plan)
    assert closed.state == PlanState.CLOSED
    # What is still owed stays owed.
    assert Duty.objects.filter(plan=plan, state=DutyState.OPEN, done=0).exists()


def test_a_correction_mends_words_and_changes_no_duty(province, plan):
    before = list(Duty.objects.filter(plan=plan).order_by("pk").values())
    note = correct_plan(
        actor=province["tinh"], plan=plan, signed=paper(), slips=[Slip("trang thông tin", "Cổng thông tin")]
    )
    assert plan.items.get(ref="PL.1").title == "Tin, bài trên Cổng thông tin điện tử"
    assert list(Duty.objects.filter(plan=plan).order_by("pk").values()) == before
    (change,) = plan.versions.get(paper=note).changes
    assert sentence(change).startswith("Mục 1: Nội dung: Tin, bài trên trang thông tin điện tử → ")


def test_what_is_no_slip_of_words_is_not_corrected(province, plan):
    for wrong in ("Hằng tháng", "không có chữ này"):
        with pytest.raises(Refused, match="Không thấy"):
            correct_plan(actor=province["tinh"], plan=plan, signed=paper(), slips=[Slip(wrong, "khác")])
    assert not plan.papers.exists()


def test_the_signed_paper_is_kept_and_read_by_who_reads_the_plan(province, plan, signed_in_as):
    page = BytesIO()
    Image.new("L", (40, 60), 255).save(page, "PDF")
    upload = prepare_upload(page.getvalue(), "08-KH-UBND.pdf")
    kept = keep_signed_file(actor=province["vanthu"], plan=plan, upload=upload)
    assert keep_signed_file(actor=province["vanthu"], plan=plan, upload=upload) == kept
    address = reverse("plans:signed", args=[plan.public_id, kept.public_id])
    answer = signed_in_as("xa").get(address)
    assert b"".join(answer.streaming_content) == page.getvalue()
    assert "attachment" in answer["Content-Disposition"]
    assert signed_in_as("bientap").get(address).status_code == 404


def test_a_signed_paper_is_a_pdf_of_an_issued_plan(province, plan):
    picture = BytesIO()
    Image.new("RGB", (40, 60), "white").save(picture, "PNG")
    with pytest.raises(Refused, match="PDF"):
        keep_signed_file(actor=province["vanthu"], plan=plan, upload=prepare_upload(picture.getvalue(), "anh.png"))


def test_next_years_plan_is_this_years_moved_on(province, plan, done, signed_in_as):
    done("PL.1", province.an_phuc, date(2026, 3, 10), 2)
    draft = start_next_year(actor=province["tinh"], plan=plan)
    assert (draft.year, draft.origin_kind, draft.state) == (2027, PlanOrigin.NEXT_YEAR, PlanState.DRAFT)
    assert draft.subject == "Tuyên truyền cải cách hành chính năm 2027"
    window = draft.items.get(ref="PL.4").obligations.get()
    assert (window.starts_on, window.last_on) == (date(2027, 7, 1), date(2027, 9, 30))
    assert start_next_year(actor=province["tinh"], plan=plan) == draft
    page = signed_in_as("tinh").get(reverse("plans:draft", args=[draft.public_id])).content.decode()
    assert "Năm nay: 1/36 việc đã đủ, 26 quá hạn" in page
    assert "giữ nguyên" in page


def test_what_cannot_be_moved_for_sure_is_marked(province, plan):
    plan.items.filter(ref="PL.4").update(title="Hội nghị triển khai Kế hoạch số 12/KH-UBND năm 2026")
    plan.items.filter(ref="PL.1").update(timing_words="Tháng 10/2026")
    draft = start_next_year(actor=province["tinh"], plan=plan)
    assert draft.items.get(ref="PL.4").doubt == "xem lại năm ở nội dung"
    assert (draft.items.get(ref="PL.1").timing_words, draft.items.get(ref="PL.1").doubt) == ("Tháng 10/2027", "")


def test_next_years_plan_is_issued_as_any_other(province, plan, settings):
    draft = start_next_year(actor=province["tinh"], plan=plan)
    settings.LANTOA_TODAY = "2027-01-10"
    issue_plan(actor=province["tinh"], plan=draft, number="08/KH-UBND", issued_on=date(2027, 1, 8), **SIGNER)
    rows = Duty.objects.filter(plan=draft, item__ref="PL.1", agency=province.an_phuc)
    assert {row.starts_on.year for row in rows} == {2027}
    assert rows.count() == 12


def test_a_number_is_once_a_body_and_year_of_issue_whatever_the_plans_year(province, plan, settings):
    other = new_plan(province, SMALL | {"document": {"subject": "Kế hoạch khác", "year": 2026}})
    about = {"actor": province["tinh"], "plan": other, "number": "08/KH-UBND", **SIGNER}
    with pytest.raises(Refused, match="năm 2026 của UBND tỉnh đã dùng"):
        issue_plan(issued_on=date(2026, 9, 1), **about)
    # The same number in another year of issue is another number, though both plans are for 2026.
    issue_plan(issued_on=date(2025, 12, 20), **about)
    assert Plan.objects.filter(number="08/KH-UBND", year=2026).count() == 2


def test_the_database_holds_the_number_too(province, plan):
    other = new_plan(province, SMALL)
    taken = {"number": plan.number, "issued_on": date(2026, 12, 30), "signer_name": "A", "signer_capacity": "B"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=other.pk).update(state=PlanState.ISSUED, **taken)


def test_two_versions_are_read_and_compared_on_the_screen(province, amend, plan, signed_in_as):
    change = amend()
    change.say("PL.4", timing="Quý IV")
    change.issue()
    client = signed_in_as("xa")
    first = client.get(reverse("plans:version", args=[plan.public_id, "1"])).content.decode()
    assert "Quý III" in first
    both = client.get(reverse("plans:compare", args=[plan.public_id]), {"tu": "1", "den": "2"}).content.decode()
    assert "<del>Quý III</del> → <ins>Quý IV</ins>" in both
    assert client.get(reverse("plans:version", args=[plan.public_id, "9"])).status_code == 404


def test_the_paper_of_an_amended_plan_says_what_holds_now(province, amend, plan):
    change = amend()
    change.remove("PL.2")
    change.say("PL.4", timing="Quý IV")
    change.issue()
    tasks = versions.content_of(plan)["tasks"]
    assert [(row["ref"], row["timing"]) for row in tasks] == [
        ("PL.1", "Hằng tháng"),
        ("PL.3", None),
        ("PL.4", "Quý IV"),
    ]
