"""The texts of the Wmo's letters that a municipality makes its own. What the law requires stands beside it."""

from cases.contract import Sort, TextSlot, Variable
from cases.models import Case
from cases.models import Letter as LetterModel
from wmo.models import ANSWERS, Besluit, Category

NAME = Variable(key="naam", label="Naam van de inwoner", example="mevrouw S. El Amrani")
CASE = Variable(key="zaak", label="Zaaknummer", example="2026-01911")
RECEIPT_VARIABLES = (
    NAME,
    CASE,
    Variable(key="gemeld", label="Dag van de melding", example="maandag 23 november 2026", sort=Sort.DAY),
)
BESLUIT_VARIABLES = (
    NAME,
    CASE,
    Variable(key="hulp", label="De soort hulp", example="Begeleiding thuis"),
    Variable(key="begin", label="Eerste dag van de hulp", example="maandag 14 december 2026", sort=Sort.DAY),
    Variable(
        key="redenen",
        label="Waarom, zoals het bij het besluit staat",
        example="U kunt niet meer zelf reizen.",
        sort=Sort.PROSE,
    ),
)


def _keys(variables: tuple[Variable, ...]) -> frozenset[str]:
    return frozenset(variable.key for variable in variables)


RECEIPT_SLOTS = (
    TextSlot(
        key="begin",
        label="Wat wij gaan doen",
        text="Wij gaan samen met u kijken wat u nodig heeft.",
        variables=_keys(RECEIPT_VARIABLES),
        hint="Staat na de dag waarop de vraag binnenkwam.",
    ),
    TextSlot(
        key="contact",
        label="Vragen en contact",
        text="Klopt er iets niet in deze brief? Bel ons.",
        variables=_keys(RECEIPT_VARIABLES),
        hint="De laatste regels van de brief.",
        required=True,
    ),
)
BESLUIT_SLOTS = (
    TextSlot(
        key="redenen",
        label="Waarom",
        text="{redenen}",
        variables=_keys(BESLUIT_VARIABLES),
        hint="Ook wat iemand zelf kan, en waarom andere hulp niet past.",
        required=True,
    ),
    TextSlot(
        key="weten",
        label="Wat u moet weten",
        variables=_keys(BESLUIT_VARIABLES),
        hint="Praktisch: wie komt er, wie belt u? Blijft dit leeg, dan staat het kopje ook niet in de brief.",
    ),
)


def receipt_values(case: Case, letter: LetterModel) -> dict[str, object]:  # noqa: ARG001 - the contract's signature
    return {"naam": case.person.formal_name, "zaak": case.number, "gemeld": case.wmo_melding.reported_at}


def besluit_values(case: Case, letter: LetterModel) -> dict[str, object]:  # noqa: ARG001
    besluit = Besluit.objects.all().newest(case, ANSWERS)
    row = besluit.voorzieningen.first()
    return {
        "naam": case.person.formal_name,
        "zaak": case.number,
        "hulp": Category(row.category).label if row else "",
        "begin": row.starts_on if row else None,
        "redenen": besluit.reasons,
    }
