"""Rows of a ruled table that a page break falls between."""

import pytest

from lantoa.reading.readers.ruled import _goes_on


@pytest.mark.parametrize("down", ["d. Quý 4", "đ) Tháng 12", "b. Quý 2"])
def test_a_lettered_point_at_the_top_of_a_page_is_a_row_of_its_own(down):
    assert not _goes_on("c. Quý 3", down)


@pytest.mark.parametrize(
    ("up", "down"), [("Ủy ban nhân dân các", "xã, phường"), ("tuyên truyền trên", "Cổng thông tin điện tử tỉnh")]
)
def test_a_sentence_broken_by_the_page_goes_on(up, down):
    assert _goes_on(up, down)
