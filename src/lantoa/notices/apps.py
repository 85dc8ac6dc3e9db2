"""The app of notices: what each person is told, in the product and by e-mail."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Registers the app."""

    name = "lantoa.notices"
    label = "notices"
    verbose_name = "Thông báo"

    def ready(self) -> None:
        from lantoa.notices.bell import bell_of  # noqa: PLC0415  needs the app registry
        from lantoa.notices.menu import entries  # noqa: PLC0415
        from lantoa.web import bell, menu  # noqa: PLC0415

        bell.register(bell_of)
        menu.register(entries)
