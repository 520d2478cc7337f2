"""A law that does not exist. It uses everything the contract can express; the core is tested on it alone."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cases.contract import (
    BREACH,
    NEARING,
    ActLength,
    Amount,
    Certainty,
    Direction,
    Extend,
    Law,
    LegalBasis,
    Length,
    Letter,
    LetterContent,
    LocalLength,
    Nature,
    Paragraph,
    Pause,
    Phase,
    Procedure,
    Reaction,
    Refusal,
    Role,
    Roll,
    Sender,
    State,
    Step,
    Subject,
    Term,
    Transition,
    Unit,
    Warning,
)
from tests.toylaw.forms import AskForm, HearingForm, PeriodForm, RequestForm, VisitForm

if TYPE_CHECKING:
    from cases.models import Case, User
    from cases.models import Letter as LetterModel


def article(number: str, certainty: Certainty = Certainty.SEEN, valid_from: date = date(2020, 1, 1)) -> LegalBasis:
    return LegalBasis(
        text=f"Speelwet art. {number}",
        url="",
        checked_on=date(2026, 11, 21),
        certainty=certainty,
        valid_from=valid_from,
    )


def not_by_who_opened(case: "Case", actor: "User | None", at: datetime) -> Refusal | None:
    """A guard that knows the actor: the handler does not decide."""
    if actor is not None and case.handler_id == actor.pk:
        return Refusal(reason="Wie de zaak behandelt, beslist niet zelf.", basis=article("9"))
    return None


def needs_title(case: "Case", actor: "User | None", at: datetime) -> Refusal | None:
    return None if case.title else Refusal(reason="Vul eerst in waar het over gaat.", basis=article("4"))


def keep_wish(step: Step[dict[str, Any]]) -> None:
    step.case.title = str(step.act.get("wish", ""))


HANDLED: list[int] = []


def remember(event_id: int) -> None:
    if event_id not in HANDLED:
        HANDLED.append(event_id)


def compose(case: "Case", letter: "LetterModel") -> LetterContent:
    return LetterContent(
        title="Uw verzoek",
        sender=Sender(name="Gemeente Speelstad", lines=("Postbus 1", "0000 AA Speelstad")),
        addressee=(case.person.formal_name,),
        date=letter.sent_on or letter.drafted_at.date(),
        number=case.number,
        handler="",
        enclosures=(),
        salutation=case.person.salutation,
        blocks=(Paragraph(text="U krijgt wat u vroeg."),),
        closing=("Met vriendelijke groet",),
        proofs=(),
    )


def states(*rows: tuple[str, str, Phase]) -> tuple[State, ...]:
    return tuple(State(key=k, label=label, phase=p, final=p is Phase.CLOSED) for k, label, p in rows)


TRANSITIONS = (
    Transition(
        key="request",
        label="Verzoek",
        permission="toylaw.work",
        target="asked",
        form=RequestForm,
        effect=keep_wish,
        log=frozenset({"received_on"}),
        letter="receipt",
        basis=article("1"),
    ),
    Transition(
        key="urgent_request",
        label="Spoedverzoek",
        permission="toylaw.work",
        target="asked",
        form=RequestForm,
        effect=keep_wish,
        log=frozenset({"received_on"}),
    ),
    Transition(
        key="ask_more",
        label="Vraag aanvulling",
        permission="toylaw.work",
        sources=frozenset({"asked"}),
        form=AskForm,
        log=frozenset({"until"}),
    ),
    Transition(key="completed", label="Aangevuld", permission="toylaw.work", sources=frozenset({"asked"})),
    Transition(key="extend", label="Verleng", permission="toylaw.work", sources=frozenset({"asked"}), form=PeriodForm),
    Transition(
        key="plan_hearing",
        label="Plan gesprek",
        permission="toylaw.work",
        sources=frozenset({"asked"}),
        form=HearingForm,
        log=frozenset({"hearing_on"}),
    ),
    Transition(key="contact", label="Eerste contact", permission="toylaw.work", sources=frozenset({"asked"})),
    Transition(key="attempt", label="Contact mislukt", permission="toylaw.work", sources=frozenset({"asked"})),
    Transition(
        key="grant",
        label="Ken toe",
        permission="toylaw.decide",
        sources=frozenset({"asked"}),
        target="granted",
        guards=(needs_title, not_by_who_opened),
        form=PeriodForm,
        letter="decision",
    ),
    Transition(key="pay", label="Betaal", permission="toylaw.work", sources=frozenset({"granted"})),
    Transition(
        key="withdraw", label="Trek in", permission="toylaw.work", sources=frozenset({"asked"}), target="closed"
    ),
    Transition(key="finish", label="Sluit", permission="toylaw.work", sources=frozenset({"granted"}), target="closed"),
)
WEEKS_8 = Length(amount=8, unit=Unit.WEEKS)
TERMS = (
    Term(
        key="toylaw.decide",
        label="Besluit",
        basis=article("2"),
        length=WEEKS_8,
        valid_until=date(2026, 7, 1),
        started_by=frozenset({"request", "urgent_request"}),
        counts_from="received_on",
        met_by=frozenset({"grant"}),
        ended_by=frozenset({"withdraw"}),
    ),
    Term(
        key="toylaw.decide",
        label="Besluit",
        basis=article("2", valid_from=date(2026, 7, 1)),
        length=WEEKS_8,
        started_by=frozenset({"request", "urgent_request"}),
        counts_from="received_on",
        met_by=frozenset({"grant"}),
        ended_by=frozenset({"withdraw"}),
        pauses=(Pause(by="ask_more", basis=article("3"), reason="Brief “vul aan” verstuurd", until="until"),),
        resumed_by=frozenset({"completed"}),
        extensions=(
            Extend(
                by="extend", basis=article("3a"), reason="Verlengd", length=ActLength(field="weeks", unit=Unit.WEEKS)
            ),
        ),
    ),
    Term(
        key="toylaw.urgent",
        label="Eerste contact",
        basis=article("5"),
        nature=Nature.NORM,
        roll=Roll.NONE,
        urgent=True,
        length=LocalLength(rule="toylaw.urgent", default=Length(amount=48, unit=Unit.HOURS)),
        started_by=frozenset({"urgent_request"}),
        met_by=frozenset({"contact"}),
        ended_by=frozenset({"withdraw"}),
        never_stands_still="Deze klok loopt door.",
        warnings=(Warning(kind="nearing", before=Length(amount=6, unit=Unit.HOURS), urgent=True), BREACH),
    ),
    Term(
        key="toylaw.window",
        label="Eigen plan",
        basis=article("6"),
        nature=Nature.WINDOW,
        length=Length(amount=7, unit=Unit.DAYS),
        started_by=frozenset({"request"}),
        counts_from="received_on",
        warnings=(),
    ),
    Term(
        key="toylaw.after_window",
        label="Na het plan",
        basis=article("6a"),
        started_at_end_of="toylaw.window",
        length=Length(amount=3, unit=Unit.WORKING_DAYS),
        met_by=frozenset({"grant"}),
    ),
    Term(
        key="toylaw.papers",
        label="Stukken inleveren",
        basis=article("7", Certainty.MEMORY),
        direction=Direction.BACK,
        nature=Nature.WINDOW,
        length=Length(amount=10, unit=Unit.DAYS),
        started_by=frozenset({"plan_hearing"}),
        counts_from="hearing_on",
        warnings=(NEARING,),
    ),
    Term(
        key="toylaw.pay",
        label="Betalen",
        basis=article("8"),
        length=Length(amount=4, unit=Unit.WEEKS),
        repeats=True,
        started_by=frozenset({"grant"}),
        met_by=frozenset({"pay"}),
        ended_by=frozenset({"finish"}),
    ),
    Term(
        key="toylaw.evaluate",
        label="Evaluatie",
        basis=article("8a"),
        roll=Roll.NONE,
        length=ActLength(field="weeks", unit=Unit.WEEKS),
        started_by=frozenset({"grant"}),
        met_by=frozenset({"finish"}),
    ),
)
MAIN = Procedure(
    key="main",
    version=2,
    label="Speelzaak",
    states=states(
        ("asked", "Gevraagd", Phase.ASSESSMENT),
        ("granted", "Toegekend", Phase.EXECUTION),
        ("closed", "Gesloten", Phase.CLOSED),
    ),
    transitions=TRANSITIONS,
    terms=TERMS,
    road=("asked", "granted", "closed"),
)
OLD = Procedure(
    key="main",
    version=1,
    label="Speelzaak",
    current=False,
    states=states(("asked", "Gevraagd", Phase.ASSESSMENT), ("closed", "Gesloten", Phase.CLOSED)),
    transitions=(TRANSITIONS[0], *(t for t in TRANSITIONS if t.key == "withdraw")),
)
LAW = Law(
    key="toylaw",
    name="Speelwet",
    short_name="Speel",
    colour="zee",
    basis=article("0"),
    retention_years=1,
    procedures=(OLD, MAIN),
    permissions=(
        ("toylaw.work", "Werken aan speelzaken"),
        ("toylaw.decide", "Speelbesluiten nemen"),
        ("toylaw.visit", "Bezoeken"),
    ),
    roles=(Role(key="worker", label="Speelmedewerker", permissions=frozenset({"toylaw.work", "toylaw.visit"})),),
    acts=(
        Transition(
            key="visit",
            label="Huisbezoek",
            permission="toylaw.visit",
            subject=Subject.HOUSEHOLD,
            form=VisitForm,
            log=frozenset({"visited_on"}),
        ),
    ),
    standing_terms=(
        Term(
            key="toylaw.next_visit",
            label="Volgend bezoek",
            basis=article("10"),
            subject=Subject.HOUSEHOLD,
            repeats=True,
            length=Length(amount=3, unit=Unit.MONTHS),
            started_by=frozenset({"visit"}),
            counts_from="visited_on",
            met_by=frozenset({"visit"}),
        ),
    ),
    amounts=(Amount(key="toylaw.coin", label="Speelgeld", value="12.50", basis=article("11", Certainty.SECOND_HAND)),),
    letters=(
        Letter(key="receipt", label="Wij hebben uw verzoek", compose=compose, permission="toylaw.work"),
        Letter(key="decision", label="Besluit", compose=compose, permission="toylaw.decide"),
    ),
    reactions=(Reaction(event="toylaw.grant", label="Onthoud toekenningen", handle=remember),),
)
