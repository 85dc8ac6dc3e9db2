"""What an officer reads on the first screen names the work, without leftovers of the reading."""

import pytest

from lantoa.reading.interpretation.deeds import said_plainly


@pytest.mark.parametrize(
    ("left", "whole", "said"),
    [
        ("nêu gương người tốt, việc tốt: mục", "", "mục nêu gương người tốt, việc tốt"),
        ("nêu gương người tốt, việc tốt trên địa bàn ( mục)", "", "mục nêu gương người tốt, việc tốt trên địa bàn"),
        ("tin, bài viết, phóng sự được duyệt và", "", "tin, bài viết, phóng sự được duyệt đăng"),
        ("tin, bài gửi và được duyệt", "", "tin, bài gửi và được duyệt đăng"),
        ("Tuyên truyền", "Tuyên truyền qua pa nô, áp phích.", "Tuyên truyền qua pa nô, áp phích"),
        ("cuộc thi tìm hiểu CCHC", "", "cuộc thi tìm hiểu CCHC"),
        ("bài được duyệt đăng", "", "bài được duyệt đăng"),
        ("tổ chức cuộc thi: hai vòng", "", "tổ chức cuộc thi: hai vòng"),
    ],
)
def test_what_is_owed_is_said_as_people_say_it(left: str, whole: str, said: str) -> None:
    assert said_plainly(left, whole) == said
