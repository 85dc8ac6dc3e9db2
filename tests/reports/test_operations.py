"""A report is begun from the figures, written on, sent and frozen, taken or returned by somebody else."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from lantoa.agencies.access import Forbidden
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import HeldRole
from lantoa.audit.models import Entry
from lantoa.domain.due import DueRule
from lantoa.domain.period import Calendar
from lantoa.persistence.refusal import Refused
from lantoa.reports import operations
from lantoa.reports.live import changed_since, figures_now
from lantoa.reports.models import Report, Reporter
from lantoa.reports.narrative import KEYS, Facts, next_steps
from lantoa.reports.operations import Rewrite
from lantoa.reports.operations.writing import number_mark

LAST = date(2026, 9, 30)
AT = datetime(2026, 10, 1, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def begun(world, province):
    """An Phúc's draft for the third quarter: five of six articles, one duty overdue."""
    assignment = world.assign(world.obligation(), province.an_phuc)
    for month, done in ((7, 2), (8, 2), (9, 1)):
        world.duty(assignment, month, done=done)
    for day in (3, 4, 5):
        world.result(province.an_phuc, date(2026, 8, day))
    regime = world.regime(province.an_phuc, province.binh_linh)
    return operations.open_report(actor=province["xa"], regime=regime, agency=province.an_phuc, last_on=LAST, at=AT)


def filled(report, actor):
    sections = {key: report.narrative[key] or "Không phát sinh." for key in KEYS}
    return operations.save_narrative(actor=actor, report=report, version=report.version, sections=sections, at=AT)


@pytest.fixture
def sent(begun, province):
    ready = filled(begun, province["xa"])
    return operations.submit_report(actor=province["xa"], report=ready, version=ready.version, at=AT)


def operations_done(report):
    rows = Entry.objects.filter(object_id=report.public_id).order_by("pk")
    return list(rows.values_list("operation", "actor_name", "actor_role"))


def test_the_first_words_say_what_the_figures_say(begun):
    words = begun.narrative
    assert "Kế hoạch số 08/KH-UBND ngày 08/01/2026 của Ủy ban nhân dân tỉnh Hồng Lam" in words["I"]
    assert "Trong kỳ chưa ghi nhận văn bản chỉ đạo" in words["I"]
    assert "- Tin, bài: 03 tin, bài, đạt 50% kế hoạch của kỳ (06 tin, bài)." in words["II"]
    assert "Trong Quý III/2026, Ủy ban nhân dân xã An Phúc có 03 việc đến hạn; đã thực hiện đủ 02 việc" in words["III"]
    assert words["IV"] == ""
    assert "đăng tin, bài, tháng 9/2026 (hạn 25/09/2026; mới đạt 1/2 tin, bài)" in words["V"]
    assert "Hoàn thành 01 việc còn quá hạn" in words["VI"]


def test_the_work_ahead_is_a_list_that_ends_with_a_full_stop():
    def row(what: str) -> dict:
        return {"what": what, "minimum": 2, "unit": "bài", "first_due_on": "2026-10-31", "last_due_on": "2026-12-31"}

    facts = Facts(
        agency="xã An Phúc",
        period="Quý III/2026",
        next_period="Quý IV/2026",
        figures={"overdue": [], "earlier": []},
        ahead=[row("Bài một"), row("Bài hai")],
    )
    assert [line[-1] for line in next_steps(facts).splitlines()] == [":", ";", "."]


def test_opening_again_gives_the_same_draft_untouched(begun, province):
    again = operations.open_report(
        actor=province["xa"], regime=begun.regime, agency=province.an_phuc, last_on=LAST, at=AT
    )
    assert (again.pk, Report.objects.count()) == (begun.pk, 1)
    assert [row[0] for row in operations_done(begun)] == ["open_report"]


@pytest.mark.parametrize("who", ["xa_khac", "tinh", "vanthu", "giamsat", "so"])
def test_only_the_bodys_own_people_begin_its_report(begun, province, who):
    with pytest.raises(Forbidden):
        operations.open_report(
            actor=province[who], regime=begun.regime, agency=province.an_phuc, last_on=date(2026, 6, 30), at=AT
        )


def test_a_body_that_does_not_report_under_the_regime_begins_nothing(world, province):
    regime = world.regime(province.binh_linh)
    with pytest.raises(Forbidden):
        operations.open_report(actor=province["xa"], regime=regime, agency=province.an_phuc, last_on=LAST, at=AT)
    with pytest.raises(Forbidden):
        operations.open_report(
            actor=province["xa_khac"], regime=regime, agency=province.binh_linh, last_on=date(2026, 9, 29), at=AT
        )


def test_a_stale_save_is_refused_and_nothing_is_lost(begun, province):
    save = {"actor": province["xa"], "report": begun, "at": AT}
    operations.save_narrative(**save, version=1, sections={"I": "Bản của tôi"})
    with pytest.raises(Refused, match="đã được sửa ở nơi khác"):
        operations.save_narrative(**save, version=1, sections={"I": "Bản cũ"})
    begun.refresh_from_db()
    assert (begun.narrative["I"], begun.version) == ("Bản của tôi", 2)


def test_a_section_written_anew_can_be_taken_back(begun, world, province):
    mine = operations.save_narrative(
        actor=province["xa"], report=begun, version=1, sections={"II": "Lời của tôi"}, at=AT
    )
    world.result(province.an_phuc, date(2026, 9, 9))
    anew = operations.save_narrative(
        actor=province["xa"], report=mine, version=2, sections={}, rewrite=("II", Rewrite.REPLACE), at=AT
    )
    assert "- Tin, bài: 04 tin, bài" in anew.narrative["II"]
    back = operations.save_narrative(
        actor=province["xa"], report=anew, version=3, sections={}, rewrite=("II", Rewrite.RESTORE), at=AT
    )
    assert back.narrative["II"] == "Lời của tôi"
    both = operations.save_narrative(
        actor=province["xa"], report=back, version=4, sections={}, rewrite=("II", Rewrite.APPEND), at=AT
    )
    assert both.narrative["II"].startswith("Lời của tôi\nTrong Quý III/2026")


def test_a_text_that_no_document_can_hold_is_refused_at_its_section(begun, province):
    with pytest.raises(Refused) as refusal:
        operations.save_narrative(
            actor=province["xa"], report=begun, version=1, sections={"V": "Số liệu \u202e12"}, at=AT
        )
    assert refusal.value.field == "V"


def test_an_empty_section_holds_the_report_back(begun, province):
    with pytest.raises(Refused, match=r"IV\. Kinh phí thực hiện"):
        operations.submit_report(actor=province["xa"], report=begun, version=1, at=AT)
    begun.refresh_from_db()
    assert (begun.state, begun.figures) == ("draft", None)


def test_a_sent_report_keeps_its_figures_whatever_is_recorded_later(sent, world, province):
    frozen = dict(sent.figures)
    world.result(province.an_phuc, date(2026, 9, 9), quantity=7)
    sent.refresh_from_db()
    assert sent.figures == frozen
    assert frozen["frozen_at"] == AT.isoformat()
    now = figures_now(sent, AT.date())
    assert changed_since(frozen, now) == ["Tin, bài: số chốt 3, hiện nay 10 tin, bài"]


def test_a_draft_shows_live_figures(begun, world, province):
    before = figures_now(begun, AT.date())["done"]["results"]
    world.result(province.an_phuc, date(2026, 9, 9))
    assert figures_now(begun, AT.date())["done"]["results"] == before + 1


def test_what_was_sent_takes_no_more_words(sent, province):
    with pytest.raises(Refused, match="không sửa được nữa"):
        operations.save_narrative(
            actor=province["xa"], report=sent, version=sent.version, sections={"I": "Sửa sau"}, at=AT
        )
    with pytest.raises(Refused, match="không sửa được nữa"):
        operations.submit_report(actor=province["xa"], report=sent, version=sent.version, at=AT)


def test_the_receivers_coordinator_returns_with_a_reason_and_takes_the_second_version(sent, world, province):
    tinh = province["tinh"]
    with pytest.raises(Refused, match="lý do"):
        operations.return_report(actor=tinh, report=sent, reason="  ")
    returned = operations.return_report(actor=tinh, report=sent, reason="Thiếu nguyên nhân ở mục V", at=AT)
    assert (returned.state, returned.decision_note) == ("returned", "Thiếu nguyên nhân ở mục V")
    world.result(province.an_phuc, date(2026, 9, 9))
    later = datetime(2026, 10, 8, 9, tzinfo=AT.tzinfo)
    again = operations.submit_report(actor=province["xa"], report=returned, version=returned.version, at=later)
    assert (again.first_submitted_at, again.submitted_at) == (AT, later)
    assert again.figures["done"]["results"] == 4
    assert operations.accept_report(actor=tinh, report=again, at=later).state == "accepted"
    assert operations_done(sent) == [
        ("open_report", "Nguyễn Thị Lan", "officer"),
        ("save_narrative", "Nguyễn Thị Lan", "officer"),
        ("submit_report", "Nguyễn Thị Lan", "officer"),
        ("return_report", "Trần Thị Hòa", "coordinator"),
        ("submit_report", "Nguyễn Thị Lan", "officer"),
        ("accept_report", "Trần Thị Hòa", "coordinator"),
    ]


@pytest.mark.parametrize("who", ["xa", "xa_khac", "lanhdao", "giamsat", "vanthu", "bientap"])
def test_nobody_but_the_receivers_coordinator_decides(sent, province, who):
    with pytest.raises(Forbidden):
        operations.accept_report(actor=province[who], report=sent, at=AT)
    with pytest.raises(Forbidden):
        operations.return_report(actor=province[who], report=sent, reason="Không", at=AT)


def test_nobody_takes_what_they_sent(begun, province):
    lan = province["xa"]
    HeldRole.objects.create(user=lan, agency=province.noi_vu, role=Role.COORDINATOR, starts_on=date(2026, 1, 1))
    del lan._lantoa_reach
    ready = filled(begun, lan)
    sent = operations.submit_report(actor=lan, report=ready, version=ready.version, at=AT)
    with pytest.raises(Refused, match="một người khác"):
        operations.accept_report(actor=lan, report=sent, at=AT)
    sent.refresh_from_db()
    assert sent.state == "submitted"


def test_a_draft_cannot_be_taken(begun, province):
    with pytest.raises(Refused, match="không còn chờ"):
        operations.accept_report(actor=province["tinh"], report=begun, at=AT)


def number(report, actor, **more):
    values = {"number": "45/BC-UBND", "signed_on": date(2026, 10, 1), "signer_capacity": "TM. ỦY BAN NHÂN DÂN"}
    values |= {"signer_title": "CHỦ TỊCH", "signer_name": "Hoàng Văn Bình", "at": AT}
    return operations.enter_number(actor=actor, report=report, **{**values, **more})


def test_number_and_signer_are_entered_after_sending_and_leave_the_figures_alone(sent, province):
    before = sent.figures
    assert (number(sent, province["xa"]).number, sent.figures) == ("45/BC-UBND", before)
    with pytest.raises(Refused, match="Ngày ký"):
        number(sent, province["xa"], signed_on=date(2026, 10, 2))
    for who in ("xa_khac", "vanthu", "tinh"):
        with pytest.raises(Forbidden):
            number(sent, province[who])


def test_a_number_entered_over_another_persons_is_refused_and_the_writers_go_on(sent, province):
    seen, version = number_mark(sent), sent.version
    number(sent, province["xa"], seen=seen)
    with pytest.raises(Refused, match="sửa ở nơi khác"):
        number(sent, province["xa"], number="46/BC-UBND", seen=seen)
    sent.refresh_from_db()
    assert (sent.number, sent.version) == ("45/BC-UBND", version)


def test_an_accepted_report_still_takes_its_missing_number_once(sent, province):
    operations.accept_report(actor=province["tinh"], report=sent, at=AT)
    number(sent, province["xa"])
    with pytest.raises(Forbidden):
        number(sent, province["xa"], number="46/BC-UBND")


def test_a_report_obligation_goes_to_a_regime_or_into_another_report(world, province):
    regime = world.regime(province.an_phuc)
    asked = world.obligation("báo cáo kết quả", is_report=True, every="quarter")
    bind = {"actor": province["tinh"], "obligation": asked}
    for both in ({}, {"regime": regime, "into": "Báo cáo cải cách hành chính"}):
        with pytest.raises(Refused, match="chỉ một trong hai"):
            operations.bind_report_obligation(**bind, **both)
    operations.bind_report_obligation(**bind, regime=regime)
    binding = operations.bind_report_obligation(**bind, into="Báo cáo cải cách hành chính")
    assert (binding.regime, str(binding)) == (None, "Báo cáo cải cách hành chính")
    with pytest.raises(Forbidden):
        operations.bind_report_obligation(actor=province["xa"], obligation=asked, regime=regime)
    with pytest.raises(Refused, match="không phải là báo cáo"):
        operations.bind_report_obligation(actor=province["tinh"], obligation=world.obligation(), regime=regime)


def test_a_new_regime_has_its_reporters_and_never_its_receiver_among_them(world, province):
    world.assign(world.obligation(), province.an_phuc)
    made = {"name": "Báo cáo tuyên truyền", "receiver": province.noi_vu, "period_kind": "quarter"}
    made |= {"calendar": Calendar.DECREE_09, "due": DueRule(day=15), "starts_on": date(2026, 1, 1)}
    regime = operations.create_regime(
        actor=province["tinh"], **made, reporters=[province.an_phuc, province.noi_vu, province.an_phuc]
    )
    assert [row.agency for row in Reporter.objects.filter(regime=regime)] == [province.an_phuc]
    with pytest.raises(Refused, match="cơ quan nào"):
        operations.create_regime(actor=province["tinh"], **made, reporters=[])
    with pytest.raises(Forbidden):
        operations.create_regime(actor=province["xa"], **made, reporters=[province.an_phuc])


def test_a_kind_with_a_plan_and_nothing_recorded_is_not_called_nought(world, province):
    world.duty(world.assign(world.obligation(), province.an_phuc), 8)
    regime = world.regime(province.an_phuc)
    report = operations.open_report(actor=province["xa"], regime=regime, agency=province.an_phuc, last_on=LAST, at=AT)
    assert "- Tin, bài: chưa ghi nhận trong kỳ (kế hoạch 02 tin, bài)." in report.narrative["II"]


def test_the_title_does_not_say_twice_how_often(world, province):
    regime = world.regime(province.an_phuc, name="Báo cáo kết quả tuyên truyền hằng quý")
    assert regime.bare_name == "Báo cáo kết quả tuyên truyền"
