"""Every page that takes a post: either it edits what stands, and then two people never lose each other's work, or it is
said here why it needs no version. A new address that takes a post and has no row here is red.
"""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from cases.actions.record import edit_record
from cases.actions.task import add_task, change_task
from cases.models import (
    Case,
    User,
)
from tests.architecture.test_routes import OWN
from tests.cases.together.editables import EDITABLES, Desk, Editable, correct, task
from tests.cases.together.pages import form_with, forms_of
from tests.factories.case import act, make_case, make_team, make_user
from tests.factories.document import make_document

pytestmark = pytest.mark.django_db

# What takes a post and keeps nothing that two people could edit; with the reason.
NO_VERSION = {
    "": "leads to the work list",
    "huishoudens": "a search",
    "uitloggen": "ends a session",
    "sessie": "keeps a session alive",
    "weergave": "a cookie of one's own screen",
    "toetsen": "one's own setting: the last choice counts",
    "melding": "opens a new case; a one-time key",
    "zaken/<uuid:uuid>/notities": "adds, and never changes; a one-time key",
    "zaken/<uuid:uuid>/taken": "adds; a one-time key",
    "zaken/<uuid:uuid>/stukken/nieuw": "adds; a one-time key",
    "zaken/<uuid:uuid>/brieven/<uuid:letter>/verzending": "adds to a letter; the letter's state decides",
    "zaken/<uuid:uuid>/meldcode": "opens a meldcode, a second one beside another; a one-time key",
    "huishoudens/<uuid:household>/meldcode": "the same, from a household",
    "meldcode/<uuid:meldcode>/stap/<int:step>": "adds, and never changes; a one-time key",
    "meldcode/<uuid:meldcode>/betrokken": "adds or ends; twice is once",
    "meldcode/<uuid:meldcode>/sluiten": "closes once; its state decides",
    "berichten": "one's own messages: read is read",
    "beheer/keuzes": "adds a dated answer; a day is taken once",
    "beheer/termijnen": "adds a day; a day is taken once",
}
# What asks the version but shows no fields: a button. An old version is said, nothing is done.
BUTTONS = {
    "zaken/<uuid:uuid>/behandelaar",
    "zaken/<uuid:uuid>/taken/<uuid:task>/klaar",
    "zaken/<uuid:uuid>/taken/<uuid:task>/heropenen",
    "personen/<uuid:person>/overnemen",
}
AS_ABOVE = {
    "zaken/<uuid:uuid>/onderdeel/<slug:key>",  # a first record: as the one that stands
    "zaken/<uuid:uuid>/stukken/<uuid:document>/vervangen",  # a file: test_document_pages
    "zaken/<uuid:uuid>/taken/<uuid:task>/antwoord",  # a question of a law: test_task_pages
    "personen/<uuid:person>/<slug:what>/<uuid:row>",  # ending a dated row: test_person_page
}


@pytest.fixture
def desk() -> Desk:
    now = timezone.now() - timedelta(minutes=5)
    rights = ("toylaw.work", "toylaw.decide", "cases.register", "cases.assign", "cases.manage_terms", "cases.manage_letters",
              "cases.confirm_terms")  # fmt: skip
    fenna, osman = (make_user(name, *rights, team=make_team()) for name in ("fenna", "osman"))
    wish = {"received_on": now.date(), "wish": "Fiets"}
    case = make_case(None, now, data=wish, team=make_team(), handler=fenna)
    make_document(case, fenna, now, title="Brief")
    add_task(case=case, label="Bellen", owner=None, due_on=date(2031, 6, 1), actor=fenna, at=now)
    edit_record(case_id=case.pk, key="agreement", record=None, data={"label": "Eerst", "due_on": "2031-01-01"},
                actor=fenna, at=now, seen=None, once=uuid4())  # fmt: skip
    return Desk(fenna=fenna, osman=osman, case=case, at=timezone.now())


def names(thing: Editable) -> str:
    return thing.route + (f" ({thing.clash})" if thing.clash else "")


@pytest.mark.parametrize("thing", EDITABLES, ids=names)
def test_two_people_at_one_record_lose_nothing(thing: Editable, desk: Desk, client: Client) -> None:
    if "terugdraaien" in thing.route:
        act(desk.case, "grant", desk.osman, desk.at, weeks=4)
    client.force_login(desk.fenna)
    path = thing.path(desk)
    typed = {name: str(desk.fenna.pk) if value == "fenna" else value for name, value in thing.mine.items()}
    page = client.get(path)
    assert page.status_code == 200
    # Buttons to choose from post nothing while nothing is chosen: a form may lack them.
    html = page.content.decode()
    first = form_with(html, "seen", *[name for name in typed if f'type="radio" name="{name}"' not in html])
    if "terugdraaien" in thing.route:
        typed["event"] = html.split('name="event" value="')[1].split('"')[0]
    thing.meanwhile(desk)
    stale = first | typed | thing.button

    answer = client.post(path, stale)

    text = answer.content.decode()
    assert answer.status_code == 409
    for part in ("Nog niet bewaard", "Er is niets weg", "de Boer"):
        assert part in text, part
    second = form_with(text, "seen", *thing.button)
    assert int(second["seen"]) > int(first["seen"])
    if thing.clash:
        assert f'type="radio" name="{thing.clash}"' in text
        second[thing.clash] = typed[thing.clash]
    thing_saved = client.post(path, second)
    assert thing_saved.status_code == 302, [fields for _, fields in forms_of(thing_saved.content.decode())]
    assert thing.kept(desk)


@pytest.mark.parametrize("thing", EDITABLES[:1] + EDITABLES[4:5], ids=names)
def test_the_second_save_can_meet_a_third_person(thing: Editable, desk: Desk, client: Client) -> None:
    client.force_login(desk.fenna)
    path = thing.path(desk)
    first = form_with(client.get(path).content.decode(), "seen", *thing.mine) | thing.mine
    thing.meanwhile(desk)
    second = form_with(client.post(path, first).content.decode(), "seen")
    if "stukken" in thing.route:
        correct(desk, desk.fenna, kind="advice")
    else:
        act(desk.case, "attempt", desk.osman, desk.at)
    answer = client.post(path, second)
    assert answer.status_code == 409
    assert client.post(path, form_with(answer.content.decode(), "seen")).status_code == 302


def test_every_address_that_takes_a_post_has_a_row() -> None:
    posts = {route for route in OWN if not route.startswith("api/") and _takes_a_post(route)}
    rows = {thing.route for thing in EDITABLES}
    known = NO_VERSION.keys() | BUTTONS | AS_ABOVE | rows
    assert posts == known & posts, f"say what two people do at {sorted(posts - known)}"
    assert known <= set(OWN), f"no longer there: {sorted(known - set(OWN))}"


def _takes_a_post(route: str) -> bool:
    """Whether a post gets past the door of its method: what needs another one answers 405."""
    address = "/" + route
    for kind, value in {"uuid": str(uuid4()), "slug": "x", "int": "1", "path": "x"}.items():
        while f"<{kind}:" in address:
            start = address.index(f"<{kind}:")
            address = address[:start] + value + address[address.index(">", start) + 1 :]
    client = Client()
    user = User.objects.filter(username="walker").first() or make_user("walker")
    client.force_login(user)
    return client.post(address).status_code != 405


@pytest.mark.parametrize("act_on", ["klaar", "behandelaar"])
def test_a_button_on_an_old_page_does_nothing_and_says_so(act_on: str, desk: Desk, client: Client) -> None:
    client.force_login(desk.fenna)
    row = task(desk)
    path, then = (
        (f"/zaken/{desk.case.uuid}/taken/{row.uuid}/klaar", lambda: change_task(
            task_id=row.pk, owner=desk.osman, due_on=row.due_on, seen=1, **desk.posting))
        if act_on == "klaar"
        else (f"/zaken/{desk.case.uuid}/behandelaar", lambda: act(desk.case, "attempt", desk.osman, desk.at))
    )  # fmt: skip
    then()
    said = client.post(path, {"seen": "1", "once": str(uuid4()), "wie": str(desk.osman.pk)}, follow=True)
    assert "klaar--let-op" in said.content.decode()
    assert task(desk).done_at is None
    assert Case.objects.get(pk=desk.case.pk).handler == desk.fenna
