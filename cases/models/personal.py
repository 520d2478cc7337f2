"""Columns that a person and a relative share: their own name and a partial birth date."""

from django.db import models
from django.db.models import F, Q

from cases.rules.partial_date import PartialDate


def known_in_order(prefix: str) -> Q:
    """Return the rule that a day needs a month and a month needs a year."""
    year, month, day = (f"{prefix}_{part}__isnull" for part in ("year", "month", "day"))
    return (Q(**{day: True}) | Q(**{month: False})) & (Q(**{month: True}) | Q(**{year: False}))


def partial_date_checks(prefix: str, name: str) -> list[models.BaseConstraint]:
    """Return the constraints of one partial date: parts in order, and a range exactly when the year is known."""
    year, earliest, latest = f"{prefix}_year", f"{prefix}_earliest", f"{prefix}_latest"
    unknown = Q(**{f"{part}__isnull": True for part in (year, earliest, latest)})
    known = Q(**{f"{part}__isnull": False for part in (year, earliest, latest)})
    return [
        models.CheckConstraint(name=f"{name}_{prefix}_parts", condition=known_in_order(prefix)),
        models.CheckConstraint(
            name=f"{name}_{prefix}_range", condition=unknown | (known & Q(**{f"{earliest}__lte": F(latest)}))
        ),
    ]


class NameFields(models.Model):
    """The columns of a person's own name."""

    given_names = models.CharField("voornamen", max_length=200, blank=True)
    prefix = models.CharField("voorvoegsel", max_length=20, blank=True)
    family_name = models.CharField("achternaam", max_length=200, blank=True)

    class Meta:
        abstract = True


class BirthFields(models.Model):
    """A partial birth date; earliest and latest are computed by `set_birth` and nothing else."""

    birth_year = models.PositiveSmallIntegerField("geboortejaar", null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField("geboortemaand", null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField("geboortedag", null=True, blank=True)
    birth_earliest = models.DateField(null=True, blank=True, editable=False)
    birth_latest = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def birth(self) -> PartialDate:
        """The birth date as far as it is known."""
        return PartialDate(self.birth_year, self.birth_month, self.birth_day)

    def set_birth(self, born: PartialDate) -> None:
        """Set the parts and the range together."""
        self.birth_year, self.birth_month, self.birth_day = born.year, born.month, born.day
        self.birth_earliest, self.birth_latest = born.earliest, born.latest
