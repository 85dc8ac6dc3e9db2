"""The catalogue every installation starts with; an administrator edits it afterwards.

Facts: the eight kinds of grassroots information of Decree 49/2024/NĐ-CP, the six areas of Resolution 76/NQ-CP, the
public holidays of the `holidays` package with the decisions that set the moved days.
"""

from datetime import date
from typing import Any

from django.apps.registry import Apps
from holidays.countries import Vietnam

from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.names import name_columns

ALWAYS = date(2021, 1, 1)
YEARS = range(2024, 2028)

LEGAL_TEXTS = (
    (
        "76/NQ-CP",
        "Nghị quyết ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021-2030",
        date(2021, 7, 15),
    ),
    ("30/2020/NĐ-CP", "Nghị định về công tác văn thư", date(2020, 3, 5)),
    ("09/2019/NĐ-CP", "Nghị định quy định về chế độ báo cáo của cơ quan hành chính nhà nước", date(2019, 3, 12)),
    ("49/2024/NĐ-CP", "Nghị định quy định hoạt động thông tin cơ sở", date(2024, 7, 1)),
)

AREAS = (
    ("0", "Công tác chỉ đạo, điều hành"),
    ("1", "Cải cách thể chế"),
    ("2", "Cải cách thủ tục hành chính"),
    ("3", "Cải cách tổ chức bộ máy hành chính nhà nước"),
    ("4", "Cải cách chế độ công vụ"),
    ("5", "Cải cách tài chính công"),
    ("6", "Xây dựng và phát triển Chính phủ điện tử, Chính phủ số"),
)

# kind, name, whether what appears there carries a date
CHANNELS = (
    ("own-site", "Trang thông tin điện tử của cơ quan", True),
    ("province-portal", "Cổng thông tin điện tử tỉnh", True),
    ("reform-site", "Chuyên trang cải cách hành chính", True),
    ("newspaper", "Báo in, báo điện tử", True),
    ("broadcast", "Phát thanh, truyền hình tỉnh", True),
    ("loudspeaker", "Truyền thanh cơ sở", True),
    ("social", "Mạng xã hội, Zalo", True),
    ("print", "Pano, áp phích, băng rôn, tờ rơi", False),
    ("meeting", "Hội nghị, tập huấn, đối thoại", True),
    ("bulletin", "Bản tin, tài liệu", True),
    ("board", "Bảng tin, niêm yết công khai", False),
    ("contest", "Cuộc thi, hội thi", False),
    ("other", "Hình thức khác", False),
)

# code, name, unit, usual channel
RESULT_KINDS = (
    ("article", "Tin, bài", "tin, bài", "own-site"),
    ("airing", "Phát thanh cơ sở", "lượt phát", "loudspeaker"),
    ("programme", "Chuyên mục phát thanh, truyền hình", "số", "broadcast"),
    ("social-post", "Bài trên mạng xã hội, Zalo", "bài đăng", "social"),
    ("video", "Video, đồ họa", "sản phẩm", "social"),
    ("print", "Pano, áp phích, băng rôn", "tấm", "print"),
    ("leaflet", "Tờ rơi, tờ gấp", "tờ", "print"),
    ("meeting", "Hội nghị, tập huấn, sinh hoạt lồng ghép", "cuộc", "meeting"),
    ("dialogue", "Đối thoại với người dân, doanh nghiệp", "cuộc", "meeting"),
    ("contest", "Cuộc thi, hội thi", "cuộc", "contest"),
    ("document", "Văn bản chỉ đạo, hướng dẫn, kế hoạch", "văn bản", "other"),
    ("supply", "Cung cấp nội dung", "lần", "bulletin"),
    ("posting", "Niêm yết, công khai", "lần", "board"),
    ("other", "Việc khác", "lần", "other"),
)

# Working Saturdays given for a day off, and days off moved to another day, with the paper that set them.
MOVED_DAYS = (
    (date(2024, 4, 29), False, "Nghỉ bù dịp 30/4", "Công văn số 2450/VPCP-KGVX ngày 12/4/2024"),
    (date(2024, 5, 4), True, "Làm bù ngày 29/4", "Công văn số 2450/VPCP-KGVX ngày 12/4/2024"),
    (date(2025, 5, 2), False, "Hoán đổi dịp 30/4", "Công văn số 8726/VPCP-KGVX ngày 26/11/2024"),
    (date(2025, 4, 26), True, "Làm bù ngày 02/5", "Công văn số 8726/VPCP-KGVX ngày 26/11/2024"),
)


def _named(model: Any, key: dict[str, Any], name: str, **more: Any) -> None:
    values = {**name_columns(name), "starts_on": ALWAYS, **more}
    if any(field.name == "public_id" for field in model._meta.get_fields()):
        model.objects.get_or_create(**key, defaults={**values, "public_id": new_public_id()})
    else:
        model.objects.get_or_create(**key, defaults=values)


def _days(model: Any) -> None:
    moved = {row[0] for row in MOVED_DAYS}
    for day, occasion in sorted(Vietnam(years=YEARS, language="vi").items()):
        if day not in moved:
            decision = "Điều 112 Bộ luật Lao động năm 2019 (theo gói dữ liệu holidays)"
            model.objects.get_or_create(
                day=day, defaults={"is_working": False, "occasion": occasion[:200], "decision": decision}
            )
    for day, is_working, occasion, decision in MOVED_DAYS:
        model.objects.get_or_create(
            day=day, defaults={"is_working": is_working, "occasion": occasion, "decision": decision}
        )


def plant(apps: Apps) -> None:
    """Put in what is missing of the starting catalogue; what an administrator changed stays. Safe to repeat.

    in: Django's app registry, or a migration's historical one.
    """
    texts = apps.get_model("catalogue", "LegalText")
    for number, name, since in LEGAL_TEXTS:
        _named(texts, {"number": number}, name, starts_on=since)
    resolution = texts.objects.get(number="76/NQ-CP")
    areas = apps.get_model("catalogue", "ReformArea")
    for place, (code, name) in enumerate(AREAS):
        _named(areas, {"code": code}, name, position=place, legal_text=resolution)
    channels = apps.get_model("catalogue", "Channel")
    for place, (kind, name, dated) in enumerate(CHANNELS):
        _named(channels, {"kind": kind, "agency": None}, name, position=place, carries_dates=dated)
    kinds = apps.get_model("catalogue", "ResultKind")
    for place, (code, name, unit, channel) in enumerate(RESULT_KINDS):
        _named(kinds, {"code": code}, name, position=place, unit=unit, channel_kind=channel)
    _days(apps.get_model("catalogue", "CalendarDay"))
