"""What happens after the besluit: the order, the start of the help, the contribution, the day on which it stops."""

from django.db import models
from django.db.models import F, Q

from cases.models import Case, User
from wmo.models.voorziening import Voorziening


class What(models.TextChoices):
    START = "start", "begin"
    STOP = "stop", "einde"


class Opdracht(models.Model):
    """The order for one voorziening: to the aanbieder for help in natura, to the SVB for a pgb; begin and end once.

    No reasons and no diagnosis: what, how much and when (iWmo 301 and 307, law.md 4.1). `ask_on`: the day on which
    somebody asks whether the help began.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="wmo_opdrachten")
    voorziening = models.ForeignKey(Voorziening, models.CASCADE, related_name="opdrachten")
    what = models.CharField("wat", max_length=5, choices=What.choices)
    receiver = models.CharField("aan", max_length=120)
    address = models.TextField("adres", blank=True)
    sent_on = models.DateField("verstuurd op")
    ask_on = models.DateField("navragen op", null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["voorziening", "what"], name="wmo_one_order"),
            models.CheckConstraint(condition=Q(what__in=What.values), name="wmo_order_known"),
        ]


class Bijdrage(models.Model):
    """The contribution, for each person and not for each voorziening: from the first start to the last end (4.3).

    `reported_on` and `stop_reported_on` are the days on which the CAK was told; who pays none has a reason.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="wmo_bijdragen")
    started_on = models.DateField("begin van de hulp")
    reported_on = models.DateField("begin gemeld op", null=True)
    no_reason = models.TextField("waarom geen bijdrage", blank=True)
    stopped_on = models.DateField("einde van de hulp", null=True)
    stop_reported_on = models.DateField("einde gemeld op", null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(stopped_on=None), name="wmo_one_open_contribution"),
            models.CheckConstraint(
                condition=Q(reported_on=None) | Q(no_reason=""), name="wmo_contribution_reported_or_none"
            ),
            models.CheckConstraint(
                condition=Q(stopped_on=None) | Q(stopped_on__gte=F("started_on")), name="wmo_contribution_period"
            ),
        ]


class StopReason(models.TextChoices):
    """Why the help stops without a besluit to withdraw it (law.md 2.1, last row)."""

    END_DATE = "end_date", "De einddatum is bereikt"
    DEATH = "death", "De inwoner is overleden"
    MOVED = "moved", "De inwoner is verhuisd uit de gemeente"
    WLZ = "wlz", "De inwoner krijgt zorg uit de Wlz"
    REQUEST = "request", "De inwoner wil de hulp niet meer"


class Beeindiging(models.Model):
    """All help of the case stops: `stops_on` is its last day."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="wmo_beeindigingen")
    reason = models.CharField("waarom", max_length=8, choices=StopReason.choices)
    stops_on = models.DateField("laatste dag")
    explanation = models.TextField("uitleg", blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = [models.CheckConstraint(condition=Q(reason__in=StopReason.values), name="wmo_stop_reason")]
