"""E-mail on a real mail server: once, without a name or a law, and a server that misbehaves holds up nothing else."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from cases.actions import mail
from cases.actions.deliver import deliver_mail, deliver_outbox
from cases.actions.notify import tell
from cases.actions.watch import sweep
from cases.models import Case, Deadline, Heartbeat, MessageItem, Outbox, User
from cases.queries.clock import database_now
from cases.queries.health import failures
from tests.cases.watch.moments import moment
from tests.cases.watch.smtp import MailServer, mail_server
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import make_household, make_person

pytestmark = pytest.mark.django_db
DAY, LATE = moment("2027-01-12 0.05"), moment("2027-01-20 0.05")
WAITED = "2020-01-01T00:00Z"


@pytest.fixture
def box(settings: Any) -> Iterator[MailServer]:
    with mail_server() as server:
        settings.EMAIL_URL = "smtp://"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 0.5
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.DEFAULT_FROM_EMAIL, settings.BASE_URL = "samenhang@speelstad.example", "https://samen.example"
        yield server


@pytest.fixture
def fenna(fenna: User) -> User:
    User.objects.filter(pk=fenna.pk).update(by_email=True, email="fenna@speelstad.example")
    fenna.refresh_from_db()
    return fenna


def decide(case: Case) -> Deadline:
    return case.deadlines.get(term="toylaw.decide")


def late(case: Case) -> None:
    """A warning that comes alone, at once."""
    tell(deadline_id=decide(case).pk, kind="breach", due_version=1, at=LATE)


def waiting_is_over() -> None:
    Outbox.objects.filter(sent_at=None).update(not_before=WAITED)


def text(message: EmailMessage) -> str:
    body = message.get_body()
    assert body is not None
    content = body.get_content()
    assert isinstance(content, str)
    return content.replace("\r\n", "\n")


# --- what it says ----------------------------------------------------------------------------------


def test_it_says_a_case_number_a_term_and_a_link_and_nothing_else(box: MailServer, case: Case) -> None:
    late(case)
    assert deliver_mail(at=LATE) == (1, 0)
    [message] = box.taken
    assert message["To"] == "fenna@speelstad.example"
    assert message["From"] == "samenhang@speelstad.example"
    assert message["Subject"] == f"Samenhang: te laat {case.number}"
    assert text(message).splitlines() == [
        f"Zaak {case.number}",
        "Besluit: te laat, dit moest uiterlijk dinsdag 19 januari 2027",
        f"https://samen.example/zaken/{case.uuid}",
        "",
        "In deze e-mail staan geen namen. Je berichten: https://samen.example/berichten",
        "Wil je deze e-mail niet meer? Zet hem daar uit.",
    ]


def test_it_holds_no_name_no_law_and_no_free_text(box: MailServer, fenna: User, at: datetime) -> None:
    person = make_person("Kwartelina", "Vogelsang")
    household = make_household((person, "other"), name="Vogelsang-Lijster")
    data = {"received_on": at.date(), "wish": "Een kanariegele fiets"}
    late(make_case(fenna, at, handler=fenna, person=person, household=household, data=data))
    assert deliver_mail(at=LATE) == (1, 0)
    whole = box.taken[0].as_string() + "".join(box.senders)
    secrets = ("Kwartelina", "Vogelsang", "Lijster", "kanariegele", "Fenna", "toylaw", "Speelwet", "Speel ", "9999")
    assert [word for word in secrets if word in whole] == []


def test_ordinary_terms_share_one_a_morning(box: MailServer, fenna: User, at: datetime) -> None:
    cases = [make_case(fenna, at, handler=fenna) for _ in range(3)]
    for case in cases:
        tell(deadline_id=decide(case).pk, kind="nearing", due_version=1, at=DAY)
    [row] = Outbox.objects.filter(kind="mail")
    now = database_now()
    assert now < row.not_before <= now + timedelta(days=1, hours=1, minutes=5)
    assert mail.next_morning(now + mail.ROOM) == row.not_before == row.created_at
    assert deliver_mail(at=DAY) == (0, 0)  # not yet morning
    waiting_is_over()
    assert deliver_mail(at=DAY) == (1, 0)
    [message] = box.taken
    assert message["Subject"] == "Samenhang: 3 termijnen"
    assert all(case.number in text(message) for case in cases)
    assert "uiterlijk dinsdag 19 januari 2027" in text(message)


def test_what_waits_for_the_morning_is_not_behind(
    box: MailServer, case: Case, client: Any, fenna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(deadline_id=decide(case).pk, kind="nearing", due_version=1, at=DAY)
    monkeypatch.setattr("cases.queries.system.OUTBOX_IS_LATE_AFTER", 0)
    client.force_login(fenna)
    assert "E-mail loopt achter" not in client.get(reverse("messages")).content.decode()


@pytest.mark.parametrize(
    ("after", "morning"),
    [
        ("2027-01-12 0.05", "2027-01-12 7.00"),
        ("2027-01-12 7.00", "2027-01-13 7.00"),
        ("2027-03-27 12.00", "2027-03-28 7.00"),  # the clock goes forward that night
        ("2027-10-30 23.00", "2027-10-31 7.00"),  # and back
    ],
)
def test_morning_is_seven_in_amsterdam(after: str, morning: str) -> None:
    assert mail.next_morning(moment(after)) == moment(morning)


def test_a_term_that_ended_before_the_morning_is_left_out(box: MailServer, fenna: User, case: Case) -> None:
    late(case)
    Deadline.objects.filter(pk=decide(case).pk).update(ended_at=LATE, ended_on=LATE.date(), outcome="lapsed")
    assert deliver_mail(at=LATE) == (1, 0)
    assert box.calls == 0


# --- who gets it -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "instead", [{"by_email": False}, {"email": ""}, {"is_active": False}], ids=["not asked", "no address", "left"]
)
def test_who_wants_none_or_left_gets_none(box: MailServer, case: Case, fenna: User, instead: dict[str, Any]) -> None:
    late(case)
    User.objects.filter(pk=fenna.pk).update(**instead)  # changed their mind after it was queued
    deliver_mail(at=LATE)
    assert box.calls == 0
    MessageItem.objects.all().delete()
    User.objects.filter(pk=fenna.pk).update(is_active=True)
    late(case)
    assert Outbox.objects.filter(kind="mail").count() == (1 if "is_active" not in instead else 2)


def test_who_may_no_longer_see_the_case_gets_none(box: MailServer, case: Case, fenna: User) -> None:
    late(case)
    Case.objects.filter(pk=case.pk).update(team=make_team("west", "Wijkteam West"), handler=None)
    assert deliver_mail(at=LATE) == (1, 0)
    assert box.calls == 0


def test_without_a_mail_server_nothing_is_queued(case: Case, fenna: User) -> None:
    late(case)
    assert not Outbox.objects.filter(kind="mail").exists()
    assert MessageItem.objects.get().mail == ""


def test_a_colleague_switches_it_on_and_off_on_the_page_of_messages(box: MailServer, client: Any, case: Case) -> None:
    osman = make_user("osman", "toylaw.work", team=case.team)
    client.force_login(osman)
    page = client.get(reverse("messages")).content.decode()
    assert "geen e-mailadres van je bekend" in page
    User.objects.filter(pk=osman.pk).update(email="osman@speelstad.example")
    assert "Zet e-mail aan" in client.get(reverse("messages")).content.decode()
    for word, wanted in (("aan", True), ("uit", False)):
        assert client.post(reverse("messages"), {"email": word}).url == reverse("messages")
        assert User.objects.get(pk=osman.pk).by_email is wanted


# --- when the server misbehaves --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("behaviour", "error", "reached"),
    [
        ("refuses", "SMTPRecipientsRefused", 0),
        ("hangs", "SMTPServerDisconnected|TimeoutError", 0),
        ("drops without a word", "SMTPServerDisconnected", 1),
    ],
)
def test_what_fails_is_sent_again_with_the_same_id(
    box: MailServer, case: Case, behaviour: str, error: str, reached: int
) -> None:
    late(case)
    box.behaviour = behaviour
    assert deliver_mail(at=LATE) == (0, 1)
    row = Outbox.objects.get(kind="mail")
    assert (row.sent_at, row.attempts, len(box.taken)) == (None, 1, reached)
    assert re.fullmatch(error, row.failure)
    assert [failure.what for failure in failures()] == ["E-mail aan een collega"]
    box.behaviour = "accept"
    assert deliver_mail(at=LATE) == (0, 0)  # it waits
    waiting_is_over()
    assert deliver_mail(at=LATE) == (1, 0)
    assert len(box.taken) == reached + 1
    assert set(box.ids) == {mail.message_id(row.key)}
    assert mail.message_id(row.key).endswith("@speelstad.example>")


def test_a_server_that_took_it_and_then_drops_the_line_gets_it_once(box: MailServer, case: Case) -> None:
    late(case)
    box.behaviour = "drops after its word"
    assert [deliver_mail(at=LATE), deliver_mail(at=LATE)] == [(1, 0), (0, 0)]
    assert len(box.taken) == 1


def test_one_address_that_is_refused_holds_up_no_other(box: MailServer, case: Case) -> None:
    late(case)
    Outbox.objects.create(key="mail:other", kind="mail", payload={"user": 0}, created_at=WAITED, not_before=WAITED)
    box.behaviour = "refuses"
    assert deliver_mail(at=LATE) == (1, 1)


@pytest.mark.parametrize("behaviour", ["hangs", "drips"])
def test_a_server_that_hangs_is_asked_once_and_holds_up_nothing_else(
    box: MailServer, fenna: User, at: datetime, behaviour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "LONGEST_SEND", 0.7)
    for _ in range(4):
        late(make_case(fenna, at, handler=fenna))
    box.behaviour = behaviour
    Outbox.objects.create(
        key="z", kind="reaction", payload={"law": "toylaw", "handler": "remember", "event": 9}, created_at=WAITED,
        not_before=LATE - timedelta(days=90),
    )  # fmt: skip
    assert deliver_outbox(at=LATE, limit=10) == (1, 0)
    assert box.calls == 0
    assert deliver_mail(at=LATE) == (0, 1)
    assert box.calls == 1
    rows = Outbox.objects.filter(kind="mail")
    assert sorted(rows.values_list("attempts", flat=True)) == [0, 0, 0, 1]
    assert rows.filter(not_before__gt=database_now()).count() == 4
    assert deliver_mail(at=LATE) == (0, 0)
    assert box.calls == 1


def test_all_mail_waits_ever_longer_and_the_one_that_failed_goes_last(
    box: MailServer, fenna: User, at: datetime
) -> None:
    for _ in range(7):
        late(make_case(fenna, at, handler=fenna))
    box.behaviour = "drops without a word"
    for _ in range(7):
        waiting_is_over()
        assert deliver_mail(at=LATE) == (0, 1)
    assert set(Outbox.objects.filter(kind="mail").values_list("attempts", flat=True)) == {1}  # each had its turn
    wait = Outbox.objects.filter(kind="mail").latest("not_before").not_before - database_now()
    assert timedelta(minutes=4) < wait <= mail.LONGEST_SILENCE


def test_the_heartbeat_comes_before_the_mail(box: MailServer, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sweeper that is killed while the mail server hangs has shown that it watched."""
    late(case)
    monkeypatch.setattr(mail, "_within", _killed)
    with pytest.raises(KeyboardInterrupt):
        sweep("sweep", at=LATE)
    assert Heartbeat.objects.filter(name="sweep").exists()


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_bar_says_that_mail_is_behind_and_only_mail(box: MailServer, case: Case, client: Any, fenna: User) -> None:
    late(case)
    Outbox.objects.exclude(kind="mail").update(sent_at=LATE)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_outbox SET created_at = clock_timestamp() - interval '10 minutes'")
    client.force_login(fenna)
    page = client.get(reverse("messages")).content.decode()
    assert "E-mail loopt achter.</b> Er wacht 1 e-mail" in page
    assert "Berichten lopen achter" not in page
