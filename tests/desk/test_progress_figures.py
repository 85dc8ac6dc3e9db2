"""What the desk counts, against counts made by hand."""

from datetime import date

import pytest

from lantoa.assignments.models import Duty
from lantoa.desk.queries import progress, todo
from lantoa.desk.queries.standing import COUNTED, verdict_of
from lantoa.domain.tally import OwedTally, sum_owed

TODAY = date(2026, 10, 1)
pytestmark = pytest.mark.django_db


def set_done(duty: Duty, done: int, on: date | None) -> None:
    Duty.objects.filter(pk=duty.pk).update(done=done, met_on=on)


def by_hand(duties):
    """The slow, obvious way: each duty judged by the domain."""
    return sum_owed(OwedTally.of(verdict_of(duty, TODAY)) for duty in duties)


def test_each_commune_owes_twelve_months_of_five_articles_and_fifty_three_weeks(province, issued_plan):
    monthly = Duty.objects.filter(item__ref="PL.1", agency=province.an_phuc)
    assert list(monthly.values_list("minimum", flat=True).distinct()) == [5]
    assert monthly.count() == 12
    assert Duty.objects.filter(item__ref="PL.2", agency=province.an_phuc).count() == 53


def test_a_request_and_a_support_never_make_a_duty(province, issued_plan):
    assert not Duty.objects.filter(agency__in=[province.tuyen_giao, province.khcn]).exists()


def test_cells_equal_the_domains_judgement_of_every_duty(province, issued_plan):
    march = Duty.objects.get(item__ref="PL.1", agency=province.an_phuc, starts_on=date(2026, 3, 1))
    april = Duty.objects.get(item__ref="PL.1", agency=province.an_phuc, starts_on=date(2026, 4, 1))
    october = Duty.objects.get(item__ref="PL.1", agency=province.an_phuc, starts_on=date(2026, 10, 1))
    set_done(march, 5, date(2026, 3, 20))
    set_done(april, 6, date(2026, 5, 2))
    set_done(october, 2, None)
    cells = progress.cells(Duty.objects.filter(plan=issued_plan), 2026, TODAY)
    for agency in province.communes:
        for month in range(1, 13):
            mine = Duty.objects.filter(COUNTED, agency=agency, due_on__month=month, due_on__year=2026)
            expected = by_hand(mine)
            assert cells[agency.pk][month] == OwedTally(
                met=expected.met, met_late=expected.met_late, due=expected.due, overdue=expected.overdue,
                upcoming=expected.upcoming,
            )  # fmt: skip
    assert cells[province.an_phuc.pk][4].met_late == 1


def test_the_sum_above_is_the_sum_of_the_agencies(province, issued_plan):
    found = progress.totals(Duty.objects.filter(plan=issued_plan), 2026, TODAY)
    cells = progress.cells(Duty.objects.filter(plan=issued_plan), 2026, TODAY)
    seen = progress.standings(found, {pk: str(pk) for pk in found}, "qua-han")
    assert all(found[pk] == sum_owed(months.values()) for pk, months in cells.items())
    assert seen.total == sum_owed(found.values())
    assert seen.total.total == Duty.objects.filter(COUNTED, plan=issued_plan, due_on__year=2026).count()


def test_what_lay_before_the_issue_is_in_nobodys_figures(province, issued_plan):
    first_week = Duty.objects.filter(item__ref="PL.2", agency=province.an_phuc, before_issue=True)
    assert first_week.exists()
    assert not Duty.objects.filter(COUNTED, pk__in=first_week).exists()


def test_worst_stand_first_and_ties_stand_in_vietnamese_order():
    found = {1: OwedTally(overdue=1), 2: OwedTally(overdue=4), 3: OwedTally(overdue=1)}
    names = {1: "b", 2: "c", 3: "a"}
    assert [pk for pk, _ in progress.standings(found, names, "qua-han").order] == [2, 3, 1]
    assert [pk for pk, _ in progress.standings(found, names, "ten").order] == [3, 1, 2]


def test_what_is_overdue_never_disappears_because_its_date_passed(province, issued_plan):
    found = todo.todo(frozenset({province.an_phuc.pk}), TODAY)
    overdue = Duty.objects.filter(COUNTED, agency=province.an_phuc, due_on__lt=TODAY)
    assert found.overdue == overdue.count() > 40


def test_a_met_duty_leaves_the_list_and_counts_as_done_this_month(province, issued_plan):
    duty = Duty.objects.get(item__ref="PL.1", agency=province.an_phuc, starts_on=date(2026, 10, 1))
    before = todo.todo(frozenset({province.an_phuc.pk}), TODAY)
    set_done(duty, 5, TODAY)
    after = todo.todo(frozenset({province.an_phuc.pk}), TODAY)
    assert sum(row.total for row in before.sections) - sum(row.total for row in after.sections) == 1
    assert after.done_this_month == before.done_this_month + 1


def test_a_standing_duty_is_not_stated_and_never_overdue(province, issued_plan):
    found = todo.todo(frozenset({province.an_phuc.pk}), TODAY)
    assert [row.words for row in found.standing] == ["chưa nêu trong quý này"]
    assert all(card.duty.item.ref != "PL.4" for section in found.sections for card in section.cards)


def test_a_supporter_sees_its_support_without_quota(province, issued_plan):
    found = todo.todo(frozenset({province.khcn.pk}), TODAY)
    assert [row.item.ref for row in found.support] == ["PL.1"]
    assert found.sections == ()


def test_a_request_is_shown_as_a_request(province, issued_plan):
    found = todo.todo(frozenset({province.tuyen_giao.pk}), TODAY)
    assert [row.item.ref for row in found.requests] == ["PL.5"]
    assert found.standing == ()
