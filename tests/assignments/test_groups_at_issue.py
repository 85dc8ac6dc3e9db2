"""A group chosen for words of a draft: shown with its members of the day, frozen at issue, remembered next year."""

from datetime import date

import pytest

from lantoa.agencies.groups import Rule
from lantoa.agencies.models import Agency, HeldRole, User
from lantoa.agencies.operations.groups import GroupTerms, change_group, make_group
from lantoa.assignments.models import Assignment, Resolution
from lantoa.assignments.operations import Decision, issue_plan, save_resolutions
from lantoa.assignments.queries import key_of, wordings
from lantoa.audit.models import Entry
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused

WORDS, DAY = "Các cơ quan khối nội chính", date(2026, 1, 8)
PAPER = {"signer_capacity": "KT. CHỦ TỊCH", "signer_title": "PHÓ CHỦ TỊCH", "signer_name": "Trịnh Hoài Sơn"}


def group_of(province, *bodies: Agency, owner: Agency | None = None, name: str = "Khối nội chính"):
    terms = GroupTerms(name=name, rule=Rule(), put_in=frozenset(body.pk for body in bodies))
    return make_group(actor=province["tinh"], token=new_public_id(), owner=owner or province.noi_vu, terms=terms)


@pytest.fixture
def draft(draft_plan):
    """The small plan; its first task is led by words that name no kind of body."""
    item = draft_plan.items.get(ref="PL.1")
    item.parties.filter(role="lead").update(words=WORDS)
    item.obligations.update(who=[WORDS])
    return draft_plan


def row_of(plan, on=DAY):
    return next(row for row in wordings(plan, on) if row.words == WORDS)


def test_the_members_shown_are_those_of_the_day_and_the_issue_freezes_them(province, draft):
    group = group_of(province, province.tu_phap, province.khcn)
    save_resolutions(actor=province["tinh"], plan=draft, decisions=[Decision(words=WORDS, group_id=group.pk)])
    assert set(row_of(draft).agencies) == {province.tu_phap, province.khcn}
    fewer = GroupTerms(name=group.name, rule=Rule(), put_in=frozenset({province.tu_phap.pk}))
    change_group(actor=province["tinh"], group=group, version=1, terms=fewer, from_day=date(2026, 1, 1))
    shown = row_of(draft)
    assert shown.agencies == (province.tu_phap,)
    assert shown.how == "Đã chọn nhóm “Khối nội chính”: 1 cơ quan trong ngày ban hành."
    issue_plan(actor=province["tinh"], plan=draft, number="08/KH-UBND", issued_on=DAY, **PAPER)
    frozen = Resolution.objects.get(plan=draft, words=WORDS)
    assert list(frozen.agencies.all()) == [province.tu_phap]
    owing = Assignment.objects.filter(plan=draft, item__ref="PL.1", kind="owed")
    assert {row.agency for row in owing} == {province.tu_phap}
    group.refresh_from_db()
    more = GroupTerms(name=group.name, rule=Rule(), put_in=frozenset({province.tu_phap.pk, province.khcn.pk}))
    change_group(actor=province["tinh"], group=group, version=group.version, terms=more, from_day=date(2026, 1, 1))
    assert list(frozen.agencies.all()) == [province.tu_phap]


def test_the_trail_names_the_group_and_its_members(province, draft):
    group = group_of(province, province.tu_phap)
    save_resolutions(actor=province["tinh"], plan=draft, decisions=[Decision(words=WORDS, group_id=group.pk)])
    changes = Entry.objects.get(operation="save_resolution").changes
    assert changes[WORDS] == [None, ["nhóm “Khối nội chính”", "Sở Tư pháp"]]


def test_words_wait_again_where_the_group_is_empty_on_the_day(province, draft):
    group = group_of(province, province.tu_phap)
    save_resolutions(actor=province["tinh"], plan=draft, decisions=[Decision(words=WORDS, group_id=group.pk)])
    Agency.objects.filter(pk=province.tu_phap.pk).update(starts_on=date(2026, 2, 1))
    assert row_of(draft).open
    with pytest.raises(Refused, match="chưa rõ giao cho cơ quan nào"):
        issue_plan(actor=province["tinh"], plan=draft, number="08/KH-UBND", issued_on=DAY, **PAPER)


def test_a_group_of_a_body_that_has_no_part_in_the_plan_is_not_for_it(province, draft):
    stranger = User.objects.create_user("dautu", "dautu-matkhau", name="Mai Văn Phúc")
    HeldRole.objects.create(user=stranger, agency=province.khcn, role="coordinator", starts_on=date(2025, 7, 1))
    terms = GroupTerms(name="Khối khác", rule=Rule(), put_in=frozenset({province.tu_phap.pk}))
    other = make_group(actor=stranger, token=new_public_id(), owner=province.khcn, terms=terms)
    with pytest.raises(Refused, match="không dùng cho kế hoạch"):
        save_resolutions(actor=province["tinh"], plan=draft, decisions=[Decision(words=WORDS, group_id=other.pk)])


def test_a_group_is_chosen_on_the_page_of_the_words(signed_in_as, province, draft):
    group = group_of(province, province.tu_phap, province.khcn)
    address = f"/giao-viec/{draft.public_id}/co-quan/{key_of(WORDS)}/"
    page = signed_in_as("tinh").get(address).content.decode()
    assert "Khối nội chính" in page
    assert f"/nhom-co-quan/moi/{province.noi_vu.public_id}/?ten=C%C3%A1c%20c%C6%A1%20quan" in page
    answer = signed_in_as("tinh").post(address, {"lam": "nhom"})
    assert answer.status_code == 422
    answer = signed_in_as("tinh").post(address, {"lam": "nhom", "nhom": group.public_id})
    assert answer.status_code == 302
    assert row_of(draft).group == group


def test_the_communes_are_given_at_one_touch_where_districts_ended(signed_in_as, province, draft):
    item = draft.items.get(ref="PL.1")
    words = "UBND các huyện, thành phố, thị xã"
    item.parties.filter(role="lead").update(words=words)
    item.obligations.update(who=[words])
    client = signed_in_as("tinh")
    page = client.get(f"/giao-viec/{draft.public_id}/").content.decode()
    assert "Cấp huyện đã kết thúc từ 01/7/2025" in page
    assert "Giao 3 UBND cấp xã" in page
    client.post(f"/giao-viec/{draft.public_id}/co-quan/{key_of(words)}/", {"lam": "de-nghi"})
    row = next(row for row in wordings(draft, DAY) if row.words == words)
    assert set(row.agencies) == set(province.communes)
    assert row.decided
