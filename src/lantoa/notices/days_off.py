"""Which days offices work. The catalogue knows, and stands above notices: it is named here by whoever starts."""

from collections.abc import Callable

from lantoa.domain.working_days import WorkingDays

Source = Callable[[], WorkingDays]
_source: list[Source] = []


def register_working_days(source: Source) -> None:
    """Name where working days are read from; the last one named counts."""
    _source[:] = [source]


def working_days() -> WorkingDays:
    """The working days as the catalogue has them; Monday to Friday where nobody named a source."""
    return _source[0]() if _source else WorkingDays()
