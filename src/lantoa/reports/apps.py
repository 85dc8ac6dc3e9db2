"""Periodic reports up the tree."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "lantoa.reports"
    label = "reports"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        from lantoa.agencies.reach import register_watch_source  # noqa: PLC0415  needs the app registry
        from lantoa.agencies.succession import register_holdings  # noqa: PLC0415
        from lantoa.reports.menu import entries  # noqa: PLC0415
        from lantoa.reports.queries import watched_reporters  # noqa: PLC0415
        from lantoa.reports.succession import RegimesReceived, ReportsInHand, ReportsToMake  # noqa: PLC0415
        from lantoa.web import menu  # noqa: PLC0415

        register_watch_source(watched_reporters)
        menu.register(entries)
        register_holdings(RegimesReceived())
        register_holdings(ReportsToMake())
        register_holdings(ReportsInHand())
