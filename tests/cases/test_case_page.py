"""The page of a case on the toy law, over HTTP. Times are those of the real clock."""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from cases.actions.note import add_note
from cases.contract import local_day
from cases.models import Case, Letter, ReadLog, User
from tests.factories.case import act, make_case, make_team, make_user
from tests.factories.person import bsn_at, make_household, make_person
from tests.factories.rules import confirm

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now() - timedelta(minutes=5)


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "toylaw.work", team=make_team())


@pytest.fixture
def signed_in(client: Client, fenna: User) -> Client:
    client.force_login(fenna)
    return client


@pytest.fixture
def case(now: datetime) -> Case:
    person = make_person("Henk", "Heuvel", prefix="van den", birth="19700312", bsn=bsn_at(7))
    household = make_household((person, "other"), name="Van den Heuvel")
    data = {"received_on": now.date(), "wish": "Een kanariegele fiets"}
    return make_case(None, now, data=data, person=person, household=household)


def page_of(client: Client, case: Case, **headers: Any) -> str:
    response = client.get(f"/zaken/{case.uuid}", **headers)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_head_says_who_and_what(signed_in: Client, case: Case) -> None:
    text = page_of(signed_in, case)
    for part in (case.number, "Speel", "Van den Heuvel", "Een kanariegele fiets", "Henk van den Heuvel</a> (5", "nog niemand",
                 "Wijkteam Oost", "Gevraagd", 'href="#wens"'):  # fmt: skip
        assert part in text, part


def test_every_term_has_its_clock_and_the_law_s_own_stands_open_with_its_proof(
    signed_in: Client, case: Case, now: datetime
) -> None:
    text = page_of(signed_in, case)
    decide = case.deadlines.get(term="toylaw.decide")
    assert f"nog {(decide.due_on - local_day(now)).days} dagen" in text
    opened = re.search(r'<details class="bewijs" id="bewijs-toylaw-decide" open>(.*?)</details>', text)
    assert opened
    assert "56 dagen" in opened[1]
    assert f"{decide.due_on.day} " in opened[1]
    assert "Speelwet art. 2" in opened[1]
    assert "uiterlijk" in text
    assert "vóór" not in text
    assert '<details class="bewijs" id="bewijs-toylaw-window">' in text  # the others stay closed


def test_what_nobody_confirmed_says_so_until_a_lawyer_does(
    signed_in: Client, case: Case, now: datetime, fenna: User
) -> None:
    act(case, "plan_hearing", fenna, now, hearing_on=(now + timedelta(days=40)).date())
    assert page_of(signed_in, case).count("nog niet bevestigd") == 1
    term = case.deadlines.get(term="toylaw.papers")
    reference = f"{term.term}@{term.term_valid_from.isoformat()}"
    confirm(reference, now)
    assert "nog niet bevestigd" not in page_of(signed_in, case)


def test_a_term_that_stands_still_says_until_when_at_the_latest(
    signed_in: Client, case: Case, now: datetime, fenna: User
) -> None:
    act(case, "ask_more", fenna, now, until=(now + timedelta(days=20)).date())
    text = page_of(signed_in, case)
    assert "termijn staat stil" in text
    assert "Komt het stuk op de laatste dag, dan is het uiterlijk" in text


def test_an_ended_term_tells_how_and_why(signed_in: Client, now: datetime, fenna: User) -> None:
    case = make_case(None, now, key="urgent_request")
    act(case, "contact", fenna, now)
    act(case, "withdraw", fenna, now)
    text = page_of(signed_in, case)
    assert re.search(r"Eerste contact<br><span class=\"zacht\">gehaald", text)
    assert "vervallen" in text
    assert "trek in" in text
    assert "gesloten" in text


def test_hours_too_late_on_the_day_itself_show(signed_in: Client, now: datetime, fenna: User) -> None:
    case = make_case(None, now - timedelta(hours=50), key="urgent_request")
    act(case, "contact", fenna, now)
    assert re.search(
        r"Eerste contact<br><span class=\"is-let-op kleur\">gehaald [^<]*: 2 uur te laat", page_of(signed_in, case)
    )


def test_the_urgent_lane_stands_on_top_while_an_urgent_term_runs(signed_in: Client, now: datetime, fenna: User) -> None:
    case = make_case(None, now, key="urgent_request", handler=fenna)
    act(case, "attempt", fenna, now)
    text = page_of(signed_in, case)
    lane = re.search(r'<section class="vel spoedvak.*?</section>', text)
    assert lane
    assert lane.start() < text.index('id="nu"')
    for part in ("nog 47 uur", "norm van de gemeente", "in handen van <b>Fenna de Boer</b>", "Contact mislukt:",
                 "De klok loopt door", "nog niet", ">Eerste contact</button>", "Termijnbewijs: waarom"):  # fmt: skip
        assert part in lane[0], part
    act(case, "contact", fenna, now)
    text = page_of(signed_in, case)
    assert "spoedvak" not in text
    assert ">Eerste contact</button>" not in text  # the lane's steps go with it


def test_steps_are_buttons_links_or_refused_with_the_reason_beside_them(
    client: Client, case: Case, fenna: User
) -> None:
    osman = make_user("osman", "toylaw.work", "toylaw.decide", team=make_team())
    Case.objects.filter(pk=case.pk).update(handler=osman)
    client.force_login(osman)
    text = page_of(client, case)
    assert f'<form method="post" action="/zaken/{case.uuid}/stap/give_notice">' in text  # nothing to fill in
    assert f'href="/zaken/{case.uuid}/stap/extend"' in text
    refused = re.search(r"<button[^>]*aria-disabled[^>]*>Ken toe</button><p[^>]*>(.*?)</p>", text)
    assert refused
    assert "Kan nu niet" in refused[1]
    assert "Wie de zaak behandelt, beslist niet zelf." in refused[1]
    assert "Speelwet art. 9" in refused[1]
    client.force_login(fenna)
    assert "Ken toe" not in page_of(client, case)  # who may never do it does not see it


def test_notes_come_newest_first_and_own_words_in_their_own_voice(
    signed_in: Client, case: Case, now: datetime, fenna: User
) -> None:
    day = now.date()
    add_note(
        case=case, kind="call", text="Gebeld over gisteren.", happened_on=day - timedelta(days=3), author=fenna, at=now
    )
    add_note(case=case, kind="own_words", text="Ik wil naar buiten.", happened_on=day, author=fenna, at=now)
    text = page_of(signed_in, case)
    assert text.index("Ik wil naar buiten.") < text.index("Gebeld over gisteren.")
    assert '<blockquote class="stem"><p>Ik wil naar buiten.</p></blockquote>' in text


def test_a_note_is_placed_once_and_a_bad_one_keeps_its_text(signed_in: Client, case: Case, now: datetime) -> None:
    address, key = f"/zaken/{case.uuid}/notities", str(uuid4())
    note = {"text": "Buurvrouw komt dagelijks.", "kind": "visit", "happened_on": "", "once": key}
    for _ in range(2):
        response = signed_in.post(address, note)
        assert (response.status_code, response["Location"]) == (302, f"/zaken/{case.uuid}#notities")
    assert case.notes.count() == 1
    future = (now + timedelta(days=3)).strftime("%d-%m-%Y")
    response = signed_in.post(address, note | {"happened_on": future, "kind": "", "once": str(uuid4())})
    text = response.content.decode()
    assert response.status_code == 400
    for part in ("Buurvrouw komt dagelijks.", "Deze dag moet nog komen", "Los eerst 2 dingen op", future):
        assert part in text, part
    assert case.notes.count() == 1


def test_the_timeline_has_labels_and_no_free_text(signed_in: Client, case: Case, now: datetime, fenna: User) -> None:
    act(case, "reword", fenna, now, wish="Een geheime wens")
    line = re.search(r'<ol class="verloop">(.*?)</ol>', page_of(signed_in, case))
    assert line
    assert "Vraag anders opgeschreven" in line[1]
    assert "Verzoek" in line[1]
    assert "Fenna de Boer" in line[1]
    assert "geheime wens" not in line[1]


def test_who_looked_is_there_by_name_and_each_time_for_who_may_read_the_log(
    client: Client, case: Case, fenna: User
) -> None:
    stranger = make_user("vreemd", "toylaw.work", team=make_team("west", "Wijkteam West"))
    client.force_login(stranger)
    assert client.get(f"/zaken/{case.uuid}").status_code == 404
    client.force_login(fenna)
    for _ in range(3):
        page_of(client, case)
    looked = re.search(r'id="kijk".*?</section>', page_of(client, case))
    assert looked
    assert looked[0].count("Fenna de Boer") == 1
    assert "consulent" in looked[0]
    assert "Geweigerd: 1 poging" in looked[0]
    assert "Vreemd" not in looked[0]
    client.force_login(make_user("beheer", "toylaw.work", "cases.read_log", team=make_team()))
    looked = re.search(r'id="kijk".*?</section>', page_of(client, case))
    assert looked
    assert looked[0].count("Fenna de Boer") == 4
    assert "zaak geopend" in looked[0]


def test_a_letter_opens_as_pdf_through_the_gate_only(client: Client, case: Case, fenna: User) -> None:
    letter = case.letters.get()
    address = f"/zaken/{case.uuid}/brieven/{letter.uuid}"
    client.force_login(fenna)
    assert address in page_of(client, case)
    response = client.get(address)
    assert response.status_code == 200
    assert response.content.startswith(b"%PDF-")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'inline; filename="{case.number}.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in response["Cache-Control"]
    line = ReadLog.objects.get(kind="cases.open_letter")
    assert (line.case_id, line.actor_id, line.payload) == (case.pk, fenna.pk, {"letter": str(letter.uuid)})
    other = make_case(None, timezone.now())
    assert client.get(f"/zaken/{other.uuid}/brieven/{letter.uuid}").status_code == 404  # of another case
    Letter.objects.update(state="withdrawn")
    assert client.get(address).status_code == 404


def test_a_sent_letter_is_the_frozen_file(signed_in: Client, case: Case) -> None:
    letter = case.letters.get()
    letter.state, letter.sent_on, letter.sha256, letter.channel = "sent", timezone.now().date(), "x" * 64, "post"
    letter.file.save("brief.pdf", ContentFile(b"%PDF-frozen"))
    letter.save()
    assert signed_in.get(f"/zaken/{case.uuid}/brieven/{letter.uuid}").content == b"%PDF-frozen"
    letter.file.delete(save=False)


@pytest.mark.parametrize("path", ["", "/stap/extend", "/stap/bestaat-niet", "/notities", "/brieven/{letter}"])
def test_another_team_gets_404_and_the_attempt_is_kept(client: Client, case: Case, path: str) -> None:
    stranger = make_user("vreemd", "toylaw.work", team=make_team("west", "Wijkteam West"))
    client.force_login(stranger)
    address = f"/zaken/{case.uuid}{path.format(letter=case.letters.get().uuid)}"
    response = client.post(address, {}) if path == "/notities" else client.get(address)
    unknown = client.get(f"/zaken/{uuid4()}")
    assert response.status_code == unknown.status_code == 404
    assert case.number not in response.content.decode()
    line = ReadLog.objects.get()
    assert (line.case_id, line.actor_id, line.outcome) == (case.pk, stranger.pk, "refused")


def test_every_opened_case_has_its_line_before_the_answer(signed_in: Client, case: Case, fenna: User) -> None:
    page_of(signed_in, case)
    line = ReadLog.objects.get()
    assert (line.kind, line.case_id, line.person_id, line.outcome) == (
        "cases.open_casefile",
        case.pk,
        case.person_id,
        "ok",
    )
    assert (line.actor_id, line.actor_role, line.ground) == (fenna.pk, "consulent", "team")


def test_no_bsn_name_or_text_stands_in_an_address(signed_in: Client, case: Case) -> None:
    text = page_of(signed_in, case)
    addresses = " ".join(re.findall(r'(?:href|action)="([^"]*)"', text))
    for personal in ("Heuvel", "Henk", bsn_at(7), "kanarie"):
        assert personal.lower() not in addresses.lower()
    assert bsn_at(7) not in text
