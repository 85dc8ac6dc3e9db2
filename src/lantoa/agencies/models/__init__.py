"""Bodies and places in time, and the people who act for them."""

from lantoa.agencies.models.bodies import Agency, AgencyLink, AgencyName, LinkKind, Place
from lantoa.agencies.models.groups import AgencyGroup, GroupMember
from lantoa.agencies.models.importing import ImportedTable
from lantoa.agencies.models.invitations import Invitation, InvitedRole
from lantoa.agencies.models.people import HeldRole, User
from lantoa.agencies.models.reorganisation import (
    REORGANISATION_STATE_LABELS,
    FormerName,
    HandedOver,
    Reorganisation,
    Succession,
)
from lantoa.agencies.models.units import PlaceSuccession

__all__ = [
    "REORGANISATION_STATE_LABELS",
    "Agency",
    "AgencyGroup",
    "AgencyLink",
    "AgencyName",
    "FormerName",
    "GroupMember",
    "HandedOver",
    "HeldRole",
    "ImportedTable",
    "Invitation",
    "InvitedRole",
    "LinkKind",
    "Place",
    "PlaceSuccession",
    "Reorganisation",
    "Succession",
    "User",
]
