"""A photograph handed in as proof is kept upright, small, and without where and by what it was taken."""

import io
import zipfile

import pytest
from PIL import Image

from lantoa.adapters.uploads import UploadKind, UploadRefused, prepare_upload


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def location_exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "MayAnhCuaToi"
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 2.0, 3.0), 3: "E", 4: (105.0, 50.0, 1.0)})
    return exif


def test_where_it_was_taken_is_gone(picture):
    data = picture("JPEG", exif=location_exif(), comment="nhà riêng".encode())
    assert opened(data).getexif().get_ifd(0x8825)[1] == "N"
    kept = prepare_upload(data, "hoi-nghi.jpg")
    assert dict(opened(kept.data).getexif()) == {}
    assert opened(kept.data).info.keys().isdisjoint({"exif", "icc_profile", "comment", "xmp"})
    for trace in (b"Exif", b"MayAnhCuaToi", "nhà riêng".encode()):
        assert trace in data
        assert trace not in kept.data


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_kind_of_photograph_becomes_a_jpeg(picture, kind):
    kept = prepare_upload(picture(kind), "ảnh pa nô.bin")
    assert (kept.kind, kept.media_type, kept.suffix) == (UploadKind.PHOTO, "image/jpeg", ".jpg")
    assert (kept.width, kept.height) == opened(kept.data).size == (400, 300)
    assert opened(kept.data).format == "JPEG"
    assert kept.filename == "ảnh pa nô.jpg"


@pytest.mark.parametrize(("orientation", "top_left_is_red"), [(1, True), (3, False), (6, False), (8, True)])
def test_a_photograph_taken_on_its_side_is_turned_upright(picture, orientation, top_left_is_red):
    kept = prepare_upload(picture("JPEG", exif=location_exif(orientation)), "a.jpg")
    assert (kept.width, kept.height) == ((400, 300) if orientation in (1, 3) else (300, 400))
    red, _, blue = opened(kept.data).getpixel((10, 10))
    assert (red > blue) is top_left_is_red


def test_a_large_photograph_is_made_small_without_losing_its_shape(picture):
    kept = prepare_upload(picture("JPEG", size=(4000, 3000)), "a.jpg")
    assert (kept.width, kept.height) == (2048, 1536)


def test_even_the_busiest_photograph_stays_within_500_kb():
    noise = io.BytesIO()
    Image.effect_noise((2600, 2000), 120).convert("RGB").save(noise, "JPEG", quality=95)
    assert len(noise.getvalue()) > 3_000_000
    kept = prepare_upload(noise.getvalue(), "a.jpg")
    assert len(kept.data) <= 500_000
    assert max(kept.width, kept.height) > 1000


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "1"), ("PNG", "L"), ("PNG", "LA"), ("PNG", "P"), ("PNG", "RGBA"), ("JPEG", "L"), ("JPEG", "CMYK")],
)
def test_odd_ways_to_keep_colour_are_read(picture, kind, mode):
    kept = opened(prepare_upload(picture(kind, mode=mode), "a").data)
    above, below = kept.resize((1, 2), Image.Resampling.BOX).get_flattened_data()
    assert kept.mode == "RGB"
    if mode in ("P", "RGBA", "CMYK"):
        assert above[0] > 200 > 60 > above[2]
        assert below[2] > 150 > 90 > below[0]
    else:
        assert sum(above) > sum(below) + 60  # in grey, pure red is lighter than pure blue


def test_sixteen_bit_grey_keeps_its_tone():
    out = io.BytesIO()
    Image.new("I;16", (40, 30), 32_768).save(out, "PNG")
    shade = opened(prepare_upload(out.getvalue(), "a").data).getpixel((5, 5))
    assert all(124 <= level <= 131 for level in shade)


def test_what_is_transparent_becomes_white():
    out = io.BytesIO()
    Image.new("RGBA", (40, 30), (0, 0, 0, 0)).save(out, "PNG")
    assert min(opened(prepare_upload(out.getvalue(), "a").data).getpixel((5, 5))) > 250


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_an_animation_the_first_picture_is_kept(kind):
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue", "green")]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
    assert opened(out.getvalue()).n_frames == 3
    kept = opened(prepare_upload(out.getvalue(), "a").data)
    assert getattr(kept, "n_frames", 1) == 1
    assert kept.getpixel((5, 5))[0] > 200


def test_a_page_or_archive_hidden_in_a_photograph_does_not_survive(picture):
    hidden = io.BytesIO()
    with zipfile.ZipFile(hidden, "w") as archive:
        archive.writestr("virus.html", "<script>alert(1)</script>")
    data = picture("JPEG", comment=b"<script>alert(2)</script>") + hidden.getvalue()
    assert zipfile.is_zipfile(io.BytesIO(data))
    kept = prepare_upload(data, "a.html")
    assert not zipfile.is_zipfile(io.BytesIO(kept.data))
    assert b"<script" not in kept.data
    assert kept.filename == "a.jpg"


@pytest.mark.parametrize("size", [(6000, 5100), (14_000, 14_000)])
def test_a_picture_that_unpacks_to_too_many_pixels_is_refused(size):
    bomb = io.BytesIO()
    Image.new("1", size).save(bomb, "PNG", optimize=True)
    assert len(bomb.getvalue()) < 200_000
    with pytest.raises(UploadRefused) as refusal:
        prepare_upload(bomb.getvalue(), "a.png")
    assert "kích thước quá lớn" in refusal.value.sentence


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_that_broke_off_is_refused(picture, kind):
    data = picture(kind, size=(800, 600))
    for kept_part in (len(data) // 2, 40):
        with pytest.raises(UploadRefused) as refusal:
            prepare_upload(data[:kept_part], "a.jpg")
        assert "hỏng" in refusal.value.sentence


def test_heic_is_refused_with_what_to_do_on_the_telephone():
    with pytest.raises(UploadRefused) as refusal:
        prepare_upload(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200), "IMG_0001.jpg")
    assert "Tương thích nhất" in refusal.value.sentence


def test_a_photograph_that_is_too_heavy_is_refused(picture):
    with pytest.raises(UploadRefused) as refusal:
        prepare_upload(picture("JPEG") + bytes(25_000_001), "a.jpg")
    assert "tối đa 25 MB" in refusal.value.sentence
