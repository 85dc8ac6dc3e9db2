"""A worked example of every kind of document, and what comes out of the printer for each."""

import io
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy
import pdfplumber
import pypdfium2
import pytest

from lantoa.adapters.typesetting import Typst
from lantoa.paper import (
    DECISION,
    INVITATION,
    LETTER,
    MINUTES,
    NOTICE,
    PLAN,
    REPORT,
    RULES,
    SUBMISSION,
    Appendix,
    Attached,
    Bullet,
    Cell,
    Chapter,
    Column,
    ColumnKind,
    Document,
    Heading,
    Paragraph,
    Signature,
    Signing,
    Table,
    capacity,
    write_docx,
)
from lantoa.paper.pdf import write_pdf

PROVINCE = "Ủy ban nhân dân\ntỉnh Hồng Lam"
LONG = (
    "Tiếp tục nâng cao nhận thức, trách nhiệm của các cấp, các ngành và cán bộ, công chức, viên chức về công tác cải "
    "cách hành chính, xem đây là nhiệm vụ trọng tâm, thường xuyên của từng cơ quan, đơn vị trên địa bàn tỉnh."
)
DEPUTY = Signature(
    capacity=capacity("Chủ tịch", way=Signing.DEPUTY, collective="Ủy ban nhân dân", signer="Phó Chủ tịch"),
    name="Lê Ngọc Chi",
)
DIRECTOR = Signature(capacity=capacity("Giám đốc"), name="Trần Thị Minh Hạnh")
OFFICE = {"parent_agency": PROVINCE, "agency": "Sở Nội vụ", "place": "Hồng Lam", "year": 2026, "signature": DIRECTOR}
BODIES = Table(
    columns=(Column("TT", kind=ColumnKind.ORDER), Column("Cơ quan, đơn vị"), Column("Nội dung chưa báo cáo"),
             Column("Hạn", kind=ColumnKind.ORDER), Column("Số ngày chậm", kind=ColumnKind.NUMBER)),
    rows=(
        (1, "Sở Tư pháp", "Báo cáo Quý II năm 2026", "25/6/2026", 7),
        (2, "Ủy ban nhân dân xã Vân Sơn", "Số liệu tin, bài trên hệ thống truyền thanh cơ sở tháng 6", "05/7/2026", 1),
        (3, "Ủy ban nhân dân phường An Phúc", "Báo cáo Quý II năm 2026", "25/6/2026", 7),
    ),
)  # fmt: skip
BUDGET = Table(
    columns=(Column("TT", kind=ColumnKind.ORDER), Column("Nội dung chi"), Column("ĐVT", kind=ColumnKind.ORDER),
             Column("Số lượng", kind=ColumnKind.NUMBER), Column("Đơn giá (đồng)", kind=ColumnKind.NUMBER),
             Column("Thành tiền (đồng)", kind=ColumnKind.NUMBER)),
    rows=(
        ("I", Cell(value="In ấn phẩm tuyên truyền", bold=True), "", None, None, 96500000),
        (1, "Tờ gấp hướng dẫn nộp hồ sơ trực tuyến, 4 màu, khổ A4", "tờ", 50000, 1500, 75000000),
        (2, "Pano khổ 3 x 5 m, đặt tại trụ sở Ủy ban nhân dân cấp xã", "tấm", 5, Decimal("4300000"), 21500000),
        (Cell(value="Cộng", columns=5, bold=True), Cell(value=96500000, bold=True)),
    ),
)  # fmt: skip
EVIDENCE = Table(
    columns=(Column("TT", kind=ColumnKind.ORDER), Column("Nhiệm vụ"), Column("Tài liệu kiểm chứng"),
             Column("Số, ngày hoặc đường dẫn")),
    rows=(
        (Cell(value=1, rows=2), Cell(value="Tổ chức đối thoại với người dân, doanh nghiệp", rows=2),
         "Giấy mời, chương trình", "Số 21/GM-SNV ngày 04/5/2026"),
        ("Biên bản đối thoại", "Số 03/BB-SNV ngày 11/5/2026"),
        (2, "Chuyên mục Cải cách hành chính trên Báo Hồng Lam", "Bài viết",
         "https://baohonglam.vn/cai-cach-hanh-chinh/mot-cua-lien-thong-o-van-son-20260518.html"),
    ),
)  # fmt: skip


def _office(kind: Any, number: int | None, **rest: Any) -> Document:
    return Document(**{"kind": kind, "symbol": kind.symbol("SNV"), "number": number, **OFFICE, **rest})


EXAMPLES = {
    "kế hoạch": Document(
        kind=PLAN, agency=PROVINCE, symbol="KH-UBND", number=8, place="Hồng Lam", issued_on=date(2026, 1, 8), year=2026,
        abstract="Tuyên truyền cải cách hành chính trên địa bàn tỉnh Hồng Lam năm 2026",
        bases=("Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ",),
        body=(Heading(1, "I", "Mục đích, yêu cầu"), Heading(2, "1", "Mục đích"), Bullet(LONG), *(Bullet(LONG),) * 14,
              Heading(3, "a", "Nội dung"), Paragraph("chủ trì, phối hợp thực hiện.", lead="1. Sở Nội vụ:")),
        recipients=("Bộ Nội vụ", "Các sở, ban, ngành tỉnh"), signature=DEPUTY,
        appendices=(Appendix(title="Danh mục nhiệm vụ", body=(EVIDENCE,), landscape=True),
                    Appendix(title="Khái toán kinh phí", body=(BUDGET,))),
    ),
    "báo cáo": _office(
        REPORT, 9, issued_on=date(2026, 7, 2), abstract="Kết quả tuyên truyền cải cách hành chính Quý II năm 2026",
        addressees=("Ủy ban nhân dân tỉnh Hồng Lam",), body=(Heading(1, "I", "Kết quả"), Paragraph(LONG)),
        recipients=("Như trên",),
        appendices=(Appendix(title="Danh mục tài liệu kiểm chứng", body=(EVIDENCE,)),),
    ),
    "công văn": _office(
        LETTER, 112, symbol="SNV-CCHC", issued_on=date(2026, 7, 6),
        abstract="đôn đốc báo cáo kết quả tuyên truyền Quý II",
        addressees=("Sở Tư pháp", "Ủy ban nhân dân xã Vân Sơn", "Ủy ban nhân dân phường An Phúc"),
        body=(Paragraph(LONG), Paragraph("Danh sách cơ quan, đơn vị chưa báo cáo:"), BODIES,
              Paragraph("Đề nghị các cơ quan, đơn vị gửi báo cáo trước ngày 10 tháng 7 năm 2026.")),
        recipients=("Như trên", "Giám đốc (để báo cáo)"), filed="VT, CCHC",
        signature=Signature(
            capacity=capacity("Giám đốc", way=Signing.ORDER, signer="Chánh Văn phòng"), name="Võ Văn An"),
    ),
    "tờ trình": _office(
        SUBMISSION, 15, issued_on=date(2026, 2, 3), abstract="Về việc phê duyệt dự toán kinh phí tuyên truyền năm 2026",
        addressees=("Ủy ban nhân dân tỉnh Hồng Lam",), body=(Paragraph(LONG), BUDGET, Paragraph("Kính trình.")),
        recipients=("Như trên", "Sở Tài chính"),
    ),
    "quyết định": Document(
        kind=DECISION, agency=PROVINCE, symbol="QĐ-UBND", number=215, place="Hồng Lam", issued_on=date(2026, 1, 20),
        year=2026, abstract="Ban hành Kế hoạch cải cách hành chính năm 2026", authority="Ủy ban nhân dân tỉnh Hồng Lam",
        bases=("Căn cứ Luật Tổ chức chính quyền địa phương", "Theo đề nghị của Giám đốc Sở Nội vụ"),
        body=(Paragraph("Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính năm 2026.", lead="Điều 1."),
              Paragraph("Quyết định này có hiệu lực kể từ ngày ký.", lead="Điều 2."),
              Paragraph("Chánh Văn phòng Ủy ban nhân dân tỉnh chịu trách nhiệm thi hành.", lead="Điều 3.")),
        recipients=("Như Điều 3",), signature=DEPUTY,
        attached=(Attached(kind=PLAN, abstract="Cải cách hành chính năm 2026",
                           body=(Heading(1, "I", "Mục tiêu"), *(Paragraph(LONG),) * 16)),),
    ),
    "giấy mời": _office(
        INVITATION, 21, issued_on=date(2026, 5, 4), abstract="Dự hội nghị đối thoại với người dân, doanh nghiệp",
        body=(Paragraph("Sở Nội vụ trân trọng kính mời: Ủy ban nhân dân xã Vân Sơn."),
              Paragraph("từ 08 giờ 00, ngày 11 tháng 5 năm 2026.", lead="Thời gian:"),
              Paragraph("Hội trường tầng 2, số 10 đường Trần Phú.", lead="Địa điểm:")),
        recipients=("Như trên",),
    ),
    "thông báo": _office(
        NOTICE, 33, issued_on=date(2026, 3, 9), abstract="Kết luận của Giám đốc Sở tại hội nghị giao ban tháng 3",
        body=(Paragraph(LONG),), recipients=("Các phòng, đơn vị thuộc Sở",),
        signature=Signature(
            capacity=capacity("Giám đốc", way=Signing.AUTHORITY, signer="Trưởng phòng Cải cách hành chính"),
            name="Phan Thị Bình"),
    ),
    "biên bản": _office(
        MINUTES, 3, issued_on=date(2026, 5, 11), abstract="Hội nghị đối thoại với người dân, doanh nghiệp",
        body=(Paragraph("Thời gian bắt đầu: 08 giờ 00, ngày 11 tháng 5 năm 2026."), Paragraph(LONG),
              Paragraph("Hội nghị kết thúc vào 11 giờ 30, ngày 11 tháng 5 năm 2026.")),
        recipients=("Các phòng, đơn vị thuộc Sở",),
        second_signature=Signature(capacity=("Thư ký",), name="Phan Thị Bình"),
        signature=Signature(capacity=("Chủ tọa",), name="Trần Thị Minh Hạnh"),
    ),
    "thể lệ": _office(
        RULES, None, symbol="", issued_on=None,
        abstract="Cuộc thi trực tuyến “Tìm hiểu cải cách hành chính” tỉnh Hồng Lam năm 2026",
        belongs_to="Quyết định số 41/QĐ-SNV ngày 15 tháng 4 năm 2026 của Sở Nội vụ",
        body=(Chapter("I", "Quy định chung"), Paragraph("Mọi công dân Việt Nam.", lead="Điều 1. Đối tượng dự thi."),
              Paragraph(LONG, lead="Điều 2. Hình thức.")),
        signature=Signature(capacity=(), name=None),
    ),
}  # fmt: skip


@pytest.fixture(params=sorted(EXAMPLES))
def example(request) -> Document:
    """Each kind in turn."""
    return EXAMPLES[request.param]


@pytest.fixture(scope="session")
def examples() -> dict[str, Document]:
    return EXAMPLES


@dataclass(frozen=True)
class Page:
    """A printed page: its words with their places in mm, and the paper as dark (True) and light dots."""

    words: list[dict[str, Any]]
    dark: Any
    dots: float

    @property
    def size(self) -> tuple[float, float]:
        return self.dark.shape[1] / self.dots, self.dark.shape[0] / self.dots

    def ink(self, top: float = 0, bottom: float = 400) -> tuple[float, float, float, float]:
        """Left, right, top and bottom of the ink between two heights, in mm."""
        part = self.dark[round(top * self.dots) : round(bottom * self.dots)]
        across, down = (numpy.flatnonzero(part.any(axis=axis)) / self.dots for axis in (0, 1))
        return across[0], across[-1] + 1 / self.dots, top + down[0], top + down[-1]

    def rules(self) -> list[tuple[float, float, float]]:
        """The drawn lines, longest run of ink in a row and nothing but it: left, right, height in mm."""
        found: list[tuple[float, float, float]] = []
        for at in range(self.dark.shape[0]):
            edges = numpy.flatnonzero(numpy.diff(numpy.concatenate(([0], self.dark[at].astype(numpy.int8), [0]))))
            for start, end in edges.reshape(-1, 2):
                if end - start > 6 * self.dots:
                    line = (start / self.dots, end / self.dots, at / self.dots)
                    if not found or abs(found[-1][2] - line[2]) > 0.7 or abs(found[-1][0] - line[0]) > 0.5:
                        found.append(line)
        return found

    def line(self, text: str, *, last: bool = False) -> dict[str, float]:
        """The first line of words, or the last, that reads `text`: its box in mm and its type size.

        AssertionError when it is not there.
        """
        wanted = text.split()
        said = [word["text"] for word in self.words]
        places = [n for n in range(len(said)) if said[n : n + len(wanted)] == wanted]
        assert places, (text, said[:60])
        at = places[-1 if last else 0]
        part = self.words[at : at + len(wanted)]
        return {"x0": min(w["x0"] for w in part), "x1": max(w["x1"] for w in part), "size": part[0]["size"],
                "top": min(w["top"] for w in part), "bottom": max(w["bottom"] for w in part)}  # fmt: skip


def pages_of(pdf: bytes) -> list[Page]:
    """A PDF's pages as words and as dots, 10 to a millimetre."""
    dots = 10.0
    millimetre = 25.4 / 72
    pages = []
    with pdfplumber.open(io.BytesIO(pdf)) as file, pypdfium2.PdfDocument(pdf) as raster:
        for page, image in zip(file.pages, raster, strict=True):
            words = [
                {key: word[key] * millimetre for key in ("x0", "x1", "top", "bottom")} | {"text": word["text"],
                 "size": word["size"]} for word in page.extract_words(extra_attrs=["size"], use_text_flow=True)
            ]  # fmt: skip
            grey = image.render(scale=dots * millimetre, grayscale=True).to_numpy()
            pages.append(Page(words, grey.reshape(grey.shape[:2]) < 128, dots))
    return pages


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    """Word files to PDF by LibreOffice, many in one run."""
    if not shutil.which("soffice"):
        if os.environ.get("CI"):
            pytest.fail("soffice must be there under CI")
        pytest.skip("soffice is not installed")
    folder = tmp_path_factory.mktemp("office")

    def convert(files: dict[str, bytes]) -> dict[str, bytes]:
        names = {name: f"{at}.docx" for at, name in enumerate(files)}
        for name, data in files.items():
            (folder / names[name]).write_bytes(data)
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
        paths = [str(folder / name) for name in names.values()]
        subprocess.run([*command, "--outdir", str(folder), *paths], check=True, capture_output=True, timeout=300)
        return {name: (folder / file).with_suffix(".pdf").read_bytes() for name, file in names.items()}

    return convert


@pytest.fixture(scope="session")
def from_word(office) -> dict[str, list[Page]]:
    printed = office({name: write_docx(document) for name, document in EXAMPLES.items()})
    return {name: pages_of(pdf) for name, pdf in printed.items()}


@pytest.fixture(scope="session")
def from_typst() -> dict[str, list[Page]]:
    return {name: pages_of(write_pdf(document, Typst())) for name, document in EXAMPLES.items()}


@pytest.fixture(params=["from_word", "from_typst"])
def printed(request) -> dict[str, list[Page]]:
    """What each of the two files of each example looks like on paper."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def changed() -> Callable[..., Document]:
    """An example with some of its values changed."""
    return lambda name, **changes: replace(EXAMPLES[name], **changes)
