"""Pages are fetched from the public web only, in bounded time and size."""

import gzip
import threading
import time
import tracemalloc
import zlib

import pytest

from lantoa.adapters.fetcher import FetchFailed, FetchPolicy, FetchRefused, fetch
from lantoa.adapters.fetcher.bodies import read_body

HERE = "127.0.0.1"


def home(host: str, port: int) -> list[str]:
    """Every host is the test's own server."""
    return [HERE]


def test_a_page_is_brought_with_its_address_type_and_text(site, near):
    site.page("/tin/1", "<title>Cải cách hành chính</title>".encode())
    page = fetch(site.url("/tin/1#binh-luan"), resolver=home, policy=near)
    assert (page.status, page.media_type, page.truncated) == (200, "text/html", False)
    assert page.final_url == site.url("/tin/1")
    assert page.facts().title == "Cải cách hành chính"
    path, headers = site.asked[0]
    assert path == "/tin/1"
    assert headers["Host"] == f"tinh.example.vn:{site.port}"


def test_letters_in_the_address_are_sent_escaped(site, near):
    site.page("/tin-t%E1%BB%A9c?t%E1%BB%AB=a%20b", b"ok")
    assert fetch(site.url("/tin-tức?từ=a%20b"), resolver=home, policy=near).text == "ok"


def test_redirects_are_followed_to_the_end(site, near):
    site.redirect("/a", "/b", 301)
    site.redirect("/b", site.url("/c", "khac.example.vn"), 307)
    site.redirect("/c", "d?x=1", 308)
    site.page("/d?x=1", b"het")
    page = fetch(site.url("/a"), resolver=home, policy=near)
    assert page.text == "het"
    assert page.final_url == site.url("/d?x=1", "khac.example.vn")


def test_a_redirect_that_never_ends_is_given_up_after_three(site, near):
    site.redirect("/a", "/a")
    with pytest.raises(FetchFailed) as failure:
        fetch(site.url("/a"), resolver=home, policy=near)
    assert "chuyển hướng quá nhiều lần" in failure.value.sentence
    assert len(site.asked) == 4


@pytest.mark.parametrize(
    "to",
    [
        "http://10.0.0.5:{port}/",
        "http://[::1]:{port}/",
        "http://169.254.169.254:{port}/latest/meta-data/",
        "http://noi-bo.example.vn:{port}/",
        "http://tinh.example.vn:22/",
        "ftp://tinh.example.vn/",
        "file:///etc/passwd",
        "http://admin:mat-khau@tinh.example.vn:{port}/",
    ],
)
def test_a_redirect_to_where_no_one_may_go_is_refused(site, near, to):
    site.redirect("/a", to.format(port=site.port))
    answers = {"tinh.example.vn": [HERE], "noi-bo.example.vn": ["192.168.1.10"]}
    with pytest.raises(FetchRefused):
        fetch(site.url("/a"), resolver=lambda host, port: answers[host], policy=near)
    assert len(site.asked) == 1


def test_one_private_answer_among_public_ones_refuses_the_host(site, near):
    with pytest.raises(FetchRefused) as refusal:
        fetch(site.url("/"), resolver=lambda host, port: [HERE, "10.1.2.3"], policy=near)
    assert "mạng nội bộ" in refusal.value.sentence
    assert site.asked == []


def test_a_name_that_changes_its_answer_is_connected_to_at_the_address_that_was_checked(site, near):
    answers = [[HERE], ["10.1.2.3"], ["10.1.2.3"]]
    site.page("/", b"checked")
    page = fetch(site.url("/"), resolver=lambda host, port: answers.pop(0), policy=near)
    assert page.text == "checked"
    assert len(answers) == 2  # looked up once


def test_a_name_is_checked_again_at_every_hop(site, near):
    answers = [[HERE], ["10.1.2.3"]]
    site.redirect("/a", "/b")
    with pytest.raises(FetchRefused):
        fetch(site.url("/a"), resolver=lambda host, port: answers.pop(0), policy=near)
    assert [path for path, _ in site.asked] == ["/a"]


def test_the_next_address_is_tried_when_the_first_does_not_answer(site, near):
    both = FetchPolicy(ports=near.ports, allows=lambda address: address.is_loopback)
    site.page("/", b"second")
    assert fetch(site.url("/"), resolver=lambda host, port: ["127.0.0.77", HERE], policy=both).text == "second"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]"])
def test_without_a_policy_this_machine_is_never_reached(host):
    with pytest.raises(FetchRefused):
        fetch(f"http://{host}/")


@pytest.mark.parametrize("port", [22, 8080, 6379])
def test_without_a_policy_only_web_ports_are_reached(port):
    with pytest.raises(FetchRefused) as refusal:
        fetch(f"http://tinh.example.vn:{port}/", resolver=home)
    assert "80 và 443" in refusal.value.sentence


def test_a_body_that_drips_runs_out_of_time(site, near):
    stop = threading.Event()

    def drip(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while not stop.wait(0.05):
            handler.wfile.write(b"x")

    site.pages["/"] = drip
    quick = FetchPolicy(ports=near.ports, allows=near.allows, seconds=0.6)
    began = time.monotonic()
    with pytest.raises(FetchFailed) as failure:
        fetch(site.url("/"), resolver=home, policy=quick)
    stop.set()
    assert time.monotonic() - began < 1.2
    assert "không trả lời trong 0.6 giây" in failure.value.sentence


def test_redirects_share_one_time_limit(site, near):
    def slow(handler):
        time.sleep(0.25)
        handler.send_response(302)
        handler.send_header("Location", "/")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    site.pages["/"] = slow
    quick = FetchPolicy(ports=near.ports, allows=near.allows, seconds=0.6)
    with pytest.raises(FetchFailed) as failure:
        fetch(site.url("/"), resolver=home, policy=quick)
    assert "giây" in failure.value.sentence
    assert len(site.asked) <= 3


def test_a_look_up_that_hangs_runs_out_of_time(site, near):
    hanging = threading.Event()
    quick = FetchPolicy(ports=near.ports, allows=near.allows, seconds=0.3)
    began = time.monotonic()
    with pytest.raises(FetchFailed) as failure:
        fetch(site.url("/"), resolver=lambda host, port: hanging.wait(5) and [], policy=quick)
    hanging.set()
    assert time.monotonic() - began < 1
    assert "Không tra được" in failure.value.sentence


def test_a_long_page_is_cut_at_the_limit(site, near):
    site.page("/", b"<title>Dai</title>" + b"x" * 3_000_000)
    page = fetch(site.url("/"), resolver=home, policy=near)
    assert page.truncated
    assert len(page.text) == 2_000_000
    assert page.facts().title == "Dai"


def test_a_page_without_end_is_cut_at_the_limit(site, near):
    sent = 0

    def endless(handler):
        nonlocal sent
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while True:
            handler.wfile.write(b"y" * 100_000)
            sent += 100_000

    site.pages["/"] = endless
    assert len(fetch(site.url("/"), resolver=home, policy=near).text) == 2_000_000
    assert sent < 50_000_000


@pytest.mark.parametrize("packing", ["gzip", "deflate", "raw deflate"])
def test_a_packed_page_is_unpacked(site, near, packing):
    raw = zlib.compressobj(wbits=-15)
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "raw deflate": lambda b: raw.compress(b) + raw.flush()}
    text = "Tuyên truyền. " * 5000
    site.page("/", pack[packing](text.encode()), Content_Encoding=packing.removeprefix("raw "))
    page = fetch(site.url("/"), resolver=home, policy=near)
    assert page.text == text
    assert not page.truncated


def test_a_page_packed_to_burst_is_cut_at_the_limit(site, near):
    bomb = gzip.compress(bytes(300_000_000), compresslevel=9)
    assert len(bomb) < 400_000
    site.page("/", bomb, Content_Encoding="gzip")
    began = time.monotonic()
    page = fetch(site.url("/"), resolver=home, policy=near)
    assert page.truncated
    assert len(page.text) == 2_000_000
    assert time.monotonic() - began < 1


def test_unpacking_never_takes_more_room_than_the_limit():
    bomb = gzip.compress(bytes(200_000_000))
    tracemalloc.start()
    body, cut = read_body([bomb], packing="gzip", largest=1_000_000)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(body), cut) == (1_000_000, True)
    assert most < 10_000_000


@pytest.mark.parametrize(
    ("body", "packing"), [(b"\x1f\x8bnot gzip at all", "gzip"), (b"x", "br"), (b"x", "gzip, gzip")]
)
def test_a_body_that_cannot_be_unpacked_fails(site, near, body, packing):
    site.page("/", body, Content_Encoding=packing)
    with pytest.raises(FetchFailed):
        fetch(site.url("/"), resolver=home, policy=near)


WORDS = "Lan tỏa cải cách"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (WORDS.encode(), "text/html; charset=UTF-8"),
        (WORDS.encode(), "text/html"),
        (WORDS.encode(), "text/html; charset=khong-co-that"),
        (WORDS.encode(), "text/html; charset=zlib_codec"),
        (b"\xef\xbb\xbf" + WORDS.encode(), "text/html; charset=windows-1252"),
        (b"\xff\xfe" + WORDS.encode("utf-16-le"), "text/html"),
        (WORDS.encode("utf-16-le"), "text/plain; charset=utf-16"),
    ],
)
def test_the_text_is_read_in_its_charset(site, near, body, kind):
    site.page("/", body, Content_Type=kind)
    assert fetch(site.url("/"), resolver=home, policy=near).text == WORDS


def test_the_charset_may_stand_in_the_page(site, near):
    body = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><p>Café à Huê'.encode("cp1252")
    site.page("/", body, Content_Type="text/html")
    assert fetch(site.url("/"), resolver=home, policy=near).text.endswith("Café à Huê")


def test_what_cannot_be_read_in_its_charset_is_marked_and_not_fatal(site, near):
    site.page("/", b"a\xff\xfeb \xc3")
    assert fetch(site.url("/"), resolver=home, policy=near).text == "a\ufffd\ufffdb \ufffd"


def test_a_file_is_noticed_but_not_read(site, near):
    site.page("/bao-cao.pdf", b"%PDF-1.7" * 100, Content_Type="application/pdf")
    page = fetch(site.url("/bao-cao.pdf"), resolver=home, policy=near)
    assert (page.media_type, page.text) == ("application/pdf", "")


@pytest.mark.parametrize(
    ("code", "why"), [(404, "Không tìm thấy trang"), (403, "không cho đọc tự động"), (500, "đang gặp lỗi")]
)
def test_an_answer_without_a_page_says_why(site, near, code, why):
    site.page("/other", b"there is a page elsewhere")
    site.redirect("/gone", "/x", code)
    with pytest.raises(FetchFailed) as failure:
        fetch(site.url("/gone"), resolver=home, policy=near)
    assert why in failure.value.sentence
    assert failure.value.status == code


@pytest.mark.parametrize("junk", [b"not http\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort", b""])
def test_a_server_that_talks_nonsense_fails_cleanly(site, near, junk):
    def answer(handler):
        handler.wfile.write(junk.replace(b"OK\r\n", b"OK\r\nContent-Type: text/html\r\n"))
        handler.close_connection = True

    site.pages["/"] = answer
    with pytest.raises(FetchFailed):
        fetch(site.url("/"), resolver=home, policy=near)


def test_a_redirect_to_nowhere_fails_cleanly(site, near):
    site.redirect("/", "")
    with pytest.raises(FetchFailed):
        fetch(site.url("/"), resolver=home, policy=near)


def test_an_unknown_host_and_a_closed_door_fail_with_a_sentence(site, near):
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such host")

    with pytest.raises(FetchFailed) as failure:
        fetch(site.url("/"), resolver=unknown, policy=near)
    assert "Không tìm thấy máy chủ" in failure.value.sentence
    closed = FetchPolicy(ports=near.ports, allows=lambda address: address.is_loopback)
    with pytest.raises(FetchFailed) as failure:
        fetch(site.url("/"), resolver=lambda host, port: ["127.0.0.77"], policy=closed)
    assert "Không kết nối được" in failure.value.sentence
