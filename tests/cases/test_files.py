"""No file without a letter, and no letter whose file is gone or changed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from cases.actions.files import check_files, clear_on_the_way
from cases.actions.letter import send
from cases.actions.watch import sweep
from tests.factories.case import make_case, make_team, make_user
from tests.factories.document import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def fenna():
    return make_user("fenna", "toylaw.work", team=make_team())


def sent(fenna):
    now = timezone.now()
    case = make_case(fenna, now)
    return send(case=case, kind="receipt", sent_on=now.date(), channel="post", actor=fenna, at=now)


def test_an_act_that_is_undone_leaves_a_file_that_goes_later_and_never_that_of_a_letter(fenna):
    kept = sent(fenna)
    with transaction.atomic():
        lost = sent(fenna).file.name
        transaction.set_rollback(True)
    assert default_storage.exists(lost)
    soon, later = timezone.now(), timezone.now() + timedelta(hours=2)
    assert check_files(at=soon, delete=True).orphans == ()  # another act may be under way
    assert check_files(at=later).orphans == (lost,)
    assert default_storage.exists(lost)
    assert check_files(at=later, delete=True).orphans == (lost,)
    assert not default_storage.exists(lost)
    assert default_storage.exists(kept.file.name)
    assert check_files(at=later).orphans == ()


def test_a_lost_or_changed_file_is_named_by_its_public_id_and_the_command_fails(fenna, capsys):
    one, two = sent(fenna), sent(fenna)
    call_command("files")
    assert "Bestanden waar niets bij hoort: 0." in capsys.readouterr().out
    default_storage.delete(one.file.name)
    default_storage.delete(two.file.name)
    default_storage.save(two.file.name, ContentFile(b"%PDF-ander"))
    found = check_files(at=timezone.now())
    assert str(one.uuid) in found.missing
    assert str(two.uuid) in found.changed
    with pytest.raises(SystemExit) as ended:
        call_command("files")
    assert ended.value.code == 1
    assert str(one.uuid) in capsys.readouterr().err


def test_an_empty_folder_is_fine():
    assert check_files(at=timezone.now()) == check_files(at=timezone.now(), delete=True)


def test_a_document_keeps_its_file_and_what_a_killed_upload_left_goes(fenna):
    now = timezone.now()
    document = make_document(make_case(fenna, now), fenna, now)
    left = default_storage.save(f"stukken/{uuid4()}.pdf", ContentFile(b"x"))
    later = now + timedelta(days=1)
    assert check_files(at=later, delete=True).orphans == (left,)
    assert check_files(at=later) == check_files(at=later, delete=True)
    name = document.files.get().file.name
    default_storage.delete(name)
    assert check_files(at=later).missing == (str(document.uuid),)


def test_what_is_left_of_an_upload_goes_after_an_hour_and_not_before(settings, tmp_path):
    folder = tmp_path / "onderweg"
    settings.FILE_UPLOAD_TEMP_DIR = str(folder)
    now = timezone.now()
    assert clear_on_the_way(at=now) == 0  # no folder yet
    (folder / "tmpdir").mkdir(parents=True)
    for path in (folder / "tmp1.upload", folder / "tmpdir" / "cleaned"):
        path.write_bytes(b"geheim")
    assert clear_on_the_way(at=now + timedelta(minutes=50)) == 0
    assert clear_on_the_way(at=now + timedelta(minutes=70)) == 2
    assert list(folder.iterdir()) == []
    (folder / "tmp2.upload").write_bytes(b"geheim")
    sweep("test", at=now + timedelta(hours=2))
    assert list(folder.iterdir()) == []
