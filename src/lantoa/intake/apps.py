"""An uploaded document, its reading, a person's corrections."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "lantoa.intake"
    label = "intake"
    verbose_name = "Nhập kế hoạch"

    def ready(self) -> None:
        from lantoa.agencies.succession import register_holdings  # noqa: PLC0415
        from lantoa.intake.operations.drafting import let_go  # noqa: PLC0415  needs the app registry
        from lantoa.intake.succession import DocumentsBroughtIn  # noqa: PLC0415
        from lantoa.plans.operations import register_release  # noqa: PLC0415

        register_release(let_go)
        register_holdings(DocumentsBroughtIn())
