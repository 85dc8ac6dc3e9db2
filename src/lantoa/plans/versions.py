"""A plan's content as it stands, with the identity of each row, and the versions that were kept of it."""

from datetime import date
from typing import Any

from django.db.models import Max

from lantoa.adapters import clock
from lantoa.agencies.models import User
from lantoa.domain.lifecycle import PlanOrigin
from lantoa.plans import queries, shape
from lantoa.plans.differences import Change, differences
from lantoa.plans.models import Item, Plan, PlanPaper, PlanVersion

Json = dict[str, Any]


def content_of(plan: Plan, *, as_origin: bool = False) -> Json:
    """The plan as Plan JSON, every item and obligation with its identifier as `id`.

    `as_origin`: a row copied from another bears the other's identifier, so that a copy compares with its origin.
    """
    whole = queries.plan_as_json(plan)
    items = list(queries.items_of(plan).select_related("origin"))
    origins = _origins(plan) if as_origin else {}
    for kind, section in shape.SECTIONS.items():
        whole[section] = [_row(item, origins, as_origin=as_origin) for item in items if item.kind == kind]
    return whole


def _row(item: Item, origins: dict[int, str], *, as_origin: bool) -> Json:
    data = shape.item_json(item)
    known = [origins.get(row.pk, row.public_id) for row in item.obligations.all()]
    data["obligations"] = [row | {"id": key} for row, key in zip(data["obligations"], known, strict=True)]
    origin = item.origin if as_origin else None
    return data | {"id": origin.public_id if origin is not None else item.public_id}


def _origins(plan: Plan) -> dict[int, str]:
    rows = queries.obligations_in_force(plan).filter(origin__isnull=False)
    return dict(rows.values_list("pk", "origin__public_id"))


def changes_of_draft(draft: Plan) -> list[Change]:
    """What a draft copied from a plan changes of it: an amendment row by row, next year's plan against this one's."""
    if draft.origin is None:
        return []
    before, after = content_of(draft.origin), content_of(draft, as_origin=True)
    return differences(before, after, header=draft.origin_kind != PlanOrigin.AMENDMENT)


def keep_version(
    plan: Plan, *, since: date, actor: User, amendment: Plan | None = None, paper: PlanPaper | None = None
) -> PlanVersion:
    """Keep the plan's content as it stands as its next version, with what changed since the one before.

    Called inside an operation, after the change was made; a plan that has no version yet gets its first.
    """
    content = content_of(plan)
    last = plan.versions.order_by("-number").first()
    return PlanVersion.objects.create(
        plan=plan,
        number=(last.number if last else 0) + 1,
        since=since,
        content=content,
        changes=differences(last.content, content) if last else [],
        amendment=amendment,
        paper=paper,
        made_by=actor,
        made_at=clock.now(),
    )


def keep_first(plan: Plan, actor: User) -> None:
    """See that a plan has its first version before it is changed: one issued before versions were kept has none."""
    if plan.versions.aggregate(last=Max("number"))["last"] is None and plan.issued_on is not None:
        keep_version(plan, since=plan.issued_on, actor=plan.put_in_force_by or actor)
