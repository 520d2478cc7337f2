"""A law that does not exist. It uses everything the contract can express; the core is tested on it alone."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Value

from cases.awb import RELATIONS, bezwaar, letters, panels
from cases.besluit import RELATIONS as BESLUITEN
from cases.besluit import besluit_panel
from cases.contract import (
    Amount,
    Certainty,
    Heading,
    Law,
    Letter,
    LetterContent,
    LocalChoice,
    Panel,
    Paragraph,
    Reaction,
    Record,
    Refusal,
    Role,
    Sender,
    Slot,
    Sort,
    Subject,
    TextSlot,
    Transition,
    Variable,
)
from cases.models import Task
from cases.queries.letters import facts_for, running_proof
from tests.toylaw import toelage
from tests.toylaw.basis import article
from tests.toylaw.claim import BEZWAAR, CLAIM, decisions
from tests.toylaw.forms import AgreementForm, VisitForm
from tests.toylaw.procedure import MAIN, OLD
from tests.toylaw.retention import RETENTIONS
from tests.toylaw.terms import STANDING

if TYPE_CHECKING:
    from cases.models import Case, User
    from cases.models import Letter as LetterModel

HANDLED: list[int] = []


def remember(event_id: int) -> None:
    if event_id not in HANDLED:
        HANDLED.append(event_id)


def values(case: "Case", letter: "LetterModel") -> dict[str, object]:
    return {
        "naam": case.person.formal_name,
        "dag": letter.sent_on or letter.drafted_at.date(),
        "bedrag": Decimal("1234.50"),
        "aantal": 2,
        "vraag": case.title,
    }


def compose(case: "Case", letter: "LetterModel") -> LetterContent:
    facts = facts_for(case, letter)
    return LetterContent(
        title="Uw verzoek",
        sender=Sender(name="Gemeente Speelstad", lines=("Postbus 1", "0000 AA Speelstad")),
        addressee=(case.person.formal_name,),
        date=facts.on,
        number=case.number,
        handler="",
        enclosures=(),
        salutation=case.person.salutation,
        blocks=(*facts.slot("begin"), Heading(text="Waarom?"), *facts.slot("waarom"), Paragraph(text="Tot zover.")),
        closing=("Met vriendelijke groet",),
        grounds="Speelwet art. 2",
        proofs=tuple(filter(None, (running_proof(case, "toylaw.papers"),))),
    )


VARIABLES = (
    Variable(key="naam", label="Naam van de inwoner", example="mevrouw A. Postma"),
    Variable(key="dag", label="Dag van de brief", example="dinsdag 24 november 2026", sort=Sort.DAY),
    Variable(key="bedrag", label="Speelgeld", example="€ 12,50", sort=Sort.MONEY),
    Variable(key="aantal", label="Aantal", example="2", sort=Sort.NUMBER),
    Variable(key="vraag", label="De vraag", example="Een kanariegele fiets", sort=Sort.PROSE),
)
SLOTS = (
    TextSlot(key="begin", label="Het begin", text="U krijgt wat u vroeg, {naam}.", variables=frozenset({"naam"})),
    TextSlot(
        key="waarom",
        label="Waarom",
        text="Op {dag} vroeg u:\n\n{vraag}",
        variables=frozenset({"naam", "dag", "bedrag", "aantal", "vraag"}),
        hint="Ook wat iemand zelf kan.",
        required=True,
    ),
)


def wish_of(case: "Case", user: "User") -> dict[str, object]:
    return {"wish": case.title} if case.title else {}


def is_waiting(row: Task) -> Refusal | None:
    return Refusal(reason="Deze afspraak is al gedaan.", basis=article("5")) if row.done_at else None


AGREEMENT = Record(
    key="agreement",
    label="Afspraak",
    model=Task,
    form=AgreementForm,
    start=lambda case: Task(case=case),
    permission="toylaw.work",
    states=frozenset({"asked"}),
    editable=is_waiting,
    many=True,
    title=lambda row: row.label,
)


def wishes_of(cases: "tuple[Case, ...]", user: "User") -> dict[str, object]:
    titles = sorted(f"{case.title} ({len(case.notes.all())})" for case in cases if case.title)
    return {"wish": ", ".join(titles)} if titles else {}


LAW = Law(
    key="toylaw",
    name="Speelwet",
    short_name="Speel",
    colour="zee",
    basis=article("0"),
    retentions=RETENTIONS,
    procedures=(OLD, MAIN, CLAIM, toelage.TOELAGE_PROCEDURE, BEZWAAR),
    besluiten=toelage.KINDS,
    permissions=(
        ("toylaw.work", "Werken aan speelzaken"),
        ("toylaw.decide", "Speelbesluiten nemen"),
        ("toylaw.visit", "Bezoeken"),
        ("toylaw.bezwaar", "Bezwaar behandelen"),
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
        Transition(key="check_person", label="Gegevens nagekeken", permission="toylaw.visit", subject=Subject.PERSON),
        Transition(key="chase_task", label="Taak nagevraagd", permission="toylaw.visit", subject=Subject.TASK),
        Transition(key="review_grant", label="Inzage nagekeken", permission="toylaw.visit", subject=Subject.GRANT),
    ),
    standing_terms=STANDING,
    own_words=Value("Ik wil graag meedoen, maar dat lukt mij nu niet meer. " * 5),
    decisions=decisions,
    records=(AGREEMENT,),
    choices=(
        toelage.FOUR_EYES,
        LocalChoice(
            key="toylaw.slow", label="Doen we het rustig aan?", default=False, hint="Dan mag het wat langer duren."
        ),
    ),
    amounts=(Amount(key="toylaw.coin", label="Speelgeld", value="12.50", basis=article("11", Certainty.SECOND_HAND)),),
    relations=(*RELATIONS, *BESLUITEN),
    panels=(
        Panel(
            key="wens",
            label="Wens",
            slot=Slot.CASE,
            template="toylaw/wish.html",
            context=wish_of,
            permission="toylaw.work",
        ),
        Panel(
            key="wensen",
            label="Wensen",
            slot=Slot.HOUSEHOLD,
            template="toylaw/wish.html",
            context=wishes_of,
            permission="toylaw.work",
            relations=("notes",),
        ),
        besluit_panel("toylaw.work"),
        *panels("toylaw.work"),
        *bezwaar.origin_panel("toylaw.work"),
        *bezwaar.panels("toylaw.bezwaar"),
    ),
    letters=(
        Letter(
            key="receipt",
            label="Wij hebben uw verzoek",
            compose=compose,
            permission="toylaw.work",
            slots=SLOTS,
            variables=VARIABLES,
            values=values,
        ),
        Letter(
            key="decision",
            label="Besluit",
            compose=compose,
            permission="toylaw.decide",
            slots=SLOTS,
            variables=VARIABLES,
            values=values,
            withdrawn="Het besluit blijft gelden. Neem een nieuw besluit als het niet klopt.",
        ),
        Letter(
            key="claim_decision",
            label="Besluit op de speelaanvraag",
            compose=compose,
            permission="toylaw.decide",
            slots=SLOTS,
            variables=VARIABLES,
            values=values,
        ),
        *toelage.LETTERS,
        *letters("toylaw.work", "toylaw.decide"),
        *bezwaar.letters("toylaw.work", "toylaw.bezwaar"),
    ),
    reactions=(Reaction(event="toylaw.grant", label="Onthoud toekenningen", handle=remember),),
)
