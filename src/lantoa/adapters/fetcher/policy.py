"""How far the fetcher may go; the tests hand in one that lets it reach their own server."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import httpcore

from lantoa.adapters.fetcher.addresses import Address, may_connect


@lru_cache(maxsize=1)
def trusted_tls() -> ssl.SSLContext:
    """Give the TLS settings: host names verified, with the roots the package brings and those the machine has."""
    context = httpcore.default_ssl_context()
    context.load_default_certs()
    return context


@dataclass(frozen=True, kw_only=True)
class FetchPolicy:
    """The limits of one fetch: total ``seconds``, ``largest`` bytes read (packed and unpacked alike), and where to."""

    seconds: float = 5.0
    largest: int = 2_000_000
    redirects: int = 3
    ports: frozenset[int] = frozenset({80, 443})
    allows: Callable[[Address], bool] = may_connect
    tls: Callable[[], ssl.SSLContext] = trusted_tls
