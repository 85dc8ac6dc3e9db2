"""What an issued plan makes each agency owe."""

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "lantoa.assignments"
    label = "assignments"
    verbose_name = "Nhiệm vụ được giao"
