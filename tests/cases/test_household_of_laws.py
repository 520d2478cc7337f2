"""A household with cases under four laws: as many statements as with one, and each law's own box."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from cases.contract.validation import problems
from cases.models import Case
from tests.cases.test_statements import statements
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import make_household, make_person
from tests.toylaw.others import also_run, law_like

pytestmark = pytest.mark.django_db
OTHERS = ("moonlaw", "sunlaw", "starlaw")


@pytest.fixture
def fenna(monkeypatch):
    """A colleague with all rights under four laws."""
    type_ = ContentType.objects.get_for_model(Case)
    codes = ["toylaw.work", "toylaw.decide"]
    for law in also_run(monkeypatch, *OTHERS):
        for code, label in law.permissions:
            Permission.objects.create(content_type=type_, codename=code, name=label)
            codes.append(code)
    return make_user("fenna", *codes, team=make_team())


def household_under(fenna, at, *laws):
    people = [make_person(f"Kind{n}", "Kuipers") for n in range(len(laws))]
    home = make_household(*((person, "other") for person in people), name="Kuipers")
    for person, law in zip(people, laws, strict=True):
        wish = {"received_on": at.date(), "wish": f"Een {law}"}
        make_case(fenna, at, law=law, household=home, person=person, handler=fenna, data=wish)
    return f"/huishoudens/{home.uuid}"


def test_four_laws_cost_what_one_costs(fenna, at):
    client = Client()
    client.force_login(fenna)
    asked = [
        statements(client, household_under(fenna, at, *laws))
        for laws in (("toylaw",), ("toylaw", *OTHERS), ("toylaw", *OTHERS) * 3)
    ]
    assert len({len(found) for found in asked}) == 1, asked
    assert len(asked[0]) <= 12


def test_each_law_shows_its_own_cases(fenna, at):
    client = Client()
    client.force_login(fenna)
    text = client.get(household_under(fenna, at, "toylaw", "moonlaw")).content.decode()
    boxes = [part.split("</section>")[0] for part in text.split('id="wensen"')[1:]]
    assert ["Een toylaw" in box for box in boxes] == [True, False]
    assert ["Een moonlaw" in box for box in boxes] == [False, True]


def test_the_laws_of_this_test_could_run():
    assert [list(problems(law_like(key))) for key in OTHERS] == [[], [], []]
