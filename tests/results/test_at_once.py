"""Several people, or one impatient thumb, at the same moment: nothing is lost, nothing is doubled."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from lantoa.results.models import Result
from lantoa.results.operations import withdraw_result

AT_ONCE = 6


@pytest.fixture
def at_once(transactional_db):
    """at_once(work, values) runs work on every value in its own thread and database connection."""

    def run(work, values):
        def closed(value):
            try:
                return work(value)
            finally:
                connection.close()

        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(closed, values))

    return run


@pytest.fixture
def world(at_once, province, plan, record, duty_of):
    """Made after the database is a transactional one."""
    return province


def test_results_recorded_at_once_all_count(world, at_once, record, duty_of):
    september = duty_of(world.an_phuc, 9)
    at_once(lambda number: record(september, token=f"at-once-{number}"), range(AT_ONCE))
    september.refresh_from_db()
    assert september.done == AT_ONCE


def test_one_form_sent_several_times_at_once_is_one_result(world, at_once, record, duty_of):
    september = duty_of(world.an_phuc, 9)
    link = "https://anphuc.example.vn/mot-lan"
    made = at_once(lambda _: record(september, token="one", links=[link]), range(AT_ONCE))
    assert len({row.pk for row in made}) == 1
    september.refresh_from_db()
    assert (Result.objects.count(), september.done) == (1, 1)


def test_a_form_that_arrives_while_its_twin_is_saved_is_not_asked_about_its_own_link(world, record, monkeypatch):
    link = "https://anphuc.example.vn/hai-lan-bam"
    first = record(token="twin", links=[link])
    looked = Result.objects.filter(token="twin")
    with monkeypatch.context() as patched:
        # The second sending looked for its token before the first was committed.
        answers = iter([looked.none(), looked])
        patched.setattr("lantoa.results.operations.recording.Result.objects.filter", lambda **_: next(answers))
        assert record(token="twin", links=[link]).pk == first.pk
    assert Result.objects.count() == 1


def test_recording_and_withdrawing_at_once_leave_the_sum(world, at_once, record, duty_of):
    september = duty_of(world.an_phuc, 9)
    old = [record(september) for _ in range(3)]

    def work(number):
        if number < 3:
            withdraw_result(actor=world["xa"], result=old[number], reason="ghi nhầm")
        else:
            record(september, token=f"new-{number}")

    at_once(work, range(AT_ONCE))
    september.refresh_from_db()
    assert september.done == 3
