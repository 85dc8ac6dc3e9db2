"""Help on timing: every example is answered by the grammar, and a phrase can be tried."""

import pytest
from django.urls import reverse

from lantoa.desk.views.help import FAMILIES, families

UNDERSTOOD = {title for title, _, _ in FAMILIES} - {"Không tính thành việc"}


def ask(client, phrase, year="2026", **headers):
    return client.get(reverse("desk:help_timing"), {"cum-tu": phrase, "nam": year}, headers=headers)


@pytest.mark.parametrize("year", [2026, 2027])
def test_every_example_of_a_family_is_understood_and_the_others_ask_for_nothing(year):
    for family in families(year):
        for example in family.examples:
            assert bool(example.previews) == (family.title in UNDERSTOOD), example.phrase


def test_the_page_shows_what_each_example_means_in_the_year_of_the_plan(signed_in_as):
    page = ask(signed_in_as("xa"), "", "2026").content.decode()
    assert "4 số mỗi tháng (tổng số 48), từ 01/01/2026 đến hết 31/12/2026." in page
    assert "12 kỳ, hạn 25/01, 25/02, 25/03 … 25/12/2026." in page
    later = ask(signed_in_as("xa"), "", "2027").content.decode()
    assert "25/01, 25/02, 25/03 … 25/12/2027." in later


def test_a_phrase_typed_is_answered_with_sentence_and_dates_also_without_scripts(signed_in_as):
    page = ask(signed_in_as("xa"), "mỗi quý 01 tin, bài, trước ngày 20 tháng cuối quý").content.decode()
    assert "<html" in page
    assert "1 tin, bài mỗi quý" in page
    for day in ("Thứ Năm, 19/03/2026", "Thứ Sáu, 19/06/2026", "Thứ Bảy, 19/09/2026", "Thứ Bảy, 19/12/2026"):
        assert day in page
    assert "nghỉ, làm việc đến 18/09" in page


def test_typing_is_answered_with_the_answer_alone(signed_in_as):
    answer = ask(signed_in_as("xa"), "hằng tháng màu xanh", **{"HX-Request": "true"}).content.decode()
    assert "<html" not in answer
    assert "12 kỳ" in answer
    assert "Chưa hiểu: “màu xanh”" in answer


@pytest.mark.parametrize(
    ("phrase", "year", "said"),
    [
        ("xin chào", "2026", "Chưa hiểu: “xin chào”"),
        ("Kế hoạch CCHC năm 2024", "2026", "không nói gì về số lượng, thời hạn"),
        ("Theo lịch Ban Tuyên giáo", "2026", "Chưa tính hạn nào cho đến khi có ngày"),
        ("hằng tháng", "20266", "Năm phải từ 2000 đến 2099"),
        ("", "", "Hãy gõ số lượng, thời hạn"),
        ("hằng ngày", "2026", "và 305 kỳ nữa"),
        ("<b>02 tin/tháng", "2026", "&lt;b&gt;"),
    ],
)
def test_whatever_is_typed_gets_an_answer(signed_in_as, phrase, year, said):
    answer = ask(signed_in_as("xa"), phrase, year)
    assert answer.status_code == 200
    assert said in answer.content.decode()


def test_the_year_of_today_is_offered(signed_in_as, settings):
    settings.LANTOA_TODAY = "2027-10-01"
    page = signed_in_as("xa").get(reverse("desk:help_timing")).content.decode()
    assert 'name="nam" value="2027"' in page


@pytest.mark.parametrize(
    ("who", "status"), [("xa", 200), ("tinh", 200), ("lanhdao", 200), ("quantri", 404), ("khach", 302)]
)
def test_help_is_for_those_who_work_here(signed_in_as, who, status):
    for name in ("desk:help", "desk:help_timing"):
        assert signed_in_as(who).get(reverse(name)).status_code == status


def test_help_stands_in_the_menu_and_leads_to_its_pages(signed_in_as):
    page = signed_in_as("xa").get(reverse("desk:help")).content.decode()
    assert "Trợ giúp" in page
    assert reverse("desk:help_timing") in page


def test_the_pages_of_help_ask_the_database_little(signed_in_as, django_assert_max_num_queries):
    client = signed_in_as("xa")
    ask(client, "hằng tháng")
    with django_assert_max_num_queries(8):
        ask(client, "48 số (04 số/tháng); trước ngày 20/3, 20/6, 20/9")
