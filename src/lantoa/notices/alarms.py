"""What is told to those who look after the machine when the work of a day was not done."""

from datetime import date

from django.urls import reverse

from lantoa.agencies.kinds import Role
from lantoa.agencies.models import HeldRole, User
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.queries import roots
from lantoa.notices.daily import missed
from lantoa.notices.operations import notify
from lantoa.web.wording import day_text


def sentences(today: date) -> list[str]:
    """One sentence for each piece of daily work that was left out, for the screens."""
    return [f"{label}: lần cuối chạy ngày {day_text(last)}." for label, last in missed(today)]


def tell_missed(today: date) -> int:
    """Tell whoever looks after the machine that daily work was left out; once for each gap. out: how many were told."""
    told = 0
    for label, last in missed(today):
        told += notify(
            users=keepers(today),
            kind="alarm",
            key=f"missed:{label}:{last}",
            title=f"{label} đã không chạy",
            text=f"Lần cuối chạy là ngày {day_text(last)}. Việc nền đã chạy lại và làm nốt phần bị bỏ; hãy xem vì sao "
            "tiến trình việc nền dừng.",
            url=reverse("notices:machine"),
            on=today,
            urgent=True,
        )
    return told


def keepers(on: date) -> list[int]:
    """Ids of the people who look after the machine: operators; without any, who administers a body at the top."""
    held = HeldRole.objects.filter(true_on(on))
    operators = held.filter(role=Role.OPERATOR).values("user_id")
    found = list(User.objects.filter(pk__in=operators, is_active=True).values_list("pk", flat=True))
    if found:
        return found
    administrators = held.filter(role=Role.ADMINISTRATOR, agency__in=roots(on)).values("user_id")
    return list(User.objects.filter(pk__in=administrators, is_active=True).values_list("pk", flat=True))
