"""The worked example: a quarterly report with statistics and tasks, opened by another office suite."""

from lantoa.paper import write_docx


def test_a_quarterly_report_opens_elsewhere_and_says_what_it_should(report, pdf_text):
    text = " ".join(pdf_text(write_docx(report())).split())
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 09/BC-SNV",
        "Hồng Lam, ngày 02 tháng 7 năm 2026",
        "Kính gửi: Ủy ban nhân dân tỉnh Hồng Lam.",
        "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
        "1.234",
        "113,3",
        "kính báo cáo Ủy ban nhân dân tỉnh./.",
        "KT. GIÁM ĐỐC",
        "Trần Thị Minh Hạnh",
        "TIẾN ĐỘ TỪNG NHIỆM VỤ",
        "03-04 số/tháng",
    ):
        assert words in text, words


def test_the_statistics_table_holds_the_figures_it_was_given(report, opened):
    statistics = opened(report()).tables[1]
    assert [cell.text for cell in statistics.rows[0].cells] == [
        "TT", "Kênh, hình thức", "ĐVT", "Kế hoạch kỳ", "Thực hiện trong kỳ", "Lũy kế năm", "% kế hoạch", "Ghi chú",
    ]  # fmt: skip
    assert [cell.text for cell in statistics.rows[2].cells][3:7] == ["6", "5", "11", "83,3"]
    assert [cell.text for cell in statistics.rows[4].cells][2:6] == ["Cộng", "21", "23", "1.246"]
