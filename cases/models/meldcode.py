"""A meldcode about one person: five steps, in a compartment of its own (`cases.compartment`).

It hangs on no case and no household, so that no page, list, count or log of those can show that it exists.
"""

from django.db import models
from django.db.models import Q

from cases.models.person import Person
from cases.models.user import User
from cases.rules.ids import uuid7
from cases.rules.meldcode import CONSULT, DECIDE, SIGNALS, STEPS, WEIGH, Weighing


class Meldcode(models.Model):
    """Whom it is about, who opened it, and with the afwegingskader of which profession."""

    class Frame(models.TextChoices):
        """The afwegingskader: each profession has its own."""

        SOCIAL = "social", "Sociaal werk en maatschappelijk werk"
        YOUTH = "youth", "Jeugdhulp, jeugdbescherming en jeugdreclassering"
        SUPPORT = "support", "Maatschappelijke ondersteuning en wijkteam"
        NURSING = "nursing", "Verpleging en verzorging"
        GENERAL = "general", "Ander beroep, of het basismodel"

    uuid = models.UUIDField(unique=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="over")
    frame = models.CharField("afwegingskader", max_length=10, choices=Frame.choices)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="geopend door")
    opened_at = models.DateTimeField("geopend")
    closed_at = models.DateTimeField("gesloten", null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closing = models.TextField("waarmee gesloten", blank=True)

    class Meta:
        verbose_name = "meldcode"
        ordering = ("-opened_at", "pk")
        indexes = [
            models.Index(fields=["opened_by"], name="meldcode_opened_by"),
            models.Index(fields=["person"], name="meldcode_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, closing="")
                | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(closing=""),
                name="meldcode_closed_with_reason",
            )
        ]

    def __str__(self) -> str:
        """Show the id only."""
        return f"meldcode {self.pk}"


class MeldcodeStep(models.Model):
    """A step that was done, or left out with a reason. Never changed: a step done again is another row."""

    class Kindcheck(models.TextChoices):
        NO_CHILDREN = "none", "Er zijn geen kinderen"
        SAFE = "safe", "Er zijn kinderen, en over hen geen zorgen"
        WORRY = "worry", "Er zijn kinderen, en ook over hen zorgen"
        UNKNOWN = "unknown", "Nog niet bekend"

    class Consulted(models.TextChoices):
        COLLEAGUE = "colleague", "Een deskundige collega of de aandachtsfunctionaris"
        SAFE_HOME = "vt", "Veilig Thuis"
        BOTH = "both", "Een collega en Veilig Thuis"

    class Unsafe(models.TextChoices):
        ACUTE = "acute", "Ja, acuut"
        STRUCTURAL = "structural", "Ja, structureel"
        NO = "no", "Nee"

    meldcode = models.ForeignKey(Meldcode, models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField("stap")
    skipped = models.BooleanField("overgeslagen", default=False)
    done_on = models.DateField("op")
    done_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="door")
    written_at = models.DateTimeField()
    text = models.TextField("uitkomst")  # or why the step was left out
    kindcheck = models.CharField(max_length=8, choices=Kindcheck.choices, blank=True)
    consulted = models.CharField(max_length=10, choices=Consulted.choices, blank=True)
    suspicion = models.BooleanField(null=True)
    unsafe = models.CharField(max_length=10, choices=Unsafe.choices, blank=True)
    can_help = models.BooleanField(null=True)
    accepts = models.BooleanField(null=True)
    helps = models.BooleanField(null=True)
    report_needed = models.BooleanField(null=True)
    help_possible = models.BooleanField(null=True)
    reported_on = models.DateField("gemeld op", null=True)

    class Meta:
        ordering = ("number", "written_at", "pk")
        constraints = [
            models.CheckConstraint(condition=Q(number__in=[s.number for s in STEPS]), name="meldcode_step_number"),
            models.CheckConstraint(condition=~Q(text=""), name="meldcode_step_says_why"),
            models.CheckConstraint(condition=Q(skipped=False) | Q(number__lt=DECIDE), name="meldcode_decides"),
            models.CheckConstraint(
                condition=Q(number=SIGNALS, skipped=False) & ~Q(kindcheck="")
                | (~Q(number=SIGNALS) | Q(skipped=True)) & Q(kindcheck=""),
                name="meldcode_kindcheck",
            ),
            models.CheckConstraint(
                condition=Q(number=CONSULT, skipped=False) & ~Q(consulted="")
                | (~Q(number=CONSULT) | Q(skipped=True)) & Q(consulted=""),
                name="meldcode_consulted",
            ),
            models.CheckConstraint(
                condition=Q(number=WEIGH, skipped=False, suspicion__isnull=False)
                | (~Q(number=WEIGH) | Q(skipped=True)) & Q(suspicion=None, unsafe=""),
                name="meldcode_weighed",
            ),
            models.CheckConstraint(
                condition=Q(number=DECIDE, report_needed__isnull=False, help_possible__isnull=False)
                | ~Q(number=DECIDE) & Q(report_needed=None, help_possible=None, reported_on=None),
                name="meldcode_two_questions",
            ),
            models.CheckConstraint(
                condition=Q(reported_on=None) | Q(report_needed=True), name="meldcode_reported_as_decided"
            ),
        ]

    @property
    def weighing(self) -> Weighing:
        """The answers to the afwegingskader, for the rule."""
        unsafe = {"": None, self.Unsafe.NO.value: False}.get(self.unsafe, True)
        return Weighing(
            suspicion=self.suspicion, unsafe=unsafe, can_help=self.can_help, accepts=self.accepts, helps=self.helps
        )


class MeldcodeInvolved(models.Model):
    """A colleague whom somebody let in, from a moment up to a moment."""

    meldcode = models.ForeignKey(Meldcode, models.CASCADE, related_name="involved")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="collega")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("added_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["meldcode", "user"], condition=Q(ended_at=None), name="meldcode_involved_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("added_at")), name="meldcode_involved_period"
            ),
        ]


MELDCODE_RECORDS = (Meldcode, MeldcodeInvolved, MeldcodeStep)
