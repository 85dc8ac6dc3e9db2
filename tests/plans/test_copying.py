"""A plan's content copied into a draft: nothing lost, everything knows where it came from."""

from typing import Any

import pytest

from lantoa.domain.lifecycle import PlanOrigin
from lantoa.plans import queries
from lantoa.plans.models import Item, Obligation, Plan
from lantoa.plans.operations.copying import copy_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy_of(draft: Plan) -> Plan:
    """A draft to copy into, of the same bodies and header."""
    return Plan.objects.create(
        subject=draft.subject,
        folded=draft.folded,
        year=draft.year,
        issuer=draft.issuer,
        drafter=draft.drafter,
        coordinator=draft.coordinator,
        created_by=draft.created_by,
        origin=draft,
        origin_kind=PlanOrigin.AMENDMENT,
    )


def _content(plan: Plan) -> dict[str, Any]:
    return {key: value for key, value in queries.plan_as_json(plan).items() if key != "document"}


def test_a_copy_says_all_that_its_origin_says(draft: Plan, copy_of: Plan) -> None:
    copy_plan(source=draft, into=copy_of)
    assert _content(copy_of) == _content(draft)


def test_every_copy_knows_its_origin_and_has_an_identifier_of_its_own(draft: Plan, copy_of: Plan) -> None:
    copies = copy_plan(source=draft, into=copy_of)
    assert set(copies) == set(draft.items.values_list("pk", flat=True))
    assert all(copy.origin_id == pk for pk, copy in copies.items())
    origins = Obligation.objects.filter(item__plan=copy_of).values_list("origin_id", flat=True)
    assert sorted(origins) == sorted(Obligation.objects.filter(item__plan=draft).values_list("pk", flat=True))
    assert not set(draft.items.values_list("public_id", flat=True)) & set(
        copy_of.items.values_list("public_id", flat=True)
    )


def test_items_left_out_leave_no_repetition_of_them(draft: Plan, copy_of: Plan) -> None:
    rows = list(Obligation.objects.filter(item__plan=draft).order_by("item__position", "position"))
    first, last = rows[0], rows[-1]
    assert first.item_id != last.item_id
    last.same_as, last.same_as_decided = first, True
    last.save()
    copies = copy_plan(source=draft, into=copy_of, keep=lambda item: item.pk != first.item_id)
    assert first.item_id not in copies
    copy = Obligation.objects.get(origin=last)
    assert (copy.same_as_id, copy.same_as_decided) == (None, False)


def test_a_decided_repetition_stays_decided_between_the_copies(draft: Plan, copy_of: Plan) -> None:
    rows = list(Obligation.objects.filter(item__plan=draft).order_by("item__position", "position"))
    first, last = rows[0], rows[-1]
    last.same_as, last.same_as_decided = first, True
    last.save()
    copy_plan(source=draft, into=copy_of)
    copy = Obligation.objects.get(origin=last)
    assert copy.same_as.origin == first
    assert copy.same_as_decided


def test_a_change_is_made_to_each_copy_and_never_to_the_origin(draft: Plan, copy_of: Plan) -> None:
    before = _content(draft)

    def shout(row: Item | Obligation) -> None:
        if isinstance(row, Item):
            row.title = row.title.upper()

    copy_plan(source=draft, into=copy_of, adjust=shout, texts=False)
    assert _content(draft) == before
    assert all(item.title == item.title.upper() for item in copy_of.items.all())
    assert not copy_of.texts.exists()
