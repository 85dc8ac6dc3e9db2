"""The screens that cross apps; no models."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "lantoa.desk"
    label = "desk"
    verbose_name = "Bàn làm việc"

    def ready(self) -> None:
        from lantoa.desk.menu import entries  # noqa: PLC0415  needs the app registry
        from lantoa.desk.views.calendar import panel  # noqa: PLC0415
        from lantoa.notices.panels import register_panel  # noqa: PLC0415
        from lantoa.web import menu  # noqa: PLC0415

        menu.register(entries)
        register_panel(panel)
