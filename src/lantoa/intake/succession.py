"""Uploaded documents of bodies that end: those on their way to a draft go on at the heir."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import Count, QuerySet

from lantoa.agencies.models import User
from lantoa.agencies.succession import Heirs, Passed
from lantoa.domain.lifecycle import IntakeState
from lantoa.intake.models import Intake


def _open(agency_ids: Collection[int]) -> QuerySet[Intake]:
    return Intake.objects.filter(agency_id__in=list(agency_ids)).exclude(state=IntakeState.DRAFTED).order_by()


class DocumentsBroughtIn:
    """Documents that were uploaded and are no draft plan yet."""

    label = "Văn bản kế hoạch đang nhập"
    fate = "chuyển cho đơn vị kế thừa"

    def held_by(self, agency_ids: Collection[int], on: date) -> Mapping[int, int]:
        """How many documents of each body are on their way. One query."""
        return dict(_open(agency_ids).values_list("agency_id").annotate(Count("pk")))

    def pass_on(self, *, heirs: Heirs, on: date, decision: str, actor: User) -> Sequence[Passed]:
        """Give them to the heir."""
        rows = list(_open(heirs).only("agency_id", "public_id", "file_name").order_by("pk"))
        lines = [
            Passed(
                predecessor=row.agency_id,
                heir=heirs[row.agency_id][0],
                title=row.file_name,
                object_type="intake.intake",
                object_id=row.public_id,
            )
            for row in rows
        ]
        for row in rows:
            row.agency_id = heirs[row.agency_id][0]
        Intake.objects.bulk_update(rows, ["agency"])
        return lines
