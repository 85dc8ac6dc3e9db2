"""The calendar of what is due: read by a secret address, told apart by tag and date, silent about people."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from lantoa.adapters import clock
from lantoa.adapters.clock import VIETNAM
from lantoa.agencies.models import HeldRole, User
from lantoa.assignments.models import Duty
from lantoa.audit.models import Entry
from lantoa.notices.models import CalendarAddress, CalendarMark
from lantoa.notices.operations.calendar import MOST_ASKED

MORNING = datetime(2026, 10, 1, 9, tzinfo=VIETNAM)


@pytest.fixture
def at(monkeypatch):
    """at(moment) sets the clock."""

    def set_moment(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_moment(MORNING)
    return set_moment


@pytest.fixture
def address(signed_in_as, issued_plan, at) -> str:
    """The address that xa's own screen shows once."""
    page = signed_in_as("xa").post(reverse("desk:calendar_address"), {"lam": "lap"})
    assert page.headers["Cache-Control"] == "no-store"
    return re.search(r"http://testserver(/lich/[^<]+\.ics)", page.content.decode())[1]


def read(address: str, **headers: str):
    return Client().get(address, headers=headers)


def events(address: str) -> dict[str, object]:
    found = Calendar.from_ical(read(address).content)
    return {str(event["uid"]): event for event in found.walk("VEVENT")}


def of(duty: Duty, address: str):
    return events(address)[f"viec-{duty.public_id}@lantoa"]


@pytest.fixture
def duty(issued_plan, province) -> Duty:
    """A duty of An Phúc that is short and due at the end of the month."""
    return Duty.objects.filter(
        plan=issued_plan, agency=province.an_phuc, due_on=date(2026, 10, 31), minimum__gt=0
    ).first()


@pytest.mark.django_db
def test_it_holds_the_dates_of_ones_own_body_and_nobody_elses(address, province, issued_plan):
    found = events(address)
    near = Duty.objects.filter(due_on__gte=date(2026, 8, 2), before_issue=False, minimum__gt=0, plan=issued_plan)
    own = near.filter(holders=province.an_phuc)
    assert own.exists()
    assert found.keys() == {f"viec-{duty.public_id}@lantoa" for duty in own}
    assert not found.keys() & {f"viec-{duty.public_id}@lantoa" for duty in near.exclude(holders=province.an_phuc)}


@pytest.mark.django_db
def test_it_is_read_back_as_the_standard_wants_it(address, duty):
    response = read(address)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    assert calendar["version"] == "2.0" and calendar["prodid"]
    for event in calendar.walk("VEVENT"):
        assert event["uid"] and event["dtstamp"] and event["summary"]
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n")), "RFC 5545, 3.1: lines are folded"
    event = of(duty, address)
    assert event["dtstart"].dt == date(2026, 10, 31)
    triggers = [alarm["trigger"].dt for alarm in event.walk("VALARM")]
    assert triggers == [timedelta(days=-3, hours=8), timedelta(days=-1, hours=8), timedelta(hours=8)]


@pytest.mark.django_db
def test_it_names_no_person(address, province):
    text = read(address).content.decode().replace("\r\n ", "")
    assert "Xã An Phúc" in text
    assert not any(person.name in text or person.username + "@" in text for person in province.people.values())


@pytest.mark.django_db
def test_reading_it_again_changes_nothing(address, at):
    first = read(address)
    at(MORNING + timedelta(hours=3))
    second = read(address)
    assert first.content == second.content
    assert first.headers["ETag"] == second.headers["ETag"]
    assert first.headers["Last-Modified"] == second.headers["Last-Modified"]
    known = read(address, if_none_match=first.headers["ETag"])
    assert (known.status_code, known.content) == (304, b"")
    assert read(address, if_modified_since=first.headers["Last-Modified"]).status_code == 304
    assert read(address, if_none_match='"khac"').status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "name", "value"),
    [
        ({"extended_to": date(2026, 11, 10)}, "dtstart", date(2026, 11, 10)),
        ({"state": "closed", "closed_by": "02/QĐ-UBND"}, "status", "CANCELLED"),
    ],
)
def test_what_changes_comes_under_the_same_uid_with_a_higher_sequence(address, duty, at, changed, name, value):
    before = of(duty, address)
    old = read(address)
    at(MORNING + timedelta(days=1))
    Duty.objects.filter(pk=duty.pk).update(**changed)
    fresh = read(address, if_modified_since=old.headers["Last-Modified"])
    assert fresh.status_code == 200
    after = of(duty, address)
    assert getattr(after[name], "dt", after[name]) == value
    assert int(after["sequence"]) == int(before["sequence"]) + 1
    assert after["dtstamp"].dt > before["dtstamp"].dt
    assert int(of(duty, address)["sequence"]) == int(after["sequence"])


@pytest.mark.django_db
def test_a_duty_that_is_met_rings_no_more(address, duty):
    Duty.objects.filter(pk=duty.pk).update(done=99, met_on=date(2026, 10, 1))
    event = of(duty, address)
    assert event.walk("VALARM") == []
    assert str(event["summary"]).startswith("Đã đủ")


@pytest.mark.django_db
def test_the_address_stands_in_no_table(address):
    secret = address.removeprefix("/lich/").removesuffix(".ics")
    row = CalendarAddress.objects.get()
    assert secret not in str(vars(row))
    assert len(secret) >= 43
    assert secret not in str(list(Entry.objects.values()))


@pytest.mark.django_db
def test_wrong_ended_and_renewed_addresses_all_look_absent(address, signed_in_as, province):
    wrong = read("/lich/khong-co-dia-chi-nay.ics")
    assert wrong.status_code == 404
    signed_in_as("xa").post(reverse("desk:calendar_address"), {"lam": "lap"})
    assert read(address).status_code == 404, "the one before a new one has ended"
    page = signed_in_as("xa").post(reverse("desk:calendar_address"), {"lam": "lap"}).content.decode()
    fresh = re.search(r"http://testserver(/lich/[^<]+\.ics)", page)[1]
    assert read(fresh).status_code == 200
    signed_in_as("xa").post(reverse("desk:calendar_address"), {"lam": "ngung"})
    ended = read(fresh)
    assert ended.status_code == 404
    assert ended.content == wrong.content
    assert CalendarAddress.objects.get().ended_at is not None


@pytest.mark.django_db
def test_who_left_reads_nothing_and_whose_role_ended_finds_it_empty(address, province):
    HeldRole.objects.filter(user=province["xa"]).update(ends_on=date(2026, 9, 1))
    assert events(address) == {}
    User.objects.filter(username="xa").update(is_active=False)
    assert read(address).status_code == 404


@pytest.mark.django_db
def test_it_is_not_read_without_end(address, at):
    codes = [read(address).status_code for _ in range(MOST_ASKED + 2)]
    assert codes[-2:] == [429, 429] and set(codes[:-2]) == {200}
    assert "Retry-After" in read(address).headers
    at(MORNING + timedelta(hours=1, minutes=1))
    assert read(address).status_code == 200


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_duties(address, django_assert_max_num_queries, issued_plan):
    read(address)
    assert CalendarMark.objects.count() > 20
    with django_assert_max_num_queries(16):
        read(address)
