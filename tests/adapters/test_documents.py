"""Documents handed in as proof are kept as they came, unless they could harm whoever opens them."""

import io
import zipfile
import zlib

import pytest
import typst
import xlsxwriter
from docx import Document

from lantoa.adapters.uploads import UploadKind, UploadRefused, prepare_upload

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def docx() -> bytes:
    document = Document()
    document.add_paragraph("Báo cáo kết quả tuyên truyền cải cách hành chính")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("Số liệu").write(0, 0, 12)
    return out.getvalue()


def repacked(data: bytes, **parts: bytes) -> bytes:
    """The same archive with parts added or replaced; in names, __ stands for / and _dot_ for a dot."""
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part not in named:
                new.writestr(part, old.read(part))
        for name, content in named.items():
            new.writestr(name, content)
    return out.getvalue()


def pdf(catalog: bytes = b"", *more: bytes) -> bytes:
    """A PDF of one empty page; ``catalog`` is added to the document's root, ``more`` are further objects from 4 on."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        *more,
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    size = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + size


def object_stream(text: bytes, options: bytes = b"") -> bytes:
    packed = zlib.compress(b"7 0 " + text)
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d " % len(packed)
    return head + options + b">>\nstream\n" + packed + b"\nendstream"


def refusal_of(data: bytes, name: str = "a") -> str:
    with pytest.raises(UploadRefused) as refusal:
        prepare_upload(data, name)
    return refusal.value.sentence


@pytest.mark.parametrize(
    ("make", "suffix", "media_type"),
    [(docx, ".docx", DOCX), (xlsx, ".xlsx", XLSX), (pdf, ".pdf", "application/pdf")],
)
def test_a_document_is_kept_as_it_came(make, suffix, media_type):
    data = make()
    kept = prepare_upload(data, "Biên bản.exe")
    assert (kept.kind, kept.media_type, kept.suffix) == (UploadKind.DOCUMENT, media_type, suffix)
    assert kept.data == data
    assert kept.filename == f"Biên bản{suffix}"


@pytest.mark.parametrize(
    "catalog",
    [
        b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>",
        b"/Names << /JavaScript << /Names [] >> >>",
        b"/Names << /Java#53cript << /Names [] >> >>",
        b"/Open#41ction << /S /URI /URI (http://a.vn) >>",
        b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next << /S /Launch /F (cmd.exe) >> >>",
        b"/OpenAction 9 0 R",
        b"/AA << /WC << /S /JavaScript /JS (x) >> >>",
    ],
)
def test_a_pdf_that_acts_by_itself_is_refused(catalog):
    assert "tự chạy khi mở" in refusal_of(pdf(catalog))


def test_an_action_hidden_in_packed_objects_is_found():
    harmless = pdf(b"", object_stream(b"<< /Title (B) >>"))
    assert prepare_upload(harmless, "a.pdf").data == harmless
    assert "mã lệnh" in refusal_of(pdf(b"", object_stream(b"<< /S /JavaScript /JS (x) >>")))
    assert "mã lệnh" in refusal_of(pdf(b"", object_stream(b"<< >>"), object_stream(b"<< /S /Launch /F (x) >>")))


def test_packed_objects_that_cannot_be_looked_through_are_refused():
    plain = object_stream(b"<< >>")
    assert "mã lệnh" in refusal_of(pdf(b"", object_stream(b"<< >>", b"/DecodeParms << /Predictor 12 >> ")))
    assert "mã lệnh" in refusal_of(pdf(b"", plain.replace(b"/FlateDecode", b"/LZWDecode")))
    assert "mã lệnh" in refusal_of(pdf(b"", plain.replace(b"/FlateDecode", b"[/FlateDecode /FlateDecode]")))
    assert prepare_upload(pdf(b"", plain.replace(b"/FlateDecode", b"[/FlateDecode]")), "a").suffix == ".pdf"
    # A line end some readers forgive, which hides the stream from a strict search.
    assert "mã lệnh" in refusal_of(
        pdf(b"", object_stream(b"<< /S /JavaScript >>").replace(b"\nstream\n", b"\nstream\r"))
    )


def test_packed_objects_made_to_burst_are_refused():
    bomb = pdf(b"", object_stream(bytes(70_000_000)))
    assert len(bomb) < 100_000
    assert "mã lệnh" in refusal_of(bomb)


@pytest.mark.parametrize(
    ("catalog", "more"),
    [
        (b"/OpenAction [3 0 R /XYZ null null 0]", b"<< >>"),
        (b"/OpenAction << /S /GoTo /D [3 0 R /Fit] >>", b"<< >>"),
        (b"/OpenAction 4 0 R", b"[3 0 R /Fit]"),
        (b"/OpenAction 4 0 R", b"<< /S /GoTo /D [3 0 R /Fit] >>"),
    ],
)
def test_a_pdf_that_only_opens_at_a_page_is_taken(catalog, more):
    assert prepare_upload(pdf(catalog, more), "a.pdf").suffix == ".pdf"


def test_a_locked_pdf_is_refused():
    locked = pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 4 0 R")
    assert "không khóa" in refusal_of(locked)


def test_a_pdf_that_broke_off_is_refused():
    assert "hỏng" in refusal_of(pdf()[:-40])


@pytest.mark.parametrize("make", [docx, xlsx])
def test_macros_are_refused(make):
    assert "macro" in refusal_of(repacked(make(), word__vbaProject_dot_bin=b"code"))
    with zipfile.ZipFile(io.BytesIO(make())) as archive:
        types = archive.read("[Content_Types].xml")
    enabled = types.replace(b".main+xml", b".macroEnabled.main+xml")
    assert enabled != types
    assert "macro" in refusal_of(repacked(make(), **{"[Content_Types]_dot_xml": enabled}))


def test_an_archive_is_no_document():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    assert "Không nhận tệp nén" in refusal_of(out.getvalue())


def test_a_document_made_to_burst_is_refused():
    bomb = repacked(docx(), word__media__a_dot_bin=bytes(50_000_000))
    assert len(bomb) < 200_000
    assert "giải nén ra quá lớn" in refusal_of(bomb)


def test_a_damaged_document_is_refused():
    data = docx()
    assert "hỏng" in refusal_of(data[: len(data) // 2])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.getinfo("word/document.xml")
    place = part.header_offset + 30 + len(part.filename) + part.compress_size // 2
    assert "hỏng" in refusal_of(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])


def test_a_locked_document_is_refused():
    assert "mật khẩu" in refusal_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))


def test_a_document_that_is_too_heavy_is_refused():
    assert "tối đa 20 MB" in refusal_of(b"%PDF-1.7\n" + bytes(20_000_000))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "Tệp trống"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "SVG"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><p>x", "HTML"),
        (b"MZ\x90\x00" + bytes(100), "không nhận được"),
        (b"\x7fELF" + bytes(100), "không nhận được"),
        (b"GIF89a" + bytes(100), "GIF"),
        ("Chỉ là chữ".encode(), "không nhận được"),
        (b"RIFF\x00\x00\x00\x00XXXX", "không nhận được"),
    ],
)
def test_everything_else_is_refused_whatever_its_name(data, why):
    for name in ("a.jpg", "a.pdf", "a.docx"):
        assert why in refusal_of(data, name)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Users\\Lan\\Biên bản số 5.PDF", "Biên bản số 5.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("hoa\u0301 đơn\u202efdp.exe", "hoá đơnfdp.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie- x.pdf"),
        ("", "tai-lieu.pdf"),
        (".pdf", "tai-lieu.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("x" * 500 + ".pdf", "x" * 100 + ".pdf"),
    ],
)
def test_the_name_is_made_safe_and_ends_truly(name, kept):
    assert prepare_upload(pdf(), name).filename == kept


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "Độ mật: TUYỆT MẬT"])
def test_a_document_marked_secret_is_refused_whatever_its_form(mark):
    document, sheet = Document(), io.BytesIO()
    document.add_paragraph(mark)
    document.add_paragraph("Báo cáo kết quả tuyên truyền cải cách hành chính")
    out = io.BytesIO()
    document.save(out)
    with xlsxwriter.Workbook(sheet) as book:
        book.add_worksheet("Số liệu").write(0, 0, mark)
    written = typst.compile(f'#set text(font: "Tinos")\n{mark}\n\nBáo cáo kết quả'.encode(), format="pdf")
    for data, name in ((out.getvalue(), "a.docx"), (sheet.getvalue(), "a.xlsx"), (written, "a.pdf")):
        with pytest.raises(UploadRefused, match="dấu độ mật"):
            prepare_upload(data, name)


def test_a_document_that_only_speaks_of_secrets_is_taken():
    document = Document()
    document.add_paragraph("Tuyên truyền Luật Bảo vệ bí mật nhà nước; không có tài liệu mật.")
    out = io.BytesIO()
    document.save(out)
    assert prepare_upload(out.getvalue(), "a.docx").kind is UploadKind.DOCUMENT
