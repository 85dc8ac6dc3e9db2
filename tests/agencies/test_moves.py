"""Any sequence of moves leaves a forest on every day: one parent at most, no gap, no circle, no past rewritten."""

from datetime import date, timedelta
from itertools import pairwise

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.agencies.kinds import AgencyKind, Level
from lantoa.agencies.models import Agency, AgencyLink, LinkKind
from lantoa.agencies.operations.bodies import move_agency
from lantoa.persistence.refusal import Refused

SINCE = date(2025, 7, 1)
BODIES = 6
DAYS = [SINCE + timedelta(days=30 * n) for n in range(8)]
MOVES = st.lists(
    st.tuples(
        st.integers(0, BODIES - 1), st.integers(0, BODIES - 1), st.sampled_from(DAYS), st.sampled_from(list(LinkKind))
    ),
    max_size=14,
)


class Undone(Exception):  # noqa: N818  one example leaves nothing for the next
    """Raised at the end of an example."""


def parents_on(day: date) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for link in AgencyLink.objects.all():
        if link.starts_on <= day and (link.ends_on is None or day < link.ends_on):
            found.setdefault(link.child_id, []).append(link.parent_id)
    return found


def check_forest(bodies: list[Agency]) -> None:
    links = list(AgencyLink.objects.all())
    for day in sorted({*DAYS, *(link.starts_on for link in links)}):
        above = parents_on(day)
        assert all(len(found) == 1 for found in above.values()), (day, above)
        for body in bodies:
            seen, at = set(), body.pk
            while at in above:
                assert at not in seen, ("circle", day, above)
                seen.add(at)
                at = above[at][0]
    for body in bodies:
        own = sorted((link for link in links if link.child_id == body.pk), key=lambda link: link.starts_on)
        for before, after in pairwise(own):
            assert before.ends_on == after.starts_on, "a gap between two links"
        assert own[0].starts_on == SINCE
        assert own[-1].ends_on is None


@given(moves=MOVES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_moves_leave_one_parent_no_gap_and_no_circle_on_any_day(province, make_body, moves):
    actor = province["quantri"]
    try:
        with transaction.atomic():
            bodies = [
                make_body(f"Trung tâm số {n}", AgencyKind.PUBLIC_UNIT, Level.PROVINCE, under=province.ubnd)
                for n in range(BODIES)
            ]
            actor._lantoa_reach = None  # the bodies are new in every example
            for child, parent, day, link in moves:
                was = {body.pk: parents_on(day - timedelta(days=1)).get(body.pk) for body in bodies}
                kept = list(AgencyLink.objects.order_by("pk").values_list())
                try:
                    with transaction.atomic():
                        move_agency(actor=actor, agency=bodies[child], parent=bodies[parent], link=link, starts_on=day)
                except Refused:
                    assert list(AgencyLink.objects.order_by("pk").values_list()) == kept
                assert was == {body.pk: parents_on(day - timedelta(days=1)).get(body.pk) for body in bodies}
                check_forest(bodies)
            raise Undone
    except Undone:
        pass
