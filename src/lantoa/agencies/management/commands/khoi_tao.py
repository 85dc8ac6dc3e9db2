"""`lantoa manage khoi_tao TÊN --quan-tri … --ho-ten …`: the first body of a tree and its administrator."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lantoa.agencies.kinds import AGENCY_KIND_LABELS, LEVEL_LABELS, AgencyKind, Level
from lantoa.agencies.operations.beginning import begin_tree
from lantoa.persistence.refusal import Refused


class Command(BaseCommand):
    help = "Lập cơ quan đứng đầu một cây và người quản trị của nó; in mật khẩu tạm một lần."

    def add_arguments(self, parser: ArgumentParser) -> None:
        kinds = ", ".join(f"{kind} ({label})" for kind, label in AGENCY_KIND_LABELS.items())
        parser.add_argument("ten", help="tên đầy đủ của cơ quan")
        parser.add_argument("--ten-gon", default="", help="tên gọn, ví dụ “UBND tỉnh”")
        parser.add_argument("--ky-hieu", default="UBND", help="ký hiệu trong số văn bản")
        parser.add_argument("--loai", default=AgencyKind.COMMITTEE, choices=list(AgencyKind), help=kinds)
        parser.add_argument("--cap", default=Level.PROVINCE, choices=list(Level), help=", ".join(LEVEL_LABELS.values()))
        parser.add_argument("--quan-tri", required=True, help="tên đăng nhập của người quản trị")
        parser.add_argument("--ho-ten", required=True, help="họ và tên người quản trị")

    def handle(self, *_: Any, **given: Any) -> None:
        try:
            agency, user, password = begin_tree(
                name=given["ten"],
                short_name=given["ten_gon"],
                symbol=given["ky_hieu"],
                kind=AgencyKind(given["loai"]),
                level=Level(given["cap"]),
                username=given["quan_tri"],
                person=given["ho_ten"],
            )
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"Đã lập {agency.name}. Người quản trị: {user.username} ({user.name}).")
        self.stdout.write(f"Mật khẩu tạm, phải đổi khi đăng nhập lần đầu: {password}")
