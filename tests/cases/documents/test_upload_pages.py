"""Uploads as browsers, and people with odd files, really send them: a clear answer, typed words kept, nothing left."""

import socket
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Case, Document, DocumentFile, User
from tests.factories.case import make_case, make_team, make_user
from tests.factories.document import pdf, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now() - timedelta(minutes=5)


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "toylaw.work", team=make_team())


@pytest.fixture
def address(client: Client, fenna: User, now: datetime) -> str:
    client.force_login(fenna)
    return f"/zaken/{make_case(None, now, team=make_team()).uuid}/stukken/nieuw"


@pytest.fixture
def on_the_way(settings: Any, tmp_path: Path) -> Path:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "onderweg")
    return tmp_path / "onderweg"


def data(**other: Any) -> dict[str, Any]:
    return {"file": upload(pdf(), "brief.pdf"), "title": "Aanvraag", "kind": "application", "direction": "in",
            "received_on": "24 11 2020", "once": str(uuid4())} | other  # fmt: skip


def test_two_files_at_once_are_told_apart_and_the_words_stay(client: Client, address: str) -> None:
    answer = client.post(address, data(file=[upload(pdf(), "een.pdf"), upload(pdf(2), "twee.pdf")]))
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "Je koos meer dan één bestand" in text
    assert 'value="Aanvraag"' in text
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["brief\u202efdp.exe", "a\x00b\r\n\t.pdf", "😀 brief “Henk” <b>.pdf", "../../etc/passwd", "x" * 300 + ".pdf", ".",
     "brief." + "y" * 300, "con.pdf", " .pdf", "%00%2e%2e%2f.pdf"],
)  # fmt: skip
@pytest.mark.parametrize("size", [1, 3_000_000], ids=["in memory", "on disk"])
def test_a_name_with_odd_characters_does_no_harm(
    size: int, name: str, client: Client, address: str, on_the_way: Path
) -> None:
    text = ("Dag mevrouw. " * (size // 13 + 1)).encode()
    answer = client.post(address, data(file=upload(text, name) if name != "." else upload(text, "punt.")))
    assert answer.status_code == 302
    row = DocumentFile.objects.get()
    assert row.kind == "txt"
    assert len(row.name) <= 200
    assert "/" not in row.name
    assert Path(row.file.name).name.count(".") == 1
    page = client.get(address.removesuffix("nieuw") + str(row.document.uuid))
    assert page.status_code == 200
    assert "<b>.pdf" not in page.content.decode()
    assert not on_the_way.exists() or list(on_the_way.iterdir()) == []


def test_a_request_that_is_too_much_says_what_to_do(client: Client, address: str) -> None:
    note = address.replace("stukken/nieuw", "notities")
    for sent in (client.post(note, {"text": "x" * 3_000_000}), client.post(address, data(file=[upload(b"x")] * 6))):
        assert sent.status_code == 400
        assert "Dit was te groot of kwam niet heel aan" in sent.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_cut_connection_leaves_nothing_and_hinders_nobody(
    client: Client, fenna: User, now: datetime, live_server: Any, on_the_way: Path
) -> None:
    case: Case = make_case(None, now, team=make_team())
    client.force_login(fenna)
    cookie = f"{client.cookies['sessie'].key if 'sessie' in client.cookies else ''}"
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items()) or cookie
    host, port = live_server.thread.host, live_server.thread.port
    head = (
        f"POST /zaken/{case.uuid}/stukken/nieuw HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookie}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 9000000\r\n\r\n"
        '--x\r\nContent-Disposition: form-data; name="file"; filename="brief.pdf"\r\n\r\n'
    )
    with socket.create_connection((host, port), timeout=30) as line:
        line.sendall(head.encode() + b"%PDF-1.7" + b"x" * 4_000_000)
        line.shutdown(socket.SHUT_WR)
        line.settimeout(60)
        answer = line.recv(4096).decode(errors="replace")
    assert " 500 " not in answer
    assert not Document.objects.exists()
    assert not on_the_way.exists() or list(on_the_way.iterdir()) == []
    assert client.get(f"/zaken/{case.uuid}").status_code == 200
