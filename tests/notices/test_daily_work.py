"""The work of a day is done once, also by two workers and after a failure; a day left out is told of."""

from datetime import date, datetime, timedelta

import pytest
from django_q.models import Schedule

from lantoa.adapters import clock
from lantoa.adapters.clock import VIETNAM
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import HeldRole, User
from lantoa.notices import alarms, daily, tasks
from lantoa.notices.models import DailyRun, Notice, OutgoingMail
from lantoa.notices.operations import notify

SIX = datetime(2026, 10, 1, 6, tzinfo=VIETNAM)


@pytest.fixture
def jobs(monkeypatch):
    """The registry of daily work, empty for a test; jobs(name, function) adds to it."""
    monkeypatch.setattr(daily, "_jobs", {})
    return lambda name, job: daily.register_daily(name, f"Việc {name}", job)


@pytest.mark.django_db
def test_each_days_work_is_done_once(jobs):
    done: list[date] = []
    jobs("a", lambda day: done.append(day) or 3)
    for minutes in (-1, 0, 5, 600):
        daily.run_due(SIX + timedelta(minutes=minutes))
    daily.run_due(SIX + timedelta(days=1))
    assert done == [date(2026, 10, 1), date(2026, 10, 2)]
    assert DailyRun.objects.get(day=date(2026, 10, 1)).made == 3


@pytest.mark.django_db
def test_what_failed_is_tried_again_and_holds_nothing_else_up(jobs):
    answers = [RuntimeError("hỏng"), 1]
    done: list[str] = []

    def fragile(_: date) -> int:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    jobs("hong", fragile)
    jobs("lanh", lambda _: done.append("lanh") or 0)
    assert daily.run_due(SIX) == ["lanh"]
    assert daily.run_due(SIX + timedelta(minutes=5)) == ["hong"]
    assert done == ["lanh"]


@pytest.mark.django_db
def test_a_second_worker_leaves_alone_what_one_is_at_until_it_has_been_silent_for_long(jobs):
    done: list[date] = []
    jobs("a", lambda day: done.append(day) or 0)
    DailyRun.objects.create(job="a", day=SIX.date(), begun_at=SIX)
    assert daily.run_due(SIX + timedelta(minutes=10)) == []
    assert daily.run_due(SIX + daily.CLAIM) == ["a"]


@pytest.mark.django_db
def test_days_left_out_are_told_once_to_who_looks_after_the_machine(jobs, province, monkeypatch):
    jobs("a", lambda _: 0)
    daily.run_due(SIX)
    monkeypatch.setattr(clock, "now", lambda: SIX + timedelta(days=4))
    assert alarms.sentences(date(2026, 10, 5)) == ["Việc a: lần cuối chạy ngày 01/10/2026."]
    assert alarms.tell_missed(date(2026, 10, 5)) == 1
    assert alarms.tell_missed(date(2026, 10, 5)) == 0
    notice = Notice.objects.get(kind="alarm")
    assert notice.user == province["quantri"], "no operator yet: who administers at the top"
    operator = User.objects.create_user("vanhanh", "vanhanh-matkhau", name="Người vận hành")
    HeldRole.objects.create(user=operator, agency=province.ubnd, role=Role.OPERATOR, starts_on=date(2025, 7, 1))
    assert alarms.keepers(date(2026, 10, 5)) == [operator.pk]
    daily.run_due(SIX + timedelta(days=4))
    assert alarms.sentences(date(2026, 10, 5)) == []


@pytest.mark.django_db
def test_the_schedule_stands_in_the_queue_and_its_tick_does_it_all(jobs, province, monkeypatch, mailoutbox):
    assert Schedule.objects.get(func="lantoa.notices.tasks.tick").minutes == 5
    User.objects.filter(username="xa").update(email="lan@example.vn")
    monkeypatch.setattr(clock, "now", lambda: SIX + timedelta(hours=1))
    about = {"kind": "x", "key": "k", "text": "", "url": "/viec-can-lam/"}
    jobs("a", lambda _: notify(users=[province["xa"]], title="Việc A", **about))
    tasks.tick()
    assert [letter.subject for letter in mailoutbox] == ["Lan Tỏa: Việc A"]
    tasks.tick()
    assert len(mailoutbox) == 1 == OutgoingMail.objects.count()
