"""The one fetcher of web pages: it goes only where the public may go, for a few seconds, and reads only so much."""

from lantoa.adapters.fetcher.client import fetch
from lantoa.adapters.fetcher.errors import FetchError, FetchFailed, FetchRefused
from lantoa.adapters.fetcher.facts import PageFacts, page_facts
from lantoa.adapters.fetcher.links import Link, host_of, normalise_url, parse_link
from lantoa.adapters.fetcher.page import Page
from lantoa.adapters.fetcher.policy import FetchPolicy

__all__ = [
    "FetchError",
    "FetchFailed",
    "FetchPolicy",
    "FetchRefused",
    "Link",
    "Page",
    "PageFacts",
    "fetch",
    "host_of",
    "normalise_url",
    "page_facts",
    "parse_link",
]
