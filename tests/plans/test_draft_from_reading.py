"""A plan that was read becomes a draft, and comes out whole again."""

import json
from copy import deepcopy

import pytest

from lantoa.agencies.access import Forbidden
from lantoa.audit.models import Entry
from lantoa.domain.lifecycle import ItemKind, PartyRole
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Item, Obligation, Party, Plan
from lantoa.plans.operations import create_draft_plan
from lantoa.plans.queries import plan_as_json


def make(province, reading, actor="tinh"):
    return create_draft_plan(
        actor=province[actor],
        reading=reading,
        issuer=province.ubnd,
        drafter=province.noi_vu,
        coordinator=province.noi_vu,
    )


def texts(value):
    """Every text inside a Plan JSON value, where it stands left out."""
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, dict):
        return [text for key, row in value.items() if key not in ("warnings", "inferred") for text in texts(row)]
    return [text for row in value for text in texts(row)] if isinstance(value, list) else []


def test_a_plan_that_uses_every_key_comes_out_as_it_went_in(draft, small_plan):
    assert plan_as_json(draft) == small_plan


@pytest.mark.shared
@pytest.mark.parametrize("number", [1, 2, 5])
def test_every_sentence_of_a_real_plan_survives(province, gold, number):
    reading = gold(number)
    # The issuer of the draft is the province's own body, not the one of the real document.
    wanted = deepcopy(reading)
    wanted["document"].pop("issuer")
    given = plan_as_json(make(province, reading))

    assert set(texts(wanted)) <= set(texts(given))
    for section in ("targets", "themes", "forms", "responsibilities", "tasks"):
        assert [row["ref"] for row in given[section]] == [row["ref"] for row in wanted[section]]
        for row, other in zip(wanted[section], given[section], strict=True):
            for key in row.keys() - {"obligations"}:
                assert other[key] == row[key]
            for one, two in zip(row.get("obligations", []), other.get("obligations", []), strict=True):
                assert one == {key: two[key] for key in one}


@pytest.mark.shared
def test_a_large_plan_takes_few_queries(province, gold, django_assert_max_num_queries):
    reading = gold(1)
    with django_assert_max_num_queries(40):
        make(province, reading)


def test_who_the_plan_only_asks_is_a_request(draft):
    asked = Party.objects.get(item__plan=draft, words__startswith="Ban Tuyên giáo")
    assert asked.role == PartyRole.REQUEST
    roles = Party.objects.filter(item__plan=draft, item__kind=ItemKind.TASK).values_list("words", "role")
    assert dict(roles) == {"Sở Nội vụ": PartyRole.LEAD, "Các sở, ban, ngành": PartyRole.SUPPORT}


def test_a_clear_channel_is_matched_and_an_unclear_one_is_left(draft):
    rows = {row.what: row for row in Obligation.objects.filter(item__plan=draft).select_related("channel")}
    assert rows["tin, bài về cải cách hành chính"].channel.kind == "province-portal"
    assert rows["số phát sóng"].channel is None


def test_part_four_that_says_the_appendix_again_is_only_proposed(draft):
    row = Obligation.objects.get(item__plan=draft, item__ref="IV.1")
    assert row.same_as.what == "tin, bài về cải cách hành chính"
    assert not row.same_as_decided


def test_the_making_is_written_in_the_trail(draft, province):
    entry = Entry.objects.get(operation="create_draft_plan")
    assert (entry.object_id, entry.actor_name, entry.agency_name) == (draft.public_id, "Trần Thị Hòa", "Sở Nội vụ")


@pytest.mark.parametrize("username", ["so", "xa", "xa_khac", "bientap", "lanhdao", "vanthu", "giamsat", "quantri"])
def test_only_drafter_or_coordinator_may_start_a_plan(province, small_plan, username):
    with pytest.raises(Forbidden):
        make(province, small_plan, actor=username)
    assert not Plan.objects.exists()


def test_nobody_starts_a_plan_in_the_name_of_a_body_beside(province, small_plan):
    with pytest.raises(Forbidden):
        create_draft_plan(
            actor=province["tinh"],
            reading=small_plan,
            issuer=province.an_phuc,
            drafter=province.noi_vu,
            coordinator=province.noi_vu,
        )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda plan: plan["document"].update(year=None), "năm nào"),
        (lambda plan: plan["document"].update(subject=" "), "trích yếu"),
        (lambda plan: plan["document"].update(issued_on="2042-01-05"), "không hợp với kế hoạch năm 2026"),
        (lambda plan: plan["document"].update(issued_on="2026-02-30"), "không phải là một ngày có thật"),
        (lambda plan: plan["tasks"][0]["obligations"][0].update(min=9), "nhỏ hơn ít nhất 9"),
        (lambda plan: plan["tasks"][0]["obligations"][0].update(to="2025-01-01"), "đứng trước ngày đầu"),
        (lambda plan: plan["tasks"][0]["obligations"][0].update(every="fortnight"), "không hiểu"),
        (lambda plan: plan["tasks"][0]["obligations"][0].update(due={"day": 45}), "Hạn không hợp lệ"),
        (lambda plan: plan["targets"][0].update(percent=140), "ngoài khoảng"),
        (lambda plan: plan["tasks"][0].update(lead=["x" * 501]), "dài quá"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_saved(province, small_plan, change, said):
    change(small_plan)
    with pytest.raises(Refused) as caught:
        make(province, small_plan)
    assert said in caught.value.sentence
    assert not Plan.objects.exists()
    assert not Item.objects.exists()


def test_a_heading_of_any_length_is_kept(province, small_plan):
    small_plan["body"][0]["heading"] = "Mục đích " * 200
    plan = make(province, small_plan)
    assert plan_as_json(plan)["body"][0]["heading"] == ("Mục đích " * 200).strip()
    assert json.dumps(plan_as_json(plan), ensure_ascii=False)
