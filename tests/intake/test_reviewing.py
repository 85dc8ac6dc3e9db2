"""Nhập kế hoạch: doubtful places first, corrections kept at once, then a draft plan."""

import re

import pytest
from django.http import QueryDict
from django.urls import reverse

from lantoa.domain.lifecycle import IntakeState
from lantoa.intake.forms import PlaceEditor
from lantoa.intake.places import keyed, next_open, places, unkeyed
from lantoa.intake.queries import places_of
from lantoa.plans.models import Plan
from lantoa.plans.queries import plan_as_json


def typed(editor):
    """What the browser would send for an editor nobody touched."""
    values = {"cho": editor.place.key, "expected": editor.expected}
    for form in (editor.form, *editor.obligations):
        for bound in form:
            value = bound.value()
            if isinstance(value, bool):
                values |= {bound.html_name: "on"} if value else {}
            elif value is not None and bound.name != "expected":
                shown = bound.field.widget.format_value(value)
                values[bound.html_name] = shown[0] if isinstance(shown, list) else shown or ""
    return values


def sent(client, intake, key, way="tiep", **changes):
    """The answer to what the browser would send for a place, changed."""
    page = client.get(reverse("intake:review", args=[intake.public_id]), {"cho": key})
    values = typed(page.context["editor"]) | {"di": way} | changes
    return client.post(reverse("intake:save", args=[intake.public_id]), values)


@pytest.fixture
def tinh(signed_in_as):
    return signed_in_as("tinh")


@pytest.fixture
def intake(bring_in):
    return bring_in()


@pytest.fixture
def doubtful(bring_in, real_docx):
    """A real plan without number and date: its head is a doubtful place."""
    return bring_in(real_docx(5), "p5.docx")


def test_a_reading_and_its_keys_are_the_same_plan(intake):
    assert unkeyed(keyed(intake.reading)) == intake.reading


def test_confirming_places_unchanged_changes_nothing(tinh, intake):
    keys = ["document", "tasks/0", "responsibilities/0", "targets/0", "forms/0", "themes/0", "body/0", "bases/0"]
    for key in keys:
        assert sent(tinh, intake, key).status_code == 302, key
    intake.refresh_from_db()
    assert unkeyed(intake.corrected) == intake.reading
    assert intake.seen == keys


@pytest.mark.shared
@pytest.mark.parametrize("number", [1, 2, 5])
def test_no_place_of_a_real_plan_is_changed_by_confirming_it(bring_in, real_docx, number):
    for place in places_of(bring_in(real_docx(number))):
        sheet = QueryDict(mutable=True)
        sheet.update(typed(PlaceEditor(place, 2024)))
        editor = PlaceEditor(place, 2024, sheet)
        assert editor.is_valid(), editor.faults
        assert editor.as_json() == place.data


@pytest.mark.shared
def test_the_screen_opens_at_the_first_doubtful_place_and_counts_down(tinh, doubtful):
    url = reverse("intake:review", args=[doubtful.public_id])
    found = places_of(doubtful)
    left = sum(place.open for place in found)
    assert left >= 2
    page = tinh.get(url)
    assert f"Còn {left} chỗ cần xem" in page.content.decode()
    assert page.context["place"].key == next(place.key for place in found if place.open)

    first = page.context["place"].key
    response = sent(tinh, doubtful, first)
    assert response.url.endswith(next_open(found, first).key)
    assert f"Còn {left - 1} chỗ cần xem" in tinh.get(response.url).content.decode()


@pytest.mark.shared
def test_seeing_every_doubtful_place_ends_the_count(tinh, doubtful):
    for place in places_of(doubtful):
        if place.open:
            sent(tinh, doubtful, place.key)
    page = tinh.get(reverse("intake:review", args=[doubtful.public_id])).content.decode()
    assert "Đã xem hết" in page and "chỗ cần xem" in page


def test_the_source_of_the_place_is_lit_beside_it(tinh, intake):
    page = tinh.get(reverse("intake:review", args=[intake.public_id]), {"cho": "tasks/0"}).content.decode()
    for block in intake.anchors["tasks/0"]:
        assert re.search(rf'id="goc-{block}"[^>]*class="[^"]*lit', page)
    assert "Xem văn bản gốc" in page


def test_a_correction_is_kept_at_once_and_found_again(tinh, intake, signed_in_as):
    sent(tinh, intake, "tasks/0", title="Tên đã sửa", lead="Sở Nội vụ\nSở Tư pháp")
    again = signed_in_as("tinh").get(reverse("intake:review", args=[intake.public_id]), {"cho": "tasks/0"})
    assert again.context["editor"].form["title"].value() == "Tên đã sửa"
    intake.refresh_from_db()
    assert intake.corrected["tasks"][0]["lead"] == ["Sở Nội vụ", "Sở Tư pháp"]
    assert intake.reading["tasks"][0]["title"] != "Tên đã sửa"


def test_what_is_typed_is_kept_before_anything_is_pressed(tinh, intake):
    response = sent(tinh, intake, "tasks/0", way="tu-dong", title="Đang gõ")
    assert "Đã lưu những gì vừa gõ" in response.content.decode()
    intake.refresh_from_db()
    assert intake.corrected["tasks"][0]["title"] == "Đang gõ"
    assert "tasks/0" not in intake.seen
    # The answer carries the new fingerprint, so that pressing the button afterwards is no stale write.
    fresh = re.search(r'name="expected" id="id_expected" value="(\w+)"', response.content.decode())[1]
    assert sent(tinh, intake, "tasks/0", expected=fresh).status_code == 302


def test_a_quiet_save_of_something_impossible_says_so_and_keeps_the_old(tinh, intake):
    response = sent(tinh, intake, "tasks/0", way="tu-dong", title="")
    assert "Chưa lưu" in response.content.decode()
    intake.refresh_from_db()
    assert intake.corrected["tasks"][0]["title"]


def counted(intake):
    """The key of the first task with a counted obligation, and that obligation's place."""
    for row in intake.corrected["tasks"]:
        for number, data in enumerate(row["obligations"]):
            if data["every"] == "month":
                return row["_key"], number
    return pytest.fail("the demonstration plan has no monthly task")


def test_a_changed_phrase_is_read_again(tinh, intake):
    key, number = counted(intake)
    sent(tinh, intake, key, **{f"o{number}-phrase": "ít nhất 7 tin, bài/quý"})
    intake.refresh_from_db()
    row = next(row for row in intake.corrected["tasks"] if row["_key"] == key)
    data = row["obligations"][number]
    assert (data["min"], data["max"], data["every"], data["inferred"]) == (7, None, "quarter", [])


def test_an_obligation_is_added_and_one_taken_out(tinh, intake):
    key, number = counted(intake)
    before = next(row for row in intake.corrected["tasks"] if row["_key"] == key)["obligations"]
    opened = tinh.get(sent(tinh, intake, key, way="them").url)
    leads = next(row for row in intake.corrected["tasks"] if row["_key"] == key)["lead"]
    assert opened.context["editor"].addition["who"].value() == "\n".join(leads)
    added = {"moi-what": "hội nghị", "moi-phrase": "2 cuộc/năm", "moi-who": "Sở Tư pháp", "moi-share": "each"}
    sent(tinh, intake, key, **added)
    intake.refresh_from_db()
    after = next(row for row in intake.corrected["tasks"] if row["_key"] == key)["obligations"]
    assert len(after) == len(before) + 1
    assert (after[-1]["what"], after[-1]["min"], after[-1]["who"]) == ("hội nghị", 2, ["Sở Tư pháp"])

    sent(tinh, intake, key, **{f"o{number}-remove": "on"})
    intake.refresh_from_db()
    assert len(next(row for row in intake.corrected["tasks"] if row["_key"] == key)["obligations"]) == len(before)


def test_a_mistake_is_said_and_what_was_typed_stays(tinh, intake):
    key, number = counted(intake)
    response = sent(tinh, intake, key, **{f"o{number}-phrase": "màu xanh lam", "title": "Chữ đang gõ"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Chưa hiểu “màu xanh lam”" in page and "Chữ đang gõ" in page


def test_two_people_at_one_place_do_not_overwrite_each_other(tinh, intake):
    url = reverse("intake:review", args=[intake.public_id])
    old = tinh.get(url, {"cho": "tasks/0"}).context["editor"].expected
    sent(tinh, intake, "tasks/0", title="Người thứ nhất")
    response = sent(tinh, intake, "tasks/0", expected=old, title="Người thứ hai")
    assert response.status_code == 422
    assert "Người khác vừa sửa" in response.content.decode() and "Người thứ hai" in response.content.decode()
    # Another place is no concern of theirs.
    assert sent(tinh, intake, "tasks/1", title="Việc khác").status_code == 302


def test_a_row_is_added_and_removed_without_moving_the_others(tinh, intake):
    url = reverse("intake:review", args=[intake.public_id])
    token = "x" * 16
    for _ in range(2):
        response = tinh.post(reverse("intake:add", args=[intake.public_id]), {"danh-sach": "tasks", "token": token})
    assert response.url == f"{url}?cho=tasks/{token}"
    assert sent(tinh, intake, f"tasks/{token}", title="Việc thêm", lead="Sở Nội vụ").status_code == 302
    tinh.post(reverse("intake:remove", args=[intake.public_id]), {"cho": "tasks/0"})
    intake.refresh_from_db()
    assert intake.corrected["tasks"][0]["_key"] == "tasks/1"
    assert intake.corrected["tasks"][-1]["title"] == "Việc thêm"
    assert len(intake.corrected["tasks"]) == len(intake.reading["tasks"])
    page = tinh.get(url, {"cho": "tasks/1"}).content.decode()
    assert f'id="goc-{intake.anchors["tasks/1"][0]}"' in page


def test_the_head_of_the_document_is_corrected_and_a_wrong_year_refused(tinh, intake):
    response = sent(tinh, intake, "document", issued_on="05/01/2042")
    assert response.status_code == 422
    assert "không hợp với kế hoạch năm" in response.content.decode()
    sent(tinh, intake, "document", number="77/KH-UBND", signer_name="Nguyễn Văn A")
    intake.refresh_from_db()
    document = intake.corrected["document"]
    assert (document["number"], document["signer"]["name"]) == ("77/KH-UBND", "Nguyễn Văn A")
    assert document["references"] == intake.reading["document"]["references"]


def test_a_date_in_a_wrong_year_is_a_doubtful_place(intake):
    intake.corrected["document"]["issued_on"] = "2042-01-05"
    found = places(intake.corrected, intake.reading, {}, [])
    assert any("05/01/2042 không hợp" in doubt for doubt in found[0].doubts)


def test_htmx_gets_the_place_alone_and_a_new_address(tinh, intake):
    page = tinh.get(reverse("intake:review", args=[intake.public_id]), {"cho": "tasks/0"})
    data = typed(page.context["editor"]) | {"di": "giu", "title": "Sửa"}
    response = tinh.post(reverse("intake:save", args=[intake.public_id]), data, headers={"HX-Request": "true"})
    body = response.content.decode()
    assert response.status_code == 200
    assert body.lstrip().startswith('<div class="stack loose" id="xem-lai">') and "<html" not in body
    assert response.headers["HX-Push-Url"].endswith("?cho=tasks/0")


def test_the_reviewed_document_becomes_a_draft_once(tinh, intake, province):
    sent(tinh, intake, "tasks/0", title="Tên đã sửa")
    url = reverse("intake:create", args=[intake.public_id])
    form = tinh.get(url).context["form"]
    assert form["issuer"].value() == province.ubnd.public_id
    assert form["drafter"].value() == form["coordinator"].value() == province.noi_vu.public_id
    chosen = {name: form[name].value() for name in ("issuer", "drafter", "coordinator")}
    first, second = tinh.post(url, chosen), tinh.post(url, chosen)
    plan = Plan.objects.get()
    assert first.url == second.url == reverse("plans:draft", args=[plan.public_id])
    assert (plan.issuer, plan.drafter, plan.coordinator) == (province.ubnd, province.noi_vu, province.noi_vu)
    assert plan_as_json(plan)["tasks"][0]["title"] == "Tên đã sửa"
    intake.refresh_from_db()
    assert (intake.state, intake.plan) == (IntakeState.DRAFTED, plan)
    assert "Đã thành dự thảo" in tinh.get(reverse("intake:review", args=[intake.public_id])).content.decode()
    # What became a draft is corrected there, not here.
    assert tinh.post(reverse("intake:save", args=[intake.public_id]), {"cho": "tasks/0"}).status_code == 302


def test_reading_a_drafted_file_again_leaves_the_draft_and_opens_another_reading(tinh, intake, province):
    chosen = {"issuer": province.ubnd.public_id, "drafter": province.noi_vu.public_id}
    chosen |= {"coordinator": province.noi_vu.public_id}
    tinh.post(reverse("intake:create", args=[intake.public_id]), chosen)
    response = tinh.post(reverse("intake:again", args=[intake.public_id]))
    assert response.url != reverse("intake:review", args=[intake.public_id])
    assert "Tạo dự thảo kế hoạch" in tinh.get(response.url).content.decode()
    assert Plan.objects.count() == 1


@pytest.mark.shared
def test_an_issuer_that_is_not_in_the_system_is_asked_for(tinh, doubtful):
    page = tinh.get(reverse("intake:create", args=[doubtful.public_id])).content.decode()
    assert "huyện Đức Thọ" in page and "Chưa thấy cơ quan này" in page


def test_an_empty_row_stops_the_draft_with_a_sentence(tinh, intake, province):
    tinh.post(reverse("intake:add", args=[intake.public_id]), {"danh-sach": "tasks", "token": "y" * 16})
    chosen = {"issuer": province.ubnd.public_id, "drafter": province.noi_vu.public_id}
    chosen |= {"coordinator": province.noi_vu.public_id}
    response = tinh.post(reverse("intake:create", args=[intake.public_id]), chosen)
    assert response.status_code == 422
    assert "chưa có nội dung" in response.content.decode()
    assert not Plan.objects.exists()


def test_after_its_draft_was_dropped_the_file_can_be_brought_in_again(tinh, intake, province):
    chosen = {"issuer": province.ubnd.public_id, "drafter": province.noi_vu.public_id}
    chosen |= {"coordinator": province.noi_vu.public_id}
    tinh.post(reverse("intake:create", args=[intake.public_id]), chosen)
    plan = Plan.objects.get()
    tinh.post(reverse("plans:drop", args=[plan.public_id]), {"version": plan.version})
    assert not Plan.objects.exists()
    assert "đã bị bỏ" in tinh.get(reverse("intake:review", args=[intake.public_id])).content.decode()
    assert tinh.post(reverse("intake:create", args=[intake.public_id]), chosen).status_code == 302
    response = tinh.post(reverse("intake:again", args=[intake.public_id]))
    assert "Tạo dự thảo kế hoạch" in tinh.get(response.url).content.decode()
