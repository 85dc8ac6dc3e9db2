"""What was read from pictures, put right by what the whole document says."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from lantoa.reading.readers.layout import Box, Page, Word
from lantoa.reading.scan.doubts import judged
from lantoa.reading.scan.figures import letters, quarters, row_numbers, sections, tidy
from lantoa.reading.scan.stamps import marks_of_secrecy, right_titles
from lantoa.reading.scan.syllables import right_syllables


def corrected(pages: Sequence[Page]) -> list[Page]:
    """The pages with signs, syllables, numbers of sections, rows and quarters put right, and doubtful words told."""
    words = list(chain.from_iterable(page.words for page in pages))
    texts = tidy(word.text for word in words)
    texts = right_syllables(texts, [word.sureness for word in words])
    for place, text in quarters(texts).items():
        texts[place] = text
    _right_marks(words, texts, pages)
    texts = right_titles(texts)
    made, start = [], 0
    for page in pages:
        own = texts[start : start + len(page.words)]
        start += len(page.words)
        kept = (replace(word, text=text) for word, text in zip(page.words, own, strict=True) if text)
        page = replace(page, words=tuple(kept), stamps=tuple(marks_of_secrecy(own)))
        made.append(page)
    return _judged(_right_rows(made))


def _judged(pages: Sequence[Page]) -> list[Page]:
    """The pages with each word's sureness saying whether a person should look at it."""
    words = iter(judged([word for page in pages for word in page.words]))
    return [replace(page, words=tuple(next(words) for _ in page.words)) for page in pages]


def _right_marks(words: Sequence[Word], texts: list[str], pages: Sequence[Page]) -> None:
    """Put the numbers of sections and letters of lists right; those within tables are left alone."""
    outside = [not any(_is_in(word, box) for box in boxes) for word, boxes in _with_tables(pages)]
    starts = [place for place in range(len(words)) if outside[place] and _begins_line(words, place)]
    ends = [*starts[1:], len(words)]
    lines = []
    for start, end in zip(starts, ends, strict=True):
        stop = next((place for place in range(start, end) if not outside[place]), end)
        lines.append(texts[start:stop])
    for better in (sections(lines), letters(lines)):
        for start, text in zip(starts, better, strict=True):
            if text is not None:
                texts[start] = text


def _with_tables(pages: Iterable[Page]) -> Iterator[tuple[Word, list[Box]]]:
    for page in pages:
        boxes = [box for cells in page.tables for box in cells]
        for word in page.words:
            yield word, boxes


def _is_in(word: Word, box: Box) -> bool:
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= word.middle <= box[3]


def _begins_line(words: Sequence[Word], place: int) -> bool:
    return place == 0 or words[place].middle != words[place - 1].middle or words[place].x0 < words[place - 1].x0


def _right_rows(pages: Sequence[Page]) -> list[Page]:
    """Put the numbers in the first column of tables right, counting on from page to page."""
    places: list[tuple[int, int]] = []
    for index, page in enumerate(pages):
        for cells in page.tables:
            edge = min(box[0] for box in cells)
            first = sorted((box for box in cells if abs(box[0] - edge) < 4), key=lambda box: box[1])
            for box in first:
                inside = [number for number, word in enumerate(page.words) if _is_in(word, box)]
                if len(inside) == 1:
                    places.append((index, inside[0]))
    fixed = row_numbers([pages[index].words[number].text for index, number in places])
    words = [list(page.words) for page in pages]
    for (index, number), text in zip(places, fixed, strict=True):
        words[index][number] = replace(words[index][number], text=text)
    return [replace(page, words=tuple(own)) for page, own in zip(pages, words, strict=True)]
