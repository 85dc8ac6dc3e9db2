"""«Thông báo», «Nhắc việc của tôi», «Thư và việc nền» on screen."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.adapters import clock
from lantoa.notices.models import DailyRun, Notice, OutgoingMail, Preferences
from lantoa.notices.operations import notify
from lantoa.notices.queries import unread_count

SAID = {"kind": "duties", "text": "Tin, bài: còn 2.", "url": "/viec-can-lam/"}


def tell(*people, number: int = 1) -> None:
    for count in range(number):
        notify(users=people, key=f"viec-{count}", title=f"Việc số {count}", **SAID)


@pytest.mark.django_db
def test_the_bell_counts_what_was_not_seen_and_leads_to_the_list(signed_in_as, province):
    client = signed_in_as("xa")
    assert 'aria-label="Thông báo"' in client.get(reverse("desk:todo")).content.decode()
    tell(province["xa"], number=2)
    page = client.get(reverse("desk:todo")).content.decode()
    assert 'aria-label="Thông báo, 2 chưa xem"' in page
    assert "chưa xem" not in signed_in_as("so").get(reverse("desk:todo")).content.decode()


@pytest.mark.django_db
def test_opening_a_notice_marks_it_and_leads_on(signed_in_as, province):
    tell(province["xa"], number=2)
    client = signed_in_as("xa")
    row = Notice.objects.filter(user=province["xa"]).first()
    assert client.post(reverse("notices:open", args=[row.public_id])).url == "/viec-can-lam/"
    assert unread_count(province["xa"].pk) == 1
    client.post(reverse("notices:read_all"))
    assert unread_count(province["xa"].pk) == 0


@pytest.mark.django_db
def test_a_notice_never_leads_out_of_the_product(signed_in_as, province):
    notify(users=[province["xa"]], key="k", kind="x", title="x", text="", url="https://xau.example/")
    row = Notice.objects.get()
    assert signed_in_as("xa").post(reverse("notices:open", args=[row.public_id])).url == reverse("notices:list")


@pytest.mark.django_db
def test_anothers_notice_is_absent(signed_in_as, province):
    tell(province["xa"])
    row = Notice.objects.get(user=province["xa"])
    assert signed_in_as("so").post(reverse("notices:open", args=[row.public_id])).status_code == 404
    assert row.title not in signed_in_as("so").get(reverse("notices:list")).content.decode()
    assert unread_count(province["xa"].pk) == 1


@pytest.mark.django_db
def test_the_list_costs_the_same_for_one_and_for_thirty(signed_in_as, province):
    client, counts = signed_in_as("xa"), []
    for number in (1, 30):
        tell(province["xa"], number=number)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse("notices:list"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_a_person_sets_how_it_is_told(signed_in_as, province):
    client = signed_in_as("xa")
    page = client.get(reverse("notices:preferences")).content.decode()
    assert "chưa có thư điện tử" in page
    wanted = {"mail": "at-once", "digest_hour": "8", "quiet_from": "20:30", "quiet_to": "07:00"}
    client.post(reverse("notices:preferences"), wanted)
    row = Preferences.objects.get(user=province["xa"])
    assert (row.mail, row.digest_hour, row.quiet_from, row.quiet_to) == ("at-once", 8, time(20, 30), time(7))
    assert row.working_days_only is False
    again = client.post(reverse("notices:preferences"), wanted | {"quiet_from": "06:00", "quiet_to": "05:00"})
    assert again.status_code == 422
    assert "Giờ không gửi quá dài" in again.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("mode", "says"), [("off", "chưa đặt máy chủ thư"), ("keep", "không gửi đi đâu")])
def test_the_product_says_where_mail_does_not_go(signed_in_as, settings, mode, says):
    settings.LANTOA_MAIL = mode
    assert says in signed_in_as("xa").get(reverse("notices:preferences")).content.decode()


@pytest.mark.django_db
def test_who_looks_after_the_machine_sees_counts_and_nobodys_words(signed_in_as, province, settings):
    settings.LANTOA_MAIL = "keep"
    now = clock.now()
    times = {"created_at": now, "not_before_at": now}
    OutgoingMail.objects.create(
        user=province["xa"], key="k", to="lan@example.vn", subject="Chuyện riêng", body="Lời riêng", **times
    )
    DailyRun.objects.create(job="duties", day=date(2026, 9, 20), begun_at=now, finished_at=now)
    page = signed_in_as("quantri").get(reverse("notices:machine")).content.decode()
    assert "thư chờ gửi" in page and "20/09/2026" in page
    assert "lần cuối chạy ngày 20/09/2026" in page
    assert "Lời riêng" not in page and "Chuyện riêng" not in page and "lan@example.vn" not in page
    assert "Việc nền đang dừng" in signed_in_as("tinh").get(reverse("notices:list")).content.decode()
    assert "Việc nền đang dừng" not in signed_in_as("xa").get(reverse("notices:list")).content.decode()
