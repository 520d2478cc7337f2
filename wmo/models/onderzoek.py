"""The onderzoek with its verslag (2.3.2 lid 4 to 8), and the aanvraag that follows it (lid 9)."""

from django.db import models
from django.db.models import Q

from cases.models import Case
from wmo.models.codes import Frequency, Unit


class Verslag(models.Model):
    """The verslag in the five steps of the CRvB (CRVB:2018:819). No life area and no score is asked (law.md 3.1).

    Result and size come first; a product category has no place here, it follows in the besluit. Once it is given, the
    database keeps it as it is, and the resident's comment with it (migration 0004).
    """

    version = models.PositiveIntegerField(default=1)
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
    comment = models.TextField("reactie van de inwoner", blank=True)
    commented_on = models.DateField("reactie ontvangen op", null=True)

    class Meta:
        abstract = True


class Onderzoek(Verslag):
    """The onderzoek after a melding, once for each case."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="wmo_onderzoek", primary_key=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(comment="") | Q(commented_on__isnull=False, given_on__isnull=False),
                name="wmo_comment_on_given_verslag",
            ),
        ]


class Afsluiting(models.Model):
    """Closing without an aanvraag: what the resident was told. The letter is not a besluit (CRVB:2018:2013)."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="wmo_afsluiting", primary_key=True)
    reasons = models.TextField("waarom er geen aanvraag kwam")
    closed_on = models.DateField("gesloten op")


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
