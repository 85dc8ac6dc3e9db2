"""The screens that cross apps; no models."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "lantoa.desk"
    label = "desk"
    verbose_name = "Bàn làm việc"
