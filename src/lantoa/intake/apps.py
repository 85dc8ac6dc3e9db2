"""An uploaded document, its reading, a person's corrections."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "lantoa.intake"
    label = "intake"
    verbose_name = "Nhập kế hoạch"
