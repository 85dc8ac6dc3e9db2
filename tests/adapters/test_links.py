"""Links as officers paste them: what is one page, which site it is on, what is no link at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.adapters.fetcher import FetchRefused, host_of, normalise_url, parse_link


@pytest.mark.parametrize(
    "other",
    [
        "http://hagiang.gov.vn/tin-tuc/cai-cach?id=5&trang=2",
        "https://www.hagiang.gov.vn/tin-tuc/cai-cach?id=5&trang=2",
        "HTTPS://WWW.HaGiang.gov.vn:443/tin-tuc/cai-cach/?trang=2&id=5",
        "https://hagiang.gov.vn./tin-tuc/cai-cach?id=5&trang=2#binh-luan",
        "https://hagiang.gov.vn/tin-tuc/cai-cach?utm_source=zalo&id=5&fbclid=abc&trang=2&zarsrc=30",
        "hagiang.gov.vn/tin-tuc/cai-cach?id=5&trang=2",
        "  https://hagiang.gov.vn/tin%2dtuc/c%61i-cach?id=%35&trang=2\n",
    ],
)
def test_one_page_has_one_key(other):
    assert normalise_url(other) == "hagiang.gov.vn/tin-tuc/cai-cach?id=5&trang=2"


def test_escaped_decomposed_and_plain_vietnamese_is_one_address():
    plain, escaped = (
        "https://a.vn/tin-tức?từ=cải cách".replace(" ", "%20"),
        "https://a.vn/tin-t%e1%bb%a9c?t%E1%BB%AB=c%E1%BA%A3i+c%C3%A1ch",
    )
    decomposed = "https://a.vn/tin-tu\u031b\u0301c?từ=cải+cách"
    assert normalise_url(plain) == normalise_url(escaped) == normalise_url(decomposed)


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("https://a.vn/tin?id=5", "https://a.vn/tin?id=6"),
        ("https://a.vn/tin", "https://b.vn/tin"),
        ("https://a.vn/Tin", "https://a.vn/tin"),
        ("https://a.vn/a%2Fb", "https://a.vn/a/b"),
        ("https://a.vn:8443/tin", "https://a.vn/tin"),
        ("https://a.vn/?x=", "https://a.vn/"),
    ],
)
def test_two_pages_keep_two_keys(one, another):
    assert normalise_url(one) != normalise_url(another)


@given(
    st.from_regex(r"(www\.)?[a-z0-9]{1,8}\.(gov\.)?vn", fullmatch=True),
    st.text(
        alphabet=st.characters(min_codepoint=33, exclude_characters="\\#?", exclude_categories=["Cs", "Cc"]),
        max_size=30,
    ),
    st.lists(st.tuples(st.text("abcđ%+&=é1", max_size=5), st.text("xyzư%+&=/? ".strip(), max_size=5)), max_size=4),
)
def test_the_key_of_a_key_is_itself(host, path, pairs):
    url = f"https://{host}/{path}?" + "&".join(f"{name}={value}" for name, value in pairs)
    try:
        key = normalise_url(url)
    except FetchRefused:
        return
    assert normalise_url(key) == key


@given(st.permutations(["id=5", "trang=2", "utm_medium=x", "a=", "fbclid=1"]))
def test_the_order_of_the_query_does_not_matter(parts):
    assert normalise_url("https://a.vn/tin?" + "&".join(parts)) == "a.vn/tin?a=&id=5&trang=2"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.HaGiang.gov.vn:443/x", "hagiang.gov.vn"),
        ("facebook.com/ubndxa", "facebook.com"),
        ("http://báo.vn/", "xn--bo-mia.vn"),
        ("http://www.vn/", "www.vn"),
        ("http://[2001:db8::1]:80/", "2001:db8::1"),
    ],
)
def test_the_site_of_a_link(url, host):
    assert host_of(url) == host


@pytest.mark.parametrize(
    "url",
    [
        "",
        "   ",
        "không phải đường dẫn",
        "javascript:alert(1)",
        "mailto:a@b.vn",
        "data:text/html,x",
        "ftp://a.vn/x",
        "file:///etc/passwd",
        "http://",
        "http:///x",
        "http://a..vn/",
        "http://a.vn:99999/",
        "http://a.vn:x/",
        "http://user:pass@a.vn/",
        "http://a.vn\\@b.vn/",
        "http://a.vn/\r\nHost: b.vn",
        "http://a b.vn/",
        "http://[::1/",
        "http://-a.vn/",
        "http://a.vn/" + "x" * 2100,
    ],
)
def test_what_is_no_web_address_is_refused_with_a_sentence(url):
    for read in (normalise_url, host_of, parse_link):
        with pytest.raises(FetchRefused) as refusal:
            read(url)
        assert refusal.value.sentence.endswith(".")


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_and_never_breaks(text):
    for read in (normalise_url, host_of, parse_link):
        try:
            read(text)
        except FetchRefused:
            continue
