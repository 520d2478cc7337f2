"""Where a household lived before it moved: a letter of then went there."""

from django.db import models
from django.db.models import F, Q

from cases.rules.address import Address

from .household import Household


class FormerAddress(models.Model):
    """An address until and with `ends_on`; `starts_on` is empty where we never knew since when."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="former_addresses")
    brp_address = models.CharField("BRP-adres", max_length=40, blank=True)
    street = models.CharField("straat", max_length=100, blank=True)
    house_number = models.PositiveIntegerField("huisnummer", null=True, blank=True)
    house_suffix = models.CharField("toevoeging", max_length=10, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True)
    city = models.CharField("plaats", max_length=80, blank=True)
    starts_on = models.DateField("vanaf", null=True, blank=True)
    ends_on = models.DateField("tot en met")

    class Meta:
        verbose_name = "vorig adres"
        verbose_name_plural = "vorige adressen"
        ordering = ("household", "-ends_on")
        constraints = (
            models.CheckConstraint(
                name="former_address_period", condition=Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on"))
            ),
            models.UniqueConstraint(fields=["household", "ends_on"], name="former_address_one_end"),
        )

    def __str__(self) -> str:
        """Show ids only."""
        return f"vorig adres {self.pk} van {self.household_id}"

    @property
    def address(self) -> Address:
        """The address as a form gives it."""
        return Address(
            street=self.street,
            house_number=self.house_number,
            house_suffix=self.house_suffix,
            postcode=self.postcode,
            city=self.city,
        )
