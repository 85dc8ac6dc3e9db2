"""The one door for files people hand in."""

from collections.abc import Callable

from lantoa.adapters.uploads.audio import prepare_audio
from lantoa.adapters.uploads.kinds import Content, content_of
from lantoa.adapters.uploads.names import clean_filename
from lantoa.adapters.uploads.office import check_office
from lantoa.adapters.uploads.pdf import check_pdf
from lantoa.adapters.uploads.photos import prepare_photo
from lantoa.adapters.uploads.secrecy import refuse_secret
from lantoa.adapters.uploads.values import PreparedUpload, UploadKind, UploadRefused

MEGABYTE = 1_000_000
LARGEST = {UploadKind.PHOTO: 25 * MEGABYTE, UploadKind.AUDIO: 100 * MEGABYTE, UploadKind.DOCUMENT: 20 * MEGABYTE}

_ACCEPTED = "Nhận ảnh JPEG, PNG, WebP; âm thanh MP3, WAV, OGG, FLAC; tài liệu PDF, DOCX, XLSX."
_REFUSALS = {
    Content.HEIC: "Ảnh ở định dạng HEIC hoặc AVIF chưa dùng được. Trên iPhone, vào Cài đặt, Camera, Định dạng, chọn "
    "“Tương thích nhất” rồi chụp lại, hoặc chuyển ảnh sang JPEG.",
    Content.GIF: "Ảnh động GIF không nhận làm minh chứng. Hãy gửi ảnh JPEG, PNG hoặc WebP.",
    Content.M4A: "Tệp ghi âm M4A chưa dùng được. Hãy xuất hoặc chuyển bản ghi sang MP3 rồi gửi lại.",
    Content.AMR: "Tệp ghi âm AMR chưa dùng được. Hãy đổi định dạng ghi trong máy sang MP3 hoặc WAV, hoặc chuyển tệp "
    "sang MP3 rồi gửi lại.",
    Content.VIDEO: "Không nhận tệp video. Hãy đưa video lên kênh của cơ quan rồi dán đường dẫn; nếu là tệp ghi âm, "
    "hãy chuyển sang MP3.",
    Content.OLD_OFFICE: "Tệp Word, Excel kiểu cũ hoặc có đặt mật khẩu không nhận được. Hãy bỏ mật khẩu, lưu lại "
    "thành DOCX, XLSX hoặc PDF rồi gửi lại.",
    Content.MARKUP: "Không nhận tệp HTML, XML hoặc SVG. Nếu là trang web, hãy dán đường dẫn; nếu là hình, hãy gửi ảnh "
    f"chụp. {_ACCEPTED}",
    Content.UNKNOWN: f"Loại tệp này không nhận được. {_ACCEPTED}",
}


def prepare_upload(data: bytes, filename: str) -> PreparedUpload:
    """Check a file by its content and make it ready to be kept.

    In: the file's bytes and the name it came with (used only to show). Out: a PreparedUpload: a photograph as JPEG
    without any metadata, longest side 2,048 px, at most 500 kB; a recording as mono MP3 at 32 kbit/s; a document as it
    came, to be served as an attachment only. Raises UploadRefused with a Vietnamese sentence for everything else.
    Decoding an hour of sound takes many seconds: call it from a queued task for recordings.
    """
    if not data:
        raise UploadRefused("Tệp trống, không có nội dung. Hãy chọn lại tệp.")
    content = content_of(data)
    if content in _REFUSALS:
        raise UploadRefused(_REFUSALS[content])
    kind, prepare = _PREPARERS[content]
    if len(data) > LARGEST[kind]:
        raise UploadRefused(_too_large(kind))
    return prepare(data, filename)


def _too_large(kind: UploadKind) -> str:
    limit = LARGEST[kind] // MEGABYTE
    if kind is UploadKind.DOCUMENT:
        return f"Tài liệu quá lớn: tối đa {limit} MB. Hãy giảm dung lượng, tách tệp hoặc dán đường dẫn."
    if kind is UploadKind.AUDIO:
        return f"Tệp âm thanh quá lớn: tối đa {limit} MB. Hãy chuyển sang MP3 hoặc cắt thành nhiều đoạn."
    return f"Ảnh quá lớn: tối đa {limit} MB. Hãy chụp ở độ phân giải thấp hơn."


def _photo(data: bytes, filename: str) -> PreparedUpload:
    photo = prepare_photo(data)
    return PreparedUpload(
        kind=UploadKind.PHOTO,
        media_type="image/jpeg",
        suffix=".jpg",
        data=photo.data,
        filename=clean_filename(filename, suffix=".jpg", fallback="anh"),
        width=photo.width,
        height=photo.height,
    )


def _audio(data: bytes, filename: str) -> PreparedUpload:
    recording = prepare_audio(data)
    return PreparedUpload(
        kind=UploadKind.AUDIO,
        media_type="audio/mpeg",
        suffix=".mp3",
        data=recording.data,
        filename=clean_filename(filename, suffix=".mp3", fallback="am-thanh"),
        duration=recording.duration,
    )


def _pdf(data: bytes, filename: str) -> PreparedUpload:
    check_pdf(data)
    return _document(data, filename, suffix=".pdf", media_type="application/pdf")


def _office(data: bytes, filename: str) -> PreparedUpload:
    office = check_office(data)
    return _document(data, filename, suffix=office.suffix, media_type=office.media_type)


def _document(data: bytes, filename: str, *, suffix: str, media_type: str) -> PreparedUpload:
    refuse_secret(data, suffix)
    return PreparedUpload(
        kind=UploadKind.DOCUMENT,
        media_type=media_type,
        suffix=suffix,
        data=data,
        filename=clean_filename(filename, suffix=suffix, fallback="tai-lieu"),
    )


_PREPARERS: dict[Content, tuple[UploadKind, Callable[[bytes, str], PreparedUpload]]] = {
    Content.PHOTO: (UploadKind.PHOTO, _photo),
    Content.MP3: (UploadKind.AUDIO, _audio),
    Content.WAV: (UploadKind.AUDIO, _audio),
    Content.OGG: (UploadKind.AUDIO, _audio),
    Content.FLAC: (UploadKind.AUDIO, _audio),
    Content.PDF: (UploadKind.DOCUMENT, _pdf),
    Content.ZIP: (UploadKind.DOCUMENT, _office),
}
