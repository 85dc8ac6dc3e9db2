"""Each kind as it comes out of the printer, measured in millimetres against Decree 30/2020.

Both files are printed: the Word file by LibreOffice, the PDF as it is. Lengths and places are taken from the dots on
the page; sizes are taken from the letters and from how long a known line of them is.
"""

import pytest

from lantoa.paper.metrics import text_width_mm

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
WORDS = "Độc lập - Tự do - Hạnh phúc"
LEFT, WIDTH = 30, 160
MIDDLE = LEFT + WIDTH / 2
SLACK = 1.0
KINDS = ("báo cáo", "biên bản", "công văn", "giấy mời", "kế hoạch", "quyết định", "thông báo", "thể lệ", "tờ trình")
TITLED = tuple(kind for kind in KINDS if kind != "công văn")
SIGNED = tuple(kind for kind in KINDS if kind != "thể lệ")

each_kind = pytest.mark.parametrize("kind", KINDS)
each_titled = pytest.mark.parametrize("kind", TITLED)
each_signed = pytest.mark.parametrize("kind", SIGNED)


def _middle(box):
    return (box["x0"] + box["x1"]) / 2


def _ink_of(page, line):
    """Left and right end of a line's ink in its own column, in mm."""
    part = page.dark[round((line["top"] + 0.8) * page.dots) : round((line["bottom"] - 0.8) * page.dots),
                     round((line["x0"] - 2) * page.dots) : round((line["x1"] + 2) * page.dots)]  # fmt: skip
    columns = part.any(axis=0).nonzero()[0]
    return line["x0"] - 2 + columns[0] / page.dots, line["x0"] - 2 + (columns[-1] + 1) / page.dots


def _rule_under(page, line):
    """The drawn line closest below a line of words, in its column."""
    below = [rule for rule in page.rules() if line["bottom"] - 1.2 < rule[2] < line["bottom"] + 4
             and line["x0"] - 1.5 < rule[0] and rule[1] < line["x1"] + 1.5]  # fmt: skip
    assert below, (line, page.rules())
    return min(below, key=lambda rule: rule[2])


@each_kind
def test_every_page_is_a4_and_its_text_keeps_to_the_margins(printed, kind):
    for page in printed[kind]:
        wide, high = page.size
        assert sorted((round(wide), round(high))) == [210, 297]
        left, right, _, _ = page.ink()
        _, _, top, bottom = page.ink(top=19)
        assert left >= 30 - SLACK and right <= wide - 15 + SLACK
        assert 20 - SLACK <= top <= 25 + SLACK and bottom <= high - 20 + SLACK


@each_kind
def test_the_text_fills_the_lawful_width(printed, kind):
    left, right, _, _ = printed[kind][0].ink(top=60)
    if kind != "giấy mời":  # its lines are short
        assert 30 - SLACK <= left <= 35 + SLACK and 190 - SLACK <= right <= 195 + SLACK


@each_kind
def test_the_motto_stands_to_the_right_in_its_sizes_over_a_line_of_its_length(printed, kind):
    page = printed[kind][0]
    first, second = page.line(MOTTO), page.line(WORDS)
    for line, text, sizes in ((first, MOTTO, (12, 13)), (second, WORDS, (13, 14))):
        assert sizes[0] - 0.1 <= line["size"] <= sizes[1] + 0.1
        start, end = _ink_of(page, line)
        assert text_width_mm(text, sizes[0], bold=True) - SLACK <= end - start
        assert end - start <= text_width_mm(text, sizes[1], bold=True) + SLACK
    assert _middle(first) == pytest.approx(_middle(second), abs=SLACK) and first["x0"] > MIDDLE - 20
    start, end = _ink_of(page, second)
    rule = _rule_under(page, second)
    assert rule[:2] == pytest.approx((start, end), abs=SLACK)


@each_kind
def test_the_agency_stands_to_the_left_over_a_line_of_a_third_to_a_half(printed, kind):
    page = printed[kind][0]
    above, name = ("ỦY BAN NHÂN DÂN", "TỈNH HỒNG LAM") if kind in ("kế hoạch", "quyết định") else (
        "TỈNH HỒNG LAM", "SỞ NỘI VỤ")  # fmt: skip
    over, own = page.line(above), page.line(name)
    assert 12 - 0.1 <= own["size"] <= 13.1 and own["x1"] < page.line(MOTTO)["x0"] and over["top"] < own["top"]
    start, end = _ink_of(page, own)
    rule = _rule_under(page, own)
    assert (end - start) / 3 - SLACK <= rule[1] - rule[0] <= (end - start) / 2 + SLACK
    assert (rule[0] + rule[1]) / 2 == pytest.approx(_middle(own), abs=SLACK)


@each_kind
def test_number_and_day_stand_on_one_line_each_under_its_side(printed, examples, kind):
    page = printed[kind][0]
    if not examples[kind].kind.numbered:
        assert not any(word["text"] == "Số:" for word in page.words)
        return
    number = page.line(f"Số: {examples[kind].number:02d}/{examples[kind].symbol}")
    assert number["size"] == pytest.approx(13, abs=0.1)
    if not examples[kind].kind.dated:
        assert not any("ngày" in word["text"] and word["top"] < number["bottom"] for word in page.words)
        return
    place = page.line("Hồng Lam, ngày")
    assert 13 - 0.1 <= place["size"] <= 14.1 and place["top"] == pytest.approx(number["top"], abs=SLACK)
    year = next(word for word in page.words if word["text"] == "2026" and abs(word["top"] - place["top"]) < 1)
    assert (place["x0"] + year["x1"]) / 2 == pytest.approx(_middle(page.line(MOTTO)), abs=SLACK)


@each_titled
def test_the_title_stands_in_the_middle_over_a_line_of_a_third_to_a_half(printed, examples, kind):
    page = printed[kind][0]
    name = page.line(examples[kind].kind.name.upper())
    assert 13 - 0.1 <= name["size"] <= 14.1 and _middle(name) == pytest.approx(MIDDLE, abs=SLACK)
    last = page.line("ngày 15 tháng 4 năm 2026 của Sở Nội vụ)" if kind == "thể lệ" else examples[kind].abstract)
    assert 13 - 0.1 <= last["size"] <= 14.1 and _middle(last) == pytest.approx(MIDDLE, abs=SLACK)
    start, end = _ink_of(page, last)
    rule = _rule_under(page, last)
    assert (end - start) / 3 - SLACK <= rule[1] - rule[0] <= (end - start) / 2 + SLACK


def test_a_letter_has_its_subject_under_its_number_and_no_title(printed):
    page = printed["công văn"][0]
    number, subject = page.line("Số: 112/SNV-CCHC"), page.line("V/v đôn đốc")
    assert 12 - 0.1 <= subject["size"] <= 13.1
    assert 6 * 0.3528 - SLACK <= subject["top"] - number["bottom"] <= 6 * 0.3528 + SLACK
    assert not any(word["text"] == "CÔNG" for word in page.words)


@pytest.mark.parametrize("kind", ["kế hoạch", "quyết định", "báo cáo", "công văn", "tờ trình", "thông báo", "biên bản"])
def test_running_text_has_its_size_its_first_line_and_its_line_height(printed, kind):
    page = next(page for page in printed[kind] if any(word["text"] == "Tiếp" for word in page.words))
    lines = sorted({round(word["top"], 1) for word in page.words if abs(word["size"] - 14) < 0.1})
    opening = page.line("- Tiếp tục nâng cao" if kind == "kế hoạch" else "Tiếp tục nâng cao")
    assert 13 - 0.1 <= opening["size"] <= 14.1
    assert any(opening["x0"] == pytest.approx(LEFT + indent, abs=SLACK) for indent in (10, 12.7))
    single = 14 * 1.149 * 0.3528
    below = [line - opening["top"] for line in lines if line > opening["top"] + 2]
    assert single - 0.3 <= below[0] <= 1.5 * single + 0.3
    # The paragraph has three lines; the fourth below stands a paragraph's gap further down.
    paragraph = page.line("trọng tâm, thường xuyên")
    following = min((line for line in lines if line > paragraph["top"] + 2), default=None)
    if following is not None and kind in ("kế hoạch", "quyết định"):
        assert following - paragraph["top"] >= single + 6 * 0.3528 - 0.3


@each_signed
def test_recipients_stand_at_the_left_margin_and_the_signature_to_the_right(printed, examples, kind):
    page = next(page for page in printed[kind] if any(word["text"] == "Nơi" for word in page.words))
    head, filed = page.line("Nơi nhận:"), page.line("- Lưu:")
    assert head["size"] == pytest.approx(12, abs=0.1) and filed["size"] == pytest.approx(11, abs=0.1)
    assert head["x0"] == pytest.approx(LEFT, abs=SLACK)
    name = page.line(examples[kind].signature.name)
    capacity = page.line(examples[kind].signature.capacity[0].upper())
    assert 13 - 0.1 <= name["size"] <= 14.1 and 13 - 0.1 <= capacity["size"] <= 14.1
    assert _middle(name) == pytest.approx(_middle(capacity), abs=SLACK) and name["x0"] > MIDDLE
    assert name["top"] - capacity["bottom"] > 12  # room for a signature and a seal
    if kind == "biên bản":
        secretary = page.line("Phan Thị Bình")
        assert secretary["x1"] < MIDDLE and secretary["top"] == pytest.approx(name["top"], abs=SLACK)
        assert page.line("THƯ KÝ")["top"] == pytest.approx(capacity["top"], abs=SLACK)
    else:
        assert head["top"] == pytest.approx(capacity["top"], abs=1.5)


@pytest.mark.parametrize(("kind", "page"), [("kế hoạch", 1), ("quyết định", 2)])
def test_the_second_page_bears_its_number_in_the_middle_of_the_top_margin(printed, kind, page):
    number = printed[kind][page].words[0]
    assert number["text"] == "2" and 13 - 0.1 <= number["size"] <= 14.1
    assert _middle(number) == pytest.approx(MIDDLE, abs=SLACK) and number["bottom"] <= 20 + SLACK
    first = min(word["top"] for word in printed[kind][page - 1].words)
    assert first >= 20 - SLACK  # nothing stands in the margin of a first page


def test_annexes_lie_as_they_were_asked_to_and_say_what_they_belong_to(printed):
    lying, standing = printed["kế hoạch"][-2:]
    assert [round(side) for side in lying.size] == [297, 210] and [round(side) for side in standing.size] == [210, 297]
    for page, name, middle in ((lying, "Phụ lục I", 30 + 247 / 2), (standing, "Phụ lục II", MIDDLE)):
        head = page.line(name)
        assert head["size"] == pytest.approx(14, abs=0.1) and _middle(head) == pytest.approx(middle, abs=SLACK)
        assert 13 - 0.1 <= page.line("(Kèm theo Kế hoạch số 08/KH-UBND")["size"] <= 14.1
        assert min(word["top"] for word in page.words) >= 20 - SLACK  # no number on an annex's first page


def test_a_decision_is_followed_by_what_it_issues_under_the_same_head(printed):
    page = printed["quyết định"][1]
    assert page.line(MOTTO)["top"] < page.line("KẾ HOẠCH")["top"]
    assert page.line("(Kèm theo Quyết định số 215/QĐ-UBND")["size"] == pytest.approx(14, abs=0.1)
    assert not any(word["text"] == "Số:" for word in page.words)
    decision = printed["quyết định"][0]
    order = ("QUYẾT ĐỊNH", "Ban hành Kế hoạch cải cách hành chính năm 2026", "ỦY BAN NHÂN DÂN TỈNH HỒNG LAM",
             "Căn cứ Luật", "QUYẾT ĐỊNH:", "Điều 1.", "Nơi nhận:")  # fmt: skip
    tops = [decision.line(text, last=text.startswith("ỦY BAN"))["top"] for text in order]
    assert tops == sorted(tops)
