"""An uploaded document, its reading, a person's corrections."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "lantoa.intake"
    label = "intake"
    verbose_name = "Nhập kế hoạch"

    def ready(self) -> None:
        from lantoa.intake.operations.drafting import let_go  # noqa: PLC0415  needs the app registry
        from lantoa.plans.operations import register_release  # noqa: PLC0415

        register_release(let_go)
