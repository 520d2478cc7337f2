"""Ways to be reached and representatives for tests, straight into the tables."""

from datetime import date
from typing import Any

from cases.models import AddressSituation, Person, Representative
from cases.rules.addressees import FIXED_SCOPE, Kind

SINCE = date(2026, 1, 1)
AN_ADDRESS = {"street": "Postbus 7", "postcode": "9999 ZZ", "city": "Elders"}


def make_situation(person: Person, kind: str, **fields: Any) -> AddressSituation:
    """A safe postal address and a briefadres get one of their own; a shelter and no fixed address have none."""
    address = AN_ADDRESS if kind in ("post", "briefadres") else {}
    return AddressSituation.objects.create(**{"person": person, "kind": kind, "starts_on": SINCE, **address, **fields})


def make_representative(person: Person, role: str, **fields: Any) -> Representative:
    own = {} if "known_as" in fields else {"name": f"Kantoor {role}", **AN_ADDRESS}
    scope = FIXED_SCOPE.get(Kind(role), "all") if role in list(Kind) else "all"
    return Representative.objects.create(
        **{"person": person, "role": role, "scope": scope, "starts_on": SINCE, **own, **fields}
    )
