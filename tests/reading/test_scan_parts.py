"""The parts of reading a scan, each on pictures drawn here: level, rules, regions, marks, numbers, syllables."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from lantoa.reading.scan.engine import Picture, Seen
from lantoa.reading.scan.figures import letters, quarters, row_numbers, sections, tidy
from lantoa.reading.scan.marks import list_marks
from lantoa.reading.scan.rules import rules_of, without
from lantoa.reading.scan.stamps import marks_of_secrecy, right_titles
from lantoa.reading.scan.straighten import is_sideways, lean_of, levelled
from lantoa.reading.scan.strips import ink_of, on_page, regions_of, strip_of
from lantoa.reading.scan.syllables import right_syllables

DPI = 200
LINE = "Các sở, ban, ngành chủ động tuyên truyền cải cách hành chính đến từng cơ quan"


@pytest.fixture(scope="module")
def sheet(tinos: str):
    """sheet(draw) is an A4 page at 200 dpi; draw(pen, font) writes on it."""

    def make(draw, size=(1654, 2339)) -> Image.Image:
        image = Image.new("L", size, 255)
        draw(ImageDraw.Draw(image), ImageFont.truetype(tinos, 38))
        return image

    return make


def pixels(image: Image.Image) -> Picture:
    return np.asarray(image, dtype=np.uint8)


def lines(pen, font) -> None:
    for y in range(200, 2100, 60):
        pen.text((200, y), LINE, font=font, fill=20)


def grid(pen, font, xs=(200, 320, 900, 1400), ys=(300, 420, 700, 900)) -> None:
    for x in xs:
        pen.line((x, ys[0], x, ys[-1]), fill=0, width=3)
    for y in ys:
        pen.line((xs[0], y, xs[-1], y), fill=0, width=3)


@pytest.mark.parametrize("angle", [-4.0, -1.3, -0.2, 0.0, 0.6, 2.5])
def test_a_leaning_page_is_measured_to_a_tenth_of_a_degree(sheet, angle: float) -> None:
    leaning = pixels(sheet(lines).rotate(angle, Image.Resampling.BICUBIC, fillcolor=255))
    assert lean_of(leaning) == pytest.approx(-angle, abs=0.1)
    assert abs(lean_of(levelled(leaning))) <= 0.1


def test_a_blank_page_is_left_as_it_is(sheet) -> None:
    blank = pixels(sheet(lambda pen, font: None))
    assert lean_of(blank) == 0.0 and not is_sideways(blank, DPI)
    assert regions_of(ink_of(blank, DPI), rules_of(blank, DPI).tables, DPI) == []


def test_text_that_runs_up_the_page_is_noticed_even_within_rules(sheet) -> None:
    def ruled(pen, font) -> None:
        lines(pen, font)
        grid(pen, font)

    for draw in (lines, ruled):
        page = pixels(sheet(draw))
        assert not is_sideways(page, DPI)
        assert is_sideways(np.ascontiguousarray(np.rot90(page)), DPI)


def test_every_cell_of_a_ruled_table_is_found(sheet) -> None:
    (cells,) = rules_of(pixels(sheet(grid)), DPI).tables
    assert len(cells) == 9
    assert cells[0] == pytest.approx((200, 300, 320, 420), abs=4)
    assert cells[-1] == pytest.approx((900, 700, 1400, 900), abs=4)


def test_a_cell_over_two_columns_and_two_rows_is_one(sheet) -> None:
    def merged(pen, font) -> None:
        grid(pen, font)
        pen.line((900, 310, 900, 410), fill=255, width=5)  # the head over two columns
        pen.line((210, 700, 310, 700), fill=255, width=5)  # a number over two rows

    (cells,) = rules_of(pixels(sheet(merged)), DPI).tables
    assert len(cells) == 7
    assert any(box == pytest.approx((320, 300, 1400, 420), abs=4) for box in cells)
    assert any(box == pytest.approx((200, 420, 320, 900), abs=4) for box in cells)


def test_a_frame_around_text_is_no_table(sheet) -> None:
    frame = pixels(sheet(lambda pen, font: pen.rectangle((200, 200, 1200, 600), outline=0, width=3)))
    assert rules_of(frame, DPI).tables == ()


def test_letters_keep_their_bars_and_underlined_words_their_tails(sheet) -> None:
    def draw(pen, font) -> None:
        pen.text((200, 300), "Số: 10/KH-STTTT", font=font, fill=0)
        pen.text((200, 500), "Quyết định gửy", font=font, fill=0)
        pen.line((200, 538, 440, 538), fill=0, width=2)

    page = pixels(sheet(draw))
    assert np.array_equal(without(page, rules_of(page, DPI)), page)


def test_columns_of_a_head_and_cells_are_read_apart_and_found_again(sheet) -> None:
    def draw(pen, font) -> None:
        pen.text((200, 100), "ỦY BAN NHÂN DÂN", font=font, fill=0)
        pen.text((950, 100), "CỘNG HÒA XÃ HỘI", font=font, fill=0)
        pen.text((200, 150), "TỈNH AN SƠN", font=font, fill=0)
        pen.text((950, 150), "Độc lập - Tự do", font=font, fill=0)
        grid(pen, font)
        pen.text((340, 450), "Viết tin", font=font, fill=0)

    page = pixels(sheet(draw))
    rules = rules_of(page, DPI)
    ink = ink_of(without(page, rules), DPI)
    regions = regions_of(ink, rules.tables, DPI)
    assert [region.is_cell for region in regions] == [False, False, True]
    strip = strip_of(page, ink, rules.tables, regions, DPI)
    for number, part in enumerate(strip.parts):
        x0, top, x1, bottom = part.box
        seen = Seen("chữ", strip.left, part.top, strip.left + x1 - x0, part.top + bottom - top, 90.0, 1)
        ((found, word),) = on_page(strip, [seen])
        assert found == number and (word.x0, word.top, word.x1, word.bottom) == part.box


def test_a_number_before_a_heading_is_no_column_of_its_own(sheet) -> None:
    def draw(pen, font) -> None:
        for y, number in ((200, "I."), (260, "1.")):
            pen.text((300, y), number, font=font, fill=0)
            pen.text((400, y), "MỤC ĐÍCH, YÊU CẦU", font=font, fill=0)

    assert len(regions_of(ink_of(pixels(sheet(draw)), DPI), (), DPI)) == 1


def test_a_dash_far_before_its_line_is_put_back(sheet) -> None:
    page = pixels(sheet(lambda pen, font: (pen.line((200, 322, 212, 322), fill=0, width=4), lines(pen, font))))
    word = Seen("Các", 300, 300, 360, 334, 96.0, 1)
    ink = ink_of(page, DPI)
    ink[:, 250:] = 0
    ((region, mark),) = list_marks(ink, [(0, word)], [(190, 290, 1500, 350)], DPI)
    assert (region, mark.text, mark.line) == (0, "-", 1)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        (["1.", "II.", "HI.", "IV."], ["I.", "II.", "III.", "IV."]),
        (["IL", "II.", "II.", "IV."], ["I.", "II.", "III.", "IV."]),
        (["I.", "l.", "III."], ["I.", "II.", "III."]),
        (["I.", "II.", "IV."], ["I.", "II.", "IV."]),  # a document may skip one
        (["1.", "2."], [None, None]),
        (["1.", "2.", "3."], [None, None, None]),
    ],
)
def test_sections_are_numbered_on(read: list[str], meant: list[str | None]) -> None:
    assert sections([[mark, "MỤC", "ĐÍCH"] for mark in read]) == meant


def test_small_letters_behind_a_number_make_no_section() -> None:
    assert sections([["1.", "Mục", "đích"], ["l.", "Yêu", "cầu"]]) == [None, None]


@pytest.mark.parametrize(
    ("read", "meant"), [("abcdd", "abcdđ"), ("eføh", "efgh"), ("ab¢", "abc"), ("abd", "abd"), ("dđe", "dđe")]
)
def test_letters_of_a_list_follow_the_alphabet(read: str, meant: str) -> None:
    lines_read = [[f"{sign})", "Tổ", "chức"] for sign in read]
    made = [new or line[0] for new, line in zip(letters(lines_read), lines_read, strict=True)]
    assert made == [f"{sign})" for sign in meant]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        (["3.", "A.", "5,"], ["3.", "4.", "5."]),
        (["TT", "1", "l", "3"], ["TT", "1", "l", "3"]),  # an l is a 1, which is not what comes next
        (["1", "2", "S", "4"], ["1", "2", "S", "4"]),
        (["I", "1", "2", "II", "3"], ["I", "1", "2", "II", "3"]),
        (["12.", "l3.", "14."], ["12.", "13.", "14."]),
    ],
)
def test_numbers_of_rows_change_only_into_the_next_one(read: list[str], meant: list[str]) -> None:
    assert row_numbers(read) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Quý 11/2024 và quý 1V", {1: "II/2024", 4: "IV"}),
        ("Từ Quý 1/2024", {2: "I/2024"}),
        ("Quý 1 , Quý 2 , Quý 3", {1: "1", 4: "2", 7: "3"}),
        ("Quý vị đại biểu", {}),
        ("Quý H/2026.", {1: "II/2026."}),
    ],
)
def test_quarters_are_written_as_the_document_writes_them(text: str, meant: dict[int, str]) -> None:
    assert quarters(text.split()) == meant


def test_signs_that_stand_for_others_are_put_right() -> None:
    assert tidy(["1⁄2024", "(DDC])", "~", "'Tổ", "CCHC_", "[1]", "a—b", "...", "đ]"]) == [
        "1/2024", "(DDCI)", "-", "Tổ", "CCHC", "[1]", "a–b", "...", "đ]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Chương trình tống thể cải cách hành chính", "Chương trình tổng thể cải cách hành chính"),
        ("trên Cống thông tin điện tử", "trên Cổng thông tin điện tử"),
        ("phố biến, giáo dục pháp luật", "phổ biến, giáo dục pháp luật"),
        ("tham gia bảo hiếm xã hội", "tham gia bảo hiểm xã hội"),
    ],
)
def test_a_misread_tone_is_put_right_by_the_words_around_it(read: str, meant: str) -> None:
    words = read.split()
    assert " ".join(right_syllables(words, [0.9] * len(words))) == meant


def test_right_words_names_figures_and_abbreviations_stay() -> None:
    text = (
        "Ông Trịnh Hoài Sơn ký Quyết định số 876/QĐ-BNV ngày 10/11/2022 về CCHC, PCI của xã Đức Thọ; hằng tháng, "
        "hàng quý gửi 02 tin, bài đến Cổng thông tin điện tử tỉnh qua địa chỉ cchc@anson.gov.vn trước ngày 25"
    )
    assert " ".join(right_syllables(text.split(), [0.96] * len(text.split()))) == text


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Số: 08/KH-UBND TOI MẬT trên địa bàn tỉnh", ["TỐI MẬT"]),
        ("KẾ HOẠCH năm TUYỆT MẬT 2026", ["TUYỆT MẬT"]),
        ("Công tác MẬT của", ["MẬT"]),
        ("BẢO VỆ BÍ MẬT NHÀ NƯỚC năm 2026", []),
        ("Ủy ban MẶT trận, bảo mật, tối mật", []),
    ],
)
def test_a_stamp_of_secrecy_is_found_within_other_words(text: str, marks: list[str]) -> None:
    assert list(marks_of_secrecy(text.split())) == marks


def test_a_title_under_a_stamp_keeps_its_accent() -> None:
    assert right_titles(["PHO", "CHỦ", "TỊCH", "phở", "PHO"]) == ["PHÓ", "CHỦ", "TỊCH", "phở", "PHO"]
