"""No one else learns of a meldcode: not by a page, a list, a count, a log, a statement more, or another 404."""

import re
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from cases.access import visible_to
from cases.actions.meldcode import Taken, begin, involve, take_step
from cases.models import MELDCODE_RECORDS, Meldcode, ReadLog, User
from cases.models.setup import CORE_PERMISSIONS
from cases.rules.meldcode import SIGNALS
from tests.architecture.test_routes import OWN, addresses
from tests.cases.test_statements import statements
from tests.factories.case import make_case, make_team, make_user
from tests.factories.document import make_document
from tests.factories.person import make_household, make_person
from tests.toylaw.law import LAW

pytestmark = pytest.mark.django_db
ALL = (*(key for key, _ in CORE_PERMISSIONS if key != "cases.attend_meldcode"), *(key for key, _ in LAW.permissions))
SECRET = "Zwaluwtaal"  # stands in the meldcode and nowhere else
CHANGES = re.compile(
    r'csrfmiddlewaretoken" value="[^"]+"|CSRFToken": "[^"]+"|"instance": *"[^"]*"|data-sessie="\d+"|op-papier">[^<]*'
    r'|name="once" value="[^"]+"|value="[0-9a-f-]{36}"|-once="[^"]+"'
)
EVERY_LOOK = re.compile(r'id="kijk".*?</section>', re.DOTALL)  # the reader's own looks


@pytest.fixture
def case(at):
    """A case whose person a colleague of the same team will worry about, with something of everything."""
    person = make_person("Kwartelina", "Vogelsang")
    child = make_person("Merel", "Vogelsang", birth="20150101")
    home = make_household((person, "parent"), (child, "child"), name="Vogelsang-Lijster")
    home.team = make_team()
    home.save()
    osman = make_user("osman", *ALL, team=make_team())
    found = make_case(osman, at, person=person, household=home, handler=osman)
    make_document(found, osman, at, title="Brief")
    found.tasks.create(label="Bel")
    make_user("tineke", "toylaw.work", team=make_team())
    return found


@pytest.fixture
def fenna(case) -> Client:
    """A colleague of the same team with every right but that of the aandachtsfunctionaris."""
    client = Client()
    client.force_login(make_user("fenna", *ALL, team=case.team))
    return client


def worry(case, at) -> Meldcode:
    """Osman opens one about each member, writes in it, and lets Tineke in."""
    osman = case.handler
    tineke = User.objects.get(username="tineke")
    for row in case.household.memberships.all():
        made = begin(person=row.person, frame="youth", actor=osman, at=at, once=uuid4())
        taken = Taken(number=SIGNALS, skipped=False, done_on=at.date(), text=SECRET, answers={"kindcheck": "worry"})
        take_step(meldcode=made.pk, taken=taken, actor=osman, at=at, once=uuid4())
        involve(meldcode=made.pk, colleague=tineke, actor=osman, at=at, once=uuid4())
    client = Client()
    client.force_login(osman)
    for made in Meldcode.objects.all():
        assert SECRET in client.get(f"/meldcode/{made.uuid}").content.decode()
    assert client.get(f"/zaken/{case.uuid}/meldcode").status_code == 200
    return Meldcode.objects.order_by("pk")[0]


def every_address(case) -> list[str]:
    """Every page of the core on this case, its household and its person; those of a meldcode come apart."""
    patterns = [pattern for pattern in OWN if ":meldcode>" not in pattern and pattern != "uitloggen"]
    return sorted({address for pattern in patterns for address in addresses(pattern, case)})


def plain(response) -> str:
    if not response.headers["Content-Type"].startswith(("text/", "application/json", "application/problem")):
        return str(len(response.content))  # a PDF
    return EVERY_LOOK.sub("", CHANGES.sub("", response.content.decode()))


def test_every_page_is_the_same_as_before(case, fenna, at, monkeypatch):
    monkeypatch.setattr("tests.architecture.test_routes.Meldcode", _Nothing)
    tried = every_address(case)
    assert len(tried) > 40
    for address in tried:  # the first look may leave something of the reader
        fenna.get(address)
    before = {address: plain(fenna.get(address)) for address in tried}
    made = worry(case, at)
    for address in tried:
        text = plain(fenna.get(address))
        assert text == before[address], address
        assert SECRET not in text
        assert str(made.uuid) not in text


class _Nothing:
    """In the place of the model, where the walk fills in an address before there is a meldcode."""

    class objects:  # noqa: N801
        @staticmethod
        def get():
            return type("Row", (), {"uuid": uuid4()})()


def test_no_page_asks_the_database_more(case, fenna, at):
    pages = (
        f"/zaken/{case.uuid}",
        f"/huishoudens/{case.household.uuid}",
        f"/personen/{case.person.uuid}",
        "/werkvoorraad",
    )
    before = {page: len(statements(fenna, page)) for page in pages}
    worry(case, at)
    assert {page: len(statements(fenna, page)) for page in pages} == before


def test_who_looked_tells_nothing(case, fenna, at):
    """With the right to the whole log: the look of Osman stands there as a look in the case."""
    worry(case, at)
    for page in (f"/zaken/{case.uuid}", f"/huishoudens/{case.household.uuid}", f"/personen/{case.person.uuid}"):
        text = fenna.get(page).content.decode()
        assert "meldcode geopend" not in text.lower()
        assert "Tineke" not in text.split('id="kijk"')[-1].split("</section>")[0]
    kinds = ReadLog.objects.exclude(case_id=None, household_id=None, person_id=None).values_list("kind", flat=True)
    assert not [kind for kind in kinds if "meldcode" in kind]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("way", ["", "/stap/1", "/stap/5", "/betrokken", "/sluiten"])
def test_a_meldcode_is_the_same_404_as_nothing(case, fenna, at, way, method):
    made = worry(case, at)
    there, nothing = (getattr(fenna, method)(f"/meldcode/{uuid}{way}") for uuid in (made.uuid, uuid4()))
    assert there.status_code == nothing.status_code
    assert there.status_code in {404, 405}
    absent = plain(nothing).replace(nothing.request["PATH_INFO"], "")
    assert plain(there).replace(there.request["PATH_INFO"], "") == absent
    refused = ReadLog.objects.filter(subject_kind="meldcode", subject_id=made.pk, outcome="refused").count()
    assert refused == (1 if there.status_code == 404 else 0)


def test_opening_a_second_one_tells_nothing_of_the_first(case, fenna, at):
    worry(case, at)
    page = fenna.get(f"/zaken/{case.uuid}/meldcode").content.decode()
    assert "Deze lopen al" not in page
    answer = fenna.post(f"/zaken/{case.uuid}/meldcode", {"persoon": str(case.person.uuid), "frame": "social"})
    assert answer.status_code == 302
    assert Meldcode.objects.filter(person=case.person).count() == 2
    assert fenna.get("/meldcode").content.decode().count("Kwartelina") == 1


def test_the_ordinary_gate_gives_nobody_anything(case, at):
    worry(case, at)
    codes = Permission.objects.filter(codename__startswith="cases.").values_list("codename", flat=True)
    boss = make_user("boss", *codes, team=case.team)
    for model in MELDCODE_RECORDS:
        assert model.objects.exists()
        assert not visible_to(boss, model).exists()
