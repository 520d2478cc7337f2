"""Letters of the heronderzoek (2.3.9): the invitation, its verslag, and the help that goes on as it was."""

from cases.contract import Bullets, Heading, LetterContent, Paragraph, plain_date
from cases.models import Case
from cases.models import Letter as LetterModel
from cases.queries.letters import facts_for
from wmo.letters.words import SUPPORT, Block, handler_lines, letter_of, size_of
from wmo.models import Heronderzoek, Herverslag, Trigger

WHY = {
    Trigger.PERIODIC: "Wij spraken af om nu opnieuw te kijken of uw hulp nog past.",
    Trigger.SIGNAL: "Er is iets veranderd. Daarom kijken wij opnieuw of uw hulp nog past.",
    Trigger.END: "Uw hulp loopt af. Daarom kijken wij opnieuw wat u nodig heeft.",
    Trigger.REQUEST: "U vroeg ons om opnieuw naar uw hulp te kijken.",
}
NO_BESLUIT = "Het is geen besluit."
BASIS = "artikel 2.3.9 van de Wet maatschappelijke ondersteuning 2015"


def compose_invitation(case: Case, letter: LetterModel) -> LetterContent:
    """What happens now, free support and room for a plan of their own (2.3.2 lid 2 and 3)."""
    review = Heronderzoek.objects.filter(case=case).latest("pk")
    facts = facts_for(case, letter)
    return letter_of(
        case,
        facts,
        title="Wij kijken opnieuw naar uw hulp",
        blocks=(
            Paragraph(text=f"{WHY[Trigger(review.trigger)]} Uw hulp loopt intussen gewoon door."),
            Heading(text="Wat gebeurt er nu?"),
            Paragraph(text="Wij bellen u voor een gesprek. Daarna maken wij een verslag, en dat krijgt u."),
            Heading(text="Wat kunt u zelf doen?"),
            Bullets(
                items=("U mag zelf opschrijven wat goed gaat en wat u wilt. Het hoeft niet.", SUPPORT),
            ),
        ),
        closing=(*handler_lines(case), facts.sender.name),
        grounds=f"Wij doen dit op grond van {BASIS}. Deze brief is geen besluit.",
    )


def compose_report(case: Case, letter: LetterModel) -> LetterContent:
    """The five steps, as they were written."""
    facts, report = facts_for(case, letter), Herverslag.every.filter(case=case).latest("pk")
    size = size_of(report.amount, report.unit, report.frequency)
    parts = (
        ("Wat vertelde u?", report.question),
        ("Wat lukt niet goed?", report.problems),
        ("Welke hulp is nodig?", "\n".join(filter(None, (report.needed, size)))),
        ("Wat kunt u zelf, en wie helpt u al?", report.own_strength),
        ("Wat blijft over voor de gemeente?", report.remainder),
        ("Welk advies gebruikten wij?", report.expertise),
    )
    blocks: list[Block] = [
        Paragraph(text="Wij keken samen met u of uw hulp nog past. In dit verslag leest u wat wij vonden."),
        *(block for title, text in parts if text for block in (Heading(text=title), Paragraph(text=text))),
        Heading(text="Klopt er iets niet?"),
        Paragraph(text="Bel of schrijf ons. Wij bewaren uw reactie bij het verslag."),
    ]
    return letter_of(
        case,
        facts,
        title="Het verslag over uw hulp",
        blocks=tuple(blocks),
        closing=(*handler_lines(case), facts.sender.name),
        grounds=f"Dit is het verslag van het onderzoek op grond van {BASIS}. {NO_BESLUIT}",
    )


def compose_unchanged(case: Case, letter: LetterModel) -> LetterContent:
    """Nothing changes, so this is no besluit."""
    facts = facts_for(case, letter)
    review = Heronderzoek.objects.filter(case=case).latest("pk")
    rows = case.wmo_voorzieningen.filter(standing="granted").exclude(review_on=None)
    again = min((row.review_on for row in rows if row.review_on), default=None)
    blocks: list[Block] = [
        Paragraph(text="Wij keken opnieuw naar uw hulp. Uw hulp gaat door zoals hij is. U hoeft niets te doen."),
        Heading(text="Waarom?"),
        Paragraph(text=review.reasons),
        Heading(text="Hoe gaat het verder?"),
        Paragraph(
            text=(f"Rond {plain_date(again)} kijken wij weer. " if again else "")
            + "Verandert er eerder iets? Of bent u het er niet mee eens? Bel ons dan."
        ),
    ]
    return letter_of(
        case,
        facts,
        title="Uw hulp gaat door",
        blocks=tuple(blocks),
        closing=(*handler_lines(case), facts.sender.name),
        grounds=f"Wij keken opnieuw op grond van {BASIS}. Deze brief is geen besluit: er verandert niets.",
    )
