"""What every plan and result refers to, as data: law and practice change, the code does not."""

from django.db import models
from django.db.models import Q

from lantoa.agencies.models import Agency
from lantoa.agencies.models.bodies import InTime
from lantoa.persistence.identifiers import PublicIdField
from lantoa.persistence.names import Named

CHANNEL_KINDS = {
    "own-site": "Cổng, trang thông tin điện tử của cơ quan",
    "province-portal": "Cổng thông tin điện tử tỉnh",
    "reform-site": "Chuyên trang cải cách hành chính",
    "newspaper": "Báo in, báo điện tử",
    "broadcast": "Phát thanh, truyền hình",
    "loudspeaker": "Truyền thanh cơ sở",
    "social": "Mạng xã hội, Zalo",
    "print": "Pano, áp phích, băng rôn, tờ rơi",
    "meeting": "Hội nghị, tập huấn, đối thoại",
    "bulletin": "Bản tin, tài liệu",
    "board": "Bảng tin, niêm yết công khai",
    "contest": "Cuộc thi, hội thi",
    "other": "Hình thức khác",
}


class LegalText(Named, InTime):
    """A legal text that a rule or a piece of data rests on."""

    number = models.CharField("số, ký hiệu", max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number"], name="legal_text_number_once")]


class ReformArea(Named, InTime):
    """An area of reform «lĩnh vực»; the six of Resolution 76/NQ-CP of 15/7/2021, and direction as area 0."""

    code = models.CharField(max_length=10, unique=True)
    position = models.PositiveSmallIntegerField()
    legal_text = models.ForeignKey(LegalText, models.PROTECT, null=True)


class Channel(Named, InTime):
    """Where something is made known «kênh»: a kind of channel everybody has, or one channel that one body runs."""

    public_id = PublicIdField()
    kind = models.CharField("loại kênh", max_length=20, choices=CHANNEL_KINDS)
    # A column, a programme, a station: what appears there has a date, so a standing duty can be fresh or stale.
    carries_dates = models.BooleanField("có ngày đăng, phát", default=False)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="channels")
    host = models.CharField("tên miền", max_length=200, blank=True, db_index=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=list(CHANNEL_KINDS)), name="channel_kind_known")]


class ResultKind(Named, InTime):
    """A kind of thing done «loại kết quả» with the unit it is counted in."""

    code = models.CharField(max_length=30, unique=True)
    unit = models.CharField("đơn vị tính", max_length=60)
    channel_kind = models.CharField("loại kênh thường dùng", max_length=20, choices=CHANNEL_KINDS, blank=True)
    position = models.PositiveSmallIntegerField(default=0)


class CalendarDay(models.Model):
    """A day that is not what its weekday says: a day off, or a Saturday worked in its place."""

    day = models.DateField(unique=True)
    is_working = models.BooleanField("ngày làm việc")
    occasion = models.CharField("dịp", max_length=200)
    decision = models.CharField("văn bản quy định", max_length=200)

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.occasion}"
