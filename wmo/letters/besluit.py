"""The beschikking (2.3.5) and the besluit on temporary help (2.3.3): decision first, then why, then bezwaar."""

from cases.besluit import objection
from cases.contract import Facts, Heading, LetterContent, Paragraph, full_date, plain_date
from cases.models import Case
from cases.models import Letter as LetterModel
from cases.queries.letters import facts_for, running_proof, starting_proof
from wmo.letters.words import COLLEGE, Block, form_of, letter_of, period_of, product_of
from wmo.models import ANSWERS, Besluit, Kind, Voorziening

TITLES = {
    Kind.GRANT: "U krijgt hulp van de gemeente",
    Kind.REFUSAL: "U krijgt deze hulp niet",
    Kind.SET_ASIDE: "Wij behandelen uw aanvraag niet",
}
OPENINGS = {
    Kind.GRANT: "U krijgt hulp van de gemeente.",
    Kind.REFUSAL: "U krijgt deze hulp niet van de gemeente.",
    Kind.SET_ASIDE: "Wij kunnen uw aanvraag niet behandelen, omdat er gegevens ontbreken.",
}
WHY = {
    Kind.GRANT: "Waarom krijgt u deze hulp?",
    Kind.REFUSAL: "Waarom krijgt u deze hulp niet?",
    Kind.SET_ASIDE: "Wat ontbrak er?",
}


def compose_besluit(case: Case, letter: LetterModel) -> LetterContent:
    """The answer to the aanvraag."""
    facts = facts_for(case, letter)
    besluit = Besluit.objects.all().newest(case, ANSWERS)
    kind = Kind(besluit.kind)
    bezwaar = starting_proof("awb.bezwaar", facts.on)
    blocks: list[Block] = [
        Paragraph(text=f"Op {plain_date(case.wmo_aanvraag.received_on)} vroeg u om hulp. {OPENINGS[kind]}"),
        *granted(besluit),
        Heading(text=WHY[kind]),
        *facts.slot("redenen"),
        *_verslag_line(case),
        *_ground(besluit),
        *([Heading(text="Wat moet u weten?"), *known] if (known := facts.slot("weten")) else ()),
        *objection(bezwaar),
    ]
    basis = "artikel 4:5 van de Algemene wet bestuursrecht" if kind is Kind.SET_ASIDE else _wmo("2.3.5")
    return letter_of(
        case,
        facts,
        title=TITLES[kind],
        blocks=tuple(blocks),
        closing=signature(besluit),
        grounds=grounds(besluit, basis),
        proofs=tuple(proof for proof in (running_proof(case, "wmo.aanvraag_beschikking"), bezwaar) if proof),
    )


def compose_temporary(case: Case, letter: LetterModel) -> LetterContent:
    """Help that cannot wait; the onderzoek still has to show what is needed in the end."""
    facts = facts_for(case, letter)
    besluit = Besluit.objects.all().newest(case, (Kind.TEMPORARY,))
    bezwaar = starting_proof("awb.bezwaar", facts.on)
    onderzoek = running_proof(case, "wmo.onderzoek")
    until = onderzoek.due_on if onderzoek else None
    blocks: list[Block] = [
        Paragraph(text="Uw vraag kan niet wachten. Daarom krijgt u nu tijdelijke hulp van de gemeente."),
        *granted(besluit),
        Heading(text="Waarom krijgt u nu hulp?"),
        Paragraph(text=besluit.reasons),
        Heading(text="Hoe gaat het verder?"),
        Paragraph(
            text="Wij onderzoeken samen met u welke hulp u daarna nodig heeft."
            + (f" Dat onderzoek is klaar uiterlijk op {full_date(until)}." if until else "")
            + " De tijdelijke hulp zegt nog niets over wat u daarna krijgt."
        ),
        *objection(bezwaar),
    ]
    return letter_of(
        case,
        facts,
        title="U krijgt nu tijdelijke hulp",
        blocks=tuple(blocks),
        closing=signature(besluit),
        grounds=grounds(besluit, _wmo("2.3.3")),
        proofs=(bezwaar,),
    )


def granted(besluit: Besluit) -> list[Block]:
    """What this besluit grants: each voorziening with size, period and form."""
    blocks: list[Block] = []
    for row in Voorziening.objects.filter(besluit=besluit):
        what = product_of(row)
        rows = [
            ("Wat krijgt u?", f"{what[:1].upper()}{what[1:]}"),
            ("Wat levert het op?", row.result),
            ("Wanneer?", period_of(row)),
            ("Hoe?", form_of(row)),
            ("Waarom zo?", row.pgb_reasons),
            ("Wanneer kijken wij opnieuw?", f"Rond {plain_date(row.review_on)}" if row.review_on else ""),
        ]
        blocks.append(Facts(rows=tuple(row for row in rows if row[1])))
    return blocks


def signature(besluit: Besluit) -> tuple[str, ...]:
    who = besluit.decider or besluit.drafted_by
    return (COLLEGE, who.display_name, who.role_title) if who else (COLLEGE,)


def grounds(besluit: Besluit, basis: str) -> str:
    mandate = f" Mandaat: {besluit.mandate}." if besluit.mandate else ""
    return f"Dit besluit is genomen op {plain_date(besluit.decided_on)} op grond van {basis}.{mandate}"


def _wmo(number: str) -> str:
    return f"artikel {number} van de Wet maatschappelijke ondersteuning 2015"


def _verslag_line(case: Case) -> list[Block]:
    verslag = getattr(case, "wmo_onderzoek", None)
    if verslag is None or verslag.given_on is None:
        return []
    return [Paragraph(text=f"U leest meer in het verslag dat u kreeg op {plain_date(verslag.given_on)}.")]


def _ground(besluit: Besluit) -> list[Block]:
    if besluit.kind == Kind.SET_ASIDE:
        return [Paragraph(text="U kunt opnieuw aanvragen, met alle gegevens. Bel ons, dan zoeken wij met u mee.")]
    if besluit.kind != Kind.REFUSAL:
        return []
    ground = besluit.get_ground_display()
    text = f"De reden in de wet: {ground[:1].lower()}{ground[1:]} (Wmo 2015, artikel 2.3.5)."
    return [Paragraph(text=f"{text} Zoekt u andere hulp? Bel ons, dan zoeken wij met u mee.")]
