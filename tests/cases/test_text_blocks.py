"""Texts that a municipality makes its own: versions, what is refused, and that a frozen letter keeps its words."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from cases.actions.letter import compose, preview, send
from cases.actions.textblock import Place, save_text
from cases.contract import ConflictError, InvalidError, NoAccessError, local_day
from cases.models import Event, Letter, Municipality, TextBlock, User
from cases.queries.clock import database_now
from tests.cases.letters import text_of
from tests.factories.case import make_case, make_municipality, make_team, make_user

pytestmark = pytest.mark.django_db
URL = "/beheer/brieven"
HARD = "#let x = 1 $ \\ @ * _ ` <b> & ` " + "w" * 200 + " \N{GRINNING FACE}"


@pytest.fixture
def ilse() -> User:
    return make_user("ilse", "cases.manage_letters")


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "toylaw.work", "toylaw.decide", team=make_team())


def place(slot: str = "waarom", key: str = "", **other) -> Place:
    given = {
        "municipality": make_municipality(),
        "law": "toylaw",
        "letter": "receipt",
        "slot": slot,
        "key": key or slot,
    }
    return Place(**given | other)


def save(ilse: User, at, text: str = "Nieuw: {vraag}", *, days: int = 0, seen: int = 0, **given) -> TextBlock:
    given = {"place": place(), "name": "", "once": uuid4()} | given
    return save_text(text=text, valid_from=local_day(at) + timedelta(days), actor=ilse, at=at, seen=seen, **given)


def words(letter: Letter) -> str:
    return " ".join(str(block) for block in compose(letter).blocks)


def test_a_letter_says_what_the_law_begins_with_until_the_municipality_writes_its_own(ilse, fenna, at):
    case = make_case(fenna, at, data={"received_on": at.date(), "wish": "Een fiets"})
    letter = case.letters.get()
    assert "U krijgt wat u vroeg, Mevrouw A. Postma." in words(letter)
    save(ilse, at, "Wij lazen: {vraag}\n\n- op {dag}\n- {aantal} keer {bedrag}")
    found = words(letter)
    for part in ("Wij lazen: Een fiets", "op dinsdag 24 november 2026", "2 keer € 1.234,50", "Tot zover."):
        assert part in found


def test_a_sent_letter_keeps_its_own_words(ilse, fenna, at):
    case = make_case(fenna, at, data={"received_on": at.date(), "wish": "Een fiets"})
    letter = send(case=case, kind="receipt", sent_on=at.date(), channel="post", actor=fenna, at=at)
    before = preview(letter)
    save(ilse, at, "Heel anders")
    letter.refresh_from_db()
    assert preview(letter) == before
    assert "Een fiets" in text_of(before)


def test_the_version_of_the_day_counts_and_older_ones_stay(ilse, fenna, at):
    letter = make_case(fenna, at).letters.get()
    save(ilse, at, "Later {dag}", days=30)
    assert "Later" not in words(letter)
    save(ilse, at, "Nu", seen=1)
    assert "Nu" in words(letter)
    letter.drafted_at = at + timedelta(days=40)
    assert "Later" in words(letter)
    assert list(TextBlock.objects.order_by("version").values_list("text", flat=True)) == ["Later {dag}", "Nu"]


def test_another_municipality_keeps_its_own_words(ilse, fenna, at):
    other = Municipality.objects.create(code="9999", name="Elders", address_lines="Postbus 1")
    save(ilse, at, "Van elders", place=place(municipality=other))
    assert "Van elders" not in words(make_case(fenna, at).letters.get())


def test_the_event_names_the_text_and_not_its_words(ilse, at):
    save(ilse, at, "Geheime woorden")
    event = Event.objects.get(kind="cases.text_block_saved")
    assert (event.payload["key"], event.payload["version"], event.actor_id) == ("waarom", 1, ilse.pk)
    assert "Geheime" not in str(event.payload)


def test_two_authors_never_overwrite_each_other_and_a_second_click_does_nothing(ilse, at):
    once = uuid4()
    assert save(ilse, at, once=once) == save(ilse, at, once=once)
    with pytest.raises(ConflictError):
        save(ilse, at, "Ook ik")
    assert TextBlock.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text": "Dag {nam}"}, "text"),
        ({"text": "Dag {naam"}, "text"),
        ({"text": " "}, "text"),
        ({"text": "a" * 5_001}, "text"),
        ({"days": -1}, "valid_from"),
        ({"slot": "new"}, "name"),
    ],
)
def test_a_text_that_cannot_be_is_refused_at_its_field(ilse, at, given, field):
    given = dict(given)
    if given.pop("slot", ""):
        given["place"] = place("waarom", uuid4().hex)
    with pytest.raises(InvalidError) as refused:
        save(ilse, at, **given)
    assert list(refused.value.errors) == [field]
    assert TextBlock.objects.count() == 0


def test_who_may_not_or_for_what_is_not_there_gets_nothing(ilse, fenna, at):
    for who, where in (
        (fenna, place()),
        (ilse, place("nergens")),
        (ilse, place(law="nowhere")),
        (ilse, place(letter="nothing")),
        (ilse, place("begin", "waarom")),
        (make_user("otto", "cases.manage_letters", team=make_team()), place(municipality=other_municipality())),
    ):
        with pytest.raises(NoAccessError):
            save(who, at, place=where)


def other_municipality() -> Municipality:
    return Municipality.objects.create(code="9998", name="Elders", address_lines="Postbus 1")


def test_a_text_with_any_characters_sets_as_they_are(ilse, fenna, at):
    case = make_case(fenna, at, data={"received_on": at.date(), "wish": "#pagebreak() $x$ \\ @ref *"})
    save(ilse, at, HARD.replace("{", "").replace("}", "") + "\n\n{vraag}")
    found = text_of(preview(case.letters.get()))
    for part in ("#let x = 1 $ \\ @ * _ ` <b> & `", "[emoji]", "#pagebreak() $x$ \\ @ref *"):
        assert part in found


# The page


@pytest.fixture
def page(client: Client, ilse: User) -> Client:
    make_municipality()
    client.force_login(ilse)
    return client


def posted(**changed: str) -> dict[str, str]:
    return {
        "gemeente": "0000", "wet": "toylaw", "brief": "receipt", "plek": "waarom", "blok": "waarom", "seen": "0",
        "once": str(uuid4()), "text": "Nieuw {vraag}", "valid_from": f"{local_day(database_now()):%d-%m-%Y}",
        "actie": "bewaar",
    } | changed  # fmt: skip


def test_only_who_manages_letters_knows_the_page(client: Client, fenna: User) -> None:
    client.force_login(fenna)
    assert client.get(URL).status_code == 404
    assert client.post(URL, posted()).status_code == 404


def test_the_page_shows_the_texts_and_saves_a_version(page: Client) -> None:
    text = page.get(URL, {"wet": "toylaw"}).content.decode()
    for part in ("Het begin", "U krijgt wat u vroeg, {naam}.", "de tekst waarmee de wet begint", "verplicht"):
        assert part in text
    answer = page.post(URL, posted(), follow=True)
    text = answer.content.decode()
    assert "De tekst “Waarom” is bewaard als versie 1." in text
    assert "Nieuw {vraag}" in text
    text = page.get(URL, {"wet": "toylaw", "blok": "waarom"}).content.decode()
    assert "{bedrag}" in text
    assert 'name="seen" value="1"' in text


def test_a_look_shows_examples_and_keeps_nothing(page: Client) -> None:
    answer = page.post(URL, posted(actie="bekijk", text="Derhalve <b>{bedrag}</b>"))
    text = answer.content.decode()
    assert "&lt;b&gt;€ 12,50&lt;/b&gt;" in text
    assert "→ Daarom" in text
    assert TextBlock.objects.count() == 0


def test_all_errors_come_at_once_and_the_typed_text_stays(page: Client) -> None:
    answer = page.post(URL, posted(text="Dag {nam} en {", valid_from="31-2-2027"))
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "Los eerst 3 dingen op" in text
    assert "Dag {nam} en {</textarea>" in text


def test_a_conflict_shows_both_and_the_next_save_goes_through(page: Client) -> None:
    page.post(URL, posted(text="Van de ander"))
    answer = page.post(URL, posted(text="Van mij"))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Van de ander" in text
    assert "Versie 1" in text
    assert 'value="Van mij" checked' not in text  # a long text that both wrote keeps both
    assert page.post(URL, posted(text="Van mij", seen="1")).status_code == 302


def test_a_text_to_insert_is_made_named_and_taken_out_of_use(page: Client) -> None:
    key = uuid4().hex
    free = {"blok": key, "name": "Waarom niet de regiotaxi", "text": "Omdat."}
    assert 'name="name"' in page.get(URL, {"wet": "toylaw", "blok": "nieuw", "plek": "waarom"}).content.decode()
    assert page.post(URL, posted(**free)).status_code == 302
    text = page.post(URL, posted(**free, seen="1", actie="stop"), follow=True).content.decode()
    assert "gebruiken collega’s niet meer" in text
    assert "niet meer in gebruik" in text
    answer = page.post(URL, posted(actie="stop"))
    assert answer.status_code == 400
    assert "Je kunt hem veranderen, niet weghalen." in answer.content.decode()


@pytest.mark.parametrize("bad", [{"seen": "x", "once": "y"}, {"gemeente": "zz", "wet": "zz", "brief": "zz"}])
def test_nonsense_beside_the_form_is_no_crash(page: Client, bad: dict[str, str]) -> None:
    assert page.post(URL, posted(**bad)).status_code in {302, 400, 404, 409}
    assert page.get(URL, bad | {"blok": "zz", "plek": "zz"}).status_code == 200


def test_thirty_versions_cost_as_many_statements_as_one(page: Client, ilse, django_assert_num_queries) -> None:
    at = database_now()
    for count, seen in ((1, 0), (29, 1)):
        for number in range(count):
            save(ilse, at, "Versie", seen=seen + number)
        page.get(URL, {"wet": "toylaw"})
        with django_assert_num_queries(4):
            page.get(URL, {"wet": "toylaw"})
