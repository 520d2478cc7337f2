"""Every page that takes a post: either it edits what stands, and then two people never lose each other's work, or it is
said here why it needs no version. A new address that takes a post and has no row here is red.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from cases.actions.assign import assign
from cases.actions.coordinator import appoint_coordinator
from cases.actions.document import About, correct_document
from cases.actions.letter_text import write_letter
from cases.actions.letter_theme import save_theme
from cases.actions.reach import change_reach
from cases.actions.record import edit_record
from cases.actions.residence import move_house
from cases.actions.task import add_task, change_task
from cases.actions.textblock import Place, save_text
from cases.models import (
    Case,
    Confirmation,
    Coordinator,
    Document,
    Household,
    Letter,
    LetterTheme,
    Person,
    Task,
    TextBlock,
    User,
)
from cases.rules.address import Address
from tests.architecture.test_routes import OWN
from tests.cases.together.pages import form_with, forms_of
from tests.factories.case import act, make_case, make_municipality, make_team, make_user
from tests.factories.document import make_document
from tests.factories.rules import confirm

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


@dataclass(frozen=True, kw_only=True)
class Desk:
    fenna: User
    osman: User
    case: Case
    at: datetime

    @property
    def by_osman(self) -> dict[str, Any]:
        return {"actor": self.osman, "at": self.at}

    @property
    def posting(self) -> dict[str, Any]:
        return self.by_osman | {"once": uuid4()}


@dataclass(frozen=True, kw_only=True)
class Editable:
    """One kind of record: its page, what I type, what a colleague does meanwhile, and what stands at last.

    `mine` are the fields that I change; `clash` the one that both change ("" where the page edits no field that
    stands). `kept(desk)` is what must hold after my second save: both changes, where they do not clash.
    """

    route: str
    path: Callable[[Desk], str]
    mine: dict[str, str]
    meanwhile: Callable[[Desk], object]
    kept: Callable[[Desk], bool]
    clash: str = ""
    button: dict[str, str] = field(default_factory=dict)


def document(desk: Desk) -> Document:
    return Document.objects.get(case=desk.case)


def letter(desk: Desk) -> Letter:
    return Letter.objects.get(case=desk.case)


def task(desk: Desk) -> Task:
    return Task.objects.get(case=desk.case, label="Bellen")


def agreement(desk: Desk) -> Task:
    return Task.objects.get(case=desk.case, due_on=date(2031, 1, 1))


def person(desk: Desk) -> Person:
    return Person.objects.get(pk=desk.case.person_id)


def home(desk: Desk) -> Household:
    return Household.objects.get(pk=desk.case.household_id)


def correct(desk: Desk, actor: User | None = None, **new: Any) -> object:
    row = document(desk)
    about = {name: getattr(row, name) for name in About.__dataclass_fields__} | new
    return correct_document(document_id=row.pk, about=About(**about), seen=row.version,
                            **desk.posting | ({"actor": actor} if actor else {}))  # fmt: skip


def of_case(rest: str) -> Callable[[Desk], str]:
    return lambda desk: f"/zaken/{desk.case.uuid}/{rest}"


def of_document(rest: str) -> Callable[[Desk], str]:
    return lambda desk: f"/zaken/{desk.case.uuid}/stukken/{document(desk).uuid}/{rest}"


def move(desk: Desk) -> object:
    address = Address(street="Vinkstraat", house_number=3, postcode="9712 AB", city="Noorderveen")
    return move_house(household=home(desk).uuid, seen=home(desk).version, address=address, on=desk.at.date(),
                      **desk.posting)  # fmt: skip


TEXT = "/beheer/brieven?gemeente=0000&wet=toylaw&brief=receipt&blok="

EDITABLES = (
    Editable(
        route="zaken/<uuid:uuid>/stap/<slug:key>",
        path=of_case("stap/plan_hearing"),
        mine={"hearing_on": "1-6-2099"},
        meanwhile=lambda desk: act(desk.case, "attempt", desk.osman, desk.at),
        kept=lambda desk: Case.objects.get(pk=desk.case.pk).version == 3,
    ),
    Editable(
        route="zaken/<uuid:uuid>/onderdeel/<slug:key>/<uuid:record>",
        path=lambda desk: f"/zaken/{desk.case.uuid}/onderdeel/agreement/{agreement(desk).uuid}",
        mine={"label": "Van mij"},
        clash="label",
        meanwhile=lambda desk: edit_record(
            case_id=desk.case.pk, key="agreement", record=agreement(desk).uuid, seen=None,
            data={"label": "Van Osman", "due_on": "2031-01-01"}, **desk.posting,
        ),
        kept=lambda desk: agreement(desk).label == "Van mij",
    ),
    Editable(
        route="zaken/<uuid:uuid>/terugdraaien",
        path=of_case("terugdraaien"),
        mine={"reason": "Verkeerde knop"},
        meanwhile=lambda desk: assign(
            case_id=desk.case.pk, handler=desk.osman, seen=Case.objects.get(pk=desk.case.pk).version, **desk.posting
        ),
        kept=lambda desk: Case.objects.get(pk=desk.case.pk).state == "asked",
    ),
    Editable(
        route="zaken/<uuid:uuid>/brieven/<uuid:letter>/schrijven",
        path=lambda desk: f"/zaken/{desk.case.uuid}/brieven/{letter(desk).uuid}/schrijven",
        mine={"waarom": "Daarom."},
        meanwhile=lambda desk: write_letter(
            letter_id=letter(desk).pk, texts={"begin": "Beste,"}, seen=letter(desk).version, **desk.posting
        ),
        button={"actie": "bewaar"},
        kept=lambda desk: letter(desk).texts == {"waarom": "Daarom.", "begin": "Beste,"},
    ),
    Editable(
        route="zaken/<uuid:uuid>/stukken/<uuid:document>/wijzigen",
        path=of_document("wijzigen"),
        mine={"title": "Mijn naam"},
        meanwhile=lambda desk: correct(desk, confidential=True, author="Huisarts"),
        kept=lambda desk: (document(desk).title, document(desk).author, document(desk).confidential)
        == ("Mijn naam", "Huisarts", True),
    ),
    Editable(
        route="zaken/<uuid:uuid>/stukken/<uuid:document>/vernietigen",
        path=of_document("vernietigen"),
        mine={"reason": "erasure"},
        meanwhile=lambda desk: correct(desk, author="Huisarts"),
        kept=lambda desk: document(desk).destroyed_because == "erasure",
    ),
    Editable(
        route="zaken/<uuid:uuid>/taken/<uuid:task>",
        path=lambda desk: f"/zaken/{desk.case.uuid}/taken/{task(desk).uuid}",
        mine={"due_on": "1-2-2032"},
        meanwhile=lambda desk: change_task(
            task_id=task(desk).pk, owner=desk.osman, due_on=task(desk).due_on, seen=task(desk).version, **desk.posting
        ),
        kept=lambda desk: (task(desk).owner, task(desk).due_on) == (desk.osman, date(2032, 2, 1)),
    ),
    Editable(
        route="huishoudens/<uuid:household>/wijzigen/<slug:deed>",
        path=lambda desk: f"/huishoudens/{desk.case.household.uuid}/wijzigen/regisseur",
        mine={"regisseur": "fenna", "reden": "Zij kent het gezin"},
        clash="regisseur",
        meanwhile=lambda desk: appoint_coordinator(
            household=home(desk).uuid, seen=home(desk).version, coordinator=desk.osman, reason="Rust", **desk.posting
        ),
        kept=lambda desk: Coordinator.objects.get(household=home(desk), ends_at=None).user == desk.fenna,
    ),
    Editable(
        route="huishoudens/<uuid:household>/wijzigen/<slug:deed>",
        path=lambda desk: f"/huishoudens/{desk.case.household.uuid}/wijzigen/regisseur",
        mine={"regisseur": "fenna", "reden": "Zij kent het gezin"},
        meanwhile=move,
        kept=lambda desk: home(desk).street == "Vinkstraat" and Coordinator.objects.get(ends_at=None).user == desk.fenna,
    ),
    Editable(
        route="personen/<uuid:person>/<slug:what>",
        path=lambda desk: f"/personen/{desk.case.person.uuid}/bereik",
        mine={"contact_note": "Na tien uur"},
        meanwhile=lambda desk: change_reach(
            person=person(desk).uuid, seen=person(desk).version, fields={"reads_with_difficulty": True}, **desk.by_osman
        ),
        kept=lambda desk: (person(desk).contact_note, person(desk).reads_with_difficulty) == ("Na tien uur", True),
    ),
    Editable(
        route="beheer/brieven",
        path=lambda _: f"{TEXT}waarom",
        mine={"text": "Mijn woorden."},
        clash="text",
        meanwhile=lambda desk: save_text(
            place=Place(municipality=make_municipality(), law="toylaw", letter="receipt", slot="waarom", key="waarom"),
            name="", text="Woorden van Osman.", valid_from=desk.at.date(), seen=0, **desk.posting,
        ),
        button={"actie": "bewaar"},
        kept=lambda _: TextBlock.objects.get(version=2).text == "Mijn woorden.",
    ),
    Editable(
        route="beheer/huisstijl",
        path=lambda _: "/beheer/huisstijl",
        mine={"accent": "#7a2f63"},
        meanwhile=lambda desk: save_theme(
            municipality=make_municipality(), accent="#0b5563", ink="#000000", logo=None, logo_alt="", seen=0,
            **desk.posting,
        ),
        button={"actie": "bewaar"},
        kept=lambda _: LetterTheme.objects.filter(version=2, accent="#7a2f63", ink="#000000").exists(),
    ),
    Editable(
        route="beheer/termijnen/<path:reference>",
        path=lambda _: "/beheer/termijnen/toylaw.papers@2020-01-01",
        mine={"verdict": "wrong", "grounds": "Ik las iets anders"},
        clash="verdict",
        meanwhile=lambda desk: confirm("toylaw.papers@2020-01-01", desk.at),
        button={"actie": "antwoord"},
        kept=lambda _: Confirmation.objects.latest("answered_at").verdict == "wrong",
    ),
)  # fmt: skip
# The same view and mechanism as a row above, on a form that can't be filled in by this table.
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
