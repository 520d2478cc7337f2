"""The letters of the Wmo's main road, at B1: the decision first, then what and when, why, and what one can do."""

from cases.contract import (
    Bullets,
    Facts,
    Heading,
    Letter,
    LetterContent,
    Paragraph,
    Quote,
    full_date,
    local_day,
    plain_date,
)
from cases.models import Case
from cases.models import Letter as LetterModel
from cases.queries.letters import LetterFacts, facts_for, running_proof, starting_proof
from wmo.letter_texts import (
    BESLUIT_SLOTS,
    BESLUIT_VARIABLES,
    RECEIPT_SLOTS,
    RECEIPT_VARIABLES,
    besluit_values,
    receipt_values,
)
from wmo.models import Besluit, Category, Frequency, Outcome, Reporter, Unit

SUPPORT = (
    "U kunt gratis hulp krijgen van een onafhankelijke cliëntondersteuner. Ook voor wie voor u zorgt. "
    "Bel ons, dan vertellen wij wie dat is."
)
COLLEGE = "namens het college van burgemeester en wethouders"


def size_of(amount: object, unit: str, frequency: str) -> str:
    """`2 uur per week`; empty where no size was set."""
    if amount is None:
        return ""
    number = f"{amount:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{number} {Unit(unit).label if unit else ''} {Frequency(frequency).label if frequency else ''}".strip()


def period_of(besluit: Besluit) -> str:
    assert besluit.starts_on is not None
    start = plain_date(besluit.starts_on)
    return (
        f"{start} tot en met {plain_date(besluit.ends_on)}" if besluit.ends_on else f"vanaf {start}, zonder einddatum"
    )


def compose_receipt(case: Case, letter: LetterModel) -> LetterContent:
    """We have your melding: what happens now and until when, the plan of your own, free support (2.3.2)."""
    facts = facts_for(case, letter)
    melding = case.wmo_melding
    onderzoek = running_proof(case, "wmo.onderzoek")
    plan = running_proof(case, "wmo.persoonlijk_plan")
    assert onderzoek is not None
    assert onderzoek.due_on is not None
    blocks: list[Paragraph | Heading | Bullets | Facts | Quote] = [
        Paragraph(text=f"Op {plain_date(local_day(melding.reported_at))} kregen wij een vraag om hulp voor u."),
        *facts.slot("begin"),
        *([Quote(text=melding.own_words, source="Zo vertelde u het ons")] if melding.reporter == Reporter.SELF else []),
        Heading(text="Wat gebeurt er nu?"),
        Facts(
            rows=(
                (
                    "Onderzoek",
                    f"Wij praten met u en maken een verslag. Dat is klaar uiterlijk op {full_date(onderzoek.due_on)}.",
                ),
                ("Bij spoed", "Bel ons meteen. Dan regelen wij eerst hulp en doen het onderzoek daarna."),
            )
        ),
        Paragraph(text=onderzoek.sentence()),
        Heading(text="Wat kunt u zelf doen?"),
    ]
    choices = [
        SUPPORT,
    ]
    if plan and plan.due_on:
        choices.insert(
            0,
            f"U mag zelf een plan maken: wat wilt u, en wat helpt? Geef het ons uiterlijk op {full_date(plan.due_on)}. "
            "Het hoeft niet.",
        )
    blocks += [Bullets(items=tuple(choices)), *facts.slot("contact")]
    return _letter(
        case,
        facts,
        title="Wij hebben uw vraag om hulp ontvangen",
        blocks=tuple(blocks),
        closing=(*_handler(case), facts.sender.name),
        grounds="Deze brief is de bevestiging van uw melding: artikel 2.3.2 van de Wet maatschappelijke "
        "ondersteuning 2015. Het is geen besluit.",
        proofs=tuple(proof for proof in (onderzoek, plan) if proof),
    )


def compose_besluit(case: Case, letter: LetterModel) -> LetterContent:
    """The beschikking: decision first, reasons, period, who decided, and the way to bezwaar."""
    facts = facts_for(case, letter)
    besluit = case.wmo_besluit
    aanvraag = case.wmo_aanvraag
    bezwaar = starting_proof("awb.bezwaar", facts.on)
    decision = running_proof(case, "wmo.aanvraag_beschikking")
    assert bezwaar.due_on is not None
    granted = besluit.outcome == Outcome.GRANTED
    opening = f"Op {plain_date(aanvraag.received_on)} vroeg u om hulp. " + (
        "U krijgt hulp van de gemeente." if granted else "U krijgt deze hulp niet van de gemeente."
    )
    blocks: list[Paragraph | Heading | Bullets | Facts | Quote] = [Paragraph(text=opening)]
    if granted:
        what = ", ".join(
            filter(None, (Category(besluit.category).label, size_of(besluit.amount, besluit.unit, besluit.frequency)))
        )
        rows = [
            ("Wat krijgt u?", f"{what[:1].upper()}{what[1:]}"),
            ("Wat levert het op?", besluit.result),
            ("Wanneer?", period_of(besluit)),
        ]
        if besluit.review_on:
            rows.append(("Wanneer kijken wij opnieuw?", f"Rond {plain_date(besluit.review_on)}"))
        blocks.append(Facts(rows=tuple(row for row in rows if row[1])))
    blocks += [
        Heading(text="Waarom krijgt u deze hulp?" if granted else "Waarom krijgt u deze hulp niet?"),
        *facts.slot("redenen"),
        *_verslag_line(case),
    ]
    if not granted:
        ground = besluit.get_ground_display()
        blocks.append(
            Paragraph(
                text=f"De reden in de wet: {ground[:1].lower()}{ground[1:]} "
                "(Wmo 2015, artikel 2.3.5). Zoekt u andere hulp? Bel ons, dan zoeken wij met u mee."
            )
        )
    if known := facts.slot("weten"):
        blocks += [Heading(text="Wat moet u weten?"), *known]
    blocks += [
        Heading(text="Bent u het er niet mee eens?"),
        Paragraph(
            text=f"Dan kunt u bezwaar maken. Doe dat uiterlijk op {full_date(bezwaar.due_on)}. Schrijf in uw "
            "brief uw naam en adres, de datum, om welk besluit het gaat en waarom u het er niet mee eens bent. "
            "Zet uw handtekening eronder. Stuur de brief naar het adres boven aan deze brief.",
            strong=f"uiterlijk op {full_date(bezwaar.due_on)}",
        ),
        Paragraph(text=f"{bezwaar.sentence()} Op de laatste bladzijde staat hoe wij rekenen."),
        Paragraph(
            text="Heeft u meteen een oplossing nodig? Dan kunt u de rechter ook vragen om een voorlopige voorziening. "
            "Dat kan alleen als u bezwaar heeft gemaakt."
        ),
    ]
    return _letter(
        case,
        facts,
        title="U krijgt hulp van de gemeente" if granted else "U krijgt deze hulp niet",
        blocks=tuple(blocks),
        closing=(COLLEGE, besluit.decider.display_name, besluit.decider.role_title),
        grounds=f"Dit besluit is genomen op {plain_date(besluit.decided_on)} op grond van artikel 2.3.5 van de Wet "
        f"maatschappelijke ondersteuning 2015. Mandaat: {besluit.mandate}.",
        proofs=tuple(proof for proof in (decision, bezwaar) if proof),
    )


def _verslag_line(case: Case) -> list[Paragraph]:
    given_on = case.wmo_onderzoek.given_on
    return [Paragraph(text=f"U leest meer in het verslag dat u kreeg op {plain_date(given_on)}.")] if given_on else []


def _letter(
    case: Case,
    facts: LetterFacts,
    *,
    title: str,
    blocks: tuple[Paragraph | Heading | Bullets | Facts | Quote, ...],
    closing: tuple[str, ...],
    grounds: str,
    proofs: tuple[object, ...],
) -> LetterContent:
    return LetterContent(
        title=title,
        sender=facts.sender,
        addressee=facts.addressee,
        date=facts.on,
        number=case.number,
        handler=case.handler.display_name if case.handler else case.team.name,
        salutation=facts.salutation,
        blocks=blocks,
        closing=tuple(line for line in closing if line),
        grounds=grounds,
        proofs=proofs,  # type: ignore[arg-type]
    )


def _handler(case: Case) -> tuple[str, ...]:
    return (case.handler.display_name, case.handler.role_title) if case.handler else (case.team.name,)


LETTERS = (
    Letter(
        key="ontvangstbevestiging",
        label="Wij hebben uw melding",
        compose=compose_receipt,
        permission="wmo.intake",
        slots=RECEIPT_SLOTS,
        variables=RECEIPT_VARIABLES,
        values=receipt_values,
    ),
    Letter(
        key="beschikking",
        label="Besluit",
        compose=compose_besluit,
        permission="wmo.decide",
        clock="termijn gehaald, bezwaar begint",
        slots=BESLUIT_SLOTS,
        variables=BESLUIT_VARIABLES,
        values=besluit_values,
        withdrawn="Het besluit blijft gelden en de bezwaartermijn loopt door. Klopt het besluit niet? "
        "Neem dan een nieuw besluit, en vertel de inwoner meteen wat er fout ging.",
    ),
)
