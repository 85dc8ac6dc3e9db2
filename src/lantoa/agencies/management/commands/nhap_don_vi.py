"""`lantoa manage nhap_don_vi BẢNG --duoi … --boi …`: bodies out of a table, previewed or imported."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lantoa.adapters import clock
from lantoa.agencies.importing.preview import Action
from lantoa.agencies.models import Agency, User
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.operations.importing import import_table, keep_table, preview_of
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.vietnamese import fold
from lantoa.web.forms import read_day


class Command(BaseCommand):
    help = "Xem trước một bảng cơ quan (.xlsx, .ods, .csv); với --nhap thì nhập cả bảng, hoặc không dòng nào."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bang", type=Path, help="tệp bảng")
        parser.add_argument("--duoi", required=True, help="tên hoặc mã định danh của cơ quan mà bảng nhập vào dưới")
        parser.add_argument("--boi", required=True, help="tên đăng nhập của người quản trị, để ghi nhật ký")
        parser.add_argument("--tu-ngay", default="", help="ngày có hiệu lực của cơ quan mới; mặc định hôm nay")
        parser.add_argument("--nhap", action="store_true", help="nhập; không có thì chỉ xem trước")

    def handle(self, *_: Any, **given: Any) -> None:
        actor = User.objects.filter(username=given["boi"]).first()
        if actor is None:
            raise CommandError(f"Không có người dùng “{given['boi']}”.")
        try:
            table = keep_table(
                actor=actor,
                token=new_public_id(),
                agency=self._root(given["duoi"]),
                data=self._data(given["bang"]),
                file_name=given["bang"].name,
                starts_on=self._day(given["tu_ngay"]),
            )
            found = preview_of(table)
            for line in found.faulty:
                for fault in line.faults:
                    self.stderr.write(f"dòng {line.row.number}, {line.name}: {fault}")
            counts = [f"{words} {found.count(action)}" for action, words in _WORDS.items()]
            self.stdout.write(f"{', '.join(counts)}, chưa đúng {len(found.faulty)}.")
            if not given["nhap"]:
                table.delete()
                return
            done = import_table(actor=actor, table=table)
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"Đã nhập: thêm {done.added}, sửa {done.changed}, giữ nguyên {done.same}.")

    @staticmethod
    def _root(text: str) -> Agency:
        rows = list(Agency.objects.filter(true_on(clock.today()), folded=fold(text))[:2])
        rows = rows or list(Agency.objects.filter(true_on(clock.today()), code=text.strip().upper())[:2])
        if len(rows) != 1:
            raise CommandError(f"{'Có nhiều' if rows else 'Không thấy'} cơ quan “{text}”. Hãy ghi mã định danh.")
        return rows[0]

    @staticmethod
    def _data(path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise CommandError(f"Không mở được tệp {path}.") from error

    @staticmethod
    def _day(text: str) -> date:
        try:
            return read_day(text, earliest_year=1945) if text else clock.today()
        except ValueError as error:
            raise CommandError(str(error)) from error


_WORDS = {Action.NEW: "thêm mới", Action.CHANGED: "sửa", Action.SAME: "giữ nguyên"}
