"""A one-time key makes a second post harmless: it gets the first answer and does nothing."""

from datetime import datetime
from uuid import UUID

from django.db import models

from cases import events
from cases.contract import CaseError
from cases.models import OnceKey, User
from cases.rules.once import family_of

USED_KEY = "Deze opdracht is al voor iets anders gebruikt. Ga terug en probeer het opnieuw."
OTHER_WORDS = (
    "Dit is al vastgelegd, met wat je eerder verstuurde. Wat je daarna veranderde, is niet bewaard. Kijk eerst wat er "
    "nu staat."
)


def hold(once: UUID) -> None:
    """Two posts with one key wait for each other, also when there is no row to lock yet."""
    events.lock(f"once:{family_of(once)[0]}")


def answer_to(once: UUID, actor: User | None, kind: str, subject: models.Model | None = None) -> int | None:
    """The id of what this key did before; None for a fresh key. Raises CaseError for a key used for something else.

    Without a `subject` the act makes something new: the same form with other words would make a second one. What
    stands has a version, and its page of a conflict shows both.
    """
    used = OnceKey.objects.filter(key=once).first()
    if used is None:
        if subject is None and OnceKey.objects.filter(key__range=family_of(once)).exists():
            raise CaseError(OTHER_WORDS)
        return None
    same = used.kind == kind and used.actor_id == (actor.pk if actor else None)
    if not same or (subject is not None and used.subject_id != subject.pk):
        raise CaseError(USED_KEY)
    return used.subject_id


def first_answer(once: UUID, actor: User | None, kind: str, subject: models.Model | None = None) -> int | None:
    """Hold the key and give what it did before, in one."""
    hold(once)
    return answer_to(once, actor, kind, subject)


def was_used(once: UUID, actor: User) -> bool:
    """Whether this colleague's post with this key did its work before."""
    return OnceKey.objects.filter(key=once, actor_id=actor.pk).exists()


def keep(once: UUID, actor: User | None, kind: str, subject: models.Model, at: datetime) -> None:
    """Remember what this key did, in the transaction of the act."""
    OnceKey.objects.create(
        key=once,
        actor_id=actor.pk if actor else None,
        kind=kind,
        subject_kind=subject._meta.model_name or "",  # noqa: SLF001
        subject_id=subject.pk,
        at=at,
    )
