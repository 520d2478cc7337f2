"""What happens to a document: kept, given a newer version, corrected, destroyed. No file is left behind."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import transaction

from cases import access
from cases.actions.document import About, correct_document, destroy_document, replace_document
from cases.actions.document_files import finish_destroying
from cases.contract import CaseError, ConflictError, NoAccessError, NotAllowedHereError
from cases.models import Case, Document, Event, User
from tests.factories.case import make_case, make_team, make_user
from tests.factories.document import examined, make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "toylaw.work", team=make_team())


@pytest.fixture
def case(at: datetime) -> Case:
    return make_case(None, at, team=make_team())


@pytest.fixture
def files(settings: Any, tmp_path: Path) -> Any:
    """The files on the disk, in a folder of this test."""
    settings.MEDIA_ROOT = str(tmp_path)
    return lambda: sorted(path for path in tmp_path.rglob("*") if path.is_file())


def about(at: datetime, **other: Any) -> About:
    return About(**({"title": "Brief", "kind": "letter", "direction": "in", "received_on": at.date()} | other))


def test_a_document_is_kept_under_a_name_that_says_nothing(case: Case, fenna: User, at: datetime, files: Any) -> None:
    file = examined(b"Beste mevrouw", name="Henk Heuvel 999900006.txt")
    document = make_document(case, fenna, at, file=file, title="Brief van Henk", author="Henk")
    (path,) = files()
    assert path.read_bytes() == b"Beste mevrouw"
    assert path.parent.name == "stukken"
    assert path.stat().st_mode & 0o077 == 0
    assert "Henk" not in str(path)
    event = Event.objects.get(kind="cases.add_document")
    assert (event.case_id, event.payload["document"]) == (case.pk, document.pk)
    assert "Henk" not in str(event.payload)
    assert not str(settings.STATIC_ROOT).startswith(str(settings.MEDIA_ROOT))


def test_the_same_key_keeps_one(case: Case, fenna: User, at: datetime, files: Any) -> None:
    key, file = uuid4(), examined(b"een")
    assert make_document(case, fenna, at, file=file, once=key) == make_document(case, fenna, at, file=file, once=key)
    assert len(files()) == 1


def test_the_same_file_twice_is_recognised_and_nothing_stays(case: Case, fenna: User, at: datetime, files: Any) -> None:
    make_document(case, fenna, at, file=examined(b"een"), title="Advies huisarts")
    with pytest.raises(CaseError, match="Advies huisarts"):
        make_document(case, fenna, at, file=examined(b"een"))
    assert (case.documents.count(), len(files())) == (1, 1)
    make_document(make_case(None, at, team=make_team()), fenna, at, file=examined(b"een"))  # another case may have it


def test_what_a_confidential_document_is_called_is_not_told_by_sending_it_again(
    case: Case, fenna: User, at: datetime, files: Any
) -> None:
    osman = make_user("osman", "toylaw.work", team=make_team())
    make_document(case, osman, at, file=examined(b"een"), title="Geheim", confidential=True)
    make_document(case, fenna, at, file=examined(b"een"))
    assert case.documents.count() == 2


@pytest.mark.parametrize(
    "wrong", [{"title": " "}, {"title": "x" * 121}, {"kind": "poem"}, {"direction": "up"}, {"author": "x" * 121}]
)
def test_a_wrong_word_is_refused_and_no_file_stays(
    wrong: dict[str, str], case: Case, fenna: User, at: datetime, files: Any
) -> None:
    with pytest.raises(CaseError):
        make_document(case, fenna, at, **wrong)
    assert (case.documents.count(), files()) == (0, [])


def test_a_day_that_still_has_to_come_is_refused(case: Case, fenna: User, at: datetime) -> None:
    with pytest.raises(CaseError, match="moet nog komen"):
        make_document(case, fenna, at, received_on=at.date() + timedelta(days=1))


def test_a_file_goes_when_its_act_fails_at_the_last_moment(
    case: Case, fenna: User, at: datetime, files: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: Any, **kwargs: Any) -> None:
        assert len(files()) == 1  # it was there
        raise RuntimeError

    monkeypatch.setattr("cases.actions.document.keep", fails)
    with pytest.raises(RuntimeError):
        make_document(case, fenna, at)
    assert (case.documents.count(), files()) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_a_document_is_never_added_inside_another_transaction(at: datetime, files: Any) -> None:
    """That one could be rolled back after the file was kept."""
    fenna = make_user("fenna", "toylaw.work", team=make_team())
    case = make_case(None, at, team=make_team())
    with pytest.raises(RuntimeError), transaction.atomic():
        make_document(case, fenna, at)
    assert files() == []


def test_a_newer_version_goes_on_top_and_the_older_stays(case: Case, fenna: User, at: datetime, files: Any) -> None:
    document = make_document(case, fenna, at)
    key = uuid4()
    for _ in range(2):
        replace_document(document_id=document.pk, file=examined(b"twee"), actor=fenna, at=at, seen=1, once=key)
    assert list(document.files.values_list("number", flat=True).order_by("number")) == [1, 2]
    assert len(files()) == 2
    with pytest.raises(ConflictError):
        replace_document(document_id=document.pk, file=examined(b"drie"), actor=fenna, at=at, seen=1, once=uuid4())
    with pytest.raises(CaseError, match="staat al"):
        replace_document(document_id=document.pk, file=examined(b"twee"), actor=fenna, at=at, seen=2, once=uuid4())
    assert len(files()) == 2


def test_a_correction_names_the_fields_and_no_text(case: Case, fenna: User, at: datetime) -> None:
    document = make_document(case, fenna, at)
    better = about(at, title="Brief van de huisarts", kind="medical")
    correct_document(document_id=document.pk, about=better, actor=fenna, at=at, seen=1, once=uuid4())
    event = Event.objects.get(kind="cases.correct_document")
    assert event.payload == {"document": document.pk, "fields": ["title", "kind"], "document_version": 2}
    with pytest.raises(ConflictError):
        correct_document(document_id=document.pk, about=about(at), actor=fenna, at=at, seen=1, once=uuid4())
    correct_document(document_id=document.pk, about=better, actor=fenna, at=at, seen=2, once=uuid4())
    assert Event.objects.filter(kind="cases.correct_document").count() == 1  # nothing was changed


def test_what_is_destroyed_leaves_a_row_and_no_file(
    case: Case, fenna: User, at: datetime, files: Any, django_capture_on_commit_callbacks: Any
) -> None:
    document = make_document(case, fenna, at, title="Verkeerde zaak", author="Henk")
    replace_document(document_id=document.pk, file=examined(b"twee"), actor=fenna, at=at, seen=1, once=uuid4())
    with django_capture_on_commit_callbacks() as callbacks:
        destroy_document(document_id=document.pk, reason="wrong_case", actor=fenna, at=at, seen=2, once=uuid4())
    assert len(files()) == 2  # a transaction that is rolled back has lost nothing
    for callback in callbacks:
        callback()
    assert files() == []
    document.refresh_from_db()
    assert (document.title, document.author, document.destroyed_by) == ("", "", fenna)
    assert set(document.files.values_list("name", "file")) == {("", "")}
    event = Event.objects.get(kind="cases.destroy_document")
    assert (event.payload["reason"], event.payload["files"]) == ("wrong_case", 2)
    with pytest.raises(NotAllowedHereError):
        correct_document(document_id=document.pk, about=about(at), actor=fenna, at=at, seen=3, once=uuid4())


def test_a_crash_between_the_act_and_the_disk_is_made_good(case: Case, fenna: User, at: datetime, files: Any) -> None:
    document = make_document(case, fenna, at)
    destroy_document(document_id=document.pk, reason="erasure", actor=fenna, at=at, seen=1, once=uuid4())
    assert len(files()) == 1
    assert (finish_destroying(), finish_destroying()) == (1, 0)
    assert files() == []


def test_destroying_is_for_who_handles_added_or_divides(case: Case, fenna: User, at: datetime) -> None:
    document = make_document(case, fenna, at)
    osman = make_user("osman", "toylaw.work", team=make_team())
    destroy = {"document_id": document.pk, "reason": "erasure", "at": at, "seen": 1}
    with pytest.raises(NoAccessError):
        destroy_document(**destroy, actor=osman, once=uuid4())
    Case.objects.filter(pk=case.pk).update(handler=osman)
    with pytest.raises(CaseError, match="waarom"):
        destroy_document(**(destroy | {"reason": "mood"}), actor=osman, once=uuid4())
    destroy_document(**destroy, actor=osman, once=uuid4())


def test_another_team_can_do_nothing(case: Case, fenna: User, at: datetime) -> None:
    document = make_document(case, fenna, at)
    stranger = make_user("vreemd", "toylaw.work", team=make_team("west", "Wijkteam West"))
    key = {"document_id": document.pk, "actor": stranger, "at": at, "seen": 1, "once": uuid4()}
    for act in (
        lambda: make_document(case, stranger, at),
        lambda: correct_document(about=about(at), **key),
        lambda: replace_document(file=examined(), **key),
        lambda: destroy_document(reason="erasure", **key),
    ):
        with pytest.raises(NoAccessError):
            act()


def test_a_confidential_document_is_there_for_handler_stand_in_and_who_added_it(
    case: Case, fenna: User, at: datetime
) -> None:
    team = make_team()
    handler, stand_in, colleague = (make_user(name, "toylaw.work", team=team) for name in ("karim", "osman", "sanne"))
    handler.stand_in = stand_in
    handler.save()
    Case.objects.filter(pk=case.pk).update(handler=handler)
    document = make_document(case, fenna, at, confidential=True)
    seen = {user.username for user in (fenna, handler, stand_in, colleague) if _sees(user, document)}
    assert seen == {"fenna", "karim", "osman"}
    stranger = make_user("vreemd", "toylaw.work", team=make_team("west", "Wijkteam West"))
    assert not _sees(stranger, document)


def _sees(user: User, document: Document) -> bool:
    fresh = User.objects.get(pk=user.pk)
    files = access.visible_to(fresh, type(document.files.get())).filter(document=document).exists()
    assert files == access.visible_to(fresh, Document).filter(pk=document.pk).exists()
    return files
