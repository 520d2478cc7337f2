"""What the side roads of the Awb record while an aanvraag waits for its besluit (4:5, 4:14, 4:15, 4:17, 4:18)."""

from django.db import models
from django.db.models import F, Q

from cases.models.case import Case
from cases.models.user import User


class Completion(models.Model):
    """The applicant is asked for what is missing (4:5): until and with `ends_by`, standing still since `sent_on`."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="completions")
    missing = models.TextField("wat ontbreekt")
    ends_by = models.DateField("aanvullen uiterlijk")
    asked_at = models.DateTimeField("gevraagd")
    sent_on = models.DateField("verstuurd op", null=True)
    completed_on = models.DateField("aangevuld op", null=True)
    sufficient = models.BooleanField("genoeg", null=True)
    remark = models.TextField("wat er kwam", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sent_on=None) | Q(ends_by__gt=F("sent_on")), name="completion_period"),
            models.CheckConstraint(
                condition=Q(completed_on=None, sufficient=None)
                | Q(completed_on__isnull=False, sufficient__isnull=False),
                name="completion_judged",
            ),
        ]


class Standstill(models.Model):
    """The term to decide stands still on another ground than 4:5. Waiting for our own adviser is none."""

    class Ground(models.TextChoices):
        ABROAD = "abroad", "Informatie uit het buitenland"  # 4:15 lid 1 b
        CONSENT = "consent", "De aanvrager stemde schriftelijk in met uitstel"  # lid 2 a
        APPLICANT = "applicant", "De vertraging komt door de aanvrager"  # lid 2 b
        FORCE = "force", "Overmacht: wij kunnen nu niet beslissen"  # lid 2 c

    case = models.ForeignKey(Case, models.CASCADE, related_name="standstills")
    ground = models.CharField("grond", max_length=10, choices=Ground.choices)
    reason = models.TextField("waarom")
    recorded_at = models.DateTimeField("vastgelegd")
    since = models.DateField("staat stil na", null=True)  # None: the letter about it has not gone out yet
    until = models.DateField("loopt weer op", null=True)
    expected_on = models.DateField("besluit verwacht op", null=True)
    ended_on = models.DateField("liep weer op", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ground__in=["abroad", "consent", "applicant", "force"]), name="standstill_ground_known"
            ),
            models.CheckConstraint(
                condition=~Q(ground="consent") | Q(until__isnull=False), name="standstill_consent_has_an_end"
            ),
        ]


class DelayNotice(models.Model):
    """The notice that a besluit comes later (4:14), with a day to expect it. In lid 1 it moves no term."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="delay_notices")
    reason = models.TextField("waarom")
    expected_on = models.DateField("besluit verwacht op")
    written_at = models.DateTimeField("geschreven")
    sent_on = models.DateField("verstuurd op", null=True)


class DefaultNotice(models.Model):
    """An ingebrekestelling as it came in, and what we found of it (4:17)."""

    class Verdict(models.TextChoices):
        VALID = "valid", "geldig"
        PREMATURE = "premature", "te vroeg"
        REPEATED = "repeated", "wij waren al in gebreke gesteld"
        TOO_LATE = "too_late", "onredelijk laat"
        NOT_APPLICANT = "not_applicant", "niet van de aanvrager"

    class How(models.TextChoices):
        POST = "post", "Brief"
        DIGITAL = "digital", "Digitaal"
        DESK = "desk", "Afgegeven"

    case = models.ForeignKey(Case, models.CASCADE, related_name="default_notices")
    received_on = models.DateField("ontvangen op")
    how = models.CharField("hoe", max_length=10, choices=How.choices)
    verdict = models.CharField("oordeel", max_length=14, choices=Verdict.choices)
    reason = models.TextField("waarom niet geldig", blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField("vastgelegd")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["valid", "premature", "repeated", "too_late", "not_applicant"]),
                name="default_notice_verdict_known",
            ),
            models.CheckConstraint(
                condition=~Q(verdict__in=["too_late", "not_applicant"]) | ~Q(reason=""),
                name="default_notice_says_why_not",
            ),
        ]


class Penalty(models.Model):
    """The besluit over the dwangsom (4:18): over which days, how much, and for how many applicants in equal shares."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="penalties")
    first_day = models.DateField("eerste dag")
    last_day = models.DateField("laatste dag")
    days = models.PositiveSmallIntegerField("dagen")
    amount = models.DecimalField("bedrag", max_digits=7, decimal_places=2)
    applicants = models.PositiveSmallIntegerField("aanvragers", default=1)
    decided_on = models.DateField("besloten op")
    decider = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    mandate = models.CharField("mandaat", max_length=160, blank=True)
    sent_on = models.DateField("verstuurd op", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day"), days__gte=1, days__lte=42, applicants__gte=1),
                name="penalty_period",
            ),
            models.UniqueConstraint(fields=["case", "first_day"], name="one_penalty"),
        ]
