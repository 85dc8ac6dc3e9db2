"""The register of documents that go out."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "lantoa.register"
    label = "register"
    verbose_name = "Sổ văn bản đi"

    def ready(self) -> None:
        from lantoa.register import rules  # noqa: F401, PLC0415  so that emptying the database knows the rule
        from lantoa.register.menu import entries  # noqa: PLC0415  needs the app registry
        from lantoa.web import menu  # noqa: PLC0415

        menu.register(entries)
