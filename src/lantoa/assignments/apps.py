"""What an issued plan makes each agency owe."""

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "lantoa.assignments"
    label = "assignments"
    verbose_name = "Nhiệm vụ được giao"

    def ready(self) -> None:
        # Models exist only once the registry is ready.
        from lantoa.agencies.handover import register_personal_holdings  # noqa: PLC0415
        from lantoa.agencies.reach import register_watch_source  # noqa: PLC0415
        from lantoa.agencies.succession import register_holdings  # noqa: PLC0415
        from lantoa.assignments import (  # noqa: PLC0415
            following,
            menu,
            passing_on,
            queries,
            rules,  # noqa: F401  so that emptying the database knows the rule
        )
        from lantoa.assignments.operations.amending import copy_resolutions  # noqa: PLC0415
        from lantoa.assignments.queries.year import year_in_words  # noqa: PLC0415
        from lantoa.assignments.reminding import JOB, JOB_LABEL, remind_of_duties  # noqa: PLC0415
        from lantoa.assignments.succession import GivenWork, OpenDuties  # noqa: PLC0415
        from lantoa.notices.daily import register_daily  # noqa: PLC0415
        from lantoa.plans.access import register_assigned_source  # noqa: PLC0415
        from lantoa.plans.beside import register_progress_source  # noqa: PLC0415
        from lantoa.plans.concerns import register_concern_source  # noqa: PLC0415
        from lantoa.plans.events import register_issue_listener  # noqa: PLC0415
        from lantoa.plans.operations.amending import register_copied  # noqa: PLC0415
        from lantoa.web.menu import register as register_menu  # noqa: PLC0415

        register_menu(menu.entries)
        register_watch_source(queries.watched_in_plans)
        register_daily(JOB, JOB_LABEL, remind_of_duties)
        register_assigned_source(queries.plans_with_work_for)
        register_copied(copy_resolutions)
        register_progress_source(year_in_words)
        register_concern_source(following.asked_of, following.plans_asking)
        register_issue_listener(following.tell_below)
        register_holdings(GivenWork())
        register_holdings(OpenDuties())
        register_holdings(passing_on.GivenInside())
        register_holdings(passing_on.AskedExtensions())
        register_holdings(passing_on.OpenDifficulties())
        register_personal_holdings(passing_on.GivenByName())
