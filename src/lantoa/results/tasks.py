"""What the queue does for results."""

from lantoa.adapters.fetcher import FetchError, fetch
from lantoa.results.models import LinkFetch
from lantoa.results.operations.fetching import fill_in_page


def open_page(fetch_id: int) -> None:
    """Open the page of a LinkFetch and keep what came; a failure is kept as a sentence, never raised."""
    row = LinkFetch.objects.filter(pk=fetch_id, state="queued").first()
    if row is None:
        return
    try:
        page = fetch(row.url)
    except FetchError as fault:
        fill_in_page(fetch_id=fetch_id, page=None, failure=fault.sentence)
        return
    fill_in_page(fetch_id=fetch_id, page=page)
