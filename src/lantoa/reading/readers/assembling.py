"""Pages of words and rules → SourceDocument: paragraphs, two-column heads and feet, tables over several pages."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise

from lantoa.reading.readers.flowing import (
    Room,
    SideBySide,
    is_page_number,
    paragraphs_of,
    repeated_lines,
    room_of,
    set_apart,
)
from lantoa.reading.readers.formulas import mended
from lantoa.reading.readers.layout import Line, Page, lines_of, run_on
from lantoa.reading.readers.notes import restored_note
from lantoa.reading.readers.ruled import Grid, grid_of, join, runs_on
from lantoa.reading.source import Cell, Row, SourceBlock, SourceDocument, Table
from lantoa.vietnamese.restoration import measure, restore

UNSURE = 0.5  # of 1: how sure an engine must be of a word that nobody need look at
Entry = list[Line] | Grid | SideBySide


def assembled(pages: Sequence[Page], *, restoring: bool = False) -> SourceDocument:
    """One flow of blocks from pages in order; with `restoring`, lost letters and accents are put back."""
    entries, margins = _entries(pages)
    drafts = _Drafts()
    for entry in entries:
        drafts.take(entry)
    if restoring:
        drafts.restore()
    document = drafts.document([*margins, *(stamp for page in pages for stamp in page.stamps)])
    return replace(document, doubtful=doubtful_blocks(document, pages))


def doubtful_blocks(document: SourceDocument, pages: Sequence[Page]) -> frozenset[str]:
    """The blocks in which words stand that were read from a picture with little certainty."""
    words = [(word.text, word.sureness) for page in pages for word in page.words]
    # A word is known again by the one before it: no box reaches into the finished blocks.
    unsure = {
        (before[0], word[0])
        for before, word in pairwise([("", 1.0), *words])
        if word[1] < UNSURE and any(sign.isalnum() for sign in word[0])
    }
    if not unsure:
        return frozenset()
    return frozenset(
        block.id
        for block in document.blocks()
        if not unsure.isdisjoint(pairwise(["", *block.text.replace(" | ", " ").split()]))
    )


def _parts(page: Page) -> list[Line | Grid | SideBySide]:
    """What stands on a page, from the top down."""
    words = list(page.words)
    placed: list[tuple[float, Line | Grid | SideBySide]] = []
    for boxes in page.tables:
        x0, top = min(box[0] for box in boxes) - 2, min(box[1] for box in boxes) - 2
        x1, bottom = max(box[2] for box in boxes) + 2, max(box[3] for box in boxes) + 2
        inside = [w for w in words if x0 <= (w.x0 + w.x1) / 2 <= x1 and top <= w.middle <= bottom]
        grid = grid_of(boxes, inside, page.width) if inside else None
        if grid is not None:
            placed.append((top, grid))
            words = [word for word in words if word not in set(inside)]
    apart, rest = set_apart(page, words)
    placed += [(side.top, side) for side in apart]
    placed += [(line.top, line) for line in lines_of(rest)]
    return [item for _, item in sorted(placed, key=lambda part: part[0])]


def _shape(page: Page) -> tuple[int, int]:
    return round(page.width / 20), round(page.height / 20)


def _entries(pages: Sequence[Page]) -> tuple[list[Entry], list[str]]:
    """Paragraphs, tables and columns in order, and the lines of running heads and feet."""
    laid = [(page, _parts(page)) for page in pages]
    lines = [(page, [item for item in parts if isinstance(item, Line)]) for page, parts in laid]
    running = repeated_lines(lines)
    rooms = {
        shape: room_of([line for page, own in lines for line in own if _shape(page) == shape], 20.0 * shape[0])
        for shape in {_shape(page) for page, _ in lines}
    }
    entries: list[Entry] = []
    margins: list[str] = []
    pending: list[Line] = []
    room = Room(0.0, 1e9, indented=False)
    open_table = False  # whether the last thing seen was a table, which the next page may go on with
    for page, parts in laid:
        if rooms[_shape(page)] != room:
            entries += paragraphs_of(pending, room)
            pending, room = [], rooms[_shape(page)]
        for item in parts:
            if isinstance(item, Line):
                if item.text in running or is_page_number(item, page):
                    margins.append(item.text)
                    continue
                item.page, open_table = page.number, False
                pending.append(item)
                continue
            entries += paragraphs_of(pending, room)
            pending = []
            last = entries[-1] if entries else None
            if open_table and isinstance(item, Grid) and isinstance(last, Grid) and runs_on(last, item):
                join(last, item)
                continue
            entries.append(item)
            open_table = isinstance(item, Grid)
    entries += paragraphs_of(pending, room)
    return entries, margins


@dataclass
class _Drafts:
    """Blocks in the making: tables as rows of cells, so that all texts can still be restored together."""

    items: list[SourceBlock | tuple[str, Grid]] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    paragraphs: int = 0
    tables: int = 0

    def take(self, entry: Entry) -> None:
        """Give the next entry its id."""
        if isinstance(entry, list):
            self.paragraphs += 1
            text = run_on(entry)
            self.items.append(
                SourceBlock(
                    id=f"p{self.paragraphs}",
                    kind="paragraph",
                    text=text,
                    bold=all(line.bold for line in entry),
                    centred=entry[0].centred,
                )
            )
            return
        self.tables += 1
        grid = entry if isinstance(entry, Grid) else _as_grid(entry)
        self.items.append((f"t{self.tables}", grid))

    def _texts(self) -> Iterator[tuple[str, Callable[[str], None]]]:
        """Every text with what puts a better one in its place."""
        for index, item in enumerate(self.items):
            if isinstance(item, SourceBlock):
                yield item.text, partial(self._put_block, index, item)
                continue
            for row in item[1].rows:
                for place, cell in enumerate(row):
                    yield cell.text, partial(_put_cell, row, place, cell)

    def _put_block(self, index: int, block: SourceBlock, text: str) -> None:
        self.items[index] = replace(block, text=text)

    def restore(self) -> None:
        """Restore all texts as one, since the damage is measured over the whole."""
        texts = list(self._texts())
        whole = "\n".join(text for text, _ in texts)
        restored = restore(whole)
        self.notes = restored_note(measure(whole).condition, restored)
        lines = mended(restored.text.split("\n"))
        for text, put in texts:
            size = text.count("\n") + 1
            put("\n".join(" ".join(line.split()) for line in lines[:size]))
            lines = lines[size:]

    def document(self, margins: Sequence[str]) -> SourceDocument:
        """The finished document."""
        flow: list[SourceBlock | Table] = []
        blocks: dict[str, SourceBlock] = {}
        for item in self.items:
            if isinstance(item, SourceBlock):
                flow.append(item)
                continue
            name, grid = item
            rows = tuple(
                Row(block=f"{name}r{index}", cells=tuple(cells), header=index <= grid.headers)
                for index, cells in enumerate(grid.rows, start=1)
            )
            for row in rows:
                texts = tuple(cell.text for cell in row.cells)
                shown = " | ".join(" ".join(text.split()) for text in texts)
                blocks[row.block] = SourceBlock(id=row.block, kind="table-row", text=shown, cells=texts, table=name)
            flow.append(Table(id=name, rows=rows, columns=grid.columns))
        return SourceDocument(flow=tuple(flow), rows=blocks, margins=tuple(margins), notes=self.notes)


def _put_cell(row: list[Cell], place: int, cell: Cell, text: str) -> None:
    row[place] = replace(cell, text=text)


def _as_grid(side: SideBySide) -> Grid:
    cells = [
        Cell(text="\n".join(side.left), column=0, bold=side.bold[0]),
        Cell(text="\n".join(side.right), column=1, bold=side.bold[1]),
    ]
    return Grid([cells], 2, (0.0, 0.5, 1.0))
