"""What English OCR makes of Vietnamese: own text is set as page images and read by `tesseract -l eng`.

`python tools/restoration/simulate.py OUT.txt [PAGES]` writes two lines a page: its true words, the words read. Needs
Tesseract; what is learnt of it (channel.json, by channel.py) is kept, so that nothing else does.
"""

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "src/lantoa/paper/fonts"
SEED = 20261120


def lines() -> list[str]:
    """Own text in a random order, as printed lines of at most 13 words; one in eight in capitals."""
    dice = random.Random(SEED)  # noqa: S311 - a shuffle, not a secret
    texts = [
        line
        for path in sorted((HERE / "corpus").glob("*.txt"))
        for line in path.read_text(encoding="utf-8").split("\n")
    ]
    dice.shuffle(texts)
    made = []
    for text in texts:
        words = text.split()
        for start in range(0, len(words), 13):
            piece = " ".join(words[start : start + 13])
            made.append(piece.upper() if dice.random() < 0.12 else piece)
    return made


def pages(count: int) -> Iterator[tuple[list[str], Image.Image]]:
    """Pages of 36 lines at several sizes, weights and qualities."""
    dice, stock = random.Random(SEED + 1), lines()  # noqa: S311
    for number in range(count):
        wanted = [stock[(number * 36 + line) % len(stock)] for line in range(36)]
        dpi = dice.choice((100, 115, 130, 150, 200, 300))
        face = dice.choice(("Regular", "Regular", "Regular", "Bold", "Italic"))
        font = ImageFont.truetype(str(FONTS / f"Tinos-{face}.ttf"), round(13.5 * dpi / 72))
        page = Image.new("L", (round(8.3 * dpi), round(11.7 * dpi)), 255)
        draw = ImageDraw.Draw(page)
        for row, text in enumerate(wanted):
            draw.text((round(0.6 * dpi), round((0.5 + row * 0.29) * dpi)), text, font=font, fill=0)
        page = page.rotate(dice.uniform(-0.4, 0.4), fillcolor=255, resample=Image.Resampling.BICUBIC)
        yield wanted, page.filter(ImageFilter.GaussianBlur(dice.uniform(0.2, 1.1) * dpi / 200))


def read(page: Image.Image) -> list[str]:
    """The page's words as English OCR sees them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.png")
        page.save(path)
        done = subprocess.run(  # noqa: S603
            ["tesseract", str(path), "-", "-l", "eng", "--psm", "6"], check=True, capture_output=True, text=True,  # noqa: S607
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    return done.stdout.split()


def main() -> None:
    target, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 40
    with target.open("w", encoding="utf-8") as out:
        for wanted, page in pages(count):
            for line in (" ".join(wanted), " ".join(read(page))):
                out.write(line + "\n")
            out.flush()


if __name__ == "__main__":
    main()
