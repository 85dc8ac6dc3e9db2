"""Plans of other bodies, laid out otherwise: a commune's, one issued by a decision, one without any table."""

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import lantoa
from lantoa.reading import read_docx

MOTTO = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


def by_ref(entries: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {entry["ref"]: entry for entry in entries}


@pytest.fixture
def commune(plan_builder: Callable[[], Any]) -> bytes:
    plan = plan_builder()
    plan.head(
        ["ỦY BAN NHÂN DÂN", "XÃ SƠN NINH", "Số: 15/KH-UBND"], [*MOTTO, "Sơn Ninh, ngày 10 tháng 02 năm 2026"]
    ).centred("KẾ HOẠCH", "Thông tin, tuyên truyền cải cách hành chính trên địa bàn xã Sơn Ninh năm 2026")
    plan.text(
        "Thực hiện Kế hoạch số 20/KH-UBND ngày 15 tháng 01 năm 2026 của UBND tỉnh, UBND xã xây dựng Kế hoạch như sau:"
    )
    plan.bold("I. MỤC ĐÍCH, YÊU CẦU").text("1. Mục đích: Nâng cao nhận thức.", "2. Yêu cầu: Đúng đối tượng.")
    plan.bold("II. CHỈ TIÊU").text("- Phấn đấu trên 80% hộ dân biết nộp hồ sơ trực tuyến, 90% hồ sơ được số hóa.")
    plan.bold("III. NHIỆM VỤ VÀ THỜI GIAN THỰC HIỆN").text(
        "1. Công chức Văn hóa - Xã hội: viết ít nhất 02 tin, bài/tháng đăng trên Trang thông tin điện tử xã; "
        "hằng quý báo cáo UBND xã kết quả trước ngày 20 tháng cuối quý.",
        "2. Các thôn: Mỗi thôn phát ít nhất 02 lần/tuần trên hệ thống loa truyền thanh; báo cáo kết quả về UBND xã "
        "(qua công chức Văn hóa - Xã hội) trước ngày 25 hằng tháng.",
        "3. Đề nghị Ủy ban MTTQ xã và các đoàn thể tuyên truyền đến đoàn viên, hội viên.",
    )
    plan.bold("IV. KINH PHÍ").text("Từ ngân sách xã năm 2026.")
    plan.text("Trên đây là Kế hoạch tuyên truyền CCHC năm 2026 của UBND xã./.")
    plan.text("Nơi nhận:", "- Sở Nội vụ (b/c);", "- Các thôn;", "- Lưu: VT.")
    plan.centred("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn Hòa")
    plan.centred("Phụ lục", "PHÂN CÔNG NHIỆM VỤ").text("(Kèm theo Kế hoạch số 15/KH-UBND ngày 10/02/2026)")
    plan.table(
        [
            ["Số TT", "Thời gian hoàn thành", "Nội dung công việc", "Người thực hiện", "Đơn vị cùng phối hợp",
             "Kết quả đầu ra", "Kinh phí (nghìn đồng)"],
            ["I", "Tuyên truyền trên loa", "", "", "", "", ""],
            ["1", "02 lần/tuần", "Phát thanh trên hệ thống loa truyền thanh các thôn", "Các thôn", "Công chức VH-XH",
             "Bản tin phát thanh", ""],
            ["2", "Quý II", "Tổ chức hội nghị đối thoại với Nhân dân", "UBND xã", "UBMTTQ xã; các đoàn thể",
             "01 hội nghị", "5.000"],
            ["3", "Trước ngày 30/4/2026", "Lắp đặt pa nô tại trung tâm xã", "Phòng Kinh tế", "Các thôn", "05 pa nô",
             "12.500"],
            ["", "", "Tổng cộng", "", "", "", "17.500"],
        ]
    )  # fmt: skip
    return plan.bytes()


def test_a_commune_is_read_by_the_words_of_its_columns_in_any_order(commune: bytes) -> None:
    tasks = by_ref(read_docx(commune).plan["tasks"])
    assert list(tasks) == ["PL.I", "PL.1", "PL.2", "PL.3"]
    assert tasks["PL.I"]["title"] == "Tuyên truyền trên loa" and tasks["PL.I"]["obligations"] == []
    assert tasks["PL.1"]["lead"] == ["Các thôn"] and tasks["PL.1"]["support"] == ["Công chức Văn hóa - Xã hội"]
    assert tasks["PL.2"]["support"] == ["Ủy ban Mặt trận Tổ quốc Việt Nam xã", "Các đoàn thể"]
    assert tasks["PL.2"]["amount_vnd"] == 5_000_000 and tasks["PL.3"]["amount_vnd"] == 12_500_000


def test_a_product_that_is_a_number_of_things_says_how_many(commune: bytes) -> None:
    [panels] = by_ref(read_docx(commune).plan["tasks"])["PL.3"]["obligations"]
    assert (panels["min"], panels["max"], panels["unit"], panels["every"]) == (5, 5, "pa nô", "once")
    assert panels["due"] == {"dates": ["2026-04-30"], "strict": True}


def test_what_hamlets_and_officers_owe_is_read_out_of_prose(commune: bytes) -> None:
    charges = by_ref(read_docx(commune).plan["responsibilities"])
    articles, report = charges["III.1"]["obligations"]
    assert (articles["min"], articles["max"], articles["every"], articles["unit"]) == (2, None, "month", "tin, bài")
    assert articles["channel"] == "Trang thông tin điện tử xã" and articles["inferred"] == []
    assert report["report"] and report["to_agency"] == "Ủy ban nhân dân xã" and report["every"] == "quarter"
    assert report["due"] == {"day": 20, "strict": True}
    airing, monthly = charges["III.2"]["obligations"]
    assert (airing["who"], airing["min"], airing["every"], airing["share"]) == (["Các thôn"], 2, "week", "each")
    assert monthly["report"] and monthly["due"] == {"day": 25, "strict": True}
    assert charges["III.3"]["obligations"][0]["request"]


def test_the_end_of_a_commune_plan_without_a_signature_table(commune: bytes) -> None:
    plan = read_docx(commune).plan
    signer = {"capacity": "TM. ỦY BAN NHÂN DÂN", "title": "CHỦ TỊCH", "name": "Trần Văn Hòa"}
    assert plan["document"]["signer"] == signer
    assert plan["document"]["recipients"] == ["Sở Nội vụ", "Các thôn"]
    assert plan["document"]["issuer"] == "Ủy ban nhân dân xã Sơn Ninh"
    assert [entry["text"] for entry in plan["body"] if entry["part"] == "closing"] == [
        "Trên đây là Kế hoạch tuyên truyền CCHC năm 2026 của UBND xã./."
    ]


def test_shares_in_a_target_are_measured_each(commune: bytes) -> None:
    [target] = read_docx(commune).plan["targets"]
    assert target["measures"] == [{"percent": 80, "of": "hộ dân"}, {"percent": 90, "of": "hồ sơ"}]


@pytest.fixture
def issued_by_decision(plan_builder: Callable[[], Any]) -> bytes:
    plan = plan_builder()
    plan.head(["UBND TỈNH LÂM ĐỒNG", "SỞ NỘI VỤ", "Số: 45/QĐ-SNV"], [*MOTTO, "Lâm Đồng, ngày 03 tháng 3 năm 2026"])
    plan.centred("QUYẾT ĐỊNH", "Về việc ban hành Kế hoạch truyền thông cải cách hành chính năm 2026")
    plan.centred("GIÁM ĐỐC SỞ NỘI VỤ").text(
        "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025;",
        "Căn cứ Quyết định số 282/QĐ-TTg ngày 12/02/2026 của Thủ tướng Chính phủ;",
        "Theo đề nghị của Chánh Văn phòng Sở.",
    )
    plan.centred("QUYẾT ĐỊNH:").text(
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch truyền thông cải cách hành chính năm 2026.",
        "Điều 2. Chánh Văn phòng Sở, Trưởng các phòng chịu trách nhiệm thi hành Quyết định này./.",
    )
    plan.head(["Nơi nhận:", "- Như Điều 2;", "- UBND tỉnh;", "- Lưu: VT."], ["GIÁM ĐỐC", "", "Nguyễn Thị Bích Ngọc"])
    plan.head(["UBND TỈNH LÂM ĐỒNG", "SỞ NỘI VỤ"], MOTTO)
    plan.centred("KẾ HOẠCH", "Truyền thông cải cách hành chính năm 2026 của Sở Nội vụ")
    plan.centred("(Ban hành kèm theo Quyết định số 45/QĐ-SNV ngày 03/3/2026)", bold=False)
    plan.bold("A. MỤC TIÊU").text("Góp phần nâng cao Chỉ số CCHC của tỉnh.").bold("B. NHIỆM VỤ CỤ THỂ")
    plan.bold("1. Mở chuyên mục CCHC trên Báo và Phát thanh, Truyền hình Lâm Đồng").text(
        "- Đơn vị chủ trì: Văn phòng Sở.",
        "- Đơn vị phối hợp: Báo và phát thanh, truyền hình Lâm Đồng; các phòng chuyên môn.",
        "- Thời gian thực hiện: 04 số/tháng.",
    )
    plan.bold("2. Tổ chức tập huấn kỹ năng truyền thông CCHC").text(
        "- Chủ trì: Phòng Cải cách hành chính.", "- Thời gian: Tháng 5/2026.", "- Kinh phí: 150 triệu đồng."
    )
    plan.bold("C. TỔ CHỨC THỰC HIỆN").text(
        "- Văn phòng Sở theo dõi, đôn đốc; định kỳ 6 tháng, năm báo cáo Giám đốc Sở.",
        "- Các phòng, đơn vị thuộc Sở: mỗi quý viết tối thiểu 02 tin, bài gửi Văn phòng Sở.",
    )
    return plan.bytes()


def test_a_plan_issued_by_a_decision_takes_number_date_and_signer_from_it(issued_by_decision: bytes) -> None:
    plan = read_docx(issued_by_decision).plan
    document = plan["document"]
    assert (document["type"], document["number"], document["issued_on"]) == ("Kế hoạch", "45/QĐ-SNV", "2026-03-03")
    assert document["issuer"] == "Sở Nội vụ tỉnh Lâm Đồng" and document["place"] == "Lâm Đồng"
    assert document["subject"] == "Truyền thông cải cách hành chính năm 2026 của Sở Nội vụ"
    assert document["signer"] == {"capacity": None, "title": "GIÁM ĐỐC", "name": "Nguyễn Thị Bích Ngọc"}
    assert document["recipients"] == ["Ủy ban nhân dân tỉnh"]
    assert [(r["type"], r["number"]) for r in document["references"]] == [
        ("Luật", "72/2025/QH15"), ("Quyết định", "282/QĐ-TTg")
    ]  # fmt: skip
    assert len(plan["bases"]) == 3
    assert any("Quyết định" in sentence for sentence in plan["warnings"])


def test_tasks_written_as_points_are_tasks_too(issued_by_decision: bytes) -> None:
    tasks = by_ref(read_docx(issued_by_decision).plan["tasks"])
    assert tasks["B.1"]["lead"] == ["Văn phòng Sở"]
    assert tasks["B.1"]["support"] == ["Báo và phát thanh, truyền hình Lâm Đồng", "Các phòng chuyên môn"]
    [column] = tasks["B.1"]["obligations"]
    assert (column["min"], column["max"], column["every"], column["unit"]) == (4, 4, "month", "số")
    assert tasks["B.2"]["amount_vnd"] == 150_000_000
    [training] = tasks["B.2"]["obligations"]
    assert (training["from"], training["to"], training["every"]) == ("2026-05-01", "2026-05-31", "once")


def test_a_plan_typed_with_decomposed_letters_reads_the_same(commune: bytes, plan_builder: Callable[[], Any]) -> None:
    lines = ["1. Sở Nội vụ: hằng tháng cung cấp thông tin cho Báo Hà Tĩnh."]
    readings = []
    for form in ("NFC", "NFD"):
        plan = plan_builder().centred(*(unicodedata.normalize(form, t) for t in ("KẾ HOẠCH", "Tuyên truyền năm 2026")))
        plan.bold(unicodedata.normalize(form, "I. TỔ CHỨC THỰC HIỆN"))
        plan.text(*(unicodedata.normalize(form, line).replace("Đ", "Ð") for line in lines))
        readings.append(read_docx(plan.bytes()).plan)
    assert readings[0] == readings[1]


def test_sections_keep_the_numbers_they_print_even_where_one_is_skipped(plan_builder: Callable[[], Any]) -> None:
    plan = plan_builder().centred("KẾ HOẠCH", "Tuyên truyền năm 2026").bold("I. MỤC ĐÍCH").text("Nâng cao.")
    plan.bold("III. TỔ CHỨC THỰC HIỆN").text("1. Sở Nội vụ: đôn đốc thực hiện Kế hoạch.", "4. Sở Tư pháp: phổ biến.")
    read = read_docx(plan.bytes()).plan
    assert [entry["ref"] for entry in read["responsibilities"]] == ["III.1", "III.4"]


def test_sub_rows_of_a_merged_row_share_its_title(plan_builder: Callable[[], Any]) -> None:
    plan = plan_builder().centred("KẾ HOẠCH", "Tuyên truyền năm 2026").text("I. NỘI DUNG", "- Cải cách TTHC.")
    plan.centred("PHỤ LỤC").table(
        [
            ["TT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Thời gian", "Mức độ"],
            ["1", "Duy trì chuyên mục", "Chuyên mục A trên Báo Hà Tĩnh", "Báo Hà Tĩnh", "02 số/tháng", "Cao"],
            ["^", "^", "Chuyên mục B trên Đài PT&TH tỉnh", "Đài PT&TH tỉnh", "Sớm nhất có thể", ""],
        ]
    )
    read = read_docx(plan.bytes()).plan
    assert [(task["ref"], task["title"]) for task in read["tasks"]] == [
        ("PL.1.1", "Duy trì chuyên mục"), ("PL.1.2", "Duy trì chuyên mục")
    ]  # fmt: skip
    assert read["tasks"][1]["lead"] == ["Đài Phát thanh và Truyền hình tỉnh"]
    assert read["tasks"][0]["note"] == "Mức độ: Cao"
    assert any("Mức độ" in sentence for sentence in read["warnings"])
    assert any("Sớm nhất có thể" in sentence for sentence in read["warnings"])


def test_progress_runs_from_nothing_to_the_whole(commune: bytes) -> None:
    told: list[tuple[float, str]] = []
    read_docx(commune, progress=lambda fraction, sentence: told.append((fraction, sentence)))
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions) and fractions[0] == 0.0 and fractions[-1] == 1.0
    assert all(sentence for _, sentence in told)


@pytest.fixture
def ward(plan_builder: Callable[[], Any]) -> bytes:
    plan = plan_builder().text("ỦY BAN NHÂN DÂN", "PHƯỜNG AN PHÚ", "Số: 112/KH-UBND").centred(*MOTTO)
    plan.text("An Phú, ngày 5 tháng 3 năm 2026").bold("KẾ HOẠCH", "Truyền thông cải cách hành chính năm 2026")
    plan.text("Căn cứ Kế hoạch số 25/KH-UBND ngày 20/01/2026; UBND phường ban hành kế hoạch với các nội dung sau:")
    plan.bold("I/ NỘI DUNG THỰC HIỆN:").table(
        [
            ["STT", "Nội dung", "Phân công thực hiện", "", "Thời gian thực hiện"],
            ["", "", "Chủ trì", "Phối hợp", ""],
            ["A", "CÔNG TÁC CHỈ ĐẠO", "", "", ""],
            ["1", "Ban hành Kế hoạch truyền thông CCHC", "Phòng VH-XH", "Văn phòng HĐND và UBND", "Tháng 3/2026"],
            ["B", "TRUYỀN THÔNG", "", "", ""],
            ["1", "Phát thanh trên Đài truyền thanh phường", "Trung tâm Cung ứng dịch vụ công", "Các khu phố",
             "02 lần/tuần"],
        ]
    )  # fmt: skip
    plan.bold("II/ TỔ CHỨC THỰC HIỆN:").text(
        "* Phòng Văn hóa - Xã hội:",
        "- Báo cáo UBND phường quý, 6 tháng và năm.",
        "* Các khu phố: thông báo trên bảng tin.",
    )
    plan.text("Nơi nhận:\tTM. ỦY BAN NHÂN DÂN", "- TT.ĐU, TT.HĐND phường;\tCHỦ TỊCH", "- Lưu: VT.", "\tĐỗ Thị Thu Hà")
    return plan.bytes()


def test_a_ward_without_any_layout_table_still_has_its_head_and_foot(ward: bytes) -> None:
    document = read_docx(ward).plan["document"]
    assert (document["type"], document["number"], document["issued_on"]) == ("Kế hoạch", "112/KH-UBND", "2026-03-05")
    assert document["issuer"] == "Ủy ban nhân dân phường An Phú"
    assert document["signer"]["name"] == "Đỗ Thị Thu Hà" and document["signer"]["title"] == "CHỦ TỊCH"
    assert document["recipients"] == ["Thường trực Đảng ủy, Thường trực Hội đồng nhân dân phường"]


def test_numbers_that_begin_again_are_told_apart_by_their_group(ward: bytes) -> None:
    tasks = by_ref(read_docx(ward).plan["tasks"])
    assert list(tasks) == ["I.A", "I.A.1", "I.B", "I.B.1"]
    assert tasks["I.A.1"]["lead"] == ["Phòng Văn hóa - Xã hội"]
    assert tasks["I.A.1"]["support"] == ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường"]


def test_a_reporting_series_is_one_obligation_a_period(ward: bytes) -> None:
    [charged, _] = read_docx(ward).plan["responsibilities"]
    assert [(o["every"], o["report"], o["to_agency"]) for o in charged["obligations"]] == [
        (every, True, "Ủy ban nhân dân phường") for every in ("quarter", "half-year", "year")
    ]


def test_the_demonstration_plan_is_read_without_a_doubt() -> None:
    data = (Path(lantoa.__file__).parent / "demo" / "data" / "ke-hoach-tinh.docx").read_bytes()
    reading = read_docx(data)
    assert reading.plan["warnings"] == []
    assert set(reading.confidence.values()) == {1.0}
    turns = [o for t in reading.plan["tasks"] if t["ref"] in ("PL.5", "PL.6") for o in t["obligations"]]
    assert len(turns) == 8 and len({(o["from"], o["to"], o["who"][0]) for o in turns}) == 8
