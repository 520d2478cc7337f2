"""A household, its address and its dated members."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce

from cases.rules.address import Address
from cases.rules.ids import uuid7
from cases.rules.names import KEY_LENGTH, normalise

from .person import Person


class HouseholdQuerySet(models.QuerySet["Household"]):
    """Chainable filters; who may see what is decided in `cases.access`."""

    def current(self) -> Self:
        """Leave out rows that were merged into another."""
        return self.filter(merged_into__isnull=True)

    def of_person(self, person: Person, day: date) -> Self:
        """Return the households this person belongs to on `day`: also through a row that was linked to another."""
        rows = Membership.objects.on(day).filter(person__in=Person.objects.with_doubles([person.pk]))
        homes = Household.objects.filter(pk__in=rows.values("household")).values(root=Coalesce("merged_into", "pk"))
        return self.current().filter(pk__in=homes)

    def group(self, household: "Household") -> Self:
        """Return the household itself and all that were linked to it: what belongs to one belongs to all."""
        return self.filter(Q(pk=household.pk) | Q(merged_into=household))


class Household(models.Model):
    """People who live together at one address, as far as the municipality knows."""

    uuid = models.UUIDField(unique=True, default=uuid7, editable=False)
    version = models.PositiveIntegerField(default=1)
    number = models.CharField("nummer", max_length=20, unique=True)  # H-2026-00417; gaps are allowed
    name = models.CharField("naam", max_length=420)
    search_name = models.CharField(max_length=KEY_LENGTH, editable=False, default="")

    brp_address = models.CharField("BRP-adres", max_length=40, blank=True)
    street = models.CharField("straat", max_length=100, blank=True)
    house_number = models.PositiveIntegerField("huisnummer", null=True, blank=True)
    house_suffix = models.CharField("toevoeging", max_length=10, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True)  # 1234 AB
    city = models.CharField("plaats", max_length=80, blank=True)
    municipality = models.CharField("gemeentecode", max_length=4)

    team = models.ForeignKey("cases.Team", models.PROTECT, null=True, blank=True, related_name="households")
    # Always the one that remains in the end (models/merger.py keeps each link); the row itself stays as it was.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")
    split_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="split_off")
    persons = models.ManyToManyField(Person, through="cases.Membership", related_name="households")

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = "huishouden"
        verbose_name_plural = "huishoudens"
        ordering = ("number",)
        indexes = (
            models.Index(fields=["postcode", "house_number"], name="household_postcode"),
            models.Index(fields=["brp_address"], name="household_brp_address"),
            models.Index(fields=["search_name"], name="household_search_prefix", opclasses=["varchar_pattern_ops"]),
            # The first page of a team's households, whatever their number.
            models.Index(
                fields=["team", "search_name", "id"], condition=Q(merged_into=None), name="household_team_name"
            ),
            GinIndex(fields=["search_name"], name="household_search_word", opclasses=["gin_trgm_ops"]),  # LIKE '% abc%'
        )
        constraints = (
            models.CheckConstraint(
                name="household_merged_other", condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id"))
            ),
            models.CheckConstraint(
                name="household_postcode_form",
                condition=Q(postcode="") | Q(postcode__regex=r"^[1-9][0-9]{3} [A-Z]{2}$"),
            ),
            models.CheckConstraint(name="household_municipality", condition=Q(municipality__regex=r"^[0-9]{4}$")),
        )

    def __str__(self) -> str:
        """Show the number: a name in a log or a traceback is a leak."""
        return f"huishouden {self.number}"

    def set_name(self, name: str) -> None:
        """Set the label together with the column by which lists search."""
        self.name, self.search_name = name, normalise(name)

    @property
    def address_line(self) -> str:
        """`Lindelaan 14 B`, or empty if only the BRP's address id is known."""
        return self.address.line

    @property
    def address_lines(self) -> tuple[str, ...]:
        """Street line and `9712 AB  Noorderveen`, as on an envelope; empty lines left out."""
        return tuple(line for line in (self.address_line, f"{self.postcode}  {self.city}".strip()) if line)

    @property
    def address(self) -> Address:
        """The address as a form gives it."""
        return Address(
            street=self.street,
            house_number=self.house_number,
            house_suffix=self.house_suffix,
            postcode=self.postcode,
            city=self.city,
        )


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Chainable filters on dates."""

    def on(self, day: date) -> Self:
        """Return the memberships that hold on `day`; the last day counts."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def open(self) -> Self:
        """Return the memberships without a last day."""
        return self.filter(ends_on__isnull=True)

    def living_in(self) -> Self:
        """Leave out who belongs to the household and lives somewhere else."""
        return self.exclude(share=Membership.Share.ELSEWHERE)


class Membership(models.Model):
    """From when to when a person belongs to a household, and as what."""

    class Role(models.TextChoices):
        """The place in the household; it says nothing about gezag."""

        PARTNER = "partner", "partner"
        PARENT = "parent", "ouder"
        CHILD = "child", "kind"
        OTHER = "other", "lid"

    class Share(models.TextChoices):
        """How far the person lives here: a child of parents who live apart may belong to two households."""

        WHOLE = "whole", "woont hier"
        MAIN = "main", "hoofdverblijf"
        ALSO = "also", "ook hier"
        ELSEWHERE = "elsewhere", "hoort erbij, woont ergens anders"

    household = models.ForeignKey(Household, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = models.CharField("rol", max_length=10, choices=Role.choices)
    share = models.CharField("verblijf", max_length=10, choices=Share.choices, default=Share.WHOLE)
    arrangement = models.CharField("afspraak over de dagen", max_length=120, blank=True)
    starts_on = models.DateField("vanaf")
    ends_on = models.DateField("tot en met", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "lid van huishouden"
        verbose_name_plural = "leden van huishouden"
        ordering = ("household", "starts_on", "pk")
        indexes = (models.Index(fields=["person", "ends_on"], name="membership_person"),)
        constraints = (
            models.CheckConstraint(
                name="membership_role", condition=Q(role__in=["partner", "parent", "child", "other"])
            ),
            models.CheckConstraint(
                name="membership_share", condition=Q(share__in=["whole", "main", "also", "elsewhere"])
            ),
            # Nobody has two main residences at once.
            ExclusionConstraint(
                name="membership_one_main",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (
                        Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(share="main"),
            ),
            models.CheckConstraint(
                name="membership_period", condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))
            ),
            # Needs btree_gist, which is a trusted extension: the owner role may make it.
            ExclusionConstraint(
                name="membership_once",
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (
                        Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        )

    def __str__(self) -> str:
        """Show ids only."""
        return f"lid {self.pk} van {self.household_id}"

    def holds_on(self, day: date) -> bool:
        """Whether `day` lies within; in Python, so that prefetched rows need no statement."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
