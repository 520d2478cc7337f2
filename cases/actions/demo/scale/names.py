"""Invented surnames for the copies, and by what the surnames of the demo are recognised where they stand."""

import json
from typing import Any

from cases.models import Household, Membership, Person
from cases.rules.names import normalise

from .pattern import STRIDE

BEGINNINGS = (
    "Akker", "Berg", "Brand", "Broek", "Dijk", "Duin", "Eiken", "Elzen", "Geest", "Groen", "Haver", "Heide", "Hoge",
    "Klaver", "Koren", "Lage", "Linde", "Maan", "Meer", "Molen", "Noorder", "Ooster", "Polder", "Riet", "Roggen",
    "Rust", "Schelde", "Sluis", "Steen", "Tarwe", "Uiter", "Veen", "Vlier", "Voor", "Water", "Wester", "Wilgen", "Zand",
    "Zomer", "Zuider",
)  # fmt: skip
ENDINGS = (
    "aar", "beek", "berg", "borg", "broek", "burg", "dam", "dijk", "dorp", "duin", "gaard", "haar", "hart", "heide",
    "hof", "horst", "huis", "kamp", "kerk", "land", "lo", "man", "meer", "molen", "mond", "oord", "park", "poort",
    "schot", "sluis", "stede", "stein", "stra", "veen", "veld", "voort", "waard", "weg", "wijk", "zicht",
)  # fmt: skip
SURNAMES = tuple(f"{beginning}{ending}" for beginning in BEGINNINGS for ending in ENDINGS)


def names(using: str) -> dict[str, Any]:
    """What columns.py asks for in its statements."""
    families = Person.objects.using(using).filter(pk__lt=STRIDE).values_list("family_name", flat=True)
    return {
        "surnames": list(SURNAMES),
        "keys": [normalise(name) for name in SURNAMES],
        "names": len(SURNAMES),
        "name_keys": json.dumps({name: normalise(name) for name in families if name}),
        "home_names": json.dumps(_in_names_of_households(using)),
    }


def _in_names_of_households(using: str) -> dict[int, str]:
    """The longest surname of a member that stands in the name of the household, by id of the household."""
    found: dict[int, str] = {}
    rows = Membership.objects.using(using).filter(household__lt=STRIDE).values_list("household", "person__family_name")
    homes = dict(Household.objects.using(using).filter(pk__lt=STRIDE).values_list("pk", "name"))
    for home, family in rows:
        if family and family in homes[home] and len(family) > len(found.get(home, "")):
            found[home] = family
    return found
