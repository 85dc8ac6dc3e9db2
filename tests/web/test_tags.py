"""What templates write with our tags and filters."""

import re
from datetime import date
from decimal import Decimal

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ d|ngay }}", "05/01/2026"),
        ("{{ d|ngay_ngan }}", "05/01"),
        ("{{ d|ngay_thu }}", "Thứ Hai, 05/01/2026"),
        ("{{ d|ngay_cuoi }}", "04/01/2026"),
        ("{{ n|so }}", "1.234"),
        ("{{ p|phan_tram }}", "91,4%"),
        ("{{ 8|phan_tram_cua:12 }}", "66,7%"),
        ("{{ n|size_vi }}", "1 kB"),
        ("{{ none|ngay }}{{ none|so }}", ""),
        ("{{ none|phan_tram }}", "–"),
    ],
)
def test_filters_write_vietnamese_forms(draw, text, expected):
    assert draw(text, d=date(2026, 1, 5), n=1234, p=Decimal("91.42"), none=None) == expected


def squares(html: str) -> list[str]:
    return re.findall(r'<i class="(\w+)">', html)


def test_marks_show_done_left_and_what_is_allowed_beyond(draw):
    html = draw("{% marks 2 3 4 %}")
    assert squares(html) == ["on", "on", "left", "max"]
    assert 'role="img" aria-label="2 trong 3–4"' in html


def test_marks_show_more_done_than_owed(draw):
    assert squares(draw("{% marks 6 5 %}")) == ["on"] * 6


def test_a_quota_too_large_to_count_at_a_glance_is_a_bar(draw):
    html = draw("{% marks 12 48 48 %}")
    assert 'value="25.0"' in html
    assert "12 trong 48" in html
    assert not squares(html)


def test_nothing_owed_and_nothing_done_draws_nothing(draw):
    assert draw("{% marks 0 %}") == ""


def test_a_bar_says_its_figure_in_words_and_stays_within_its_ends(draw):
    html = draw('{% bar p label="Đã đủ" late=True %}', p=Decimal("112.5"))
    assert 'class="bar late"' in html
    assert 'value="100.0"' in html
    assert 'aria-label="Đã đủ: 112,5%"' in html


def test_query_changes_one_parameter_and_keeps_the_others(draw):
    assert draw("{% query thang=9 trang=None %}", "/x?q=b%C3%A1o&thang=8&trang=abc") == "?q=b%C3%A1o&amp;thang=9"


def test_query_does_not_let_a_value_break_out_of_the_link(draw):
    assert '"' not in draw("{% query q=v %}", v='"><script>')


def test_icons_come_from_the_sprite_and_stay_silent(draw, sources):
    html = draw('{% icon "viec" %}')
    assert 'aria-hidden="true"' in html
    assert "lantoa/icons.svg#viec" in html


def test_every_icon_that_a_template_or_module_names_is_drawn(sources):
    drawn = set(re.findall(r'symbol id="([\w-]+)"', (sources / "web/static/lantoa/icons.svg").read_text("utf-8")))
    used = {
        name
        for path in sources.rglob("*.html")
        for name in re.findall(r'{% icon "([\w-]+)" %}|icon_name="([\w-]+)"', path.read_text("utf-8"))
        for name in name
        if name
    }
    used |= {
        name for path in sources.rglob("*.py") for name in re.findall(r'\bicon="([\w-]+)"', path.read_text("utf-8"))
    }
    assert used, "no template names an icon: the pattern of this test is wrong"
    assert used <= drawn
