"""Who did what, when, to which object."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "lantoa.audit"
    label = "audit"
    verbose_name = "Nhật ký"

    def ready(self) -> None:
        from lantoa.audit import rules  # noqa: F401, PLC0415  so that emptying the database knows the rule
