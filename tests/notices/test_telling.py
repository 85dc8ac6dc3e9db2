"""Telling people: once, in the product and by mail as each of them wishes."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from lantoa.adapters import clock
from lantoa.agencies.models import User
from lantoa.audit.models import Entry
from lantoa.notices import digests
from lantoa.notices.models import MailState, MailWish, Notice, OutgoingMail, Preferences
from lantoa.notices.operations import mark_all_read, mark_read, notify, save_preferences
from lantoa.notices.queries import unread_count
from lantoa.persistence.refusal import Refused

AT = ZoneInfo("Asia/Ho_Chi_Minh")
SAID = {"kind": "duties", "title": "Việc sắp đến hạn", "text": "Tin, bài: còn 2.", "url": "/viec-can-lam/"}
CHOICE = {"digest_hour": 7, "quiet_from": time(21), "quiet_to": time(6, 30), "working_days_only": True}


@pytest.fixture
def at(monkeypatch):
    """at(hour, minute=0, day=1) sets the moment of October 2026."""

    def set_moment(hour: int, minute: int = 0, day: int = 1) -> datetime:
        moment = datetime(2026, 10, day, hour, minute, tzinfo=AT)
        monkeypatch.setattr(clock, "now", lambda: moment)
        return moment

    return set_moment


@pytest.fixture
def xa(province) -> User:
    province["xa"].email = "lan@example.vn"
    province["xa"].save(update_fields=["email"])
    return province["xa"]


def tell(*people: User, key: str = "viec-1", **more) -> int:
    return notify(users=people, key=key, **(SAID | more))


@pytest.mark.django_db
def test_the_same_news_is_told_once_to_each(province, xa):
    assert tell(xa, province["so"]) == 2
    assert tell(xa, province["so"], province["xa_khac"]) == 1
    assert unread_count(xa.pk) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(user=xa, key="viec-1", kind="x", title="x", created_at=clock.now())


@pytest.mark.django_db
def test_who_no_longer_signs_in_is_not_told(province):
    User.objects.filter(username="so").update(is_active=False)
    assert tell(province["so"]) == 0


@pytest.mark.django_db
def test_telling_many_costs_no_more_queries_than_telling_one(province, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        tell(*province.people.values())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wish", "urgent", "queued"),
    [
        (MailWish.AT_ONCE, False, 1),
        (MailWish.DIGEST, False, 0),
        (MailWish.DIGEST, True, 1),
        (MailWish.NONE, True, 0),
    ],
)
def test_mail_goes_as_the_person_wishes(xa, at, wish, urgent, queued):
    at(9)
    save_preferences(actor=xa, mail=wish, **CHOICE)
    tell(xa, urgent=urgent)
    assert OutgoingMail.objects.filter(user=xa).count() == queued == len(mail.outbox)


@pytest.mark.django_db
def test_without_an_address_or_with_mail_off_the_notice_is_there_all_the_same(province, xa, settings):
    tell(province["so"], urgent=True)
    settings.LANTOA_MAIL = "off"
    tell(xa, urgent=True)
    assert not OutgoingMail.objects.exists()
    assert Notice.objects.filter(awaits_digest=True).count() == 0
    assert unread_count(xa.pk) == unread_count(province["so"].pk) == 1


@pytest.mark.django_db
def test_the_demonstration_keeps_mail_and_sends_none(xa, settings, at):
    settings.LANTOA_MAIL = "keep"
    at(9)
    tell(xa, urgent=True)
    assert OutgoingMail.objects.get().state == MailState.QUEUED
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_digest_tells_what_came_since_the_last_one_and_was_not_seen(xa, at):
    at(16)
    tell(xa, key="a", title="Việc A")
    tell(xa, key="b", title="Việc B")
    tell(xa, key="c", title="Việc C")
    mark_read(actor=xa, notice=Notice.objects.get(key="c"))
    assert digests.make_digests(at(6, day=2)) == 0, "before the hour"
    assert digests.make_digests(at(7, day=2)) == 1
    made = OutgoingMail.objects.get()
    assert "Việc A" in made.body and "Việc B" in made.body and "Việc C" not in made.body
    assert digests.make_digests(at(8, day=2)) == 0, "one a day"
    tell(xa, key="d", title="Việc D")
    assert digests.make_digests(at(9, day=2)) == 0, "what came after waits"
    assert digests.make_digests(at(7, day=5)) == 1, "Saturday and Sunday are left out"
    assert "Việc D" in OutgoingMail.objects.exclude(pk=made.pk).get().body


@pytest.mark.django_db
def test_no_digest_on_a_day_off_unless_wanted(xa, at):
    at(16, day=2)  # a Friday
    tell(xa)
    assert digests.make_digests(at(9, day=3)) == 0
    save_preferences(actor=xa, mail=MailWish.DIGEST, **(CHOICE | {"working_days_only": False}))
    assert digests.make_digests(at(9, day=3)) == 1


@pytest.mark.django_db
def test_who_wants_no_mail_any_more_gets_none_that_waited(xa, at):
    at(22)
    tell(xa, urgent=True)
    tell(xa, key="viec-2")
    assert OutgoingMail.objects.filter(state=MailState.QUEUED).count() == 1
    save_preferences(actor=xa, mail=MailWish.NONE, **CHOICE)
    assert not OutgoingMail.objects.exists()
    assert not Notice.objects.filter(awaits_digest=True).exists()
    assert Entry.objects.filter(operation="save_preferences").count() == 1


@pytest.mark.django_db
def test_quiet_hours_that_leave_no_time_are_refused(xa):
    with pytest.raises(Refused):
        save_preferences(actor=xa, mail=MailWish.DIGEST, **(CHOICE | {"quiet_from": time(6), "quiet_to": time(5)}))
    assert not Preferences.objects.exists()


@pytest.mark.django_db
def test_seen_is_seen_by_its_own_person_alone(province, xa):
    tell(xa, province["so"])
    mark_read(actor=province["so"], notice=Notice.objects.get(user=xa))
    assert unread_count(xa.pk) == 1
    assert mark_all_read(actor=xa) == 1
    assert unread_count(xa.pk) == 0 and unread_count(province["so"].pk) == 1


@pytest.mark.django_db
def test_the_day_a_notice_belongs_to_may_be_given(xa):
    tell(xa, on=date(2026, 9, 3))
    assert Notice.objects.get().created_at.astimezone(AT).date() == date(2026, 9, 3)
