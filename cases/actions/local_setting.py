"""A choice that the law leaves to the municipality: a dated yes or no, added and never edited."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from cases import access, events
from cases.actions.calendar import PERMISSION
from cases.contract import CaseError, InvalidError, laws, short_date
from cases.models import LocalSetting, Municipality, User


@transaction.atomic
def add_local_setting(
    *,
    choice: str,
    municipality: Municipality,
    value: bool,
    source: str,
    valid_from: date,
    actor: User,
    at: datetime,
) -> LocalSetting:
    """Add the answer that counts from `valid_from`.

    Raises NoAccessError; CaseError for a choice no law leaves open; InvalidError without a source or for a taken day.
    """
    access.require(actor, PERMISSION)
    if choice not in {found.key for law in laws for found in law.choices}:
        raise CaseError("Deze keuze laat geen wet aan de gemeente.")
    if not source.strip():
        raise InvalidError({"source": ["Vul in waar de gemeente dit besloot"]})
    try:
        with transaction.atomic():
            row = LocalSetting.objects.create(
                municipality=municipality,
                choice=choice,
                value=value,
                source=source.strip(),
                valid_from=valid_from,
                added_by=actor,
                added_at=at,
            )
    except IntegrityError:
        day = short_date(valid_from)
        sentence = f"Vanaf {day} staat er al een antwoord. Kies een andere eerste dag"
        raise InvalidError({"valid_from": [sentence]}) from None
    payload = {"choice": choice, "municipality": municipality.pk, "value": value, "valid_from": valid_from}
    events.record(kind="cases.local_setting_added", subject=None, actor=actor, at=at, payload=payload)
    return row
