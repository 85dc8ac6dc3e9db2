"""Invented photographs: drawn, so that no real person or place stands in the demonstration."""

import io
from random import Random

from PIL import Image, ImageDraw

from lantoa.adapters.filestore import file_store
from lantoa.adapters.uploads import PreparedUpload, prepare_upload

_SIZE = (1200, 800)
_SKIES = ((196, 220, 236), (224, 214, 196), (206, 226, 208), (214, 206, 226))


def _draw(chance: Random) -> bytes:
    picture = Image.new("RGB", _SIZE, chance.choice(_SKIES))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 560, 1200, 800), fill=(168, 152, 130))
    left = chance.randint(80, 300)
    pen.rectangle((left, 220, left + 620, 600), fill=(244, 240, 230), outline=(120, 110, 100), width=4)
    pen.polygon(((left - 30, 220), (left + 310, 110), (left + 650, 220)), fill=(150, 70, 60))
    for place in range(4):
        x = left + 50 + place * 145
        pen.rectangle((x, 300, x + 90, 420), fill=(120, 160, 190))
    pen.rectangle((left + 40, 240, left + 580, 280), fill=(170, 30, 40))
    for _ in range(chance.randint(6, 14)):
        x, y = chance.randint(40, 1140), chance.randint(600, 740)
        shirt = tuple(chance.randint(60, 220) for _ in range(3))
        pen.ellipse((x, y - 60, x + 30, y - 30), fill=(224, 190, 160))
        pen.rectangle((x - 8, y - 30, x + 38, y + 40), fill=shirt)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


def album(count: int) -> list[tuple[PreparedUpload, str]]:
    """Draw and store some photographs. out, for each: what the upload check gives, the hash under which it lies."""
    found = []
    for number in range(count):
        upload = prepare_upload(_draw(Random(number)), f"anh-{number + 1:02d}.jpg")  # noqa: S311  pictures, not secrets
        stored = file_store().put(upload.data, upload.suffix)
        found.append((upload, stored.sha256))
    return found
