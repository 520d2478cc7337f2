"""Who coordinates the help to a household (regisseur), and who did before. It opens no door (ADR 0006)."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from .access import TsTzRange
from .household import Household
from .user import User


class Coordinator(models.Model):
    """One named colleague with a stand-in, from a moment up to a moment; the one without an end is it now."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="coordinators")
    user = models.ForeignKey(User, models.PROTECT, related_name="coordinates", verbose_name="regisseur")
    stand_in = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="stands_in_for", verbose_name="vervanger"
    )
    starts_at = models.DateTimeField("vanaf")
    ends_at = models.DateTimeField("tot", null=True, blank=True)
    reason = models.TextField("reden")
    appointed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # None: the system itself

    class Meta:
        verbose_name = "regisseur"
        verbose_name_plural = "regisseurs"
        ordering = ("household", "-starts_at")
        constraints = (
            models.UniqueConstraint(
                fields=["household"], condition=Q(ends_at__isnull=True), name="coordinator_one_now"
            ),
            models.CheckConstraint(
                name="coordinator_period", condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="coordinator_other_stand_in", condition=Q(stand_in__isnull=True) | ~Q(stand_in=F("user"))
            ),
            ExclusionConstraint(
                name="coordinator_one_at_a_time",
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    (TsTzRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
            ),
        )

    def __str__(self) -> str:
        """Show ids only."""
        return f"regisseur {self.pk} van {self.household_id}"
