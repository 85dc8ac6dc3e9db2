"""Which network addresses the fetcher may connect to: public ones, and none of ours."""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from threading import Thread

from django.conf import settings

from lantoa.adapters.fetcher.errors import FetchFailed, FetchRefused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Sequence[str]]

# IANA's special-purpose registries (IPv4 and IPv6). Written out, because what the standard library calls global
# still holds multicast, 6to4 and NAT64, and differs between Python versions.
_REFUSED_4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",  # answers only to machines inside one large cloud, with their secrets
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_UNICAST_6 = ipaddress.IPv6Network("2000::/3")
_REFUSED_6 = tuple(ipaddress.IPv6Network(each) for each in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
_MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

_UNKNOWN_HOST = "Không tìm thấy máy chủ của trang này. Hãy kiểm tra lại đường dẫn."
_INSIDE = "Đường dẫn này trỏ vào mạng nội bộ nên không mở được."


def is_public(address: Address) -> bool:
    """Tell whether the address is an ordinary public one; an IPv6 form of an IPv4 address is judged as that one."""
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _REFUSED_4)
    if address in _MAPPED or address in _NAT64:
        return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return address in _UNICAST_6 and not any(address in network for network in _REFUSED_6)


def is_ours(address: Address) -> bool:
    """Tell whether the address is this machine's or in ``settings.LANTOA_OWN_ADDRESSES`` (a proxy's before it)."""
    if str(address) in {str(own) for own in getattr(settings, "LANTOA_OWN_ADDRESSES", ())}:
        return True
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            # Sends nothing: the system only chooses where to send from, which for an address of ours is that address.
            probe.connect((str(address), 9))
            return ipaddress.ip_address(probe.getsockname()[0]) == address
    except OSError:
        return False


def may_connect(address: Address) -> bool:
    """Tell whether the fetcher may connect: a public address that is not ours."""
    return is_public(address) and not is_ours(address)


def system_resolver(host: str, port: int) -> list[str]:
    """Look the host up the way the machine does; raises OSError when it is not known."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def checked_addresses(
    host: str, port: int, *, resolver: Resolver, allowed: Callable[[Address], bool], seconds: float
) -> list[Address]:
    """Give the addresses to connect to, each of them allowed.

    The host is looked up once, so what is checked is what is connected to; one forbidden address among several refuses
    all, since a name that mixes public and private addresses is a trap. Raises FetchRefused, or FetchFailed when the
    host is unknown or the look-up takes longer than ``seconds``.
    """
    found = [host] if _is_literal(host) else _look_up(host, port, resolver, seconds)
    addresses = list(dict.fromkeys(ipaddress.ip_address(text) for text in found))
    if not addresses:
        raise FetchFailed(_UNKNOWN_HOST)
    if not all(allowed(address) for address in addresses):
        raise FetchRefused(_INSIDE)
    return addresses


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _look_up(host: str, port: int, resolver: Resolver, seconds: float) -> Sequence[str]:
    """Ask in a thread: the system's look-up knows no time limit and may hang for half a minute."""
    found: list[str] = []

    def ask() -> None:
        try:
            found.extend(resolver(host, port))
        except (OSError, UnicodeError):
            found.clear()

    asking = Thread(target=ask, daemon=True, name="lantoa-look-up")
    asking.start()
    asking.join(max(0.0, seconds))
    if asking.is_alive():
        raise FetchFailed("Không tra được địa chỉ của trang trong thời gian cho phép. Hãy thử lại sau.")
    return found
