"""A person once, whatever laws they meet."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from cases import crypto
from cases.rules.bsn import parse_bsn
from cases.rules.ids import uuid7
from cases.rules.names import KEY_LENGTH, Name, NameUse
from cases.rules.partial_date import Ages, PartialDate

from .personal import BirthFields, NameFields, partial_date_checks
from .reach import ReachFields, reach_checks


class PersonQuerySet(models.QuerySet["Person"]):
    """Chainable filters; who may see what is decided in `cases.access`."""

    def current(self) -> Self:
        """Leave out rows that were merged into another."""
        return self.filter(merged_into__isnull=True)

    def with_doubles(self, ids: Iterable[int]) -> Self:
        """Return these rows and what was linked to them: in a subquery, so that each half can use its own index."""
        wanted = list(ids)
        return self.filter(Q(pk__in=wanted) | Q(merged_into__in=wanted))

    def with_bsn(self, bsn: str) -> Self:
        """Find by nine digits, under every index key in use."""
        return self.current().filter(bsn_index__in=[index.value for index in crypto.blind_indexes(bsn)])


class Person(NameFields, BirthFields, ReachFields):
    """A resident. Names stay searchable; the BSN is the one encrypted field (Wmo 5.2.9, Jw 7.2.1)."""

    class Sex(models.TextChoices):
        """As the BRP records it; empty is: not known to us."""

        MAN = "M", "man"
        WOMAN = "V", "vrouw"
        UNKNOWN = "O", "onbekend"

    class Source(models.TextChoices):
        """Where the row came from."""

        BRP = "brp", "BRP"
        MELDING = "melding", "melding"

    class Use(models.TextChoices):
        """Aanduiding naamgebruik."""

        OWN = NameUse.OWN.value, "eigen naam"
        PARTNER = NameUse.PARTNER.value, "naam van de partner"
        PARTNER_FIRST = NameUse.PARTNER_FIRST.value, "naam van de partner, dan eigen naam"
        OWN_FIRST = NameUse.OWN_FIRST.value, "eigen naam, dan naam van de partner"

    uuid = models.UUIDField(unique=True, default=uuid7, editable=False)
    version = models.PositiveIntegerField(default=1)

    bsn_cipher = models.BinaryField(null=True, blank=True)
    bsn_key_id = models.CharField(max_length=40, blank=True)
    bsn_index = models.CharField(max_length=64, null=True, blank=True)  # NULL is "no BSN"
    bsn_index_key_id = models.CharField(max_length=40, blank=True)

    partner_prefix = models.CharField("voorvoegsel partner", max_length=20, blank=True)
    partner_name = models.CharField("achternaam partner", max_length=200, blank=True)
    name_use = models.CharField("naamgebruik", max_length=1, choices=Use.choices, default=Use.OWN)
    sort_name = models.CharField(max_length=KEY_LENGTH, editable=False, default="")
    search_name = models.CharField(max_length=KEY_LENGTH, editable=False, default="")

    sex = models.CharField("geslacht", max_length=1, choices=Sex.choices, blank=True)
    deceased = models.BooleanField("overleden", default=False)
    died_year = models.PositiveSmallIntegerField(null=True, blank=True)
    died_month = models.PositiveSmallIntegerField(null=True, blank=True)
    died_day = models.PositiveSmallIntegerField(null=True, blank=True)
    died_earliest = models.DateField(null=True, blank=True, editable=False)
    died_latest = models.DateField(null=True, blank=True, editable=False)

    gezag = models.CharField("gezag", max_length=3, blank=True)  # BRP indicatie gezag minderjarige, as recorded
    address_secret = models.BooleanField("geheim adres", default=False)  # indicatie geheim, Wet BRP 2.59

    source = models.CharField("bron", max_length=10, choices=Source.choices)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "persoon"
        verbose_name_plural = "personen"
        ordering = ("sort_name", "pk")
        indexes = (
            models.Index(fields=["sort_name", "id"], name="person_sort"),
            models.Index(fields=["birth_earliest"], name="person_birth"),
            # LIKE 'abc%' needs this operator class in any collation but C.
            models.Index(fields=["sort_name"], name="person_sort_prefix", opclasses=["varchar_pattern_ops"]),
            # LIKE '% abc%': a word in the middle of a name, and the surname of a partner.
            GinIndex(fields=["search_name"], name="person_search_word", opclasses=["gin_trgm_ops"]),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["bsn_index"], condition=Q(merged_into__isnull=True), name="person_bsn_unique"
            ),
            # The 11-test cannot be a check on ciphertext: `set_bsn` is the only place that fills these four.
            models.CheckConstraint(
                name="person_bsn_whole",
                condition=(
                    Q(bsn_cipher__isnull=True, bsn_index__isnull=True, bsn_key_id="", bsn_index_key_id="")
                    | Q(bsn_cipher__isnull=False, bsn_index__isnull=False) & ~Q(bsn_key_id="") & ~Q(bsn_index_key_id="")
                ),
            ),
            models.CheckConstraint(name="person_sex", condition=Q(sex__in=["", "M", "V", "O"])),
            models.CheckConstraint(name="person_source", condition=Q(source__in=["brp", "melding"])),
            models.CheckConstraint(
                name="person_name_use",
                condition=Q(name_use="E") | (Q(name_use__in=["P", "V", "N"]) & ~Q(partner_name="")),
            ),
            models.CheckConstraint(name="person_named", condition=~(Q(given_names="") & Q(family_name=""))),
            models.CheckConstraint(name="person_died_deceased", condition=Q(deceased=True) | Q(died_year__isnull=True)),
            models.CheckConstraint(
                name="person_merged_other", condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id"))
            ),
            *partial_date_checks("birth", "person"),
            *partial_date_checks("died", "person"),
            *reach_checks("person"),
        )

    def __str__(self) -> str:
        """Show the public id: a name in a log or a traceback is a leak."""
        return f"persoon {self.uuid}"

    @property
    def name(self) -> Name:
        """The parts of the name, for `cases.rules.names`."""
        return Name(
            given=self.given_names,
            prefix=self.prefix,
            family=self.family_name,
            partner_prefix=self.partner_prefix,
            partner=self.partner_name,
            use=NameUse(self.name_use),
        )

    def set_name(self, name: Name) -> None:
        """Set the parts together with the columns by which lists sort and search."""
        self.given_names, self.prefix, self.family_name = name.given, name.prefix, name.family
        self.partner_prefix, self.partner_name, self.name_use = name.partner_prefix, name.partner, name.use.value
        self.sort_name, self.search_name = name.sort_key, name.search_key

    @property
    def display_name(self) -> str:
        """`Geertje Postma – Bakker`."""
        return self.name.display

    @property
    def formal_name(self) -> str:
        """`Mevrouw S. El Amrani`: the addressee of a letter."""
        return self.name.formal(self.sex)

    @property
    def salutation(self) -> str:
        """`Geachte mevrouw El Amrani`."""
        return self.name.salutation(self.sex)

    @property
    def spoken_name(self) -> str:
        """`mevrouw Van Leeuwen`, within a sentence."""
        return self.name.spoken(self.sex)

    @property
    def died(self) -> PartialDate | None:
        """The date of death as far as it is known; None for the living."""
        return PartialDate(self.died_year, self.died_month, self.died_day) if self.deceased else None

    def set_died(self, died: PartialDate | None) -> None:
        """Record that the person died (a date without parts: day unknown), or None for the living."""
        self.deceased = died is not None
        parts = died or PartialDate()
        self.died_year, self.died_month, self.died_day = parts.year, parts.month, parts.day
        self.died_earliest, self.died_latest = parts.earliest, parts.latest

    def ages_on(self, day: date) -> Ages | None:
        """Return the youngest and oldest age on `day`; None if the birth year is unknown."""
        return self.birth.ages_on(day)

    @property
    def has_bsn(self) -> bool:
        """Whether a BSN is recorded; does not decrypt."""
        return self.bsn_index is not None

    @property
    def bsn(self) -> str | None:
        """The nine digits, decrypted. Raises crypto.UnreadableError. Never log or put in a URL."""
        if self.bsn_cipher is None:
            return None
        return crypto.unseal(crypto.Sealed(bytes(self.bsn_cipher), self.bsn_key_id), self.uuid)

    def set_bsn(self, text: str | None) -> None:
        """Set or clear the BSN: the one place where the 11-test guards it. Raises ValueError (Dutch)."""
        if text is None:
            self.bsn_cipher, self.bsn_index, self.bsn_key_id, self.bsn_index_key_id = None, None, "", ""
            return
        digits = parse_bsn(text)
        sealed, index = crypto.seal(digits, self.uuid), crypto.blind_index(digits)
        self.bsn_cipher, self.bsn_key_id = sealed.cipher, sealed.key_id
        self.bsn_index, self.bsn_index_key_id = index.value, index.key_id
