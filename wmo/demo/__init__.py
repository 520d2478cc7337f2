"""The Wmo in the demo municipality: two consulenten, and a case in every state of the main road."""

from cases.contract import Colleague, Days, Demo, Story
from wmo.demo import after, assessment, closed, decision, family, sides, urgent

RIGHTS = frozenset({"cases.register", "cases.read_household", "cases.read_protected"})
MANDATE = "Mandaatbesluit sociaal domein 2026, artikel 4"


def stories(days: Days) -> tuple[Story, ...]:
    told = (
        *urgent.STORIES,
        *assessment.STORIES,
        *decision.STORIES,
        *closed.STORIES,
        *after.STORIES,
        *sides.STORIES,
        *family.STORIES,
    )
    return tuple(tell(days) for tell in told)


DEMO = Demo(
    colleagues=(
        Colleague(
            username="consulent", first_name="Fenna", last_name="de Boer", title="Wmo-consulent",
            phone="050 000 00 11", teams=("oost",), permissions=RIGHTS, mandate=MANDATE,
        ),
        Colleague(
            username="consulent-noord", first_name="Karim", last_name="Bouzid", title="Wmo-consulent",
            phone="050 000 00 12", teams=("noord",), permissions=RIGHTS, mandate=MANDATE,
        ),
        Colleague(
            username="bezwaar", first_name="Noor", last_name="Visser", title="jurist bezwaar",
            phone="050 000 00 16", teams=("oost", "noord"), mandate=MANDATE,
        ),
    ),
    roles={
        "intaker": "wmo_intaker",
        "consulent": "wmo_consulent",
        "consulent-noord": "wmo_consulent",
        "teamleider": "wmo_teamleider",
        "bezwaar": "wmo_bezwaar",
    },
    stories=stories,
)  # fmt: skip
