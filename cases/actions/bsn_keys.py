"""Re-encrypt BSNs under the current keys. No event: nothing about a person changes."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from cases import crypto
from cases.models import Person
from cases.models.person import PersonQuerySet


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction did; `last` is the id to go on from, None when there was nothing left."""

    rotated: int
    unreadable: int
    last: int | None


def under_old_keys() -> PersonQuerySet:
    """Return the persons whose BSN is not yet under both current keys."""
    current = Q(bsn_key_id=crypto.encryption_keys()[0].id, bsn_index_key_id=crypto.index_keys()[0].id)
    return Person.objects.filter(~current, bsn_index__isnull=False)


@transaction.atomic
def rotate_batch(*, after: int, size: int) -> Batch:
    """Rotate up to `size` rows with an id above `after`; rows whose key is gone are counted and left as they are."""
    rows = list(under_old_keys().filter(pk__gt=after).order_by("pk").select_for_update()[:size])
    rotated: list[Person] = []
    for person in rows:
        try:
            person.set_bsn(person.bsn)
        except crypto.UnreadableError:
            continue
        rotated.append(person)
    fields = ["bsn_cipher", "bsn_key_id", "bsn_index", "bsn_index_key_id"]
    Person.objects.bulk_update(rotated, fields, batch_size=100)
    return Batch(len(rotated), len(rows) - len(rotated), rows[-1].pk if rows else None)
