"""A maatwerkvoorziening: proposed, granted, changed, ended."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce

from cases.models import Case, Person
from cases.rules.ids import uuid7
from wmo.models.besluit import Besluit, Kind
from wmo.models.codes import Category, Frequency, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable


class Form(models.TextChoices):
    """In natura is the rule; a pgb asks three conditions (2.3.6 lid 2)."""

    IN_KIND = "zin", "In natura: de gemeente regelt de hulp"
    BUDGET = "pgb", "Pgb: de inwoner koopt de hulp zelf in"


class Standing(models.TextChoices):
    PROPOSED = "proposed", "voorgesteld"
    GRANTED = "granted", "toegekend"
    ENDED = "ended", "beëindigd"
    DROPPED = "dropped", "vervallen"  # never worked: taken back, replaced, or withdrawn from its first day


IN_FORCE = (Standing.GRANTED, Standing.ENDED)


class VoorzieningQuerySet(models.QuerySet["Voorziening"]):
    def proposed(self) -> "VoorzieningQuerySet":
        return self.filter(standing=Standing.PROPOSED)

    def clashing(
        self, person: Person, rows: "Iterable[Voorziening]", giving_way: "Iterable[int]" = ()
    ) -> "Voorziening | None":
        """The first that already counts for this person, of the same product and in the same time as one of `rows`.

        Temporary help gives way to what takes over in the same case (2.3.3), so it never clashes there; nor do those
        with the ids `giving_way`, which the besluit ends.
        """
        mine, others_end = list(rows), set(giving_way)
        others = self.filter(person=person, standing__in=IN_FORCE, category__in={row.category for row in mine})
        for other in others.select_related("besluit"):
            temporary = other.besluit is not None and other.besluit.kind == Kind.TEMPORARY
            for row in mine:
                gives_way = (temporary and other.case_id == row.case_id) or other.pk in others_end
                if row.category == other.category and row.overlaps(other) and not gives_way:
                    return other
        return None

    def granted(self) -> "VoorzieningQuerySet":
        return self.filter(standing=Standing.GRANTED)


class Voorziening(models.Model):
    """One product for one person over one period; `ended_on` is its last day when that came earlier.

    `yearly_cost` (euro) is what the municipality expects to pay; it decides nothing (2.3.5 lid 3 knows no such ground).
    `pgb_amount` is euro per `pgb_frequency`. The database refuses two of one product for one person at a time.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="wmo_voorzieningen")
    person = models.ForeignKey(Person, models.PROTECT, related_name="wmo_voorzieningen")
    besluit = models.ForeignKey(Besluit, models.PROTECT, null=True, related_name="voorzieningen")
    uuid = models.UUIDField(unique=True, default=uuid7, editable=False)
    version = models.PositiveIntegerField(default=1)
    standing = models.CharField("stand", max_length=8, choices=Standing.choices, default=Standing.PROPOSED)
    result = models.TextField("wat het oplevert")
    category = models.CharField("soort voorziening", max_length=2, choices=Category.choices)
    amount = models.DecimalField("hoeveel", max_digits=8, decimal_places=2, null=True)
    unit = models.CharField("eenheid", max_length=2, choices=Unit.choices, blank=True)
    frequency = models.CharField("hoe vaak", max_length=1, choices=Frequency.choices, blank=True)
    starts_on = models.DateField("vanaf")
    ends_on = models.DateField("tot en met", null=True)
    ended_on = models.DateField("geëindigd op", null=True)
    review_on = models.DateField("opnieuw bekijken op", null=True)
    form = models.CharField("vorm", max_length=3, choices=Form.choices, default=Form.IN_KIND)
    provider = models.CharField("aanbieder", max_length=120, blank=True)
    pgb_amount = models.DecimalField("bedrag van het pgb", max_digits=9, decimal_places=2, null=True)
    pgb_frequency = models.CharField("pgb per", max_length=1, choices=Frequency.choices, blank=True)
    pgb_able = models.BooleanField("kan de taken van een pgb aan", null=True)
    pgb_motivated = models.BooleanField("legt uit waarom een pgb past", null=True)
    pgb_safe = models.BooleanField("de hulp is veilig en goed", null=True)
    pgb_reasons = models.TextField("waarom wel of geen pgb", blank=True)
    yearly_cost = models.DecimalField("verwachte kosten per jaar", max_digits=9, decimal_places=2, null=True)
    help_started_on = models.DateField("hulp begonnen op", null=True)
    ended_with = models.ForeignKey(
        "wmo.Beeindiging", models.SET_NULL, null=True, related_name="voorzieningen", verbose_name="gestopt met"
    )

    objects = VoorzieningQuerySet.as_manager()

    class Meta:
        ordering = ("starts_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="wmo_voorziening_period"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("starts_on")) | Q(standing=Standing.DROPPED),
                name="wmo_voorziening_ended_after_start",
            ),
            models.CheckConstraint(condition=Q(category__in=Category.values), name="wmo_voorziening_category"),
            models.CheckConstraint(
                condition=Q(form=Form.IN_KIND, pgb_amount=None)
                | Q(form=Form.BUDGET, pgb_amount__gt=0, pgb_able=True, pgb_motivated=True, pgb_safe=True)
                & ~Q(pgb_frequency=""),
                name="wmo_pgb_meets_conditions",
            ),
            models.CheckConstraint(
                condition=Q(standing__in=(Standing.PROPOSED, Standing.DROPPED)) | Q(besluit__isnull=False),
                name="wmo_granted_by_besluit",
            ),
            ExclusionConstraint(
                name="wmo_one_of_a_product",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("category", RangeOperators.EQUAL),
                    (
                        Func(F("starts_on"), Coalesce(F("ended_on"), F("ends_on")), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(standing__in=IN_FORCE),
            ),
        ]

    @property
    def last_day(self) -> date | None:
        """The last day on which it counts; None while there is none."""
        return self.ended_on or self.ends_on

    def overlaps(self, other: "Voorziening") -> bool:
        """Whether the two periods share a day."""
        mine, theirs = self.last_day or date.max, other.last_day or date.max
        return self.starts_on <= theirs and other.starts_on <= mine
