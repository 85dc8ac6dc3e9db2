"""A plan document comes in: kept, read by the queue, or refused with what to do about it."""

import io
import zipfile

import pytest
from django.urls import reverse
from PIL import Image

from lantoa.adapters.filestore import file_store
from lantoa.audit.models import Entry
from lantoa.domain.lifecycle import IntakeState
from lantoa.intake import operations, tasks
from lantoa.intake.models import Intake
from lantoa.intake.operations.receiving import LARGEST, kind_of
from lantoa.persistence.identifiers import new_public_id
from lantoa.reading import UnreadableDocument

UPLOAD = "intake:upload"


@pytest.fixture
def tinh(signed_in_as):
    return signed_in_as("tinh")


def send(client, file, token=None):
    return client.post(reverse(UPLOAD), {"file": file, "token": token or new_public_id()})


def bomb() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b" " * 60_000_000)
    return kept.getvalue()


def test_a_plan_in_word_is_kept_and_read(tinh, province, upload_of, plan_docx):
    response = send(tinh, upload_of(plan_docx, "Kế hoạch 2026.docx"))
    intake = Intake.objects.get()
    assert response.url == reverse("intake:review", args=[intake.public_id])
    assert (intake.state, intake.progress, intake.agency) == (IntakeState.READ, 100, province.noi_vu)
    assert intake.file_name == "Kế hoạch 2026.docx"
    assert file_store().path(intake.sha256).read_bytes() == plan_docx
    assert intake.reading["tasks"] and intake.blocks and intake.anchors["tasks/0"]
    assert Entry.objects.filter(operation="receive_document", object_id=intake.public_id).exists()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", b"", "rỗng"),
        ("a.pdf", b"%PDF-1.7 ...", "PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "đời cũ"),
        ("a.docx", b"PK\x03\x04 cut short", "hỏng"),
        ("a.txt", "Kế hoạch".encode(), "không phải văn bản Word"),
        ("a.docx", bomb(), "quá lớn"),
    ],
    ids=["empty", "pdf", "old word", "cut short", "plain text", "bomb"],
)
def test_what_is_no_word_document_is_refused_and_not_kept(tinh, upload_of, name, data, said):
    response = send(tinh, upload_of(data, name))
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Intake.objects.exists()


def test_a_file_is_kept_and_given_back_as_what_its_bytes_are(tinh, upload_of):
    text = ("Kế hoạch tuyên truyền cải cách hành chính năm 2026.\n" * 20).encode()
    send(tinh, upload_of(text, "Kế hoạch.docx"))
    intake = Intake.objects.get()
    answer = tinh.get(reverse("intake:file", args=[intake.public_id]))
    assert (intake.file_name, answer["Content-Type"]) == ("Kế hoạch.txt", "text/plain; charset=utf-8")
    assert b"".join(answer.streaming_content) == text
    assert kind_of(b"%PDF-1.7\n...") == (".pdf", "application/pdf")


@pytest.mark.parametrize(
    ("start", "suffix"), [(b"\xff\xd8\xff\xe0", ".jpg"), (b"\x89PNG\r\n", ".png"), (b"II*\0", ".tif")]
)
def test_a_picture_of_pages_is_a_kind_that_is_taken_in(start, suffix):
    assert kind_of(start)[0] == suffix


def test_a_scan_where_nothing_can_read_it_says_what_to_install(tinh, upload_of, monkeypatch):
    from lantoa.adapters.ocr import Tesseract  # noqa: PLC0415
    from lantoa.intake.operations import receiving  # noqa: PLC0415

    monkeypatch.setattr(receiving, "Tesseract", lambda: Tesseract(command="khong-co-chuong-trinh-nay"))
    page = io.BytesIO()
    Image.new("L", (1654, 2339), 250).save(page, "PNG")
    response = send(tinh, upload_of(page.getvalue(), "trang-1.png"))
    assert response.status_code == 422
    assert "apt install tesseract-ocr tesseract-ocr-vie" in response.content.decode()
    assert not Intake.objects.exists()


def test_a_file_that_is_too_large_is_refused_with_the_limit(tinh, upload_of):
    response = send(tinh, upload_of(b"PK" + b"\0" * LARGEST))
    assert response.status_code == 422
    assert "lớn hơn 25 MB" in response.content.decode()


def test_a_document_marked_secret_is_refused_before_anything_is_kept(tinh, upload_of, word_file, monkeypatch):
    from lantoa.adapters.filestore import FolderStore  # noqa: PLC0415

    def never(*_: object, **__: object) -> None:
        pytest.fail("bytes of a secret document reached the store")

    monkeypatch.setattr(FolderStore, "put", never)
    response = send(tinh, upload_of(word_file("MẬT", "KẾ HOẠCH", "Tuyên truyền năm 2026")))
    assert response.status_code == 422
    assert "độ mật" in response.content.decode()
    assert not Intake.objects.exists()


def test_a_document_without_a_plan_fails_with_a_sentence_and_a_way_on(tinh, upload_of, word_file):
    response = tinh.post(
        reverse(UPLOAD), {"file": upload_of(word_file("Giấy mời họp", "Kính gửi ông bà")), "token": ""}, follow=True
    )
    intake = Intake.objects.get()
    assert intake.state == IntakeState.FAILED
    page = response.content.decode()
    assert intake.failure and intake.failure in page.replace("&quot;", '"')
    assert reverse(UPLOAD) in page and reverse("intake:again", args=[intake.public_id]) in page


def test_the_same_form_sent_twice_keeps_one_document(tinh, upload_of, plan_docx):
    token = new_public_id()
    first, second = (send(tinh, upload_of(plan_docx), token) for _ in range(2))
    assert first.url == second.url
    assert Intake.objects.count() == 1


def test_the_same_file_brought_in_again_leads_to_what_was_read(tinh, upload_of, plan_docx):
    first = send(tinh, upload_of(plan_docx))
    second = send(tinh, upload_of(plan_docx, "ten khac.docx"))
    assert first.url == second.url
    assert "Tệp này đã được nhập lúc" in tinh.get(second.url).content.decode()
    assert Intake.objects.count() == 1


def test_the_same_file_is_another_document_for_another_agency(province, bring_in, plan_docx):
    one = bring_in()
    other = bring_in(actor="so", agency=province.khcn)
    assert one.pk != other.pk


def test_an_unforeseen_fault_is_told_to_the_person_who_waits(bring_in, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(tasks, "read", broken)
    intake = bring_in()
    assert intake.state == IntakeState.FAILED
    assert "lỗi đã được ghi lại" in intake.failure


def test_a_reading_that_failed_can_be_tried_again(tinh, bring_in, monkeypatch):
    def unreadable(*_: object, **__: object) -> None:
        raise UnreadableDocument("Không thấy kế hoạch nào trong tệp.")

    with monkeypatch.context() as patched:
        patched.setattr(tasks, "read", unreadable)
        intake = bring_in()
    tinh.post(reverse("intake:again", args=[intake.public_id]))
    intake.refresh_from_db()
    assert (intake.state, intake.failure) == (IntakeState.READ, "")


def test_reading_twice_by_a_restarted_queue_changes_nothing(province, bring_in):
    intake = bring_in()
    operations.save_place(
        actor=province["tinh"], intake=intake, key="tasks/0", values=intake.reading["tasks"][0] | {"title": "Sửa tay"}
    )
    tasks.read_intake(intake.pk)
    intake.refresh_from_db()
    assert intake.corrected["tasks"][0]["title"] == "Sửa tay"


def test_how_far_a_reading_has_come_is_shown_with_and_without_htmx(tinh, bring_in, monkeypatch):
    monkeypatch.setattr(operations.receiving, "async_task", lambda *_, **__: None)
    intake = bring_in()
    operations.note_progress(intake_id=intake.pk, percent=40, words="Đang đọc phụ lục")
    page = tinh.get(reverse("intake:review", args=[intake.public_id])).content.decode()
    assert "Đang đọc phụ lục" in page and 'hx-trigger="every 1s"' in page and 'http-equiv="refresh"' in page
    part = tinh.get(reverse("intake:progress", args=[intake.public_id]), headers={"HX-Request": "true"})
    assert "Đang đọc phụ lục" in part.content.decode() and "HX-Refresh" not in part.headers

    tasks.read_intake(intake.pk)
    part = tinh.get(reverse("intake:progress", args=[intake.public_id]), headers={"HX-Request": "true"})
    assert part.headers["HX-Refresh"] == "true"


def test_the_document_is_given_back_as_it_came(tinh, bring_in, plan_docx):
    intake = bring_in()
    response = tinh.get(reverse("intake:file", args=[intake.public_id]))
    assert b"".join(response.streaming_content) == plan_docx
    assert response["Content-Disposition"].startswith("attachment")
    response.close()


def test_the_list_shows_what_the_own_agency_brought_in(signed_in_as, bring_in):
    intake = bring_in(name="ke-hoach-cua-so.docx")
    assert intake.file_name in signed_in_as("tinh").get(reverse("intake:list")).content.decode()
    assert intake.file_name not in signed_in_as("so").get(reverse("intake:list")).content.decode()


@pytest.mark.parametrize("username", ["so", "xa", "xa_khac", "bientap", "lanhdao", "vanthu", "giamsat", "khach"])
def test_a_stranger_sees_and_changes_nothing_of_it(signed_in_as, bring_in, username):
    intake = bring_in()
    client = signed_in_as(username)
    shut = {302} if username == "khach" else {404}
    for name in ("review", "progress", "file", "create"):
        assert client.get(reverse(f"intake:{name}", args=[intake.public_id])).status_code in shut
    for name in ("save", "add", "remove", "again", "create"):
        assert client.post(reverse(f"intake:{name}", args=[intake.public_id]), {"cho": "tasks/0"}).status_code in shut
    before = intake.version
    intake.refresh_from_db()
    assert intake.version == before


@pytest.mark.parametrize("username", ["bientap", "lanhdao", "vanthu", "giamsat", "quantri", "khach"])
def test_who_drafts_nothing_brings_nothing_in(signed_in_as, province, upload_of, plan_docx, username):
    client = signed_in_as(username)
    assert send(client, upload_of(plan_docx)).status_code == (302 if username == "khach" else 404)
    assert not Intake.objects.exists()
