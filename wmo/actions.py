"""What the steps of the Wmo write in its own tables, inside the transaction of `perform()`."""

from typing import Any

from cases.actions.letter import send
from cases.actions.note import add_note
from cases.contract import Step, local_day
from cases.models import NoteKind
from wmo.models import Aanvraag, Afsluiting, ContactKind, Erasure, Melding, Onderzoek, UrgentMark

Input = dict[str, Any]
MELDING_FIELDS = (
    "reported_at",
    "reporter",
    "reporter_name",
    "safe_contact",
    "resident_knows",
    "own_words",
    "danger",
    "no_basics",
    "eviction",
    "help_lost",
)
VERSLAG_FIELDS = (
    "question",
    "problems",
    "needed",
    "amount",
    "unit",
    "frequency",
    "own_strength",
    "remainder",
    "expertise",
    "pgb_explained_on",
)


def keep_melding(step: Step[Input]) -> None:
    Melding.objects.create(case=step.case, **{name: step.act[name] for name in MELDING_FIELDS})
    step.case.contact_on = local_day(step.act["reported_at"])
    if step.act["urgent"] and step.case.handler is None:
        step.case.handler = step.actor  # an urgent melding is always in somebody's hands


def keep_support(step: Step[Input]) -> None:
    melding = step.case.wmo_melding
    melding.support_offered_on = step.act["offered_on"]
    melding.support_medium = step.act["medium"]
    melding.support_also_carer = step.act["also_carer"]
    melding.plan_wish = step.act["plan_wish"]
    melding.save()


def keep_plan(step: Step[Input]) -> None:
    melding = step.case.wmo_melding
    melding.plan_received_on = step.act["plan_received_on"]
    melding.save(update_fields=["plan_received_on"])


def _send(step: Step[Input], kind: str) -> None:
    send(
        case=step.case,
        kind=kind,
        sent_on=step.act["sent_on"],
        channel=step.act["channel"],
        actor=step.actor,
        at=step.at,
        via=step.via,
    )


def send_receipt(step: Step[Input]) -> None:
    _send(step, "ontvangstbevestiging")


def send_receipt_safely(step: Step[Input]) -> None:
    """The road it took is for colleagues only: it stands in the journal, never in an event."""
    send_receipt(step)
    _add_note(step, f"Bevestiging langs een veilige weg: {step.act['route']}")


def keep_verslag(step: Step[Input]) -> None:
    fields = {name: step.act[name] for name in VERSLAG_FIELDS}
    if "given_on" in step.act:
        fields["given_on"] = step.act["given_on"]
    Onderzoek.objects.update_or_create(case=step.case, defaults=fields)
    if not step.case.title:
        step.case.title = str(fields["needed"]).split("\n")[0].split(". ")[0][:80]


def take_verslag_back(step: Step[Input]) -> None:
    """It was not given after all: the text stays, and can be changed again."""
    Onderzoek.objects.filter(case=step.case).update(given_on=None)


def send_verslag(step: Step[Input]) -> None:
    _send(step, "verslag")


def keep_comment(step: Step[Input]) -> None:
    """The resident's own words on the verslag; the database freezes them with it."""
    fields = {"comment": step.act["comment"], "commented_on": step.act["commented_on"]}
    Onderzoek.objects.filter(case=step.case).update(**fields)


def keep_closing(step: Step[Input]) -> None:
    fields = {"reasons": step.act["reason"], "closed_on": step.act["sent_on"]}
    Afsluiting.objects.update_or_create(case=step.case, defaults=fields)


def keep_erasure_answer(step: Step[Input]) -> None:
    assert step.actor is not None
    asked = step.case.deadlines.open().get(term="wmo.wissen")
    Erasure.objects.create(
        case=step.case,
        received_on=asked.starts_on,
        erased=step.act["erased"],
        reasons=step.act["reason"],
        answered_on=step.act["sent_on"],
        answered_by=step.actor,
    )


def take_aanvraag_back(step: Step[Input]) -> None:
    """It was recorded by mistake; the event with its day stays."""
    Aanvraag.objects.filter(case=step.case).delete()


def keep_aanvraag(step: Step[Input]) -> None:
    Aanvraag.objects.create(case=step.case, received_on=step.act["received_on"], how=step.act["how"])


def _mark(step: Step[Input], kind: ContactKind) -> None:
    assert step.actor is not None
    UrgentMark.objects.create(
        case=step.case, kind=kind, happened_at=step.act["happened_at"], how=step.act["how"], by=step.actor
    )


def mark_contact(step: Step[Input]) -> None:
    _mark(step, ContactKind.SAFE)
    step.case.contact_on = local_day(step.act["happened_at"])


def mark_help(step: Step[Input]) -> None:
    _mark(step, ContactKind.HELP)


def mark_failed(step: Step[Input]) -> None:
    _mark(step, ContactKind.FAILED)


def note_reason(step: Step[Input]) -> None:
    """Free text belongs in the journal of the case, never in an event."""
    _add_note(step, ": ".join(filter(None, (step.act.get("receiver"), step.act["reason"]))))


def note_hand_over(step: Step[Input]) -> None:
    """Who takes over, in the journal: a name never stands in an event."""
    place = f"Plek tot dan: {step.act['place']}"
    _add_note(step, f"{step.act['municipality']}, {step.act['receiver']}. {step.act['reason']} {place}")


def _add_note(step: Step[Input], text: str) -> None:
    assert step.actor is not None
    add_note(
        case=step.case,
        kind=NoteKind.MEETING,
        text=text,
        happened_on=local_day(step.at),
        author=step.actor,
        at=step.at,
        via=step.via,
    )


def take_hold(step: Step[Input]) -> None:
    """Urgent after all: it is in somebody's hands at once."""
    note_reason(step)
    step.case.handler = step.case.handler or step.actor
