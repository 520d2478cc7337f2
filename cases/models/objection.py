"""A bezwaar as a case of its own: against which decision, when it came in, how it was heard, advised on and decided."""

from django.db import models
from django.db.models import Q

from cases.models.awb import Completion, DefaultNotice, DelayNotice, Penalty, Standstill
from cases.models.case import Case
from cases.models.user import User


class Objection(models.Model):
    """What the case of a bezwaar knows (Awb chapters 6 and 7). `case.origin` is the case of the decision.

    `term_ends_on` is the last day on which bezwaar could be made: the term to decide counts from it, whenever the
    bezwaar came in (7:10). `first_decider` never handles it.
    """

    class How(models.TextChoices):
        POST = "post", "Brief"
        DIGITAL = "digital", "Digitaal"
        DESK = "desk", "Afgegeven"

    class Waived(models.TextChoices):
        """Why nobody was heard (7:3)."""

        INADMISSIBLE = "inadmissible", "Het bezwaar is duidelijk niet-ontvankelijk"
        UNFOUNDED = "unfounded", "Het bezwaar is duidelijk ongegrond"
        DECLINED = "declined", "De inwoner wil niet gehoord worden"
        SILENT = "silent", "De inwoner gaf niet op tijd aan dat hij gehoord wil worden"
        GRANTED = "granted", "Wij geven de inwoner helemaal gelijk"

    class Outcome(models.TextChoices):
        GROUNDED = "grounded", "Gegrond: de inwoner krijgt gelijk"
        PARTLY = "partly", "Deels gegrond"
        UNFOUNDED = "unfounded", "Ongegrond: het besluit blijft"
        INADMISSIBLE = "inadmissible", "Niet-ontvankelijk: wij kunnen het bezwaar niet behandelen"

    case = models.OneToOneField(Case, models.CASCADE, related_name="objection", primary_key=True)
    decision = models.CharField("besluit", max_length=80)  # PublishedDecision.key
    decision_label = models.CharField("waartegen", max_length=160)
    decision_sent_on = models.DateField("besluit verstuurd op")
    first_decider = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    received_on = models.DateField("ontvangen op")
    posted_on = models.DateField("op de post op", null=True)
    how = models.CharField("hoe", max_length=10, choices=How.choices)
    words = models.TextField("waarom bezwaar", blank=True)
    term_ends_on = models.DateField("bezwaar kon tot en met")
    late = models.BooleanField("te laat")
    committee = models.BooleanField("met adviescommissie")
    excuse = models.TextField("ontvankelijk omdat", blank=True)  # 6:11
    hearing_on = models.DateField("hoorzitting op", null=True)
    hearing_place = models.CharField("waar", max_length=200, blank=True)
    heard_on = models.DateField("gehoord op", null=True)
    hearing_report = models.TextField("verslag van het horen", blank=True)
    waived = models.CharField("niet gehoord omdat", max_length=14, choices=Waived.choices, blank=True)
    waived_reason = models.TextField("uitleg", blank=True)
    advised_on = models.DateField("advies van", null=True)
    advice = models.TextField("advies", blank=True)
    adjourned_reason = models.TextField("verdaagd omdat", blank=True)
    outcome = models.CharField("beslissing", max_length=14, choices=Outcome.choices, blank=True)
    reasons = models.TextField("waarom", blank=True)
    decided_on = models.DateField("beslist op", null=True)
    decider = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    mandate = models.CharField("mandaat", max_length=160, blank=True)
    sent_on = models.DateField("verstuurd op", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(heard_on=None) | Q(waived=""), name="objection_heard_or_waived"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_on=None)
                | Q(decided_on__isnull=False) & ~Q(outcome="") & ~Q(reasons=""),
                name="objection_decided_with_reasons",
            ),
            # 10:3: who took the first decision does not decide on the bezwaar.
            models.CheckConstraint(
                condition=Q(decider=None) | Q(first_decider=None) | ~Q(decider=models.F("first_decider")),
                name="objection_another_decider",
            ),
        ]


# What the side roads and a bezwaar record with a case, and what nobody sees without that case.
AWB_RECORDS = (Completion, DefaultNotice, DelayNotice, Objection, Penalty, Standstill)
