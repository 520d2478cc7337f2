"""Ready-made terms of the Awb, opted into by each law: `replace(awb.BEZWAAR, started_by=...)`.

The engine never assumes them. Which acts start, meet or pause a term belongs to a law's procedure.
Read in the text of 1 July 2026.
"""

from datetime import date

from cases.contract import standards
from cases.contract.terms import ActLength, After, Amount, Nature, Term
from cases.rules.basis import Certainty, LegalBasis
from cases.rules.deadlines import Direction, Roll
from cases.rules.length import Length, Unit


def article(number: str, lid: str = "", certainty: Certainty = Certainty.SEEN) -> LegalBasis:
    """An article of the Awb in the text that was read: `article("4:13", "lid 2")`."""
    return LegalBasis(
        text=f"Awb art. {number} {lid}".strip(),
        url=f"https://wetten.overheid.nl/jci1.3:c:BWBR0005537&artikel={number}&z=2026-07-01&g=2026-07-01",
        checked_on=date(2026, 11, 21),
        certainty=certainty,
        valid_from=date(2026, 7, 1),
    )


LATE_DECISION = "Besluit zo snel mogelijk en vertel waarom het langer duurt. De inwoner mag ons in gebreke stellen."
NOT_OURS = "Dit is de tijd van de inwoner, en die kunnen wij niet stilzetten."
NO_GROUND = "De Awb kent geen grond om deze termijn stil te zetten."

BESLIS_8W = Term(
    key="awb.beslis_8w",
    label="Besluit op een aanvraag",
    basis=article("4:13", "lid 2"),
    length=Length(8, Unit.WEEKS),
    on_lapse=LATE_DECISION,
)
VERDAAGBERICHT = Term(
    key="awb.verdaagbericht",
    label="Bericht dat het besluit later komt",
    basis=article("4:14", "lid 3"),
    length=Length(8, Unit.WEEKS),
    on_lapse="Een bericht van uitstel helpt nu niet meer. Besluit zo snel mogelijk.",
)
HERSTEL = Term(
    key="awb.herstel",
    label="Tijd om de aanvraag aan te vullen",
    basis=article("4:5", "lid 1"),
    # The body sets it, so it is no term of the statute: the day in the letter is the last day.
    # Two weeks is what most municipalities give.
    length=ActLength(field="ends_by", unit=Unit.WEEKS, suggestion=Length(2, Unit.WEEKS)),
    nature=Nature.WINDOW,
    roll=Roll.NONE,
    never_stands_still=NOT_OURS,
    on_lapse="De inwoner vulde niet op tijd aan. Je mag de aanvraag buiten behandeling laten.",
)
BUITEN_BEHANDELING = Term(
    key="awb.buiten_behandeling",
    label="Besluit om de aanvraag niet te behandelen",
    basis=article("4:5", "lid 4"),
    length=Length(4, Unit.WEEKS),
    # Nobody is late with what may be left undone: it closes, and then only a decision on the merits is left.
    nature=Nature.WINDOW,
    whose="van ons",
    started_at_end_of="awb.herstel",
    after=After.UNMET,
    never_stands_still=NO_GROUND,
    on_lapse="Buiten behandeling laten kan niet meer. Beslis op de inhoud.",
)
OPSCHORTING = Term(
    key="awb.opschorting",
    label="Tijd waarin de beslistermijn stilstaat",
    basis=article("4:15", "lid 1"),
    length=ActLength(field="ends_by", unit=Unit.WEEKS),
    nature=Nature.WINDOW,
    whose="van ons",
    roll=Roll.NONE,
    never_stands_still="Een stilstand zelf kan niet stilstaan.",
    on_lapse="De klok van het besluit loopt weer.",
)
INGEBREKESTELLING = Term(
    key="awb.ingebrekestelling",
    label="Laatste twee weken om zonder dwangsom te besluiten",
    basis=article("4:17", "lid 3"),
    length=Length(2, Unit.WEEKS),
    roll=Roll.NONE,  # Awb 4:17 lid 2 sets the Algemene termijnenwet aside
    never_stands_still=NO_GROUND,
    presses="in gebreke gesteld",
    on_lapse="Vanaf nu loopt er een dwangsom, elke dag.",
)
# Whether the dwangsom begins on day 14 or on day 15 after the ingebrekestelling is disputed: a choice, with its source.
DWANGSOM_EERSTE_DAG = Amount(
    key="awb.dwangsom_eerste_dag",
    label="Eerste dag van de dwangsom, geteld vanaf de ingebrekestelling",
    value="15",
    unit="dag",
    basis=article("4:17", "lid 3", Certainty.MEMORY),
)
DWANGSOM = Term(
    key="awb.dwangsom",
    label="Tijd waarin de dwangsom oploopt",
    basis=article("4:17", "lid 1 en 3", Certainty.MEMORY),
    # 42 days are due, the first of them on the day after the two weeks; counted from day 14 it ends a day earlier.
    length=Length(42 - 15 + int(DWANGSOM_EERSTE_DAG.value), Unit.DAYS),
    started_at_end_of="awb.ingebrekestelling",
    roll=Roll.NONE,
    never_stands_still=NO_GROUND,
    presses="dwangsom loopt",
    on_lapse="De dwangsom is nu op zijn hoogst. Besluit, en stel het bedrag vast.",
)
DWANGSOM_BESLUIT = Term(
    key="awb.dwangsom_besluit",
    label="Besluit over de hoogte van de dwangsom",
    basis=article("4:18"),
    length=Length(2, Unit.WEEKS),
    started_at_end_of="awb.dwangsom",
    after=After.STOP,
    never_stands_still=NO_GROUND,
    on_lapse="Stel de dwangsom nu vast. De inwoner hoeft er niet om te vragen.",
)
# Art. 4:17 lid 2, in the amounts of 1 July 2026; they are indexed, so a new text is a new set of rows.
DWANGSOM_BEDRAGEN: tuple[tuple[int, int, Amount], ...] = tuple(  # first day, last day, what each of them costs
    (
        first,
        last,
        Amount(
            key=f"awb.dwangsom_dag_{first}_{last}",
            label=f"Dwangsom per dag, dag {first} tot en met {last}",
            value=value,
            basis=article("4:17", "lid 2"),
        ),
    )
    for first, last, value in ((1, 14, "23"), (15, 28, "35"), (29, 42, "45"))
)
AMOUNTS: tuple[Amount, ...] = (*(amount for _, _, amount in DWANGSOM_BEDRAGEN), DWANGSOM_EERSTE_DAG)
ZIENSWIJZE = Term(
    key="awb.zienswijze",
    label="Zienswijze geven",
    basis=article("4:8", "lid 1", Certainty.MEMORY),
    # The law gives no number; the day in the letter is the last day.
    length=ActLength(field="ends_by", unit=Unit.WEEKS, suggestion=Length(2, Unit.WEEKS)),
    nature=Nature.WINDOW,
    roll=Roll.NONE,
    never_stands_still=NOT_OURS,
    on_lapse="Er kwam geen zienswijze. Je mag nu besluiten.",
)
BEZWAAR = Term(
    key="awb.bezwaar",
    label="Bezwaar maken",
    # 6:8: the first day is the day after the bekendmaking, so the day of dispatch does not count.
    basis=article("6:7"),
    length=Length(6, Unit.WEEKS),
    about="decision",  # the key of the PublishedDecision: each besluit has six weeks of its own
    nature=Nature.WINDOW,
    never_stands_still=NOT_OURS,
    # 6:9 lid 2: a letter that was posted in time may come in a week later.
    on_lapse="De bezwaartermijn is voorbij. Een brief die op tijd op de post ging, mag nog een week later binnenkomen "
    "(Awb 6:9). Komt bezwaar later? Leg het voor aan een jurist (Awb 6:11).",
)
BESLISSING_BEZWAAR = Term(
    key="awb.beslissing_bezwaar",
    label="Besluit op bezwaar",
    basis=article("7:10", "lid 1"),
    length=Length(6, Unit.WEEKS),
    started_at_end_of="awb.bezwaar",
    on_lapse=LATE_DECISION,
)
BESLISSING_BEZWAAR_COMMISSIE = Term(
    key="awb.beslissing_bezwaar_commissie",
    label="Besluit op bezwaar, met adviescommissie",
    basis=article("7:10", "lid 1"),
    length=Length(12, Unit.WEEKS),
    started_at_end_of="awb.bezwaar",
    on_lapse=LATE_DECISION,
)
BEROEP = Term(
    key="awb.beroep",
    label="Beroep bij de rechtbank",
    basis=article("6:7"),
    length=Length(6, Unit.WEEKS),
    nature=Nature.WINDOW,
    never_stands_still=NOT_OURS,
    on_lapse="De beroepstermijn is voorbij. Kwam er geen bericht van de rechtbank, dan staat de beslissing vast.",
)
HOORZITTING = Term(
    key="awb.hoorzitting",
    label="Stukken inleveren voor de hoorzitting",
    basis=article("7:4", "lid 1"),
    length=Length(10, Unit.DAYS),
    nature=Nature.WINDOW,
    direction=Direction.BACK,
    start_text="Dag van de hoorzitting",
    never_stands_still="Deze termijn telt terug vanaf de hoorzitting en schuift mee als de zitting verschuift.",
)
HOORZITTING_INZAGE = Term(
    key="awb.hoorzitting_inzage",
    label="Stukken klaarleggen voor de hoorzitting",
    basis=article("7:4", "lid 2"),
    length=Length(1, Unit.WEEKS),
    direction=Direction.BACK,
    start_text="Dag van de hoorzitting",
    never_stands_still="Deze termijn telt terug vanaf de hoorzitting en schuift mee als de zitting verschuift.",
    on_lapse="De stukken lagen te laat klaar. Bied een nieuwe zitting aan.",
)
EBERICHT_NOTIFICATIE = Term(
    key="awb.ebericht_notificatie",
    label="Melden dat er een digitaal bericht klaarstaat",
    basis=article("2:10"),
    length=Length(48, Unit.HOURS),
    never_stands_still="Een termijn in uren loopt altijd door.",
    on_lapse="Stuur de melding nu, of bereik de inwoner op een andere manier (Awb 2:11).",
)

TERMS: tuple[Term, ...] = (
    BESLIS_8W,
    VERDAAGBERICHT,
    HERSTEL,
    BUITEN_BEHANDELING,
    OPSCHORTING,
    INGEBREKESTELLING,
    DWANGSOM,
    DWANGSOM_BESLUIT,
    ZIENSWIJZE,
    BEZWAAR,
    BESLISSING_BEZWAAR,
    BESLISSING_BEZWAAR_COMMISSIE,
    BEROEP,
    HOORZITTING,
    HOORZITTING_INZAGE,
    EBERICHT_NOTIFICATIE,
    *standards.TERMS,
)
