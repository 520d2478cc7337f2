"""The pages of a document over HTTP: every error at once, the gate, the read log, and a file in its sandbox."""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.test import Client
from django.utils import timezone

from cases.models import Case, Document, DocumentFile, ReadLog, User
from tests.factories.case import make_case, make_team, make_user
from tests.factories.document import examined, make_document, pdf, photo, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now() - timedelta(minutes=5)


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "toylaw.work", team=make_team())


@pytest.fixture
def case(now: datetime) -> Case:
    return make_case(None, now, team=make_team())


@pytest.fixture
def document(case: Case, fenna: User, now: datetime) -> Document:
    return make_document(case, fenna, now, title="Advies huisarts")


@pytest.fixture
def signed_in(client: Client, fenna: User) -> Client:
    client.force_login(fenna)
    return client


def data(**other: Any) -> dict[str, Any]:
    return {"file": upload(pdf(), "Henk.pdf"), "title": "Aanvraag", "kind": "application", "direction": "in",
            "received_on": "24 11 2020", "once": str(uuid4())} | other  # fmt: skip


def test_a_document_is_added_shown_and_opened(signed_in: Client, case: Case) -> None:
    address = f"/zaken/{case.uuid}/stukken/nieuw"
    assert signed_in.get(address).status_code == 200
    response = signed_in.post(address, data(), follow=True)
    text = response.content.decode()
    for part in (
        "Het stuk is nagekeken en bewaard.",
        "Aanvraag",
        "pdf, 1 kB",
        "Aanvraag of formulier",
        "Stuk toegevoegd",
    ):
        assert part in text, part
    assert "Henk.pdf" not in text
    document = Document.objects.get()
    page = signed_in.get(f"/zaken/{case.uuid}/stukken/{document.uuid}").content.decode()
    assert "Henk.pdf" in page
    opened = signed_in.get(f"/zaken/{case.uuid}/stukken/{document.uuid}/bestand/1")
    assert opened.content.startswith(b"%PDF-")
    assert opened["Content-Type"] == "application/pdf"
    assert opened["Content-Disposition"] == f'inline; filename="{case.number}-{document.uuid.hex[-6:]}.pdf"'
    assert opened["X-Content-Type-Options"] == "nosniff"
    assert opened["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in opened["Cache-Control"]
    line = ReadLog.objects.get(kind="cases.open_document_file")
    assert (line.case_id, line.outcome, line.payload) == (case.pk, "ok", {"document": str(document.uuid), "file": 1})


def test_every_error_comes_at_once_and_the_words_stay(signed_in: Client, case: Case) -> None:
    tomorrow = (timezone.localdate() + timedelta(days=1)).strftime("%d-%m-%Y")
    wrong = data(
        file=upload(b"MZ\x00", "brief.pdf"), title="", kind="", direction="", received_on=tomorrow, author="Ina"
    )
    response = signed_in.post(f"/zaken/{case.uuid}/stukken/nieuw", wrong)
    text = response.content.decode()
    assert response.status_code == 400
    for part in ("Los eerst 5 dingen op", "Dit is een programma, geen stuk", "Vul “Naam van het stuk” in",
                 "moet nog komen", "Kies een mogelijkheid", "Ina", tomorrow, "Kies het bestand opnieuw"):  # fmt: skip
        assert part in text, part
    assert not Document.objects.exists()
    assert not DocumentFile.objects.exists()


def test_no_file_says_to_choose_one(signed_in: Client, case: Case) -> None:
    sent = data()
    del sent["file"]
    assert "Kies een bestand bij" in signed_in.post(f"/zaken/{case.uuid}/stukken/nieuw", sent).content.decode()


def test_what_is_too_large_says_how_large_and_never_fills_the_disk(
    signed_in: Client, case: Case, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.UPLOAD_MOST_MB = 3  # above the size that stays in memory
    written = []
    close = TemporaryUploadedFile.close

    def closing(self: TemporaryUploadedFile) -> Any:
        self.file.seek(0, 2)
        written.append(self.file.tell())
        return close(self)

    monkeypatch.setattr(TemporaryUploadedFile, "close", closing)
    sent = data(file=upload(b"%PDF-" + b"x" * (7 * 1024 * 1024), "scan-alles.pdf"))
    text = signed_in.post(f"/zaken/{case.uuid}/stukken/nieuw", sent).content.decode()
    assert "Dit bestand is te groot: 8 MB. Het mag hoogstens 3 MB zijn. Splits het stuk" in text
    assert max(written) == 3 * 1024 * 1024


def test_a_large_file_below_the_cap_comes_in_whole(signed_in: Client, case: Case) -> None:
    words = ("Regel van een lange brief.\n" * 150_000).encode()  # 4 MB: through the disk
    signed_in.post(f"/zaken/{case.uuid}/stukken/nieuw", data(file=upload(words, "lang.txt")))
    document = Document.objects.get()
    assert signed_in.get(f"/zaken/{case.uuid}/stukken/{document.uuid}/bestand/1").content == words


def test_the_same_file_again_says_where_it_is(signed_in: Client, case: Case) -> None:
    content = pdf()
    for _ in range(2):
        response = signed_in.post(f"/zaken/{case.uuid}/stukken/nieuw", data(file=upload(content)))
    assert response.status_code == 400
    assert "staat al in deze zaak: “Aanvraag”" in response.content.decode()
    assert Document.objects.count() == 1


def test_a_second_post_of_one_form_keeps_one(signed_in: Client, case: Case) -> None:
    sent = data(once=str(uuid4()))
    for _ in range(2):
        response = signed_in.post(f"/zaken/{case.uuid}/stukken/nieuw", sent | {"file": upload(pdf())})
        assert response.status_code == 302
    assert Document.objects.count() == 1


@pytest.mark.parametrize(("content", "how"), [(photo(), "inline"), (None, "attachment")])
def test_what_a_browser_should_not_draw_is_downloaded(
    signed_in: Client, case: Case, content: bytes | None, how: str
) -> None:
    from tests.factories.document import office

    signed_in.post(f"/zaken/{case.uuid}/stukken/nieuw", data(file=upload(content or office(), "x.exe")))
    document = Document.objects.get()
    response = signed_in.get(f"/zaken/{case.uuid}/stukken/{document.uuid}/bestand/1")
    assert response["Content-Disposition"].startswith(how)


def test_a_file_that_was_changed_on_the_disk_is_not_given(signed_in: Client, case: Case, document: Document) -> None:
    row = document.files.get()
    with row.file.storage.open(row.file.name, "wb") as file:
        file.write(b"anders")
    address = f"/zaken/{case.uuid}/stukken/{document.uuid}"
    assert "niet meer zoals het bewaard werd" in signed_in.get(f"{address}/bestand/1", follow=True).content.decode()
    row.file.storage.delete(row.file.name)
    assert "niet meer zoals het bewaard werd" in signed_in.get(f"{address}/bestand/1", follow=True).content.decode()


def test_two_who_correct_at_once_lose_nothing(signed_in: Client, case: Case, document: Document) -> None:
    address = f"/zaken/{case.uuid}/stukken/{document.uuid}/wijzigen"
    assert 'value="Advies huisarts"' in signed_in.get(address).content.decode()
    sent = data(title="Van mij", seen="1")
    del sent["file"]
    assert signed_in.post(address, sent).status_code == 302
    response = signed_in.post(address, sent | {"title": "Van jou", "once": str(uuid4())})
    text = response.content.decode()
    assert response.status_code == 409
    assert "Van jou" in text
    for part in ("Kies per veld", "Fenna de Boer", "Gegevens van een stuk verbeterd", 'value="Van mij"'):
        assert part in text, part
    seen = re.search(r'name="seen" value="(\d+)"', text)
    assert seen
    again = sent | {"title": "Van ons", "once": str(uuid4()), "seen": seen[1]}
    assert signed_in.post(address, again).status_code == 302
    assert Document.objects.get().title == "Van ons"


def test_a_newer_version_and_the_older_stay_open(signed_in: Client, case: Case, document: Document) -> None:
    address = f"/zaken/{case.uuid}/stukken/{document.uuid}"
    bad = {"file": upload(b"", "leeg.pdf"), "seen": "1", "once": str(uuid4())}
    assert "dit bestand is leeg" in signed_in.post(f"{address}/vervangen", bad).content.decode()
    sent = {"file": upload(pdf(), "nieuw.pdf"), "seen": "1", "once": str(uuid4())}
    text = signed_in.post(f"{address}/vervangen", sent, follow=True).content.decode()
    for part in ("Open versie 2: nieuw.pdf", "Open versie 1: brief.txt", "nieuwste"):
        assert part in text, part
    assert signed_in.get(f"{address}/bestand/1").status_code == signed_in.get(f"{address}/bestand/2").status_code == 200
    assert signed_in.get(f"{address}/bestand/3").status_code == 404


def test_a_destroyed_document_says_who_and_why_and_opens_no_more(
    signed_in: Client, case: Case, document: Document, fenna: User
) -> None:
    address = f"/zaken/{case.uuid}/stukken/{document.uuid}"
    assert "Kies een mogelijkheid" in signed_in.post(f"{address}/vernietigen", {"seen": "1"}).content.decode()
    sent = {"reason": "wrong_case", "seen": "1", "once": str(uuid4())}
    text = signed_in.post(f"{address}/vernietigen", sent, follow=True).content.decode()
    for part in ("Vernietigd", "Fenna de Boer", "Hoort niet in deze zaak"):
        assert part in text, part
    assert "Advies huisarts" not in text
    assert signed_in.get(f"{address}/bestand/1").status_code == 404
    listed = signed_in.get(f"/zaken/{case.uuid}").content.decode()
    assert "vernietigd" in listed
    assert "Stuk vernietigd" in listed
    assert signed_in.post(f"{address}/wijzigen", data(seen="2")).status_code == 409


def test_a_confidential_document_does_not_exist_for_a_colleague_and_the_attempt_is_kept(
    client: Client, case: Case, fenna: User, now: datetime
) -> None:
    document = make_document(case, fenna, now, title="Geheim advies", confidential=True, file=examined(b"geheim"))
    osman = make_user("osman", "toylaw.work", team=make_team())
    client.force_login(osman)
    assert "Geheim advies" not in client.get(f"/zaken/{case.uuid}").content.decode()
    for path in ("", "/bestand/1", "/wijzigen", "/vervangen", "/vernietigen"):
        assert client.get(f"/zaken/{case.uuid}/stukken/{document.uuid}{path}").status_code == 404
    assert ReadLog.objects.filter(outcome="refused", actor_id=osman.pk).count() == 5
    client.force_login(fenna)
    assert "Geheim advies" in client.get(f"/zaken/{case.uuid}").content.decode()


def test_a_document_of_another_case_is_none_of_this_one(signed_in: Client, document: Document, now: datetime) -> None:
    other = make_case(None, now, team=make_team())
    assert signed_in.get(f"/zaken/{other.uuid}/stukken/{document.uuid}").status_code == 404


def test_who_may_not_destroy_has_no_button(client: Client, case: Case, document: Document) -> None:
    client.force_login(make_user("osman", "toylaw.work", team=make_team()))
    address = f"/zaken/{case.uuid}/stukken/{document.uuid}"
    assert "Vernietigen" not in client.get(address).content.decode()
    assert client.get(f"{address}/vernietigen").status_code == 404
