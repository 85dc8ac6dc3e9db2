"""The app that holds the base templates, the design system and the helpers every screen uses; it has no models."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "lantoa.web"
    label = "web"
    verbose_name = "Giao diện"
