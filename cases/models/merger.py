"""A link between two rows that are about one household or one person. Nothing is copied, so it can be undone.

These rows are the truth; `merged_into` on the linked row follows from them and names the one that remains in the end.
"""

from django.db import models
from django.db.models import F, Q

from .household import Household
from .person import Person
from .user import User


class Merger(models.Model):
    """`double` is shown as `kept` from now on, until somebody undoes it."""

    reason = models.TextField("reden")
    merged_at = models.DateTimeField("samengevoegd")
    merged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # None: the system itself
    undone_at = models.DateTimeField("losgemaakt", null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ("-merged_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["double"], condition=Q(undone_at=None), name="one_%(class)s_at_a_time"),
            models.CheckConstraint(condition=~Q(double=F("kept")), name="%(class)s_of_two"),
        )


class HouseholdMerger(Merger):
    double = models.ForeignKey(Household, models.PROTECT, related_name="mergers")
    kept = models.ForeignKey(Household, models.PROTECT, related_name="linked")

    class Meta(Merger.Meta):
        verbose_name = "samengevoegd huishouden"
        verbose_name_plural = "samengevoegde huishoudens"


class PersonMerger(Merger):
    double = models.ForeignKey(Person, models.PROTECT, related_name="mergers")
    kept = models.ForeignKey(Person, models.PROTECT, related_name="linked")

    class Meta(Merger.Meta):
        verbose_name = "samengevoegde persoon"
        verbose_name_plural = "samengevoegde personen"
