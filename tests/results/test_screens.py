"""«Ghi kết quả» and its neighbours over HTTP: with and without JavaScript, for the right person and for strangers."""

import re
from datetime import date
from io import BytesIO
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from lantoa.adapters.fetcher import FetchFailed, Page
from lantoa.results import tasks
from lantoa.results.models import Evidence, LinkFetch, Result
from lantoa.results.operations import state_standing
from lantoa.results.operations.crediting import credits_mark

PAGE = """<html><head><title>Xã An Phúc</title><meta property="og:title" content="An Phúc niêm yết thủ tục đất đai">
<meta property="article:published_time" content="2026-09-16T08:00:00+07:00"></head>
<body><nav>Trang chủ</nav><article><h1>An Phúc niêm yết thủ tục đất đai</h1><p>Sáng nay, xã đã niêm yết.</p>
</article></body></html>"""


@pytest.fixture
def web(monkeypatch):
    """The page every address opens; web["page"] may be changed, None does not answer."""
    served = {"page": PAGE}

    def fetch(url):
        if served["page"] is None:
            raise FetchFailed("Trang không trả lời trong 5 giây. Hãy thử lại sau.")
        return Page(final_url=url, status=200, media_type="text/html", text=served["page"], truncated=False)

    monkeypatch.setattr(tasks, "fetch", fetch)
    return served


@pytest.fixture
def officer(plan, signed_in_as):
    return signed_in_as("xa")


def typed(**more):
    return {
        "token": "t-1",
        "title": "Bài về thủ tục đất đai",
        "happened_on": "16/9/2026",
        "quantity": "1",
        "kind": "article",
        "note": "Đã đăng",
    } | more


def fields_of(response, name):
    return re.findall(rf'name="{name}" value="([^"]*)"', response.content.decode())


def photo():
    data = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(data, "JPEG")
    return SimpleUploadedFile("hop thon.jpg", data.getvalue(), content_type="image/jpeg")


def agency_id(province):
    return province.an_phuc.public_id


def test_the_form_opens_with_everything_but_the_title(officer, province):
    response = officer.get(reverse("results:record"))
    assert response.status_code == 200
    page = response.content.decode()
    assert 'value="01/10/2026"' in page
    assert 'capture="environment"' in page


def test_the_card_of_a_duty_leads_to_a_form_that_counts_for_it(officer, duty_of, province):
    september = duty_of(province.an_phuc, 9)
    response = officer.get(reverse("results:record"), {"duty": september.public_id})
    page = response.content.decode()
    key = f"{september.holder_rows.get().assignment_id}-{september.pk}"
    assert re.search(rf'value="{key}" checked', page)
    assert 'value="30/09/2026"' in page
    assert "thành 1 trong ít nhất 2" in page


def test_a_period_that_has_not_begun_is_not_ticked_and_leaves_the_tick_to_the_running_one(officer, duty_of, province):
    november, october = duty_of(province.an_phuc, 11), duty_of(province.an_phuc, 10)
    page = officer.get(reverse("results:record"), {"duty": november.public_id}).content.decode()
    assert "Kỳ này từ 01/11 mới bắt đầu" in page
    for duty, ticked in ((november, False), (october, True)):
        key = f"{duty.holder_rows.get().assignment_id}-{duty.pk}"
        assert bool(re.search(rf'value="{key}" checked', page)) is ticked


def test_another_bodys_duty_opens_nothing(officer, duty_of, province):
    for ident in (duty_of(province.binh_linh, 9).public_id, "khong-co"):
        assert officer.get(reverse("results:record"), {"duty": ident}).status_code == 404


def test_a_result_is_saved_with_what_is_ticked(officer, duty_of, province):
    september = duty_of(province.an_phuc, 9)
    key = f"{september.holder_rows.get().assignment_id}-{september.pk}"
    sent = typed(agency=agency_id(province), link="https://anphuc.example.vn/a", **{"tinh-cho": [key]})
    response = officer.post(reverse("results:record"), sent)
    result = Result.objects.get()
    assert response.url == reverse("results:detail", args=[result.public_id])
    september.refresh_from_db()
    assert september.done == 1
    page = officer.get(response.url).content.decode()
    assert "Hoàn tác" in page
    assert "tính cho 1 việc" in page


def test_an_error_keeps_what_was_typed_and_the_file_that_came(officer, province):
    sent = typed(agency=agency_id(province), happened_on="2/10/2026", note="", photo=photo())
    response = officer.post(reverse("results:record"), sent)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Ngày 02/10/2026 chưa tới" in page
    assert "Bài về thủ tục đất đai" in page
    assert "Đã nhận tệp" in page
    again = typed(agency=agency_id(province), note="", tep=fields_of(response, "tep"))
    assert officer.post(reverse("results:record"), again).status_code == 302
    proof = Evidence.objects.get()
    assert (proof.kind, proof.file_name, proof.width) == ("photo", "hop thon.jpg", 60)


def test_a_kept_file_of_another_person_is_not_taken(officer, signed_in_as, province):
    sent = typed(agency=agency_id(province), happened_on="2/10/2026", photo=photo())
    notes = fields_of(officer.post(reverse("results:record"), sent), "tep")
    other = typed(agency=province.binh_linh.public_id, note="", tep=notes)
    response = signed_in_as("xa_khac").post(reverse("results:record"), other)
    assert response.status_code == 422
    assert not Evidence.objects.exists()


def test_a_file_that_is_not_taken_says_why(officer, province):
    bad = SimpleUploadedFile("x.jpg", b"<svg onload=alert(1)>", content_type="image/jpeg")
    response = officer.post(reverse("results:record"), typed(agency=agency_id(province), photo=bad))
    assert response.status_code == 422
    assert "Không nhận tệp HTML" in response.content.decode()


def test_a_question_is_answered_with_a_tick(officer, province):
    sent = typed(agency=agency_id(province), happened_on="30/12/2025")
    response = officer.post(reverse("results:record"), sent)
    assert response.status_code == 422
    assert "Đúng ngày này" in response.content.decode()
    agreed = typed(agency=agency_id(province), happened_on="30/12/2025", **{"dong-y": ["nam-khac"]})
    assert officer.post(reverse("results:record"), agreed).status_code == 302


def test_a_pasted_link_fills_title_and_day(officer, web, province, duty_of, queue):
    sent = typed(agency=agency_id(province), title="", happened_on="01/10/2026", link="https://anphuc.example.vn/a")
    first = officer.post(reverse("results:read_link"), sent, headers={"HX-Request": "true"})
    queue.run()
    assert "Đang mở trang" in first.content.decode()
    fetch = LinkFetch.objects.get()
    second = officer.post(reverse("results:read_page", args=[fetch.public_id]), sent, headers={"HX-Request": "true"})
    page = second.content.decode()
    assert "Đọc được từ trang" in page
    assert ">\nAn Phúc niêm yết thủ tục đất đai</textarea>" in page
    assert 'value="16/09/2026"' in page
    assert "Tháng 9/2026 · thành 1 trong ít nhất 2" in page


def test_what_the_person_typed_is_not_overwritten_by_the_page(officer, web, province, queue):
    sent = typed(
        agency=agency_id(province), title="Tên tôi đặt", happened_on="20/9/2026", link="https://a.example.vn/a"
    )
    officer.post(reverse("results:read_link"), sent)
    queue.run()
    page = officer.post(reverse("results:read_page", args=[LinkFetch.objects.get().public_id]), sent).content.decode()
    assert "Tên tôi đặt</textarea>" in page
    assert 'value="20/9/2026"' in page


def test_a_page_that_does_not_answer_loses_nothing(officer, web, province, queue):
    web["page"] = None
    sent = typed(agency=agency_id(province), link="https://cham.example.vn/a")
    officer.post(reverse("results:read_link"), sent)
    queue.run()
    said = officer.post(reverse("results:read_page", args=[LinkFetch.objects.get().public_id]), sent).content.decode()
    assert "không trả lời" in said
    assert officer.post(reverse("results:record"), sent).status_code == 302
    assert Evidence.objects.get().url == "https://cham.example.vn/a"


def test_the_words_of_the_page_are_kept_as_evidence(officer, web, province, queue):
    sent = typed(agency=agency_id(province), link="https://anphuc.example.vn/a")
    officer.post(reverse("results:read_link"), sent)
    queue.run()
    officer.post(reverse("results:record"), sent)
    proof = Evidence.objects.get()
    assert "Sáng nay, xã đã niêm yết." in proof.fetched_text
    assert "Trang chủ" not in proof.fetched_text
    page = officer.get(reverse("results:detail", args=[proof.result.public_id])).content.decode()
    assert "Xem bản sao" in page


def test_a_page_that_comes_after_saving_is_kept_too(officer, web, province, queue):
    sent = typed(agency=agency_id(province), link="https://anphuc.example.vn/a")
    officer.post(reverse("results:read_link"), sent)
    officer.post(reverse("results:record"), sent)
    queue.run()
    assert "Sáng nay" in Evidence.objects.get().fetched_text


def test_without_javascript_the_link_is_read_in_a_step_of_its_own(officer, web, province, queue):
    sent = typed(agency=agency_id(province), title="", happened_on="01/10/2026", link="https://anphuc.example.vn/a")
    officer.post(reverse("results:record"), sent | {"buoc": "doc"})
    queue.run()
    page = officer.post(reverse("results:record"), sent | {"buoc": "doc"}).content.decode()
    assert "An Phúc niêm yết thủ tục đất đai</textarea>" in page
    assert 'value="16/09/2026"' in page
    assert "Có một chỗ cần sửa" not in page


def test_what_was_unticked_by_hand_stays_unticked(officer, duty_of, province):
    september = duty_of(province.an_phuc, 9)
    key = f"{september.holder_rows.get().assignment_id}-{september.pk}"
    channel = september.obligation.channel.public_id
    sent = typed(agency=agency_id(province), channel=channel)
    assert f'value="{key}" checked' in officer.post(reverse("results:proposals"), sent).content.decode()
    seen = officer.post(reverse("results:proposals"), sent | {"da-thay": [f"{key}:1"]}).content.decode()
    assert f'value="{key}">' in seen


def test_a_photograph_is_shown_in_place_and_cannot_run_anything(officer, province):
    officer.post(reverse("results:record"), typed(agency=agency_id(province), photo=photo()))
    response = officer.get(reverse("results:evidence", args=[Evidence.objects.get().public_id]))
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].startswith("inline")
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8")


def test_a_document_is_only_ever_downloaded(officer, record, province):
    result = record()
    Evidence.objects.create(
        result=result,
        kind="document",
        sha256="0" * 64,
        size=1,
        media_type="text/html",
        suffix=".pdf",
        file_name="a.pdf",
    )
    from lantoa.adapters.filestore import file_store  # noqa: PLC0415

    stored = file_store().put(b"%PDF-1.7", ".pdf")
    Evidence.objects.filter(kind="document").update(sha256=stored.sha256)
    response = officer.get(reverse("results:evidence", args=[Evidence.objects.get(kind="document").public_id]))
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    response.close()


def test_strangers_see_no_result_and_no_evidence(record, signed_in_as, province, officer):
    officer.post(reverse("results:record"), typed(agency=agency_id(province), photo=photo(), token="t-9"))
    proof = Evidence.objects.get()
    for who in ("xa_khac", "so", "bientap", "quantri"):
        client = signed_in_as(who)
        assert client.get(reverse("results:detail", args=[proof.result.public_id])).status_code == 404
        assert client.get(reverse("results:evidence", args=[proof.public_id])).status_code == 404
    for who in ("tinh", "lanhdao", "giamsat"):
        assert signed_in_as(who).get(reverse("results:detail", args=[proof.result.public_id])).status_code == 200


def test_nobody_signed_out_comes_in(plan, signed_in_as, record):
    result = record()
    for name, args in (("record", []), ("list", []), ("list_xlsx", []), ("detail", [result.public_id])):
        response = signed_in_as("khach").get(reverse(f"results:{name}", args=args))
        assert response.status_code == 302
        assert reverse("agencies:sign_in") in response.url


def test_undo_and_withdraw_from_the_page(officer, record):
    first, second = record(), record()
    officer.post(reverse("results:undo", args=[first.public_id]))
    refused = officer.post(reverse("results:withdraw", args=[second.public_id]), {"reason": ""})
    assert refused.status_code == 422
    officer.post(reverse("results:withdraw", args=[second.public_id]), {"reason": "Ghi nhầm xã khác"})
    assert not Result.objects.filter(withdrawn_at=None).exists()


def test_the_coordinator_confirms_from_the_page_and_others_cannot(record, signed_in_as):
    result = record()
    address = reverse("results:verify", args=[result.public_id])
    assert signed_in_as("xa").post(address, {"la": "xac-nhan"}).status_code == 404
    client = signed_in_as("tinh")
    assert client.post(address, {"la": "khong", "note": ""}).status_code == 422
    client.post(address, {"la": "xac-nhan", "note": ""})
    result.refresh_from_db()
    assert result.verification == "verified"


def test_credits_are_changed_with_their_quantity(officer, record, duty_of, province):
    result, september = record(quantity=4), duty_of(province.an_phuc, 9)
    address = reverse("results:credits", args=[result.public_id])
    key = f"{september.holder_rows.get().assignment_id}-{september.pk}"
    assert key in officer.get(address).content.decode()
    sent = {"tinh-cho": [key], f"so-{key}": "3", "da-co": credits_mark(result)}
    assert officer.post(address, sent | {f"so-{key}": "9"}).status_code == 422
    assert officer.post(address, sent).status_code == 302
    september.refresh_from_db()
    assert september.done == 3
    again = officer.post(address, sent | {f"so-{key}": "2"})
    assert (again.status_code, "Người khác vừa đổi" in again.content.decode()) == (422, True)
    september.refresh_from_db()
    assert september.done == 3


def test_the_list_is_searched_without_accents_and_goes_to_excel(officer, record):
    record(title="Niêm yết thủ tục đất đai")
    record(title="Phát thanh hằng tuần")
    page = officer.get(reverse("results:list"), {"q": "thu tuc dat"}).content.decode()
    assert "Niêm yết" in page
    assert "Phát thanh hằng tuần" not in page
    response = officer.get(reverse("results:list_xlsx"))
    assert b"".join(response.streaming_content)[:2] == b"PK"
    assert quote("Kết quả đã ghi") in response["Content-Disposition"]


def test_the_list_costs_the_same_for_one_row_and_for_thirty(officer, record, django_assert_num_queries):
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    record()
    officer.get(reverse("results:list"))
    with CaptureQueriesContext(connection) as one:
        officer.get(reverse("results:list"))
    for _ in range(29):
        record()
    with CaptureQueriesContext(connection) as many:
        officer.get(reverse("results:list"))
    assert len(many) == len(one)


def test_a_standing_duty_is_stated_and_decided_on_the_pages(officer, standing_of, province, signed_in_as):
    guidance = standing_of(province.an_phuc, "hướng dẫn")
    address = reverse("results:state", args=[guidance.public_id])
    assert "Quý IV/2026" in officer.get(address).content.decode()
    response = officer.post(address, {"quarter": "2026-07-01", "text": "Hướng dẫn 320 lượt"})
    assert response.status_code == 302
    assert signed_in_as("xa_khac").get(address).status_code == 404
    assert signed_in_as("xa_khac").get(response.url).status_code == 404
    assert officer.post(response.url, {"la": "xac-nhan"}).status_code == 404
    signed_in_as("tinh").post(response.url, {"la": "xac-nhan", "note": ""})
    assert guidance.statements.get().state == "accepted"


def test_an_item_is_declared_and_accepted_on_the_pages(officer, plan, province, signed_in_as):
    address = reverse("results:complete", args=[plan.items.get(ref="PL.1").public_id])
    assert "kỳ chưa đủ số lượng" in officer.get(address).content.decode()
    sent = {"agency": agency_id(province), "finished_on": "30/09/2026", "note": ""}
    assert officer.post(address, sent).status_code == 422
    response = officer.post(address, sent | {"note": "Theo Công văn số 12"})
    assert response.status_code == 302
    signed_in_as("tinh").post(response.url, {"la": "tra-lai", "note": "Chưa đủ"})
    page = officer.get(response.url).content.decode()
    assert "trả lại" in page
    assert "Chưa đủ" in page


def test_a_statement_of_another_commune_is_not_shown(plan, standing_of, province, signed_in_as):
    guidance = standing_of(province.binh_linh, "hướng dẫn")
    made = state_standing(actor=province["xa_khac"], assignment=guidance, day=date(2026, 9, 1), text="Có làm")
    assert signed_in_as("xa").get(reverse("results:decide_statement", args=[made.public_id])).status_code == 404


def test_the_form_costs_the_same_however_much_is_owed(officer, plan, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        officer.get(reverse("results:record"))
