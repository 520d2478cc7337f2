"""The verslag as the resident gets it (2.3.2 lid 8), and the letter that closes without a besluit."""

from cases.contract import Bullets, Facts, Heading, LetterContent, Paragraph, plain_date
from cases.models import Case
from cases.models import Letter as LetterModel
from cases.queries.letters import facts_for
from wmo.letters.words import SUPPORT, Block, handler_lines, letter_of, size_of


def compose_verslag(case: Case, letter: LetterModel) -> LetterContent:
    """The five steps in the words of the verslag, and how to sign it as an aanvraag."""
    facts, verslag = facts_for(case, letter), case.wmo_onderzoek
    size = size_of(verslag.amount, verslag.unit, verslag.frequency)
    parts = (
        ("Wat is uw vraag?", verslag.question),
        ("Wat lukt niet goed?", verslag.problems),
        ("Welke hulp is nodig?", "\n".join(filter(None, (verslag.needed, size)))),
        ("Wat kunt u zelf, en wie helpt u al?", verslag.own_strength),
        ("Wat blijft over voor de gemeente?", verslag.remainder),
        ("Welk advies gebruikten wij?", verslag.expertise),
    )
    blocks: list[Block] = [
        Paragraph(text="Wij praatten met u over uw vraag. In dit verslag leest u wat wij samen vonden."),
        *(block for title, text in parts if text for block in (Heading(text=title), Paragraph(text=text))),
        Heading(text="Wat kunt u nu doen?"),
        Bullets(
            items=(
                "Klopt er iets niet? Schrijf het hieronder of bel ons. Wij bewaren uw reactie bij het verslag.",
                "Wilt u de hulp aanvragen? Teken dit verslag en stuur het terug. Dan besluiten wij binnen twee weken.",
                "Ook als wij denken dat u geen hulp van ons nodig heeft, mag u aanvragen.",
                *((f"Wij legden op {plain_date(verslag.pgb_explained_on)} uit wat een pgb is.",)
                  if verslag.pgb_explained_on else ()),
                SUPPORT,
            )
        ),
        Heading(text="Uw reactie en uw handtekening"),
        Facts(rows=tuple((row, "…") for row in ("Uw reactie", "Ik vraag deze hulp aan", "Datum", "Handtekening"))),
    ]  # fmt: skip
    return letter_of(
        case,
        facts,
        title="Het verslag van ons gesprek",
        blocks=tuple(blocks),
        closing=(*handler_lines(case), facts.sender.name),
        grounds="Dit is het verslag van het onderzoek: artikel 2.3.2, achtste lid, van de Wet maatschappelijke "
        "ondersteuning 2015. Het is geen besluit.",
    )


def compose_closing(case: Case, letter: LetterModel) -> LetterContent:
    """Not a besluit (CRVB:2018:2013), so it names no bezwaar; it does say that applying still can."""
    facts, closing = facts_for(case, letter), case.wmo_afsluiting
    return letter_of(
        case,
        facts,
        title="Wij ronden uw melding af",
        blocks=(
            Paragraph(text="Wij onderzochten uw vraag om hulp. U doet nu geen aanvraag. Daarom ronden wij nu af."),
            Heading(text="Waarom?"),
            Paragraph(text=closing.reasons),
            Heading(text="Wilt u toch hulp aanvragen?"),
            Paragraph(
                text="Dat kan altijd. Stuur ons het verslag terug met uw handtekening, of schrijf ons. Wij besluiten "
                "dan binnen twee weken. Tegen dat besluit kunt u bezwaar maken.",
                strong="Dat kan altijd.",
            ),
            Bullets(items=("Verandert er iets? Meld u opnieuw, dan kijken wij samen wat nodig is.", SUPPORT)),
        ),
        closing=(*handler_lines(case), facts.sender.name),
        grounds="Deze brief is geen besluit. Aanvragen kan op grond van artikel 2.3.2, negende lid, van de Wet "
        "maatschappelijke ondersteuning 2015.",
    )
