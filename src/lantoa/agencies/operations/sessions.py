"""Ending sessions: one's own on other devices, and those of a person one administers."""

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies import open_sessions
from lantoa.agencies.access import require
from lantoa.agencies.models import User
from lantoa.agencies.operations.people import managed, record_person
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import record
from lantoa.persistence.refusal import Refused


@transaction.atomic
def end_own_session(*, actor: User, session: int | None) -> None:
    """End one of one's own sessions. Raises Forbidden where there is no such one."""
    require(open_sessions.close_one(actor, session))
    record(operation="end_own_session", actor=actor, obj=actor, agency=reach_of(actor, clock.today()).main_agency)


@transaction.atomic
def end_other_sessions(*, actor: User, present: str) -> User:
    """End all of one's own sessions but the present one, which the caller keeps alive (open_sessions.stay_alone).

    in: the present session's key.
    """
    User.objects.select_for_update().get(pk=actor.pk)
    agency = reach_of(actor, clock.today()).main_agency
    open_sessions.close_all(actor, present)
    record(operation="end_other_sessions", actor=actor, obj=actor, agency=agency)
    return actor


@transaction.atomic
def end_sessions(*, actor: User, user: User) -> None:
    """End every session of a person. Raises Forbidden, Refused (one's own account)."""
    row = managed(actor, user)
    if row.pk == actor.pk:
        raise Refused("Đây là tài khoản của chính mình: hãy kết thúc các phiên khác ở trang Tài khoản.")
    open_sessions.close_all(row)
    record_person("end_sessions", actor, row, None, {})
