"""A law that exists to be shot at: terms that fall due to the microsecond, that move, stand still and close.

An hour is the shortest length a term can have: a case opened with `since` an hour ago falls due at that instant.
"""

from datetime import date
from typing import Any

from cases.contract import (
    ActForm,
    Certainty,
    Extend,
    Law,
    LegalBasis,
    Length,
    Nature,
    Pause,
    Phase,
    Procedure,
    Retention,
    Roll,
    State,
    Term,
    Transition,
    Unit,
    Warning,  # noqa: A004
)
from cases.forms.base import BaseForm
from cases.forms.fields import DayField, MomentField

WORK = "chaoslaw.work"
AN_HOUR = Length(1, Unit.HOURS)
AHEAD = Warning(kind="ahead", before=AN_HOUR)  # of a term that was extended by an hour: at its first end
BREACH = Warning(kind="breach", before=Length(0, Unit.DAYS), urgent=True)


def article(number: str) -> LegalBasis:
    return LegalBasis(
        text=f"Chaoswet art. {number}",
        url=f"https://wetten.example/chaoswet/{number}",
        checked_on=date(2026, 11, 22),
        certainty=Certainty.SEEN,
        valid_from=date(2020, 1, 1),
    )


class ChaosForm(BaseForm, ActForm[dict[str, Any]]):
    pass


class SinceForm(ChaosForm):
    since = MomentField(label="Begonnen op")


class ReceivedForm(ChaosForm):
    received_on = DayField(label="Ontvangen op")


class SuspendForm(ChaosForm):
    asked_on = DayField(label="Gevraagd op")
    until = DayField(label="Aanvullen uiterlijk", required=False)


class CompleteForm(ChaosForm):
    completed_on = DayField(label="Aangevuld op")


TERMS = (
    Term(
        key="chaoslaw.hour",
        label="Antwoord binnen een uur",
        basis=article("1"),
        length=AN_HOUR,
        nature=Nature.NORM,
        roll=Roll.NONE,
        urgent=True,
        started_by=frozenset({"open_hour", "correct"}),
        counts_from="since",
        met_by=frozenset({"meet"}),
        ended_by=frozenset({"correct", "withdraw"}),
        extensions=(Extend(by="extend", length=AN_HOUR, basis=article("1a"), reason="Een uur erbij"),),
        warnings=(AHEAD, BREACH),
    ),
    Term(
        key="chaoslaw.window",
        label="Een uur om te reageren",
        basis=article("2"),
        length=AN_HOUR,
        nature=Nature.WINDOW,
        roll=Roll.NONE,
        started_by=frozenset({"open_window"}),
        counts_from="since",
        warnings=(),
    ),
    Term(
        key="chaoslaw.after",
        label="Daarna",
        basis=article("2a"),
        length=Length(10, Unit.WORKING_DAYS),
        started_at_end_of="chaoslaw.window",
        warnings=(BREACH,),
    ),
    Term(
        key="chaoslaw.pausing",
        label="Besluit",
        basis=article("3"),
        length=Length(8, Unit.WEEKS),
        started_by=frozenset({"open_pausing"}),
        counts_from="received_on",
        pauses=(Pause(by="suspend", basis=article("3a"), reason="Vul aan", since="asked_on", until="until"),),
        resumed_by=frozenset({"complete"}),
        resumed_on="completed_on",
        warnings=(BREACH,),
    ),
)
RUNNING = frozenset({"running"})


def opens(key: str, form: type[ChaosForm]) -> Transition:
    return Transition(key=key, label=key, permission=WORK, target="running", form=form)


def step(key: str, form: type[ChaosForm] = ChaosForm, target: str | None = None) -> Transition:
    return Transition(key=key, label=key, permission=WORK, sources=RUNNING, target=target, form=form)


LAW = Law(
    key="chaoslaw",
    name="Chaoswet",
    short_name="Chaos",
    colour="zee",
    basis=article("0"),
    retentions=(Retention(key="chaoslaw.file", label="Dossier", period=Length(1, Unit.YEARS), basis=article("0")),),
    permissions=((WORK, "Werken in de chaos"),),
    procedures=(
        Procedure(
            key="main",
            version=1,
            label="Chaos",
            states=(
                State(key="running", label="Loopt", phase=Phase.ASSESSMENT),
                State(key="closed", label="Gesloten", phase=Phase.CLOSED, final=True),
            ),
            transitions=(
                opens("open_hour", SinceForm),
                opens("open_window", SinceForm),
                opens("open_pausing", ReceivedForm),
                step("correct", SinceForm),
                step("extend"),
                step("meet"),
                step("suspend", SuspendForm),
                step("complete", CompleteForm),
                step("look"),
                step("withdraw", target="closed"),
            ),
            terms=TERMS,
            road=("running", "closed"),
        ),
    ),
)
