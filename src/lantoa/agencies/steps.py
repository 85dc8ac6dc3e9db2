"""The steps of a reorganisation as they are kept (JSON), and the forest of bodies they are worked out against.

Bodies are named by their public ids throughout; a body that begins gets its public id when the step is typed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from lantoa.agencies.kinds import AGENCY_KIND_LABELS, LEVEL_LABELS
from lantoa.agencies.models import Agency, AgencyLink, LinkKind, Reorganisation
from lantoa.domain.reorganisation import Body, Fault, Forest, Hang, NewBody, Outcome, Step, StepKind, work_out
from lantoa.persistence.identifiers import new_public_id

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A body that begins in a step, with all its columns. `under` None: at the top of the forest."""

    key: str
    name: str
    short_name: str = ""
    kind: str = ""
    level: str = ""
    symbol: str = ""
    code: str = ""
    under: str | None = None
    is_office: bool = False

    def new_body(self) -> NewBody:
        """The same as the domain knows it."""
        return NewBody(
            key=self.key, name=self.name, short_name=self.short_name, under=self.under, is_office=self.is_office
        )

    def fault(self) -> str:
        """What is missing, as a sentence; empty when nothing is."""
        if self.kind not in AGENCY_KIND_LABELS:
            return f"Chưa chọn loại của {self.name}."
        return "" if self.level in LEVEL_LABELS else f"Chưa chọn cấp của {self.name}."


@dataclass(frozen=True, kw_only=True)
class KeptStep:
    """One step as it is kept; the fields mean what they mean in `lantoa.domain.reorganisation.Step`."""

    id: str = field(default_factory=new_public_id)
    kind: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    begins: tuple[Begun, ...] = ()
    heir: str | None = None
    elsewhere: tuple[str, ...] = ()
    under: str | None = None
    is_office: bool = False
    name: str = ""
    short_name: str = ""
    note: str = ""

    def step(self) -> Step:
        """The same as the domain knows it."""
        return Step(
            kind=StepKind(self.kind),
            before=self.before,
            after=self.after,
            begins=tuple(one.new_body() for one in self.begins),
            heir=self.heir,
            elsewhere=frozenset(self.elsewhere),
            under=self.under,
            is_office=self.is_office,
            name=self.name,
            short_name=self.short_name,
        )

    def bodies_named(self) -> set[str]:
        """The public ids of every body the step names, those that begin in it left out."""
        named = {*self.before, *self.after, *(one.under for one in self.begins if one.under)}
        return (named | ({self.under} if self.under else set())) - {one.key for one in self.begins}


def to_json(steps: Iterable[KeptStep]) -> list[Json]:
    """Steps as the row keeps them."""
    return [asdict(step) for step in steps]


def from_json(rows: Iterable[Json]) -> list[KeptStep]:
    """Steps out of the row."""
    return [
        KeptStep(
            **{name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
            | {"begins": tuple(Begun(**one) for one in row["begins"])}
        )
        for row in rows
    ]


def steps_of(row: Reorganisation) -> list[KeptStep]:
    """The steps of a reorganisation."""
    return from_json(row.steps)


def forest_on(day: date) -> Forest:
    """Every body and link that is true on a day or later. Two queries, whatever the size."""
    lives = Q(ends_on=None) | Q(ends_on__gt=day)
    bodies = Agency.objects.filter(lives).values_list("public_id", "name", "short_name", "starts_on", "ends_on")
    links = AgencyLink.objects.filter(lives).values_list(
        "kind", "starts_on", "ends_on", "child__public_id", "parent__public_id"
    )
    return Forest(
        {
            key: Body(key=key, name=name, short_name=short, starts=starts, ends=ends)
            for key, name, short, starts, ends in bodies
        },
        tuple(
            Hang(child=child, parent=parent, is_office=kind == LinkKind.OFFICE, starts=starts, ends=ends)
            for kind, starts, ends, child, parent in links
        ),
    )


def worked_out(row: Reorganisation) -> tuple[Outcome, list[Fault]]:
    """What a reorganisation comes to on its day, and everything that stands against it."""
    kept = steps_of(row)
    forest = forest_on(row.takes_effect_on)
    outcome, faults = work_out(forest, [one.step() for one in kept], row.takes_effect_on)
    missing = [
        Fault(number, sentence)
        for number, one in enumerate(kept)
        for begun in one.begins
        if (sentence := begun.fault())
    ]
    return outcome, missing + faults


def named_in(steps: Sequence[KeptStep]) -> set[str]:
    """The public ids of every body that stands in the steps already."""
    return {key for step in steps for key in step.bodies_named()}
