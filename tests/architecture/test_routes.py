"""Walk every route there is: a stranger is sent to the log-in, and a colleague of another team learns nothing.

A new route is walked by itself; one that needs no log-in has to be named here.
"""

import re
from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from cases.actions.meldcode import begin
from cases.actions.task import add_task
from cases.models import Case, Letter, Meldcode, ReadLog
from tests.contract.drive import everything
from tests.factories.case import make_case, make_team, make_user
from tests.factories.document import make_document
from tests.factories.person import make_household, make_person

pytestmark = pytest.mark.django_db

# Everybody may come here, also without logging in: no personal data.
OPEN = {"inloggen", "inloggen/code", "sessie/voorbij", "healthz", "healthz/deadlines", "beheer/tabellen/login/"}
# What an address may ask for; anything else must be given an example here before the walk can try it.
FILLS = {
    "uuid": "uuid",
    "letter": "letter",
    "document": "document",
    "number": "number",
    "record": "record",
    "theme": "theme",
    "household": "household",
    "task": "task",
    "copy": "copy",
}
FILLS |= {"person": "person", "row": "row", "meldcode": "meldcode", "step": "step"}
WORDS = {
    "deed": ("erbij", "splitsen", "fly"),
    "key": ("grant", "withdraw", "fly"),
    "what": ("gegevens", "adres-einde", "vliegen"),
    "reference": ("toylaw.papers@2020-01-01", "toylaw.decide@2026-07-01/ask_more", "local.999999"),
}
TABLES = "beheer/tabellen/"
OF_RULES = {"beheer/termijnen/<path:reference>"}  # a rule of a law is nobody's case: who manages terms reads each


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address pattern with its route, as Django resolves it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, address)
        else:
            yield address, pattern


ROUTES = dict(routes())
PAGES = [address for address in ROUTES if not address.startswith(TABLES)]
OWN = [address for address in PAGES if address not in OPEN]


@pytest.fixture
def case(at):
    """A case of team Oost with a letter and a document, of people whose names are nowhere else."""
    person = make_person("Kwartelina", "Vogelsang")
    household = make_household((person, "other"), name="Vogelsang-Lijster")
    data = {"received_on": at.date(), "wish": "Een kanariegele fiets"}
    case = make_case(None, at, person=person, household=household, data=data, team=make_team())
    osman = make_user("osman", "toylaw.work", team=make_team())
    make_document(case, osman, at, title="Kwartelina’s brief")
    add_task(case=case, label="Bel Kwartelina", owner=osman, due_on=at.date(), actor=osman, at=at)
    begin(person=person, frame="social", actor=osman, at=at, once=uuid4())
    return case


def addresses(pattern: str, case: Case | None) -> list[str]:
    """Addresses that fit the pattern and name this case."""
    letter = case.letters.get().uuid if case else uuid4()
    document = case.documents.get().uuid if case else uuid4()
    values = {
        "uuid": str(case.uuid if case else uuid4()),
        "letter": str(letter),
        "document": str(document),
        "number": "1",
        "record": str(uuid4()),
        "theme": str(uuid4()),
        "household": str(case.household.uuid if case else uuid4()),
        "task": str(case.tasks.get().uuid if case else uuid4()),
        "person": str(case.person.uuid if case else uuid4()),
        "row": str(uuid4()),
        "meldcode": str(Meldcode.objects.get().uuid if case else uuid4()),
        "step": "1",
        "copy": str(uuid4()),
    }
    names = re.findall(r"<(?:\w+:)?(\w+)>", pattern)
    unknown = [name for name in names if name not in values and name not in WORDS]
    assert not unknown, f"say in this test what {unknown} in {pattern} may be"
    found = ["/" + pattern]
    for name in names:
        fills = WORDS.get(name) or (values[name],)
        found = [re.sub(rf"<(?:\w+:)?{name}>", fill, address) for address in found for fill in fills]
    return found


def secrets(case: Case) -> list[str]:
    return [
        case.number,
        str(case.uuid),
        "Kwartelina",
        "Vogelsang",
        "Lijster",
        "kanariegele",
        str(case.letters.get().uuid),
        str(case.documents.get().uuid),
        str(case.tasks.get().uuid),
        str(Meldcode.objects.get().uuid),
    ]


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def stranger(*permissions: str) -> Client:
    """A colleague of another team with these permissions, and every one of both laws."""
    laws = Permission.objects.filter(codename__regex=r"^(toylaw|wmo)\.").values_list("codename", flat=True)
    return signed_in(make_user("elders", *laws, *permissions, team=make_team("west", "Wijkteam West")))


def test_the_walk_finds_the_routes():
    assert {"werkvoorraad", "zaken/<uuid:uuid>", "zaken/<uuid:uuid>/stap/<slug:key>"} <= set(PAGES)
    assert len(ROUTES) > len(PAGES) > 10
    assert set(ROUTES) >= OPEN, "an open route that no longer exists"


def test_no_address_holds_more_than_a_public_id_or_a_key():
    asked = {name for address in PAGES for name in re.findall(r"<(?:\w+:)?(\w+)>", address)}
    assert asked <= FILLS.keys() | WORDS.keys()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("pattern", [address for address in ROUTES if address not in OPEN])
def test_stranger_without_log_in_is_sent_away(pattern, method, case):
    if pattern.startswith(TABLES):  # a pattern there may be a regular expression; any address under it does
        tried = ["/" + re.sub(r"<[^>]*>", "1", pattern) if "(?P" not in pattern else f"/{TABLES}x/"]
    else:
        tried = addresses(pattern, case)
    for address in tried:
        response = getattr(Client(), method)(address)
        if address.startswith("/api/"):
            assert response.status_code in {401, 404}, address
        else:
            assert response.status_code in ({302, 405} if pattern.startswith(TABLES) else {302}), address
            if response.status_code == 302:
                assert response.headers["Location"].startswith(("/inloggen", f"/{TABLES}login/")), address
        assert not [secret for secret in secrets(case) if secret in response.content.decode()]


@pytest.mark.parametrize("pattern", sorted(OPEN))
def test_open_route_shows_nothing_personal(pattern, case):
    response = Client().get("/" + pattern)
    assert response.status_code in {200, 302, 503}
    assert not [secret for secret in secrets(case) if secret in response.content.decode()]


@pytest.mark.parametrize("pattern", [address for address in OWN if "<" in address and address not in OF_RULES])
def test_colleague_of_another_team_gets_the_same_404_as_for_nothing(pattern, case):
    client = stranger(
        "cases.assign",
        "cases.read_log",
        "cases.read_household",
        "cases.register",
        "cases.manage_terms",
        "cases.manage_letters",
    )
    before = changed()
    for address, absent in zip(addresses(pattern, case), addresses(pattern, None), strict=True):
        for method in ("get", "post"):
            response = getattr(client, method)(address)
            assert response.status_code in {404, 405}, (method, address)
            nothing = getattr(client, method)(absent)
            assert response.status_code == nothing.status_code
            # The same page, whatever the address: only the CSRF token, the seconds of the session, the minute
            # (on paper) and the address differ.
            assert plain(response, address) == plain(nothing, absent)
            assert not [secret for secret in secrets(case) if secret in plain(response, address)]
    assert changed() == before


def changed() -> dict[str, object]:
    """Everything but the log of who tried to look."""
    return {label: rows for label, rows in everything().items() if label not in {"cases.ReadLog", "cases.ChainHead"}}


def plain(response, address: str) -> str:
    text = response.content.decode().replace(address, "")
    return re.sub(
        r'csrfmiddlewaretoken" value="[^"]+"|CSRFToken": "[^"]+"|"instance": *"[^"]*"|data-sessie="\d+"|op-papier">[^<]*',
        "",
        text,
    )


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("pattern", [address for address in OWN if "<" not in address])
def test_lists_and_forms_show_nothing_of_another_team(pattern, method, case):
    """Every permission but the two that make all persons and households findable."""
    client = stranger("cases.assign", "cases.read_log", "cases.manage_terms", "cases.manage_letters")
    response = getattr(client, method)("/" + pattern)
    assert response.status_code < 500
    assert not [secret for secret in secrets(case) if secret in response.content.decode()]


@pytest.mark.parametrize("pattern", [address for address in OWN if "<" not in address])
def test_who_takes_meldingen_sees_no_case_of_another_team(pattern, case):
    client = stranger("cases.register")
    response = client.get("/" + pattern, {"q": "Vogelsang", "naam": "Vogelsang", "zoek": "Vogelsang"})
    assert response.status_code < 500
    hidden = [case.number, str(case.uuid), "kanariegele"]
    assert not [secret for secret in hidden if secret in response.content.decode()]


@pytest.mark.parametrize(
    "pattern", [address for address in ROUTES if address.startswith(TABLES) and "<" not in address]
)
def test_tables_are_closed_to_colleagues(pattern, case):
    client = stranger()
    address = f"/{TABLES}cases/" if "(?P" in pattern else "/" + pattern
    response = client.get(address)
    assert response.status_code in {302, 403, 404}, pattern


@pytest.mark.parametrize("pattern", [address for address in OWN if "<uuid:uuid>" in address and "api/" not in address])
def test_refused_look_stands_in_the_log(pattern, case):
    client = stranger()
    response = client.get(addresses(pattern, case)[0])
    if response.status_code == 405:
        response = client.post(addresses(pattern, case)[0])
    assert response.status_code == 404
    refused = ReadLog.objects.filter(case_id=case.pk, outcome="refused")
    assert refused.exists()
    assert date(2026, 1, 1) <= refused.first().at.date()


@pytest.mark.parametrize("pattern", [address for address in OWN if "<uuid:uuid>" in address])
def test_colleague_of_the_team_leaves_a_line_when_the_case_is_shown(pattern, case):
    fenna = make_user("fenna", "toylaw.work", "toylaw.decide", team=case.team)
    response = signed_in(fenna).get(addresses(pattern, case)[0])
    if response.status_code == 200:
        assert ReadLog.objects.filter(case_id=case.pk, actor_id=fenna.pk, outcome="ok").count() == 1
    else:
        assert response.status_code in {405, 302, 404}


def test_letter_of_another_case_is_no_letter_of_this_one(case, at):
    """The gate looks at the case; the letter must be of that case."""
    fenna = make_user("fenna", "toylaw.work", team=case.team)
    other = make_case(None, at, team=make_team("west", "Wijkteam West"))
    response = signed_in(fenna).get(f"/zaken/{case.uuid}/brieven/{Letter.objects.get(case=other).uuid}")
    assert response.status_code == 404
