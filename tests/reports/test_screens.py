"""The screens: who may open them, what they show, what they cost, and the files they give."""

import io
import zipfile
from datetime import date
from urllib.parse import unquote

import docx
import pdfplumber
import pytest
from django.urls import reverse
from lxml import etree

from lantoa.domain.lifecycle import AssignmentKind
from lantoa.reports import operations
from lantoa.reports.models import Binding, Regime, Report
from lantoa.reports.narrative import KEYS
from lantoa.reports.operations.writing import number_mark

LAST = date(2026, 9, 30)


@pytest.fixture
def begun(world, province):
    assignment = world.assign(world.obligation(), province.an_phuc)
    for month, done in ((7, 2), (8, 2), (9, 1)):
        world.duty(assignment, month, done=done)
    for day in (3, 4, 5):
        world.result(province.an_phuc, date(2026, 8, day))
    regime = world.regime(province.an_phuc)
    return operations.open_report(actor=province["xa"], regime=regime, agency=province.an_phuc, last_on=LAST)


@pytest.fixture
def sent(begun, province):
    sections = {key: begun.narrative[key] or "Không phát sinh." for key in KEYS}
    ready = operations.save_narrative(actor=province["xa"], report=begun, version=1, sections=sections)
    return operations.submit_report(actor=province["xa"], report=ready, version=ready.version)


def at(name, report):
    return reverse(f"reports:{name}", args=[report.public_id])


def status_of(client, url):
    """The status of a page or a file, the file closed again."""
    answer = client.get(url)
    answer.close()
    return answer.status_code


READING = ("detail", "docx", "pdf", "xlsx", "results")
WRITING = ("edit", "submit", "number")


@pytest.mark.parametrize("name", READING + WRITING)
@pytest.mark.parametrize("who", ["xa_khac", "so", "bientap", "vanthu", "tinh", "giamsat", "lanhdao", "quantri"])
def test_a_draft_does_not_exist_for_strangers_and_not_yet_for_its_receiver(begun, signed_in_as, who, name):
    assert status_of(signed_in_as(who), at(name, begun)) == 404


@pytest.mark.parametrize("name", READING)
@pytest.mark.parametrize(
    ("who", "status"),
    [("xa", 200), ("tinh", 200), ("giamsat", 200), ("lanhdao", 200), ("xa_khac", 404), ("so", 404), ("quantri", 404)],
)
def test_a_sent_report_is_read_by_its_body_its_receiver_and_those_above(sent, signed_in_as, who, status, name):
    assert status_of(signed_in_as(who), at(name, sent)) == status


def test_who_is_signed_out_is_asked_to_sign_in(sent, signed_in_as):
    for name in READING + WRITING:
        assert signed_in_as("khach").get(at(name, sent)).status_code == 302
    assert signed_in_as("khach").get(reverse("reports:list")).status_code == 302


def test_others_cannot_write_send_or_decide_by_posting(begun, signed_in_as):
    for who in ("xa_khac", "tinh", "giamsat", "lanhdao"):
        for name in ("edit", "submit", "number", "decide"):
            assert signed_in_as(who).post(at(name, begun), {"lam": "nhan"}).status_code in (404, 405)
    begun.refresh_from_db()
    assert begun.state == "draft"


def test_the_officer_goes_from_the_list_to_a_sent_report(world, province, signed_in_as):
    world.result(province.an_phuc, date(2026, 8, 3))
    world.regime(province.an_phuc, since=date(2026, 7, 1))
    client = signed_in_as("xa")
    page = client.get(reverse("reports:list")).content.decode()
    assert "Báo cáo Quý III/2026" in page
    regime = Regime.objects.get()
    begin = reverse("reports:begin", args=[regime.public_id, province.an_phuc.public_id, "2026-09-30"])
    assert begin in page
    assert "Tin, bài" in client.get(begin).content.decode()
    assert not Report.objects.exists(), "looking makes nothing"
    client.post(begin)
    report = Report.objects.get()
    typed = {key: report.narrative[key] or "Không phát sinh." for key in KEYS} | {"version": "1", "lam": "gui"}
    assert client.post(at("edit", report), typed).url == at("submit", report)
    assert "Số liệu sẽ chốt" in client.get(at("submit", report)).content.decode()
    client.post(at("submit", report), {"version": "2"})
    report.refresh_from_db()
    assert (report.state, report.figures["done"]["results"]) == ("submitted", 1)
    assert client.get(at("edit", report)).url == at("detail", report)


def test_a_stale_form_comes_back_with_what_was_typed(begun, signed_in_as):
    client = signed_in_as("xa")
    typed = dict.fromkeys(KEYS, "Lời vừa gõ") | {"lam": "luu"}
    assert client.post(at("edit", begun), typed | {"version": "1"}).status_code == 302
    answer = client.post(at("edit", begun), typed | {"version": "1", "I": "Lời gõ muộn"})
    page = answer.content.decode()
    assert (answer.status_code, "Lời gõ muộn" in page, "đã được sửa ở nơi khác" in page) == (422, True, True)


def test_the_receiver_sees_who_sent_and_who_did_not_and_takes_it(sent, world, province, signed_in_as):
    world.regime(province.hong_son, name="Chế độ khác", since=date(2025, 1, 1))
    client = signed_in_as("tinh")
    page = client.get(reverse("reports:list"), {"xem": "gui-den"}).content.decode()
    assert "Ủy ban nhân dân xã An Phúc" in page and "chờ tiếp nhận" in page
    assert "Tiếp nhận báo cáo" in client.get(at("detail", sent)).content.decode()
    refused = client.post(at("decide", sent), {"lam": "tra-lai", "note": ""})
    assert (refused.status_code, "lý do trả lại" in refused.content.decode()) == (422, True)
    for unclear in ({}, {"lam": "xem"}):
        assert client.post(at("decide", sent), unclear).status_code == 422
    sent.refresh_from_db()
    assert sent.state == "submitted"
    client.post(at("decide", sent), {"lam": "nhan"})
    sent.refresh_from_db()
    assert sent.state == "accepted"


def test_a_sent_report_says_what_changed_since_without_changing(sent, world, province, signed_in_as):
    world.result(province.an_phuc, date(2026, 9, 9), quantity=7)
    page = signed_in_as("tinh").get(at("detail", sent)).content.decode()
    assert "Tin, bài: số chốt 3, hiện nay 10 tin, bài" in page


def test_every_done_figure_leads_to_its_results(begun, world, province, signed_in_as):
    world.result(province.an_phuc, date(2026, 3, 3), title="Tin tháng Ba")
    client = signed_in_as("xa")
    page = client.get(at("edit", begun)).content.decode()
    here = at("results", begun)
    assert f'<a href="{here}?loai=article&amp;kenh=own-site">3</a>' in page
    assert f'<a href="{here}?loai=article&amp;kenh=own-site&amp;ca-nam=1">4</a>' in page
    inside = client.get(here, {"loai": "article", "kenh": "own-site"}).content.decode()
    assert inside.count("Tin ngày") == 3 and "Tin tháng Ba" not in inside
    assert "Tin tháng Ba" in client.get(here, {"loai": "article", "ca-nam": "1"}).content.decode()


def test_the_word_file_holds_the_figures_and_is_signed_as_its_body_signs(sent, province, signed_in_as):
    document = docx.Document(io.BytesIO(signed_in_as("xa").get(at("docx", sent)).content))
    statistics = next(table for table in document.tables if "Kênh, hình thức" in table.rows[0].cells[1].text)
    cells = [[cell.text for cell in row.cells] for row in statistics.rows]
    assert ["1", "Tin, bài", "tin, bài", "6", "3", "3", "50", ""] in cells
    text = "\n".join(
        [paragraph.text for paragraph in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    for words in (
        "ỦY BAN NHÂN DÂN\nXÃ AN PHÚC",
        "Kính gửi: Sở Nội vụ.",
        "Kết quả tuyên truyền cải cách hành chính Quý III năm 2026",
        "IV. KINH PHÍ THỰC HIỆN",
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
        "Nơi nhận:\n- Như trên;",
        "KẾT QUẢ THỰC HIỆN TỪNG NHIỆM VỤ",
        "5/6 tin, bài",
        "Số:       /BC-UBND",
        "An Phúc, ngày … tháng … năm 2026",
    ):
        assert words in text, words


def test_the_word_file_takes_the_clerks_number_and_a_deputys_signature(sent, province, signed_in_as):
    client = signed_in_as("xa")
    typed = {"number": "45/BC-UBND", "signed_on": "01/10/2026", "signer_capacity": "KT. Chủ tịch"}
    typed["seen"] = number_mark(sent)
    answer = client.post(at("number", sent), typed | {"signer_title": "Phó Chủ tịch", "signer_name": "Lê Văn An"})
    assert answer.url == at("detail", sent)
    document = docx.Document(io.BytesIO(client.get(at("docx", sent)).content))
    text = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "Số: 45/BC-UBND" in text and "ngày 01 tháng 10 năm 2026" in text
    assert "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn An" in text


def test_a_department_is_signed_by_its_director_under_the_committees_name(world, province, signed_in_as):
    regime = world.regime(province.khcn)
    report = operations.open_report(actor=province["so"], regime=regime, agency=province.khcn, last_on=LAST)
    document = docx.Document(io.BytesIO(signed_in_as("so").get(at("docx", report)).content))
    text = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "ỦY BAN NHÂN DÂN\nTỈNH HỒNG LAM\nSỞ KHOA HỌC VÀ CÔNG NGHỆ" in text
    assert "GIÁM ĐỐC" in text and "TM." not in text and "Hồng Lam, ngày" in text


def test_the_pdf_says_what_the_word_file_says_under_a_name_of_the_office(sent, signed_in_as):
    answer = signed_in_as("xa").get(at("pdf", sent))
    assert answer["Content-Type"] == "application/pdf"
    assert "Báo cáo Quý III năm 2026, Xã An Phúc.pdf" in unquote(answer["Content-Disposition"])
    with pdfplumber.open(io.BytesIO(answer.content)) as pages:
        text = " ".join("\n".join(page.extract_text() for page in pages.pages).split())
    for words in ("Kính gửi: Sở Nội vụ.", "Quý III năm 2026", "TM. ỦY BAN NHÂN DÂN", "5/6 tin, bài"):
        assert words in text, words


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_text_no_document_holds_is_said_in_a_sentence(begun, signed_in_as, form):
    Report.objects.filter(pk=begun.pk).update(narrative=begun.narrative | {"IV": "đã chi \x01 triệu"})
    answer = signed_in_as("xa").get(at(form, begun), follow=True)
    assert answer.redirect_chain == [(at("detail", begun), 302)]
    assert answer.context["messages"]


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_taking_a_report_away_costs_a_fixed_number_of_queries(sent, signed_in_as, django_assert_max_num_queries, form):
    client = signed_in_as("xa")
    with django_assert_max_num_queries(14):
        client.get(at(form, sent))


def test_the_workbook_holds_the_same_figures(sent, signed_in_as):
    answer = signed_in_as("tinh").get(at("xlsx", sent))
    data = b"".join(answer.streaming_content)
    answer.close()
    sheet = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml"))
    rows = [["".join(cell.itertext()) for cell in row] for row in sheet.iter("{*}row")]
    assert ["Tin, bài", "tin, bài", "6", "3", "3", "50", ""] in rows


@pytest.mark.parametrize("rows", [1, 30])
def test_a_report_page_costs_the_same_with_one_task_and_with_thirty(
    begun, world, province, signed_in_as, django_assert_max_num_queries, rows
):
    for _ in range(rows):
        assignment = world.assign(world.obligation(), province.an_phuc)
        world.credit(world.result(province.an_phuc, date(2026, 8, 8)), assignment, world.duty(assignment, 8))
    client = signed_in_as("xa")
    with django_assert_max_num_queries(22):
        assert client.get(at("edit", begun)).content.decode().count("Nhiệm vụ ") > rows


@pytest.mark.parametrize("rows", [1, 30])
def test_the_lists_cost_the_same_with_one_report_and_with_thirty(
    world, province, make_communes, signed_in_as, django_assert_max_num_queries, rows
):
    regime = world.regime(province.an_phuc, *make_communes(rows), since=date(2026, 7, 1))
    for reporter in regime.reporters.all():
        Report.objects.create(
            regime=regime,
            agency=reporter.agency,
            starts_on=date(2026, 7, 1),
            last_on=LAST,
            due_on=date(2026, 10, 5),
            created_by=province["xa"],
            created_at="2026-10-01T02:00Z",
        )
    for year in range(rows):
        Report.objects.create(
            regime=regime,
            agency=province.an_phuc,
            starts_on=date(1990 + year, 1, 1),
            last_on=date(1990 + year, 3, 31),
            due_on=date(1990 + year, 4, 5),
            created_by=province["xa"],
            created_at="2026-10-01T02:00Z",
        )
    own, receiver = signed_in_as("xa"), signed_in_as("tinh")
    with django_assert_max_num_queries(9):
        assert own.get(reverse("reports:list")).status_code == 200
    with django_assert_max_num_queries(10):
        page = receiver.get(reverse("reports:list"), {"xem": "gui-den"}).content.decode()
    assert page.count("chưa gửi") > min(rows, 29)


def test_a_cursor_or_filter_that_makes_no_sense_breaks_nothing(world, province, signed_in_as):
    world.regime(province.an_phuc)
    asked = {"xem": "gui-den", "ky": "không", "che-do": "x", "trang": "-1"}
    assert signed_in_as("tinh").get(reverse("reports:list"), asked).status_code == 200
    assert signed_in_as("so").get(reverse("reports:list"), {"xem": "gui-den"}).status_code == 200
    nowhere = reverse("reports:begin", args=["x", province.an_phuc.public_id, "2026-13-45"])
    assert signed_in_as("xa").get(nowhere).status_code == 404


def test_the_coordinator_binds_what_a_plan_asks_to_be_reported(world, province, signed_in_as):
    asked = world.obligation("báo cáo kết quả hằng quý", is_report=True, every="quarter", unit=None, channel=None)
    for agency in province.communes:
        world.assign(asked, agency, AssignmentKind.OWED)
    client = signed_in_as("tinh")
    assert "Báo cáo kết quả hằng quý" in client.get(reverse("reports:regimes")).content.decode()
    bind = at("bind", asked)
    assert client.get(bind).status_code == 200
    typed = {"lam": "moi", "moi-name": "Báo cáo tuyên truyền", "moi-period_kind": "quarter"}
    typed |= {"moi-calendar": "plain", "moi-due_day": "5", "moi-due_month": "next-month"}
    assert client.post(bind, typed | {"moi-starts_on": "31/02/2026"}).status_code == 422
    assert client.post(bind, typed | {"moi-starts_on": "01/01/2026"}).status_code == 422
    typed["moi-token"] = "token-cua-che-do-1"
    for _ in range(2):  # a form sent twice sets up one regime
        assert client.post(bind, typed | {"moi-starts_on": "01/01/2026"}).status_code == 302
    regime = Regime.objects.get()
    assert (regime.due, regime.reporters.count()) == ({"day": 5, "of": "next-month"}, 3)
    assert Binding.objects.get().regime == regime
    assert "Báo cáo kết quả hằng quý" not in client.get(reverse("reports:regimes")).content.decode()
    assert client.post(bind, {"lam": "gan"}).status_code == 422
    for who in ("xa", "lanhdao", "vanthu"):
        assert signed_in_as(who).get(bind).status_code == 404
