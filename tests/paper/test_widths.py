"""A table whose columns nobody measured comes out as a person would have set it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.paper import Cell, Column, ColumnKind, Table
from lantoa.paper.metrics import text_width_mm
from lantoa.paper.preset import DEFAULT_PRESET
from lantoa.paper.tables import laid_out

WHOLE = 160.0
PADDING = 1.5
LONG = "Tổ chức đối thoại giữa người đứng đầu cơ quan hành chính với người dân, doanh nghiệp về thủ tục hành chính"


def _widths(columns, *rows):
    return laid_out(Table(columns=columns, rows=rows), WHOLE, DEFAULT_PRESET, "bảng").widths


def _height(widths, rows):
    """Lines of the whole table, by the lengths of its cells."""
    return sum(
        max(text_width_mm(str(text), 12) / (width - 2 * PADDING) for text, width in zip(row, widths, strict=True))
        for row in rows
    )


def test_a_long_text_gets_more_room_than_a_number():
    order, task, count = _widths(
        (Column("TT", kind=ColumnKind.ORDER), Column("Nhiệm vụ"), Column("Số lượng", kind=ColumnKind.NUMBER)),
        *((n, LONG, n * 10) for n in range(1, 5)),
    )
    assert order < 12 and count < 30 and task > 110


def test_no_word_and_no_title_is_broken():
    columns = (Column("TT", kind=ColumnKind.ORDER), Column("Kế hoạch"), Column("Nhiệm vụ"), Column("% kế hoạch"))
    rows = ((1, "1.234.567.890", LONG * 4, "113,3"),)
    for width, texts in zip(_widths(columns, *rows), zip([c.title for c in columns], *rows, strict=True), strict=True):
        longest = max(text_width_mm(word, 12, bold=text is texts[0]) for text in texts for word in str(text).split())
        assert longest <= width - 2 * PADDING + 0.01


def test_an_address_does_not_take_the_table():
    address = "https://honglam.gov.vn/" + "tin-tuc-cai-cach-hanh-chinh" * 20
    task, link = _widths((Column("Nhiệm vụ"), Column("Liên kết")), (LONG, address))
    assert task > 25 and link > task


def test_a_column_whose_share_would_break_its_title_takes_what_it_lacks():
    order, task = _widths((Column("STT", 1, ColumnKind.ORDER), Column("Nhiệm vụ", 99)), (1, LONG))
    assert order - 2 * PADDING >= text_width_mm("STT", 12, bold=True) and order + task == pytest.approx(WHOLE)


@pytest.mark.parametrize("shares", [(1, 1, 1), (1, 2, 1), (1, 4, 1)])
def test_the_rows_come_out_lower_than_with_shares_by_guess(shares):
    rows = ((LONG[:60], LONG * 3, "Sở Nội vụ"), (LONG, LONG * 2, "Văn phòng tỉnh"), ("Ngắn", LONG, "Báo"))
    columns = (Column("Nhiệm vụ"), Column("Nội dung"), Column("Chủ trì"))
    guessed = [WHOLE * share / sum(shares) for share in shares]
    assert _height(_widths(columns, *rows), rows) <= _height(guessed, rows) * 1.02


TEXTS = st.text(alphabet="aăâbcdđeê ơưX,.\n", max_size=120)


@given(st.integers(1, 9).flatmap(lambda n: st.lists(st.tuples(*[TEXTS] * n), min_size=1, max_size=8)))
@settings(deadline=None, max_examples=60)
def test_the_widths_always_fill_the_table_and_none_vanishes(rows):
    widths = _widths(tuple(Column(f"Cột {n}") for n in range(len(rows[0]))), *rows)
    assert sum(widths) == pytest.approx(WHOLE) and min(widths) > 2 * PADDING


def test_a_cell_over_several_columns_does_not_widen_one():
    columns = (Column("TT", kind=ColumnKind.ORDER), Column("Nhiệm vụ"), Column("Chủ trì"))
    rows = ((1, LONG, "Sở Nội vụ"),)
    plain = _widths(columns, *rows)
    joined = _widths(columns, *rows, (Cell(value="Cộng hoà" * 3, columns=3),))
    assert joined == pytest.approx(plain)


def test_a_table_of_thousands_of_rows_is_measured_by_some_of_them():
    columns = (Column("TT", kind=ColumnKind.ORDER), Column("Nhiệm vụ"))
    few = _widths(columns, *((n, LONG) for n in range(100, 160)))
    assert _widths(columns, *((n, LONG) for n in range(100, 999))) == pytest.approx(few, abs=0.5)
