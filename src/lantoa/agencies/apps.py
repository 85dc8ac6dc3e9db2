"""Bodies and people."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "lantoa.agencies"
    label = "agencies"
    verbose_name = "Cơ quan, đơn vị và người dùng"

    def ready(self) -> None:
        from lantoa.agencies import checks  # noqa: F401, PLC0415  registers itself; needs the app registry
        from lantoa.agencies.handover import register_personal_holdings  # noqa: PLC0415
        from lantoa.agencies.holdings import RolesOfPeople  # noqa: PLC0415
        from lantoa.agencies.invitation_holdings import InvitationsOfBodies, OwnInvitations  # noqa: PLC0415
        from lantoa.agencies.menu import describe, entries  # noqa: PLC0415
        from lantoa.agencies.operations.group_succession import Groups  # noqa: PLC0415
        from lantoa.agencies.succession import register_holdings  # noqa: PLC0415
        from lantoa.agencies.trail_of_sign_in import connect  # noqa: PLC0415
        from lantoa.web import menu, person  # noqa: PLC0415

        menu.register(entries)
        person.register(describe)
        connect()
        register_personal_holdings(OwnInvitations())
        register_holdings(Groups())
        register_holdings(RolesOfPeople())
        register_holdings(InvitationsOfBodies())
