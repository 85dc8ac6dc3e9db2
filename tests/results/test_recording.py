"""Recording what was done: what counts, what is refused, what is only asked."""

from datetime import date

import pytest

from lantoa.adapters.filestore import file_store
from lantoa.adapters.uploads import PreparedUpload, UploadKind
from lantoa.agencies.access import Forbidden
from lantoa.audit.models import Entry
from lantoa.persistence.refusal import Refused
from lantoa.results.models import Result
from lantoa.results.operations import CreditTo, Questioned, change_credits, undo_result, withdraw_result


def test_a_result_counts_for_every_duty_it_is_credited_to(record, duty_of, standing_of, province):
    september = duty_of(province.an_phuc, 9)
    open_to_all = standing_of(province.an_phuc, "công khai")
    record(september, open_to_all)
    september.refresh_from_db()
    open_to_all.refresh_from_db()
    assert (september.done, september.met_on) == (1, None)
    assert (open_to_all.result_count, open_to_all.last_result_on) == (1, date(2026, 9, 16))


def test_a_duty_is_met_on_the_day_its_minimum_was_reached(record, duty_of, province):
    september = duty_of(province.an_phuc, 9)
    record(september, happened_on=date(2026, 9, 20))
    record(september, happened_on=date(2026, 9, 3))
    record(september, happened_on=date(2026, 9, 28))
    september.refresh_from_db()
    assert (september.done, september.met_on) == (3, date(2026, 9, 20))


def test_the_quantity_counts_as_far_as_it_is_credited(record, duty_of, credit_to, province):
    september = duty_of(province.an_phuc, 9)
    result = record(quantity=5)
    change_credits(actor=province["xa"], result=result, credit_to=[credit_to(september, 3)])
    september.refresh_from_db()
    assert september.done == 3
    with pytest.raises(Refused, match="từ 1 đến 5"):
        change_credits(actor=province["xa"], result=result, credit_to=[credit_to(september, 6)])


def test_the_same_form_sent_twice_saves_one_result(record, duty_of, province):
    september = duty_of(province.an_phuc, 9)
    first = record(september, token="once")
    second = record(september, token="once")
    assert first.pk == second.pk
    assert Result.objects.count() == 1
    september.refresh_from_db()
    assert september.done == 1


def test_another_person_cannot_use_a_token_to_see_a_result(record, province):
    record(token="mine")
    with pytest.raises(Forbidden):
        record(token="mine", actor="xa_khac", agency=province.binh_linh)


def test_a_day_to_come_is_refused(record):
    with pytest.raises(Refused, match="02/10/2026 chưa tới") as refusal:
        record(happened_on=date(2026, 10, 2))
    assert refusal.value.field == "happened_on"


def test_a_day_of_another_year_is_asked_about_and_then_saved(record):
    with pytest.raises(Questioned, match="thuộc năm 2025") as question:
        record(happened_on=date(2025, 12, 30))
    record(happened_on=date(2025, 12, 30), agreed={question.value.code})
    assert Result.objects.count() == 1


def test_a_link_recorded_before_is_noticed_whoever_recorded_it(record, province):
    record(links=["https://anphuc.example.vn/tin/thu-tuc?utm_source=zalo"])
    with pytest.raises(Questioned, match=r"Nguyễn Thị Lan \(Xã An Phúc\) ghi ngày 01/10/2026") as question:
        record(links=["http://www.anphuc.example.vn/tin/thu-tuc/"], actor="xa_khac", agency=province.binh_linh)
    again = {"actor": "xa_khac", "agency": province.binh_linh, "agreed": {question.value.code}}
    record(links=["http://www.anphuc.example.vn/tin/thu-tuc/"], **again)
    assert Result.objects.count() == 2


def test_a_link_of_a_withdrawn_result_may_be_recorded_again(record, province):
    withdraw_result(actor=province["xa"], result=record(links=["https://a.example.vn/1"]), reason="nhầm ngày")
    assert record(links=["https://a.example.vn/1"]).pk


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "không phải đường dẫn"])
def test_what_is_no_web_address_is_refused(record, link):
    with pytest.raises(Refused) as refusal:
        record(links=[link])
    assert refusal.value.field == "link"


def test_a_result_without_any_evidence_is_refused(record):
    with pytest.raises(Refused, match="minh chứng"):
        record(links=[])
    assert record(links=[], note="Tổ chức tại nhà văn hóa thôn 3, 60 người dự").pk


def test_a_file_is_kept_before_the_row_is(record):
    photo = PreparedUpload(
        kind=UploadKind.PHOTO, media_type="image/jpeg", suffix=".jpg", data=b"\xff\xd8photo", filename="hop.jpg"
    )
    proof = record(links=[], uploads=[photo]).evidence.get()
    assert (proof.kind, proof.file_name, proof.size) == ("photo", "hop.jpg", 7)
    assert file_store().path(proof.sha256).read_bytes() == b"\xff\xd8photo"


def test_only_those_who_record_for_an_agency_may(record, province):
    for who in ("xa_khac", "so", "tinh", "vanthu", "giamsat", "quantri"):
        with pytest.raises(Forbidden):
            record(actor=who, agency=province.an_phuc)


def test_another_agencys_duty_cannot_be_credited(record, duty_of, province):
    news = duty_of(province.binh_linh, 9)
    holder = news.holder_rows.get()
    # An Phúc has its own share of the same item, so a common article may count for both.
    record(news)
    news.refresh_from_db()
    assert news.done == 1
    with pytest.raises(Refused, match="cùng thực hiện"):
        record(news, actor="so", agency=province.khcn)
    assert holder.duty.credits.count() == 1


def test_a_supporter_may_credit_the_lead_and_the_result_stays_one(record, duty_of, province):
    column = duty_of(province.bao, 9, "PL.3")
    record(column)
    column.refresh_from_db()
    assert column.done == 1
    assert Result.objects.get().agency == province.an_phuc


def test_an_assignment_and_a_duty_that_do_not_belong_together_are_refused(record, duty_of, standing_of, province):
    news = duty_of(province.an_phuc, 9)
    other = standing_of(province.an_phuc, "công khai")
    result = record()
    with pytest.raises(Refused, match="không còn"):
        change_credits(actor=province["xa"], result=result, credit_to=[CreditTo(other.pk, news.pk, 1)])


def test_undo_takes_back_at_once_and_nothing_is_deleted(record, duty_of, province):
    september = duty_of(province.an_phuc, 9)
    result = record(september)
    undo_result(actor=province["xa"], result=result)
    september.refresh_from_db()
    result.refresh_from_db()
    assert september.done == 0
    assert result.withdrawn_at is not None
    assert result.withdrawn_reason
    assert result.credits.get().counts is False


def test_a_withdrawal_needs_a_reason_and_the_right(record, province):
    result = record()
    with pytest.raises(Refused, match="lý do"):
        withdraw_result(actor=province["xa"], result=result, reason="  ")
    with pytest.raises(Forbidden):
        withdraw_result(actor=province["xa_khac"], result=result, reason="không phải của tôi")


def test_every_step_is_in_the_trail(record, province, duty_of, credit_to):
    result = record(duty_of(province.an_phuc, 9))
    change_credits(actor=province["xa"], result=result, credit_to=[credit_to(duty_of(province.an_phuc, 8))])
    withdraw_result(actor=province["xa"], result=result, reason="nhầm")
    done = Entry.objects.filter(object_id=result.public_id).order_by("id").values_list("operation", "actor_name")
    assert list(done) == [
        ("record_result", "Nguyễn Thị Lan"),
        ("change_credits", "Nguyễn Thị Lan"),
        ("withdraw_result", "Nguyễn Thị Lan"),
    ]
