"""Who holds a duty: one body, or a set of bodies that owe one product together."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from lantoa.domain.lifecycle import Share

Key = TypeVar("Key", bound=Hashable)


def assignment_groups(share: Share, agencies: Iterable[Key]) -> list[tuple[Key, ...]]:
    """This will give the sets of holders, in the order given, a body named twice once only.

    EACH gives every body a set of its own; TOGETHER gives one set of all. No body gives no set.
    """
    bodies = tuple(dict.fromkeys(agencies))
    if not bodies:
        return []
    return [bodies] if share is Share.TOGETHER else [(body,) for body in bodies]


def lowest_common_body(paths: Iterable[Sequence[Key]]) -> Key | None:
    """This will find where a duty of several holders is counted, once: the lowest body above or among them all.

    Each path leads from a root of the tree down to a holder, itself included. None if they share no body (two
    provinces of one forest) or if there is no path.
    """
    common: Key | None = None
    for level in zip(*paths, strict=False):
        if len(set(level)) > 1:
            break
        common = level[0]
    return common
