"""Columns about how somebody is reached: a safe number, time and language, a postal address, and from when to when."""

from datetime import date

from django.db import models
from django.db.models import F, Func, Q, Value

from cases.rules.languages import LANGUAGES

POSTCODE_FORM = r"^[1-9][0-9]{3} [A-Z]{2}$"


class Interpreter(models.TextChoices):
    """Who helps to understand each other: COD747 of iWmo and iJw."""

    LANGUAGE = "1", "tolk"
    SIGN = "2", "doventolk"
    DEAFBLIND = "3", "tolk voor doofblinden"


class ReachFields(models.Model):
    """How a person is reached safely, and in what language and letters."""

    phone = models.CharField("veilig telefoonnummer", max_length=30, blank=True)
    email = models.EmailField("veilig e-mailadres", blank=True)
    contact_note = models.CharField("wanneer en hoe", max_length=200, blank=True)
    reads_with_difficulty = models.BooleanField("leest moeilijk", default=False)
    language = models.CharField("taal", max_length=3, choices=LANGUAGES, blank=True)  # empty: Dutch
    interpreter = models.CharField("tolk", max_length=1, choices=Interpreter.choices, blank=True)

    class Meta:
        abstract = True

    @property
    def interpreter_text(self) -> str:
        """`tolk Arabisch`, `doventolk`; empty where none is needed."""
        kind = Interpreter(self.interpreter).label if self.interpreter else ""
        language = dict(LANGUAGES).get(self.language, "")
        return f"{kind} {language}" if self.interpreter == Interpreter.LANGUAGE else kind


class PostalFields(models.Model):
    """A postal address; what is filled in is decided by who has one. `street` may be `Postbus 12`."""

    care_of = models.CharField("ter attentie van", max_length=100, blank=True)
    street = models.CharField("straat of postbus", max_length=100, blank=True)
    house_number = models.PositiveIntegerField("huisnummer", null=True, blank=True)
    house_suffix = models.CharField("toevoeging", max_length=10, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True)  # 1234 AB
    city = models.CharField("plaats", max_length=80, blank=True)

    class Meta:
        abstract = True

    @property
    def address_lines(self) -> tuple[str, ...]:
        """As on an envelope, below the name; without a street and a place there is no address: empty."""
        if not (self.street and self.city):
            return ()
        house = f"{self.house_number or ''} {self.house_suffix}".strip()
        place = f"{self.postcode}  {self.city}".strip()
        return tuple(line for line in (self.care_of, f"{self.street} {house}".strip(), place) if line)


class DatedFields(models.Model):
    """From which day, and until and with which day."""

    starts_on = models.DateField("vanaf")
    ends_on = models.DateField("tot en met", null=True, blank=True)

    # Needs btree_gist, as Membership does.
    PERIOD = Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange")

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Whether `day` lies within; in Python, so that prefetched rows need no statement."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


def period_check(name: str) -> models.BaseConstraint:
    """Return the constraint that the last day is not before the first."""
    return models.CheckConstraint(
        name=f"{name}_period", condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))
    )


def reach_checks(name: str) -> list[models.BaseConstraint]:
    """Return the constraints of `ReachFields`."""
    return [
        models.CheckConstraint(
            name=f"{name}_interpreter",
            condition=Q(interpreter__in=["", "2", "3"]) | Q(interpreter="1") & ~Q(language=""),
        ),
        models.CheckConstraint(
            name=f"{name}_language", condition=Q(language__in=["", *(code for code, _ in LANGUAGES)])
        ),
    ]


def postal_check(name: str) -> models.BaseConstraint:
    """Return the constraint on the postcode of `PostalFields`."""
    return models.CheckConstraint(name=f"{name}_postcode", condition=Q(postcode="") | Q(postcode__regex=POSTCODE_FORM))
