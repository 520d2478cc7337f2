"""How somebody lives where an ordinary address does not say it: dated, one of a kind at a time."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from cases.rules.ids import uuid7

from .person import Person
from .reach import DatedFields, PostalFields, period_check, postal_check


class AddressSituation(DatedFields, PostalFields):
    """No fixed address, a briefadres (Wet BRP 2.23), a shelter that stays secret, or where post comes safely.

    What the register calls a secret address is `Person.address_secret`: the municipality itself may use that one.
    """

    class Kind(models.TextChoices):
        """A person can have several kinds at once, such as a shelter and a safe postal address."""

        POST = "post", "veilig postadres"
        BRIEFADRES = "briefadres", "briefadres"
        NONE = "none", "geen vast adres"
        SHELTER = "shelter", "geheim opvangadres"

    uuid = models.UUIDField(unique=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="situations")
    kind = models.CharField("soort", max_length=10, choices=Kind.choices)

    class Meta:
        verbose_name = "bijzonder adres"
        verbose_name_plural = "bijzondere adressen"
        ordering = ("person", "kind", "starts_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="situation_address",
                condition=Q(kind__in=["post", "briefadres"]) & ~Q(street="") & ~Q(city="")
                | Q(kind="none", street="", city="", postcode="", house_number=None)
                | Q(kind="shelter"),
            ),
            period_check("situation"),
            postal_check("situation"),
            ExclusionConstraint(
                name="situation_once",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (DatedFields.PERIOD, RangeOperators.OVERLAPS),
                ],
            ),
        )

    def __str__(self) -> str:
        """Show ids only."""
        return f"adres {self.pk} van persoon {self.person_id}"
