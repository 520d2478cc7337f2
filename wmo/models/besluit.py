"""A besluit: a case can have several, one after the other or beside each other (spoed beside the aanvraag)."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from cases.models import Case, User
from cases.rules.ids import uuid7

if TYPE_CHECKING:
    from collections.abc import Iterable


class Kind(models.TextChoices):
    """What was decided. Each is a besluit in the sense of Awb 1:3, so each opens bezwaar when it is sent."""

    GRANT = "grant", "toegekend"
    REFUSAL = "refusal", "afgewezen"
    SET_ASIDE = "set_aside", "buiten behandeling gelaten"
    TEMPORARY = "temporary", "tijdelijke hulp bij spoed"
    CONTINUATION = "continuation", "voortgezet"
    REVISION = "revision", "herzien"
    WITHDRAWAL = "withdrawal", "ingetrokken"
    RECOVERY = "recovery", "teruggevorderd"


# With these the aanvraag is answered.
ANSWERS = frozenset({Kind.GRANT, Kind.REFUSAL, Kind.SET_ASIDE})
# With these an earlier besluit is changed, and an answer that `replaces` one too.
CHANGES = frozenset({Kind.CONTINUATION, Kind.REVISION, Kind.WITHDRAWAL, Kind.RECOVERY})


class Ground(models.TextChoices):
    """Why a maatwerkvoorziening is not needed or not due (2.3.5 lid 3 and 6). What it costs is never a ground."""

    OWN_STRENGTH = "own_strength", "Eigen kracht of gebruikelijke hulp is genoeg"
    NETWORK = "network", "Mantelzorg of netwerk is genoeg"
    GENERAL = "general", "Een algemene voorziening is genoeg"
    USUAL = "usual", "Het gevraagde is algemeen gebruikelijk"
    WLZ = "wlz", "Er is recht op zorg uit de Wlz"
    RESIDENCE = "residence", "De inwoner woont niet in deze gemeente"


class Change(models.TextChoices):
    """Why a besluit is revised or withdrawn (2.3.10 lid 1, a to e)."""

    WRONG_FACTS = "a", "Gegevens waren onjuist of niet volledig, en anders was er anders besloten"
    NOT_NEEDED = "b", "De hulp of het pgb is niet meer nodig"
    NOT_ENOUGH = "c", "De hulp of het pgb is niet meer voldoende"
    CONDITIONS = "d", "De inwoner houdt zich niet aan de voorwaarden"
    OTHER_USE = "e", "De hulp of het pgb wordt niet of voor iets anders gebruikt"


class BesluitQuerySet(models.QuerySet["Besluit"]):
    def standing(self) -> "BesluitQuerySet":
        """Those that were not taken back before they were sent."""
        return self.filter(dropped_at=None)

    def newest(self, case: Case, kinds: "Iterable[Kind]") -> "Besluit":
        """The newest of these kinds that stands; a letter about it is only made when there is one."""
        return (
            self.standing().filter(case=case, kind__in=list(kinds)).select_related("decider", "drafted_by").latest("pk")
        )


class Besluit(models.Model):
    """A besluit as it was taken: what, by whom and under which mandate, why, and when it was sent.

    A signed one that was a mistake is dropped before it is sent; a sent one stays, and another `replaces` it.
    `effective_on` is the day from which a revision or withdrawal works; `amount` (euro) what is recovered.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="wmo_besluiten")
    uuid = models.UUIDField(unique=True, default=uuid7, editable=False)
    kind = models.CharField("soort", max_length=12, choices=Kind.choices)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by", verbose_name="vervangt")
    decided_on = models.DateField("besloten op")
    drafted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="geschreven door")
    decider = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="beslist door")
    mandate = models.CharField("mandaat", max_length=160, blank=True)
    reasons = models.TextField("waarom")
    ground = models.CharField("grond", max_length=12, choices=Ground.choices, blank=True)
    change = models.CharField("grond om te wijzigen", max_length=1, choices=Change.choices, blank=True)
    effective_on = models.DateField("werkt vanaf", null=True)
    amount = models.DecimalField("bedrag", max_digits=9, decimal_places=2, null=True)
    sent_on = models.DateField("bekendgemaakt op", null=True)
    dropped_at = models.DateTimeField("teruggenomen op", null=True)

    objects = BesluitQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="wmo_besluit_kind"),
            models.CheckConstraint(condition=~Q(kind=Kind.REFUSAL) | ~Q(ground=""), name="wmo_refusal_has_ground"),
            models.CheckConstraint(
                condition=~Q(kind__in=(Kind.REVISION, Kind.WITHDRAWAL)) | ~Q(change="") & Q(effective_on__isnull=False),
                name="wmo_change_has_ground",
            ),
            models.CheckConstraint(condition=~Q(kind=Kind.RECOVERY) | Q(amount__gt=0), name="wmo_recovery_has_amount"),
            models.CheckConstraint(
                condition=Q(sent_on=None) | Q(sent_on__gte=F("decided_on")), name="wmo_sent_after_decided"
            ),
            # Who sends it stands under it: a besluit without a decider is a draft for four eyes.
            models.CheckConstraint(condition=Q(sent_on=None) | Q(decider__isnull=False), name="wmo_sent_is_decided"),
            models.CheckConstraint(condition=Q(sent_on=None) | Q(dropped_at=None), name="wmo_sent_is_not_dropped"),
            models.UniqueConstraint(
                fields=["case", "kind"], condition=Q(sent_on=None, dropped_at=None), name="wmo_one_unsent_of_a_kind"
            ),
        ]

    @property
    def is_change(self) -> bool:
        """Whether it changes or replaces an earlier besluit of the case."""
        return self.kind in CHANGES or self.replaces_id is not None
