"""What the municipality adds to the rules of the laws: days that do not count, its own lengths, a lawyer's word."""

from django.db import models
from django.db.models import F, Q

from cases.contract import Length, Unit


class EquatedDay(models.Model):
    """A day that counts as a holiday by royal decree (Algemene termijnenwet art. 3 lid 3), added by a beheerder."""

    day = models.DateField("dag", unique=True)
    name = models.CharField("naam", max_length=80)
    source = models.CharField("bron", max_length=200)
    added_by = models.ForeignKey("cases.User", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()


class SetupStamp(models.Model):
    """One row with a random value that a trigger renews when a table of the set-up changes (migration 0020)."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    stamp = models.UUIDField()


class LocalSetting(models.Model):
    """A dated yes or no of the municipality: `LocalChoice.key`. A new answer is a new row."""

    municipality = models.ForeignKey("cases.Municipality", models.PROTECT, related_name="settings")
    choice = models.CharField("keuze", max_length=80)
    value = models.BooleanField("antwoord")
    source = models.CharField("bron", max_length=200)
    valid_from = models.DateField("vanaf")
    added_by = models.ForeignKey("cases.User", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "choice", "valid_from"], name="one_local_setting_a_day"),
        ]


class LocalRule(models.Model):
    """A dated value of the municipality: a length out of a verordening, or a norm. Never edited: a new one comes."""

    municipality = models.ForeignKey("cases.Municipality", models.PROTECT, related_name="rules")
    rule = models.CharField("regel", max_length=80)
    amount = models.PositiveIntegerField("aantal")
    unit = models.CharField("eenheid", max_length=12)
    source = models.CharField("bron", max_length=200)
    valid_from = models.DateField("vanaf")
    added_by = models.ForeignKey("cases.User", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = "eigen regel"
        verbose_name_plural = "eigen regels"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "rule", "valid_from"], name="one_local_rule_a_day"),
        ]

    @property
    def length(self) -> Length:
        return Length(self.amount, Unit(self.unit))

    @property
    def reference(self) -> str:
        return local_reference(self.pk)


def local_reference(pk: int) -> str:
    """How a rule of the municipality is named in a question to a lawyer."""
    return f"local.{pk}"


class Verdict(models.TextChoices):
    """What a lawyer answers. Who does not know yet keeps the question open."""

    RIGHT = "right", "Klopt"
    WRONG = "wrong", "Klopt niet"
    UNSURE = "unsure", "Weet ik nog niet"


class Confirmation(models.Model):
    """One question to a lawyer of the municipality about one rule, and the answer. The last answer counts.

    `reference` is that of a term, of a pause or extension of it, of an amount or of a local rule.
    """

    reference = models.CharField("regel", max_length=160)
    question = models.CharField("vraag", max_length=300, blank=True)
    asked_by = models.ForeignKey("cases.User", models.PROTECT, null=True, related_name="+")  # None: nobody asked
    asked_of = models.ForeignKey("cases.User", models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    grounds = models.CharField("waarop", max_length=500, blank=True)
    answered_by = models.ForeignKey("cases.User", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "bevestiging"
        verbose_name_plural = "bevestigingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", answered_by=None, answered_at=None)
                | (
                    Q(verdict__in=Verdict.values, answered_by__isnull=False, answered_at__isnull=False) & ~Q(grounds="")
                ),
                name="confirmation_answered_with_grounds",
            ),
            models.CheckConstraint(
                condition=Q(asked_by=None) | Q(answered_by=None) | ~Q(asked_by=F("answered_by")),
                name="confirmation_by_another",
            ),
            models.UniqueConstraint(
                fields=["reference"], condition=Q(verdict__in=["", Verdict.UNSURE]), name="one_open_confirmation"
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.verdict in ("", Verdict.UNSURE)
