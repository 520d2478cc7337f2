"""How often each page asks the database: as often for thirty of everything as for one, and at most twelve times.

The bounds of a transaction are not counted; `tests/wmo/test_statements.py` does the same for the pages of a real law.
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions.note import add_note
from cases.actions.task import add_task
from cases.models import Case, Deadline, Heartbeat, Letter, User
from tests.factories.case import act, make_case, make_team, make_user
from tests.factories.document import make_document
from tests.factories.person import make_household, make_person
from tests.toylaw.law import LAW

pytestmark = pytest.mark.django_db
CORE = (
    "register",
    "read_household",
    "assign",
    "manage_letters",
    "manage_terms",
    "confirm_terms",
    "read_log",
    "read_retention",
)
RIGHTS = (*(right for right, _ in LAW.permissions), *(f"cases.{right}" for right in CORE))
PAGES = {
    "/werkvoorraad": 9,
    "/werkvoorraad?lijst=team&team=oost": 10,
    "{case}": 11,
    "{case}/stap/withdraw": 5,
    "{case}/meldcode": 7,
    "{case}/terugdraaien": 7,
    "{case}/stukken/nieuw": 5,
    "{document}": 7,
    "{document}/wijzigen": 6,
    "{task}": 7,
    "{letter}/schrijven": 7,
    "/huishoudens": 8,
    "{household}": 11,
    "{household}/meldcode": 6,
    "{household}/wijzigen": 9,
    "{household}/wijzigen/regisseur": 10,
    "{household}/wijzigen/erbij": 10,
    "{person}": 11,
    "{person}/gegevens": 11,
    "{person}/vertegenwoordiger": 12,
    "/melding": 5,
    "/meldcode": 3,
    "/berichten": 3,
    "/beheer/termijnen": 7,
    "/beheer/termijnen/toylaw.papers@2020-01-01": 5,
    "/beheer/bewaren": 4,
    "/beheer/keuzes": 4,
    "/beheer/bevestigen": 4,
    "/beheer/brieven": 4,
    "/beheer/huisstijl": 4,
}


def statements(client: Client, address: str) -> list[str]:
    """What the second look asks: by then the process knows the set-up and the session was stored."""
    for _ in range(2):
        with CaptureQueriesContext(connection) as found:
            response = client.get(address)
        assert response.status_code == 200, address
    return [row["sql"] for row in found if not row["sql"].startswith(("SAVEPOINT", "RELEASE"))]


@pytest.fixture
def fenna() -> User:
    now = timezone.now()
    Heartbeat.objects.create(name="beat", at=now)
    return make_user("fenna", *RIGHTS, team=make_team())


def make_world(many: int, fenna: User) -> dict[str, str]:
    """A household with so many people, each with a case, and one case with so many of everything: words in addresses."""
    now = timezone.now()
    people = [make_person(f"Kind{n}", "Kuipers", birth=f"{1985 + n}0101") for n in range(many)]
    home = make_household(*((person, "other") for person in people), name="Kuipers")
    cases = [
        make_case(None, now, household=home, person=person, handler=fenna, data={"received_on": now.date()})
        for person in people
    ]
    case = cases[0]
    for n in range(many):
        author = make_user(f"collega{n}", "toylaw.work", team=make_team())
        add_note(case=case, kind="call", text=f"Gebeld {n}", happened_on=now.date(), author=author, at=now)
        Letter.objects.create(case=case, kind="receipt", drafted_at=now, drafted_by=author)
        make_document(case, author, now, title=f"Stuk {n}")
        add_task(case=case, label=f"Taak {n}", owner=author, due_on=now.date(), actor=author, at=now)
        term = Deadline.objects.create(
            case=case, law="toylaw", term="toylaw.pay", term_valid_from="2020-01-01", starts_on=now.date(), started_at=now,
            amount=4, unit="weeks", due_on=now.date(), due_at=now, ended_at=now, ended_on=now.date(), outcome="met",
            ended_by="pay",
        )  # fmt: skip
        term.suspensions.create(invited_on=now.date() - timedelta(days=9), completed_on=now.date(), by="ask_more")
    case = act(case, "ask_more", fenna, now, until=(now + timedelta(days=9)).date())
    return {
        "case": f"/zaken/{case.uuid}",
        "letter": f"/zaken/{case.uuid}/brieven/{case.letters.order_by('pk')[0].uuid}",
        "document": f"/zaken/{case.uuid}/stukken/{case.documents.order_by('pk')[0].uuid}",
        "task": f"/zaken/{case.uuid}/taken/{case.tasks.order_by('pk')[0].uuid}",
        "household": f"/huishoudens/{home.uuid}",
        "person": f"/personen/{people[0].uuid}",
    }


@pytest.mark.parametrize("many", [1, 30])
def test_every_page_asks_as_often_for_thirty_as_for_one(client: Client, fenna: User, many: int) -> None:
    world = make_world(many, fenna)
    client.force_login(fenna)
    asked = {page: statements(client, page.format_map(world)) for page in PAGES}
    assert {page: len(found) for page, found in asked.items()} == PAGES, asked
    assert Case.objects.count() == many


def test_no_page_asks_more_than_twelve_times() -> None:
    assert max(PAGES.values()) <= 12
