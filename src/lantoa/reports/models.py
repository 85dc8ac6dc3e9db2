"""Reporting regimes, who reports under them, and the reports with their frozen figures."""

import re

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.agencies.models import Agency
from lantoa.agencies.models.bodies import InTime
from lantoa.domain.extension import WhichDate
from lantoa.domain.lifecycle import ReportState
from lantoa.domain.period import Calendar
from lantoa.persistence.identifiers import PublicIdField
from lantoa.plans.models import Obligation

REPORT_STATE_LABELS = {
    ReportState.DRAFT: "đang soạn",
    ReportState.SUBMITTED: "đã gửi",
    ReportState.RETURNED: "bị trả lại",
    ReportState.ACCEPTED: "đã tiếp nhận",
}
_HOW_OFTEN = re.compile(r",?\s+(?:định kỳ\s+)?h[ằà]ng (?:tháng|quý|năm)$")
SERIES_LABELS = {
    "month": "hằng tháng",
    "quarter": "hằng quý",
    "half-year": "6 tháng một lần",
    "year": "hằng năm",
    "reform": "quý I, 6 tháng, quý III, năm",
    "reform-9-months": "quý I, 6 tháng, 9 tháng, năm",
}
CALENDAR_LABELS = {
    Calendar.PLAIN: "tháng dương lịch",
    Calendar.DECREE_09: "kỳ chốt số liệu theo Nghị định 09/2019/NĐ-CP",
}

WHICH_DATE_LABELS = {
    WhichDate.EXTENDED: "hạn sau gia hạn (nếu được gia hạn)",
    WhichDate.ORIGINAL: "hạn gốc, không kể gia hạn",
}


class Regime(InTime):
    """A reporting regime «chế độ báo cáo»: what, which periods, on which calendar, to whom, by which day."""

    public_id = PublicIdField()
    name = models.CharField("tên báo cáo", max_length=300)
    receiver = models.ForeignKey(Agency, models.PROTECT, verbose_name="nơi nhận", related_name="regimes_received")
    # The code of a series in lantoa.domain.reporting.
    period_kind = models.CharField("kỳ", max_length=20, choices=SERIES_LABELS)
    calendar = models.CharField("lịch", max_length=10, choices=CALENDAR_LABELS, default=Calendar.PLAIN)
    due = models.JSONField("hạn gửi")
    legal_basis = models.CharField("căn cứ", max_length=300, blank=True)
    which_date_counts = models.CharField(
        "đúng hạn tính theo", max_length=10, choices=WHICH_DATE_LABELS, default=WhichDate.EXTENDED
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(calendar__in=list(Calendar)), name="regime_calendar_known"),
            models.CheckConstraint(condition=Q(which_date_counts__in=list(WhichDate)), name="regime_date_known"),
        ]

    @property
    def bare_name(self) -> str:
        """The name without how often, for where a period stands beside it: "… hằng quý, Quý III/2026" says it twice."""
        return _HOW_OFTEN.sub("", self.name)

    def __str__(self) -> str:
        return self.name


class Reporter(InTime):
    """A body that reports under a regime."""

    regime = models.ForeignKey(Regime, models.CASCADE, related_name="reporters")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["regime", "agency", "starts_on"], name="reporter_once")]

    def __str__(self) -> str:
        return f"{self.agency}: {self.regime}"


class Binding(models.Model):
    """To which regime a plan's report obligation is bound; no regime: «lồng ghép» into what `into` names."""

    obligation = models.OneToOneField(Obligation, models.CASCADE, related_name="binding")
    regime = models.ForeignKey(Regime, models.PROTECT, null=True, related_name="bindings")
    into = models.CharField("lồng ghép vào", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(regime__isnull=False) | ~Q(into=""), name="binding_says_where")
        ]

    def __str__(self) -> str:
        return str(self.regime or self.into)


class Report(models.Model):
    """One body's report for one period. On submission the figures are stored as they stood «số liệu chốt»."""

    public_id = PublicIdField()
    regime = models.ForeignKey(Regime, models.PROTECT, related_name="reports")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="reports")
    starts_on = models.DateField()
    last_on = models.DateField()
    due_on = models.DateField("hạn gửi")
    state = models.CharField("tình trạng", max_length=10, choices=REPORT_STATE_LABELS, default=ReportState.DRAFT)
    narrative = models.JSONField("lời văn", default=dict)
    # What the templates last wrote in each section, and what stood there before it was written anew.
    drafts = models.JSONField("lời viết sẵn", default=dict)
    figures = models.JSONField("số liệu chốt", null=True)
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    signer_capacity = models.CharField("thể thức đề ký", max_length=120, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=120, blank=True)
    signer_name = models.CharField("người ký", max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    # A report that was returned for a correction came when it first came.
    first_submitted_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField(blank=True)

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["regime", "agency", "starts_on", "last_on"], name="report_once_a_period"),
            models.CheckConstraint(condition=Q(state__in=list(ReportState)), name="report_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=[ReportState.DRAFT, ReportState.RETURNED]) | Q(figures__isnull=False),
                name="report_submitted_is_frozen",
            ),
        ]
        indexes = [models.Index(fields=["agency", "starts_on"])]

    def __str__(self) -> str:
        return f"{self.regime}, {self.agency}"
