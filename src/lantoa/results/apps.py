"""What was done, its evidence, and what it counts for."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "lantoa.results"
    label = "results"
    verbose_name = "Kết quả"
