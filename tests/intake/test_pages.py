"""The pictures of pages beside what was read: made by the queue, guarded, lit, and gone if secret."""

import io

import pytest
from django.http import QueryDict
from django.urls import reverse
from PIL import Image

from lantoa.adapters.filestore import file_store
from lantoa.audit.models import Entry
from lantoa.domain.lifecycle import IntakeState
from lantoa.intake import operations, tasks
from lantoa.intake.forms import PlaceEditor
from lantoa.intake.marking import marks_of
from lantoa.intake.mending import mended
from lantoa.intake.models import Intake, IntakePage
from lantoa.intake.places import like
from lantoa.intake.queries import places_of
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.reading import ClassifiedDocument
from lantoa.reading.pictures import LARGEST


@pytest.fixture
def intake(bring_in, plan_pdf):
    return bring_in(plan_pdf, "ke-hoach.pdf")


@pytest.fixture
def tinh(signed_in_as):
    return signed_in_as("tinh")


def place_of(intake: Intake, key: str):
    return next(place for place in places_of(intake) if place.key == key)


def read_as_secret(monkeypatch, province, intake) -> None:
    """The file is read again, and a mark of secrecy turns up on a page that was not looked at before."""

    def found_late(*_args, **_options):
        raise ClassifiedDocument("MẬT")

    monkeypatch.setattr(tasks, "read", found_late)
    operations.read_again(actor=province["tinh"], intake=intake)


def test_every_page_has_a_small_picture_that_stays_with_the_document(intake, tinh):
    pages = list(intake.pages.all())
    assert [page.number for page in pages] == list(range(1, len(pages) + 1)) != []
    for page in pages:
        answer = tinh.get(reverse("intake:page", args=[intake.public_id, page.number]))
        body = b"".join(answer.streaming_content)
        assert (answer["Content-Type"], len(body)) == ("image/webp", page.size)
        assert page.size <= LARGEST
        assert Image.open(io.BytesIO(body)).size == (page.width, page.height)
    assert tinh.get(reverse("intake:page", args=[intake.public_id, len(pages) + 1])).status_code == 404


@pytest.mark.parametrize("username", ["so", "xa", "lanhdao", "giamsat"])
def test_a_page_is_nobody_elses(intake, signed_in_as, username):
    assert signed_in_as(username).get(reverse("intake:page", args=[intake.public_id, 1])).status_code == 404


def test_a_word_document_keeps_its_paragraphs(bring_in, tinh):
    intake = bring_in()
    page = tinh.get(reverse("intake:review", args=[intake.public_id]), {"cho": "tasks/0"}).content.decode()
    assert not intake.pages.exists()
    assert "page-shown" not in page and 'id="goc-' in page


def test_what_was_read_before_there_were_pictures_still_opens(intake, tinh):
    intake.pages.all().delete()
    for block in intake.blocks:
        del block["spots"], block["unsure"]
    intake.save()
    page = tinh.get(reverse("intake:review", args=[intake.public_id]), {"cho": "tasks/0"})
    assert page.status_code == 200
    assert "page-shown" not in page.content.decode() and 'class="lit"' in page.content.decode()


def test_a_field_lights_the_cell_it_was_read_from(intake):
    place = place_of(intake, "tasks/0")
    marks = marks_of(intake, PlaceEditor(place, 2026))
    fields, (row, *_) = marks["fields"], marks["boxes"]
    assert fields["title"][0][3] <= fields["lead"][0][1] < fields["timing"][0][1]  # from left to right, apart
    for boxes in fields.values():
        for page, left, top, right, bottom in boxes:
            assert page == row[0] and row[1] <= left < right <= row[3] and row[2] <= top < bottom <= row[4]


def test_the_same_doubt_is_accepted_at_once_for_the_places_shown(intake, tinh):
    waiting = [place for place in places_of(intake) if any("chủ trì" in doubt for doubt in place.doubts)]
    first, second, third = (place.key for place in waiting)
    assert [row.key for row in like(places_of(intake), waiting[0])] == [second, third]
    values = QueryDict(mutable=True)
    editor = PlaceEditor(waiting[0], 2026)
    for form in (editor.form, *editor.obligations):
        values.update({bound.html_name: bound.value() or "" for bound in form if not isinstance(bound.value(), bool)})
    # The third was not on the screen (someone added the doubt since): it still waits.
    values.update({"cho": first, "expected": editor.expected, "di": "cung", "cung": second})
    assert tinh.post(reverse("intake:save", args=[intake.public_id]), values).status_code == 302
    intake.refresh_from_db()
    assert [place_of(intake, key).open for key in (first, second, third)] == [False, False, True]
    entry = Entry.objects.get(operation="confirm_places")
    assert entry.changes["places"] == [None, [second]]


def test_a_document_found_secret_late_leaves_no_bytes(intake, province, tinh, monkeypatch):
    hashes = {intake.sha256, *intake.pages.values_list("sha256", flat=True)}
    assert all(file_store().exists(sha256) for sha256 in hashes)
    read_as_secret(monkeypatch, province, intake)
    intake.refresh_from_db()
    assert (intake.state, intake.sha256, intake.reading, intake.blocks) == (IntakeState.FAILED, "", None, [])
    assert not IntakePage.objects.exists()
    assert not any(file_store().exists(sha256) for sha256 in hashes)
    page = tinh.get(reverse("intake:review", args=[intake.public_id])).content.decode()
    assert "dấu độ mật" in page and "được xóa khỏi hệ thống" in page and "Đọc lại" not in page
    assert tinh.get(reverse("intake:file", args=[intake.public_id])).status_code == 404
    with pytest.raises(Refused, match="bị xóa"):
        operations.read_again(actor=province["tinh"], intake=intake)


def test_the_same_secret_brought_in_by_others_goes_too_and_shared_pictures_stay(
    intake, province, bring_in, plan_docx, monkeypatch
):
    twin = Intake.objects.get(pk=intake.pk)
    twin.pk, twin.public_id, twin.token, twin.agency = None, new_public_id(), new_public_id(), province.khcn
    twin.save()
    other = bring_in(plan_docx)
    shared = intake.pages.first()
    IntakePage.objects.create(
        intake=other, number=1, width=1, height=1, sha256=shared.sha256, size=shared.size, media_type="image/webp",
        suffix=".webp", file_name="trang-1.webp",
    )  # fmt: skip
    secret, gone = intake.sha256, intake.pages.last().sha256
    read_as_secret(monkeypatch, province, intake)
    assert not file_store().exists(secret) and not file_store().exists(gone)
    # Another document holds the very same page (a blank one, say): its picture is not taken from it.
    assert file_store().exists(shared.sha256)
    other.refresh_from_db()
    assert other.state == IntakeState.READ and file_store().exists(other.sha256)
    twin.refresh_from_db()
    assert (twin.state, twin.sha256, twin.reading) == (IntakeState.FAILED, "", None)


BEFORE = {
    "title": "Đề án thực hiện trền địa bàn tỉnh",
    "lead": ["Sở Nội vụ"],
    "obligations": [{"what": "đề án thực hiện trền địa bàn", "min": 1, "who": ["Trền Sở"]}],
}


@pytest.mark.parametrize(
    ("title", "words", "what"),
    [
        ("Đề án thực hiện trên địa bàn tỉnh", ("trền",), "đề án thực hiện trên địa bàn"),
        ("Đề án thực hiện trên địa bàn tỉnh", (), "đề án thực hiện trền địa bàn"),
        ("Đề án thực hiện trền địa bàn huyện", ("trền",), "đề án thực hiện trền địa bàn"),
        ("Đề án thực hiện ở cả địa bàn tỉnh", ("trền",), "đề án thực hiện trền địa bàn"),
    ],
    ids=["put right", "not a doubtful word", "another word changed", "became two words"],
)
def test_a_word_put_right_in_a_task_is_right_in_what_it_asks(title, words, what):
    after = mended(BEFORE, BEFORE | {"title": title}, words)
    assert after["obligations"][0]["what"] == what
    assert after["obligations"][0]["min"] == 1
    if what != BEFORE["obligations"][0]["what"]:
        assert after["obligations"][0]["who"] == ["Trên Sở"]


def test_a_word_put_right_and_saved_quietly_is_still_put_right_in_the_whole_row(intake, tinh):
    row = intake.corrected["tasks"][0]
    word = row["title"].split()[-1]
    row["obligations"][0]["what"] = f"việc {word}"
    intake.blocks = [
        block | ({"unsure": [[1, 0.1, 0.1, 0.2, 0.2, word]]} if block["id"] in intake.anchors["tasks/0"] else {})
        for block in intake.blocks
    ]
    intake.save()
    better = row["title"].removesuffix(word) + "khác"
    for way in ("tu-dong", "tiep"):
        editor = PlaceEditor(place_of(intake, "tasks/0"), 2026)
        values = QueryDict(mutable=True)
        for form in (editor.form, *editor.obligations):
            values.update(
                {bound.html_name: bound.value() or "" for bound in form if not isinstance(bound.value(), bool)}
            )
            values.update({bound.html_name: "on" for bound in form if bound.value() is True})
        values.update({"lead": "\n".join(row["lead"]), "title": better, "o0-who": "\n".join(row["lead"])})
        values.update({"cho": "tasks/0", "expected": editor.expected, "di": way})
        values["title"] = better
        assert tinh.post(reverse("intake:save", args=[intake.public_id]), values).status_code in (200, 302)
        intake.refresh_from_db()
    after = intake.corrected["tasks"][0]
    assert (after["title"], after["obligations"][0]["what"]) == (better, "việc khác")
