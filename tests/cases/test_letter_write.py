"""A draft letter on a case: own words beside a preview, advice, what is refused, and that nothing typed gets lost."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions.letter import compose, send
from cases.actions.letter_text import write_letter
from cases.actions.textblock import Place, save_text
from cases.contract import CaseError, ConflictError, InvalidError, NoAccessError, local_day
from cases.models import Case, Event, Letter, ReadLog, User
from tests.factories.case import make_case, make_municipality, make_team, make_user

pytestmark = pytest.mark.django_db
EXTRA = uuid4().hex


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "toylaw.work", "toylaw.decide", team=make_team())


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def case(fenna: User, now) -> Case:
    return make_case(fenna, now, data={"received_on": now.date(), "wish": "Een {lift} naar boven"})


@pytest.fixture
def letter(case: Case) -> Letter:
    return case.letters.get()


def write(letter: Letter, actor: User, now, *, seen: int = 1, once=None, **texts: str) -> Letter:
    return write_letter(letter_id=letter.pk, texts=texts, actor=actor, at=now, seen=seen, once=once or uuid4())


def block(now, *, key: str, slot: str = "waarom", text: str = "Daarom niet.", name: str = "Regiotaxi") -> None:
    place = Place(municipality=make_municipality(), law="toylaw", letter="receipt", slot=slot, key=key)
    ilse = User.objects.filter(username="ilse").first() or make_user("ilse", "cases.manage_letters")
    save_text(place=place, name=name, text=text, valid_from=local_day(now), actor=ilse, at=now, seen=0, once=uuid4())


def words(letter: Letter) -> str:
    return str(compose(Letter.objects.select_related("case__team").get(pk=letter.pk)).blocks)


# The act


def test_own_words_go_into_the_letter_and_the_rest_follows_the_municipality(letter, fenna, now):
    write(letter, fenna, now, waarom="Omdat {naam} dat vroeg.")
    assert "Omdat Mevrouw A. Postma dat vroeg." in words(letter)
    block(now, key="begin", slot="begin", text="Nieuw begin.")
    assert "Nieuw begin." in words(letter)
    block(now, key="waarom", text="Van de gemeente.")
    assert "Van de gemeente." not in words(letter)


def test_words_that_say_what_stood_there_are_not_kept(letter, fenna, now):
    kept = write(letter, fenna, now, begin="U krijgt wat u vroeg, {naam}.\r\n", waarom="Anders.")
    assert (kept.texts, kept.version, kept.edited_by) == ({"waarom": "Anders."}, 2, fenna)


def test_the_event_names_the_slots_and_never_the_words(letter, fenna, now):
    write(letter, fenna, now, waarom="Geheime woorden")
    event = Event.objects.get(kind="cases.write_letter")
    assert (event.payload["slots"], event.payload["letter_version"]) == (["waarom"], 2)
    assert "Geheim" not in str(event.payload)


@pytest.mark.parametrize("bad", ["", "  ", "Dag {nam}", "Dag {naam", "x" * 5_001])
def test_words_that_cannot_go_out_are_refused(letter, fenna, now, bad):
    with pytest.raises(InvalidError) as refused:
        write(letter, fenna, now, waarom=bad, begin="Goed.")
    assert list(refused.value.errors) == ["waarom"]
    letter.refresh_from_db()
    assert letter.texts == {}


def test_two_authors_and_a_second_click(letter, fenna, now):
    once = uuid4()
    for _ in range(2):
        write(letter, fenna, now, once=once, waarom="Een.")
    with pytest.raises(ConflictError):
        write(letter, fenna, now, waarom="Twee.")
    letter.refresh_from_db()
    assert (letter.texts, letter.version) == ({"waarom": "Een."}, 2)


def test_a_sent_letter_and_a_stranger(letter, case, fenna, now):
    with pytest.raises(NoAccessError):
        write(letter, make_user("otto", "toylaw.work", team=make_team("west", "West")), now, waarom="x")
    with pytest.raises(NoAccessError):
        write(letter, make_user("ans", "toylaw.visit", team=make_team()), now, waarom="x")
    send(case=case, kind="receipt", sent_on=now.date(), channel="post", actor=fenna, at=now)
    with pytest.raises(CaseError, match="al verstuurd"):
        write(letter, fenna, now, seen=2, waarom="x")


def test_a_text_that_no_longer_fits_keeps_the_letter_here(letter, case, fenna, now):
    Letter.objects.update(texts={"waarom": "Dag {verdwenen}"})
    with pytest.raises(CaseError, match="De tekst bij “Waarom” klopt nog niet"):
        send(case=case, kind="receipt", sent_on=now.date(), channel="post", actor=fenna, at=now)


# The page


@pytest.fixture
def desk(client: Client, fenna: User, letter: Letter) -> Client:
    client.force_login(fenna)
    client.address = f"/zaken/{letter.case.uuid}/brieven/{letter.uuid}/schrijven"
    return client


def posted(desk: Client, action: str = "bewaar", status: int = 200, *, htmx: bool = False, **given: str) -> str:
    given = {"actie": action, "seen": "1", "once": str(uuid4()), "begin": "Goed.", "waarom": "Omdat."} | given
    answer = desk.post(desk.address, given, **({"headers": {"HX-Request": "true"}} if htmx else {}))
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def page_of(desk: Client) -> str:
    return desk.get(desk.address).content.decode()


def test_the_page_shows_the_words_of_others_in_full_and_the_letter_beside_them(desk):
    text = page_of(desk)
    assert "Een {{lift}} naar boven</textarea>" in text  # to be edited; braces are doubled
    assert "<p>Een {lift} naar boven</p>" in text
    assert "U krijgt wat u vroeg, {naam}.</textarea>" in text
    assert "<p>U krijgt wat u vroeg, Mevrouw A. Postma.</p>" in text
    assert "Tot zover." in text
    assert "Merelstraat 8" in text
    assert "nog niet aangepast" in text


def test_saving_keeps_the_words_and_says_when(desk, letter):
    posted(desk, status=302, waarom="Derhalve <b>niet</b>.")
    text = page_of(desk)
    assert "bewaard om" in text
    assert "<p>Derhalve &lt;b&gt;niet&lt;/b&gt;.</p>" in text
    assert "→ Daarom" in text


def test_all_errors_come_at_once_and_the_typed_text_stays(desk):
    text = posted(desk, status=400, begin="Dag {nam}", waarom=" ")
    assert "Los eerst 2 dingen op" in text
    assert "Dag {nam}</textarea>" in text
    assert "Er is nu geen voorbeeld." in text


def test_a_conflict_shows_both_texts_and_the_next_save_goes_through(desk, letter, fenna, now):
    write(letter, fenna, now, waarom="Van de ander.")
    text = posted(desk, status=409, waarom="Van mij.")
    assert "Van de ander." in text
    assert "Van mij." in text
    assert "Brief aangepast" in text
    assert 'name="seen" value="2"' in text
    posted(desk, status=302, seen="2", waarom="Van mij.")


def test_a_refreshed_preview_is_a_part_of_the_page_and_keeps_nothing(desk, letter):
    page_of(desk)
    lines = ReadLog.objects.count()
    text = posted(desk, "ververs", htmx=True, waarom="Heel nieuw.")
    assert "<textarea" not in text
    assert "<p>Heel nieuw.</p>" in text
    assert 'hx-swap-oob="true"' in text
    letter.refresh_from_db()
    assert letter.texts == {}
    assert ReadLog.objects.count() == lines  # the line of the page stands
    whole = posted(desk, "ververs", waarom="Heel nieuw.")
    assert "Heel nieuw.</textarea>" in whole


def test_a_refresh_without_the_page_leaves_its_line(desk):
    posted(desk, "ververs", htmx=True)
    assert ReadLog.objects.filter(kind="cases.open_letter").count() == 1


def test_a_hard_word_is_taken_over_or_left(desk):
    text = posted(desk, "neem_over:waarom:0:8", waarom="Derhalve komt er hulp.")
    assert "Daarom komt er hulp.</textarea>" in text
    text = posted(desk, "neem_over:waarom:1:8", waarom="Derhalve komt er hulp.")
    assert "Derhalve komt er hulp.</textarea>" in text
    assert "neem_over:waarom:0:8" in text
    text = posted(desk, "laat:Derhalve", waarom="Derhalve komt er hulp.")
    assert "neem_over:waarom:0:8" not in text
    assert "Derhalve komt er hulp.</textarea>" in text
    posted(desk, "laat:Geen moeilijk woord, wel een naam", waarom="x")
    assert "naam" not in str(desk.session.items())


def test_a_text_block_is_put_at_the_end_of_its_slot(desk, now):
    block(now, key=EXTRA, text="Daarom {naam}.")
    assert "Regiotaxi" in page_of(desk)
    text = posted(desk, f"voeg_in:{EXTRA}", waarom="Mijn begin.")
    assert "Mijn begin.\n\nDaarom {naam}.</textarea>" in text
    assert "Mijn begin.</textarea>" in posted(desk, "voeg_in:zomaar", waarom="Mijn begin.")


def test_who_may_only_read_gets_no_form_and_a_stranger_nothing(client, letter, desk):
    client.force_login(make_user("ans", "toylaw.visit", team=make_team()))
    text = page_of(client)
    assert "<textarea" not in text
    assert "Jij kunt deze brief lezen." in text
    assert client.post(client.address, {"actie": "bewaar"}).status_code == 404
    client.force_login(make_user("otto", "toylaw.work", team=make_team("west", "West")))
    assert client.get(client.address).status_code == 404


@pytest.mark.parametrize("action", ["", "neem_over:", "neem_over:x:y:z", "laat:", "voeg_in:", "zz:zz"])
def test_nonsense_is_no_crash(desk, action):
    posted(desk, action, seen="x", once="y")


def test_the_page_costs_as_many_statements_for_thirty_blocks(desk, now):
    block(now, key=uuid4().hex)
    page_of(desk)
    with CaptureQueriesContext(connection) as one:
        page_of(desk)
    for _ in range(29):
        block(now, key=uuid4().hex)
    page_of(desk)  # this process knows the new ones
    with CaptureQueriesContext(connection) as thirty:
        page_of(desk)
    assert len(one) == len(thirty), "\n".join(row["sql"][:120] for row in thirty)
