"""Fetch one page, looking at every hop of the way."""

import ssl
from email.message import Message
from urllib.parse import urljoin

import httpcore

from lantoa.adapters.fetcher.addresses import Resolver, checked_addresses, system_resolver
from lantoa.adapters.fetcher.bodies import as_text, read_body
from lantoa.adapters.fetcher.errors import FetchFailed, FetchRefused
from lantoa.adapters.fetcher.links import Link, parse_link
from lantoa.adapters.fetcher.network import CheckedBackend, Deadline
from lantoa.adapters.fetcher.page import Page
from lantoa.adapters.fetcher.policy import FetchPolicy

_READABLE = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGENT = "LanToa/1 (ghi nhan ket qua tuyen truyen)"


def fetch(url: str, *, resolver: Resolver | None = None, policy: FetchPolicy | None = None) -> Page:
    """Fetch a public web page within 5 seconds, 2 MB and 3 redirects.

    In: the address; ``resolver(host, port)`` gives the host's addresses as text (the system's when None); ``policy``
    changes the limits. Out: a Page. Raises FetchRefused when an address on the way is not a public one on port 80 or
    443, and FetchFailed when the page does not come; both carry a Vietnamese ``sentence``.
    Never call it while answering a request: it belongs in a queued task.
    """
    policy = policy or FetchPolicy()
    deadline = Deadline(policy.seconds)
    link = parse_link(url)
    try:
        for _ in range(policy.redirects + 1):
            answer = _visit(link, resolver or system_resolver, policy, deadline)
            if isinstance(answer, Page):
                return answer
            link = answer
    except httpcore.TimeoutException as slow:
        raise FetchFailed(f"Trang không trả lời trong {policy.seconds:g} giây. Hãy thử lại sau.") from slow
    except (httpcore.NetworkError, httpcore.ProtocolError) as fault:
        raise FetchFailed(_why(fault)) from fault
    raise FetchFailed("Trang chuyển hướng quá nhiều lần nên không mở được.")


def _visit(link: Link, resolver: Resolver, policy: FetchPolicy, deadline: Deadline) -> Page | Link:
    """Ask one server; give its page, or where it sends us next."""
    if link.port not in policy.ports:
        raise FetchRefused("Chỉ mở được trang ở cổng web thông thường (80 và 443).")
    addresses = checked_addresses(
        link.host, link.port, resolver=resolver, allowed=policy.allows, seconds=deadline.left()
    )
    host = link.host.encode("ascii")
    connection = httpcore.HTTPConnection(
        origin=httpcore.Origin(link.scheme.encode("ascii"), host, link.port),
        ssl_context=policy.tls() if link.scheme == "https" else None,
        network_backend=CheckedBackend(addresses, deadline),
    )
    target = httpcore.URL(scheme=link.scheme, host=link.host, port=link.port, target=link.target)
    with connection, connection.stream("GET", target, headers=_headers(link)) as response:
        return _answer(link, response, policy)


def _headers(link: Link) -> list[tuple[str, str]]:
    return [
        ("Host", link.authority),
        ("User-Agent", _AGENT),
        ("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"),
        ("Accept-Language", "vi"),
        ("Accept-Encoding", "gzip, deflate"),
        ("Connection", "close"),
    ]


def _answer(link: Link, response: httpcore.Response, policy: FetchPolicy) -> Page | Link:
    headers = Message()
    for name, value in response.headers:
        headers.add_header(name.decode("ascii", "replace"), value.decode("utf-8", "replace"))
    if response.status in _REDIRECTS:
        if not headers["Location"]:
            raise FetchFailed("Trang chuyển hướng nhưng không nói đến đâu.", status=response.status)
        return parse_link(urljoin(str(link), headers["Location"].strip().replace(" ", "%20")))
    if not 200 <= response.status < 300:
        raise FetchFailed(_status_sentence(response.status), status=response.status)
    media_type = headers.get_content_type() if headers["Content-Type"] else "application/octet-stream"
    text, truncated = "", False
    if media_type in _READABLE:
        packing = ", ".join(headers.get_all("Content-Encoding", []))
        body, truncated = read_body(response.iter_stream(), packing=packing, largest=policy.largest)
        text = as_text(body, headers.get_content_charset())
    return Page(final_url=str(link), status=response.status, media_type=media_type, text=text, truncated=truncated)


def _status_sentence(status: int) -> str:
    if status in (404, 410):
        return f"Không tìm thấy trang này (mã {status}). Hãy kiểm tra lại đường dẫn."
    if status in (401, 403):
        return f"Trang không cho đọc tự động (mã {status}). Hãy tự nhập tiêu đề và ngày đăng."
    return f"Trang đang gặp lỗi (mã {status}). Hãy thử lại sau hoặc tự nhập tiêu đề và ngày đăng."


def _why(fault: Exception) -> str:
    cause: BaseException | None = fault
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return "Chứng thư số của trang không hợp lệ nên không mở. Hãy tự nhập tiêu đề và ngày đăng."
        cause = cause.__cause__ or cause.__context__
    return "Không kết nối được tới trang này. Hãy thử lại sau hoặc tự nhập tiêu đề và ngày đăng."
