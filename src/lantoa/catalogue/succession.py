"""Channels that bodies run: the heir runs them on."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import Count, QuerySet

from lantoa.agencies.models import User
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.succession import Heirs, Passed
from lantoa.catalogue.models import Channel


def _run_by(agency_ids: Collection[int], on: date) -> QuerySet[Channel]:
    return Channel.objects.filter(true_on(on), agency_id__in=list(agency_ids)).order_by()


class ChannelsRun:
    """Sites, columns and stations with a body that runs them."""

    label = "Kênh do cơ quan quản lý"
    fate = "đơn vị kế thừa quản lý tiếp"

    def held_by(self, agency_ids: Collection[int], on: date) -> Mapping[int, int]:
        """How many channels each body runs on the day. One query."""
        return dict(_run_by(agency_ids, on).values_list("agency_id").annotate(Count("pk")))

    def pass_on(self, *, heirs: Heirs, on: date, decision: str, actor: User) -> Sequence[Passed]:
        """Let the heir run them."""
        rows = list(_run_by(heirs, on).order_by("pk"))
        lines = [
            Passed(
                predecessor=row.agency_id,
                heir=heirs[row.agency_id][0],
                title=row.name,
                object_type="catalogue.channel",
                object_id=row.public_id,
            )
            for row in rows
        ]
        for row in rows:
            row.agency_id = heirs[row.agency_id][0]
        Channel.objects.bulk_update(rows, ["agency"])
        return lines
