"""The page with messages: newest first, what is new, and nothing about what somebody may no longer see."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cases.actions.notify import tell
from cases.models import Case, CaseGrant, Household, Message, MessageItem, Task, User
from cases.queries.messages import inbox
from tests.cases.watch.moments import moment
from tests.factories.case import act, make_case, make_team, make_user

pytestmark = pytest.mark.django_db
DAY = moment("2027-01-12 8.00")


def warn(case: Case, kind: str = "nearing", at: datetime = DAY, term: str = "toylaw.decide") -> Message:
    deadline = case.deadlines.get(term=term)
    assert tell(deadline_id=deadline.pk, kind=kind, due_version=deadline.due_version, at=at) == 1
    return Message.objects.latest("pk")


def lines(user: User, at: datetime = DAY) -> list[tuple[str, str]]:
    user = User.objects.get(pk=user.pk)  # who may see what is read once a request
    return [(line.label, line.text) for mail in inbox(user, at).mails for line in mail.lines]


def test_a_message_says_which_term_and_until_when(case: Case, fenna: User) -> None:
    warn(case)
    [mail] = inbox(fenna, DAY).mails
    assert (mail.title, mail.new) == ("Overzicht van dinsdag 12 januari 2027", True)
    [line] = mail.lines
    assert (line.case, line.number, line.name) == (case.uuid, case.number, case.household.name)
    assert (line.label, line.text) == ("Besluit", "uiterlijk di 19 jan.")


def test_an_hour_term_says_the_hour(fenna: User) -> None:
    opened = moment("2026-12-04 22.30")
    case = make_case(fenna, opened, key="urgent_request", data={"received_on": opened.date()}, handler=fenna)
    warn(case, term="toylaw.urgent", at=moment("2026-12-06 16.30"))
    [mail] = inbox(fenna, moment("2026-12-06 16.30")).mails
    assert (mail.title, mail.tone) == ("Eerste contact", "is-spoed")
    assert mail.lines[0].text == "uiterlijk vandaag 22.30 uur."


def test_a_message_follows_the_term_that_it_is_about(case: Case, fenna: User) -> None:
    warn(case)
    assert lines(fenna, moment("2027-01-20")) == [("Besluit", "te laat, dit moest uiterlijk gisteren.")]
    act(case, "extend", fenna, DAY, weeks=1)
    assert lines(fenna) == [("Besluit", "nu uiterlijk di 26 jan. De laatste dag is verschoven.")]
    act(case, "ask_more", fenna, moment("2027-01-13 9.00"), until="2027-02-15")
    assert lines(fenna) == [("Besluit", "staat nu stil.")]
    act(case, "withdraw", fenna, moment("2027-01-14 9.00"))
    assert lines(fenna) == [("Besluit", "vervallen, dit hoeft niet meer.")]


def test_the_newest_comes_first(fenna: User, at: datetime) -> None:
    for day in (12, 14, 13):
        warn(make_case(fenna, at, handler=fenna), at=moment(f"2027-01-{day} 8.00"))
    titles = [mail.title for mail in inbox(fenna, moment("2027-01-15")).mails]
    assert titles == [f"Overzicht van {day} januari 2027" for day in ("donderdag 14", "woensdag 13", "dinsdag 12")]


def test_older_messages_come_on_request(client: Client, fenna: User, at: datetime) -> None:
    case = make_case(fenna, at, handler=fenna)
    for n in range(25):
        warn(case, at=DAY + timedelta(days=n)) if n == 0 else Message.objects.create(
            recipient=fenna, kind="daily", day=date(2027, 2, n), created_at=DAY
        )
    client.force_login(fenna)
    first = client.get(reverse("messages")).content.decode()
    assert (first.count('class="vel bericht'), "Toon oudere berichten" in first) == (20, True)
    rest = client.get(reverse("messages"), {"toon": "40"}).content.decode()
    assert (rest.count('class="vel bericht'), "Toon oudere berichten" in rest) == (25, False)


def test_the_gate_hides_a_case_that_somebody_may_no_longer_see(client: Client, case: Case, fenna: User) -> None:
    warn(case)
    Case.objects.filter(pk=case.pk).update(team=make_team("west", "Wijkteam West"), handler=None)
    assert lines(fenna) == []
    client.force_login(fenna)
    page = client.get(reverse("messages")).content.decode()
    assert "een zaak die je niet meer mag zien" in page
    assert case.number not in page
    assert str(case.uuid) not in page
    assert case.household.name not in page


def test_messages_of_a_colleague_are_theirs_alone(client: Client, case: Case, fenna: User) -> None:
    message = warn(case)
    other = make_user("karim", "toylaw.work", team=case.team)
    client.force_login(other)
    assert case.number not in client.get(reverse("messages")).content.decode()
    client.post(reverse("messages"), {"gelezen": f"{message.pk}:{message.items.get().pk}"})
    message.refresh_from_db()
    assert message.read_at is None


def test_reading_works_without_a_script(client: Client, case: Case, fenna: User) -> None:
    message = warn(case)
    client.force_login(fenna)
    page = client.get(reverse("messages")).content.decode()
    assert '<b class="kop__tel">1' in page
    assert f'name="gelezen" value="{message.pk}:{message.items.get().pk}"' in page
    answer = client.post(reverse("messages"), {"gelezen": f"{message.pk}:{message.items.get().pk}"}, follow=True)
    assert answer.redirect_chain == [(reverse("messages"), 302)]
    page = answer.content.decode()
    assert "kop__tel" not in page
    assert case.number in page
    message.refresh_from_db()
    assert message.read_at is not None


def test_nonsense_marks_nothing(client: Client, case: Case, fenna: User) -> None:
    warn(case)
    client.force_login(fenna)
    for mark in ("", "x", "1:", "9" * 30 + ":1", "-1:1"):
        assert client.post(reverse("messages"), {"gelezen": mark}).status_code == 302
    assert not Message.objects.exclude(read_at=None).exists()


def test_the_empty_page_says_what_will_come(client: Client, fenna: User) -> None:
    client.force_login(fenna)
    assert "Je hebt geen berichten" in client.get(reverse("messages")).content.decode()


def test_the_page_needs_a_log_in(client: Client, db: None) -> None:
    answer = client.get(reverse("messages"))
    assert (answer.status_code, answer["Location"]) == (302, "/inloggen?next=/berichten")


@pytest.mark.parametrize("count", [1, 30])
def test_the_number_of_statements_does_not_grow(
    count: int, fenna: User, at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(count):
        warn(make_case(fenna, at, handler=fenna), at=DAY + timedelta(days=n % 3))
    user = User.objects.get(pk=fenna.pk)
    with django_assert_num_queries(4):  # messages, items, and of the gate: who it is, cases
        found = inbox(user, DAY + timedelta(days=3))
    assert sum(len(mail.lines) for mail in found.mails) == count


# --- terms of something else than a case --------------------------------------------------------------


def test_a_household_term_goes_to_the_household_s_team(fenna: User, case: Case) -> None:
    household = case.household
    Household.objects.filter(pk=household.pk).update(team=make_team("west", "Wijkteam West"))
    make_user("wim", "toylaw.visit", team=make_team("west", "Wijkteam West"))
    make_user("nora", "cases.read_household", team=make_team("west", "Wijkteam West"))  # no right of this law
    term = _standing(household=household)
    assert tell(deadline_id=term, kind="nearing", due_version=1, at=DAY) == 2
    told = MessageItem.objects.filter(deadline_id=term).values_list("message__recipient__username", flat=True)
    assert set(told) == {"wim", "fenna"}  # and who has a case of this law there
    assert lines(fenna) == [("Volgend bezoek", "uiterlijk di 19 jan.")]


def test_a_task_term_goes_to_who_has_the_task_and_a_grant_to_who_holds_it(fenna: User, case: Case) -> None:
    karim = make_user("karim", "toylaw.work", team=case.team)
    task = Task.objects.create(case=case, label="Bel terug", owner=karim)
    permission = karim.groups.get().permissions.get()
    grant = CaseGrant.objects.create(
        user=karim, permission=permission, content_object=case, valid_from=DAY, valid_until=DAY + timedelta(days=30),
        reason="waarneming", granted_by=fenna,
    )  # fmt: skip
    for subject in ({"task": task}, {"grant": grant}):
        term = _standing(**subject)
        assert tell(deadline_id=term, kind="nearing", due_version=1, at=DAY) == 1
        assert MessageItem.objects.get(deadline_id=term).message.recipient == karim
    assert [line.case for mail in inbox(karim, DAY).mails for line in mail.lines] == [case.uuid, case.uuid]


def test_a_person_term_goes_to_who_works_with_them(fenna: User, case: Case) -> None:
    term = _standing(person=case.person)
    assert tell(deadline_id=term, kind="nearing", due_version=1, at=DAY) == 1
    assert MessageItem.objects.get(deadline_id=term).message.recipient == fenna
    [mail] = inbox(fenna, DAY).mails
    assert (mail.lines[0].case, mail.lines[0].name) == (None, case.person.display_name)


def _standing(**subject: object) -> int:
    """A running standing term of the toy law on something else than a case, uiterlijk 19 January 2027."""
    from cases.models import Deadline

    deadline = Deadline.objects.create(
        **subject, law="toylaw", term="toylaw.next_visit", term_valid_from=date(2020, 1, 1), starts_on=date(2026, 10, 19),
        started_at=moment("2026-10-19"), amount=3, unit="months", due_on=date(2027, 1, 19), due_at=moment("2027-01-20"),
    )  # fmt: skip
    return deadline.pk
