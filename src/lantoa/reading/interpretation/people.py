"""Which bodies a document names in full, so that its shorter mentions can be told."""

from collections.abc import Iterable

from lantoa.reading.interpretation.agencies import starts_agency
from lantoa.reading.interpretation.charges import charge_of
from lantoa.reading.interpretation.naming import Names


def learn_names(names: Names, charges: Iterable[str]) -> None:
    """Teach `names` the bodies that head the paragraphs of «tổ chức thực hiện»: they are written out there."""
    heads = [charge_of(text, names).agencies for text in charges if starts_agency(text)]
    names.learn(name for found in heads for name in found)
