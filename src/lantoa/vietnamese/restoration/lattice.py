"""The likeliest path through a lattice of candidate words: a beam search with the language model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lantoa.vietnamese.restoration.model import START, LanguageModel

BEAM = 12
HOPELESS = 9.0  # nats behind the best at the same place: never comes back
State = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Arc:
    """A way from one node to another: the words it adds (ids), the text it writes, its own cost.

    `reset` ends a sentence: what follows is judged without what came before.
    """

    end: int
    ids: tuple[int, ...]
    text: str
    cost: float
    reset: bool = False


@dataclass(slots=True)
class _Path:
    cost: float
    arc: Arc | None
    before: _Path | None
    start: int


def best_path(arcs: Sequence[Sequence[Arc]], model: LanguageModel) -> list[tuple[int, Arc]]:
    """The cheapest path from node 0 to the last node: (start node, arc) in order.

    `arcs[i]`: node i's ways out (at least one), each to a higher node; `len(arcs)` is the last node. Else ValueError.
    """
    beams: list[dict[State, _Path]] = [{} for _ in range(len(arcs) + 1)]
    beams[0][START, START] = _Path(0.0, None, None, 0)
    best: dict[int, float] = {}
    memory: dict[tuple[int, int, int], float] = {}
    for node, ways in enumerate(arcs):
        beam = sorted(beams[node].items(), key=lambda item: item[1].cost)[:BEAM]
        beams[node] = {}
        ways = sorted(ways, key=lambda arc: arc.cost)
        for (first, second), path in beam:
            if path.cost > beam[0][1].cost + HOPELESS:
                break
            for arc in ways:
                cost, a, b = path.cost + arc.cost, first, second
                if cost > best.get(arc.end, cost) + HOPELESS:
                    continue
                for word in arc.ids:
                    key = (a, b, word)
                    price = memory.get(key)
                    if price is None:
                        price = memory[key] = model.cost(a, b, word)
                    cost += price
                    a, b = b, word
                best[arc.end] = min(cost, best.get(arc.end, cost))
                state = (START, START) if arc.reset else (a, b)
                known = beams[arc.end].get(state)
                if known is None or cost < known.cost:
                    beams[arc.end][state] = _Path(cost, arc, path, node)
    if not beams[-1]:
        raise ValueError("the lattice has no way to its end")
    return _back(min(beams[-1].values(), key=lambda path: path.cost))


def _back(last: _Path) -> list[tuple[int, Arc]]:
    """The arcs that led to a path's end, in order."""
    found: list[tuple[int, Arc]] = []
    step: _Path | None = last
    while step is not None and step.arc is not None:
        found.append((step.start, step.arc))
        step = step.before
    return found[::-1]
