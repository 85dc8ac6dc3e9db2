"""Bodies and people."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "lantoa.agencies"
    label = "agencies"
    verbose_name = "Cơ quan, đơn vị và người dùng"

    def ready(self) -> None:
        from lantoa.agencies.holdings import RolesOfPeople  # noqa: PLC0415
        from lantoa.agencies.menu import describe, entries  # noqa: PLC0415  needs the app registry
        from lantoa.agencies.operations.group_succession import Groups  # noqa: PLC0415
        from lantoa.agencies.succession import register_holdings  # noqa: PLC0415
        from lantoa.web import menu, person  # noqa: PLC0415

        menu.register(entries)
        person.register(describe)
        register_holdings(Groups())
        register_holdings(RolesOfPeople())
