"""A besluit as it was taken: what, by whom and under which mandaat, why, and when it was sent."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from cases.contract.besluit import BesluitKind
from cases.models.case import Case
from cases.models.user import User
from cases.rules.ids import uuid7


class Besluit(models.Model):
    """A besluit of a case, of a kind that its law declares (`Law.besluiten`); tables of the law hang on it.

    A signed one that was a mistake is dropped before it is sent; a sent one stays, and another `replaces` it. What it
    says from when until when is `effective_on` and `ends_on` (last day), and about how much `amount` (euro).
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="besluiten")
    uuid = models.UUIDField(unique=True, default=uuid7, editable=False)
    kind = models.CharField("soort", max_length=24)  # BesluitKind.key
    ground = models.CharField("grond", max_length=40, blank=True)  # of BesluitKind.grounds
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by", verbose_name="vervangt")
    decided_on = models.DateField("besloten op")
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="geschreven door")
    decider = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="beslist door")
    mandate = models.CharField("mandaat", max_length=160, blank=True)
    reasons = models.TextField("waarom")
    effective_on = models.DateField("werkt vanaf", null=True)
    ends_on = models.DateField("tot en met", null=True)
    amount = models.DecimalField("bedrag", max_digits=9, decimal_places=2, null=True)
    sent_on = models.DateField("bekendgemaakt op", null=True)
    dropped_at = models.DateTimeField("teruggenomen op", null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(condition=~Q(kind="") & ~Q(reasons=""), name="besluit_says_what_and_why"),
            models.CheckConstraint(
                condition=Q(sent_on=None) | Q(sent_on__gte=F("decided_on")), name="besluit_sent_after_decided"
            ),
            # Who sends it stands under it: a besluit without a decider is a draft for four eyes.
            models.CheckConstraint(condition=Q(sent_on=None) | Q(decider__isnull=False), name="besluit_sent_decided"),
            models.CheckConstraint(condition=Q(sent_on=None) | Q(dropped_at=None), name="besluit_sent_is_not_dropped"),
            models.CheckConstraint(
                condition=Q(effective_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("effective_on")),
                name="besluit_period",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(sent_on=None, dropped_at=None), name="besluit_one_under_way"
            ),
        ]

    @property
    def kind_data(self) -> BesluitKind:
        return self.case.law_data.besluit(self.kind)

    @property
    def label(self) -> str:
        return self.kind_data.label

    @property
    def ground_label(self) -> str:
        return self.kind_data.ground(self.ground)

    def in_force(self, on: date) -> bool:
        """Whether it was sent and works on this day; without `effective_on` from the day it was sent."""
        starts = self.effective_on or self.sent_on
        return (
            self.sent_on is not None
            and starts is not None
            and starts <= on
            and (not self.ends_on or on <= self.ends_on)
        )
