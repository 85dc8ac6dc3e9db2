"""The clock of the queue: what begins daily work and mail every few minutes."""

from typing import Any

NAME, TASK, EVERY_MINUTES = "Nhắc việc và gửi thư", "lantoa.notices.tasks.tick", 5


def plant(apps: Any) -> None:
    """Put the schedule in the queue's tables unless it is there. in: the registry of apps (a migration's, or ours)."""
    schedules = apps.get_model("django_q", "Schedule").objects
    schedules.get_or_create(
        name=NAME, defaults={"func": TASK, "schedule_type": "I", "minutes": EVERY_MINUTES, "repeats": -1}
    )
