"""The demo municipality: a case in every state, nobody real in it, and log-ins that work."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any
from unittest.mock import Mock

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.urls import reverse

from cases.access import visible_to
from cases.actions.brp import import_brp
from cases.actions.demo import load
from cases.actions.demo.scale import copies, rounds
from cases.actions.demo.scale.pattern import STRIDE, Kind, read_pattern
from cases.actions.demo.scale.rounds import cases_in_a_round
from cases.actions.demo.town import CODE, PASSWORD
from cases.actions.watch import beat
from cases.contract import laws
from cases.models import Alarm, Case, Deadline, Event, Household, Letter, Municipality, Note, Person, User
from cases.models.deadline import windows
from cases.queries.demo import demo_logins
from cases.rules.bsn import is_test_bsn
from cases.views.session import DEMO_CODE
from tests.bench.visits import Visits
from tests.factories.person import brp_row, bsn_at

SOON = timedelta(days=1)
Fixture = Iterator[datetime]


def quiet(what: str, done: int, total: int) -> None:
    """No progress."""


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Fixture:
    """The demo as loaded this moment, for all tests here; their own changes and in the end the town roll back."""
    with django_db_blocker.unblock():
        now = datetime.now(UTC)
        with transaction.atomic():
            load(now=now, progress=quiet)
            yield now
            transaction.set_rollback(True)


def counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_app_config("cases").get_models()}


def test_a_second_time_changes_nothing(town, db):
    before = counts()
    said = StringIO()

    assert load(now=town, progress=quiet) == {}
    call_command("demo_data", stdout=said)

    assert counts() == before
    assert said.getvalue() == "De proefgemeente is er al.\n"


def test_every_state_is_there_but_those_of_four_eyes(town, db):
    """The demo municipality lets who writes a besluit sign it."""
    states = Counter(Case.objects.filter(law="wmo").values_list("state", flat=True))
    missing = {state.key for state in laws["wmo"].procedures[0].states} - set(states)
    assert [key for key in missing if not key.endswith("_voorgelegd")] == []
    assert sum(states.values()) >= 20


def test_only_the_stories_that_are_about_lateness_are_late(town, db):
    late = Deadline.objects.overdue(town).values_list("case__household__name", "term")
    assert sorted(late) == [
        ("Bos", "wmo.onderzoek"),
        ("Jansen – Koster", "wmo.onderzoek"),
        ("Verhoeven", "wmo.aanvraag_beschikking"),
    ]


def test_windows_that_are_over_are_closed_as_the_watcher_would(town, db):
    assert not Deadline.objects.open().filter(term__in=windows(), due_at__lte=town).exists()
    assert not Alarm.objects.filter(kind="closes", at__lte=town, fired_at=None).exists()
    assert Event.objects.filter(kind="cases.window_closed").count() > 10


def test_days_left_are_those_of_the_story(town, db):
    """The nearest working day may lie a few days further, over a long weekend or Christmas."""
    stories = (("Smit", "wmo.onderzoek", 2), ("Nowak", "wmo.onderzoek", 13), ("Groot", "wmo.aanvraag_beschikking", 7))
    for resident, term, left in stories:
        due = Deadline.objects.open().get(case__person__family_name=resident, term=term).due_on
        assert 0 <= (due - town.date()).days - left <= 12, resident
    urgent = Deadline.objects.open().get(case__person__family_name="Leeuwen", term="wmo.spoed_24")
    assert timedelta(hours=21) < urgent.due_at - town < timedelta(hours=22)


def test_everything_happened_in_the_past_in_the_order_of_the_log(town, db):
    moments = list(Event.objects.order_by("id").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1] < town
    assert not Note.objects.filter(written_at__gt=town).exists()
    assert not Letter.objects.filter(sent_on__gt=town.date() + SOON).exists()


def test_an_unassigned_melding_of_today_waits_in_each_team(town, db):
    waiting = Case.objects.filter(handler=None, state="melding_ontvangen", opened_at__gt=town - SOON)
    assert sorted(waiting.values_list("team__name", flat=True)) == ["Wijkteam Noord", "Wijkteam Oost"]


def test_a_sent_letter_has_sender_addressee_and_pdf(town, db):
    sent = Letter.objects.filter(state="sent")
    assert {letter.kind for letter in sent} >= {"ontvangstbevestiging", "beschikking", "afsluitbrief"}
    for letter in sent:
        assert letter.content["sender"]["name"] == "Gemeente Noorderveen"
        with letter.file.open("rb") as file:
            assert file.read(5) == b"%PDF-"


def test_every_number_of_a_person_lies_in_the_test_range(town, db):
    numbers = [person.bsn for person in Person.objects.all() if person.has_bsn]
    assert len(numbers) > 30
    assert all(is_test_bsn(number) for number in numbers)


def test_nothing_that_could_reach_somebody_real_stands_in_a_text(town, db):
    columns = [
        (model, field.name)
        for app in ("cases", "wmo")
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.concrete_fields
        if field.get_internal_type() in ("CharField", "TextField")
    ]
    texts = "\n".join(
        str(value) for model, name in columns for value in model._default_manager.values_list(name, flat=True) if value
    )
    assert len(texts) > 10_000
    # Numbers that nobody can be given: a subscriber number does not begin with two zeros.
    phones = re.findall(r"\b0\d{1,2} [\d ]{5,}\d", texts)
    assert phones
    assert all(re.match(r"0\d{1,2} 00", phone) for phone in phones), phones
    assert all(address.endswith(".example") for address in re.findall(r"\S+@\S+", texts))
    postcodes = Household.objects.exclude(postcode="").values_list("postcode", flat=True)
    assert all(code.startswith("9999 Z") for code in postcodes)


def test_the_melding_page_has_to_ask_which_postma_it_is(town, client, db):
    log_in(client, "intaker")
    page = client.post(
        reverse("melding"), {"actie": "zoek", "z_naam": "Postma", "z_geboren": "12-3-1947", "z_adres": "9999 ZG 8"}
    ).content.decode()
    for found in ("Gerrit Postma", "G.J. Postma", "Geertje Postma – Bakker", "dag en maand omgewisseld"):
        assert found in page


@pytest.mark.parametrize(
    "username", ["intaker", "consulent", "consulent-noord", "teamleider", "privacy", "beheerder", "jurist"]
)
def test_every_demo_log_in_works(town, client, db, username):
    assert username in dict(demo_logins())
    log_in(client, username)
    assert client.session["_auth_user_id"] == str(User.objects.get(username=username).pk)


def log_in(client: Any, username: str) -> None:
    client.post(reverse("login"), {"username": username, "password": PASSWORD})
    client.post(reverse("login_code"), {"code": DEMO_CODE})


def test_each_consulent_sees_the_own_team_and_the_privacy_officer_no_case(town, db):
    seen = {
        user.username: set(visible_to(user, Case).values_list("team__key", flat=True)) for user in User.objects.all()
    }
    assert seen == {
        "intaker": {"oost", "noord"},
        "consulent": {"oost"},
        "consulent-noord": {"noord"},
        "teamleider": {"noord"},
        "privacy": set(),
        "beheerder": set(),
        "jurist": set(),
        "bezwaar": {"oost", "noord"},
        "aandacht": set(),
    }


def test_the_command_lists_the_log_ins(town, db):
    said = StringIO()
    call_command("demo_data", "--logins", stdout=said)
    assert "consulent       Fenna, Wmo-consulent, Wijkteam Oost" in said.getvalue().splitlines()


def test_a_person_from_the_brp_can_be_the_one_of_a_melding(town, client, db):
    """After `import_brp`: the household has no team yet, and another municipality's register may name it."""
    import_brp(rows=[brp_row(bsn_at(7), "Jan", "Hofstra")], on=town.date(), at=town, progress=quiet)
    person = Person.objects.get(family_name="Hofstra")
    log_in(client, "intaker")
    page = client.post(reverse("melding"), {"actie": "zoek", "z_naam": "Hofstra"}).content.decode()
    assert str(person.uuid) in page
    answers = dict.fromkeys(("danger", "no_basics", "eviction"), "nee") | {"help_lost": "ja"}
    form = {
        "actie": "vastleggen", "onderwerp": "wmo.register_melding", "persoon": str(person.uuid), "huishouden": "bekend", "own_words": "Mijn hulp stopt morgen.",
        "reporter": "self", "safe_contact": "06 00 00 02 00", "team": client_team(), **answers,
    }  # fmt: skip

    response = client.post(reverse("melding"), form)

    case = Case.objects.get(person=person)
    assert response.status_code == 302
    assert case.deadlines.filter(urgent=True, ended_at=None).count() == 2
    assert case.household.team == case.team
    assert case.household.memberships.get().person == person


def client_team() -> str:
    return str(Municipality.objects.get(code=CODE).teams.get(key="oost").pk)


def test_it_grows_to_any_number_of_cases(town, db, client, monkeypatch):
    """Cut off between the rows of a round and their log lines it goes on there; a second time it adds nothing. The
    pages of the copies open, nobody in them has a BSN, and the logs stay provable.
    """
    monkeypatch.setattr(rounds, "SHARE", {Kind.BUSY: 1, Kind.QUIET: 0.2, Kind.CLOSED: 0.4})  # a round is 350 otherwise
    pattern = read_pattern("default")
    assert {kind: bool(pattern.cases(kind)) for kind in Kind} == dict.fromkeys(Kind, True)
    with monkeypatch.context() as patch:
        patch.setattr(copies, "has_lines", Mock(side_effect=[False, KeyboardInterrupt]))
        with pytest.raises(KeyboardInterrupt):
            call_command("scale_data", cases=50)
    assert Case.objects.count() == 35 + cases_in_a_round(pattern)
    assert Event.objects.filter(case_id__gte=STRIDE).values("case_id").distinct().count() < cases_in_a_round(pattern)
    call_command("scale_data", cases=50, stdout=StringIO())
    logged = Event.objects.filter(case_id__gte=STRIDE).values("case_id").distinct().count()
    assert logged == Case.objects.filter(pk__gte=STRIDE).count() == cases_in_a_round(pattern)
    before = counts()
    call_command("scale_data", cases=50, stdout=StringIO())
    assert counts() == before

    call_command("verify_log", stdout=StringIO())
    people = Person.objects.filter(pk__gte=STRIDE)
    assert people.exists()
    assert not people.exclude(bsn_index=None).exists()
    for kind in Kind:
        found = Case.objects.filter(pk__in=[pk + STRIDE * n for pk in pattern.cases(kind) for n in range(1, 10)])
        case = found.exclude(handler=None).order_by("pk").last()
        client.force_login(case.handler)
        assert case.number in client.get(reverse("case", args=[case.uuid])).content.decode()
        home = case.household
        assert home.number in client.get(reverse("household", args=[home.uuid])).content.decode()


@pytest.fixture
def kept_connection() -> Iterator[None]:
    """A WSGI request closes a connection that is in a transaction, as it is here; Django's test client prevents that."""
    for request in (request_started, request_finished):
        request.disconnect(close_old_connections)
    yield
    for request in (request_started, request_finished):
        request.connect(close_old_connections)


def test_each_visit_of_the_bench_gets_the_answer_it_counts_on(town, db, settings, kept_connection):
    settings.ROOT_URLCONF = "tests.bench.urls"
    beat("bench")
    for visit in Visits().all():
        assert visit.prepare()().status == visit.status, visit.name


def test_outside_the_demo_nothing_grows(db, settings, capsys):
    settings.DEMO = False
    with pytest.raises(SystemExit) as ended:
        call_command("scale_data", cases=50)
    assert ended.value.code == 2
    assert capsys.readouterr().err.count(".") == 1
