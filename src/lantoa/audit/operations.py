"""Writing the trail. Every operation of the product calls `record` once, inside its own transaction."""

from typing import Any

from lantoa.adapters import clock
from lantoa.audit.models import Entry


def record(
    *,
    operation: str,
    actor: Any,
    obj: Any,
    agency: Any = None,
    role: str = "",
    changes: dict[str, Any] | None = None,
) -> Entry:
    """Append one entry.

    in: the operation's name (verb_noun), the person (None for the product itself), the object (its public_id is kept),
    the agency for which the person acted, the role used, the differences as {field: [before, after]}.
    """
    return Entry.objects.create(
        at=clock.now(),
        operation=operation,
        actor_id=getattr(actor, "pk", None),
        actor_name=str(actor) if actor is not None else "Hệ thống",
        actor_role=role,
        agency_id=getattr(agency, "pk", None),
        agency_name=str(agency) if agency is not None else "",
        object_type=obj._meta.label_lower,
        object_id=str(getattr(obj, "public_id", obj.pk)),
        object_name=str(obj)[:500],
        changes=changes or {},
    )


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """What changed between two states of a row: {field: [before, after]}, values made fit for JSON."""
    plain = lambda value: value if isinstance(value, str | int | float | bool | None) else str(value)  # noqa: E731
    keys = before.keys() | after.keys()
    return {
        key: [plain(before.get(key)), plain(after.get(key))]
        for key in sorted(keys)
        if before.get(key) != after.get(key)
    }
