"""A difficulty is raised where the work is done, passed up, decided by a head who did not write it, answered down."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.http import Http404
from django.urls import reverse

from lantoa.agencies.kinds import Role
from lantoa.agencies.models import HeldRole, User
from lantoa.assignments.models import Difficulty, DifficultyMove
from lantoa.assignments.operations import (
    answer_difficulty,
    decide_difficulty,
    pass_up_difficulty,
    propose_solution,
    raise_difficulty,
    withdraw_difficulty,
)
from lantoa.notices.models import Notice
from lantoa.persistence.refusal import Refused
from lantoa.reports.document import to_document
from lantoa.reports.figures import compute

TODAY = date(2026, 10, 1)


@pytest.fixture
def raised(province, duty_of):
    """raised(): the commune's officer raises a difficulty on October's duty, from the office where it works."""

    def make(username="xa", agency=None, key="mot-hai-ba-bon-nam", text="Chưa có kinh phí in tờ gấp"):
        agency = agency or province.an_phuc
        duty = duty_of(agency, 10)
        words = {"plan": duty.plan, "item": duty.item, "duty": duty, "agency": agency, "token": key}
        return raise_difficulty(actor=province[username], **words, text=text, wish="Cấp 10 triệu đồng")

    return make


def step(act, actor, row, text="Lời", **more):
    row.refresh_from_db()
    return act(actor=actor, difficulty=row, version=row.version, text=text, **more)


def to_the_top(province, row):
    """The whole way: office, coordinator, issuer, decided, answered for all."""
    step(pass_up_difficulty, province["xa"], row, to=province.noi_vu)
    step(propose_solution, province["tinh"], row, "Dùng bộ hỏi đáp chung")
    step(pass_up_difficulty, province["tinh"], row, to=province.ubnd)
    step(decide_difficulty, province["lanhdao"], row, "Giao Sở Nội vụ soạn")
    return step(answer_difficulty, province["lanhdao"], row, "Đã gửi bộ hỏi đáp", shared=True)


def test_it_waits_first_where_it_arose(province, raised):
    row = raised()
    assert (row.arose_at, row.agency, row.waits_at) == (province.an_phuc_vhxh, province.an_phuc, province.an_phuc_vhxh)
    assert (row.state, row.raised_on) == ("raised", TODAY)


def test_every_step_is_kept_with_its_day_and_its_author(province, raised):
    row = to_the_top(province, raised())
    assert [(move.step, move.by.username, move.to_agency.short_name) for move in row.moves.order_by("pk")] == [
        ("raise", "xa", "Phòng Văn hóa - Xã hội"),
        ("pass-up", "xa", "Sở Nội vụ"),
        ("propose", "tinh", "Sở Nội vụ"),
        ("pass-up", "tinh", "UBND tỉnh"),
        ("decide", "lanhdao", "UBND tỉnh"),
        ("answer", "lanhdao", "UBND tỉnh"),
    ]
    assert (row.state, row.shared) == ("answered", True)


@pytest.mark.parametrize("write", [lambda rows: rows.update(text="Khác"), lambda rows: rows.delete()])
def test_the_database_itself_keeps_the_steps(raised, write):
    row = raised()
    with pytest.raises(DatabaseError), transaction.atomic():
        write(DifficultyMove.objects.filter(difficulty=row))
    assert row.moves.get().step == "raise"


def test_who_raised_it_hears_the_answer(province, raised):
    to_the_top(province, raised())
    assert Notice.objects.filter(user=province["xa"], title__startswith="Khó khăn đã được trả lời").count() == 1
    assert Notice.objects.filter(user=province["tinh"], kind="kho-khan").exists()


def test_the_same_form_raises_once(raised):
    assert raised().pk == raised().pk
    assert DifficultyMove.objects.count() == 1


@pytest.mark.parametrize("username", ["xa_khac", "tinh", "giamsat", "lanhdao", "vanthu"])
def test_only_who_works_on_it_raises_something(raised, username):
    with pytest.raises(Http404):
        raised(username)


def test_a_supporter_may_raise_something_too(province, issued_plan):
    """The Department of Science supports PL.1 and owes nothing there."""
    item = issued_plan.items.get(ref="PL.1")
    words = {"plan": issued_plan, "item": item, "agency": province.khcn, "token": "t" * 16}
    assert raise_difficulty(actor=province["so"], **words, text="Thiếu dữ liệu").waits_at == province.khcn


def test_only_a_head_decides_and_not_what_it_wrote(province, chairman, raised):
    row = raised()
    step(pass_up_difficulty, province["xa"], row, to=province.an_phuc)
    for username in ("xa", "xa_khac", "tinh", "lanhdao"):
        with pytest.raises(Http404):
            step(decide_difficulty, province[username], row)
    step(propose_solution, chairman, row, "Chi từ nguồn thường xuyên")
    with pytest.raises(Http404):
        step(decide_difficulty, chairman, row)
    deputy = User.objects.create_user("phoct", "phoct-matkhau", name="Lê Thị Nhàn")
    HeldRole.objects.create(user=deputy, agency=province.an_phuc, role=Role.HEAD, starts_on=date(2025, 7, 1))
    assert step(decide_difficulty, deputy, row).state == "decided"


def test_no_answer_comes_before_a_decision(province, raised):
    with pytest.raises(Refused, match="không trả lời được"):
        step(answer_difficulty, province["xa"], raised())


def test_it_goes_up_and_never_sideways_or_past_a_body_one_does_not_act_for(province, raised):
    row = raised()
    for other in (province.binh_linh, province.khcn, province.ubnd, province.an_phuc_vhxh):
        with pytest.raises(Refused, match="Không chuyển được"):
            step(pass_up_difficulty, province["xa"], row, to=other)
    assert step(pass_up_difficulty, province["xa"], row, to=province.noi_vu).waits_at == province.noi_vu


def test_what_a_colleague_moved_meanwhile_is_said_and_nothing_is_written(province, raised):
    row = raised()
    seen = row.version
    step(pass_up_difficulty, province["xa"], row, to=province.noi_vu)
    with pytest.raises(Refused, match="vừa được xử lý"):
        propose_solution(actor=province["xa"], difficulty=row, version=seen, text="Lời gõ dở")
    assert row.moves.count() == 2


def test_what_was_typed_stays_on_the_page_when_somebody_was_quicker(province, raised, signed_in_as):
    row = raised()
    seen = row.version
    step(pass_up_difficulty, province["xa"], row, to=province.an_phuc)
    url = reverse("assignments:difficulty", args=[row.public_id])
    answer = signed_in_as("xa").post(url, {"lam": "kien-nghi", "text": "Lời gõ dở", "version": seen})
    assert answer.status_code == 422
    assert "Lời gõ dở" in answer.content.decode()


def test_a_withdrawn_one_is_at_its_end(province, raised):
    row = step(withdraw_difficulty, province["xa"], raised())
    with pytest.raises(Http404):
        step(propose_solution, province["xa"], row)
    with pytest.raises(Refused, match="đã rút"):
        step(withdraw_difficulty, province["xa"], row)


def test_a_decided_one_is_not_withdrawn(province, chairman, raised):
    row = raised()
    step(pass_up_difficulty, province["xa"], row, to=province.an_phuc)
    step(decide_difficulty, chairman, row)
    with pytest.raises(Refused, match="đã quyết định"):
        step(withdraw_difficulty, province["xa"], row)


def listed(client, tab):
    return client.get(f"{reverse('assignments:difficulties')}?xem={tab}").content.decode()


def test_each_finds_in_the_lists_what_is_theirs(province, raised, signed_in_as):
    row = raised()
    assert row.text in listed(signed_in_as("xa"), "cua-toi")
    assert row.text not in listed(signed_in_as("tinh"), "cho-toi")
    step(pass_up_difficulty, province["xa"], row, to=province.noi_vu)
    assert row.text in listed(signed_in_as("tinh"), "cho-toi")
    assert row.text not in listed(signed_in_as("xa"), "cho-toi")
    assert row.text not in listed(signed_in_as("xa_khac"), "tat-ca")


def test_a_shared_answer_is_open_to_who_does_the_same(province, raised, signed_in_as):
    row = to_the_top(province, raised())
    assert row.text in listed(signed_in_as("xa_khac"), "dung-chung")
    url = reverse("assignments:difficulty", args=[row.public_id])
    assert "Đã gửi bộ hỏi đáp" in signed_in_as("xa_khac").get(url).content.decode()
    assert signed_in_as("bientap").get(url).status_code == 404  # works on no row of it


def test_raised_from_a_phone_with_a_photograph(province, duty_of, signed_in_as, photograph, settings, tmp_path):
    settings.LANTOA_FILES = tmp_path
    url = f"{reverse('assignments:raise')}?viec={duty_of(province.an_phuc, 10).public_id}"
    file = SimpleUploadedFile("loa.jpg", photograph, "image/jpeg")
    data = {"token": "z" * 16, "agency": province.an_phuc.public_id, "text": "Loa hỏng", "wish": "", "file": file}
    assert signed_in_as("xa").post(url, data).status_code == 302
    proof = Difficulty.objects.get().files.get()
    shown = reverse("assignments:difficulty_file", args=[proof.public_id])
    answer = signed_in_as("xa").get(shown)
    assert answer["Content-Type"] == "image/jpeg"
    assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"
    assert signed_in_as("xa_khac").get(shown).status_code == 404


def test_a_file_that_is_no_file_is_refused_and_what_was_typed_stays(province, duty_of, signed_in_as):
    url = f"{reverse('assignments:raise')}?viec={duty_of(province.an_phuc, 10).public_id}"
    file = SimpleUploadedFile("trang.html", b"<html></html>", "text/html")
    data = {"token": "z" * 16, "agency": province.an_phuc.public_id, "text": "Loa hỏng ở thôn 3", "file": file}
    answer = signed_in_as("xa").post(url, data)
    assert answer.status_code == 422
    assert "Loa hỏng ở thôn 3" in answer.content.decode()
    assert not Difficulty.objects.exists()


def figures_of(agency):
    return compute(agency=agency, starts_on=date(2026, 10, 1), last_on=date(2026, 12, 31), today=date(2026, 12, 31))


def test_the_report_of_the_period_lists_those_of_the_body_and_of_those_below(province, raised):
    row, other = (
        to_the_top(province, raised()),
        raised("xa_khac", province.binh_linh, "token-thu-hai-12345", "Thiếu loa"),
    )
    own = figures_of(province.an_phuc)["difficulties"]
    assert [(entry["text"], entry["state"], entry["answer"]) for entry in own] == [
        (row.text, "đã trả lời", "Đã gửi bộ hỏi đáp")
    ]
    above = figures_of(province.ubnd)["difficulties"]
    assert {entry["text"] for entry in above} == {row.text, other.text}
    step(withdraw_difficulty, province["xa_khac"], other)
    assert len(figures_of(province.ubnd)["difficulties"]) == 1


def test_those_of_another_period_stay_out(province, raised):
    raised()
    window = {"starts_on": date(2026, 7, 1), "last_on": date(2026, 9, 30), "today": TODAY}
    assert compute(agency=province.an_phuc, **window)["difficulties"] == []


def test_they_stand_in_the_report_on_paper(province, raised, report_of):
    raised()
    words = repr(to_document(report_of(province.an_phuc), figures_of(province.an_phuc)))
    assert "Khó khăn, vướng mắc và đề xuất" in words
    assert "Chưa có kinh phí in tờ gấp" in words
    assert "đang ở Phòng Văn hóa - Xã hội" in words


@pytest.mark.parametrize("rows", [1, 12])
def test_the_list_asks_the_database_no_more_for_many(
    province, raised, signed_in_as, django_assert_max_num_queries, rows
):
    for number in range(rows):
        raised(key=f"token-{number:02d}-1234567", text=f"Khó khăn số {number}")
    client = signed_in_as("xa")
    with django_assert_max_num_queries(16):
        assert "Khó khăn số 0" in listed(client, "cua-toi")
