"""The letter of a besluit, at B1: what was decided, what that means, why, and how one can object (Awb 3:45, 3:46)."""

from collections.abc import Callable, Iterable

from cases.awb import facts as clocks
from cases.awb.letters import COLLEGE, letter_of
from cases.contract import (
    BesluitKind,
    Block,
    Facts,
    Heading,
    Letter,
    LetterContent,
    Matter,
    Paragraph,
    Sort,
    TextSlot,
    Variable,
    full_date,
    plain_date,
)
from cases.models import Besluit, Case, User
from cases.models import Letter as LetterModel
from cases.queries import besluiten as facts
from cases.queries.letters import facts_for, running_proof, starting_proof
from cases.rules.proof import Proof

STAYS = "Het besluit blijft gelden en de bezwaartermijn loopt door. Klopt het niet? Neem een nieuw besluit."
VARIABLES = (
    Variable(key="naam", label="Naam van de inwoner", example="mevrouw S. El Amrani"),
    Variable(key="zaak", label="Zaaknummer", example="2026-01911"),
    Variable(
        key="redenen",
        label="Waarom, zoals het bij het besluit staat",
        example="U kunt dit niet zelf oplossen.",
        sort=Sort.PROSE,
    ),
)
KEYS = frozenset(variable.key for variable in VARIABLES)
SLOTS = (
    TextSlot(
        key="redenen", label="Waarom", text="{redenen}", variables=KEYS, required=True,
        hint="Ook wat iemand zelf kan, en waarom iets anders niet past.",
    ),
    TextSlot(
        key="weten", label="Wat u moet weten", variables=KEYS,
        hint="Praktisch: wat gebeurt er nu, wie belt u? Blijft dit leeg, dan staat het kopje ook niet in de brief.",
    ),
)  # fmt: skip


def besluit_letters(kinds: Iterable[BesluitKind], *, decide: str, matter: Matter = Matter.CARE) -> tuple[Letter, ...]:
    """A letter for each kind, for who may `decide`."""
    return tuple(
        Letter(
            key=kind.letter,
            label=f"Besluit: {kind.label}",
            compose=_composer(kind),
            permission=decide,
            clock="termijn gehaald, bezwaar begint",
            matter=matter,
            slots=SLOTS,
            variables=VARIABLES,
            values=_values(kind),
            withdrawn=STAYS,
        )
        for kind in kinds
    )


def _about(case: Case, kind: BesluitKind) -> Besluit:
    """The besluit that the letter is about: a letter is only made when there is one."""
    return next(row for row in reversed(facts.besluiten(case)) if row.kind == kind.key)


def _values(kind: BesluitKind) -> Callable[[Case, LetterModel], dict[str, object]]:
    def values(case: Case, letter: LetterModel) -> dict[str, object]:  # noqa: ARG001 - the contract's signature
        return {"naam": case.person.formal_name, "zaak": case.number, "redenen": _about(case, kind).reasons}

    return values


def _composer(kind: BesluitKind) -> Callable[[Case, LetterModel], LetterContent]:
    def compose(case: Case, letter: LetterModel) -> LetterContent:
        found, besluit = facts_for(case, letter), _about(case, kind)
        bezwaar = starting_proof("awb.bezwaar", found.on)
        rows = kind.facts(besluit) if kind.facts else ()
        known = found.slot("weten")
        blocks: tuple[Block, ...] = (
            Paragraph(text=kind.opening),
            *((Facts(rows=tuple(row for row in rows if row[1])),) if any(row[1] for row in rows) else ()),
            Heading(text=kind.why),
            *found.slot("redenen"),
            *((Paragraph(text=f"De grond: {besluit.ground_label}."),) if besluit.ground else ()),
            *((Heading(text="Wat moet u weten?"), *known) if known else ()),
            *(kind.also(besluit) if kind.also else ()),
            *objection(bezwaar),
        )
        clock = clocks.decision_clock(case)
        proof = running_proof(case, clock.term) if clock else None
        grounds, signed = grounds_of(besluit, kind.basis.text), signature(besluit.decider or besluit.drafted_by)
        return letter_of(case, letter, kind.title, blocks, grounds, proof, bezwaar, signed=signed)

    return compose


def objection(bezwaar: Proof) -> tuple[Block, ...]:
    """How and until when the resident can object (Awb 3:45)."""
    assert bezwaar.due_on is not None
    until = f"uiterlijk op {full_date(bezwaar.due_on)}"
    return (
        Heading(text="Bent u het er niet mee eens?"),
        Paragraph(
            text=f"Dan kunt u bezwaar maken. Doe dat {until}. Schrijf in uw "
            "brief uw naam en adres, de datum, om welk besluit het gaat en waarom u het er niet mee eens bent. "
            "Zet uw handtekening eronder. Stuur de brief naar het adres boven aan deze brief.",
            strong=until,
        ),
        Paragraph(text=f"{bezwaar.sentence()} Op de laatste bladzijde staat hoe wij rekenen."),
        Paragraph(
            text="Heeft u meteen een oplossing nodig? Dan kunt u de rechter ook vragen om een voorlopige voorziening. "
            "Dat kan alleen als u bezwaar heeft gemaakt."
        ),
    )


def signature(who: User | None) -> tuple[str, ...]:
    """Who signs, for the college."""
    return (COLLEGE, who.display_name, who.role_title) if who else (COLLEGE,)


def grounds_of(besluit: Besluit, basis: str) -> str:
    """The line under the letter: when, on which article, under which mandaat."""
    mandate = f" Mandaat: {besluit.mandate}." if besluit.mandate else ""
    return f"Dit besluit is genomen op {plain_date(besluit.decided_on)} op grond van {basis}.{mandate}"
