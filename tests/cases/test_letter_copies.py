"""A letter for each who gets it, with their own address alone; once more; taken back; and no file without a row."""

import hashlib
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions.letter import send
from cases.actions.letter_copy import add_copy, remove_copy
from cases.actions.letter_dispatch import resend, withdraw
from cases.contract import CaseError, InvalidError, NoAccessError
from cases.models import (
    Case,
    Deadline,
    Event,
    Letter,
    LetterCopy,
    LetterDispatch,
    LetterWithdrawal,
    ReadLog,
    Representative,
    User,
)
from tests.cases.letters import text_of
from tests.factories.case import act, make_case, make_team, make_user

pytestmark = pytest.mark.django_db
DOCTOR = {"name": "Huisarts De Wit", "lines": ("Dokterslaan 1", "9999 XX Elders"), "reason": "Op verzoek"}
HOME, MENTOR, GP = "Merelstraat 8", "Mentorweg 9", "Dokterslaan 1"


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "toylaw.work", "toylaw.decide", team=make_team())


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def case(fenna: User, now) -> Case:
    """Of somebody with a mentor: the mentor gets the letter, and so do they."""
    case = make_case(fenna, now, data={"received_on": now.date(), "wish": "Een lift"})
    Representative.objects.create(
        person=case.person, role="mentor", scope="care", name="Mevrouw M. Vos", street="Mentorweg", house_number=9,
        postcode="9999 MM", city="Elders", starts_on=date(2020, 1, 1),
    )  # fmt: skip
    return case


def sent(case: Case, fenna: User, now, **given) -> Letter:
    given = {"sent_on": now.date(), "channel": "post"} | given
    return send(case=case, kind="receipt", actor=fenna, at=now, **given)


def doctor(case: Case, fenna: User, now, **given) -> LetterCopy:
    given = DOCTOR | {"once": uuid4()} | given
    return add_copy(letter_id=case.letters.get().pk, actor=fenna, at=now, **given)


def again(copy: LetterCopy, fenna: User, now, **given) -> LetterDispatch:
    given = {"sent_on": now.date(), "channel": "post", "reason": "Niet aangekomen", "once": uuid4()} | given
    return resend(letter_id=copy.letter_id, copy=copy.uuid, actor=fenna, at=now, **given)


def read(copy: LetterCopy) -> str:
    with copy.file.open("rb") as file:
        data = file.read()
    assert hashlib.sha256(data).hexdigest() == copy.sha256
    return text_of(data)


def test_each_gets_a_copy_with_their_own_address_and_nobody_elses(case, fenna, now):
    doctor(case, fenna, now)
    letter = sent(case, fenna, now)
    copies = list(letter.copies.order_by("by_hand", "pk"))
    assert [copy.name for copy in copies] == ["Mevrouw M. Vos", case.person.formal_name, "Huisarts De Wit"]
    texts = [read(copy) for copy in copies]
    for text, own in zip(texts, (MENTOR, HOME, GP), strict=True):
        assert [address in text for address in (MENTOR, HOME, GP)] == [address == own for address in (MENTOR, HOME, GP)]
        assert "Een lift" in text
    assert "afschrift van onze brief" in texts[2]
    assert (letter.sha256, letter.file.name) == (copies[0].sha256, copies[0].file.name)
    assert len({copy.sha256 for copy in copies}) == 3


@pytest.mark.parametrize("change", [{"name": "Ander"}, {"lines": []}, {"sha256": ""}, {"content": {}}, {"file": "x"}])
def test_the_database_refuses_to_change_a_sent_copy(case, fenna, now, change):
    sent(case, fenna, now)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        LetterCopy.objects.update(**change)


@pytest.mark.parametrize("change", [{"texts": {"waarom": "x"}}, {"channel": "balie"}])
def test_the_database_refuses_to_change_the_words_of_a_sent_letter(case, fenna, now, change):
    sent(case, fenna, now)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Letter.objects.update(**change)


def test_a_copy_by_hand_needs_a_name_an_address_and_a_reason(case, fenna, now):
    with pytest.raises(InvalidError) as refused:
        doctor(case, fenna, now, name=" ", lines=(" ",), reason="")
    assert list(refused.value.errors) == ["name", "lines", "reason"]
    with pytest.raises(InvalidError):
        doctor(case, fenna, now, lines=["x"] * 7)
    with pytest.raises(NoAccessError):
        doctor(case, make_user("otto", "toylaw.work", team=make_team("west", "West")), now)


def test_a_copy_by_hand_is_added_once_and_can_be_left_out_until_the_letter_goes(case, fenna, now):
    once = uuid4()
    copy = doctor(case, fenna, now, once=once)
    assert doctor(case, fenna, now, once=once) == copy
    remove_copy(letter_id=copy.letter_id, copy=copy.uuid, actor=fenna, at=now)
    assert not LetterCopy.objects.exists()
    kept = doctor(case, fenna, now)
    sent(case, fenna, now)
    for late in (
        lambda: doctor(case, fenna, now),
        lambda: remove_copy(letter_id=kept.letter_id, copy=kept.uuid, actor=fenna, at=now),
    ):
        with pytest.raises(CaseError, match="al verstuurd"):
            late()
    kinds = list(Event.objects.filter(kind__endswith="letter_copy").order_by("id").values_list("kind", flat=True))
    assert kinds == ["cases.add_letter_copy", "cases.remove_letter_copy", "cases.add_letter_copy"]
    assert "Dokterslaan" not in str(list(Event.objects.values_list("payload", flat=True)))


def test_once_more_is_recorded_and_moves_no_term(case, fenna, now):
    letter = sent(case, fenna, now, sent_on=now.date() - timedelta(days=3))
    before = list(Deadline.objects.order_by("pk").values())
    copy = letter.copies.get(name=case.person.formal_name)
    row = again(copy, fenna, now)
    assert (row.sent_on, row.reason) == (now.date(), "Niet aangekomen")
    letter.refresh_from_db()
    assert letter.sent_on == now.date() - timedelta(days=3)
    assert list(Deadline.objects.order_by("pk").values()) == before
    event = Event.objects.get(kind="cases.resend_letter")
    assert (event.payload["copy"], event.payload["channel"]) == (str(copy.uuid), "post")
    assert "aangekomen" not in str(event.payload)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"reason": " "}, "reason"), ({"reason": "x" * 301}, "reason"), ({"channel": "duif"}, "channel"), ({"days": 1}, "sent_on"), ({"days": -9}, "sent_on")],
)  # fmt: skip
def test_once_more_on_an_impossible_day_way_or_ground_is_refused(case, fenna, now, given, field):
    letter = sent(case, fenna, now)
    given = dict(given)
    if days := given.pop("days", 0):
        given["sent_on"] = now.date() + timedelta(days=days)
    with pytest.raises(InvalidError) as refused:
        again(letter.copies.first(), fenna, now, **given)
    assert list(refused.value.errors) == [field]


def test_the_same_paper_does_not_go_to_an_address_that_is_not_safe_any_more(case, fenna, now):
    letter = sent(case, fenna, now)
    copy = letter.copies.get(name=case.person.formal_name)
    case.household.house_number = 99
    case.household.save()
    with pytest.raises(CaseError, match="niet het veilige adres"):
        again(copy, fenna, now)
    again(copy, fenna, now, channel="uitgereikt")
    assert LetterDispatch.objects.count() == 1


def test_taking_back_is_recorded_and_undoes_nothing(case, fenna, now):
    letter = sent(case, fenna, now)
    state, version = case.state, Case.objects.get(pk=case.pk).version
    once = uuid4()
    for _ in range(2):
        withdraw(letter_id=letter.pk, reason="Verkeerde bijlage", actor=fenna, at=now, once=once)
    case.refresh_from_db()
    letter.refresh_from_db()
    assert (case.state, case.version, letter.state, letter.sent_on) == (state, version, "sent", now.date())
    assert LetterWithdrawal.objects.get().reason == "Verkeerde bijlage"
    with pytest.raises(CaseError, match="al ingetrokken"):
        withdraw(letter_id=letter.pk, reason="Nog eens", actor=fenna, at=now, once=uuid4())
    with pytest.raises(CaseError, match="ingetrokken"):
        again(letter.copies.first(), fenna, now)


def test_a_draft_is_neither_sent_again_nor_taken_back(case, fenna, now):
    copy = doctor(case, fenna, now)
    with pytest.raises(CaseError, match="nog niet verstuurd"):
        again(copy, fenna, now)
    with pytest.raises(CaseError, match="nog niet verstuurd"):
        withdraw(letter_id=copy.letter_id, reason="x", actor=fenna, at=now, once=uuid4())


# The pages


@pytest.fixture
def desk(client: Client, fenna: User) -> Client:
    client.force_login(fenna)
    return client


def base(letter: Letter) -> str:
    return f"/zaken/{letter.case.uuid}/brieven/{letter.uuid}"


def posted(desk: Client, letter: Letter, action: str, **given: str) -> str:
    data = {"actie": action, "once": str(uuid4())} | given
    return desk.post(f"{base(letter)}/verzending", data, follow=True).content.decode()


def test_the_page_of_a_draft_says_who_will_get_it_and_takes_a_copy(case, desk):
    letter = case.letters.get()
    text = desk.get(f"{base(letter)}/schrijven").content.decode()
    assert text.index("Mevrouw M. Vos") < text.index("Mentorweg 9")
    assert "als mentor" in text
    text = posted(desk, letter, "afschrift", name="", lines="", reason="")
    assert "Los eerst 3 dingen op" in text
    text = posted(
        desk, letter, "afschrift", name="Huisarts De Wit", lines="Dokterslaan 1\n9999 XX", reason="Op verzoek"
    )
    assert "Het afschrift gaat mee." in text
    text = posted(desk, letter, "zonder", exemplaar=str(letter.copies.get().uuid))
    assert "Huisarts De Wit" not in text


def test_the_page_of_a_sent_letter_lists_the_copies_and_each_opening_leaves_its_line(case, desk, fenna, now):
    letter = sent(case, fenna, now)
    text = desk.get(f"{base(letter)}/schrijven").content.decode()
    assert "<textarea" not in text
    for copy in letter.copies.all():
        address = f"{base(letter)}/exemplaren/{copy.uuid}"
        assert address in text
        assert desk.get(address).content.startswith(b"%PDF-")
        assert ReadLog.objects.filter(payload__copy=str(copy.uuid)).count() == 1
    other = make_case(fenna, now)
    assert desk.get(f"{base(other.letters.get())}/exemplaren/{letter.copies.first().uuid}").status_code == 404
    desk.force_login(make_user("otto", "toylaw.work", team=make_team("west", "West")))
    assert desk.get(f"{base(letter)}/exemplaren/{letter.copies.first().uuid}").status_code == 404
    assert ReadLog.objects.filter(outcome="refused").count() == 1


def test_once_more_and_taking_back_by_the_page(case, desk, fenna, now):
    letter = sent(case, fenna, now)
    copy = letter.copies.first()
    text = posted(desk, letter, "opnieuw", exemplaar=str(copy.uuid), sent_on="x", channel="", reason="")
    assert "Los eerst 3 dingen op" in text
    good = {"exemplaar": str(copy.uuid), "sent_on": f"{now:%d-%m-%Y}", "channel": "uitgereikt", "reason": "Kwijt"}
    text = posted(desk, letter, "opnieuw", **good)
    assert "De eerste dag blijft tellen." in text
    assert "Kwijt" in text
    assert "Los eerst 1 ding op" in posted(desk, letter, "intrekken", reason=" ")
    text = posted(desk, letter, "intrekken", reason="Fout adres")
    assert "Fout adres" in text
    assert "Wat moet je nu doen?" in text
    page = desk.get(f"/zaken/{case.uuid}").content.decode()
    assert "ingetrokken" in page
    assert "Brief opnieuw verstuurd: Wij hebben uw verzoek" in page
    assert "Brief ingetrokken: Wij hebben uw verzoek" in page


def test_a_withdrawn_besluit_says_what_the_law_says_about_it(desk, fenna, now):
    case = act(make_case(fenna, now, data={"received_on": now.date(), "wish": "x"}), "grant", fenna, now, weeks="4")
    case = act(case, "publish", fenna, now, sent_on=f"{now:%d-%m-%Y}")
    letter = case.letters.get(kind="decision")
    text = posted(desk, letter, "intrekken", reason="Fout")
    assert "Het besluit blijft gelden. Neem een nieuw besluit" in text


@pytest.mark.parametrize("action", ["", "zz", "zonder", "opnieuw", "intrekken", "afschrift"])
def test_nonsense_is_no_crash(case, desk, action):
    data = {"actie": action, "once": "x", "exemplaar": "y"}
    assert desk.post(f"{base(case.letters.get())}/verzending", data).status_code in {302, 400, 404}


def test_thirty_copies_and_dispatches_cost_as_many_statements_as_one(case, desk, fenna, now):
    letter = sent(case, fenna, now)
    copy = letter.copies.first()
    again(copy, fenna, now)
    address = f"{base(letter)}/schrijven"
    desk.get(address)
    with CaptureQueriesContext(connection) as few:
        desk.get(address)
    for _ in range(29):
        again(copy, fenna, now)
        LetterCopy.objects.create(
            letter=letter, key=uuid4().hex, name="x", salutation="x", reason="x", added_at=now, sha256="x" * 64
        )
    with CaptureQueriesContext(connection) as many:
        desk.get(address)
    assert len(few) == len(many)
