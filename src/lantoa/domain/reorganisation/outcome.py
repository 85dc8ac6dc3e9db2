"""What the steps of a reorganisation come to, worked out for a forest and a day, and what stands against them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from lantoa.domain.reorganisation.faults import Fault, against
from lantoa.domain.reorganisation.forest import Body, Forest, Hang, Key
from lantoa.domain.reorganisation.steps import ENDING, NewBody, Step, StepKind


@dataclass(frozen=True)
class Edge:
    """This will say that a body follows another: as the heir of its open work, and whether it took all of it."""

    predecessor: Key
    successor: Key
    is_heir: bool
    is_whole: bool


@dataclass(frozen=True)
class Move:
    """This will say under which body another hangs from the day on."""

    child: Key
    parent: Key
    is_office: bool


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """This will hold all that happens on the day.

    `ends` holds the offices that end with their body (`offices_ended`) too, `moves` the bodies that follow the one
    they hung from into its only successor (`followers`): both are implied and are shown before anything happens.
    """

    ends: tuple[Key, ...] = ()
    begins: tuple[NewBody, ...] = ()
    moves: tuple[Move, ...] = ()
    renames: Mapping[Key, tuple[str, str]] = field(default_factory=dict)
    edges: tuple[Edge, ...] = ()
    offices_ended: tuple[Key, ...] = ()
    followers: tuple[Key, ...] = ()

    def heirs(self) -> dict[Key, tuple[Key, ...]]:
        """Each body that ends and is followed → its successors, the heir of its open work first."""
        found: dict[Key, list[Key]] = defaultdict(list)
        ended = set(self.ends)
        for edge in sorted(self.edges, key=lambda edge: not edge.is_heir):
            if edge.predecessor in ended:
                found[edge.predecessor].append(edge.successor)
        return {key: tuple(keys) for key, keys in found.items()}


def work_out(forest: Forest, steps: Sequence[Step], on: date) -> tuple[Outcome, list[Fault]]:
    """This will work out what the steps come to on a day, and everything that stands against them.

    in: the forest with every body and link that is true on the day or later; the steps; the first day of the new
    order. out: the outcome, which may be applied only if the list of faults is empty.
    """
    ends = list(dict.fromkeys(key for step in steps if step.kind in ENDING for key in step.before))
    edges = _edges(steps, set(ends))
    moves = {key: Move(key, step.under, step.is_office) for step in steps if step.kind is StepKind.MOVE
             for key in step.before if step.under is not None}  # fmt: skip
    begins = tuple(body for step in steps for body in step.begins)
    implied = _Implied(forest, on, ends, edges, moves, begins)
    implied.follow()
    renames = {
        key: (step.name, step.short_name) for step in steps if step.kind is StepKind.RENAME for key in step.before
    }
    outcome = Outcome(
        ends=(*ends, *implied.offices),
        begins=begins,
        moves=(*moves.values(), *implied.moves.values()),
        renames=renames,
        edges=(*edges, *implied.edges),
        offices_ended=tuple(implied.offices),
        followers=tuple(implied.moves),
    )
    faults = against(forest, steps, on, ends=frozenset(outcome.ends), left=implied.left, heirs=_heirs_of(edges))
    return outcome, faults or _circles(forest, outcome, on)


def _heirs_of(edges: Sequence[Edge]) -> dict[Key, list[Key]]:
    found: dict[Key, list[Key]] = defaultdict(list)
    for edge in edges:
        if edge.is_heir:
            found[edge.predecessor].append(edge.successor)
    return found


def _edges(steps: Sequence[Step], ends: set[Key]) -> list[Edge]:
    """Who follows whom: whole where an ended body went into one successor, in all the steps together.

    The heir named for a body that simply ends (END) takes its open work, not its place: its past is not the heir's.
    """
    merely_ended = {key for step in steps if step.kind is StepKind.END for key in step.before}
    pairs: dict[tuple[Key, Key], bool] = {}
    for step in steps:
        heir = step.heir if step.heir is not None else (step.after[0] if len(step.after) == 1 else None)
        for old in step.before:
            for new in step.after:
                takes = old in ends and old not in step.elsewhere and new == heir
                pairs[old, new] = pairs.get((old, new), False) or takes
    followed: dict[Key, int] = defaultdict(int)
    for old, _ in pairs:
        followed[old] += 1
    return [
        Edge(old, new, heir, heir and followed[old] == 1 and old not in merely_ended)
        for (old, new), heir in pairs.items()
    ]


class _Implied:
    """What the steps do not say but mean: offices end with their body, what hung from it follows its only heir."""

    def __init__(
        self,
        forest: Forest,
        on: date,
        ends: Sequence[Key],
        edges: Sequence[Edge],
        moves: Mapping[Key, Move],
        begins: Sequence[NewBody],
    ) -> None:
        self.forest, self.on, self.said, self.said_moves = forest, on, list(ends), moves
        self.whole = {edge.predecessor: edge.successor for edge in edges if edge.is_whole}
        self.heir = {edge.predecessor: edge.successor for edge in edges if edge.is_heir}
        self.rooms = _rooms(forest, on, set(ends), moves, begins)
        self.offices: list[Key] = []
        self.moves: dict[Key, Move] = {}
        self.edges: list[Edge] = []
        self.left: list[tuple[Key, Key]] = []

    def follow(self) -> None:
        """Walk down from every body that ends."""
        ended, waiting = set(self.said), list(self.said)
        while waiting:
            parent = waiting.pop()
            for row in self.forest.from_above.get(parent, ()):
                if not row.true_on(self.on) or row.child in ended or row.child in self.said_moves:
                    continue
                if row.is_office:
                    self._end_office(row.child, parent)
                    ended.add(row.child)
                    waiting.append(row.child)
                elif parent in self.whole:
                    self.moves[row.child] = Move(row.child, self.whole[parent], is_office=False)
                else:
                    self.left.append((row.child, parent))

    def _end_office(self, office: Key, parent: Key) -> None:
        """An office's heir is the office of the same name at its body's heir; else the heir itself."""
        self.offices.append(office)
        heir = self.heir.get(parent)
        if heir is None:
            return
        alike = self.rooms.get((heir, _plain(self.forest.bodies[office].short_name)))
        successor = heir if alike is None else alike
        self.edges.append(Edge(office, successor, is_heir=True, is_whole=parent in self.whole))
        self.heir[office] = successor
        if parent in self.whole:
            self.whole[office] = successor


def _rooms(
    forest: Forest, on: date, ends: set[Key], moves: Mapping[Key, Move], begins: Sequence[NewBody]
) -> dict[tuple[Key, str], Key]:
    """The offices there will be, by their body and short name."""
    stay = [
        (row.parent, row.child)
        for row in forest.hangs
        if row.true_on(on) and row.is_office and row.child not in moves and not {row.child, row.parent} & ends
    ]
    come = [(move.parent, move.child) for move in moves.values() if move.is_office]
    found = {
        (parent, _plain(forest.bodies[child].short_name)): child for parent, child in (*stay, *come)
        if child in forest.bodies
    }  # fmt: skip
    return found | {(new.under, _plain(new.short_name)): new.key for new in begins if new.is_office}


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def after(forest: Forest, outcome: Outcome, on: date) -> Forest:
    """This will give the forest as it stands once the outcome was applied: every earlier day reads as before."""
    ended = set(outcome.ends)
    moved = {move.child: move for move in outcome.moves}
    bodies = {
        key: replace(body, ends=on) if key in ended else replace(body, name=outcome.renames[key][0])
        if key in outcome.renames else body
        for key, body in forest.bodies.items()
    }  # fmt: skip
    bodies |= {
        new.key: Body(key=new.key, name=new.name, short_name=new.short_name, starts=on) for new in outcome.begins
    }
    hangs = [
        replace(row, ends=on) if row.true_on(on) and (row.child in ended or row.child in moved) else row
        for row in forest.hangs
    ]
    hangs += [Hang(child=move.child, parent=move.parent, is_office=move.is_office, starts=on) for move in outcome.moves]
    hangs += [
        Hang(child=new.key, parent=new.under, is_office=new.is_office, starts=on)
        for new in outcome.begins
        if new.under is not None
    ]
    return Forest(bodies, tuple(hangs))


def _circles(forest: Forest, outcome: Outcome, on: date) -> list[Fault]:
    parents = {row.child: row.parent for row in after(forest, outcome, on).hangs if row.true_on(on)}
    names = {key: body.name for key, body in forest.bodies.items()}
    names |= {new.key: new.name for new in outcome.begins}
    for start in [move.child for move in outcome.moves] + [new.key for new in outcome.begins]:
        seen, key = {start}, parents.get(start)
        while key is not None and key not in seen:
            seen.add(key)
            key = parents.get(key)
        if key is not None:
            return [Fault(None, f"{names[start]} sẽ nằm dưới chính nó. Hãy xem lại các bước chuyển cấp trên.")]
    return []
