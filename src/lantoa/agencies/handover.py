"""What a person holds by name, and how it passes to a successor when the person leaves.

This app does not know what drafts, delegations or reminders are. Each app that keeps something in one person's name
registers its holdings here (AppConfig.ready); handing an account over asks every one of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from lantoa.agencies.models import User


class PersonalHoldings(Protocol):
    """One kind of thing that an app keeps in a person's name."""

    label: str  # as the preview names it, for example "việc được giao trong cơ quan"

    def held_by(self, user_id: int) -> int:
        """How many of them the person holds open now. What is finished is history and is not counted."""

    def pass_on(self, from_user: User, to_user: User, actor: User) -> int:
        """Give the open ones to the successor, inside the caller's transaction; out: how many passed.

        Who did what in the past never changes: only what is still to be done moves.
        """


@dataclass(frozen=True)
class Held:
    """A line of the preview: what is held, and how many."""

    label: str
    count: int


_holdings: list[PersonalHoldings] = []


def register_personal_holdings(holdings: PersonalHoldings) -> None:
    """Add what an app keeps in people's names. Called once from AppConfig.ready; again changes nothing."""
    if all(type(known) is not type(holdings) or known.label != holdings.label for known in _holdings):
        _holdings.append(holdings)


def registered() -> Iterator[PersonalHoldings]:
    """Every registered kind, in the order of registration."""
    yield from _holdings


def held_by(user: User) -> list[Held]:
    """What a person holds by name now, kinds with none left out."""
    counted = (Held(kind.label, kind.held_by(user.pk)) for kind in registered())
    return [line for line in counted if line.count]


def pass_on(*, from_user: User, to_user: User, actor: User) -> list[Held]:
    """Give everything a person holds to a successor; out: what passed. The caller's transaction holds it together."""
    passed = (Held(kind.label, kind.pass_on(from_user, to_user, actor)) for kind in registered())
    return [line for line in passed if line.count]
