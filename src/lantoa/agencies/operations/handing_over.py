"""A person leaves: the roles end, what was kept in the person's name passes to a successor, the sessions end."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from lantoa.adapters import clock
from lantoa.agencies import handover
from lantoa.agencies.kinds import ROLE_LABELS, Role
from lantoa.agencies.models import HeldRole, User
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.open_sessions import close_all
from lantoa.agencies.operations.people import managed, record_person
from lantoa.agencies.tree import bodies_of
from lantoa.persistence.refusal import Refused

MOST_PAST = timedelta(days=31)  # an account that was forgotten when its holder left is still handed over


@transaction.atomic
def hand_over_account(*, actor: User, user: User, successor: User | None, ends_on: date) -> list[handover.Held]:
    """Let a person leave: every role ends by a day, and all that is kept in the person's name passes at once.

    in: who does it, who leaves, who goes on (None only where nothing is kept in the person's name), the first day the
    person holds no role. Roles that would have begun later are taken back. Sessions end at once when the roles do;
    before, the person works on and simply has nothing of one's own to hand over any more. What the person did stays
    under the person's name. out: what passed. Raises Forbidden, Refused (one's own account, a successor who cannot
    enter or works elsewhere).
    """
    row = managed(actor, user)
    today = clock.today()
    if row.pk == actor.pk:
        raise Refused("Không thể tự bàn giao tài khoản của mình. Hãy nhờ người quản trị khác.")
    if ends_on <= today - MOST_PAST:
        raise Refused("Ngày cuối đã quá lâu. Hãy chọn một ngày trong 31 ngày gần đây.", field="last_day")
    held = open_roles(row, today)
    if successor is None and handover.held_by(row):
        raise Refused("Người này còn việc đứng tên: hãy chọn người nhận.", field="successor")
    if successor is not None:
        _refuse_successor(row, successor, held, max(ends_on, today))
    passed = handover.pass_on(from_user=row, to_user=successor, actor=actor) if successor else []
    ended = [_end(one, ends_on) for one in held]
    if not HeldRole.objects.filter(true_on(today), user=row).exists():
        close_all(row)
    changes = {"roles": [", ".join(ended), ""], "ends_on": [None, ends_on.isoformat()]}
    if successor is not None:
        changes["successor"] = [None, successor.name]
    changes |= {line.label: [line.count, 0] for line in passed}
    record_person("hand_over_account", actor, row, held[0].agency if held else None, changes)
    return passed


def open_roles(user: User, today: date) -> list[HeldRole]:
    """The roles that have not ended, with their agencies."""
    rows = HeldRole.objects.filter(Q(ends_on=None) | Q(ends_on__gt=today), user=user)
    return list(rows.select_related("agency").order_by("agency__sort_key", "role"))


def _refuse_successor(user: User, successor: User, held: list[HeldRole], on: date) -> None:
    if successor.pk == user.pk or not successor.is_active:
        raise Refused("Hãy chọn một người khác đang dùng tài khoản.", field="successor")
    at = {one.agency_id for one in held}
    theirs = set(HeldRole.objects.filter(true_on(on), user=successor).values_list("agency_id", flat=True))
    if at and not _with_bodies(at, on) & _with_bodies(theirs, on):
        raise Refused(
            "Người nhận chưa có vai trò ở cơ quan của người đi vào ngày đó. Hãy giao vai trò trước rồi bàn giao.",
            field="successor",
        )


def _with_bodies(agency_ids: set[int], on: date) -> set[int]:
    """The agencies and the bodies whose offices they are: colleagues of one committee may take over from each other."""
    return agency_ids | set(bodies_of(agency_ids, on).values())


def _end(row: HeldRole, ends_on: date) -> str:
    """End one role, or take it back where it would begin later; out: the role in words."""
    if ends_on <= row.starts_on:
        row.delete()
    else:
        row.ends_on = ends_on
        row.save(update_fields=["ends_on"])
    return f"{ROLE_LABELS[Role(row.role)]} ({row.agency.short_name})"
