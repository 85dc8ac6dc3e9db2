"""Amending a plan keeps what was done."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lantoa.domain.amendment import OldDuty, duty_keys, in_force_from, once_matched, reconcile
from lantoa.domain.due import DueRule
from lantoa.domain.duty import DutyTerms
from lantoa.domain.every import Every
from lantoa.domain.obligation import ObligationTerms, expand
from lantoa.domain.period import Period, year_of
from lantoa.domain.working_days import WorkingDays

YEAR = year_of(2026)
FROM_MARCH_10 = Period.inclusive(date(2026, 3, 10), date(2026, 12, 31))


def named(every: Every, minimum: int, window: Period = YEAR, due: DueRule | None = None) -> dict[str, DutyTerms]:
    """The duties of an obligation by their names."""
    terms = ObligationTerms(every=every, minimum=minimum, maximum=None, total=None, window=window, due=due)
    duties = expand(terms, issued_on=None, working_days=WorkingDays())
    keys = duty_keys(every, duties)
    assert len(set(keys)) == len(duties)
    return dict(zip(keys, duties, strict=True))


def standing(duties: dict[str, DutyTerms], *credited: str) -> dict[str, OldDuty]:
    return {key: OldDuty(terms=terms, credited=key in credited) for key, terms in duties.items()}


def test_a_plan_amended_without_change_keeps_every_duty() -> None:
    duties = named(Every.MONTH, 2)
    found = reconcile(standing(duties), duties)
    assert found.keep == tuple(duties)
    assert found.change == found.close == found.add == ()


def test_a_higher_number_changes_the_duties_and_keeps_their_credits() -> None:
    found = reconcile(standing(named(Every.MONTH, 2), "month:2026-01-01"), named(Every.MONTH, 3))
    assert len(found.change) == 12
    assert found.change[0][0] == "month:2026-01-01"
    assert found.close == found.credited_closed == ()


def test_months_that_no_longer_apply_are_closed_and_those_with_results_are_pointed_out() -> None:
    found = reconcile(
        standing(named(Every.MONTH, 2), "month:2026-02-01", "month:2026-06-01"), named(Every.MONTH, 2, FROM_MARCH_10)
    )
    assert found.close == ("month:2026-01-01", "month:2026-02-01")
    assert found.credited_closed == ("month:2026-02-01",)
    assert [key for key, _ in found.change] == ["month:2026-03-01"]
    assert len(found.keep) == 9


def test_a_weekly_rate_turned_monthly_closes_the_weeks_and_adds_the_months() -> None:
    found = reconcile(standing(named(Every.WEEK, 1)), named(Every.MONTH, 4))
    assert len(found.close) == 53
    assert len(found.add) == 12


def test_a_deadline_moved_by_the_amendment_is_the_same_duty() -> None:
    before = named(Every.ONCE, 1, due=DueRule(dates=(date(2026, 1, 20),)))
    after = named(Every.ONCE, 1, due=DueRule(dates=(date(2026, 2, 10),)))
    assert reconcile(standing(before, "once:1"), after).change == (("once:1", after["once:1"]),)


def test_the_week_over_new_year_has_one_name_however_the_window_cuts_it() -> None:
    wide = named(Every.WEEK, 1, Period.inclusive(date(2023, 1, 1), date(2023, 12, 31)))
    narrow = named(Every.WEEK, 1, Period.inclusive(date(2023, 1, 3), date(2023, 12, 31)))
    assert list(wide) == list(narrow)


KEYS = st.sampled_from([f"month:2026-{month:02}-01" for month in range(1, 13)])
TERMS = st.sampled_from([*named(Every.MONTH, 2).values(), *named(Every.MONTH, 3).values()])


@given(
    old=st.dictionaries(KEYS, st.builds(OldDuty, terms=TERMS, credited=st.booleans())),
    new=st.dictionaries(KEYS, TERMS),
)
def test_no_duty_is_ever_lost(old: dict[str, OldDuty], new: dict[str, DutyTerms]) -> None:
    found = reconcile(old, new)
    changed = [key for key, _ in found.change]
    added = [key for key, _ in found.add]
    assert sorted([*found.keep, *changed, *found.close]) == sorted(old)
    assert sorted([*found.keep, *changed, *added]) == sorted(new)
    assert {key for key in found.close if old[key].credited} == set(found.credited_closed)


RHYTHMS = st.sampled_from([Every.WEEK, Every.MONTH, Every.QUARTER, Every.HALF_YEAR, Every.YEAR])


@st.composite
def windows(draw: st.DrawFn) -> Period:
    start = draw(st.dates(date(2025, 12, 1), date(2026, 12, 1)))
    return Period.inclusive(start, start + timedelta(days=draw(st.integers(0, 400))))


@given(before=st.tuples(RHYTHMS, st.integers(1, 5), windows()), after=st.tuples(RHYTHMS, st.integers(1, 5), windows()))
def test_what_was_credited_survives_any_change_of_rhythm_number_and_window(
    before: tuple[Every, int, Period], after: tuple[Every, int, Period]
) -> None:
    old = named(*before)
    found = reconcile(standing(old, *old), named(*after))
    assert sorted([*found.keep, *dict(found.change), *found.credited_closed]) == sorted(old)


# --- What holds from an amendment's day on ---------------------------------------------------------------------------

ON = date(2026, 8, 17)


def stood(terms: DutyTerms, *, met: bool, once: bool) -> OldDuty:
    return OldDuty(terms=terms, credited=met, met=met, once=once)


RULES = st.builds(
    ObligationTerms,
    every=st.sampled_from([Every.MONTH, Every.QUARTER, Every.ONCE, Every.YEAR]),
    minimum=st.integers(1, 4),
    maximum=st.none(),
    total=st.none(),
    window=st.sampled_from([YEAR, FROM_MARCH_10, Period.inclusive(date(2026, 6, 1), date(2026, 11, 30))]),
)


def of(terms: ObligationTerms, on: date) -> dict[str, DutyTerms]:
    duties = expand(terms, issued_on=on, working_days=WorkingDays())
    return dict(zip(duty_keys(terms.every, duties), duties, strict=True))


@given(
    before=RULES,
    after=RULES,
    met=st.sets(st.integers(0, 11)),
    removed=st.booleans(),
    on=st.dates(YEAR.start, date(2026, 12, 31)),
)
def test_nothing_is_owed_before_it_was_said(before, after, met, removed, on):
    first_issue = date(2026, 1, 5)
    old = {
        key: stood(terms, met=number in met, once=before.every is Every.ONCE)
        for number, (key, terms) in enumerate(of(before, first_issue).items())
    }
    first, amended = ({}, {}) if removed else (of(after, first_issue), of(after, on))
    held = in_force_from(old, first, amended, on=on)
    for key, terms in held.items():
        if terms.is_owed and terms.due_on < on:
            # Owed for a date that has passed: only what was owed so before.
            assert key in old and old[key].terms == terms
    found = reconcile(old, held)
    assert set(found.keep) | {key for key, _ in found.change} | set(found.close) == set(old)
    assert {key for key, _ in found.add}.isdisjoint(old)
    for key in found.close:
        # What was done in time stays; only what is still to come, or was not done and is one task, ends.
        assert not (old[key].met and old[key].fell_due_before(on))


def test_a_date_of_several_that_stays_is_the_same_duty_and_a_met_one_is_not_moved():
    days = (date(2026, 3, 1), date(2026, 9, 1))
    old = expand_once(days)
    new = expand_once((date(2026, 9, 1), date(2026, 12, 1)))
    assert once_matched(old, new, met=[0]) == [1, None]
    assert once_matched(old, new) == [1, 0]
    assert once_matched(old[:1], expand_once((date(2026, 12, 1),)), met=[0]) == [0]


def expand_once(days: tuple[date, ...]) -> list[DutyTerms]:
    terms = ObligationTerms(every=Every.ONCE, minimum=1, maximum=None, total=None, window=YEAR, due=DueRule(dates=days))
    return expand(terms, issued_on=None, working_days=WorkingDays())
