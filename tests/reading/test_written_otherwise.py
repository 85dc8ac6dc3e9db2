"""Plans that say who, what and when elsewhere than in the usual columns."""

from collections.abc import Callable
from typing import Any

import pytest

from lantoa.reading import read_docx

MOTTO = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Phú Lộc, ngày 09 tháng 02 năm 2026"]
SUBJECT = "Tuyên truyền cải cách hành chính nhà nước năm 2026"


@pytest.fixture
def plan(plan_builder: Callable[[], Any]) -> Any:
    built = plan_builder().head(["ỦY BAN NHÂN DÂN", "XÃ PHÚ LỘC", "Số: 07/KH-UBND"], MOTTO)
    return built.centred("KẾ HOẠCH").text(SUBJECT).bold("I. MỤC ĐÍCH").text("Tạo đồng thuận trong Nhân dân.")


def first(built: Any, number: int = 0) -> tuple[dict[str, Any], dict[str, Any]]:
    task = read_docx(built.bytes()).plan["tasks"][number]
    return task, task["obligations"][0]


def test_a_subject_that_is_neither_bold_nor_centred_is_found(plan: Any) -> None:
    assert read_docx(plan.bytes()).plan["document"]["subject"] == SUBJECT


def test_a_point_that_names_its_doers_in_brackets_is_a_task(plan: Any) -> None:
    plan.bold("II. NHIỆM VỤ").text(
        "1. Tuyên truyền trên Đài truyền thanh xã: mỗi tuần ít nhất 02 tin, bài (Phòng Văn hóa - Xã hội chủ trì, "
        "Văn phòng HĐND và UBND xã phối hợp).",
        "2. Phát 2.000 tờ rơi, hoàn thành trước 30/6/2026 (chủ trì: Phòng Kinh tế; phối hợp: các thôn).",
    )
    task, owed = first(plan)
    assert task["lead"] == ["Phòng Văn hóa - Xã hội"]
    assert task["support"] == ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"]
    assert (owed["min"], owed["every"], owed["channel"]) == (2, "week", "Đài truyền thanh xã")
    task, owed = first(plan, 1)
    assert (task["lead"], task["support"]) == (["Phòng Kinh tế"], ["Các thôn"])
    assert (owed["min"], owed["unit"], owed["to"]) == (2000, "tờ", "2026-06-30")


def test_rows_under_a_quarter_are_done_in_that_quarter(plan: Any) -> None:
    plan.bold("II. TIẾN ĐỘ").table(
        [["TT", "Nội dung", "Hình thức", "Đơn vị thực hiện"], ["", "Quý I/2026", "", ""],
         ["1", "Tuyên truyền Chương trình tổng thể", "Tin, bài trên Trang thông tin điện tử xã", "Văn phòng UBND xã"],
         ["", "Quý II/2026", "", ""], ["2", "Giới thiệu mô hình một cửa", "Tờ rơi (1.000 tờ)", "Phòng Kinh tế"]]
    )  # fmt: skip
    tasks = {task["ref"]: task["obligations"][0] for task in read_docx(plan.bytes()).plan["tasks"]}
    assert [(o["from"], o["to"]) for o in tasks.values()] == [
        ("2026-01-01", "2026-03-31"),
        ("2026-04-01", "2026-06-30"),
    ]
    assert [o["what"] for o in tasks.values()] == [
        "tin, bài tuyên truyền Chương trình tổng thể",
        "tờ rơi (1.000 tờ) giới thiệu mô hình một cửa",
    ]
    assert [o["min"] for o in tasks.values()] == [1, 1000]


def test_a_column_of_months_says_when(plan: Any) -> None:
    plan.bold("II. LỊCH").table(
        [["Tháng", "Chủ đề tuyên truyền", "Số lượng", "Đơn vị chủ trì"],
         ["Tháng 3", "Thanh toán không dùng tiền mặt", "03 bài", "Phòng Kinh tế"]]
    )  # fmt: skip
    _, owed = first(plan)
    assert (owed["from"], owed["to"], owed["min"], owed["unit"]) == ("2026-03-01", "2026-03-31", 3, "bài")
    assert owed["what"] == "tuyên truyền: Thanh toán không dùng tiền mặt"


def test_a_task_in_one_column_and_its_activities_in_the_next(plan: Any) -> None:
    plan.bold("II. PHÂN CÔNG").table(
        [["STT", "Nhiệm vụ", "Hoạt động", "Chủ trì", "Thời gian"],
         ["1", "Tuyên truyền trên Cổng", "a) Cập nhật văn bản mới", "Văn phòng Sở", "Thường xuyên"],
         ["", "", "b) Đăng tin, bài về CCHC", "Phòng Kế hoạch", "Ít nhất 04 bài/quý"]]
    )  # fmt: skip
    task, owed = first(plan)
    assert (task["title"], owed["what"]) == ("Tuyên truyền trên Cổng: Cập nhật văn bản mới", "cập nhật văn bản mới")


def test_a_product_that_is_a_rate_says_how_many(plan: Any) -> None:
    plan.bold("II. NHIỆM VỤ").table(
        [["TT", "Nhiệm vụ", "Chủ trì", "Thời gian", "Sản phẩm"],
         ["1", "Viết tin, bài về CCHC", "Văn phòng Sở", "Hằng tháng, trước ngày 25", "02 tin, bài/tháng"],
         ["2", "Xây dựng 06 phóng sự về CCHC", "Phòng Báo chí", "Quý II - Quý IV/2026", ""]]
    )  # fmt: skip
    assert (first(plan)[1]["min"], first(plan)[1]["due"]) == (2, {"day": 25, "strict": True})
    assert (first(plan, 1)[1]["min"], first(plan, 1)[1]["unit"]) == (6, "phóng sự")


def test_a_day_of_each_month_is_a_date_though_it_names_no_month(plan: Any) -> None:
    plan.bold("II. TỔ CHỨC THỰC HIỆN").text(
        "1. Phòng Văn hóa - Xã hội theo dõi, báo cáo kết quả định kỳ hằng tháng trước ngày 20.",
        "2. Các đơn vị được phân công gửi bài về Phòng Văn hóa - Xã hội trước ngày 10 hằng tháng.",
    )
    reporting, sending = read_docx(plan.bytes()).plan["responsibilities"]
    assert [o["due"] for o in reporting["obligations"] if o["report"]] == [{"day": 20, "strict": True}]
    assert sending["obligations"][0]["what"] == "gửi bài về Phòng Văn hóa - Xã hội"


def test_what_a_plan_for_a_quarter_asks_keeps_to_that_quarter(plan: Any) -> None:
    plan.bold("II. THỜI GIAN THỰC HIỆN").text("Từ ngày 01/7/2026 đến ngày 30/9/2026.").bold("III. CÔNG VIỆC").table(
        [["Nội dung", "Đơn vị chủ trì", "Thời gian"],
         ["1. Ra quân tổ công nghệ số cộng đồng", "Phòng Văn hóa - Xã hội", "Ngày 04/7/2026"],
         ["2. Livestream giải đáp thủ tục hành chính", "Văn phòng UBND xã", "02 buổi/tháng"]]
    )  # fmt: skip
    owed = [task["obligations"][0] for task in read_docx(plan.bytes()).plan["tasks"]]
    assert [(o["from"], o["to"], o["min"]) for o in owed] == [
        ("2026-07-04", "2026-07-04", 1),
        ("2026-07-01", "2026-09-30", 2),
    ]


def test_a_date_in_a_column_of_ends_is_the_last_day(plan: Any) -> None:
    plan.bold("II. NHIỆM VỤ").table(
        [["STT", "Nội dung công việc", "Người phụ trách", "Yêu cầu sản phẩm", "Mốc hoàn thành"],
         ["1", "Niêm yết bộ thủ tục hành chính", "Phòng Kinh tế", "Bảng niêm yết", "31/01/2026"],
         ["2", "Tổ chức 02 hội nghị tuyên truyền", "Phòng Kinh tế", "02 hội nghị", "Tháng 5 và tháng 9"]]
    )  # fmt: skip
    posting, meetings = read_docx(plan.bytes()).plan["tasks"]
    assert posting["obligations"][0]["due"]["dates"] == ["2026-01-31"]
    assert [(o["from"], o["min"]) for o in meetings["obligations"]] == [("2026-05-01", 1), ("2026-09-01", 1)]


def test_a_rate_in_a_title_gives_its_number_to_the_time(plan: Any) -> None:
    plan.bold("II. NHIỆM VỤ").table(
        [["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"],
         ["1", "Đăng ít nhất 01 tin, bài/tuần về CCHC trên Trang thông tin điện tử", "Văn phòng Sở", "Hằng tuần"]]
    )  # fmt: skip
    _, owed = first(plan)
    assert (owed["what"], owed["min"], owed["max"], owed["every"]) == ("đăng tin, bài về CCHC", 1, None, "week")


def test_two_dates_are_two_reports(plan: Any) -> None:
    plan.bold("II. TỔ CHỨC THỰC HIỆN").text(
        "1. Giao Phòng Văn hóa - Xã hội tổng hợp, báo cáo UBND xã trước ngày 15/6 và 15/12.",
        "2. Giao Trung tâm Cung ứng dịch vụ công phát thanh ít nhất 03 buổi/tuần.",
    )
    reports, airing = read_docx(plan.bytes()).plan["responsibilities"]
    assert [o["to"] for o in reports["obligations"]] == ["2026-06-15", "2026-12-15"]
    assert airing["agencies"] == ["Trung tâm Cung ứng dịch vụ công"]


def test_in_its_own_plan_the_front_gives_its_bodies_work(plan_builder: Callable[[], Any]) -> None:
    built = plan_builder().head(["ỦY BAN MTTQ VIỆT NAM", "TỈNH HẢI AN", "Số: 05/KH-MTTQ"], MOTTO)
    built.centred("KẾ HOẠCH", SUBJECT).bold("I. TỔ CHỨC THỰC HIỆN").text(
        "1. Ban Tuyên giáo: tổng hợp báo cáo trước ngày 10/12/2026.",
        "2. Ủy ban MTTQ Việt Nam các xã, phường: gửi kế hoạch trước ngày 15/3/2026.",
    )
    owed = [o for entry in read_docx(built.bytes()).plan["responsibilities"] for o in entry["obligations"]]
    assert owed and not any(o["request"] for o in owed)
