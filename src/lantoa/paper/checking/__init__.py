"""Any Word file held against Decree 30/2020/NĐ-CP: each departure with its place, its value and the lawful one."""

from lantoa.paper.checking.anatomy import anatomy_of
from lantoa.paper.checking.body_rules import annex_departures, body_departures
from lantoa.paper.checking.departures import Departure, gathered
from lantoa.paper.checking.end_rules import end_departures
from lantoa.paper.checking.head_rules import head_departures
from lantoa.paper.checking.measuring import measure
from lantoa.paper.checking.page_rules import page_departures

__all__ = ["Departure", "check_docx"]


def check_docx(data: bytes) -> tuple[Departure, ...]:
    """The departures of a .docx from the decree, in the document's order; empty when there is none.

    Raises UnreadableDocument (with a Vietnamese sentence) for a file that is no readable Word document.
    """
    file = measure(data)
    parts = anatomy_of(file)
    found = (
        *page_departures(file),
        *head_departures(parts, file),
        *body_departures(parts),
        *end_departures(parts),
        *annex_departures(parts),
    )
    return gathered(found)
