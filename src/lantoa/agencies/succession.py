"""What bodies hold, and how it passes to their heirs when they end: the door through which every app takes part.

This package stands low and knows no plan, duty or report. Each app that keeps rows for bodies says here what a body
holds (for the preview of a reorganisation) and passes it on when the reorganisation is applied. An app registers in
its `AppConfig.ready`:

    register_holdings(OpenDuties())

`heirs` always means: predecessor's id → the ids of all its successors, **the heir of its open work first**. Whatever
can have one holder only goes to the first; what may have several (a group's members) may go to all.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from lantoa.agencies.models import User

Heirs = Mapping[int, tuple[int, ...]]


@dataclass(frozen=True, kw_only=True)
class Passed:
    """One line of the record of hand-over «biên bản bàn giao»: what passed from which body to which.

    `title` names the thing to a person; `object_type` and `object_id` are its model's label and public id, where it has
    one; `note` says in a few words how it passed ("đóng ở xã cũ, xã mới làm một lần").
    """

    predecessor: int
    heir: int
    title: str
    object_type: str = ""
    object_id: str = ""
    note: str = ""


class Holdings(Protocol):
    """One sort of things that bodies hold, as one app keeps it.

    What may be left where it is when a body ends without an heir (its results, its people's roles) says so by a further
    attribute `needs_heir = False`; for everything else an heir must be named, or the reorganisation is refused.
    """

    # What they are, as the preview and the record of hand-over name them: "Nhiệm vụ chưa xong".
    label: str
    # What happens to them, in a few words for the preview: "chuyển cho đơn vị kế thừa".
    fate: str

    def held_by(self, agency_ids: Collection[int], on: date) -> Mapping[int, int]:
        """How many each body holds that the day of effect touches. out: agency id → number; none held may be absent.

        Called for a whole province at once: a fixed number of queries, however many bodies are asked for.
        """

    def pass_on(self, *, heirs: Heirs, on: date, decision: str, actor: User) -> Sequence[Passed]:
        """Pass them to the heirs; inside the transaction of the reorganisation, once a kind, for all bodies at once.

        in: the heirs (see the module), the first day the heirs hold them, the decision in words ("Nghị quyết số
        1665/NQ-UBTVQH15 ngày 16/6/2025"), who applies it. out: the lines of the record. Raises Refused to stop it all.
        """


_registered: list[Holdings] = []


def register_holdings(holdings: Holdings) -> None:
    """Add one sort of holdings; the same label again replaces the former."""
    _registered[:] = [one for one in _registered if one.label != holdings.label]
    _registered.append(holdings)


def registered_holdings() -> tuple[Holdings, ...]:
    """All sorts of holdings, in the order of registration."""
    return tuple(_registered)
