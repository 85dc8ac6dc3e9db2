"""The rows of two plans, one above the other, as they are compared, and the pairs that are found."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from lantoa.domain.every import Every
from lantoa.domain.lifecycle import ItemKind

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a row asks, as far as likeness goes: the thing, the unit it is counted in, the rhythm."""

    what: str
    unit: str = ""
    every: Every = Every.STANDING


@dataclass(frozen=True, kw_only=True)
class Row(Generic[Key]):
    """A row of a plan: `key` is whatever the caller knows it by.

    `group` is the heading it stands under (of a row with sub-rows). `owed` says, of a row above, whether the lower
    body is to lead it: its plan more likely has an answer.
    """

    key: Key
    kind: ItemKind
    title: str
    group: str = ""
    products: tuple[str, ...] = ()
    wanted: tuple[Wanted, ...] = field(default=())
    owed: bool = False


@dataclass(frozen=True, kw_only=True)
class Match(Generic[Key]):
    """A proposal: the lower row answers the upper one. `confidence` from 0 to 1; `why` are short Vietnamese reasons."""

    upper: Key
    lower: Key
    confidence: float
    why: tuple[str, ...] = ()
