"""Plans and their items."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "lantoa.plans"
    label = "plans"
    verbose_name = "Kế hoạch"

    def ready(self) -> None:
        from lantoa.agencies.succession import register_holdings  # noqa: PLC0415
        from lantoa.plans.access import register_assigned_source  # noqa: PLC0415
        from lantoa.plans.cascade_access import followers_of  # noqa: PLC0415
        from lantoa.plans.menu import entries  # noqa: PLC0415  needs the app registry
        from lantoa.plans.succession import PlansInHand  # noqa: PLC0415
        from lantoa.web import menu  # noqa: PLC0415

        menu.register(entries)
        register_assigned_source(followers_of)
        register_holdings(PlansInHand())
