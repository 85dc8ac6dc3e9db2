"""What was done, and what it counts for."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "lantoa.results"
    label = "results"
    verbose_name = "Kết quả"

    def ready(self) -> None:
        from lantoa.agencies.succession import register_holdings  # noqa: PLC0415
        from lantoa.assignments.operations.amending import register_counter  # noqa: PLC0415
        from lantoa.plans.events import register_follow_listener  # noqa: PLC0415
        from lantoa.results.counting import recount  # noqa: PLC0415
        from lantoa.results.menu import entries  # noqa: PLC0415  needs the app registry
        from lantoa.results.plan_results import record_issued_plan  # noqa: PLC0415
        from lantoa.results.succession import DoneForRunningWork  # noqa: PLC0415
        from lantoa.web import menu  # noqa: PLC0415

        menu.register(entries)
        register_counter(recount)
        register_follow_listener(record_issued_plan)
        register_holdings(DoneForRunningWork())
