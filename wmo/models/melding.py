"""The melding (2.3.2 lid 1), and what was done for an urgent one (2.3.3)."""

from django.db import models
from django.db.models import Q

from cases.models import Case, User


class Reporter(models.TextChoices):
    SELF = "self", "De inwoner zelf"
    FAMILY = "family", "Partner of familie"
    PROFESSIONAL = "professional", "Huisarts, school, zorg"
    OTHER = "other", "Buur of iemand anders"
    UNKNOWN = "unknown", "Niet bekend"


class PlanWish(models.TextChoices):
    """Does the resident want to hand in a persoonlijk plan (2.3.2 lid 2)?"""

    UNKNOWN = "unknown", "Weet ik nog niet"
    YES = "yes", "Ja, er komt een plan"
    NO = "no", "Nee, zonder plan"


class Melding(models.Model):
    """The melding (2.3.2 lid 1) in the words of who reported it, and the four questions about waiting."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="wmo_melding", primary_key=True)
    reported_at = models.DateTimeField("gemeld op")
    reporter = models.CharField("melder", max_length=12, choices=Reporter.choices)
    reporter_name = models.CharField("naam van de melder", max_length=120, blank=True)
    safe_contact = models.CharField("veilig te bereiken op", max_length=120)
    resident_knows = models.BooleanField("de inwoner weet van de melding", null=True)
    own_words = models.TextField("de vraag in eigen woorden")
    danger = models.BooleanField("iemand is nu in gevaar")
    no_basics = models.BooleanField("vandaag geen eten, medicijn of slaapplek")
    eviction = models.BooleanField("ontruiming of afsluiting")
    help_lost = models.BooleanField("hulp of mantelzorg valt binnen een week weg")
    support_offered_on = models.DateField("cliëntondersteuning gewezen op", null=True)
    support_medium = models.CharField("hoe gewezen", max_length=20, blank=True)
    support_also_carer = models.BooleanField("ook aan de mantelzorger", null=True)
    plan_wish = models.CharField("persoonlijk plan", max_length=8, choices=PlanWish.choices, default=PlanWish.UNKNOWN)
    plan_received_on = models.DateField("persoonlijk plan ontvangen", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(reporter__in=Reporter.values), name="wmo_reporter_known"),
            models.CheckConstraint(condition=Q(plan_wish__in=PlanWish.values), name="wmo_plan_wish_known"),
        ]


class Erasure(models.Model):
    """The answer to a request to erase data of this case (5.3.5). Erasing itself is the retention's work."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="wmo_erasures")
    received_on = models.DateField("verzoek ontvangen op")
    erased = models.BooleanField("gegevens gewist")
    reasons = models.TextField("wat gewist is, of waarom niet")
    answered_on = models.DateField("antwoord verstuurd op")
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="beslist door")


class ContactKind(models.TextChoices):
    SAFE = "safe", "Eerste veilig contact"
    HELP = "help", "Eerste hulp geregeld"
    FAILED = "failed", "Contact niet gelukt"


class UrgentMark(models.Model):
    """What was done for an urgent melding: who, when, how. A failed attempt stops nothing."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="wmo_marks")
    kind = models.CharField(max_length=8, choices=ContactKind.choices)
    happened_at = models.DateTimeField("wanneer")
    how = models.CharField("hoe", max_length=200)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
