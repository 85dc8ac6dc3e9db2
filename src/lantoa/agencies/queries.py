"""Reading bodies and people."""

from datetime import date

from django.db.models import QuerySet

from lantoa.agencies.models import HeldRole, User
from lantoa.agencies.models.bodies import true_on


def roles_of(user: User, on: date) -> QuerySet[HeldRole]:
    """The roles a person holds on a day, with their agencies."""
    return HeldRole.objects.filter(true_on(on), user=user).select_related("agency").order_by("agency__sort_key", "role")
