"""The app of notices: what each person is told, in the product and by e-mail."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Registers the app."""

    name = "lantoa.notices"
    label = "notices"
    verbose_name = "Thông báo"
