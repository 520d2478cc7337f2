"""Ways to be reached and who acts for somebody: each act with its event, for who works with the person, never half."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from cases.actions.reach import add_situation, change_reach, end_situation
from cases.actions.representative import Who, add_representative, end_representative
from cases.contract import CaseError, ConflictError, NoAccessError
from cases.models import AddressSituation, Event, Person, Representative, User
from cases.queries.protected import may_see_protected, protected_among, protected_persons
from cases.rules.address import Address
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import make_person
from tests.factories.reach import make_situation

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 24)
BOX = Address(street="Postbus 7", postcode="9999zz", city="Elders")
OFFICE = Who(name="Kantoor Vos", phone="050 1", address=BOX)


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "toylaw.work", "cases.register", team=make_team())


@pytest.fixture
def anna(fenna: User, at: Any) -> Person:
    return make_case(fenna, at, handler=fenna).person


def act(person: Person, actor: User | None, at: Any, **facts: Any) -> dict[str, Any]:
    seen = facts.pop("seen", Person.objects.get(pk=person.pk).version)
    return {"person": person.uuid, "seen": seen, "actor": actor, "at": at, **facts}


def last_event(kind: str) -> Event:
    return Event.objects.get(kind=kind)


def test_reach_changes_with_the_names_of_the_fields_and_no_word_of_them(anna, fenna, at):
    fields = {"phone": " 06 12 ", "reads_with_difficulty": True, "language": "ar", "interpreter": "1"}
    row = change_reach(**act(anna, fenna, at, fields=fields))
    assert (row.phone, row.version, row.interpreter_text) == ("06 12", 2, "tolk Arabisch")
    event = last_event("cases.person_reach_changed")
    assert event.payload == {"fields": ["phone", "reads_with_difficulty", "language", "interpreter"]}
    assert change_reach(**act(anna, fenna, at, fields=fields)).version == 2
    assert Event.objects.filter(kind="cases.person_reach_changed").count() == 1


def test_an_interpreter_without_a_language_is_refused_in_words(anna, fenna, at):
    with pytest.raises(CaseError, match="ook de taal"):
        change_reach(**act(anna, fenna, at, fields={"interpreter": "1"}))
    assert Person.objects.get(pk=anna.pk).version == 1


def acts(anna: Person, actor: User, at: Any, **facts: Any) -> list[Any]:
    """Every act on this page, to be tried."""
    return [
        lambda: change_reach(**act(anna, actor, at, fields={"phone": "06 99"}, **facts)),
        lambda: add_situation(**act(anna, actor, at, kind="post", starts_on=ON, address=BOX, **facts)),
        lambda: end_situation(**act(anna, actor, at, situation=uuid4(), ends_on=ON, **facts)),
        lambda: add_representative(**act(anna, actor, at, role="curator", who=OFFICE, starts_on=ON, **facts)),
        lambda: end_representative(**act(anna, actor, at, representative=uuid4(), ends_on=ON, **facts)),
    ]


def test_an_old_version_is_a_conflict_everywhere(anna, fenna, at):
    for attempt in acts(anna, fenna, at, seen=0):
        with pytest.raises(ConflictError):
            attempt()


@pytest.mark.parametrize("rights", [("toylaw.work", "cases.register"), ("cases.register",)])
def test_who_does_not_work_with_the_person_changes_nothing(anna, at, rights):
    outsider = make_user("karim", *rights, team=make_team("west", "Wijkteam West"))
    before = Event.objects.count()
    for attempt in acts(anna, outsider, at):
        with pytest.raises(NoAccessError):
            attempt()
    assert Event.objects.count() == before


def test_a_new_safe_address_ends_the_one_before_it(anna, fenna, at):
    first = make_situation(anna, "post")
    second = add_situation(**act(anna, fenna, at, kind="post", starts_on=ON, address=BOX))
    first.refresh_from_db()
    assert first.ends_on == date(2026, 11, 23)
    assert second.address_lines == ("Postbus 7", "9999 ZZ  Elders")
    payload = last_event("cases.address_situation_added").payload
    assert payload == {"situation": second.pk, "kind": "post", "starts_on": "2026-11-24", "ended": [first.pk]}


@pytest.mark.parametrize(
    ("kind", "address", "says"),
    [
        ("post", Address(), "een heel adres"),
        ("none", BOX, "juist geen"),
        ("post", Address(street="Kade", postcode="123", city="Veen"), "4 cijfers en 2 letters"),
    ],
)
def test_an_address_that_cannot_be_is_refused_and_nothing_is_written(anna, fenna, at, kind, address, says):
    with pytest.raises(CaseError, match=says):
        add_situation(**act(anna, fenna, at, kind=kind, starts_on=ON, address=address))
    assert not AddressSituation.objects.exists()
    assert Person.objects.get(pk=anna.pk).version == 1


def test_a_second_address_on_the_same_day_is_refused(anna, fenna, at):
    make_situation(anna, "post", starts_on=ON)
    with pytest.raises(CaseError, match="staat er al een"):
        add_situation(**act(anna, fenna, at, kind="post", starts_on=ON, address=BOX))


def test_an_address_ends_once_and_not_before_it_began(anna, fenna, at):
    row = make_situation(anna, "shelter")
    with pytest.raises(CaseError, match="voor de eerste dag"):
        end_situation(**act(anna, fenna, at, situation=row.uuid, ends_on=date(2025, 1, 1)))
    end_situation(**act(anna, fenna, at, situation=row.uuid, ends_on=ON))
    with pytest.raises(CaseError, match="al beëindigd, op 24-11-2026"):
        end_situation(**act(anna, fenna, at, situation=row.uuid, ends_on=ON))
    assert last_event("cases.address_situation_ended").payload["ends_on"] == "2026-11-24"


def test_the_kind_sets_the_scope_of_all_but_a_gemachtigde(anna, fenna, at):
    for role, scope in ("curator", "all"), ("mentor", "care"), ("bewindvoerder", "finance"):
        found = add_representative(**act(anna, fenna, at, role=role, who=OFFICE, starts_on=ON, scope="all"))
        assert found.scope == scope
    one = add_representative(
        **act(anna, fenna, at, role="gemachtigde", who=OFFICE, starts_on=ON, scope="law", law="toylaw")
    )
    assert (one.scope, one.law) == ("law", "toylaw")
    event = Event.objects.filter(kind="cases.representative_added").latest("id")
    assert event.payload == {
        "representative": one.pk, "role": "gemachtigde", "scope": "law", "starts_on": "2026-11-24",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"who": Who(name="Vos")}, "het hele adres"),
        ({"who": Who(address=BOX)}, "Vul de naam"),
        ({"role": "gemachtigde", "scope": "law"}, "welke wet"),
        ({"role": "gemachtigde", "scope": "law", "law": "bestaat-niet"}, "een wet die hier bestaat"),
        ({"ends_on": date(2026, 1, 1)}, "niet voor de eerste dag"),
    ],
)
def test_a_representative_that_cannot_be_is_refused_in_words(anna, fenna, at, facts, says):
    with pytest.raises(CaseError, match=says):
        add_representative(**act(anna, fenna, at, **({"role": "curator", "who": OFFICE, "starts_on": ON} | facts)))
    assert not Representative.objects.exists()


def test_there_is_one_of_a_kind_at_a_time(anna, fenna, at):
    first = add_representative(**act(anna, fenna, at, role="mentor", who=OFFICE, starts_on=ON))
    with pytest.raises(CaseError, match="al iemand"):
        add_representative(**act(anna, fenna, at, role="mentor", who=Who(name="Ander", address=BOX), starts_on=ON))
    end_representative(**act(anna, fenna, at, representative=first.uuid, ends_on=ON))
    later = {"role": "mentor", "who": OFFICE, "starts_on": date(2026, 11, 25)}
    assert add_representative(**act(anna, fenna, at, **later)).pk


def test_nobody_acts_for_themselves_and_no_stranger_does_by_guessing(anna, fenna, at):
    with pytest.raises(CaseError, match="van zichzelf"):
        add_representative(**act(anna, fenna, at, role="curator", who=Who(known_as=anna), starts_on=ON))
    karim = make_user("karim", "toylaw.work", team=make_team())  # without the right to find everybody
    with pytest.raises(NoAccessError):
        add_representative(
            **act(anna, karim, at, role="curator", who=Who(known_as=make_person("Vreemd", "Iemand")), starts_on=ON)
        )


# Who sees what is hidden


def test_a_shelter_and_a_secret_address_are_protected_while_they_last(anna, at):
    secret = make_person("Gerrit", "Geheim", address_secret=True)
    make_situation(anna, "shelter", ends_on=date(2026, 11, 24))
    assert protected_among([anna, secret], ON) == {anna.pk, secret.pk}
    assert set(protected_persons(ON).values_list("pk", flat=True)) == {anna.pk, secret.pk}
    assert protected_among([anna, secret], date(2026, 11, 25)) == {secret.pk}


def test_only_who_handles_a_case_with_the_permission_sees_it(anna, fenna, at):
    assert not may_see_protected(fenna, anna)  # handles it, without the permission
    team = make_team()
    osman = make_user("osman", "toylaw.work", "cases.read_protected", team=team)
    assert not may_see_protected(osman, anna)  # the permission, and only a colleague of the team
    anna.cases.update(handler=osman)
    assert may_see_protected(osman, anna)
    nora = make_user("nora", "toylaw.work", "cases.read_protected", team=team)
    osman.stand_in = nora
    osman.save()
    assert may_see_protected(nora, anna)
