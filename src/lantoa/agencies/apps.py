"""Bodies and people."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "lantoa.agencies"
    label = "agencies"
    verbose_name = "Cơ quan, đơn vị và người dùng"
