"""What the desk counts, against counts made by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.assignments.duties import COUNTED, MET, verdict_of
from lantoa.assignments.models import Duty, DutyHolder
from lantoa.desk.queries import plan_progress, progress, todo
from lantoa.desk.queries.standing import tally_columns, tally_of
from lantoa.domain.tally import OwedTally, sum_owed

# Each example asks the database; a busy machine is no fault of the product.
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
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
    assert [row.words for row in found.standing] == ["Quý III/2026: chưa nêu"]
    assert all(card.duty.item.ref != "PL.4" for section in found.sections for card in section.cards)


def test_a_supporter_sees_its_support_without_quota(province, issued_plan):
    found = todo.todo(frozenset({province.khcn.pk}), TODAY)
    assert [row.item.ref for row in found.support] == ["PL.1"]
    assert found.sections == ()


def test_a_request_is_shown_as_a_request(province, issued_plan):
    found = todo.todo(frozenset({province.tuyen_giao.pk}), TODAY)
    assert [row.item.ref for row in found.requests] == ["PL.5"]
    assert found.standing == ()


def test_what_falls_due_after_the_year_stands_in_its_december(province, issued_plan):
    """A report on December is due in January: it is of the year, and in its figures."""
    december = Duty.objects.get(item__ref="PL.1", agency=province.an_phuc, starts_on=date(2026, 12, 1))
    before = progress.totals(Duty.objects.filter(plan=issued_plan), 2026, TODAY)[province.an_phuc.pk]
    cells = progress.cells(Duty.objects.filter(plan=issued_plan), 2026, TODAY)[province.an_phuc.pk]
    items = plan_progress.year(issued_plan, TODAY)[december.item_id]
    Duty.objects.filter(pk=december.pk).update(due_on=date(2027, 1, 5))
    assert progress.totals(Duty.objects.filter(plan=issued_plan), 2026, TODAY)[province.an_phuc.pk] == before
    assert progress.cells(Duty.objects.filter(plan=issued_plan), 2026, TODAY)[province.an_phuc.pk] == cells
    assert plan_progress.year(issued_plan, TODAY)[december.item_id] == items
    assert december in progress.of_year(Duty.objects.all(), 2026).filter(month="2026-12")


def test_a_duty_held_together_counts_once_for_who_works_at_both_holders(province, issued_plan):
    duty = Duty.objects.get(item__ref="PL.1", agency=province.an_phuc, starts_on=date(2026, 3, 1))
    other = duty.obligation.assignments.get(agency=province.binh_linh)
    DutyHolder.objects.create(duty=duty, agency=province.binh_linh, assignment=other)
    both = frozenset({province.an_phuc.pk, province.binh_linh.pk})
    held = set(Duty.objects.filter(COUNTED, holders__in=both))
    assert todo.todo(both, TODAY).overdue == sum(1 for row in held if row.due_on < TODAY)
    shown = plan_progress.total(plan_progress.lines(issued_plan, TODAY, agency_ids=both))
    assert shown.total == len(held)
    assert [row.pk for row in todo.section(both, "overdue", TODAY)].count(duty.pk) == 1


def _random_duty(province, obligation, row) -> Duty:
    minimum, spare, done, start, due, met, before, closed = row
    first = TODAY + timedelta(days=start)
    return Duty(
        plan=obligation.item.plan,
        item=obligation.item,
        obligation=obligation,
        agency=province.tu_phap,
        period_kind="month",
        starts_on=first,
        last_on=first,
        due_on=TODAY + timedelta(days=due),
        minimum=minimum,
        maximum=None if spare is None else minimum + spare,
        done=done,
        met_on=TODAY + timedelta(days=met) if done >= minimum > 0 else None,
        before_issue=before,
        state="closed" if closed else "open",
    )


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(rows=st.lists(st.tuples(
    st.integers(0, 5), st.none() | st.integers(0, 6), st.integers(0, 7), st.integers(-40, 40), st.integers(-40, 40),
    st.integers(-60, 60), st.booleans(), st.booleans(),
), min_size=1, max_size=12))  # fmt: skip
def test_the_databases_conditions_say_what_the_domain_says(province, issued_plan, rows):
    """Random duties on random days: grouped by the database, and judged one by one."""
    obligation = issued_plan.items.get(ref="PL.1").obligations.get()
    with transaction.atomic():
        Duty.objects.filter(plan=issued_plan).update(state="closed")
        made = {(start, due): _random_duty(province, obligation, row) for row in rows for start, due in [row[3:5]]}
        Duty.objects.bulk_create(made.values())
        counted = Duty.objects.filter(COUNTED, agency=province.tu_phap)
        by_database = tally_of(counted.aggregate(**tally_columns(TODAY)))
        one_by_one = by_hand(
            row
            for row in Duty.objects.filter(agency=province.tu_phap)
            if row.state == "open" and not row.before_issue and row.minimum > 0
        )
        assert by_database == replace(one_by_one, over=0)
        assert counted.filter(MET).count() == one_by_one.met_all
        transaction.set_rollback(True)
