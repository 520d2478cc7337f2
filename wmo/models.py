"""What the Wmo knows of a case: the melding, the onderzoek with its verslag, the besluit."""

from django.db import models
from django.db.models import F, Q

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


class Unit(models.TextChoices):
    """WJ756, the units that fit a maatwerkvoorziening."""

    MINUTE = "01", "minuten"
    HOUR = "04", "uur"
    DAY = "14", "etmalen"
    PART = "16", "dagdelen"
    PIECE = "82", "stuks"


class Frequency(models.TextChoices):
    """WMO757."""

    DAY = "1", "per dag"
    WEEK = "2", "per week"
    MONTH = "4", "per maand"
    PERIOD = "6", "in de hele periode"


class Onderzoek(models.Model):
    """The verslag in the five steps of the CRvB (CRVB:2018:819). No life area and no score is asked (law.md 3.1).

    Result and size come first; a product category has no place here, it follows in the besluit.
    """

    case = models.OneToOneField(Case, models.CASCADE, related_name="wmo_onderzoek", primary_key=True)
    question = models.TextField("wat is de vraag", blank=True)
    problems = models.TextField("welke problemen zijn er", blank=True)
    needed = models.TextField("welke hulp is nodig", blank=True)
    amount = models.DecimalField("hoeveel", max_digits=8, decimal_places=2, null=True)
    unit = models.CharField("eenheid", max_length=2, choices=Unit.choices, blank=True)
    frequency = models.CharField("hoe vaak", max_length=1, choices=Frequency.choices, blank=True)
    own_strength = models.TextField("wat kan de inwoner zelf en met het netwerk", blank=True)
    remainder = models.TextField("wat blijft over voor de gemeente", blank=True)
    expertise = models.TextField("advies gebruikt", blank=True)
    pgb_explained_on = models.DateField("pgb uitgelegd op", null=True)
    given_on = models.DateField("verslag gegeven op", null=True)


class How(models.TextChoices):
    """In what shape the aanvraag came (2.3.2 lid 9; a signed verslag may serve)."""

    SIGNED_VERSLAG = "verslag", "Ondertekend verslag"
    FORM = "form", "Formulier"
    LETTER = "letter", "Brief of bericht"


class Aanvraag(models.Model):
    """The aanvraag: with it the two weeks for the besluit begin (2.3.5 lid 2)."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="wmo_aanvraag", primary_key=True)
    received_on = models.DateField("ontvangen op")
    how = models.CharField("hoe", max_length=8, choices=How.choices)


class Outcome(models.TextChoices):
    GRANTED = "granted", "toegekend"
    REFUSED = "refused", "afgewezen"


class Ground(models.TextChoices):
    """Why a maatwerkvoorziening is not needed or not due (2.3.5 lid 3 and 6)."""

    OWN_STRENGTH = "own_strength", "Eigen kracht of gebruikelijke hulp is genoeg"
    NETWORK = "network", "Mantelzorg of netwerk is genoeg"
    GENERAL = "general", "Een algemene voorziening is genoeg"
    USUAL = "usual", "Het gevraagde is algemeen gebruikelijk"
    WLZ = "wlz", "Er is recht op zorg uit de Wlz"
    RESIDENCE = "residence", "De inwoner woont niet in deze gemeente"


class Category(models.TextChoices):
    """WMO020, the product categories of iWmo 3.2."""

    HOUSEHOLD = "01", "hulp bij het huishouden"
    GUIDANCE = "02", "begeleiding"
    CARE = "03", "persoonlijke verzorging"
    SHORT_STAY = "04", "kortdurend verblijf"
    HOUSING_SERVICES = "05", "woondiensten"
    OTHER_INDIVIDUAL = "06", "overige ondersteuning thuis"
    DAY = "07", "dagbesteding"
    TRANSPORT_SERVICES = "08", "vervoerdiensten"
    OTHER_GROUP = "09", "overige ondersteuning in een groep"
    ARRANGEMENT = "10", "overig maatwerk"
    WHEELCHAIR = "11", "rolstoel"
    TRANSPORT = "12", "vervoermiddel"
    HOME = "13", "aanpassing van de woning"
    AIDS = "14", "ander hulpmiddel"


class Besluit(models.Model):
    """The beschikking as decided (2.3.5): by whom and under which mandate, what, how much, from when until when."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="wmo_besluit", primary_key=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    decided_on = models.DateField("besloten op")
    decider = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="beslist door")
    mandate = models.CharField("mandaat", max_length=160)
    reasons = models.TextField("waarom")
    result = models.TextField("wat", blank=True)
    category = models.CharField("soort voorziening", max_length=2, choices=Category.choices, blank=True)
    amount = models.DecimalField("hoeveel", max_digits=8, decimal_places=2, null=True)
    unit = models.CharField("eenheid", max_length=2, choices=Unit.choices, blank=True)
    frequency = models.CharField("hoe vaak", max_length=1, choices=Frequency.choices, blank=True)
    starts_on = models.DateField("vanaf", null=True)
    ends_on = models.DateField("tot en met", null=True)
    review_on = models.DateField("opnieuw bekijken op", null=True)
    ground = models.CharField("grond", max_length=12, choices=Ground.choices, blank=True)
    sent_on = models.DateField("bekendgemaakt op", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="wmo_besluit_period"
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.GRANTED, starts_on__isnull=False) & ~Q(category="")
                | Q(outcome=Outcome.REFUSED) & ~Q(ground=""),
                name="wmo_besluit_whole",
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None) | Q(sent_on__gte=F("decided_on")), name="wmo_sent_after_decided"
            ),
        ]
