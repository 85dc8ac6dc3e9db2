"""Reporting of bodies that end: a period that ended before the day is reported for the old body, by its heir."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import Count, Q, QuerySet

from lantoa.agencies.models import User
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.succession import Heirs, Passed
from lantoa.domain.lifecycle import ReportState
from lantoa.reports.models import Regime, Report, Reporter

UNSENT = (ReportState.DRAFT, ReportState.RETURNED)


class RegimesReceived:
    """Reporting regimes under which others report to the body."""

    label = "Chế độ báo cáo nhận từ đơn vị khác"
    fate = "đơn vị kế thừa nhận báo cáo"

    def held_by(self, agency_ids: Collection[int], on: date) -> Mapping[int, int]:
        """How many regimes each body receives. One query."""
        rows = _received(agency_ids, on).order_by()
        return dict(rows.values_list("receiver_id").annotate(Count("pk")))

    def pass_on(self, *, heirs: Heirs, on: date, decision: str, actor: User) -> Sequence[Passed]:
        """Let the heir receive them."""
        rows = list(_received(heirs, on).order_by("pk"))
        lines = [
            Passed(
                predecessor=row.receiver_id,
                heir=heirs[row.receiver_id][0],
                title=row.name,
                object_type="reports.regime",
                object_id=row.public_id,
                note="nơi nhận báo cáo",
            )
            for row in rows
        ]
        for row in rows:
            row.receiver_id = heirs[row.receiver_id][0]
        Regime.objects.bulk_update(rows, ["receiver"])
        return lines


def _received(agency_ids: Collection[int], on: date) -> QuerySet[Regime]:
    still = Q(ends_on=None) | Q(ends_on__gt=on)
    return Regime.objects.filter(still, receiver_id__in=list(agency_ids))


class ReportsToMake:
    """Under which regimes a body reports: from the day on its heir does, once a regime."""

    label = "Chế độ báo cáo phải thực hiện"
    fate = "kỳ kết thúc từ ngày có hiệu lực: đơn vị kế thừa báo cáo một lần; kỳ trước đó: đơn vị kế thừa làm thay"

    def held_by(self, agency_ids: Collection[int], on: date) -> Mapping[int, int]:
        """Under how many regimes each body reports on the day. One query."""
        rows = _reporting(agency_ids, on).order_by()
        return dict(rows.values_list("agency_id").annotate(Count("pk")))

    def pass_on(self, *, heirs: Heirs, on: date, decision: str, actor: User) -> Sequence[Passed]:
        """End the predecessors' part, begin the heirs'. What begins later than the day never begins."""
        rows = list(_reporting(heirs, on).select_related("regime").order_by("pk"))
        wanted = {(row.regime_id, heirs[row.agency_id][0]) for row in rows}
        there = set(
            Reporter.objects.filter(true_on(on), agency_id__in={agency for _, agency in wanted}).values_list(
                "regime_id", "agency_id"
            )
        )
        Reporter.objects.filter(pk__in=[row.pk for row in rows if row.starts_on >= on]).delete()
        Reporter.objects.filter(pk__in=[row.pk for row in rows if row.starts_on < on]).update(ends_on=on)
        Reporter.objects.bulk_create(
            Reporter(regime_id=regime, agency_id=agency, starts_on=on) for regime, agency in sorted(wanted - there)
        )
        return [
            Passed(
                predecessor=row.agency_id,
                heir=heirs[row.agency_id][0],
                title=row.regime.name,
                object_type="reports.regime",
                object_id=row.regime.public_id,
                note="nơi gửi báo cáo",
            )
            for row in rows
        ]


def _reporting(agency_ids: Collection[int], on: date) -> QuerySet[Reporter]:
    still = Q(ends_on=None) | Q(ends_on__gt=on)
    return Reporter.objects.filter(still, agency_id__in=list(agency_ids))


class ReportsInHand:
    """Reports that were begun or came back and are not sent."""

    label = "Báo cáo đang soạn"
    fate = "đơn vị kế thừa soạn tiếp"

    def held_by(self, agency_ids: Collection[int], on: date) -> Mapping[int, int]:
        """How many unsent reports each body has. One query."""
        rows = Report.objects.filter(agency_id__in=list(agency_ids), state__in=UNSENT).order_by()
        return dict(rows.values_list("agency_id").annotate(Count("pk")))

    def pass_on(self, *, heirs: Heirs, on: date, decision: str, actor: User) -> Sequence[Passed]:
        """A report of a period that runs on the day becomes the heir's, the first one where several had begun it.

        One of an earlier period stays the old body's: the heir's people write and send it for that body.
        """
        rows = list(
            Report.objects.filter(agency_id__in=list(heirs), state__in=UNSENT).select_related("regime", "agency")
        )
        rows.sort(key=lambda row: row.pk)
        targets = {heirs[row.agency_id][0] for row in rows}
        columns = ("regime_id", "agency_id", "starts_on", "last_on")
        taken = set(Report.objects.filter(agency_id__in=targets).values_list(*columns))
        lines = []
        for row in rows:
            old, heir = row.agency_id, heirs[row.agency_id][0]
            mark = (row.regime_id, heir, row.starts_on, row.last_on)
            passes = row.last_on >= on and mark not in taken
            if passes:
                taken.add(mark)
                row.agency_id = heir
                row.version += 1
                row.save(update_fields=["agency", "version"])
            lines.append(
                Passed(
                    predecessor=old,
                    heir=heir,
                    title=f"{row.regime.bare_name}, đến hết {row.last_on:%d/%m/%Y}",
                    object_type="reports.report",
                    object_id=row.public_id,
                    note="thành báo cáo của đơn vị kế thừa" if passes else "vẫn là báo cáo của đơn vị cũ",
                )
            )
        return lines
