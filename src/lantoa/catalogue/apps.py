"""Data with validity dates: channels, areas of reform, kinds of results, days off, legal texts."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "lantoa.catalogue"
    label = "catalogue"
    verbose_name = "Danh mục"
