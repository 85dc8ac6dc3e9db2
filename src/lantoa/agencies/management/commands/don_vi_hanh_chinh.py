"""`lantoa manage don_vi_hanh_chinh --tinh "Hà Tĩnh"`: a province's places and the committees of its communes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lantoa.adapters import clock
from lantoa.agencies import units
from lantoa.agencies.kinds import AgencyKind, Level
from lantoa.agencies.models import Agency
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.operations.planting import plant_province
from lantoa.persistence.refusal import Refused
from lantoa.vietnamese import fold


class Command(BaseCommand):
    help = (
        "Lập địa bàn của một tỉnh và UBND các xã, phường dưới UBND tỉnh, theo danh mục cả nước; chạy lại không lập hai."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tinh", required=True, help="tên tỉnh, thành phố, có dấu hoặc không dấu")
        parser.add_argument("--duoi", default="", help="tên UBND tỉnh; không cần khi chỉ có một")
        parser.add_argument(
            "--truoc-7-2025", action="store_true", help="lập cả địa bàn tỉnh, huyện, xã đến 30/6/2025 và nơi kế thừa"
        )

    def handle(self, *_: Any, **given: Any) -> None:
        province = units.province_called(given["tinh"])
        if province is None:
            names = ", ".join(units.bare(unit.name) for unit in units.provinces())
            raise CommandError(f"Danh mục không có tỉnh, thành phố “{given['tinh']}”. Có: {names}.")
        root = self._root(given["duoi"])
        try:
            made = plant_province(actor=None, root=root, province=province, with_former=given["truoc_7_2025"])
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(
            f"{province.name}: thêm {made.places} địa bàn, {made.committees} UBND cấp xã dưới {root}"
            + (f", {made.former} địa bàn trước 01/7/2025." if given["truoc_7_2025"] else ".")
        )

    def _root(self, name: str) -> Agency:
        rows = Agency.objects.filter(true_on(clock.today()), kind=AgencyKind.COMMITTEE, level=Level.PROVINCE)
        if name:
            rows = rows.filter(folded=fold(name))
        found = list(rows[:2])
        if not found:
            raise CommandError('Chưa có UBND tỉnh ấy. Lập bằng: lantoa manage khoi_tao "Ủy ban nhân dân tỉnh …" …')
        if len(found) > 1:
            raise CommandError("Có nhiều UBND tỉnh, thành phố; hãy ghi tên ở --duoi.")
        return found[0]
