"""When the product proposes an item as finished."""

from lantoa.domain.completion import ProductState, item_may_be_proposed_finished
from lantoa.domain.verdict import Amount, Moment, Verdict

MET = Verdict(Amount.MET, Moment.SETTLED, late=False, remaining=0)
MET_LATE = Verdict(Amount.OVER, Moment.SETTLED, late=True, remaining=0)
DUE = Verdict(Amount.SHORT, Moment.DUE, late=False, remaining=1)
OVERDUE = Verdict(Amount.SHORT, Moment.OVERDUE, late=False, remaining=2)


def test_all_met_and_all_delivered_is_proposed_even_if_late() -> None:
    found = item_may_be_proposed_finished([MET, MET_LATE], [ProductState("Báo cáo kết quả thực hiện", delivered=True)])
    assert found.may_be_proposed
    assert found.reasons == ()


def test_what_is_short_or_missing_is_said_in_words() -> None:
    found = item_may_be_proposed_finished(
        [MET, DUE, OVERDUE],
        [ProductState("Văn bản chỉ đạo, hướng dẫn", delivered=False), ProductState("Báo cáo", delivered=True)],
    )
    assert not found.may_be_proposed
    assert found.reasons == (
        "Còn 2 trong 3 kỳ chưa đủ số lượng, trong đó 1 kỳ quá hạn.",
        "Chưa có sản phẩm: Văn bản chỉ đạo, hướng dẫn.",
    )


def test_products_alone_or_duties_alone_suffice() -> None:
    assert item_may_be_proposed_finished([MET], []).may_be_proposed
    assert item_may_be_proposed_finished([], [ProductState("Báo cáo", delivered=True)]).may_be_proposed


def test_a_standing_item_is_declared_and_not_proposed() -> None:
    found = item_may_be_proposed_finished([], [])
    assert not found.may_be_proposed
    assert len(found.reasons) == 1
