"""The code lists of iWmo 3.2 that a besluit speaks: units (WJ756), frequencies (WMO757), categories (WMO020)."""

from django.db import models


class Unit(models.TextChoices):
    """WJ756, the units that fit a maatwerkvoorziening."""

    MINUTE = "01", "minuten"
    HOUR = "04", "uur"
    DAY = "14", "etmalen"
    PART = "16", "dagdelen"
    PIECE = "82", "stuks"


class Frequency(models.TextChoices):
    """WMO757."""

    DAY = "1", "per dag"
    WEEK = "2", "per week"
    MONTH = "4", "per maand"
    PERIOD = "6", "in de hele periode"


class Category(models.TextChoices):
    """WMO020, the product categories of iWmo 3.2."""

    HOUSEHOLD = "01", "hulp bij het huishouden"
    GUIDANCE = "02", "begeleiding"
    CARE = "03", "persoonlijke verzorging"
    SHORT_STAY = "04", "kortdurend verblijf"
    HOUSING_SERVICES = "05", "woondiensten"
    OTHER_INDIVIDUAL = "06", "overige ondersteuning thuis"
    DAY = "07", "dagbesteding"
    TRANSPORT_SERVICES = "08", "vervoerdiensten"
    OTHER_GROUP = "09", "overige ondersteuning in een groep"
    ARRANGEMENT = "10", "overig maatwerk"
    WHEELCHAIR = "11", "rolstoel"
    TRANSPORT = "12", "vervoermiddel"
    HOME = "13", "aanpassing van de woning"
    AIDS = "14", "ander hulpmiddel"
    SHELTERED = "15", "beschermd wonen"
    SHELTER = "16", "opvang"
    URGENT_SHELTER = "17", "spoedopvang"
    OTHER_SHELTER = "18", "ander beschermd wonen of opvang"


STAYING = frozenset({Category.SHELTERED, Category.SHELTER, Category.URGENT_SHELTER, Category.OTHER_SHELTER})
