"""What became of a territory: which place came out of which, from which day."""

from django.db import models
from django.db.models import F, Q

from lantoa.agencies.models.bodies import Place


class PlaceSuccession(models.Model):
    """A place went over, whole or in part, into another on a day «địa bàn trước - sau sắp xếp»."""

    predecessor = models.ForeignKey(Place, models.CASCADE, related_name="succeeded_by")
    successor = models.ForeignKey(Place, models.CASCADE, related_name="succeeds")
    on = models.DateField("từ ngày")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="place_succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="place_succession_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
