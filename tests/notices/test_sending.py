"""Mail goes out once, to a real server, never in quiet hours, and comes through when the server says no for a while."""

import email
import email.policy
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.adapters import clock
from lantoa.agencies.models import User
from lantoa.domain.quiet_hours import QuietHours
from lantoa.notices import sending
from lantoa.notices.models import QUIET_FROM, QUIET_TO, MailState, OutgoingMail, Preferences

AT = ZoneInfo("Asia/Ho_Chi_Minh")
NOON = datetime(2026, 10, 1, 12, tzinfo=AT)
QUIET = QuietHours(start=QUIET_FROM, end=QUIET_TO)


def queued(user: User, number: int = 0, **more) -> OutgoingMail:
    about = {"subject": f"Lan Tỏa: Việc số {number}", "body": "Tin, bài tháng 9: còn 2.", "to": "lan@example.vn"}
    times = {"created_at": NOON, "not_before_at": NOON}
    return OutgoingMail.objects.create(user=user, key=f"thu-{number}", **(about | times | more))


@pytest.fixture
def xa(province) -> User:
    User.objects.filter(username="xa").update(email="lan@example.vn")
    return User.objects.get(username="xa")


@pytest.fixture
def noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.mark.django_db
def test_a_mail_arrives_as_it_was_written(xa, letterbox, noon):
    row = queued(xa)
    assert sending.send_waiting() == 1
    (letter,) = (email.message_from_bytes(text, policy=email.policy.default) for text in letterbox.letters)
    assert letter["Subject"] == "Lan Tỏa: Việc số 0"
    assert letter["To"] == "lan@example.vn"
    assert "Tin, bài tháng 9: còn 2." in letter.get_content()
    assert letter["Auto-Submitted"] == "auto-generated"
    row.refresh_from_db()
    assert (row.state, row.sent_at) == (MailState.SENT, NOON)
    assert sending.send_waiting() == 0


@pytest.mark.django_db
def test_a_server_that_is_away_or_busy_is_asked_again_later_each_time(xa, letterbox, monkeypatch):
    row, now = queued(xa), NOON
    letterbox.refusals = ["451 ban, thu lai sau"] * 3
    waits = []
    for _ in range(3):
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        assert sending.send_waiting() == 0
        row.refresh_from_db()
        assert row.state == MailState.QUEUED
        assert "451" in row.fault and "lan@example.vn" not in row.fault
        waits.append(row.not_before_at - now)
        now = row.not_before_at.astimezone(AT)
    assert waits == sorted(waits) and waits[0] < waits[-1]
    monkeypatch.setattr(clock, "now", lambda: now)
    assert sending.send_waiting() == 1
    assert len(letterbox.letters) == 1


@pytest.mark.django_db
def test_an_address_that_does_not_exist_is_given_up_at_once(xa, letterbox, noon):
    row = queued(xa)
    letterbox.refusals = ["550 khong co nguoi nay"]
    assert sending.send_waiting() == 0
    row.refresh_from_db()
    assert row.state == MailState.FAILED


@pytest.mark.django_db
def test_a_mail_nobody_takes_is_given_up_after_the_last_wait(xa, letterbox, monkeypatch):
    row, now = queued(xa), NOON
    letterbox.silent = True
    for _ in range(2 * len(sending.WAITS) + 2):  # some waits end in quiet hours: such a step is no try
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        sending.send_waiting()
        row.refresh_from_db()
        now = row.not_before_at.astimezone(AT)
    assert row.state == MailState.FAILED
    assert row.tries == len(sending.WAITS) + 1


@pytest.mark.django_db
def test_one_bad_address_does_not_hold_up_the_others(xa, letterbox, noon):
    for number in range(3):
        queued(xa, number)
    letterbox.refusals = ["550 khong co nguoi nay"]
    assert sending.send_waiting() == 2
    assert len(letterbox.letters) == 2


@pytest.mark.django_db
def test_the_hours_in_force_when_it_goes_count(xa, letterbox, noon):
    row = queued(xa)
    Preferences.objects.create(user=xa, quiet_from="11:00", quiet_to="13:00")
    assert sending.send_waiting() == 0
    row.refresh_from_db()
    assert row.not_before_at.astimezone(AT) == NOON.replace(hour=13)
    assert row.tries == 0, "a wait is no try"


@pytest.mark.django_db
def test_a_worker_that_died_lets_go_of_its_mail_and_the_mark_is_the_same(xa, letterbox, monkeypatch, noon):
    row = queued(xa)
    assert sending.take(row.pk) is not None
    assert sending.take(row.pk) is None, "another worker cannot take it meanwhile"
    later = NOON + sending.CLAIM
    monkeypatch.setattr(clock, "now", lambda: later)
    assert sending.send_waiting() == 1
    (letter,) = map(email.message_from_bytes, letterbox.letters)
    assert letter["Message-ID"] == sending.message(row).extra_headers["Message-ID"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_mail_once(xa, letterbox, noon):
    for number in range(12):
        queued(xa, number)

    def work(_: int) -> int:
        try:
            return sending.send_waiting()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as workers:
        sent = list(workers.map(work, range(3)))
    assert sum(sent) == 12
    subjects = [email.message_from_bytes(text, policy=email.policy.default)["Subject"] for text in letterbox.letters]
    assert sorted(subjects) == sorted(f"Lan Tỏa: Việc số {number}" for number in range(12))


STEPS = st.lists(
    st.tuples(st.integers(1, 60 * 30), st.sampled_from(["ok", "451 ban", "gone"])), min_size=3, max_size=25
)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, starts=st.integers(0, 24 * 60 * 7))
def test_whatever_the_server_says_and_whenever_work_begins(xa, letterbox, monkeypatch, steps, starts):
    """Never in quiet hours or on a day off, never twice, and never lost: sent, waiting, or given up in words."""
    OutgoingMail.objects.all().delete()
    letterbox.letters.clear()
    now = NOON + timedelta(minutes=starts)
    row = queued(xa, not_before_at=now, created_at=now)
    for minutes, answer in steps:
        now += timedelta(minutes=minutes)
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        letterbox.silent = answer == "gone"
        letterbox.refusals = [answer] if answer.startswith("4") else []
        before = len(letterbox.letters)
        sending.send_waiting()
        if len(letterbox.letters) > before:
            assert not QUIET.holds(now.time())
            assert now.weekday() < 5
    letterbox.silent, letterbox.refusals = False, []
    row.refresh_from_db()
    assert len(letterbox.letters) == (row.state == MailState.SENT)
    if row.state == MailState.QUEUED:
        at = max(now, row.not_before_at.astimezone(AT)) + timedelta(days=4)
        for hour in range(0, 24 * 5):
            moment = at + timedelta(hours=hour)
            monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
            sending.send_waiting()
        assert len(letterbox.letters) == 1
    elif row.state == MailState.FAILED:
        assert row.fault


@pytest.mark.django_db
def test_the_words_of_old_mail_are_dropped(xa, noon):
    old = NOON - sending.KEPT - timedelta(days=1)
    queued(xa, 1, created_at=old, state=MailState.SENT, sent_at=old)
    waiting = queued(xa, 2, created_at=old)
    sending.drop_old()
    assert list(OutgoingMail.objects.all()) == [waiting]
