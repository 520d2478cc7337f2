"""A lawyer's word on a rule: the functional administrator asks, the lawyer answers. Nobody confirms their own."""

from datetime import datetime

from django.db import IntegrityError, transaction

from cases import access, events
from cases.actions.calendar import PERMISSION as MANAGE
from cases.contract import CaseError, ConflictError, InvalidError
from cases.models import Confirmation, LocalRule, User, Verdict
from cases.queries.lawyers import CONFIRMS as PERMISSION
from cases.queries.rulebook import is_reference, version_of

OWN = "Je voerde deze regel zelf in, of je stelde zelf de vraag. Laat een andere jurist antwoorden."


@transaction.atomic
def ask(*, reference: str, question: str, asked_of: User | None, actor: User, at: datetime) -> Confirmation:
    """Put a rule on the list of the lawyers, or of one of them.

    Raises NoAccessError; InvalidError for an unknown rule, for one that is on the list already, or for somebody who
    is no lawyer or asks it of themselves.
    """
    access.require(actor, MANAGE)
    _raise_if_unknown(reference)
    if asked_of is not None and not access.can(asked_of, PERMISSION):
        raise InvalidError({"asked_of": ["Kies een collega met de rol jurist"]})
    if asked_of == actor:
        raise InvalidError({"asked_of": ["Kies een andere jurist: je vraagt dit zelf"]})
    try:
        with transaction.atomic():
            row = Confirmation.objects.create(
                reference=reference, question=question.strip(), asked_of=asked_of, asked_by=actor, asked_at=at
            )
    except IntegrityError:
        raise InvalidError({"reference": ["Deze vraag staat al bij de jurist"]}) from None
    payload = {"reference": reference, "asked_of": asked_of.pk if asked_of else None}
    events.record(kind="cases.confirmation_asked", subject=None, actor=actor, at=at, payload=payload)
    return row


@transaction.atomic
def answer(*, reference: str, verdict: str, grounds: str, seen: int, actor: User, at: datetime) -> Confirmation:
    """Say as a lawyer whether a rule is right, and on what ground; asked or not.

    `seen` is the version of what was said of the rule when the page was shown. "Weet ik nog niet" keeps it open.
    From "klopt" on its dates may stand in a letter, from "klopt niet" on they may not, also where the text was read.
    Raises NoAccessError, InvalidError, CaseError for who entered or asked it, and ConflictError.
    """
    access.require(actor, PERMISSION)
    _raise_if_unknown(reference)
    missing: dict[str, list[str]] = {}
    if verdict not in Verdict.values:
        missing["verdict"] = ["Kies of deze regel klopt"]
    if not grounds.strip():
        missing["grounds"] = ["Vul in waarop je dat baseert, bijvoorbeeld het artikel en de datum van de tekst"]
    if missing:
        raise InvalidError(missing)
    events.lock(f"rule:{reference}")  # also where there is no row to lock yet
    rows = list(Confirmation.objects.filter(reference=reference))
    current = version_of(rows)
    if current != seen:
        raise ConflictError(seen=seen, current=current)
    row = next((row for row in rows if row.is_open), Confirmation(reference=reference, version=0))
    if actor.pk in {row.asked_by_id, _entered_by(reference)}:
        raise CaseError(OWN)
    row.verdict, row.grounds, row.answered_by, row.answered_at = verdict, grounds.strip(), actor, at
    row.version += 1
    row.save()
    payload = {"reference": reference, "verdict": verdict}
    events.record(kind="cases.rule_judged", subject=None, actor=actor, at=at, payload=payload)
    return row


def _raise_if_unknown(reference: str) -> None:
    if not is_reference(reference):
        raise InvalidError({"reference": ["Kies een regel uit de lijst"]})


def _entered_by(reference: str) -> int | None:
    """Who put in a rule of the municipality; nobody for a rule of a law."""
    kind, _, pk = reference.partition(".")
    if kind != "local":
        return None
    return LocalRule.objects.values_list("added_by_id", flat=True).get(pk=int(pk))
