"""Bodies and places in time, and the people who act for them."""

from lantoa.agencies.models.bodies import Agency, AgencyLink, AgencyName, LinkKind, Place
from lantoa.agencies.models.people import HeldRole, User

__all__ = ["Agency", "AgencyLink", "AgencyName", "HeldRole", "LinkKind", "Place", "User"]
