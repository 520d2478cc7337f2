"""The page on top for who reads with difficulty, and the task to call them."""

import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from cases.actions.letter import send
from cases.models import Case, Person, Task
from cases.rules.addressees import Addressee
from cases.typesetting.content import Bullets, Facts, Heading, LetterContent, Paragraph
from cases.typesetting.copies import addressed
from cases.typesetting.easy import LONGEST, ROWS, easy_rows
from cases.typesetting.pdf import typeset
from tests.cases.letters import LETTER, pages
from tests.cases.test_typesetting import kinds as kinds_of
from tests.factories.case import act, make_case, make_team, make_user
from tests.factories.reach import make_representative

EASY = replace(LETTER, easy=True, sender=replace(LETTER.sender, phone="050 000 00 00"))


def test_an_ordinary_letter_has_no_page_on_top() -> None:
    assert easy_rows(LETTER) == ()
    assert len(pages(EASY)) == len(pages(LETTER)) + 1
    assert "In het kort" not in " ".join(pages(LETTER))


def test_the_page_says_what_until_when_what_to_do_and_whom_to_call() -> None:
    top = pages(EASY)[0]
    for part in ("In het kort: U krijgt begeleiding thuis", "Wat krijgt u? Begeleiding thuis, 2 uur per week",
                 "Maak bezwaar uiterlijk 7 januari 2027.", "Een weekplan maken.", "Bel 050 000 00 00.",
                 "Vraag naar Fenna de Boer.", "Lindelaan 14"):  # fmt: skip
        assert part in top, part
    assert "Artikel 2.3.5" not in top


def test_the_page_is_tagged_for_who_listens() -> None:
    found = kinds_of(EASY)
    assert found.count("/H1") == 2
    assert found.count("/H2") == kinds_of(LETTER).count("/H2") + len(easy_rows(EASY))


def test_a_law_may_write_the_rows_itself() -> None:
    own = replace(EASY, essentials=(("Wat?", "U krijgt hulp."), ("", "niets"), ("Wanneer?", "Maandag.")))
    assert easy_rows(own)[:-1] == (("Wat?", "U krijgt hulp."), ("Wanneer?", "Maandag."))


def test_without_a_frame_or_a_day_the_first_words_stand_there() -> None:
    plain = replace(EASY, blocks=(Paragraph("Wij hebben uw brief. Wij bellen u."),))
    assert easy_rows(plain)[0] == ("Wat staat er in de brief?", "Wij hebben uw brief. Wij bellen u.")
    assert easy_rows(replace(EASY, blocks=()))[-1][0] == "Vragen?"


TEXTS = st.text(st.sampled_from("abcdefgh WXYZ.!?#$*_@\\`“”é\n"), max_size=900)
BLOCKS = st.one_of(
    st.builds(Paragraph, TEXTS, st.sampled_from(["", "a", "uiterlijk"])),
    st.builds(Heading, TEXTS),
    st.builds(Bullets, st.lists(TEXTS, max_size=4).map(tuple)),
    st.builds(Facts, st.lists(st.tuples(TEXTS, TEXTS), max_size=9).map(tuple)),
)


@given(TEXTS, st.lists(BLOCKS, max_size=8).map(tuple))
def test_however_long_the_letter_the_rows_stay_few_and_short(title: str, blocks: tuple) -> None:
    rows = easy_rows(replace(EASY, title=title, blocks=blocks))
    assert 1 <= len(rows) <= ROWS + 1
    assert all(label.strip() and answer.strip() for label, answer in rows)
    assert all(len(answer) <= LONGEST for _, answer in rows[:-1])


@pytest.mark.parametrize("word", ["Aanvraagprocedureonderdelen ", "ij ", "M ", "W" * 200 + " "])
def test_the_longest_rows_still_fit_on_one_page(word: str) -> None:
    long = (word * 200)[: LONGEST * 2]
    letter = replace(
        EASY,
        title=long[:110],
        handler=long[:60],
        blocks=(Facts(tuple((long, long) for _ in range(9))), Heading(long), Bullets((long, long))),
    )
    text = [page.extract_text() for page in PdfReader(io.BytesIO(typeset(letter))).pages]
    assert "Vragen?" in text[0]
    assert "Vragen?" not in " ".join(text[1:])


def test_a_copy_has_its_own_name_address_and_reason() -> None:
    to = Addressee(
        "k", "Kantoor Vos", "Geachte heer Vos", ("Kade 1",), "als curator", False, "U krijgt dit als curator."
    )
    copy = addressed(EASY, to)
    assert (copy.addressee, copy.salutation, copy.easy) == (("Kantoor Vos", "Kade 1"), "Geachte heer Vos", False)
    text = pages(copy)[0]
    assert "U krijgt dit als curator." in text
    assert "Lindelaan" not in text
    assert LetterContent.from_dict(copy.as_dict()) == copy


ON = date(2026, 11, 24)


@pytest.fixture
def fenna():
    return make_user("fenna", "toylaw.work", team=make_team())


@pytest.fixture
def case(fenna, at):
    case = make_case(fenna, at, handler=fenna)
    return act(case, "plan_hearing", fenna, at, hearing_on="18-12-2026")


def sent(case, fenna, at, channel="post"):
    case = Case.objects.get(pk=case.pk)
    return send(case=case, kind="receipt", sent_on=ON, channel=channel, actor=fenna, at=at)


@pytest.mark.django_db
def test_who_reads_with_difficulty_gets_the_page_and_is_called(case, fenna, at):
    Person.objects.filter(pk=case.person_id).update(
        reads_with_difficulty=True, language="ar", interpreter="1", phone="06 00 00 00 01", contact_note="na 18 uur"
    )
    letter = sent(case, fenna, at)
    assert LetterContent.from_dict(letter.content).easy
    task = Task.objects.get()
    assert (task.owner, task.due_on) == (fenna, date(2026, 11, 27))
    assert task.label == (
        "Bel mevrouw A. Postma over de brief “Wij hebben uw verzoek”: leest moeilijk, met tolk Arabisch, "
        "06 00 00 00 01, na 18 uur"
    )


@pytest.mark.django_db
def test_handing_over_asks_for_a_call_as_well(case, fenna, at):
    Person.objects.filter(pk=case.person_id).update(reads_with_difficulty=True)
    sent(case, fenna, at, channel="uitgereikt")
    assert Task.objects.count() == 1


@pytest.mark.django_db
def test_who_reads_well_is_not_called_and_neither_is_an_office(case, fenna, at):
    make_representative(case.person, "curator")
    letter = sent(case, fenna, at)
    assert not Task.objects.exists()
    assert "als curator" in LetterContent.from_dict(letter.content).notice


@pytest.mark.django_db
def test_a_handler_who_may_no_longer_see_the_case_stops_no_letter(case, fenna, at):
    Person.objects.filter(pk=case.person_id).update(reads_with_difficulty=True)
    Case.objects.filter(pk=case.pk).update(handler=make_user("weg"))
    sent(case, fenna, at)
    assert Task.objects.get().owner is None
