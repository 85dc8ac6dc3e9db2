"""A pasted link fills in the title and the day by itself, as the page gives them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.adapters.fetcher import page_facts
from lantoa.adapters.fetcher.dates import machine_day, stamped_day, written_day

URL = "https://hagiang.gov.vn/tin/5"
DAY = date(2026, 11, 16)


def day_of(head: str = "", body: str = "") -> date | None:
    return page_facts(f"<html><head>{head}</head><body>{body}</body></html>", URL).published_on


def title_of(head: str = "", body: str = "") -> str:
    return page_facts(f"<html><head>{head}</head><body>{body}</body></html>", URL).title


PORTAL = """<!DOCTYPE html><html><head><meta charset="utf-8">
<title>Hội nghị tuyên truyền cải cách hành chính - Cổng TTĐT xã An Phúc</title>
<meta property="og:site_name" content="Cổng TTĐT xã An Phúc"><meta name="description" content=" Sáng nay,\n xã … ">
</head><body><form><div class="banner"><span>Thứ Sáu, 20/11/2026 09:15</span></div>
<div><h1>Hội nghị tuyên truyền cải cách hành chính</h1><div class="info">Thứ Hai, 16/11/2026 | 08:30</div>
<p>Thực hiện Kế hoạch ngày 05/01/2026 của UBND tỉnh …</p></div></form></body></html>"""


def test_a_commune_portals_page_is_read_whole():
    facts = page_facts(PORTAL, URL)
    assert facts.title == "Hội nghị tuyên truyền cải cách hành chính"
    assert facts.published_on == DAY
    assert facts.site_name == "Cổng TTĐT xã An Phúc"
    assert facts.description == "Sáng nay, xã …"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2026-11-16T08:30:00+07:00">',
        '<meta property="article:published_time" content="2026-11-15T18:30:00Z">',  # already the 16th in Viet Nam
        '<meta name="pubdate" content="2026-11-16">',
        '<meta itemprop="datePublished" content="2026-11-16T08:30:00+0700">',
        '<meta name="DC.date.issued" content="16/11/2026">',
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-11-16T08:30+07:00"}</script>',
        '<script type="application/ld+json">[{"@graph":[{"@type":["Article"],"datePublished":"2026-11-16"}]}]</script>',
        '<script type="application/ld+json">{"@type":"WebPage","datePublished":"2026-01-01"}</script>'
        '<script type="application/ld+json">{"@type":"Article","datePublished":"2026-11-16"}</script>',
    ],
)
def test_the_day_is_read_from_what_machines_are_told(head):
    assert day_of(head) == DAY


@pytest.mark.parametrize(
    "body",
    [
        "<time datetime='2026-11-16T08:00:00+07:00'>hôm qua</time>",
        "<time>16/11/2026</time>",
        "<h1>Tin</h1><p>Thứ Hai, 16/11/2026</p>",
        "<p>Thứ hai, ngày 16/11/2026</p>",
        "<h1>Tin</h1><span class='post-date'>16-11-2026</span>",
        "<h1>Tin</h1><p>16.11.2026 08:30</p>",
        "<h1>Tin</h1><p>08:30 16/11/2026</p>",
        "<h1>Tin</h1><p><b>Ngày đăng:</b> 16/11/2026</p>",
        "<h1>Tin</h1><div class='ngaydang'>Ngày 16 tháng 11 năm 2026</div>",
        "<h1>Tin</h1><p>Thứ Hai, <b>ngày 16 tháng 11 năm 2026</b></p>",
        "<h1>Tin</h1><p>11/16/2026 8:30:00 AM</p>",
        "<div>Thứ Sáu, 20/11/2026</div><h1>Tin</h1><p>Thứ Hai, 16/11/2026</p>",
        "<header>Thứ Sáu, 20/11/2026</header><div>Thứ Hai, 16/11/2026</div>",
        "<article><header><h1>Tin</h1><p>Thứ Hai, 16/11/2026</p></header></article>",
        "<h1>Tin</h1><p>T2, 16/11/2026 - 08:30</p>".replace("T2", "Thu\u031b\u0301 Hai"),
    ],
)
def test_the_day_is_read_from_what_readers_see(body):
    assert day_of(body=body) == DAY


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<h1>Tin</h1><p>Theo Kế hoạch ban hành 16/11/2026 của tỉnh</p>",
        "<h1>Tin</h1><p>Thứ Hai, 31/02/2026</p>",
        "<h1>Tin</h1><p>Thứ Hai, 16/11/0226</p>",
        "<h1>Tin</h1><p>Thứ Hai, số 116/11/2026/QĐ</p>",
        "<footer>Thứ Hai, 16/11/2026</footer>",
        "<script>var d = 'Thứ Hai, 16/11/2026'</script>",
    ],
)
def test_a_day_that_is_not_the_pages_own_is_not_taken(body):
    assert day_of(body=body) is None
    assert day_of(body=body + "<time>16/11/2026</time>") == DAY


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ('<meta property="og:title" content="Tin A"><title>Tin B</title>', "<h1>Tin C</h1>", "Tin A"),
        (
            '<script type="application/ld+json">{"@type":"Article","headline":"Tin A"}</script><title>B</title>',
            "",
            "Tin A",
        ),
        ("<title>Tin A</title>", "<h1>Cổng thông tin</h1>", "Tin A"),
        ("<title>Trang chủ</title>", "<h1> Tin\n A </h1>", "Tin A"),
        ("<title>hagiang.gov.vn</title>", "<h1>Tin A</h1>", "Tin A"),
        ("", "<h1>Tin A</h1>", "Tin A"),
        ("<title>Tin &lt;A&gt; &amp; B</title>", "", "Tin <A> & B"),
        (
            '<meta property="og:site_name" content="Báo B"><meta property="og:title" content="Tin A | Báo B">',
            "",
            "Tin A",
        ),
        ('<meta property="og:site_name" content="Báo B"><title>Quý I - Tin A | báo b</title>', "", "Quý I - Tin A"),
        ("<title>Tie\u0302\u0301n bo\u0323\u0302</title>", "", "Tiến bộ"),
        ("", "", ""),
    ],
)
def test_the_title_is_the_pages_and_not_the_sites(head, body, title):
    assert title_of(head, body) == title


def test_a_long_title_is_cut_at_a_word():
    title = title_of("<title>" + "cải cách hành chính " * 100 + "</title>")
    assert len(title) <= 301
    assert title.endswith("…")
    assert title.split()[-1].strip("…") in {"cải", "cách", "hành", "chính"}


@pytest.mark.parametrize(
    "script",
    [
        "{broken",
        "[" * 100_000,
        '{"@type": "Article", "datePublished": 5, "headline": ["x"], "publisher": "y"}',
        '{"@type": "Article", "@graph": [[[[{"@type": {"a": 1}}]]]]}',
        "null",
        '"' + "x" * 300_000 + '"',
    ],
)
def test_linked_data_that_makes_no_sense_is_passed_over(script):
    head = f'<script type="application/ld+json">{script}</script><title>Tin A</title><meta name="date" content="{DAY}">'
    facts = page_facts(f"<html><head>{head}</head></html>", URL)
    assert (facts.title, facts.published_on) == ("Tin A", DAY)


def test_a_page_that_names_files_of_ours_reads_none(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("BÍ MẬT", encoding="utf-8")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><title>Tin &x;</title></html>'
    assert "BÍ MẬT" not in repr(page_facts(page, URL))


@pytest.mark.parametrize(
    "page", ["<div>" * 200_000, "<p class='date'>" * 50_000, "<title>x" * 50_000, "&#0;\x00" * 1000]
)
def test_a_page_made_to_exhaust_us_is_read_in_bounded_time(page):
    page_facts(page, URL)


@given(st.text(max_size=300))
def test_any_text_gives_facts_and_never_breaks(text):
    facts = page_facts(text, text)
    assert "\n" not in facts.title


@given(st.text(alphabet="<>/abhtmlspn cd='\"2026-11/:ngày;&#", max_size=200))
def test_any_markup_gives_facts_and_never_breaks(text):
    page_facts(f"<html><body><h1>{text}</h1><time datetime='{text}'>", URL)


@given(st.dates(date(1997, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_from_each_way_of_writing_it(day):
    for written in (
        f"{day:%d/%m/%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
    ):
        assert written_day(written) == day
        assert stamped_day(f"Thứ Hai, {written}") == day
        assert stamped_day(f"theo văn bản {written} của tỉnh") is None
    assert machine_day(day.isoformat()) == day
    assert machine_day(f"{day:%a, %d %b %Y} 09:00:00 +0700") == day
