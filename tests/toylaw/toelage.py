"""The toy law's third procedure: every way in which a besluit is taken with the engine of cases/besluit."""

from datetime import date, datetime
from typing import Any

from cases.awb.bezwaar import objections
from cases.besluit import BesluitForm, BesluitRoad, besluit_letters, four_eyes, with_besluiten
from cases.contract import (
    BesluitKind,
    Length,
    Paragraph,
    Phase,
    Procedure,
    Refusal,
    State,
    Step,
    Term,
    Transition,
    Unit,
    plain_date,
)
from cases.forms.fields import DayField
from cases.models import Besluit, Case, User
from tests.toylaw.basis import article
from tests.toylaw.forms import RequestForm

WORK, DECIDE = "toylaw.work", "toylaw.decide"
FOUR_EYES = four_eyes("toylaw", "spelen")


class PeriodForm(BesluitForm):
    """With a first day of its own, and never ahead of 1 November 2026."""

    effective_on = DayField(label="Vanaf wanneer?")

    def not_before(self) -> tuple[date, str]:
        return date(2026, 11, 1), "Het verzoek"


def period(besluit: Besluit) -> tuple[tuple[str, str], ...]:
    return (("Vanaf wanneer?", plain_date(besluit.effective_on) if besluit.effective_on else ""), ("Leeg", ""))


def plays_along(besluit: Besluit) -> tuple[Paragraph, ...]:
    return (Paragraph(text=f"U speelt mee vanaf {besluit.effective_on:%d-%m-%Y}."),)


TOELAGE = BesluitKind(
    key="toelage", label="speeltoelage toegekend", title="U krijgt een toelage", opening="U krijgt een speeltoelage.",
    why="Waarom krijgt u dit?", basis=article("30"), facts=period,
    also=plays_along,
)  # fmt: skip
WEIGERING = BesluitKind(
    key="weigering", label="speeltoelage geweigerd", title="U krijgt geen toelage", opening="U krijgt geen toelage.",
    basis=article("31"), grounds=(("rijk", "U kunt het zelf betalen"), ("oud", "U speelt niet meer")),
)  # fmt: skip
KORTING = BesluitKind(
    key="korting", label="toelage gekort", title="U krijgt minder", opening="U krijgt een maand minder toelage.",
    basis=article("32"),
)  # fmt: skip
KINDS = (TOELAGE, WEIGERING, KORTING)
LETTERS = besluit_letters(KINDS, decide=DECIDE)


def named(step: Step[dict[str, Any]], besluit: Besluit) -> None:
    """What a law hangs on a besluit; here the subject of the case tells it."""
    step.case.title = f"Toelage {besluit.kind}"


def unnamed(step: Step[dict[str, Any]], besluit: Besluit) -> None:
    step.case.title = ""


def begun(step: Step[dict[str, Any]], besluit: Besluit) -> None:
    step.case.contact_on = besluit.sent_on


def not_the_handler(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if actor is not None and case.handler_id == actor.pk:
        return Refusal(reason="Wie de zaak behandelt, kort niet zelf.", basis=article("32"))
    return None


MAIN = {"ready": "toelage_klaar", "waiting": "toelage_voorgelegd", "sources": frozenset({"toelage_gevraagd"})}
ROADS = (
    BesluitRoad(
        kind=TOELAGE, verb="Toelage toekennen", target="toelage_loopt", form=PeriodForm, keep=named, undo=unnamed,
        on_sent=begun, log=frozenset({"effective_on"}), primary=True, **MAIN,
    ),
    BesluitRoad(kind=WEIGERING, verb="Toelage weigeren", target="toelage_over", **MAIN),
    BesluitRoad(
        kind=KORTING, verb="Toelage korten", sources=frozenset({"toelage_loopt"}), deciding=(not_the_handler,),
        side=True,
    ),
)  # fmt: skip
TOELAGE_PROCEDURE = objections(
    with_besluiten(
        Procedure(
            key="toelage",
            version=1,
            label="Speeltoelage",
            states=(
                State(key="toelage_gevraagd", label="Gevraagd", phase=Phase.ASSESSMENT, todo="Besluit."),
                State(key="toelage_voorgelegd", label="Voorgelegd", phase=Phase.DECISION, todo="Lees mee en teken."),
                State(key="toelage_klaar", label="Besluit klaar", phase=Phase.DECISION, todo="Verstuur het besluit."),
                State(key="toelage_loopt", label="Loopt", phase=Phase.EXECUTION),
                State(key="toelage_over", label="Over", phase=Phase.CLOSED, final=True),
            ),
            transitions=(
                Transition(
                    key="ask_toelage",
                    label="Toelage vragen",
                    permission=WORK,
                    target="toelage_gevraagd",
                    form=RequestForm,
                    log=frozenset({"received_on"}),
                ),
                Transition(
                    key="stop_toelage",
                    label="Toelage stoppen",
                    permission=WORK,
                    sources=frozenset({"toelage_loopt"}),
                    target="toelage_over",
                ),
            ),
            terms=(
                Term(
                    key="toylaw.toelage",
                    label="Besluit op het verzoek",
                    basis=article("30"),
                    length=Length(8, Unit.WEEKS),
                    started_by=frozenset({"ask_toelage"}),
                    counts_from="received_on",
                    met_by=frozenset({"publish_toelage", "publish_weigering"}),
                    met_on="sent_on",
                ),
            ),
            road=("toelage_gevraagd", "toelage_klaar", "toelage_loopt"),
        ),
        ROADS,
        work=WORK,
        decide=DECIDE,
    ),
    work=WORK,
)
