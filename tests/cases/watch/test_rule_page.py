"""Beheer of one rule, and the lawyer's list: what is seen before it is done, and what each may do."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.contract import local_day
from cases.models import Confirmation, LocalRule, User
from cases.queries.clock import database_now
from tests.factories.case import make_case, make_municipality, make_user
from tests.factories.rules import confirm

pytestmark = pytest.mark.django_db
LIST, OPEN = "/beheer/termijnen", "/beheer/bevestigen"
PAPERS, DECIDE = f"{LIST}/toylaw.papers@2020-01-01", f"{LIST}/toylaw.decide@2026-07-01"
PLAN = f"{LIST}/toylaw.own_plan@2020-01-01"


@pytest.fixture
def ilse() -> User:
    return make_user("ilse", "cases.manage_terms")


@pytest.fixture
def dewi() -> User:
    return make_user("dewi", "cases.confirm_terms")


@pytest.fixture
def rule() -> dict[str, str]:
    return {
        "municipality": make_municipality().pk,
        "amount": "4",
        "unit": "working_days",
        "source": "Verordening 2026 art. 5",
        "valid_from": "24-11-2026",
    }


def text(client: Client, url: str, user: User) -> str:
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_only_the_administrator_and_the_lawyer_know_the_pages(
    client: Client, fenna: User, ilse: User, dewi: User
) -> None:
    client.force_login(fenna)
    for url in (PAPERS, OPEN):
        assert client.get(url).status_code == 404
    assert client.post(PAPERS, {"actie": "vraag"}).status_code == 404
    assert "Te bevestigen" in text(client, OPEN, dewi)
    assert "Alle termijnen" in text(client, OPEN, dewi)
    assert "Vrije dagen" in text(client, LIST, dewi)
    assert "Dag toevoegen" not in text(client, LIST, dewi)
    client.force_login(ilse)
    assert client.get(OPEN).status_code == 404
    assert client.get(f"{LIST}/toylaw.nothing@2020-01-01").status_code == 404
    assert client.get(f"{LIST}/local.999999").status_code == 404


def test_a_rule_says_what_it_does_in_the_words_of_the_law(client: Client, ilse: User) -> None:
    page = text(client, DECIDE, ilse)
    for words in (
        "Speelwet art. 2",
        "Verzoek, telt vanaf “Ontvangen op”",
        "Ken toe",
        "Vraag aanvulling (Speelwet art. 3); loopt weer bij: Aangevuld",
        "De laatste dag schuift door (Algemene termijnenwet)",
        "elk apart te bevestigen",
    ):
        assert words in page
    assert "Open vraag:</b> Telt de dag van het gesprek zelf mee?" in text(client, PAPERS, ilse)


def test_a_question_goes_from_the_administrator_to_the_lawyer_and_back(client: Client, ilse: User, dewi: User) -> None:
    page = text(client, PAPERS, ilse)
    assert "Vraag een jurist" in page
    assert "Jouw antwoord als jurist" not in page
    client.post(PAPERS, {"actie": "vraag", "asked_of": dewi.pk, "question": "Telt die dag mee?"})
    assert "Telt die dag mee?" in text(client, OPEN, dewi)
    page = text(client, PAPERS, dewi)
    assert "Vraag een jurist" not in page
    answer = {"actie": "antwoord", "verdict": "right", "grounds": "Tekst van 1 juli", "seen": "1"}
    done = client.post(PAPERS, answer, follow=True)
    assert done.redirect_chain == [(OPEN, 302)]
    assert "Je antwoord is bewaard" in done.content.decode()
    page = text(client, PAPERS, ilse)
    assert "Tekst van 1 juli" in page
    assert "Dewi de Boer" in page
    assert '<span class="merkje is-goed">bevestigd</span>' in page


def test_nobody_does_what_is_the_others(client: Client, ilse: User, dewi: User, rule: dict[str, str]) -> None:
    client.force_login(ilse)
    answer = {"actie": "antwoord", "verdict": "right", "grounds": "x", "seen": "0"}
    assert client.post(PAPERS, answer).status_code == 404
    client.force_login(dewi)
    assert client.post(PAPERS, {"actie": "vraag"}).status_code == 404
    for action in ("bekijk", "voeg_toe"):
        assert client.post(PLAN, rule | {"actie": action}).status_code == 404
    assert (Confirmation.objects.count(), LocalRule.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("bad", "sentences"),
    [
        ({}, ("Kies een mogelijkheid bij “Klopt deze regel?”", "Vul “Waarop baseer je dat?” in")),
        ({"verdict": "ja", "grounds": "x" * 501}, ("Kies een mogelijkheid", "hoogstens 500 tekens")),
    ],
)
def test_an_answer_that_is_not_whole_says_all_at_once(
    client: Client, dewi: User, bad: dict[str, str], sentences: tuple[str, ...]
) -> None:
    client.force_login(dewi)
    answer = client.post(PAPERS, bad | {"actie": "antwoord", "seen": "0"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Los eerst 2 dingen op" in page
    for sentence in sentences:
        assert sentence in page


def test_an_answer_on_an_old_page_shows_what_changed_and_keeps_the_text(client: Client, ilse: User, dewi: User) -> None:
    confirm("toylaw.papers@2020-01-01", database_now())
    client.force_login(dewi)
    typed = {"actie": "antwoord", "verdict": "wrong", "grounds": "Ik las iets anders", "seen": "0"}
    answer = client.post(PAPERS, typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Nog niet bewaard" in page
    assert "Ik las iets anders" in page
    assert "Gelezen in de tekst van vandaag" in page
    assert 'name="seen" value="1"' in page
    assert client.post(PAPERS, typed | {"seen": "1"}).status_code == 302


def test_an_own_rule_is_looked_at_before_it_is_added(
    client: Client, fenna: User, ilse: User, rule: dict[str, str]
) -> None:
    case = make_case(
        fenna, database_now(), handler=fenna, data={"received_on": local_day(database_now()), "own_plan": True}
    )
    client.force_login(ilse)
    page = client.post(PLAN, rule | {"actie": "bekijk", "valid_from": "1-1-2020"}).content.decode()
    assert "Raakt 1 lopende termijn" in page
    assert case.number in page
    assert case.household.name not in page
    assert LocalRule.objects.count() == 0
    answer = client.post(PLAN, rule | {"actie": "voeg_toe", "valid_from": "1-1-2020"}, follow=True)
    page = answer.content.decode()
    assert "De eigen regel is bewaard. Er verschoof 1 termijn. De vraag ligt bij de jurist." in page
    own = LocalRule.objects.get()
    assert f"{LIST}/{own.reference}" in page
    page = text(client, f"{LIST}/{own.reference}", ilse)
    assert "Verordening 2026 art. 5" in page
    assert "Ilse de Boer" in page
    assert "nog niet bevestigd" in page


@pytest.mark.parametrize("action", ["bekijk", "voeg_toe"])
@pytest.mark.parametrize(
    ("bad", "sentences"),
    [
        ({"amount": "veel", "source": "", "valid_from": "31-2-2026"}, ("heel getal", "Waar besloot", "die bestaat")),
        ({"amount": "6"}, ("De wet staat hoogstens 5 werkdagen toe",)),
        ({"unit": "hours"}, ("Kies een mogelijkheid bij “Eenheid”",)),
        ({"municipality": "9999"}, ("Kies een mogelijkheid",)),
    ],
)
def test_an_own_rule_that_cannot_be_says_what_to_do(
    client: Client, ilse: User, rule: dict[str, str], bad: dict[str, str], sentences: tuple[str, ...], action: str
) -> None:
    client.force_login(ilse)
    answer = client.post(PLAN, rule | bad | {"actie": action})
    page = answer.content.decode()
    assert answer.status_code == 400
    for sentence in sentences:
        assert sentence in page
    assert LocalRule.objects.count() == 0


def test_a_question_that_is_asked_already_says_so(client: Client, ilse: User) -> None:
    client.force_login(ilse)
    assert client.post(PAPERS, {"actie": "vraag"}).status_code == 302
    answer = client.post(PAPERS, {"actie": "vraag"})
    assert answer.status_code == 400
    assert "Deze vraag staat al bij de jurist" in answer.content.decode()


def test_the_table_of_own_rules_is_only_to_look_at(client: Client) -> None:
    admin = User.objects.create_superuser("root", password="geheim")
    client.force_login(admin)
    from django.contrib.admin import site

    options = site.get_model_admin(LocalRule)
    assert not options.has_add_permission(None)
    assert not options.has_change_permission(None)
    assert not options.has_delete_permission(None)


@pytest.mark.parametrize("count", [1, 30])
def test_looking_takes_as_many_statements_for_one_case_as_for_thirty(
    client: Client,
    ilse: User,
    fenna: User,
    rule: dict[str, str],
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        make_case(
            fenna, database_now(), handler=fenna, data={"received_on": local_day(database_now()), "own_plan": True}
        )
    client.force_login(ilse)
    wanted = rule | {"actie": "bekijk", "valid_from": "1-1-2020"}
    client.post(PLAN, wanted)
    with django_assert_num_queries(15):
        page = client.post(PLAN, wanted).content.decode()
    assert f"Raakt {count} lopende" in page


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_takes_as_many_statements_for_one_rule_as_for_twelve(
    client: Client, ilse: User, dewi: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    from cases.queries.rulebook import each, rulebook

    references = [rule.reference for rules in rulebook().values() for rule in each(rules)][:count]
    for reference in references:
        client.force_login(ilse)
        client.post(f"{LIST}/{reference}", {"actie": "vraag", "asked_of": dewi.pk})
    client.force_login(dewi)
    client.get(OPEN)
    with django_assert_num_queries(4):
        assert f"Gevraagd ({count})" in client.get(OPEN).content.decode()
