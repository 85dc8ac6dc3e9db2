"""Numbers: from 01 each year in each series, none twice, none lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.agencies.access import Forbidden
from lantoa.audit.models import Entry
from lantoa.persistence.refusal import Refused
from lantoa.register.kinds import read_number, written_number
from lantoa.register.models import RegisterEntry
from lantoa.register.operations import (
    Columns,
    add_series,
    cancel_entry,
    claim_number,
    edit_entry,
    keep_register,
    open_series,
    take_number,
)

AT_ONCE = 8


def test_a_body_keeps_no_register_until_it_chooses_to(province, clerk):
    assert not hasattr(province.ubnd, "register")
    made = keep_register(actor=clerk, agency=province.ubnd, kept=True)
    assert sorted(made.series.values_list("symbol", flat=True)) == ["BC-UBND", "KH-UBND", "UBND"]


def test_numbers_run_from_01_in_each_series(take):
    assert [take().written, take().written, take("BC-UBND").written] == ["01/KH-UBND", "02/KH-UBND", "01/BC-UBND"]


def test_numbers_begin_again_each_year(take, series, register):
    register.series.update(first_year=2025)
    assert take(day=date(2025, 12, 30)).written == "01/KH-UBND"
    assert take(day=date(2025, 12, 31)).written == "02/KH-UBND"
    assert take(day=date(2026, 1, 5)).written == "01/KH-UBND"
    assert take(day=date(2025, 12, 31)).written == "03/KH-UBND"


def test_a_letter_bears_its_drafting_unit_and_no_type(take):
    assert take("UBND", unit="VX").written == "01/UBND-VX"
    assert take("UBND", unit="NC").written == "02/UBND-NC"
    for unit in ("", "V X", "V/X"):
        with pytest.raises(Refused, match="đơn vị soạn thảo"):
            take("UBND", unit=unit)


def test_a_body_goes_on_from_its_paper_register_this_year_only(register, clerk, take, monkeypatch):
    add_series(actor=clerk, register=register, document_type="Thông báo", symbol="TB-UBND", first_number=145)
    assert take("TB-UBND").written == "145/TB-UBND"
    monkeypatch.setattr("lantoa.adapters.clock.today", lambda: date(2027, 1, 4))
    assert take("TB-UBND", day=date(2027, 1, 4)).written == "01/TB-UBND"


@pytest.mark.parametrize(
    ("document_type", "symbol", "words"),
    [
        ("Báo cáo", "KH-UBND2", "bắt đầu bằng BC-"),
        ("Kế hoạch", "KH-UBND", "Đã có loạt số"),
        ("Công văn", "CV-UBND", None),
        ("Công văn", "TB-UBND", "Công văn không có chữ viết tắt"),
        ("Thông báo", "TB UBND", "viết liền"),
        ("Thông báo", "TB/UBND", "viết liền"),
        ("Thư", "TH-UBND", "loại văn bản"),
    ],
)
def test_a_symbol_is_that_of_its_type(register, clerk, document_type, symbol, words):
    def add():
        return add_series(actor=clerk, register=register, document_type=document_type, symbol=symbol)

    if words is None:
        assert add().symbol == symbol
        return
    with pytest.raises(Refused, match=words):
        add()


def test_one_form_sent_twice_takes_one_number(take):
    first = take(token="mot-bieu-mau-gui-2")
    assert take(token="mot-bieu-mau-gui-2").pk == first.pk
    assert RegisterEntry.objects.count() == 1


def test_an_object_takes_one_number_however_often_asked(take, draft_plan):
    first = take(obj=draft_plan)
    assert take(obj=draft_plan).pk == first.pk
    cancelled = RegisterEntry.objects.get(pk=first.pk)
    cancel_entry(actor=first.taken_by, entry=cancelled, version=1, reason="ghi nhầm loại")
    assert take(obj=draft_plan).written == "02/KH-UBND"


def test_a_cancelled_number_stays_and_is_not_given_again(take, clerk):
    first = take()
    with pytest.raises(Refused, match="lý do"):
        cancel_entry(actor=clerk, entry=first, version=1, reason="  ")
    cancel_entry(actor=clerk, entry=first, version=1, reason="Văn bản không ban hành")
    assert take().written == "02/KH-UBND"
    kept = RegisterEntry.objects.get(pk=first.pk)
    assert (kept.written, kept.cancel_reason) == ("01/KH-UBND", "Văn bản không ban hành")
    with pytest.raises(Refused, match="đã hủy"):
        edit_entry(actor=clerk, entry=kept, version=2, columns=Columns(abstract="khác"))


def test_a_stale_edit_is_refused(take, clerk):
    entry = take()
    edit_entry(actor=clerk, entry=entry, version=1, columns=Columns(abstract="Lần một", signer="Lê An"))
    with pytest.raises(Refused, match="vừa sửa"):
        edit_entry(actor=clerk, entry=entry, version=1, columns=Columns(abstract="Lần hai"))
    entry.refresh_from_db()
    assert (entry.abstract, entry.signer, entry.folded) == ("Lần một", "Lê An", "lan mot le an ")


def test_no_number_for_a_day_ahead_a_year_before_a_closed_series_or_a_register_given_up(take, clerk, series, province):
    with pytest.raises(Refused, match="phía trước"):
        take(day=date(2026, 10, 2))
    with pytest.raises(Refused, match="từ năm 2026"):
        take(day=date(2025, 12, 31))
    open_series(actor=clerk, series=series("KH-UBND"), is_open=False)
    with pytest.raises(Refused, match="ngừng cấp"):
        take()
    open_series(actor=clerk, series=series("KH-UBND"), is_open=True)
    keep_register(actor=clerk, agency=province.ubnd, kept=False)
    with pytest.raises(Refused, match="không còn dùng"):
        take()


@pytest.mark.parametrize("who", ["tinh", "vanthu", "xa", "lanhdao", "giamsat", "quantri"])
def test_only_the_bodys_clerk_writes(province, take, register, series, who):
    entry, other = take(), province[who]
    day, columns = date(2026, 10, 1), Columns(abstract="x")
    for work in (
        lambda: keep_register(actor=other, agency=province.ubnd, kept=False),
        lambda: add_series(actor=other, register=register, document_type="Thông báo", symbol="TB-UBND"),
        lambda: open_series(actor=other, series=series("KH-UBND"), is_open=False),
        lambda: take_number(actor=other, series=series("KH-UBND"), token="t" * 16, day=day, columns=columns),
        lambda: edit_entry(actor=other, entry=entry, version=1, columns=columns),
        lambda: cancel_entry(actor=other, entry=entry, version=1, reason="x"),
    ):
        with pytest.raises(Forbidden):
            work()


def test_each_deed_leaves_its_line(take, clerk):
    entry = take()
    edit_entry(actor=clerk, entry=entry, version=1, columns=Columns(abstract="Khác"))
    cancel_entry(actor=clerk, entry=entry, version=2, reason="nhầm")
    lines = Entry.objects.filter(object_type__startswith="register.").order_by("pk")
    assert list(lines.values_list("operation", flat=True)) == [
        "keep_register",
        "take_number",
        "edit_entry",
        "cancel_entry",
    ]
    assert set(lines.values_list("actor_role", flat=True)) == {"clerk"}


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM register_registerentry",
        "UPDATE register_registerentry SET number = 7",
        "UPDATE register_registerentry SET symbol = 'KH-KHAC'",
        "UPDATE register_registerentry SET year = 2025",
    ],
)
def test_the_database_itself_keeps_what_was_given(take, statement):
    entry = take()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    entry.refresh_from_db()
    assert (entry.written, entry.year) == ("01/KH-UBND", 2026)


def test_the_database_refuses_a_number_twice(take):
    entry = take()
    values = {f.attname: getattr(entry, f.attname) for f in entry._meta.concrete_fields if f.name not in ("id",)}
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterEntry.objects.create(**values | {"public_id": "x" * 16})


@pytest.mark.django_db(transaction=True)
def test_numbers_taken_at_once_are_all_different_and_without_gaps(province, clerk, register, take):
    def work(number):
        try:
            return take("KH-UBND" if number % 2 else "BC-UBND").written
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        given = list(pool.map(work, range(4 * AT_ONCE)))
    half = range(1, 2 * AT_ONCE + 1)
    assert sorted(given) == sorted(written_number(n, s) for n in half for s in ("KH-UBND", "BC-UBND"))


@pytest.mark.django_db(transaction=True)
def test_one_object_asked_for_at_once_takes_one_number(province, clerk, register, take, draft_plan):
    def work(_):
        try:
            return take(obj=draft_plan).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert len(set(pool.map(work, range(AT_ONCE)))) == 1
    assert RegisterEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_emptying_the_database_takes_the_register_too(province, clerk, register, take):
    take()
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
    assert not RegisterEntry.objects.exists()


def test_a_documents_number_is_held_against_the_register(province, clerk, take, draft_plan):
    given, day = take(), date(2026, 10, 1)

    def claim(number, obj=draft_plan, on=day, agency=province.ubnd):
        claim_number(actor=clerk, agency=agency, number=number, day=on, obj=obj, signer="Lê An")

    with pytest.raises(Refused, match="chưa cấp số"):
        claim("02/KH-UBND")
    with pytest.raises(Refused, match="cả ngày"):
        claim("01/KH-UBND", on=None)
    claim("1/KH-UBND")
    claim("01/KH-UBND")  # again: nothing happens
    given.refresh_from_db()
    assert (given.object_type, given.object_id, given.signer) == ("plans.plan", draft_plan.public_id, "Lê An")
    assert Entry.objects.filter(operation="claim_number").count() == 1
    other = province.khcn
    with pytest.raises(Refused, match="đã cấp cho"):
        claim("01/KH-UBND", obj=other)
    take()
    with pytest.raises(Refused, match="đã lấy số 01/KH-UBND"):
        claim("02/KH-UBND")
    claim("05/CTr-UBND")  # no series of that symbol
    claim("05/KH-SNV", agency=province.noi_vu)  # no register there
    claim("77/KH-UBND", obj=other, on=date(2025, 3, 1))  # before the register began


@given(number=st.integers(1, 999_999_999), letters=st.sampled_from(["KH-UBND", "QĐ-UBND", "UBND-VX", "TTr-SNV"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_a_written_number_reads_back(number, letters):
    read = read_number(written_number(number, letters))
    assert (read.value, read.symbol, read.inserted) == (number, letters, False)
