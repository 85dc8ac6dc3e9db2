"""«Giao việc và ban hành» over HTTP."""

import re
from datetime import date

import pytest
from django.urls import reverse

from lantoa.assignments.models import Assignment, Resolution
from lantoa.assignments.queries import key_of
from lantoa.plans.models import Obligation, Plan

PAPER = {
    "number": "08/KH-UBND",
    "issued_on": "10/02/2026",
    "signer_capacity": "KT. CHỦ TỊCH",
    "signer_title": "PHÓ CHỦ TỊCH",
    "signer_name": "Đặng Quốc Việt",
}


@pytest.fixture
def page(draft):
    return reverse("assignments:issue", args=[draft.public_id])


def test_the_page_shows_what_will_be_made(signed_in_as, page):
    shown = signed_in_as("tinh").get(page)
    assert shown.status_code == 200
    text = shown.content.decode()
    assert "UBND các xã, phường" in text
    assert "3 cơ quan" in text


def test_the_work_that_will_be_given_stands_alone_or_comes_into_the_page(signed_in_as, page, draft):
    client = signed_in_as("tinh")
    address = re.search(r'hx-get="([^"]+)"', client.get(page).content.decode())[1]
    assert address == reverse("assignments:work", args=[draft.public_id]) + "?ngay=2026-10-01"
    whole, part = client.get(address), client.get(address, headers={"HX-Request": "true"})
    for text in (whole.content.decode(), part.content.decode()):
        assert "Khi ban hành ngày 01/10/2026 sẽ có" in text
        assert "việc trong kỳ, có hạn" in text
        assert "đổi thành mỗi cơ quan" in text
    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()


def test_the_day_of_issue_decides_what_lies_before_it(signed_in_as, draft):
    client, address = signed_in_as("tinh"), reverse("assignments:work", args=[draft.public_id])
    assert "trước ngày ban hành</div>" in client.get(f"{address}?ngay=2026-09-01").content.decode()
    assert "trước ngày ban hành</div>" not in client.get(f"{address}?ngay=2026-01-01").content.decode()
    assert "Khi ban hành ngày 01/10/2026" in client.get(f"{address}?ngay=hom-nay").content.decode()


def test_what_cannot_be_worked_out_is_said_and_leads_to_the_draft(signed_in_as, draft):
    Obligation.objects.filter(item__ref="PL.1").update(due={"day": 77})
    shown = signed_in_as("tinh").get(reverse("assignments:work", args=[draft.public_id]))
    assert shown.status_code == 200
    text = shown.content.decode()
    assert "có số lượng hoặc hạn không hợp lệ" in text
    assert reverse("plans:draft", args=[draft.public_id]) in text


def test_words_of_the_plan_stay_words(signed_in_as, draft):
    Obligation.objects.filter(item__ref="PL.1").update(what="<b>Tin</b> & bài")
    text = signed_in_as("tinh").get(reverse("assignments:work", args=[draft.public_id])).content.decode()
    assert "&lt;b&gt;Tin&lt;/b&gt; &amp; bài" in text


def test_issuing_leads_to_the_plan_in_force(signed_in_as, page, draft):
    client = signed_in_as("vanthu")
    response = client.post(page, PAPER)
    assert response.url == reverse("desk:plan", args=[draft.public_id])
    assert Assignment.objects.exists()
    assert client.get(page).url == response.url


def test_a_wrong_year_is_said_beside_the_day_and_the_rest_stays(signed_in_as, page, draft):
    response = signed_in_as("tinh").post(page, PAPER | {"issued_on": "10/02/2025"})
    assert response.status_code == 422
    text = response.content.decode()
    assert "thuộc năm 2025, còn kế hoạch là của năm 2026" in text
    assert 'value="08/KH-UBND"' in text
    assert Plan.objects.get(pk=draft.pk).state == "draft"


def test_strangers_do_not_come_in(signed_in_as, page):
    for who in ("so", "xa", "xa_khac", "bientap", "giamsat", "quantri"):
        assert signed_in_as(who).get(page).status_code == 404, who
        assert signed_in_as(who).post(page, PAPER).status_code == 404, who
    assert signed_in_as("khach").get(page).status_code == 302


def test_words_are_given_to_agencies_found_by_search(signed_in_as, draft_of, reading, province):
    reading["tasks"][0]["support"].append("Liên minh Hợp tác xã")
    plan = draft_of(reading)
    client = signed_in_as("tinh")
    home = client.get(reverse("assignments:issue", args=[plan.public_id])).content.decode()
    assert "1 chỗ cần bạn quyết định" in home
    address = reverse("assignments:words", args=[plan.public_id, key_of("Liên minh Hợp tác xã")])
    found = client.post(address, {"lam": "tim", "q": "so tu phap"}).content.decode()
    ident = re.search(r'name="co-quan" value="([^"]+)"', found)[1]
    assert ident == province.tu_phap.public_id
    assert client.post(address, {"lam": "luu"}).status_code == 422
    client.post(address, {"lam": "luu", "co-quan": [ident]})
    assert Resolution.objects.get(plan=plan).agencies.get() == province.tu_phap
    client.post(address, {"lam": "khong-giao"})
    assert Resolution.objects.get(plan=plan).set_aside


def test_unknown_words_have_no_page(signed_in_as, draft):
    assert signed_in_as("tinh").get(reverse("assignments:words", args=[draft.public_id, "abc"])).status_code == 404


def test_a_repetition_is_decided_here(signed_in_as, draft, page):
    original, repeat = Obligation.objects.get(item__ref="PL.1"), Obligation.objects.get(item__ref="IV.1")
    Obligation.objects.filter(pk=repeat.pk).update(same_as=original)
    client = signed_in_as("tinh")
    assert "Có thể là một việc ghi hai lần" in client.get(page).content.decode()
    address = reverse("assignments:repeat", args=[draft.public_id])
    client.post(address, {"yeu-cau": repeat.public_id, "la": "mot-viec"})
    repeat.refresh_from_db()
    assert (repeat.same_as, repeat.same_as_decided) == (original, True)


def test_each_or_together_is_changed_here(signed_in_as, draft, page):
    film = Obligation.objects.get(item__ref="PL.3")
    address = reverse("assignments:share", args=[draft.public_id])
    signed_in_as("tinh").post(address, {"yeu-cau": film.public_id, "cach": "each"})
    film.refresh_from_db()
    assert film.share == "each"


def test_a_plan_older_than_its_issuer_opens_and_cannot_be_issued_on_that_day(signed_in_as, page, draft, province):
    draft.year, draft.issued_on = 2024, date(2024, 1, 5)
    draft.save(update_fields=["year", "issued_on"])
    client = signed_in_as("tinh")
    shown = client.get(page)
    assert shown.status_code == 200
    assert "khi ấy Ủy ban nhân dân tỉnh Hồng Lam chưa hoặc không còn hoạt động" in shown.content.decode()
    assert "3 cơ quan" in shown.content.decode()
    key = key_of("UBND các xã, phường")
    assert client.get(reverse("assignments:words", args=[draft.public_id, key])).status_code == 200
    refused = client.post(page, PAPER | {"issued_on": "05/01/2024"})
    assert refused.status_code == 422
    assert "Hãy xem lại ngày, hoặc cơ quan ban hành" in refused.content.decode()
