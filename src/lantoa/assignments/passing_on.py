"""What is given inside a body, asked for it and raised for it, when the body ends or the person leaves."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, F, Q

from lantoa.adapters import clock
from lantoa.agencies.models import AgencyLink, LinkKind, User
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.succession import Heirs, Passed
from lantoa.assignments.models import Delegation, Difficulty, Extension
from lantoa.domain.delegation import DelegationState
from lantoa.domain.difficulty import WAITING
from lantoa.domain.extension import ExtensionState


def _counted(rows: Any, field: str, agency_ids: Collection[int]) -> dict[int, int]:
    found = rows.filter(**{f"{field}__in": list(agency_ids)}).order_by().values_list(field)
    return dict(found.annotate(Count("pk")))


class GivenInside:
    """Work given inside a body, and work that lies with one of its offices."""

    label = "Việc đang giao trong cơ quan"
    fate = "thôi giao; đơn vị kế thừa giao lại. Phòng đổi thành phòng khác thì giữ ở phòng mới"

    def held_by(self, agency_ids: Collection[int], on: date) -> Mapping[int, int]:
        """How much each body gave, or has as an office. Two queries."""
        live = Delegation.objects.filter(state=DelegationState.GIVEN)
        found = _counted(live, "body_id", agency_ids)
        for pk, number in _counted(live, "office_id", agency_ids).items():
            found[pk] = found.get(pk, 0) + number
        return found

    def pass_on(self, *, heirs: Heirs, on: date, decision: str, actor: User) -> Sequence[Passed]:
        """An office that becomes another of the same body hands over; all else is taken back, to be given anew."""
        concerned = Q(body_id__in=list(heirs)) | Q(office_id__in=list(heirs))
        live = Delegation.objects.filter(concerned, state=DelegationState.GIVEN).select_for_update(of=("self",))
        rows = list(
            live.select_related("duty__obligation", "assignment__obligation", "assignment__item").order_by("pk")
        )
        offices = _bodies_of_heirs(heirs, on)
        return [self._pass_one(row, heirs, offices, decision, actor) for row in rows]

    def _pass_one(
        self, row: Delegation, heirs: Heirs, offices: Mapping[int, int], decision: str, actor: User
    ) -> Passed:
        ended = row.body_id if row.body_id in heirs else row.office_id
        heir = heirs[ended][0]
        title = str(row)[:300]
        if row.body_id not in heirs and offices.get(heir) == row.body_id:
            row.office_id = heir
            row.save(update_fields=["office"])
            note = "phòng mới giữ tiếp"
        else:
            row.state, row.reason = DelegationState.TAKEN_BACK, decision[:500]
            row.ended_by, row.ended_at = actor, clock.now()
            row.save(update_fields=["state", "reason", "ended_by", "ended_at"])
            note = "thôi giao, đơn vị kế thừa giao lại"
        label, key = "assignments.delegation", row.public_id
        return Passed(predecessor=ended, heir=heir, title=title, object_type=label, object_id=key, note=note)


def _bodies_of_heirs(heirs: Heirs, on: date) -> dict[int, int]:
    """Which body each heir is an office of, for those that are one."""
    first = {ids[0] for ids in heirs.values()}
    links = AgencyLink.objects.filter(true_on(on), child_id__in=first, kind=LinkKind.OFFICE)
    return dict(links.values_list("child_id", "parent_id"))


class AskedExtensions:
    """Requests to move a due date that nobody has answered yet."""

    label = "Đề nghị gia hạn chờ trả lời"
    fate = "chuyển cho đơn vị kế thừa"

    def held_by(self, agency_ids: Collection[int], on: date) -> Mapping[int, int]:
        """How many requests of each body wait. One query."""
        return _counted(Extension.objects.filter(state=ExtensionState.ASKED), "agency_id", agency_ids)

    def pass_on(self, *, heirs: Heirs, on: date, decision: str, actor: User) -> Sequence[Passed]:
        """The heir becomes who asks; what was answered stays as it was."""
        waiting = Extension.objects.filter(state=ExtensionState.ASKED, agency_id__in=list(heirs))
        rows = list(waiting.select_for_update(of=("self",)).select_related("duty__obligation").order_by("pk"))
        lines = []
        for row in rows:
            before, row.agency_id = row.agency_id, heirs[row.agency_id][0]
            label, key = "assignments.extension", row.public_id
            lines.append(
                Passed(predecessor=before, heir=row.agency_id, title=str(row)[:300], object_type=label, object_id=key)
            )
        Extension.objects.bulk_update(rows, ["agency"])
        return lines


class OpenDifficulties:
    """Difficulties that have no answer yet: those of a body, and those that wait at it."""

    label = "Khó khăn, vướng mắc chưa trả lời"
    fate = "chuyển cho đơn vị kế thừa theo dõi, giải quyết"

    def held_by(self, agency_ids: Collection[int], on: date) -> Mapping[int, int]:
        """How many of each body's, or waiting at it, are open. Two queries."""
        rows = Difficulty.objects.filter(state__in=list(WAITING))
        found = _counted(rows, "agency_id", agency_ids)
        for pk, number in _counted(rows.exclude(waits_at_id=F("agency_id")), "waits_at_id", agency_ids).items():
            found[pk] = found.get(pk, 0) + number
        return found

    def pass_on(self, *, heirs: Heirs, on: date, decision: str, actor: User) -> Sequence[Passed]:
        """Put the heir wherever an ended body stands in them; the steps taken stay with who took them."""
        ended = list(heirs)
        concerned = Q(agency_id__in=ended) | Q(waits_at_id__in=ended) | Q(arose_at_id__in=ended)
        open_ones = Difficulty.objects.filter(concerned, state__in=list(WAITING))
        rows = list(open_ones.select_for_update(of=("self",)).order_by("pk"))
        lines = []
        for row in rows:
            before = next(pk for pk in (row.agency_id, row.waits_at_id, row.arose_at_id) if pk in heirs)
            for field in ("agency_id", "waits_at_id", "arose_at_id"):
                pk = getattr(row, field)
                setattr(row, field, heirs[pk][0] if pk in heirs else pk)
            row.version += 1
            label, key = "assignments.difficulty", row.public_id
            lines.append(
                Passed(predecessor=before, heir=heirs[before][0], title=str(row), object_type=label, object_id=key)
            )
        Difficulty.objects.bulk_update(rows, ["agency", "waits_at", "arose_at", "version"])
        return lines


class GivenByName:
    """Work given to one person by name."""

    label = "Việc được giao trong cơ quan"

    def held_by(self, user_id: int) -> int:
        """How much lies with the person."""
        return Delegation.objects.filter(person_id=user_id, state=DelegationState.GIVEN).count()

    def pass_on(self, from_user: User, to_user: User, actor: User) -> int:
        """Give it to the successor; out: how much."""
        live = Delegation.objects.filter(person=from_user, state=DelegationState.GIVEN)
        return live.update(person=to_user)
