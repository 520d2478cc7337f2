"""Who acts for a person: in what, from when to when, and where their letters go."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from cases.rules.addressees import Kind, Scope
from cases.rules.ids import uuid7

from .case import Case
from .person import Person
from .reach import DatedFields, PostalFields, period_check, postal_check


class Representative(DatedFields, PostalFields):
    """A curator, mentor, bewindvoerder or gemachtigde; for a child a parent with gezag or a voogd.

    Either a person whom we know (`known_as`: name and address are theirs), or a name with an address of its own.
    The version of the person guards these rows: they are changed on one page.
    """

    class Role(models.TextChoices):
        """The kinds of `cases.rules.addressees`, in words."""

        CURATOR = Kind.CURATOR.value, "curator"
        MENTOR = Kind.MENTOR.value, "mentor"
        BEWINDVOERDER = Kind.BEWINDVOERDER.value, "bewindvoerder"
        GEMACHTIGDE = Kind.GEMACHTIGDE.value, "gemachtigde"
        PARENT = Kind.PARENT.value, "ouder met gezag"
        GUARDIAN = Kind.GUARDIAN.value, "voogd"

    class Reach(models.TextChoices):
        """How far somebody acts."""

        ALL = Scope.ALL.value, "alles"
        CARE = Scope.CARE.value, "zorg en hulp"
        FINANCE = Scope.FINANCE.value, "geldzaken"
        LAW = Scope.LAW.value, "één wet"
        CASE = Scope.CASE.value, "één zaak"

    uuid = models.UUIDField(unique=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="representatives")
    role = models.CharField("soort", max_length=14, choices=Role.choices)
    scope = models.CharField("waarvoor", max_length=8, choices=Reach.choices)
    law = models.CharField("wet", max_length=40, blank=True)
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="+")
    known_as = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="represents")
    name = models.CharField("naam", max_length=160, blank=True)
    phone = models.CharField("telefoon", max_length=30, blank=True)
    unsafe = models.BooleanField("krijgt geen brieven: dat is niet veilig", default=False)

    class Meta:
        verbose_name = "vertegenwoordiger"
        verbose_name_plural = "vertegenwoordigers"
        ordering = ("person", "role", "starts_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="representative_named",
                condition=Q(known_as__isnull=False, name="", street="")
                | Q(known_as__isnull=True) & ~Q(name="") & ~Q(street="") & ~Q(city=""),
            ),
            models.CheckConstraint(
                name="representative_other", condition=Q(known_as__isnull=True) | ~Q(known_as=F("person"))
            ),
            # A bewindvoerder acts in money only (BW 1:431), a mentor in care (BW 1:453): both from memory.
            models.CheckConstraint(
                name="representative_scope",
                condition=Q(role__in=["curator", "ouder", "voogd"], scope="all")
                | Q(role="mentor", scope="care")
                | Q(role="bewindvoerder", scope="finance")
                | Q(role="gemachtigde", scope__in=["all", "care", "finance", "law", "case"]),
            ),
            models.CheckConstraint(
                name="representative_scope_of",
                condition=Q(scope="law", case=None) & ~Q(law="")
                | Q(scope="case", law="", case__isnull=False)
                | ~Q(scope__in=["law", "case"]) & Q(law="", case=None),
            ),
            period_check("representative"),
            postal_check("representative"),
            # Two parents can both have gezag; of every other kind there is one at a time for one thing.
            ExclusionConstraint(
                name="representative_once",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("scope", RangeOperators.EQUAL),
                    ("law", RangeOperators.EQUAL),
                    (Coalesce("case", Value(0)), RangeOperators.EQUAL),
                    (DatedFields.PERIOD, RangeOperators.OVERLAPS),
                ],
                condition=~Q(role="ouder"),
            ),
            ExclusionConstraint(
                name="representative_parent_once",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (Coalesce("known_as", Value(0)), RangeOperators.EQUAL),
                    ("name", RangeOperators.EQUAL),
                    (DatedFields.PERIOD, RangeOperators.OVERLAPS),
                ],
                condition=Q(role="ouder"),
            ),
        )

    def __str__(self) -> str:
        """Show ids only."""
        return f"vertegenwoordiger {self.pk} van persoon {self.person_id}"

    @property
    def display_name(self) -> str:
        """Of the person we know, or as it was written."""
        return self.known_as.display_name if self.known_as else self.name
