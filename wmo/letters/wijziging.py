"""Letters about a besluit that changes an earlier one: the decision first, from when, why, the zienswijze, bezwaar."""

from cases.besluit import objection
from cases.contract import Facts, Heading, LetterContent, Paragraph, awb, full_date, plain_date
from cases.models import Case
from cases.models import Letter as LetterModel
from cases.queries.letters import LetterFacts, facts_for, starting_proof
from wmo.letters.besluit import granted, grounds, signature
from wmo.letters.words import Block, euro, handler_lines, letter_of, period_of, product_of
from wmo.models import Besluit, Kind, Opzet, Voorziening, Zienswijze

LAW = "van de Wet maatschappelijke ondersteuning 2015"
CHANGED = f"artikel 2.3.10 {LAW}"
PLANS = {
    Kind.REVISION: "uw hulp veranderen",
    Kind.WITHDRAWAL: "uw hulp stoppen",
    Kind.RECOVERY: "geld van u terugvragen",
}


def compose_revision(case: Case, letter: LetterModel) -> LetterContent:
    facts, besluit = facts_for(case, letter), _newest(case, Kind.REVISION)
    blocks: list[Block] = [
        Paragraph(text=f"Vanaf {_day(besluit)} krijgt u andere hulp van de gemeente.", strong=_day(besluit)),
        *granted(besluit),
        *_ends(besluit, "Deze hulp stopt de dag ervoor"),
    ]
    return _besluit(case, facts, besluit, title="Uw hulp verandert", blocks=blocks, basis=CHANGED)


def compose_withdrawal(case: Case, letter: LetterModel) -> LetterContent:
    facts, besluit = facts_for(case, letter), _newest(case, Kind.WITHDRAWAL)
    blocks: list[Block] = [
        Paragraph(text=f"Vanaf {_day(besluit)} krijgt u deze hulp niet meer van de gemeente.", strong=_day(besluit)),
        *_ends(besluit, "Welke hulp stopt?"),
    ]
    return _besluit(case, facts, besluit, title="Uw hulp stopt", blocks=blocks, basis=CHANGED)


def compose_continuation(case: Case, letter: LetterModel) -> LetterContent:
    facts, besluit = facts_for(case, letter), _newest(case, Kind.CONTINUATION)
    blocks: list[Block] = [
        Paragraph(text="Wij keken opnieuw naar uw hulp. U houdt deze hulp, in een nieuwe periode."),
        *granted(besluit),
    ]
    return _besluit(case, facts, besluit, title="U houdt uw hulp", blocks=blocks, basis=f"artikel 2.3.9 en 2.3.5 {LAW}")


def compose_correction(case: Case, letter: LetterModel) -> LetterContent:
    """A new besluit in the place of one that was wrong: the letter says which."""
    facts = facts_for(case, letter)
    found = Besluit.objects.standing().filter(case=case, kind__in=(Kind.GRANT, Kind.REFUSAL)).exclude(replaces=None)
    besluit = found.select_related("decider", "drafted_by", "replaces").latest("pk")
    old = besluit.replaces
    assert old is not None
    assert old.sent_on is not None
    grant = besluit.kind == Kind.GRANT
    decision = "U krijgt hulp van de gemeente." if grant else "U krijgt deze hulp niet van de gemeente."
    sorry = f"Op {plain_date(old.sent_on)} stuurden wij u een besluit dat niet klopte. Onze excuses. "
    replaced = f"Dit nieuwe besluit komt in de plaats van dat van {plain_date(old.sent_on)}."
    blocks: list[Block] = [
        Paragraph(text=f"{sorry}{replaced} {decision}", strong=replaced),
        *granted(besluit),
        *_ends(besluit, "Deze hulp stopt"),
    ]
    if not grant:
        ground = besluit.get_ground_display()
        text = f"De reden in de wet: {ground[:1].lower()}{ground[1:]}."
        blocks.append(Paragraph(text=text))
    title = "Een nieuw besluit: u krijgt hulp" if grant else "Een nieuw besluit: u krijgt deze hulp niet"
    return _besluit(case, facts, besluit, title=title, blocks=blocks, basis=f"artikel 2.3.5 {LAW}")


def compose_recovery(case: Case, letter: LetterModel) -> LetterContent:
    """How much, how it was reckoned, why it can be asked, when to pay and what comes if nobody pays (2.4.1)."""
    facts, besluit = facts_for(case, letter), _newest(case, Kind.RECOVERY)
    intent = Opzet.objects.filter(besluit__case=case).latest("besluit_id")
    amount = euro(besluit.amount)
    blocks: list[Block] = [
        Paragraph(text=f"U moet {amount} aan de gemeente terugbetalen.", strong=amount),
        Facts(rows=(("Bedrag", amount), ("Hoe wij dat berekenden", besluit.terugvordering.computation))),
        Heading(text="Waarom was het opzet?"),
        Paragraph(text=intent.reasons),
        Heading(text="Hoe betaalt u?"),
        Paragraph(
            text="Betaal binnen zes weken na de dag van deze brief. Lukt dat niet in één keer? Bel ons voor die tijd: "
            "wij kunnen een regeling met u afspreken."
        ),
        Paragraph(
            text="Betaalt u niet? Dan krijgt u eerst een aanmaning. Daarna kunnen wij een dwangbevel laten brengen "
            "door een deurwaarder. Dat kost u extra geld."
        ),
    ]
    return _besluit(case, facts, besluit, title="U moet geld terugbetalen", blocks=blocks, basis=f"artikel 2.4.1 {LAW}")


def compose_view(case: Case, letter: LetterModel) -> LetterContent:
    """What we intend, and until when the resident can say what they think of it (Awb 4:8, 4:9)."""
    facts = facts_for(case, letter)
    asked = Zienswijze.objects.filter(case=case).exclude(asked_on=None).latest("pk")
    assert asked.ends_by is not None
    until = f"uiterlijk op {full_date(asked.ends_by)}"
    together = Zienswijze.objects.filter(case=case, asked_on=asked.asked_on, intent=asked.intent).order_by("pk")
    plan = f"Wij willen {' en '.join(PLANS[Kind(row.kind)] for row in together)}"
    blocks: list[Block] = [
        Paragraph(text=f"{plan}. Wij besluiten nog niet. Eerst horen wij graag wat u ervan vindt."),
        Heading(text="Wat zijn wij van plan, en waarom?"),
        Paragraph(text=asked.intent),
        Heading(text="Wat vindt u ervan?"),
        Paragraph(
            text=f"Vertel ons {until} wat u ervan vindt. U mag bellen, schrijven of langskomen. Reageren hoeft niet. "
            "Reageert u niet, dan besluiten wij met wat wij nu weten.",
            strong=until,
        ),
        Paragraph(text="Iemand mag u daarbij helpen. U kunt gratis een cliëntondersteuner vragen. Bel ons daarover."),
    ]
    return letter_of(
        case,
        facts,
        title=plan,
        blocks=tuple(blocks),
        closing=(*handler_lines(case), facts.sender.name),
        grounds="Wij vragen uw zienswijze op grond van artikel 4:8 van de Algemene wet bestuursrecht. Deze brief is "
        "geen besluit.",
    )


def _newest(case: Case, kind: Kind) -> Besluit:
    return Besluit.objects.all().newest(case, (kind,))


def _day(besluit: Besluit) -> str:
    assert besluit.effective_on is not None
    return full_date(besluit.effective_on)


def _ends(besluit: Besluit, title: str) -> list[Block]:
    rows = Voorziening.objects.filter(wijzigingen__besluit=besluit)
    lines = tuple((product_of(row)[:1].upper() + product_of(row)[1:], period_of(row)) for row in rows)
    return [Heading(text=title), Facts(rows=lines)] if lines else []


def _besluit(
    case: Case, facts: LetterFacts, besluit: Besluit, *, title: str, blocks: list[Block], basis: str
) -> LetterContent:
    """The frame of each of these: why, what was done with the zienswijze, bezwaar with its own last day."""
    bezwaar = starting_proof(awb.BEZWAAR.key, facts.on)
    why: list[Block] = [Heading(text="Waarom besluiten wij dit?"), Paragraph(text=besluit.reasons)]
    if besluit.change:
        reason = besluit.get_change_display()
        text = f"De reden in de wet: {reason[:1].lower()}{reason[1:]} (artikel 2.3.10, onder {besluit.change})."
        why.append(Paragraph(text=text))
    return letter_of(
        case,
        facts,
        title=title,
        blocks=(*blocks, *why, *_heard(besluit), *objection(bezwaar)),
        closing=signature(besluit),
        grounds=grounds(besluit, basis),
        proofs=(bezwaar,),
    )


def _heard(besluit: Besluit) -> list[Block]:
    """That the zienswijze was weighed, or that none came (Awb 4:8)."""
    row = besluit.zienswijzen.order_by("pk").last()
    if row is None or row.left_out or row.asked_on is None:
        return []
    asked = f"Op {plain_date(row.asked_on)} vroegen wij wat u van dit plan vindt."
    answer = f"U zei: “{row.view}” Dat namen wij mee." if row.view else "Wij kregen geen reactie."
    return [Paragraph(text=f"{asked} {answer}")]
