"""Documents as the product writes them, and ways to look into what came out."""

import io
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest

from lantoa.paper import (
    REPORT,
    Appendix,
    Bullet,
    Cell,
    Column,
    ColumnKind,
    Document,
    Heading,
    Paragraph,
    Signature,
    Table,
    write_docx,
)

STATISTICS = Table(
    columns=(
        Column("TT", 6, ColumnKind.ORDER),
        Column("Kênh, hình thức", 34),
        Column("ĐVT", 12),
        Column("Kế hoạch kỳ", 13, ColumnKind.NUMBER),
        Column("Thực hiện trong kỳ", 13, ColumnKind.NUMBER),
        Column("Lũy kế năm", 13, ColumnKind.NUMBER),
        Column("% kế hoạch", 13, ColumnKind.NUMBER),
        Column("Ghi chú", 20),
    ),
    rows=(
        (1, "Tin, bài trên Trang thông tin điện tử của cơ quan", "tin, bài", 15, 17, 1234, Decimal("113.3"), None),
        (2, "Tin, bài trên Cổng thông tin điện tử tỉnh", "tin, bài", 6, 5, 11, Decimal("83.3"), "Thiếu 01 tin tháng 5"),
        (3, "Đối thoại với người dân, doanh nghiệp", "cuộc", None, 1, 1, None, "Kế hoạch giao theo năm"),
        (Cell(value="Cộng", columns=3, bold=True), 21, 23, 1246, None, None),
    ),
)
TASKS = Table(
    columns=(
        Column("TT", 6, ColumnKind.ORDER),
        Column("Nhiệm vụ", 40),
        Column("Chủ trì", 22),
        Column("Thời hạn", 18),
        Column("Kết quả", 14),
        Column("Đã làm", 10, ColumnKind.NUMBER),
    ),
    header=(
        (Cell(value="TT", rows=2, bold=True), Cell(value="Nhiệm vụ", rows=2), Cell(value="Chủ trì", rows=2),
         Cell(value="Tình hình thực hiện", columns=3)),
        ("Thời hạn", "Kết quả", "Đã làm"),
    ),
    rows=(
        (Cell(value="1", rows=2), Cell(value="Duy trì chuyên mục “Cải cách hành chính”", rows=2),
         "Báo và phát thanh, truyền hình", "03-04 số/tháng", "Đạt", 11),
        ("Văn phòng UBND tỉnh", "Thường xuyên", "Chưa nêu", None),
    ),
)  # fmt: skip


def quarterly_report(**changes: Any) -> Document:
    """The worked example: a department's report on a quarter, its statistics, its tasks, its words."""
    report = Document(
        kind=REPORT,
        parent_agency="Ủy ban nhân dân\ntỉnh Hồng Lam",
        agency="Sở Nội vụ",
        symbol=REPORT.symbol("SNV"),
        number=9,
        place="Hồng Lam",
        issued_on=date(2026, 7, 2),
        year=2026,
        abstract="Kết quả tuyên truyền cải cách hành chính Quý II năm 2026",
        addressees=("Ủy ban nhân dân tỉnh Hồng Lam",),
        bases=("Căn cứ Kế hoạch số 08/KH-UBND ngày 08 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Hồng Lam;",),
        body=(
            Heading(1, "I", "Công tác chỉ đạo, điều hành"),
            Paragraph("Sở Nội vụ đã ban hành 02 văn bản đôn đốc.\nKhông có cơ quan, đơn vị nào chậm kế hoạch."),
            Heading(1, "II", "Kết quả thực hiện"),
            Heading(2, "1", "Theo kênh, hình thức"),
            STATISTICS,
            Heading(2, "2", "Khó khăn, vướng mắc"),
            Heading(3, "a", "Về kinh phí"),
            Bullet("Kinh phí in tờ gấp chưa được bố trí."),
            Paragraph("Trên đây là kết quả Quý II năm 2026, kính báo cáo Ủy ban nhân dân tỉnh."),
        ),
        appendices=(Appendix(title="Tiến độ từng nhiệm vụ", landscape=True, body=(TASKS,)),),
        recipients=("Như trên", "Các phòng, đơn vị thuộc Sở;"),
        filed="VT, CCHC",
        signature=Signature(capacity=("KT. Giám đốc", "Phó Giám đốc"), name="Trần Thị Minh Hạnh"),
    )
    return replace(report, **changes)


@pytest.fixture(scope="session")
def report() -> Callable[..., Document]:
    return quarterly_report


@pytest.fixture(scope="session")
def opened() -> Callable[[Document], Any]:
    """Write a document and open the file as another program would."""
    return lambda document: docx.Document(io.BytesIO(write_docx(document)))


@pytest.fixture
def pdf_text(tmp_path: Path) -> Callable[[bytes], str]:
    """The text of the document after another office suite opened it and printed it."""
    if not (shutil.which("soffice") and shutil.which("pdftotext")):
        if os.environ.get("CI"):
            pytest.fail("soffice and pdftotext must be there under CI")
        pytest.skip("soffice or pdftotext is not installed")

    def convert(data: bytes) -> str:
        (tmp_path / "paper.docx").write_bytes(data)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path)]
        subprocess.run([*command, str(tmp_path / "paper.docx")], check=True, capture_output=True, timeout=120)
        text = ["pdftotext", "-layout", str(tmp_path / "paper.pdf"), "-"]
        return subprocess.run(text, check=True, capture_output=True, timeout=60).stdout.decode()

    return convert
