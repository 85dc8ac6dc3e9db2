"""Both families add up: what the bodies report, taken together, is what there is, counted row by row."""

from collections import Counter
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.domain.lifecycle import VerificationState
from lantoa.reports.figures import compute

FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)
# Each example asks the database; a busy machine is no fault of the product.
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
TODAY = date(2026, 9, 15)
DAYS = st.integers(-40, 130).map(lambda days: FIRST + timedelta(days=days))
BODIES = ("an_phuc", "an_phuc_vhxh", "binh_linh", "khcn", "ubnd")
REPORTING = ("an_phuc", "binh_linh", "khcn", "ubnd")  # the office speaks through its commune

RESULTS = st.fixed_dictionaries(
    {
        "body": st.sampled_from(BODIES),
        "day": DAYS,
        "kind": st.sampled_from(["article", "airing", "meeting"]),
        "quantity": st.integers(1, 9),
        "state": st.sampled_from(["unverified", "verified", "rejected", "withdrawn"]),
        "channel": st.sampled_from([None, "own-site", "social"]),
    }
)
DUTIES = st.fixed_dictionaries(
    {
        "holder": st.sampled_from(BODIES),
        "month": st.integers(5, 11),
        "minimum": st.integers(0, 5),
        "done": st.integers(0, 6),
        "before_issue": st.booleans(),
        "closed": st.booleans(),
        "late": st.booleans(),
        "together": st.booleans(),
    }
)


def build_results(world, province, rows):
    for row in rows:
        more = {"channel": world.channel(row["channel"]) if row["channel"] else None, "quantity": row["quantity"]}
        if row["state"] == "withdrawn":
            more |= {"withdrawn_at": timezone.now(), "withdrawn_reason": "ghi nhầm"}
        else:
            more["verification"] = VerificationState(row["state"])
        world.result(getattr(province, row["body"]), row["day"], row["kind"], **more)


def build_duties(world, province, rows):
    for row in rows:
        assignment = world.assign(world.obligation(), getattr(province, row["holder"]))
        met = row["done"] >= row["minimum"]
        world.duty(
            assignment,
            row["month"],
            at=province.ubnd if row["together"] else None,
            minimum=row["minimum"],
            done=row["done"],
            before_issue=row["before_issue"],
            state="closed" if row["closed"] else "open",
            met_on=date(2026, row["month"], 28 if row["late"] else 20) if met else None,
        )


def counted_by_hand(duties):
    """The verdict of every duty that anyone owes and that falls due in the window, counted."""
    found = Counter()
    for row in duties:
        due = date(2026, row["month"], 25)
        if row["before_issue"] or row["closed"] or row["minimum"] == 0 or not FIRST <= due <= LAST:
            continue
        if row["done"] >= row["minimum"]:
            found["met_late" if row["late"] else "met"] += 1
        elif due < TODAY:
            found["overdue"] += 1
        else:
            found["due" if date(2026, row["month"], 1) <= TODAY else "upcoming"] += 1
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
@given(results=st.lists(RESULTS, max_size=14), duties=st.lists(DUTIES, max_size=10))
def test_the_bodies_figures_together_are_the_rows_counted_one_by_one(world, province, results, duties):
    with transaction.atomic():
        build_results(world, province, results)
        build_duties(world, province, duties)
        figures = [
            compute(agency=getattr(province, body), starts_on=FIRST, last_on=LAST, today=TODAY) for body in REPORTING
        ]
        transaction.set_rollback(True)

    lives = [row for row in results if row["state"] in ("unverified", "verified")]
    inside = [row for row in lives if FIRST <= row["day"] <= LAST]
    for kind in ("article", "airing", "meeting"):
        rows = [row for each in figures for row in each["statistics"] if row["kind"] == kind and row["level"] == 1]
        assert sum(row["done"] for row in rows) == sum(row["quantity"] for row in inside if row["kind"] == kind)
        year = [row for row in lives if row["day"] <= LAST and row["kind"] == kind]
        assert sum(row["year"] for row in rows) == sum(row["quantity"] for row in year)
    assert sum(each["done"]["results"] for each in figures) == len(inside)
    rejected = [row for row in results if row["state"] == "rejected" and FIRST <= row["day"] <= LAST]
    assert sum(each["done"]["rejected"] for each in figures) == len(rejected)

    by_hand = counted_by_hand(duties)
    for name in ("met", "met_late", "overdue", "due", "upcoming"):
        assert sum(each["owed"][name] for each in figures) == by_hand[name], name
    planned = sum(
        row["minimum"]
        for row in duties
        if counted_by_hand([row])
    )  # fmt: skip
    articles = [row for each in figures for row in each["statistics"] if (row["kind"], row["level"]) == ("article", 1)]
    assert sum(row["plan"] or 0 for row in articles) == planned


@settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
@given(results=st.lists(RESULTS, max_size=14), duties=st.lists(DUTIES, max_size=8))
def test_inside_one_report_channels_add_up_to_their_kind_and_lists_agree_with_counts(world, province, results, duties):
    with transaction.atomic():
        build_results(world, province, results)
        build_duties(world, province, duties)
        figures = compute(agency=province.an_phuc, starts_on=FIRST, last_on=LAST, today=TODAY)
        transaction.set_rollback(True)
    for parent in (row for row in figures["statistics"] if row["level"] == 1):
        children = [row for row in figures["statistics"] if row["level"] == 2 and row["kind"] == parent["kind"]]
        if children:
            assert sum(row["done"] for row in children) == parent["done"]
            assert sum(row["year"] for row in children) == parent["year"]
            assert sum(row["results"] for row in children) == parent["results"]
    owed = figures["owed"]
    assert len([row for row in figures["overdue"] if not row["shared"]]) == owed["overdue"]
    assert owed["total"] == owed["met_all"] + owed["due"] + owed["upcoming"] + owed["overdue"]
    assert sum(task["tally"]["total"] for task in figures["tasks"]) == owed["total"] + owed["shared"]
