"""The only writer of events and read lines. Both are written in the caller's transaction, or not at all."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.models.functions import Now
from psycopg.types.json import Jsonb

from cases.contract import laws
from cases.models import Case, CaseGrant, Deadline, Event, Household, LogLine, Outbox, Person, ReadLog, Task, User

_BY_DATABASE = ("pk", "id", "digest", "previous", "hash")
_FIELDS = [field.attname for field in LogLine._meta.concrete_fields if field.name not in _BY_DATABASE]  # noqa: SLF001
_ENCODER = DjangoJSONEncoder()


class OutsideTransactionError(RuntimeError):
    """An event without a transaction could exist without its act, or the other way round."""


def record(
    *,
    kind: str,
    subject: models.Model | None,
    actor: User | None,
    at: datetime,
    payload: Mapping[str, object] | None = None,
    via: str = "page",
    ground: str = "",
    purpose: str = "",
    law: str = "",
) -> int:
    """Write one event and an outbox row for each reaction to it; returns the event's id.

    `payload` holds ids, keys, dates and whitelisted fields: never a name, BSN or free text. `law` is for an act of a
    law on a household or a person; a case brings its own.
    Raises OutsideTransactionError when no transaction is open.
    """
    event_id = _write(
        Event,
        kind=kind,
        subject=subject,
        actor=actor,
        at=at,
        payload=payload,
        via=via,
        ground=ground,
        purpose=purpose,
        law=law,
    )
    for listener in laws:
        for reaction in listener.reactions:
            if reaction.event == kind:
                Outbox.objects.create(
                    key=f"reaction:{listener.key}:{reaction.handle.__name__}:{event_id}",
                    kind="reaction",
                    payload={"law": listener.key, "handler": reaction.handle.__name__, "event": event_id},
                    created_at=Now(),
                    not_before=Now(),
                )
    nudge()
    return event_id


def lock(name: str) -> None:
    """Hold a named lock until the transaction ends: for what has no row to lock yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def nudge() -> None:
    """Wake the sweeper after commit, through PostgreSQL: no page opens a connection to Redis."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('outbox', '')")


def log_read(
    *,
    kind: str,
    subject: models.Model | None,
    reader: User,
    at: datetime,
    ground: str,
    via: str = "page",
    purpose: str = "",
    refused: bool = False,
    payload: Mapping[str, object] | None = None,
) -> None:
    """Write that somebody looked, or tried to, before the answer goes out."""
    with transaction.atomic():
        _write(
            ReadLog,
            kind=kind,
            subject=subject,
            actor=reader,
            at=at,
            payload=payload,
            via=via,
            ground=ground,
            purpose=purpose,
            outcome="refused" if refused else "ok",
        )


def _write(
    model: type[LogLine],
    *,
    kind: str,
    subject: models.Model | None,
    actor: User | None,
    at: datetime,
    payload: Mapping[str, object] | None,
    via: str,
    ground: str,
    purpose: str,
    outcome: str = "ok",
    law: str = "",
) -> int:
    if not connection.in_atomic_block:
        raise OutsideTransactionError(
            f"{kind}: een gebeurtenis wordt in dezelfde transactie geschreven als de handeling."
        )
    row: dict[str, Any] = {
        "at": at,
        "kind": kind,
        "outcome": outcome,
        "actor_id": actor.pk if actor else None,
        "actor_role": actor.role_title if actor else "systeem",
        "responsible_id": actor.pk if actor else None,
        "access_point": via,
        "purpose": purpose,
        "ground": ground,
        "emergency": False,
        "subject_kind": "",
        "subject_id": None,
        "case_id": None,
        "household_id": None,
        "person_id": None,
        "law": law,
        "organisation": "",
        "payload": Jsonb(dict(payload or {}), dumps=_ENCODER.encode),
        **_about(subject),
    }
    columns = [column for column in _FIELDS if column != "recorded_at"]
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}, recorded_at) "  # noqa: S608, SLF001 - own names
            f"VALUES ({places}, clock_timestamp()) RETURNING id",
            [row[column] for column in columns],
        )
        return int(cursor.fetchone()[0])


def _about(subject: models.Model | None) -> dict[str, Any]:
    """Which person, household, case and law a line is about, from whatever the act was about."""
    match subject:
        case Case():
            about = {
                "case_id": subject.pk,
                "household_id": subject.household_id,
                "person_id": subject.person_id,
                "law": subject.law,
                "organisation": subject.household.municipality,
            }
        case Household():
            about = {"household_id": subject.pk, "organisation": subject.municipality}
        case Person():
            about = {"person_id": subject.pk}
        case Task() | CaseGrant():
            about = _about(subject.case if isinstance(subject, Task) else subject.content_object)
        case Deadline():
            about = _about(subject.subject)
        case None:
            return {"subject_kind": "none"}
        case _:
            about = {}
    name = "grant" if isinstance(subject, CaseGrant) else (subject._meta.model_name or "")  # noqa: SLF001
    return about | {"subject_kind": name, "subject_id": subject.pk}
