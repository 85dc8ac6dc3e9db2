"""Pages of words and rules → SourceDocument: paragraphs, two-column heads and feet, tables over several pages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

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
from lantoa.reading.readers.layout import UNSURE, Box, Line, Page, lines_of, run_on
from lantoa.reading.readers.notes import restored_note
from lantoa.reading.readers.ruled import Grid, grid_of, join, runs_on
from lantoa.reading.source import Cell, Row, SourceBlock, SourceDocument, Spot, Table
from lantoa.vietnamese.restoration import measure, restore

Entry = list[Line] | Grid | SideBySide


def assembled(pages: Sequence[Page], *, restoring: bool = False) -> SourceDocument:
    """One flow of blocks from pages in order; with `restoring`, lost letters and accents are put back."""
    entries, margins = _entries(pages)
    drafts = _Drafts({page.number: (page.width, page.height) for page in pages})
    for entry in entries:
        drafts.take(entry)
    if restoring:
        drafts.restore()
    document = drafts.document([*margins, *(stamp for page in pages for stamp in page.stamps)])
    return replace(document, pictures={page.number: page.picture for page in pages if page.picture})


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
            for line in chain.from_iterable(grid.lines):
                line.page = page.number
            placed.append((top, grid))
            words = [word for word in words if word not in set(inside)]
    apart, rest = set_apart(page, words)
    placed += [(side.top, side) for side in apart]
    placed += [(line.top, line) for line in lines_of(rest)]
    for _, item in placed:
        for line in [item] if isinstance(item, Line) else item.lines if isinstance(item, SideBySide) else []:
            line.page = page.number
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
                open_table = False
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

    sizes: Mapping[int, tuple[float, float]]  # of each page, in points
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
                    spots=self._spots(entry),
                    unsure=self._unsure(entry),
                )
            )
            return
        self.tables += 1
        grid = entry if isinstance(entry, Grid) else _as_grid(entry)
        self.items.append((f"t{self.tables}", grid))

    def _spots(self, lines: Sequence[Line], columns: Sequence[int] = (0,)) -> tuple[Spot, ...]:
        """The lines of a block where they stand; `columns` are the first columns of a row's cells."""
        found = []
        for line in lines:
            box = (line.x0, line.top, max(word.x1 for word in line.words), line.bottom)
            cell = columns.index(line.column) if line.column in columns else 0
            found.append(replace(self._spot(line.page, box, line.text), cell=cell))
        return tuple(found)

    def _unsure(self, lines: Sequence[Line]) -> tuple[Spot, ...]:
        """Those words of a block that were read from a picture with little certainty."""
        return tuple(
            self._spot(line.page, (word.x0, word.top, word.x1, word.bottom), word.text)
            for line in lines
            for word in line.words
            if word.sureness < UNSURE and any(sign.isalnum() for sign in word.text)
        )

    def _spot(self, page: int, box: Box, text: str) -> Spot:
        width, height = self.sizes[page]
        shares = (box[0] / width, box[1] / height, box[2] / width, box[3] / height)
        left, top, right, bottom = (round(min(1.0, max(0.0, share)), 4) for share in shares)
        return Spot(page=page, box=(left, top, right, bottom), text=text)

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
            for row, lines in zip(rows, grid.lines, strict=True):
                texts = tuple(cell.text for cell in row.cells)
                shown = " | ".join(" ".join(text.split()) for text in texts)
                blocks[row.block] = SourceBlock(
                    id=row.block,
                    kind="table-row",
                    text=shown,
                    cells=texts,
                    table=name,
                    spots=self._spots(lines, [cell.column for cell in row.cells]),
                    unsure=self._unsure(lines),
                )
            flow.append(Table(id=name, rows=rows, columns=grid.columns))
        return SourceDocument(flow=tuple(flow), rows=blocks, margins=tuple(margins), notes=self.notes)


def _put_cell(row: list[Cell], place: int, cell: Cell, text: str) -> None:
    row[place] = replace(cell, text=text)


def _as_grid(side: SideBySide) -> Grid:
    cells = [
        Cell(text="\n".join(side.left), column=0, bold=side.bold[0]),
        Cell(text="\n".join(side.right), column=1, bold=side.bold[1]),
    ]
    return Grid([cells], 2, (0.0, 0.5, 1.0), lines=[list(side.lines)])
