"""Opening a page for a form: the wish is saved, the queue opens the page, what came is kept as evidence."""

from datetime import timedelta

from django.db import transaction
from django_q.tasks import async_task

from lantoa.adapters import clock
from lantoa.adapters.fetcher import FetchError, Page, normalise_url, page_facts
from lantoa.agencies.access import may_record_for, require
from lantoa.agencies.models import Agency, User
from lantoa.agencies.reach import reach_of
from lantoa.persistence.refusal import Refused
from lantoa.results.models import Evidence, LinkFetch
from lantoa.results.text import text_of

LONGEST_TEXT = 100_000
LATELY = timedelta(minutes=10)
MOST_LATELY = 40


@transaction.atomic
def ask_for_page(*, actor: User, agency: Agency, url: str) -> LinkFetch:
    """Save the wish to open a page and hand it to the queue; no outgoing call is made here.

    A page asked for a moment ago by the same person is not asked for twice. Raises Forbidden; Refused for no link, and
    for more pages in ten minutes than anybody records.
    """
    require(may_record_for(reach_of(actor, clock.today()), agency.pk))
    address = url.strip()
    try:
        key = normalise_url(address)
    except FetchError as fault:
        raise Refused(fault.sentence, field="link") from fault
    lately = LinkFetch.objects.filter(asked_by=actor, asked_at__gte=clock.now() - LATELY)
    same = lately.filter(url_key=key[:1000], result=None).exclude(state="failed")
    row = same.order_by("-pk").first()
    if row is not None:
        return row
    if lately.count() >= MOST_LATELY:
        raise Refused("Đã mở nhiều trang trong ít phút. Hãy tự nhập tiêu đề và ngày đăng.", field="link")
    address = address if "://" in address else f"http://{address}"
    row = LinkFetch.objects.create(
        agency=agency, asked_by=actor, asked_at=clock.now(), url=address[:1000], url_key=key[:1000]
    )
    # In the same transaction: the wish and its task are kept together or not at all.
    async_task("lantoa.results.tasks.open_page", row.pk, task_name=f"Mở trang {row.pk}")
    return row


@transaction.atomic
def fill_in_page(*, fetch_id: int, page: Page | None, failure: str = "") -> None:
    """Keep what the queue read (or why it did not), also as evidence where the result was saved meanwhile."""
    row = LinkFetch.objects.select_for_update().filter(pk=fetch_id).first()
    if row is None or row.state == "read":
        return
    if page is None:
        row.state, row.failure = "failed", failure[:500]
        row.save(update_fields=["state", "failure"])
        return
    facts = page_facts(page.text, page.final_url)
    row.state, row.title, row.published_on = "read", facts.title[:500], facts.published_on
    row.text = text_of(page.text)[:LONGEST_TEXT]
    row.save(update_fields=["state", "title", "published_on", "text"])
    if row.result_id is not None:
        late = Evidence.objects.filter(result_id=row.result_id, url_key=row.url_key, fetched_at=None)
        late.update(fetched_title=row.title, fetched_text=row.text, fetched_at=clock.now())
