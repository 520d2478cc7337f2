"""What a later besluit writes: signed first, worked out in the voorzieningen only when it is sent (Awb 3:40).

Until then it can be taken back without a trace in the help that runs.
"""

from datetime import date, timedelta
from typing import Any

from cases.actions.deadline import lapse
from cases.actions.letter import send
from cases.contract import Step, awb, local_day
from cases.models import Case
from cases.queries.choices import chosen
from wmo import facts
from wmo.actions import VERSLAG_FIELDS, note_reason
from wmo.choices import FOUR_EYES
from wmo.decide import Effect, Input
from wmo.forms.voorziening import as_initial, fields_of
from wmo.models import (
    Besluit,
    Heronderzoek,
    Herverslag,
    Kind,
    Opzet,
    Standing,
    Terugvordering,
    Voorziening,
    Wijziging,
    Zienswijze,
)
from wmo.questions import forget

LETTERS = {
    Kind.REVISION: "herziening",
    Kind.WITHDRAWAL: "intrekking",
    Kind.CONTINUATION: "voortzetting",
    Kind.RECOVERY: "terugvordering",
    Kind.GRANT: "herstelbesluit",
    Kind.REFUSAL: "herstelbesluit",
}
ONE_DAY = timedelta(days=1)


def change(kind: Kind, *columns: str) -> Effect:
    """The effect that drafts a besluit of this kind, or signs it where the municipality asks no four eyes."""

    def effect(step: Step[Input]) -> None:
        besluit = _write(step, kind, {name: step.act[name] for name in columns})
        _plan(step, besluit)
        used = facts.view(step.case, kind)
        if used is not None:
            Zienswijze.objects.filter(pk=used.pk).update(besluit=besluit)

    return effect


def _write(step: Step[Input], kind: Kind, columns: dict[str, Any]) -> Besluit:
    assert step.actor is not None
    alone = not chosen(FOUR_EYES, step.case, local_day(step.at))
    return Besluit.objects.create(
        case=step.case,
        kind=kind,
        decided_on=step.act["decided_on"],
        drafted_by=step.actor,
        decider=step.actor if alone else None,
        mandate=step.actor.mandate if alone else "",
        reasons=step.act["reasons"],
        replaces=_replaced(step, kind),
        effective_on=step.act.get("effective_on"),
        **columns,
    )


def _replaced(step: Step[Input], kind: Kind) -> Besluit | None:
    """The besluit in whose place it comes; what is recovered again takes the place of the first amount."""
    if kind in (Kind.GRANT, Kind.REFUSAL):
        old: Besluit = step.act["old"]
        return old
    if kind == Kind.RECOVERY:
        return Besluit.objects.standing().filter(case=step.case, kind=kind, sent_on__isnull=False).last()
    return None


def _plan(step: Step[Input], besluit: Besluit) -> None:
    """What it will end and what comes: nothing of it counts yet."""
    case, act = step.case, step.act
    Wijziging.objects.bulk_create(Wijziging(besluit=besluit, voorziening=row) for row in act.get("ending", []))
    match besluit.kind:
        case Kind.REVISION | Kind.GRANT:
            Voorziening.objects.create(case=case, person=case.person, besluit=besluit, **fields_of(act))
        case Kind.CONTINUATION:
            period = {"starts_on": act["effective_on"], "ends_on": act["ends_on"], "review_on": act["review_on"]}
            same = as_initial(act["old"]) | period
            Voorziening.objects.create(case=case, person=case.person, besluit=besluit, **same)
        case Kind.RECOVERY:
            Terugvordering.objects.create(besluit=besluit, computation=act["computation"])


def drop(step: Step[Input]) -> None:
    """Take back the besluit that was not sent; the zienswijze can be used for another."""
    besluit = facts.pending(step.case)
    assert besluit is not None
    Voorziening.objects.filter(besluit=besluit).update(standing=Standing.DROPPED)
    Zienswijze.objects.filter(besluit=besluit).update(besluit=None)
    Besluit.objects.filter(pk=besluit.pk).update(dropped_at=step.at)


def send_back(step: Step[Input]) -> None:
    drop(step)
    note_reason(step)


def publish(step: Step[Input]) -> None:
    """Bekendmaking (Awb 3:41): the letter goes, the voorzieningen change, and its own bezwaartermijn starts."""
    besluit = facts.pending(step.case)
    assert besluit is not None
    if besluit.replaces:
        by, old = "recover" if besluit.kind == Kind.RECOVERY else "correct_grant", besluit.replaces
        lapse(case=step.case, term=awb.BEZWAAR.key, about=facts.key_of(step.case, old), by=by, at=step.at)
    Besluit.objects.filter(pk=besluit.pk).update(sent_on=step.act["sent_on"])
    work_out(besluit)
    forget(step)
    if step.case.state == "heronderzoek" and besluit.kind != Kind.RECOVERY:
        conclude(step.case, step.act["sent_on"], Kind(besluit.kind))
    _send(step, LETTERS[Kind(besluit.kind)])


def work_out(besluit: Besluit) -> None:
    """End what it ends, the day ahead of its first day, and let begin what it gives."""
    if besluit.effective_on is None:
        return
    for row in Voorziening.objects.filter(wijzigingen__besluit=besluit):
        end(row, besluit.effective_on - ONE_DAY)
    Voorziening.objects.filter(besluit=besluit, standing=Standing.PROPOSED).update(standing=Standing.GRANTED)


def end(row: Voorziening, last: date, **more: object) -> None:
    """Let `last` be the last day; what would end ahead of its first day never was. An earlier end stays."""
    if row.last_day is not None and row.last_day <= last:
        return
    row.standing = Standing.ENDED if last >= row.starts_on else Standing.DROPPED
    row.ended_on, row.version = last, row.version + 1
    for name, value in more.items():
        setattr(row, name, value)
    row.save(update_fields=["standing", "ended_on", "version", *more])


def conclude(case: Case, on: date, outcome: Kind | str = "") -> None:
    Heronderzoek.objects.filter(case=case, concluded_on=None).update(concluded_on=on, outcome=outcome)


def start_review(step: Step[Input]) -> None:
    Heronderzoek.objects.create(case=step.case, trigger=step.act["trigger"], started_on=step.act["sent_on"])


def keep_report(step: Step[Input]) -> None:
    """The verslag of the heronderzoek; the first verslag is another row and stays as it was."""
    fields = {name: step.act[name] for name in (*VERSLAG_FIELDS, "given_on")}
    running = Heronderzoek.objects.get(case=step.case, concluded_on=None)
    Herverslag.every.update_or_create(heronderzoek=running, case=step.case, defaults=fields)


def take_report_back(step: Step[Input]) -> None:
    """It was not given after all: the text stays, and can be changed again."""
    Herverslag.objects.filter(case=step.case).update(given_on=None)


def send_report(step: Step[Input]) -> None:
    _send(step, "heronderzoek_verslag")


def continue_help(step: Step[Input]) -> None:
    """The help goes on unchanged: no besluit, but a letter and another day to look again."""
    day = step.act["review_on"]
    rows = [row.pk for row in facts.running(step.case, local_day(step.at))]
    Voorziening.objects.filter(pk__in=rows).update(review_on=day)
    Heronderzoek.objects.filter(case=step.case, concluded_on=None).update(reasons=step.act["reason"])
    conclude(step.case, step.act["sent_on"])


def ask_view(step: Step[Input]) -> None:
    """A row for each besluit that we intend: each is used by its own."""
    for kind in step.act["about"]:
        Zienswijze.objects.create(
            case=step.case,
            kind=kind,
            intent=step.act["intent"],
            asked_on=step.act["sent_on"],
            ends_by=step.act["ends_by"],
        )


def receive_view(step: Step[Input]) -> None:
    found = facts.waiting_view(step.case)
    assert found is not None
    together = Zienswijze.objects.filter(case=step.case, asked_on=found.asked_on, ends_by=found.ends_by)
    together.filter(received_on=None, besluit=None).update(view=step.act["view"], received_on=step.act["received_on"])


def skip_view(step: Step[Input]) -> None:
    for kind in step.act["about"]:
        Zienswijze.objects.create(case=step.case, kind=kind, left_out=step.act["ground"], why=step.act["why"])


def drop_skipped(step: Step[Input]) -> None:
    """Those that were left out in one act and not used yet."""
    rows = Zienswijze.objects.filter(case=step.case, besluit=None).exclude(left_out="")
    newest = rows.last()
    if newest:
        rows.filter(left_out=newest.left_out, why=newest.why).delete()


def keep_intent(step: Step[Input]) -> None:
    found = facts.revoked(step.case)
    assert found is not None
    Opzet.objects.create(
        besluit=found,
        who=step.act["who"],
        reasons=step.act["reasons"],
        recorded_on=local_day(step.at),
        by=step.actor,
    )


def drop_intent(step: Step[Input]) -> None:
    Opzet.objects.filter(besluit=facts.revoked(step.case)).delete()


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
