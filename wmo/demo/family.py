"""A difficult family: parents who parted, each with a question of their own and neither wants the other to know."""

from cases.contract import Days, Story
from wmo.demo.steps import FENNA, KARIM, after, melding, note, start


def marloes(days: Days) -> Story:
    """Nine days left. She wants nothing shared with Ruben; Daan (14) speaks for himself."""
    begin = days.began(weeks=6, left=9)
    first = melding(
        after(days, begin, 0, "9.20"),
        "Sinds de scheiding en mijn hernia krijg ik de dag niet rond. Bed, was en boodschappen lukken niet. De "
        "kinderen helpen te veel. Ruben mag dit niet weten.",
        "06 00 00 01 28",
    )  # fmt: skip
    return Story(resident="marloes", team="oost", steps=(
        *start(days, begin, FENNA, first, plan="no"),
        note(
            after(days, begin, 8, "15.45"), FENNA, "visit",
            "Thuis bij mevrouw, zonder de kinderen. Zij wil niet dat wij iets delen met de vader of met wie hem helpt. "
            "Dat is haar keuze; wij vragen het opnieuw als er meer nodig is.",
        ),
        note(
            after(days, begin, 12, "16.20"), FENNA, "own_words",
            "Daan: “Ik doe al de was en ik kook drie keer. Dat is goed, maar ik wil ook gewoon trainen. En mijn vader "
            "hoeft dit niet te horen van jullie.”",
        ),
        note(
            after(days, begin, 19, "10.30"), FENNA, "meeting",
            "Met mevrouw en haar zus: de zus neemt de zaterdag over. Lotte is om de week bij haar vader.",
        ),
    ))  # fmt: skip


def ruben(days: Days) -> Story:
    """Sixteen days left, in the other team. He wants nothing shared either."""
    begin = days.began(weeks=6, left=16)
    first = melding(
        after(days, begin, 0, "13.40"),
        "Na mijn ongeluk kan ik mijn rechterarm niet gebruiken. In de week dat Lotte er is red ik het huishouden niet. "
        "Haar moeder hoeft dat niet te weten.",
        "06 00 00 01 29", reporter="self",
    )  # fmt: skip
    return Story(resident="ruben", team="noord", steps=(
        *start(days, begin, KARIM, first, plan="no"),
        note(
            after(days, begin, 9, "11.15"), KARIM, "visit",
            "Meneer laat zien wat met één hand lukt. Hij wil niet dat iemand in Oost van zijn vraag weet. Wij delen "
            "niets.",
        ),
    ))  # fmt: skip


STORIES = (marloes, ruben)
