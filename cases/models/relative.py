"""The relatives whom the register names; some are persons here too, others are only a name."""

from django.db import models
from django.db.models import F, Q

from cases.rules.names import Name

from .person import Person
from .personal import BirthFields, NameFields, partial_date_checks


class Relative(NameFields, BirthFields):
    """A partner, parent or child as the register names them; perhaps also a person here, perhaps only a name."""

    class Kind(models.TextChoices):
        """Who the relative is to the person."""

        PARTNER = "partner", "partner"
        PARENT = "parent", "ouder"
        CHILD = "child", "kind"

    person = models.ForeignKey(Person, models.CASCADE, related_name="relatives")
    kind = models.CharField("soort", max_length=10, choices=Kind.choices)
    relative_person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="relative_of")

    class Meta:
        verbose_name = "familielid"
        verbose_name_plural = "familieleden"
        ordering = ("person", "kind", "pk")
        constraints = (
            models.CheckConstraint(name="relative_kind", condition=Q(kind__in=["partner", "parent", "child"])),
            models.CheckConstraint(
                name="relative_other", condition=Q(relative_person__isnull=True) | ~Q(relative_person=F("person"))
            ),
            *partial_date_checks("birth", "relative"),
        )

    def __str__(self) -> str:
        """Show the id: a name in a log or a traceback is a leak."""
        return f"familielid {self.pk}"

    @property
    def display_name(self) -> str:
        """`Geertje Postma`."""
        return Name(given=self.given_names, prefix=self.prefix, family=self.family_name).display
