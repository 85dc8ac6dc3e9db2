"""Changing a draft through its screens."""

import pytest
from django.urls import reverse

from lantoa.audit.models import Entry
from lantoa.domain.lifecycle import PlanState
from lantoa.persistence.identifiers import new_public_id
from lantoa.plans import access
from lantoa.plans.models import Item, Obligation, Plan
from lantoa.plans.queries import plan_as_json


def typed(response, **changes):
    """What the form on a page would send, changed."""
    form = response.context["form"]
    values = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, bool):
            if value:
                values[bound.name] = "on"
        elif value is not None:
            shown = bound.field.widget.format_value(bound.field.prepare_value(value))
            values[bound.name] = shown[0] if isinstance(shown, list) else shown or ""
    if response.context.get("token"):
        values["token"] = response.context["token"]
    return {key: value for key, value in (values | changes).items() if value is not None}


@pytest.fixture
def tinh(signed_in_as):
    return signed_in_as("tinh")


@pytest.fixture
def row(draft):
    return Obligation.objects.get(item__plan=draft, what="tin, bài về cải cách hành chính")


@pytest.fixture
def address(draft, row):
    return reverse("plans:obligation", args=[draft.public_id, row.public_id])


def test_saving_an_unchanged_form_changes_nothing(tinh, draft, row, address):
    before = plan_as_json(draft)
    response = tinh.post(address, typed(tinh.get(address)))
    assert response.status_code == 302
    assert plan_as_json(draft) == before


def test_a_changed_phrase_is_read_again(tinh, row, address):
    tinh.post(address, typed(tinh.get(address), phrase="ít nhất 6 tin, bài/quý, trước ngày 20"))
    row.refresh_from_db()
    assert (row.minimum, row.maximum, row.every) == (6, None, "quarter")
    assert row.due == {"day": 20, "strict": True} or row.due["day"] == 20
    entry = Entry.objects.get(operation="update_obligation")
    assert entry.changes["every"] == ["month", "quarter"]


def test_a_phrase_that_asks_for_several_things_becomes_several_obligations(tinh, row, address):
    tinh.post(address, typed(tinh.get(address), phrase="định kỳ quý, 6 tháng, năm"))
    kinds = row.item.obligations.filter(what=row.what).order_by("position").values_list("every", flat=True)
    assert sorted(kinds) == ["half-year", "quarter", "year"]


def test_a_phrase_not_understood_is_said_and_what_was_typed_stays(tinh, row, address):
    response = tinh.post(address, typed(tinh.get(address), phrase="màu xanh lam", what="tin tức"))
    assert response.status_code == 422
    page = response.content.decode()
    assert "Chưa hiểu" in page and "màu xanh lam" in page and "tin tức" in page
    row.refresh_from_db()
    assert row.minimum == 3


def test_the_timing_can_be_set_piece_by_piece(tinh, row, address):
    pieces = {"every": "month", "minimum": "1.200", "maximum": "", "due_day": "", "due_dates": "20/3/2026; 20/6/2026"}
    tinh.post(address, typed(tinh.get(address), **pieces))
    row.refresh_from_db()
    assert (row.minimum, row.maximum, row.due) == (1200, None, {"dates": ["2026-03-20", "2026-06-20"]})


def test_a_quota_that_cannot_be_is_refused_beside_its_field(tinh, row, address):
    response = tinh.post(address, typed(tinh.get(address), minimum="9", maximum="2"))
    assert response.status_code == 422
    assert "nhỏ hơn ít nhất 9" in response.content.decode()


def test_a_stale_form_is_refused_and_keeps_what_was_typed(tinh, row, address):
    first = typed(tinh.get(address), what="bản của người thứ nhất")
    second = typed(tinh.get(address), what="bản của người thứ hai")
    assert tinh.post(address, first).status_code == 302
    response = tinh.post(address, second)
    assert response.status_code == 422
    page = response.content.decode()
    assert "đã sửa phần này" in page
    assert "bản của người thứ hai" in page and "bản của người thứ nhất" in page
    row.refresh_from_db()
    assert row.what == "bản của người thứ nhất"


def test_a_live_explanation_of_what_is_being_typed(tinh, province):
    url = reverse("plans:explain")
    said = tinh.get(url, {"nam": "2026", "o0-phrase": "3-4 tin, bài/tháng"}).content.decode()
    assert "Hiểu là" in said and "3" in said and "tháng" in said
    assert "Chưa hiểu" in tinh.get(url, {"nam": "2026", "phrase": "màu xanh lam"}).content.decode()
    assert tinh.get(url, {"nam": "x", "phrase": "thường xuyên"}).status_code == 200


def test_an_item_is_changed_with_those_beside_it(tinh, draft):
    item = Item.objects.get(plan=draft, ref="PL.1")
    url = reverse("plans:item", args=[draft.public_id, item.public_id])
    tinh.post(url, typed(tinh.get(url), lead="Sở Nội vụ\nSở Tư pháp", products="Tin\nBài", amount_vnd="90.000.000"))
    task = plan_as_json(draft)["tasks"][0]
    assert task["lead"] == ["Sở Nội vụ", "Sở Tư pháp"]
    assert (task["products"], task["amount_vnd"]) == (["Tin", "Bài"], 90_000_000)
    assert len(task["obligations"]) == 2


def test_a_target_keeps_its_measures(tinh, draft):
    item = Item.objects.get(plan=draft, ref="I.3.1")
    url = reverse("plans:item", args=[draft.public_id, item.public_id])
    before = plan_as_json(draft)
    assert tinh.post(url, typed(tinh.get(url))).status_code == 302
    assert plan_as_json(draft) == before
    response = tinh.post(url, typed(tinh.get(url), measures="điểm bưu điện"))
    assert response.status_code == 422 and "chưa có tỷ lệ" in response.content.decode()


def test_an_item_and_an_obligation_are_added_once_however_often_sent(tinh, draft):
    url = reverse("plans:item_new", args=[draft.public_id, "task"])
    sent = typed(tinh.get(url), title="Tổ chức hội nghị", lead="Sở Nội vụ")
    for _ in range(2):
        response = tinh.post(url, sent)
    item = Item.objects.get(plan=draft, title="Tổ chức hội nghị")
    assert response.url.endswith(f"#muc-{item.public_id}")

    url = reverse("plans:obligation_new", args=[draft.public_id, item.public_id])
    page = tinh.get(url)
    assert page.context["form"]["who"].value() == "Sở Nội vụ"
    sent = typed(page, what="hội nghị", phrase="2 cuộc/năm")
    for _ in range(2):
        tinh.post(url, sent)
    row = Obligation.objects.get(item=item)
    assert (row.minimum, row.every, row.what) == (2, "year", "hội nghị")


def test_an_item_is_removed_with_what_hangs_from_it(tinh, draft):
    item = Item.objects.get(plan=draft, ref="PL.1")
    page = tinh.get(reverse("plans:item", args=[draft.public_id, item.public_id]))
    address = reverse("plans:item_remove", args=[draft.public_id, item.public_id])
    assert page.context["whole"] in page.content.decode()
    tinh.post(address)  # a page that shows no state of it may take nothing out
    assert Item.objects.filter(pk=item.pk).exists()
    tinh.post(address, {"expected": page.context["whole"]})
    assert not Obligation.objects.filter(item_id=item.pk).exists()
    # What was proposed as its repetition stands by itself again.
    assert Obligation.objects.get(item__plan=draft, item__ref="IV.1").same_as is None


def test_an_obligation_is_removed(tinh, draft, row, address):
    expected = tinh.get(address).context["form"]["expected"].value()
    tinh.post(reverse("plans:obligation_remove", args=[draft.public_id, row.public_id]), {"expected": expected})
    assert not Obligation.objects.filter(pk=row.pk).exists()


def test_the_header_is_changed_and_a_wrong_year_refused(tinh, draft, province):
    url = reverse("plans:header", args=[draft.public_id])
    page = tinh.get(url)
    response = tinh.post(url, typed(page, issued_on="05/01/2042"))
    assert response.status_code == 422
    assert "không hợp với kế hoạch năm 2026" in response.content.decode()
    tinh.post(url, typed(page, number="15/KH-UBND", coordinator=province.van_phong.public_id, roll="next"))
    plan = Plan.objects.get(pk=draft.pk)
    assert (plan.number, plan.coordinator, plan.roll) == ("15/KH-UBND", province.van_phong, "next")
    assert plan.version == draft.version + 1


def test_a_body_the_person_may_not_name_is_not_taken(tinh, draft, province):
    url = reverse("plans:header", args=[draft.public_id])
    response = tinh.post(url, typed(tinh.get(url), issuer=province.an_phuc.public_id))
    assert response.status_code == 422


def test_a_decision_on_a_repetition_is_made_on_the_draft_screen(tinh, draft, row):
    page = tinh.get(reverse("plans:draft", args=[draft.public_id])).content.decode()
    assert "1 yêu cầu có lẽ nhắc lại Phụ lục" in page
    repeat = Obligation.objects.get(item__plan=draft, item__ref="IV.1")
    answer = {"yeu-cau": repeat.public_id, "goc": row.public_id, "la": "nhac-lai"}
    tinh.post(reverse("plans:repeat", args=[draft.public_id]), answer)
    repeat.refresh_from_db()
    assert (repeat.same_as, repeat.same_as_decided) == (row, True)
    assert "có lẽ nhắc lại" not in tinh.get(reverse("plans:draft", args=[draft.public_id])).content.decode()


def test_an_issued_plan_is_changed_by_nobody(tinh, draft, address):
    draft.state, draft.number = PlanState.ISSUED, "08/KH-UBND"
    draft.save()
    assert tinh.get(address).status_code == 404
    assert "Sửa mục" not in tinh.get(reverse("plans:draft", args=[draft.public_id])).content.decode()


STRANGERS = ["so", "xa", "xa_khac", "bientap", "lanhdao", "giamsat", "quantri", "khach"]


@pytest.mark.parametrize("username", STRANGERS)
def test_a_stranger_neither_sees_nor_changes_a_draft(signed_in_as, draft, row, username):
    client = signed_in_as(username)
    addresses = [
        reverse("plans:header", args=[draft.public_id]),
        reverse("plans:item", args=[draft.public_id, row.item.public_id]),
        reverse("plans:item_new", args=[draft.public_id, "task"]),
        reverse("plans:obligation", args=[draft.public_id, row.public_id]),
        reverse("plans:obligation_new", args=[draft.public_id, row.item.public_id]),
    ]
    posts = [
        reverse("plans:item_remove", args=[draft.public_id, row.item.public_id]),
        reverse("plans:obligation_remove", args=[draft.public_id, row.public_id]),
        reverse("plans:repeat", args=[draft.public_id]),
    ]
    shut = {302} if username == "khach" else {404}
    assert {client.get(url).status_code for url in addresses} == shut
    assert {client.post(url).status_code for url in (*addresses, *posts)} == shut
    assert Obligation.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("username", ["so", "xa", "xa_khac", "quantri", "giamsat"])
def test_a_draft_is_not_seen_by_those_it_does_not_concern(signed_in_as, draft, username):
    assert signed_in_as(username).get(reverse("plans:draft", args=[draft.public_id])).status_code == 404


@pytest.fixture
def issued(draft):
    draft.state, draft.number = PlanState.ISSUED, "08/KH-UBND"
    draft.save()
    return draft


def test_an_issued_plan_is_seen_by_its_bodies_their_watchers_and_those_it_gives_work(signed_in_as, issued, monkeypatch):
    url = reverse("plans:draft", args=[issued.public_id])
    seen = {name: signed_in_as(name).get(url).status_code for name in ("tinh", "lanhdao", "giamsat", "xa", "so")}
    assert seen == {"tinh": 200, "lanhdao": 200, "giamsat": 200, "xa": 404, "so": 404}


def test_an_agency_with_work_in_a_plan_sees_it_once_it_is_issued(signed_in_as, draft, province, monkeypatch):
    monkeypatch.setattr(access, "_sources", [])
    access.register_assigned_source(lambda ids: [draft.pk] if province.an_phuc.pk in ids else [])
    url = reverse("plans:draft", args=[draft.public_id])
    assert signed_in_as("xa").get(url).status_code == 404
    draft.state, draft.number = PlanState.ISSUED, "08/KH-UBND"
    draft.save()
    assert signed_in_as("xa").get(url).status_code == 200
    assert signed_in_as("xa_khac").get(url).status_code == 404
    assert draft.subject in signed_in_as("xa").get(reverse("plans:list")).content.decode()


def test_the_list_finds_without_accents_and_filters(tinh, draft):
    url = reverse("plans:list")
    assert draft.subject in tinh.get(url, {"q": "tuyen truyen cai cach"}).content.decode()
    assert draft.subject in tinh.get(url, {"q": "08/KH", "nam": "2026", "tinh-trang": "draft"}).content.decode()
    assert draft.subject not in tinh.get(url, {"nam": "2025"}).content.decode()
    assert "Không có kế hoạch nào khớp" in tinh.get(url, {"q": "pháo hoa"}).content.decode()
    assert tinh.get(url, {"nam": "12345678", "tinh-trang": "';--"}).status_code == 200


def test_the_list_costs_the_same_for_one_plan_and_for_thirty(
    tinh, draft, province, small_plan, django_assert_max_num_queries
):
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    url = reverse("plans:list")
    tinh.get(url)
    with CaptureQueriesContext(connection) as one:
        tinh.get(url)
    for number in range(29):
        Plan.objects.create(
            subject=f"Kế hoạch {number}", folded=f"ke hoach {number}", year=2026, issuer=province.ubnd,
            drafter=province.noi_vu, coordinator=province.noi_vu, created_by=province["tinh"],
            public_id=new_public_id(),
        )  # fmt: skip
    with django_assert_max_num_queries(len(one)):
        tinh.get(url)


def test_the_draft_screen_costs_the_same_for_few_items_and_for_many(tinh, draft, django_assert_max_num_queries):
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    url = reverse("plans:draft", args=[draft.public_id])
    tinh.get(url)
    with CaptureQueriesContext(connection) as few:
        tinh.get(url)
    for number in range(30):
        item = Item.objects.create(plan=draft, kind="task", title=f"Việc {number}", folded="", position=100 + number)
        Obligation.objects.create(
            item=item, position=0, what="tin", every="month", starts_on="2026-01-01", last_on="2026-12-31"
        )
    with django_assert_max_num_queries(len(few)):
        tinh.get(url)


def test_words_left_over_from_a_phrase_are_said_after_saving(tinh, row, address):
    response = tinh.post(address, typed(tinh.get(address), phrase="Tần suất phát sóng: 15 số/năm"), follow=True)
    row.refresh_from_db()
    assert (row.minimum, row.every) == (15, "year")
    assert "Chưa hiểu “Tần suất phát sóng”" in response.content.decode()


def test_a_draft_is_dropped_and_the_trail_keeps_it_whole(tinh, draft):
    whole = plan_as_json(draft)
    url = reverse("plans:drop", args=[draft.public_id])
    assert tinh.post(url, {"version": draft.version + 1}).url == reverse("plans:draft", args=[draft.public_id])
    assert tinh.post(url, {"version": draft.version}).url == reverse("plans:list")
    assert not Plan.objects.exists()
    assert Entry.objects.get(operation="drop_draft").changes["was"][0] == whole


@pytest.mark.parametrize("username", STRANGERS)
def test_a_stranger_drops_nothing(signed_in_as, draft, username):
    signed_in_as(username).post(reverse("plans:drop", args=[draft.public_id]), {"version": draft.version})
    assert Plan.objects.filter(pk=draft.pk).exists()


def test_an_issued_plan_is_not_dropped(tinh, issued):
    assert tinh.post(reverse("plans:drop", args=[issued.public_id]), {"version": issued.version}).status_code == 404
    assert Plan.objects.filter(pk=issued.pk).exists()
