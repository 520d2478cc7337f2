"""The look of a municipality's letters: colours that can be read, a safe logo, versions, and what was sent stays."""

import io
from uuid import uuid4

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.actions.letter import preview, send
from cases.actions.letter_theme import save_theme
from cases.contract import ConflictError, InvalidError, NoAccessError
from cases.models import Event, LetterTheme, User
from cases.queries.looks import look_of, theme_of
from cases.typesetting.pdf import typeset
from tests.cases.letters import LETTER
from tests.cases.rules.test_logo import SVG, png
from tests.factories.case import make_case, make_municipality, make_team, make_user

pytestmark = pytest.mark.django_db
URL = "/beheer/huisstijl"
LOGO = SVG % b'<rect width="9" height="9" fill="#7a2f63"/>'


@pytest.fixture
def ilse() -> User:
    make_municipality()
    return make_user("ilse", "cases.manage_letters")


def save(ilse: User, at, *, seen: int = 0, once=None, **given) -> LetterTheme:
    given = {"accent": "#7a2f63", "ink": "1B2428", "logo": LOGO, "logo_alt": "Wapen"} | given
    return save_theme(municipality=make_municipality(), actor=ilse, at=at, seen=seen, once=once or uuid4(), **given)


def test_new_letters_get_the_look_and_a_sent_one_keeps_its_own(ilse, at):
    fenna = make_user("fenna", "toylaw.work", team=make_team())
    case = make_case(fenna, at)
    plain = preview(case.letters.get())
    first = save(ilse, at)
    assert preview(case.letters.get()) != plain
    letter = send(case=case, kind="receipt", sent_on=at.date(), channel="post", actor=fenna, at=at)
    sent = preview(letter)
    save(ilse, at, seen=1, accent="#000000", logo=None, remove_logo=True)
    letter.refresh_from_db()
    assert (letter.theme, preview(letter)) == (first, sent)
    assert look_of(theme_of("0000")).logo == b""


@pytest.mark.parametrize("logo", [LOGO, png(300, 30)])
def test_the_logo_is_an_image_with_a_description_and_the_file_stays_pdf_ua(ilse, at, logo):
    look = look_of(save(ilse, at, logo=logo))
    pdf = typeset(LETTER, look)
    assert pdf == typeset(LETTER, look)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        figures = [
            item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
        assert [str(figure.Alt) for figure in figures] == ["Wapen"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"accent": "#ffcf3d"}, "accent"),
        ({"accent": "geel"}, "accent"),
        ({"ink": "#999999"}, "ink"),
        ({"logo": b"GIF89a"}, "logo"),
        ({"logo": SVG % b"<text>x</text>"}, "logo"),
        ({"logo_alt": " "}, "logo_alt"),
    ],
)
def test_what_cannot_be_read_or_shown_is_refused_at_its_field(ilse, at, given, field):
    with pytest.raises(InvalidError) as refused:
        save(ilse, at, **given)
    assert list(refused.value.errors) == [field]
    assert not LetterTheme.objects.exists()


def test_versions_conflicts_second_clicks_and_strangers(ilse, at):
    once = uuid4()
    assert save(ilse, at, once=once) == save(ilse, at, once=once)
    with pytest.raises(ConflictError):
        save(ilse, at)
    with pytest.raises(NoAccessError):
        save(make_user("otto", "cases.manage_terms"), at, seen=1)
    event = Event.objects.get(kind="cases.letter_theme_saved")
    assert (event.payload["version"], event.payload["accent"], event.payload["logo"]) == (1, "#7a2f63", True)


# The page


@pytest.fixture
def page(client: Client, ilse: User) -> Client:
    client.force_login(ilse)
    return client


def posted(**changed: object) -> dict[str, object]:
    given: dict[str, object] = {
        "gemeente": "0000", "seen": "0", "once": str(uuid4()), "accent": "#7a2f63", "ink": "#1b2428",
        "logo": SimpleUploadedFile("wapen.svg", LOGO), "logo_alt": "Wapen van Noorderveen", "actie": "bewaar",
    }  # fmt: skip
    return given | changed


def test_only_who_manages_letters_knows_the_page(client: Client) -> None:
    client.force_login(make_user("fenna", "toylaw.work", "cases.manage_terms", team=make_team()))
    assert client.get(URL).status_code == client.post(URL, posted()).status_code == 404


def test_a_look_is_saved_shown_and_put_back(page: Client) -> None:
    assert "nog geen eigen huisstijl" in page.get(URL).content.decode()
    text = page.post(URL, posted(), follow=True).content.decode()
    assert "De huisstijl is bewaard als versie 1." in text
    theme = LetterTheme.objects.get()
    logo = page.get(f"/huisstijl/{theme.uuid}/logo")
    assert (logo.content, logo["Content-Type"]) == (LOGO.replace(b"/>", b"></rect>"), "image/svg+xml")
    assert logo["Content-Security-Policy"].startswith("sandbox")
    assert "--brief-accent: #7a2f63" in page.get(f"/huisstijl/{theme.uuid}/kleuren.css").content.decode()
    page.post(URL, posted(seen="1", accent="#000000", logo="", remove_logo="on"))
    assert LetterTheme.objects.get(version=2).logo_kind == ""
    page.post(URL, {"gemeente": "0000", "seen": "2", "once": str(uuid4()), "actie": "terug", "versie": "1"})
    back = LetterTheme.objects.get(version=3)
    assert (back.accent, bytes(back.logo), back.logo_alt) == ("#7a2f63", logo.content, "Wapen van Noorderveen")
    assert page.get(URL, {"voorbeeld": "pdf"}).content.startswith(b"%PDF-")


def test_all_errors_come_at_once_and_what_was_typed_stays(page: Client) -> None:
    answer = page.post(URL, posted(accent="#ffcf3d", ink="x", logo=SimpleUploadedFile("x.svg", b""), logo_alt=""))
    text = answer.content.decode()
    assert answer.status_code == 400
    for part in (
        "Los eerst 3 dingen op",
        'value="#ffcf3d"',
        "het contrast 1,5",
        "Schrijf de kleur als #",
        "op .svg of .png",
    ):
        assert part in text


def test_a_conflict_keeps_what_was_chosen(page: Client) -> None:
    page.post(URL, posted())
    answer = page.post(URL, posted(accent="#000000"))
    assert answer.status_code == 409
    assert 'value="#000000"' in answer.content.decode()
    assert page.post(URL, posted(accent="#000000", seen="1")).status_code == 302


@pytest.mark.parametrize("bad", [{"seen": "x", "once": "y"}, {"actie": "terug", "versie": "9"}, {"gemeente": "zz"}])
def test_nonsense_beside_the_form_is_no_crash(page: Client, bad: dict[str, str]) -> None:
    assert page.post(URL, posted(**bad)).status_code in {302, 400, 404, 409}
