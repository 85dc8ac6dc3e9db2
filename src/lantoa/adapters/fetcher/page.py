"""What a fetch brings home."""

from dataclasses import dataclass

from lantoa.adapters.fetcher.facts import PageFacts, page_facts


@dataclass(frozen=True, kw_only=True)
class Page:
    """A web page as it was fetched.

    ``final_url`` is where the redirects ended, ``status`` the HTTP code (200 to 299), ``media_type`` in lower case.
    ``text`` is empty for anything but HTML and plain text, which is not read at all; ``truncated`` says that the page
    was longer than the limit and ``text`` is its beginning.
    """

    final_url: str
    status: int
    media_type: str
    text: str
    truncated: bool

    def facts(self) -> PageFacts:
        """Give the title, day and site the page names for itself."""
        return page_facts(self.text, self.final_url)
