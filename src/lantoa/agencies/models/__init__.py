"""Bodies and places in time, and the people who act for them."""

from lantoa.agencies.models.bodies import Agency, AgencyLink, AgencyName, LinkKind, Place
from lantoa.agencies.models.groups import AgencyGroup, GroupMember
from lantoa.agencies.models.people import HeldRole, User
from lantoa.agencies.models.units import PlaceSuccession

__all__ = [
    "Agency",
    "AgencyGroup",
    "AgencyLink",
    "AgencyName",
    "GroupMember",
    "HeldRole",
    "LinkKind",
    "Place",
    "PlaceSuccession",
    "User",
]
