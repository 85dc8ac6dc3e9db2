"""Photographs: decoded, turned upright, made small and written anew, so that nothing of the original file survives."""

import io
import struct
import zlib
from dataclasses import dataclass

from PIL import Image, ImageOps

from lantoa.adapters.uploads.values import UploadRefused

LONGEST_SIDE = 2048
LARGEST_BYTES = 500_000
# A JPEG is decoded at a fraction of its size, the others whole: 30 megapixels are some 120 MB while decoding.
_PIXELS_JPEG = 64_000_000
_PIXELS_OTHER = 30_000_000
# Everything Pillow's readers are known to raise on damaged or hostile files.
_DECODER_FAULTS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    EOFError,
    struct.error,
    zlib.error,
)
_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITIES = (85, 78, 70, 62, 54, 46)
_SHRINK = 0.85

_TOO_MANY_PIXELS = "Ảnh có kích thước quá lớn. Hãy chụp ở độ phân giải thấp hơn hoặc thu nhỏ ảnh rồi gửi lại."
_BROKEN = "Không mở được ảnh: tệp hỏng hoặc tải lên chưa hết. Hãy gửi lại ảnh."


@dataclass(frozen=True)
class Photo:
    """A JPEG ready to be kept, with its size in pixels."""

    data: bytes
    width: int
    height: int


def prepare_photo(data: bytes) -> Photo:
    """Write a JPEG, PNG or WebP anew as an upright RGB JPEG of at most 2,048 px and 500 kB, without metadata.

    Of an animation the first picture is taken; what is transparent becomes white. Raises UploadRefused for a broken
    picture and for one with too many pixels.
    """
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            upright = _upright(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise UploadRefused(_TOO_MANY_PIXELS) from bomb
    except _DECODER_FAULTS as fault:
        raise UploadRefused(_BROKEN) from fault
    return _small_enough(upright)


def _upright(picture: Image.Image) -> Image.Image:
    lossy = picture.format in ("JPEG", "MPO")
    if picture.width * picture.height > (_PIXELS_JPEG if lossy else _PIXELS_OTHER):
        raise UploadRefused(_TOO_MANY_PIXELS)
    orientation = picture.getexif().get(0x0112)
    if lossy:
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    picture.load()
    plain = _plain_rgb(picture)
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if orientation in range(2, 9):
        plain.getexif()[0x0112] = orientation
        plain = ImageOps.exif_transpose(plain)
    return plain


def _plain_rgb(picture: Image.Image) -> Image.Image:
    """Copy the pixels, and only the pixels, into a new RGB picture."""
    if picture.mode.startswith("I") or picture.mode == "F":
        # Sixteen bits a pixel: Pillow would cut them off at 255 instead of scaling.
        picture = picture.convert("F").point(lambda level: level / 257).convert("L")
    paper = Image.new("RGB", picture.size, "white")
    if picture.has_transparency_data:
        layered = picture.convert("RGBA")
        paper.paste(layered, mask=layered.getchannel("A"))
    else:
        paper.paste(picture.convert("RGB"))
    return paper


def _small_enough(picture: Image.Image) -> Photo:
    while True:
        for quality in _QUALITIES:
            data = _jpeg(picture, quality)
            if len(data) <= LARGEST_BYTES:
                return Photo(data, picture.width, picture.height)
        smaller = (max(1, int(picture.width * _SHRINK)), max(1, int(picture.height * _SHRINK)))
        picture = picture.resize(smaller, Image.Resampling.LANCZOS)


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True, progressive=True, exif=b"", icc_profile=None)
    return out.getvalue()
