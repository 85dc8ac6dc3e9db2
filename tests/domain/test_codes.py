"""Codes of bodies (Decision 20/2020/QĐ-TTg) and of territories (statistics office) in their one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.domain.codes import identifier_code, is_within, statistics_code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("H27", "H27"),
        ("H15.50.05.13", "H15.50.05.13"),
        (" h27. 12.05 ", "H27.12.05"),
        ("000.00.12.H27", "H27.12"),
        ("000.00.00.H49", "H49"),
        ("015.03.12.H27", "H27.12.03.015"),
        ("", ""),
    ],
)
def test_an_identifier_code_comes_to_one_form_and_the_former_way_round_is_turned(typed, code):
    assert identifier_code(typed) == code


@pytest.mark.parametrize("typed", ["27.12", "HH7", "H27,12", "H27.1", "xã An Phúc", "H27.", "H2712", "H27..05"])
def test_what_is_no_identifier_code_is_answered_with_its_form(typed):
    if typed == "H27.":
        assert identifier_code(typed) == "H27"
        return
    with pytest.raises(ValueError, match=r"dạng H27\.12\.05"):
        identifier_code(typed)


@given(st.from_regex(r"[A-Z][0-9]{2}(\.[0-9A-Z]{2}){0,4}", fullmatch=True))
def test_a_code_in_its_form_stays_and_lies_within_the_level_above(code):
    assert identifier_code(code) == code
    if "." in code:
        assert is_within(code, code.rpartition(".")[0])
    assert not is_within(code, code)


@pytest.mark.parametrize(
    ("typed", "kind", "code"),
    [("133", "commune", "00133"), ("18133", "commune", "18133"), ("1", "province", "01"), ("", "commune", "")],
)
def test_a_statistics_code_gets_back_the_noughts_a_spreadsheet_dropped(typed, kind, code):
    assert statistics_code(typed, kind) == code


@pytest.mark.parametrize(("typed", "kind"), [("181330", "commune"), ("H27", "province"), ("१२", "province")])
def test_what_is_no_statistics_code_is_refused(typed, kind):
    with pytest.raises(ValueError, match="chữ số"):
        statistics_code(typed, kind)


def test_a_village_keeps_whatever_code_its_commune_gives_it():
    assert statistics_code("T-05", "village") == "T-05"
