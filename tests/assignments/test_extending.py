"""An extension is asked for before the date, answered by another, and leaves the original date where it was."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse

from lantoa.assignments.duties import COUNTED, MET, due_before, due_from, due_within, effective_due, verdict_of
from lantoa.assignments.models import Duty, Extension
from lantoa.assignments.operations import ask_extension, grant_extension, refuse_extension, withdraw_extension
from lantoa.audit.models import Entry
from lantoa.desk.queries.progress import totals
from lantoa.desk.queries.todo import Horizon, section
from lantoa.domain.extension import WhichDate
from lantoa.notices.models import Notice
from lantoa.persistence.refusal import Refused
from lantoa.reports.figures import compute

TODAY, WANTED = date(2026, 10, 1), date(2026, 11, 20)


@pytest.fixture
def ask(province, duty_of):
    """ask(): the officer of An Phúc asks for more time for October's duty."""

    def make(key="mot-hai-ba-bon-nam", wanted_on=WANTED, month=10, reason="Máy chủ hỏng"):
        duty = duty_of(province.an_phuc, month)
        words = {"duty": duty, "agency": province.an_phuc, "token": key, "wanted_on": wanted_on, "reason": reason}
        return ask_extension(actor=province["xa"], **words)

    return make


def test_a_granted_extension_keeps_both_dates_and_moves_no_period(province, ask, duty_of):
    before = duty_of(province.an_phuc, 10)
    grant_extension(actor=province["tinh"], extension=ask(), granted_to=date(2026, 11, 10))
    after = duty_of(province.an_phuc, 10)
    assert after.extended_to == effective_due(after) == date(2026, 11, 10)
    names = ("starts_on", "last_on", "due_on", "minimum", "maximum", "done")
    assert [getattr(after, name) for name in names] == [getattr(before, name) for name in names]


def test_who_issued_and_who_follows_is_told_and_all_holders_hear_the_answer(province, ask):
    made = ask()
    assert set(Notice.objects.values_list("user__username", flat=True)) == {"tinh", "lanhdao"}
    refuse_extension(actor=province["lanhdao"], extension=made, note="Việc hằng tháng")
    assert Notice.objects.get(user=province["xa"]).text == "Việc hằng tháng"
    entry = Entry.objects.get(operation="refuse_extension")
    assert entry.agency_name == province.ubnd.name


def test_after_the_date_it_is_refused_with_a_sentence(province, ask):
    with pytest.raises(Refused, match=r"đã qua.*trước khi hết hạn"):
        ask(month=9, wanted_on=WANTED)


def test_on_the_last_day_it_may_still_be_asked_for(province, ask, on_day):
    on_day(date(2026, 10, 31))
    assert ask().asked_on == date(2026, 10, 31)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"wanted_on": date(2026, 10, 31)}, "phải sau hạn"),
        ({"wanted_on": date(2027, 12, 1)}, "điều chỉnh kế hoạch"),
        ({"reason": " "}, "lý do"),
    ],
)
def test_what_cannot_be_asked_is_said(ask, words, sentence):
    with pytest.raises(Refused, match=sentence):
        ask(**words)


def test_a_met_duty_needs_no_extension(province, ask, duty_of):
    Duty.objects.filter(pk=duty_of(province.an_phuc, 10).pk).update(done=5, met_on=TODAY)
    with pytest.raises(Refused, match="đã đủ"):
        ask()


def test_only_one_request_of_a_duty_waits_at_a_time(ask):
    made = ask()
    assert ask().pk == made.pk  # the same form again
    with pytest.raises(Refused, match="đang chờ"):
        ask(key="token-thu-hai-12345")


@pytest.mark.parametrize("username", ["xa_khac", "so", "tinh", "giamsat", "bientap"])
def test_only_who_holds_the_duty_asks(province, duty_of, username):
    words = {"duty": duty_of(province.an_phuc, 10), "agency": province.an_phuc, "token": "t" * 16}
    with pytest.raises(Http404):
        ask_extension(actor=province[username], **words, wanted_on=WANTED, reason="x")


@pytest.mark.parametrize("username", ["xa", "xa_khac", "so", "vanthu", "giamsat"])
def test_nobody_answers_but_the_issuer_and_the_coordinator(province, ask, username):
    with pytest.raises(Http404):
        grant_extension(actor=province[username], extension=ask(), granted_to=WANTED)


def test_who_asked_does_not_answer(province, duty_of, issued_plan):
    """Also where the plan's coordinator holds a duty of it: somebody else answers."""
    duty = duty_of(province.an_phuc, 10)
    duty.holder_rows.update(agency=province.noi_vu)
    words = {"duty": duty, "agency": province.noi_vu, "token": "t" * 16, "wanted_on": WANTED}
    made = ask_extension(actor=province["tinh"], **words, reason="Chờ hướng dẫn")
    with pytest.raises(Http404):
        grant_extension(actor=province["tinh"], extension=made, granted_to=WANTED)
    assert grant_extension(actor=province["lanhdao"], extension=made, granted_to=WANTED).state == "granted"


def test_an_answered_request_is_not_answered_or_withdrawn_again(province, ask):
    made = grant_extension(actor=province["tinh"], extension=ask(), granted_to=WANTED)
    for act in (
        lambda: refuse_extension(actor=province["lanhdao"], extension=made, note="Không"),
        lambda: withdraw_extension(actor=province["xa"], extension=made),
    ):
        with pytest.raises(Refused, match="đã đồng ý"):
            act()


def test_a_refusal_says_why(province, ask):
    with pytest.raises(Refused, match="lý do"):
        refuse_extension(actor=province["tinh"], extension=ask(), note=" ")


def test_a_second_extension_is_judged_by_the_date_in_force(province, ask, duty_of, on_day):
    grant_extension(actor=province["tinh"], extension=ask(), granted_to=date(2026, 11, 10))
    on_day(date(2026, 11, 5))
    again = ask(key="token-thu-hai-12345", wanted_on=date(2026, 11, 30))
    assert again.due_before == date(2026, 11, 10)
    with pytest.raises(Refused, match="phải sau hạn"):
        grant_extension(actor=province["tinh"], extension=again, granted_to=date(2026, 11, 8))


def extend(duty, day):
    Duty.objects.filter(pk=duty.pk).update(extended_to=day)


def test_an_extended_duty_is_not_overdue_and_its_original_standing_is_kept(province, duty_of, issued_plan):
    duty = duty_of(province.an_phuc, 9)
    extend(duty, date(2026, 10, 10))
    duty.refresh_from_db()
    assert not verdict_of(duty, TODAY).is_overdue
    assert verdict_of(duty, TODAY, WhichDate.ORIGINAL).is_overdue
    tally = totals(Duty.objects.filter(plan=issued_plan), 2026, TODAY)[province.an_phuc.pk]
    assert tally.kept_by_extension == 1
    assert tally.by_original().overdue == tally.overdue + 1


def test_the_conditions_cut_as_the_dates_do(province, duty_of, issued_plan):
    """Every open duty stands before a day or from it on, and in exactly one section, whatever its extension."""
    extend(duty_of(province.an_phuc, 8), date(2026, 10, 1))
    extend(duty_of(province.an_phuc, 9), date(2026, 10, 3))
    extend(duty_of(province.an_phuc, 10), date(2026, 12, 1))
    rows = Duty.objects.filter(COUNTED, ~MET, plan=issued_plan)
    early = {row.pk for row in rows if effective_due(row) < TODAY}
    assert set(rows.filter(due_before(TODAY)).values_list("pk", flat=True)) == early
    assert set(rows.filter(due_from(TODAY)).values_list("pk", flat=True)) == {row.pk for row in rows} - early
    inside = {row.pk for row in rows if TODAY <= effective_due(row) <= date(2026, 10, 3)}
    assert set(rows.filter(due_within(TODAY, date(2026, 10, 3))).values_list("pk", flat=True)) == inside
    horizon, own = Horizon(TODAY), frozenset({province.an_phuc.pk})
    for key in ("overdue", "week", "month", "later"):
        wanted = {
            row.pk
            for row in rows.filter(agency=province.an_phuc)
            if horizon.key(row) == key and (key != "later" or row.starts_on <= TODAY)
        }
        assert set(section(own, key, TODAY).values_list("pk", flat=True)) == wanted


@pytest.mark.parametrize(("which", "overdue"), [(WhichDate.EXTENDED, 2), (WhichDate.ORIGINAL, 3)])
def test_the_regime_says_which_date_counts_and_both_are_shown(province, duty_of, which, overdue):
    """PL.1 of July to September lies open; September's was extended beyond the day of asking."""
    extend(duty_of(province.an_phuc, 9), date(2026, 10, 10))
    window = {"starts_on": date(2026, 7, 1), "last_on": date(2026, 9, 30), "today": TODAY}
    others = Duty.objects.filter(COUNTED, ~MET, agency=province.an_phuc, due_on__range=(window["starts_on"], TODAY))
    expected = others.exclude(item__ref="PL.1").filter(due_on__lt=TODAY).count()
    owed = compute(agency=province.an_phuc, **window, which=which)["owed"]
    assert owed["overdue"] == overdue + expected
    assert owed["dates"]["extended"] == 1
    assert owed["dates"]["overdue_original"] - owed["dates"]["overdue_extended"] == 1


def test_without_extensions_a_report_says_the_same_by_either_date(province, issued_plan):
    window = {"starts_on": date(2026, 7, 1), "last_on": date(2026, 9, 30), "today": TODAY}
    both = [compute(agency=province.an_phuc, **window, which=which) for which in WhichDate]
    for figures in both:
        figures["owed"].pop("which_date")
    assert both[0] == both[1]


@pytest.mark.parametrize(
    "values",
    [
        {"asked_on": date(2026, 11, 1)},
        {"wanted_on": date(2026, 10, 31)},
        {"reason": ""},
        {"state": "granted"},
        {"state": "refused", "decided_by": None, "decision_note": "Không"},
    ],
)
def test_the_database_itself_refuses_a_request_that_cannot_be(ask, values):
    row = ask()
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.filter(pk=row.pk).update(**values)


def test_the_database_itself_refuses_that_who_asked_grants(province, ask):
    row = ask()
    with pytest.raises(IntegrityError), transaction.atomic():
        words = {"state": "granted", "granted_to": WANTED, "decided_by": province["xa"]}
        Extension.objects.filter(pk=row.pk).update(**words)


def test_the_database_itself_refuses_an_extension_to_an_earlier_day(province, duty_of):
    with pytest.raises(IntegrityError), transaction.atomic():
        extend(duty_of(province.an_phuc, 10), date(2026, 10, 31))


def test_asked_on_the_screen_and_granted_on_the_screen(province, duty_of, signed_in_as):
    duty = duty_of(province.an_phuc, 10)
    url = reverse("assignments:ask_extension", args=[duty.public_id])
    data = {"token": "z" * 16, "agency": province.an_phuc.public_id, "wanted_on": "20/11/2026", "reason": "Máy hỏng"}
    assert signed_in_as("xa").post(url, data).status_code == 302
    made = Extension.objects.get()
    page = signed_in_as("tinh").get(reverse("assignments:extensions")).content.decode()
    assert "Chờ tôi trả lời (1)" in page
    answer = {"lam": "dong-y", "granted_to": "15/11/2026", "note": ""}
    assert signed_in_as("tinh").post(reverse("assignments:extension", args=[made.public_id]), answer).status_code == 302
    shown = signed_in_as("xa").get(reverse("desk:duty", args=[duty.public_id])).content.decode()
    assert "gia hạn đến Chủ nhật, 15/11/2026 (hạn gốc 31/10/2026)" in shown
