"""What the letters of the Wmo share: size and period in words, and the frame of a letter."""

from cases.contract import Bullets, Facts, Heading, LetterContent, Paragraph, Quote, plain_date
from cases.models import Case
from cases.queries.letters import LetterFacts
from cases.rules.proof import Proof
from wmo.models import Category, Form, Frequency, Unit, Voorziening

Block = Paragraph | Heading | Bullets | Facts | Quote
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


def euro(amount: object) -> str:
    """`€ 1.234,50`."""
    whole = f"{amount:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"€ {whole}"


def product_of(row: Voorziening) -> str:
    """`hulp bij het huishouden, 2 uur per week`."""
    return ", ".join(filter(None, (Category(row.category).label, size_of(row.amount, row.unit, row.frequency))))


def period_of(row: Voorziening) -> str:
    start = plain_date(row.starts_on)
    return f"{start} tot en met {plain_date(row.ends_on)}" if row.ends_on else f"vanaf {start}, zonder einddatum"


def form_of(row: Voorziening) -> str:
    """In natura with its aanbieder, or the pgb with its amount."""
    if row.form == Form.BUDGET:
        return f"Met een pgb van {euro(row.pgb_amount)} {Frequency(row.pgb_frequency).label}. U koopt de hulp zelf in."
    return f"In natura, van {row.provider}. Wij regelen de hulp." if row.provider else "In natura. Wij regelen de hulp."


def letter_of(
    case: Case,
    facts: LetterFacts,
    *,
    title: str,
    blocks: tuple[Block, ...],
    closing: tuple[str, ...],
    grounds: str,
    proofs: tuple[Proof, ...] = (),
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
        proofs=proofs,
    )


def handler_lines(case: Case) -> tuple[str, ...]:
    return (case.handler.display_name, case.handler.role_title) if case.handler else (case.team.name,)
