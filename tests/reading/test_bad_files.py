"""Files that cannot be read as a plan: each is refused with a sentence that says what to do."""

import io
import zipfile
from collections.abc import Callable

import pytest

from lantoa.reading import ClassifiedDocument, UnreadableDocument, read_docx
from lantoa.reading.readers import package

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def document(body: str) -> bytes:
    return zipped({"word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode()})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "rỗng"),
        (b"ke hoach", "không phải văn bản Word"),
        (OLE + "WordDocument".encode("utf-16-le"), "đời cũ (.doc)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (OLE + "Workbook".encode("utf-16-le"), "Excel"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1 x}", "RTF"),
        (zipped({"xl/workbook.xml": b"<x/>"}), "Excel"),
        (zipped({"ppt/presentation.xml": b"<x/>"}), "PowerPoint"),
        (zipped({"hello.txt": b"x"}), "không phải văn bản Word"),
        (b"PK\x03\x04 nothing more", "hỏng"),
        (zipped({"word/document.xml": b"<w:document"}), "hỏng"),
    ],
)
def test_another_kind_of_file_is_named_and_the_way_out_told(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_docx(data)
    assert words in str(refused.value)
    assert str(refused.value).endswith(".")


def test_a_truncated_file_is_refused(plan_builder: Callable[[], object]) -> None:
    whole = plan_builder().centred("KẾ HOẠCH", "Tuyên truyền năm 2026").text("1. Sở Nội vụ: theo dõi.").bytes()  # type: ignore[attr-defined]
    with pytest.raises(UnreadableDocument, match="hỏng"):
        read_docx(whole[: len(whole) // 2])


def test_a_bomb_announced_in_the_directory_is_refused_unopened() -> None:
    data = zipped({"word/document.xml": b" " * (package.PART_LIMIT + 1)})
    assert len(data) < 200_000
    with pytest.raises(UnreadableDocument, match="quá lớn"):
        read_docx(data)


def test_many_middling_parts_are_refused_by_their_sum() -> None:
    parts = {f"word/{index}.bin": b" " * (45 * 1024 * 1024) for index in range(5)}
    with pytest.raises(UnreadableDocument, match="quá lớn"):
        read_docx(zipped(parts))


def test_a_bomb_that_lies_about_its_size_is_stopped_while_inflating(monkeypatch: pytest.MonkeyPatch) -> None:
    data = document("<w:p><w:r><w:t>KẾ HOẠCH</w:t></w:r></w:p>")
    monkeypatch.setattr(package, "PART_LIMIT", 40)
    monkeypatch.setattr(package.Package, "_check_directory", lambda self: None)
    with pytest.raises(UnreadableDocument, match="quá lớn"):
        read_docx(data)


def test_entities_are_never_expanded() -> None:
    laughs = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 9))
    body = "<w:body><w:p><w:r><w:t>&a8;</w:t></w:r></w:p></w:body>"
    xml = f'<!DOCTYPE d [<!ENTITY a0 "ha">{laughs}]><w:document xmlns:w="{WORD}">{body}</w:document>'
    with pytest.raises(UnreadableDocument):
        read_docx(zipped({"word/document.xml": xml.encode()}))


def test_a_letter_without_a_plan_in_it_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="Không tìm thấy kế hoạch"):
        read_docx(document("<w:p><w:r><w:t>Kính gửi Sở Nội vụ</w:t></w:r></w:p>"))


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Độ mật: Mật"])
def test_a_document_marked_secret_is_refused_before_it_is_read(mark: str, plan_builder: Callable[[], object]) -> None:
    plan = plan_builder().text(mark).centred("KẾ HOẠCH", "Tuyên truyền năm 2026").text("I. MỤC ĐÍCH", "Nâng cao.")  # type: ignore[attr-defined]
    with pytest.raises(ClassifiedDocument, match="độ mật"):
        read_docx(plan.bytes())


def test_a_secret_mark_in_the_page_header_counts() -> None:
    head = f'<w:hdr xmlns:w="{WORD}"><w:p><w:r><w:t>TỐI MẬT</w:t></w:r></w:p></w:hdr>'
    body = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>KẾ HOẠCH</w:t></w:r></w:p></w:body></w:document>'
    with pytest.raises(ClassifiedDocument):
        read_docx(zipped({"word/document.xml": body.encode(), "word/header1.xml": head.encode()}))


def test_a_plan_that_only_speaks_of_secrets_is_read(plan_builder: Callable[[], object]) -> None:
    plan = plan_builder().centred("KẾ HOẠCH", "Tuyên truyền năm 2026").text("I. YÊU CẦU", "Bảo đảm bí mật nhà nước.")  # type: ignore[attr-defined]
    assert read_docx(plan.bytes()).plan["document"]["year"] == 2026
