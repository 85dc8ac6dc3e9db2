"""What words came to mean, as every step of the resolution hands it on."""

from dataclasses import dataclass

from lantoa.agencies.models import Agency, AgencyGroup


@dataclass(frozen=True)
class Found:
    """What words came to mean: the agencies, the post that is kept, why (Vietnamese), whether it is beyond doubt.

    `group`: the named group they are the members of. `offer`: agencies a person may take at one touch though the words
    do not name them (the communes where districts are named that ended), `offer_words` what that touch says.
    """

    agencies: tuple[Agency, ...]
    how: str
    certain: bool = True
    post: str = ""
    group: AgencyGroup | None = None
    offer: tuple[Agency, ...] = ()
    offer_words: str = ""
