"""Data with validity dates: channels, areas of reform, kinds of results, days off, legal texts."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "lantoa.catalogue"
    label = "catalogue"
    verbose_name = "Danh mục"

    def ready(self) -> None:
        # Models exist only once the registry is ready; mail waits for the working days that the catalogue knows.
        from lantoa.agencies.succession import register_holdings  # noqa: PLC0415
        from lantoa.catalogue.queries import working_days  # noqa: PLC0415
        from lantoa.catalogue.succession import ChannelsRun  # noqa: PLC0415
        from lantoa.notices.days_off import register_working_days  # noqa: PLC0415

        register_working_days(working_days)
        register_holdings(ChannelsRun())
