"""What a result most likely counts for, before a person decides."""

from datetime import date

import pytest

from lantoa.catalogue.models import Channel, ResultKind
from lantoa.plans.models import Obligation
from lantoa.results.proposals import propose_credits

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 20)


def proposed(province, kind: str, channel: str) -> dict[str, bool]:
    """{what the obligation asks: whether it is ticked} for a result of xã An Phúc."""
    found = propose_credits(
        agency_ids=[province.an_phuc.pk],
        kind=ResultKind.objects.get(code=kind),
        channel=Channel.objects.get(kind=channel, agency=None),
        happened_on=DAY,
        title="",
        today=DAY,
    )
    ticked: dict[str, bool] = {}
    for row in found:
        if row.assignment.obligation:  # months behind are offered too, never ticked
            what = row.assignment.obligation.what
            ticked[what] = ticked.get(what, False) or row.ticked
    return ticked


def test_an_article_on_the_own_site_is_ticked_for_the_monthly_quota_and_the_standing_column(province, plan):
    found = proposed(province, "article", "own-site")
    assert found["tin, bài về cải cách hành chính"]
    assert found["công khai thủ tục hành chính"]
    assert not found["hướng dẫn người dân nộp hồ sơ"]


def test_what_a_loudspeaker_sends_counts_for_the_items_asked_of_it_whatever_they_are_called(province, plan):
    asked = Obligation.objects.filter(item__plan=plan, unit="tin, bài")
    asked.update(channel=Channel.objects.get(kind="loudspeaker", agency=None))
    assert proposed(province, "airing", "loudspeaker")["tin, bài về cải cách hành chính"]
    assert not proposed(province, "article", "own-site")["tin, bài về cải cách hành chính"]


def test_ones_own_broadcast_is_never_taken_for_a_relay_unasked(province, plan):
    standing = Obligation.objects.filter(item__plan=plan, what="công khai thủ tục hành chính")
    standing.update(
        what="tiếp phát chương trình của đài cấp trên", channel=Channel.objects.get(kind="loudspeaker", agency=None)
    )
    assert proposed(province, "airing", "loudspeaker")["tiếp phát chương trình của đài cấp trên"] is False
