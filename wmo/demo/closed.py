"""What is over: withdrawn, closed without an aanvraag, ended."""

from cases.contract import Days, Story
from wmo.demo.steps import KARIM, act, after, day, melding, note, start


def hendriks(days: Days) -> Story:
    """She found another way and withdrew."""
    begin = days.before(days.today, 33)
    first = melding(
        after(days, begin, 0, "13.50"),
        "Na mijn operatie mag ik zes weken niets tillen. Wie doet mijn huishouden?", "06 00 00 01 20",
    )  # fmt: skip
    return Story(resident="hendriks", team="noord", steps=(
        *start(days, begin, KARIM, first),
        act(
            after(days, begin, 12, "10.05"), KARIM, "withdraw",
            reason="Haar dochters hebben een rooster gemaakt en dat gaat goed. Mevrouw mag altijd weer bellen.",
        ),
    ))  # fmt: skip


def van_dam(days: Days) -> Story:
    """The verslag showed that the neighbourhood was enough; no aanvraag."""
    begin = days.before(days.today, 54)
    first = melding(
        after(days, begin, 0, "11.25"),
        "Mijn vrouw ziet slecht en ik hoor slecht. Samen komen we er wel, maar alle papieren worden ons "
        "te veel.",
        "050 000 01 21",
    )  # fmt: skip
    return Story(resident="van_dam", team="noord", steps=(
        *start(days, begin, KARIM, first, carer=True, medium="gesprek"),
        note(
            after(days, begin, 10, "14.15"), KARIM, "visit",
            "Samen drie enveloppen opengemaakt. Het gaat om de post van de zorgverzekeraar. Een vrijwilliger van de "
            "formulierenhulp kan elke maand langskomen.",
        ),
        act(
            after(days, begin, 20, "15.30"), KARIM, "give_verslag",
            question="Meneer en mevrouw vragen hulp bij hun post en rekeningen.",
            problems="De letters zijn te klein en bellen lukt slecht.",
            needed="Elke maand de post en de rekeningen op orde.",
            own_strength="Zij hebben alles in mappen. Rekenen kan meneer goed.",
            remainder="Niets. De formulierenhulp komt elke maand.",
        ),
        act(
            after(days, begin, 34, "9.50"), KARIM, "close_without_aanvraag",
            reason="De vrijwilliger is geweest en dat beviel. Aanvragen kan altijd nog, dat weten zij.",
        ),
    ))  # fmt: skip


def petrov(days: Days) -> Story:
    """The help did its work and ended."""
    begin = days.before(days.today, 150)
    first = melding(
        after(days, begin, 0, "10.35"),
        "Ik ben failliet gegaan en sindsdien komt er niets meer uit mijn handen. Ik kom mijn bed niet uit.",
        "06 00 00 01 26",
    )  # fmt: skip
    return Story(resident="petrov", team="noord", steps=(
        *start(days, begin, KARIM, first),
        note(
            after(days, begin, 9, "16.00"), KARIM, "own_words",
            "“Vroeger stuurde ik acht man aan. Nu krijg ik mezelf niet eens aan het ontbijt.”",
        ),
        act(
            after(days, begin, 18, "11.15"), KARIM, "give_verslag",
            question="Meneer wil weer een gewone dag hebben.",
            problems="Geen dagritme. Post blijft liggen. Hij mijdt mensen.",
            needed="Begeleiding bij een dagritme. Twee keer per week een uur.",
            amount="2", unit="04", frequency="2",
            own_strength="Meneer kookt goed en heeft twee vrienden die bellen. Voor de schulden heeft hij een curator.",
            remainder="Begeleiding, 2 uur per week, drie maanden.",
            pgb_explained_on=after(days, begin, 9, "16.00").date(),
        ),
        act(after(days, begin, 20, "9.00"), KARIM, "file_aanvraag"),
        act(
            after(days, begin, 25, "14.00"), KARIM, "grant", category="02", amount="2", unit="04", frequency="2",
            result="Een gewone dag: op tijd op, post open, mensen zien.",
            starts_on=day(begin, 35), ends_on=day(begin, 126),
            reasons="U wilt uw dag weer zelf in de hand hebben. Uw vrienden steunen u, maar zij kunnen er niet "
            "elke week zijn. Daarom krijgt u drie maanden begeleiding.",
        ),
        act(after(days, begin, 26, "9.45"), KARIM, "publish_grant"),
        note(
            after(days, begin, 121, "15.00"), KARIM, "meeting",
            "Laatste gesprek met meneer en zijn begeleider. Hij werkt drie dagen bij een oude leverancier. “Ik doe de "
            "gordijnen weer open.”",
        ),
        act(
            after(days, begin, 127, "10.00"), KARIM, "end",
            reason="De begeleiding is klaar en meneer redt het zelf. Hij weet ons te vinden.",
        ),
    ))  # fmt: skip


STORIES = (hendriks, van_dam, petrov)
