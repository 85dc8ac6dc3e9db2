"""What officers type: days, text, counts; and what a form says when something is wrong."""

from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from lantoa.web.forms import BaseForm, CharField, DateField, Select, TextField, WholeNumberField, read_day


@pytest.mark.parametrize(
    "text", ["5/1/2026", "05/01/2026", "5-1-2026", "05.01.2026", " 5 / 1 / 2026 ", "2026-01-05", "5/1/26"]
)
def test_a_day_is_read_as_it_is_typed(text):
    assert read_day(text) == date(2026, 1, 5)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_of_the_century_is_read_back(day):
    assert read_day(f"{day.day}/{day.month}/{day.year}") == read_day(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("5/1/2206", "Năm 2206 có lẽ gõ nhầm: chỉ nhận từ năm 2000 đến năm 2099."),
        ("31/2/2026", "Tháng 2/2026 không có ngày 31, chỉ có từ ngày 1 đến ngày 28."),
        ("0/12/2026", "Tháng 12/2026 không có ngày 0, chỉ có từ ngày 1 đến ngày 31."),
        ("1/13/2026", "Không có tháng 13. Hãy gõ ngày/tháng/năm, ví dụ 05/01/2026."),
        ("hôm qua", "Chưa đọc được ngày. Hãy gõ ngày/tháng/năm, ví dụ 05/01/2026."),
        ("5/1", "Chưa đọc được ngày. Hãy gõ ngày/tháng/năm, ví dụ 05/01/2026."),
    ],
)
def test_a_wrong_day_is_answered_with_what_is_wrong(text, sentence):
    with pytest.raises(ValueError) as told:
        read_day(text)
    assert str(told.value) == sentence


def test_29_february_is_a_day_only_in_leap_years():
    assert read_day("29/2/2028") == date(2028, 2, 29)
    with pytest.raises(ValueError, match="Tháng 2/2026"):
        read_day("29/2/2026")


class Result(BaseForm):
    title = CharField(label="Tên tin, bài", help_text="Như đã đăng trên trang.")
    day = DateField(label="Ngày đăng", earliest_year=2024, latest_year=2027)
    count = WholeNumberField(label="Số lượng", min_value=1)
    note = TextField(label="Ghi chú", required=False)
    channel = forms.ChoiceField(label="Kênh", choices=[("", "Chọn kênh"), ("a", "Cổng")])
    kind = forms.ChoiceField(label="Hình thức", choices=[("1", "Viết mới")], widget=forms.RadioSelect)


GOOD = {"title": "Tin", "day": "5/1/2026", "count": "1.234", "channel": "a", "kind": "1"}


def test_a_form_filled_in_plainly_is_read():
    form = Result(GOOD)
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["day"], form.cleaned_data["count"]) == (date(2026, 1, 5), 1234)


def test_text_is_kept_in_one_normal_form_without_stray_spaces():
    form = Result(
        GOOD | {"title": "  Ca\u0309i  ca\u0301ch\u00a0hành   chính ", "note": " dòng  một \r\n\r\n dòng hai \n"}
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["title"] == "Cải cách hành chính"
    assert form.cleaned_data["note"] == "dòng một\n\ndòng hai"


@pytest.mark.parametrize(("typed", "number"), [("12", 12), (" 1.234 ", 1234), ("1 234 567", 1234567), ("007", 7)])
def test_a_count_may_have_dots_between_thousands(typed, number):
    assert WholeNumberField().clean(typed) == number


@pytest.mark.parametrize("typed", ["1,5", "1.5", "12.34", "nhiều", "1e3"])
def test_what_is_not_a_whole_number_is_refused_and_not_rounded(typed):
    with pytest.raises(forms.ValidationError, match="số nguyên"):
        WholeNumberField().clean(typed)


def test_missing_values_are_named_in_plain_words():
    errors = Result({}).errors
    assert errors["title"] == ["Chưa nhập."]
    assert errors["channel"] == ["Chưa chọn."]


def test_an_authors_own_sentence_is_kept():
    class Form(BaseForm):
        reason = CharField(error_messages={"required": "Hãy nêu lý do đề nghị gia hạn."})

    assert Form({}).errors["reason"] == ["Hãy nêu lý do đề nghị gia hạn."]


def test_help_and_error_are_tied_to_their_field():
    html = str(Result(GOOD | {"title": ""}))
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<label for="id_title">Tên tin, bài</label>' in html


def test_the_summary_counts_the_errors_and_leads_to_each():
    html = str(Result(GOOD | {"title": "", "day": "5/1/2206"}))
    assert "Có 2 chỗ cần sửa" in html
    assert '<a href="#id_title">Tên tin, bài</a>: Chưa nhập.' in html
    assert '<a href="#id_day">Ngày đăng</a>: Năm 2206 có lẽ gõ nhầm' in html


def test_the_summary_leads_to_the_first_of_several_buttons():
    html = str(Result(GOOD | {"kind": ""}))
    target = html.split('<a href="#')[1].split('"')[0]
    assert f'id="{target}"' in html


def test_a_form_without_errors_has_no_summary():
    assert 'class="errors"' not in str(Result(GOOD))


def test_what_a_person_typed_is_escaped_when_shown_again():
    html = str(Result(GOOD | {"title": '"><script>x</script>', "day": "<b>"}))
    assert "<script>" not in html
    assert "<b>" not in html


def test_optional_fields_say_so_and_stored_days_are_shown_as_typed():
    html = str(Result(initial={"day": date(2026, 1, 5)}))
    assert html.count("(không bắt buộc)") == 1
    assert 'value="05/01/2026"' in html


@pytest.mark.parametrize(
    ("kept", "shown"),
    [("2026-01-05", "05/01/2026"), ("2026-13-05", "2026-13-05"), ("5/1/26", "5/1/26"), ("", "")],
)
def test_a_stored_day_is_shown_as_people_write_it(kept, shown):
    assert DateField().prepare_value(kept) == shown


def test_a_day_that_was_not_touched_has_not_changed():
    assert (
        Result(GOOD | {"day": "5/1/2026"}, initial={"day": date(2026, 1, 5)})
        .fields["day"]
        .has_changed(date(2026, 1, 5), "6/1/2026")
    )
    assert not DateField().has_changed(date(2026, 1, 5), "5/1/2026")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (forms.UUIDField(), "x"),
        (forms.DurationField(), "x"),
        (forms.JSONField(), "{"),
        (CharField(), "a\x00"),
        (forms.IntegerField(max_value=5), "9"),
        (forms.EmailField(), "x"),
        (forms.URLField(assume_scheme="https"), "http://["),
        (forms.ChoiceField(choices=[("a", "A")]), "b"),
    ],
)
def test_no_stock_error_is_left_in_english(field, typed):
    with pytest.raises(forms.ValidationError) as told:
        field.clean(typed)
    sentence = told.value.messages[0]
    assert any(ord(letter) > 127 for letter in sentence), sentence


def test_a_list_to_choose_from_is_drawn_as_django_draws_it():
    choices = [("", "(không có)"), ("a<b", "A & B"), ("Nhóm", [("2", "hai"), ("3", "ba")])]
    for value in ("", "a<b", "3", None):
        ours, theirs = (
            kind(choices=choices, attrs={"class": "x"}).render("muc", value, {"id": "id_muc", "required": True})
            for kind in (Select, forms.Select)
        )
        assert "".join(line.strip() for line in theirs.splitlines()) == ours
