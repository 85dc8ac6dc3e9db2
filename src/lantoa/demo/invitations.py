"""People asked in by a link: one came, one has not answered, one let a week pass, one invitation was taken back."""

from datetime import date

from django.conf import settings
from django.test.utils import override_settings

from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency, Invitation
from lantoa.agencies.operations.invitations import (
    InvitedTerms,
    accept_invitation,
    invite_person,
    withdraw_invitation,
    word_of,
)
from lantoa.demo.cast import PASSWORD
from lantoa.demo.world import World
from lantoa.persistence.identifiers import new_public_id

# day of asking, which commune, name, roles, post
ASKED = (
    ("2026-08-17", 3, "Lê Thị Thủy", (Role.OFFICER, Role.EDITOR), "Công chức Văn hóa - Xã hội"),
    ("2026-09-07", 5, "Nguyễn Văn Bảo", (Role.OFFICER,), "Công chức Tư pháp - Hộ tịch"),
    ("2026-09-28", 7, "Trần Đình Quang", (Role.OFFICER,), ""),
    ("2026-09-29", 9, "Hoàng Thị Hạnh", (Role.OFFICER, Role.CLERK), "Văn phòng HĐND và UBND"),
)


def invite(world: World) -> None:
    """Let the province's administrator ask four people in."""
    made = [_ask(world, *one) for one in ASKED]
    with override_settings(LANTOA_TODAY="2026-08-18"):
        accept_invitation(word=word_of(made[0]), name=made[0].name, username="thuy.lt", password=PASSWORD)
    with override_settings(LANTOA_TODAY="2026-09-30"):
        withdraw_invitation(actor=world.people["quantri"], invitation=made[2])


def _ask(world: World, day: str, commune: int, name: str, roles: tuple[Role, ...], post: str) -> Invitation:
    agency: Agency = world.communes[commune]
    terms = InvitedTerms(name=name, roles=roles, post=post, starts_on=date.fromisoformat(day))
    about = {"agency": agency, "terms": terms, "site": settings.LANTOA_ADDRESS}
    with override_settings(LANTOA_TODAY=day):
        return invite_person(actor=world.people["quantri"], token=new_public_id(), **about)[0]
