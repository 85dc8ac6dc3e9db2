"""What is lit on the pictures of pages: a place, what a field was read from, the words read without certainty."""

from collections.abc import Iterable
from typing import Any

from lantoa.intake.forms import PlaceEditor
from lantoa.intake.models import Intake
from lantoa.intake.spots import SIGNS, blocks_of
from lantoa.vietnamese import fold

Json = dict[str, Any]
Mark = list[float]  # page, left, top, right, bottom: the last four in shares of the page
PAGE, LEFT, TOP, RIGHT, BOTTOM, CELL, TEXT = range(7)  # of a spot as the intake keeps it
_AROUND = 0.005  # of the page: the paper between a line and the light around it
_ENOUGH = 0.6  # share of a field's words that must stand in a cell
_OWN = 0.75  # share of a line's words that must stand in a field


def marks_of(intake: Intake, editor: PlaceEditor) -> Json:
    """The marks of one place for the screen.

    out: «boxes» of the whole place, «unsure» those of words that a scan did not show clearly and «words» themselves,
    «fields» the boxes by a field's name, «focus» the name of the field to look at first. A document without pages has
    no boxes.
    """
    place = editor.place
    blocks = blocks_of(intake, place.key)
    boxes = [box for block in blocks for box in _joined(block.get("spots") or ())]
    values = {
        bound.html_name: words
        for form in editor.forms
        for bound in form.visible_fields()
        if (words := _words(bound.value()))
    }
    for form in editor.obligations:
        # A number or a body's name alone stands in many lines; what is to be done tells which one is meant.
        what = values.get(form.add_prefix("what"), frozenset())
        for name in ("what", "phrase"):
            values[form.add_prefix(name)] = what | values.get(form.add_prefix(name), frozenset())
    fields = {name: marks for name, words in values.items() if words and (marks := _field(blocks, words))}
    unclear = {word.lower() for word in place.unclear}
    unsure = [spot for block in blocks for spot in block.get("unsure") or ()]
    return {
        "boxes": boxes,
        "unsure": [_padded(spot[: BOTTOM + 1]) for spot in unsure if spot[-1].strip(SIGNS).lower() in unclear],
        "words": list(place.unclear) if place.open else [],
        "fields": fields,
        "focus": editor.first_doubtful,
    }


def _words(value: object) -> frozenset[str]:
    if not isinstance(value, str | list | tuple):
        return frozenset()
    text = value if isinstance(value, str) else " ".join(map(str, value))
    return frozenset(_tokens(text))


def _tokens(text: str) -> list[str]:
    return [token for word in fold(text).split() if (token := word.strip(SIGNS))]


def _field(blocks: Iterable[Json], words: frozenset[str]) -> list[Mark]:
    """Where a field's words stand: the cell that holds most of them, the lines of a paragraph made of them."""
    found: list[Mark] = []
    for block in blocks:
        spots = block.get("spots") or ()
        if block["cells"]:
            shares = [len(words & set(_tokens(cell))) / len(words) for cell in block["cells"]]
            best = max(shares, default=0.0)
            if best >= _ENOUGH:
                # Of cells that hold all of the words the shortest is meant: a body's own cell, not a longer list.
                ties = [number for number, share in enumerate(shares) if share == best]
                cell = min(ties, key=lambda number: len(block["cells"][number]))
                found += _joined(spot for spot in spots if spot[CELL] == cell)
        else:
            found += _joined(spot for spot in spots if _is_of(spot[TEXT], words))
    return found


def _is_of(text: str, words: frozenset[str]) -> bool:
    tokens = _tokens(text)
    return bool(tokens) and sum(token in words for token in tokens) >= _OWN * len(tokens)


def _joined(spots: Iterable[list[Any]]) -> list[Mark]:
    """One box a page around spots, with a little paper about it."""
    boxes: dict[int, Mark] = {}
    for spot in spots:
        box = boxes.setdefault(spot[PAGE], list(spot[: BOTTOM + 1]))
        box[LEFT], box[TOP] = min(box[LEFT], spot[LEFT]), min(box[TOP], spot[TOP])
        box[RIGHT], box[BOTTOM] = max(box[RIGHT], spot[RIGHT]), max(box[BOTTOM], spot[BOTTOM])
    return [_padded(box) for _, box in sorted(boxes.items())]


def _padded(box: list[Any]) -> Mark:
    page, left, top, right, bottom = box
    edges = (left - _AROUND, top - _AROUND, right + _AROUND, bottom + _AROUND)
    return [page, *(round(min(1.0, max(0.0, edge)), 4) for edge in edges)]
