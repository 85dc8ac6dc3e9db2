"""A PDF printed without indents, spacing or justified lines is still parted where its author parted it."""

from pathlib import Path

import pytest
import typst

import lantoa
from lantoa.reading import read

FONTS = Path(lantoa.__file__).parent / "paper" / "fonts"
PAGE = """
#set page(paper: "a4", margin: (left: 3cm, right: 2cm, y: 2cm))
#set text(font: "Tinos", size: 12pt)
#set par(justify: false, spacing: 0.65em)
#grid(columns: (45%, 55%), align: center, [UBND TỈNH THANH SƠN\\ *SỞ NÔNG NGHIỆP VÀ MÔI\\ TRƯỜNG*\\ Số: 66/KH-SNNMT],
  [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*\\ *Độc lập - Tự do - Hạnh phúc*\\ Thanh Sơn, ngày 28 tháng 01 năm 2026])

#align(center)[*KẾ HOẠCH*\\ *Tuyên truyền cải cách hành chính năm 2026*]

I. MỤC ĐÍCH

Nâng cao nhận thức của cán bộ, công chức

II. TỔ CHỨC THỰC HIỆN

1. Văn phòng Sở theo dõi, đôn đốc các phòng, đơn vị; hằng quý tổng hợp, báo cáo Sở Nội vụ trước ngày \\
12 của tháng cuối quý.

2. Các đơn vị thuộc Sở đăng ít nhất 02 tin, bài/tháng trên Trang thông tin điện tử Sở.
"""


@pytest.fixture(scope="module")
def plan() -> dict[str, object]:
    data = typst.compile(PAGE.encode(), font_paths=[str(FONTS)])
    return read(data, name="ke-hoach.pdf").plan


def test_a_heading_in_capitals_begins_a_part_though_nothing_above_ended(plan: dict) -> None:
    assert plan["document"]["subject"] == "Tuyên truyền cải cách hành chính năm 2026"
    assert [entry["ref"] for entry in plan["responsibilities"]] == ["II.1", "II.2"]


def test_a_line_that_begins_with_a_bare_number_goes_on(plan: dict) -> None:
    [report] = [o for o in plan["responsibilities"][0]["obligations"] if o["report"]]
    assert report["due"] == {"day": 12, "strict": True} and report["every"] == "quarter"


def test_a_name_of_a_body_that_wraps_after_its_last_word_but_one_is_whole(plan: dict) -> None:
    assert plan["document"]["issuer"] == "Sở Nông nghiệp và Môi trường tỉnh Thanh Sơn"
