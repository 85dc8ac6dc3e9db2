"""Two people on one draft: different parts never stop each other, the same part is shown side by side."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse

from lantoa.domain.lifecycle import ItemKind
from lantoa.plans import shape
from lantoa.plans.conflicts import raw_values
from lantoa.plans.models import Item, Obligation, PlanText
from lantoa.plans.operations import (
    Stale,
    add_item,
    add_obligation,
    add_text,
    create_draft_plan,
    move_item,
    remove_item,
    submit_plan,
    update_item,
    update_obligation,
    update_text,
)
from lantoa.plans.operations.ordering import behind_which, place_json
from lantoa.plans.operations.texts import text_json


@pytest.fixture
def tinh(signed_in_as):
    return signed_in_as("tinh")


@pytest.fixture
def item(draft):
    return Item.objects.get(plan=draft, ref="PL.1")


def sent(response, **changes):
    """What the page would send back, changed."""
    values = raw_values(response.context["form"])
    values["goc"] = response.context["base"]
    return {name: value for name, value in (values | changes).items() if value}


def at(view, draft, row):
    return reverse(f"plans:{view}", args=[draft.public_id, row.public_id])


def test_what_was_typed_and_what_is_saved_stand_side_by_side_with_who_and_when(tinh, draft, item):
    page = at("item", draft, item)
    first, second = tinh.get(page), tinh.get(page)
    assert tinh.post(page, sent(first, title="Bản của người thứ nhất")).status_code == 302
    answer = tinh.post(page, sent(second, title="Bản của người thứ hai"))
    assert answer.status_code == 422
    conflict = answer.context["conflict"]
    (title,) = conflict.differences
    assert (title.label, title.mine, title.theirs) == ("Nhiệm vụ", "Bản của người thứ hai", "Bản của người thứ nhất")
    assert conflict.by.name == "Trần Thị Hòa" and conflict.at is not None
    shown = answer.content.decode()
    assert "Trần Thị Hòa đã sửa phần này" in shown and "Bạn gõ" in shown and "Đang lưu" in shown
    item.refresh_from_db()
    assert item.title == "Bản của người thứ nhất"


@pytest.mark.parametrize(("choice", "kept"), [("cua-toi", "Của tôi"), ("dang-luu", "Của người kia")])
def test_a_person_chooses_and_saves(tinh, draft, item, choice, kept):
    page = at("item", draft, item)
    first, second = tinh.get(page), tinh.get(page)
    tinh.post(page, sent(first, title="Của người kia", funding="Kinh phí của người kia"))
    answer = tinh.post(page, sent(second, title="Của tôi"))
    # Money was not touched by the second person: what is saved is offered, what the first wrote is not undone.
    by_name = {row.name: row.chosen for row in answer.context["conflict"].differences}
    assert by_name == {"title": "cua-toi", "funding": "dang-luu"}
    again = {bound.name: bound.value() for bound in answer.context["form"] if bound.value()}
    again |= {"chon-title": choice, "chon-funding": "dang-luu"}
    assert tinh.post(page, again).status_code == 302
    item.refresh_from_db()
    assert (item.title, item.funding_words) == (kept, "Kinh phí của người kia")


def test_a_third_change_in_between_is_shown_again(tinh, draft, item):
    page = at("item", draft, item)
    pages = [tinh.get(page) for _ in range(3)]
    tinh.post(page, sent(pages[0], title="Một"))
    answer = tinh.post(page, sent(pages[1], title="Hai"))
    current = tinh.get(page)
    tinh.post(page, sent(current, title="Ba"))
    again = {bound.name: bound.value() for bound in answer.context["form"] if bound.value()}
    last = tinh.post(page, again | {"chon-title": "cua-toi"})
    assert last.status_code == 422
    assert [(row.mine, row.theirs) for row in last.context["conflict"].differences] == [("Hai", "Ba")]


def test_somebody_at_an_obligation_of_the_item_is_not_in_the_way_of_its_words(tinh, draft, item):
    row = item.obligations.first()
    words, asked = at("item", draft, item), at("obligation", draft, row)
    item_page, obligation_page = tinh.get(words), tinh.get(asked)
    assert tinh.post(asked, sent(obligation_page, what="việc khác")).status_code == 302
    assert tinh.post(words, sent(item_page, title="Tên khác")).status_code == 302


def test_an_obligation_the_header_and_a_paragraph_are_shown_side_by_side_too(tinh, draft, province):
    row = draft.items.get(ref="PL.1").obligations.first()
    text = add_text(actor=province["tinh"], plan=draft, part="purpose", values={"text": "Mục đích cũ"})
    for page, name in (
        (at("obligation", draft, row), "what"),
        (reverse("plans:header", args=[draft.public_id]), "subject"),
        (at("text", draft, text), "text"),
    ):
        first, second = tinh.get(page), tinh.get(page)
        assert tinh.post(page, sent(first, **{name: "chữ thứ nhất"})).status_code == 302, page
        answer = tinh.post(page, sent(second, **{name: "chữ thứ hai"}))
        found = {row.name: (row.mine, row.theirs) for row in answer.context["conflict"].differences}
        assert found[name] == ("chữ thứ hai", "chữ thứ nhất"), page


def test_what_was_typed_into_an_item_taken_out_meanwhile_is_kept_and_may_be_added_again(tinh, draft, item, province):
    page = at("item", draft, item)
    mine = sent(tinh.get(page), title="Chữ gõ suốt một giờ", loai="task")
    whole = tinh.get(page).context["whole"]
    remove_item(actor=province["tinh"], item=item, expected=whole)
    answer = tinh.post(page, mine)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Chữ gõ suốt một giờ" in shown and "đã bị bỏ khỏi dự thảo: Trần Thị Hòa" in shown
    added = tinh.post(answer.context["again"], mine | {"token": answer.context["token"]})
    assert added.status_code == 302
    assert draft.items.filter(title="Chữ gõ suốt một giờ").exists()


def test_what_was_typed_into_a_draft_submitted_meanwhile_is_kept(tinh, draft, item, province):
    page = at("item", draft, item)
    mine = sent(tinh.get(page), title="Chữ gõ dở")
    submit_plan(actor=province["tinh"], plan=draft, version=draft.version)
    answer = tinh.post(page, mine)
    assert answer.status_code == 422
    assert "Chữ gõ dở" in answer.content.decode() and "đang trình duyệt" in answer.content.decode()


def more_tasks(province, plan):
    for title in ("Tờ gấp", "Pa nô"):
        add_item(actor=province["tinh"], plan=plan, kind=ItemKind.TASK, values={"title": title})


def test_a_place_is_refused_only_when_this_very_item_was_moved(province, draft):
    more_tasks(province, draft)
    rows = list(draft.items.filter(kind=ItemKind.TASK).order_by("position"))
    first, second, third = rows[:3]
    seen = {row.pk: shape.fingerprint(place_json(row, behind_which(row))) for row in rows}
    tinh = province["tinh"]
    move_item(actor=tinh, item=third, behind=None, expected=seen[third.pk])
    assert list(draft.items.filter(kind=ItemKind.TASK).order_by("position"))[:3] == [third, first, second]
    with pytest.raises(Stale):
        move_item(actor=tinh, item=third, behind=second, expected=seen[third.pk])
    move_item(actor=tinh, item=second, behind=None, expected=seen[second.pk])
    assert list(draft.items.filter(kind=ItemKind.TASK).order_by("position"))[:3] == [second, third, first]


EDITORS, TURNS = 6, 8


class Desk:
    """One draft and the ways to add a mark to it: to an item, an obligation or a paragraph that all share, or anew."""

    def __init__(self, actor, plan, text):
        self.actor, self.plan, self.text = actor, plan, text
        self.items = list(plan.items.filter(kind=ItemKind.TASK)[:2])
        self.asked = self.items[0].obligations.first()
        self.ways = (self.item, self.obligation, self.paragraph, self.anew)

    def item(self, mark, number):
        rows = Item.objects.prefetch_related("parties", "products", "measures", "obligations")
        row = rows.get(pk=self.items[number % 2].pk)
        now = shape.own_words(shape.item_json(row))
        values = now | {"title": f"{now['title']} {mark}"}
        update_item(actor=self.actor, item=row, values=values, expected=shape.fingerprint(now))

    def obligation(self, mark, _):
        row = Obligation.objects.select_related("item").get(pk=self.asked.pk)
        now = shape.obligation_json(row)
        values = [now | {"what": f"{now['what']} {mark}"}]
        update_obligation(actor=self.actor, obligation=row, values=values, expected=shape.fingerprint(now))

    def paragraph(self, mark, _):
        row = PlanText.objects.get(pk=self.text.pk)
        now = text_json(row)
        values = now | {"text": f"{now['text']} {mark}"}
        update_text(actor=self.actor, text=row, values=values, expected=shape.fingerprint(now))

    def anew(self, mark, number):
        values = [{"what": mark, "every": "standing", "who": []}]
        add_obligation(actor=self.actor, item=self.items[number % 2], values=values)

    def edit(self, number):
        """One editor: turn after turn, reading again whenever somebody was faster."""
        try:
            for turn in range(TURNS):
                while True:
                    try:
                        self.ways[turn % len(self.ways)](f"[{number}.{turn}]", number + turn)
                        break
                    except Stale:
                        continue
        finally:
            connection.close()

    def said(self):
        """All words of the draft as they stand in the database."""
        words = [*self.plan.items.values_list("title", flat=True), PlanText.objects.get(pk=self.text.pk).text]
        return " ".join([*words, *Obligation.objects.filter(item__plan=self.plan).values_list("what", flat=True)])


@pytest.mark.django_db(transaction=True)
def test_many_editors_at_once_lose_no_change(transactional_db, province, small_plan):
    """Each editor adds its own marks to shared rows: at the end all are there."""
    tinh = province["tinh"]
    bodies = {"issuer": province.ubnd, "drafter": province.noi_vu, "coordinator": province.noi_vu}
    plan = create_draft_plan(actor=tinh, reading=small_plan, **bodies)
    more_tasks(province, plan)
    desk = Desk(tinh, plan, add_text(actor=tinh, plan=plan, part="purpose", values={"text": "đầu"}))
    with ThreadPoolExecutor(EDITORS) as pool:
        list(pool.map(desk.edit, range(EDITORS)))
    said = desk.said()
    assert [f"[{n}.{t}]" for n in range(EDITORS) for t in range(TURNS) if f"[{n}.{t}]" not in said] == []
