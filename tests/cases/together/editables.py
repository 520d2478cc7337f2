"""Everything that two people can edit: how each page is opened, what one types, and how a colleague changes it first."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from cases.actions.assign import assign
from cases.actions.coordinator import appoint_coordinator
from cases.actions.document import About, correct_document
from cases.actions.letter_text import write_letter
from cases.actions.letter_theme import save_theme
from cases.actions.reach import change_reach
from cases.actions.record import edit_record
from cases.actions.residence import move_house
from cases.actions.task import change_task
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
from tests.factories.case import act, make_municipality
from tests.factories.rules import confirm


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
