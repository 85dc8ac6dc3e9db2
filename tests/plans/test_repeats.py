"""Part IV often says again what the appendix says: proposed by likeness, decided by a person."""

import pytest

from lantoa.agencies.access import Forbidden
from lantoa.domain.every import Every
from lantoa.domain.lifecycle import ItemKind
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Obligation
from lantoa.plans.operations import decide_repeat, update_obligation
from lantoa.plans.repeats import Line, propose_repeats
from lantoa.plans.shape import fingerprint, obligation_json


def line(key, kind, what, who=("Sở Nội vụ",), every=Every.MONTH, low=1, high=1, **more):
    return Line(key=key, kind=kind, what=what, who=who, every=every, minimum=low, maximum=high, **more)


ROW = line(1, ItemKind.TASK, "nêu gương người tốt, việc tốt về cải cách hành chính trên địa bàn")


def test_the_same_thing_in_part_four_is_proposed():
    said_again = line(2, ItemKind.RESPONSIBILITY, "mục nêu gương người tốt việc tốt về CCHC")
    assert [(row.repeat, row.original) for row in propose_repeats([ROW, said_again])] == [(2, 1)]


@pytest.mark.parametrize(
    "other",
    [
        line(2, ItemKind.RESPONSIBILITY, ROW.what, who=("Sở Tư pháp",)),
        line(2, ItemKind.RESPONSIBILITY, ROW.what, every=Every.QUARTER),
        line(2, ItemKind.RESPONSIBILITY, ROW.what, low=4, high=4),
        line(2, ItemKind.RESPONSIBILITY, "báo cáo kết quả tuyên truyền", is_report=True),
        line(2, ItemKind.RESPONSIBILITY, ROW.what, is_request=True),
        line(2, ItemKind.RESPONSIBILITY, "tổ chức hội nghị tập huấn cho cán bộ cơ sở"),
        line(2, ItemKind.TASK, ROW.what),
    ],
    ids=[
        "another doer",
        "another rhythm",
        "another quota",
        "a report",
        "a request",
        "another thing",
        "an appendix row",
    ],
)
def test_what_is_not_surely_the_same_is_not_proposed(other):
    assert propose_repeats([ROW, other]) == []


def test_a_standing_sentence_may_repeat_a_counted_row():
    said_again = line(2, ItemKind.RESPONSIBILITY, ROW.what, every=Every.STANDING, low=None, high=None)
    assert len(propose_repeats([ROW, said_again])) == 1


@pytest.fixture
def pair(draft):
    rows = Obligation.objects.filter(item__plan=draft)
    return rows.get(item__ref="IV.1"), rows.get(what="tin, bài về cải cách hành chính")


def test_a_decision_is_kept_and_not_asked_again(province, pair):
    repeat, original = pair
    decide_repeat(actor=province["tinh"], obligation=repeat, original=None)
    now = obligation_json(original)
    values = [now | {"channel": None}]
    update_obligation(actor=province["tinh"], obligation=original, values=values, expected=fingerprint(now))
    repeat.refresh_from_db()
    assert (repeat.same_as, repeat.same_as_decided) == (None, True)


def test_a_proposal_goes_when_the_rows_no_longer_say_the_same(province, pair):
    repeat, original = pair
    now = obligation_json(original)
    values = [now | {"what": "cuộc thi tìm hiểu"}]
    update_obligation(actor=province["tinh"], obligation=original, values=values, expected=fingerprint(now))
    repeat.refresh_from_db()
    assert repeat.same_as is None


def test_a_repetition_of_a_repetition_is_refused(province, pair, draft):
    repeat, original = pair
    decide_repeat(actor=province["tinh"], obligation=repeat, original=original)
    third = Obligation.objects.get(item__plan=draft, what="Ngày Pháp luật")
    with pytest.raises(Refused, match="gốc"):
        decide_repeat(actor=province["tinh"], obligation=third, original=repeat)
    with pytest.raises(Refused, match="phải được giữ"):
        decide_repeat(actor=province["tinh"], obligation=original, original=third)
    with pytest.raises(Refused):
        decide_repeat(actor=province["tinh"], obligation=third, original=third)


@pytest.mark.parametrize("username", ["so", "xa", "lanhdao", "vanthu", "giamsat"])
def test_a_stranger_decides_nothing(province, pair, username):
    with pytest.raises(Forbidden):
        decide_repeat(actor=province[username], obligation=pair[0], original=pair[1])
