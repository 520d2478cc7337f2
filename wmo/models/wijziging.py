"""What changes a besluit: the heronderzoek (2.3.9), the zienswijze (Awb 4:8), what ends by it, and terugvordering."""

from django.db import models
from django.db.models import Q

from cases.models import Case, User
from wmo.models.besluit import Besluit, Kind
from wmo.models.onderzoek import Verslag
from wmo.models.voorziening import Voorziening


class Trigger(models.TextChoices):
    PERIODIC = "periodic", "De afgesproken dag om opnieuw te kijken"
    SIGNAL = "signal", "Een signaal: er is iets veranderd"
    END = "end", "De hulp loopt af"
    REQUEST = "request", "De inwoner vraagt het"


class Heronderzoek(models.Model):
    """One time that we look again whether the help still fits. `outcome` is empty for help that goes on unchanged."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="wmo_heronderzoeken")
    trigger = models.CharField("aanleiding", max_length=8, choices=Trigger.choices)
    started_on = models.DateField("begonnen op")
    concluded_on = models.DateField("klaar op", null=True)
    outcome = models.CharField("uitkomst", max_length=12, choices=Kind.choices, blank=True)
    reasons = models.TextField("waarom de hulp zo doorgaat", blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(condition=Q(trigger__in=Trigger.values), name="wmo_review_trigger"),
            models.UniqueConstraint(fields=["case"], condition=Q(concluded_on=None), name="wmo_one_open_review"),
        ]


class RunningManager(models.Manager["Herverslag"]):
    def get_queryset(self) -> "models.QuerySet[Herverslag]":
        return super().get_queryset().filter(heronderzoek__concluded_on=None)


class Herverslag(Verslag):
    """The verslag of a heronderzoek, in the same five steps; the first verslag stays as it was.

    `objects` are those of a heronderzoek that runs (what people edit), `every` all of them.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="wmo_herverslagen")
    heronderzoek = models.OneToOneField(Heronderzoek, models.CASCADE, related_name="verslag")

    objects = RunningManager()
    every = models.Manager()

    class Meta:
        ordering = ("pk",)


class LeftOut(models.TextChoices):
    """Why no zienswijze is asked (Awb 4:8 and 4:11)."""

    AGREES = "agrees", "De inwoner vroeg dit zelf of is het ermee eens (4:8)"
    URGENT = "urgent", "Het kan niet wachten (4:11 a)"
    HEARD = "heard", "De inwoner kon dit al zeggen, en er is niets nieuws (4:11 b)"
    DEFEATS = "defeats", "Vooraf vertellen maakt het besluit zinloos (4:11 c)"


class Zienswijze(models.Model):
    """What the resident says of a besluit that we intend to take; `kind` is what we intend, `besluit` what came."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="wmo_zienswijzen")
    kind = models.CharField("voornemen", max_length=12, choices=Kind.choices)
    intent = models.TextField("wat wij van plan zijn", blank=True)
    asked_on = models.DateField("gevraagd op", null=True)
    ends_by = models.DateField("uiterlijk", null=True)
    received_on = models.DateField("ontvangen op", null=True)
    view = models.TextField("zienswijze", blank=True)
    left_out = models.CharField("overgeslagen", max_length=8, choices=LeftOut.choices, blank=True)
    why = models.TextField("waarom overgeslagen", blank=True)
    besluit = models.ForeignKey(Besluit, models.SET_NULL, null=True, related_name="zienswijzen")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_on__isnull=False, ends_by__isnull=False, left_out="") | ~Q(left_out="") & ~Q(why=""),
                name="wmo_view_asked_or_left_out",
            ),
            models.CheckConstraint(
                condition=Q(received_on=None, view="") | Q(received_on__isnull=False) & ~Q(view=""),
                name="wmo_view_received",
            ),
        ]


class Wijziging(models.Model):
    """A voorziening that a later besluit ends, the day ahead of its `effective_on`."""

    besluit = models.ForeignKey(Besluit, models.CASCADE, related_name="wijzigingen")
    voorziening = models.ForeignKey(Voorziening, models.CASCADE, related_name="wijzigingen")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["besluit", "voorziening"], name="wmo_one_change")]


class Who(models.TextChoices):
    """Of whom can be recovered (2.4.1 lid 1)."""

    RESIDENT = "resident", "De inwoner"
    HELPER = "helper", "Wie er met opzet aan meewerkte"
    BOTH = "both", "Allebei"


class Opzet(models.Model):
    """That wrong data were given on purpose, and how we know: without it nothing is recovered (2.4.1 lid 1)."""

    besluit = models.OneToOneField(Besluit, models.CASCADE, related_name="opzet", primary_key=True)
    who = models.CharField("wie", max_length=8, choices=Who.choices)
    reasons = models.TextField("hoe wij dat weten")
    recorded_on = models.DateField("vastgelegd op")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")


class Terugvordering(models.Model):
    """How the amount of a besluit to recover was reckoned, in words; the amount stands in the besluit."""

    besluit = models.OneToOneField(Besluit, models.CASCADE, related_name="terugvordering", primary_key=True)
    computation = models.TextField("berekening")
