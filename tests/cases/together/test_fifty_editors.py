"""Fifty colleagues, a thousand edits, the same few records: every edit that was answered with "saved" is found.

Each edit adds one to a number that it read before, so that one lost edit makes the number too small. Pages and actions
work on the same rows; a page goes on through its conflict page where somebody else changed another field.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import datetime, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from cases.actions.document import About, correct_document
from cases.actions.letter_text import write_letter
from cases.actions.reach import change_reach
from cases.actions.record import edit_record
from cases.actions.task import add_task, change_task
from cases.contract import ConflictError
from cases.models import Document, Event, Letter, Person, Task, User
from tests.cases.together.pages import form_with
from tests.factories.case import make_case, make_team, make_user
from tests.factories.document import make_document

pytestmark = pytest.mark.django_db(transaction=True)
EDITORS, EDITS, DESKS = 50, 20, 5
START = datetime(2030, 1, 1).date()


class Desk:
    """The records of one case, and how each is edited once; every edit goes on until it is saved."""

    def __init__(self, fenna: User) -> None:
        now, self.fenna = timezone.now() - timedelta(minutes=5), fenna
        self.case = make_case(None, now, team=make_team(), handler=self.fenna)
        make_document(self.case, self.fenna, now, title="0", author="0")
        add_task(case=self.case, label="Bellen", owner=None, due_on=START, actor=self.fenna, at=now)
        self.at = timezone.now()
        self.edit_agreement(None, "0")
        Person.objects.filter(pk=self.case.person_id).update(contact_note="0", email="0@voorbeeld.nl")

    def editors(self, *, by_page: bool) -> list[Callable[[], None]]:
        """Two colleagues at each record; at one desk three of the ten work on pages."""
        acts = [self.letter, self.document, self.person, self.task, self.agreement]
        if not by_page:
            return acts * 2
        person, document = f"/personen/{self.case.person.uuid}/bereik", self.case.documents.get()
        pages = [
            self.on_page(person, "email", add_one),
            self.on_page(person, "contact_note", add_one),
            self.on_page(f"/zaken/{self.case.uuid}/stukken/{document.uuid}/wijzigen", "title", add_one),
        ]
        return [*pages, *acts, self.document, self.person]

    def check(self, *, by_page: bool) -> None:
        """Every number is as high as there were edits, and each version step is one edit with one event, in order."""
        one, two, on_page = EDITS, 2 * EDITS, EDITS if by_page else 0
        alone = one if by_page else two  # letter, task and agreement
        letter, document = Letter.objects.get(case=self.case), Document.objects.get(case=self.case)
        person, task = Person.objects.get(pk=self.case.person_id), Task.objects.get(case=self.case, label="Bellen")
        agreement = Task.objects.exclude(label="Bellen").get(case=self.case)
        assert letter.texts["waarom"] == f"Om {alone}"
        assert (document.author, document.title) == (str(two), str(on_page))
        assert (person.contact_note, person.email) == (str(two + on_page), f"{on_page}@voorbeeld.nl")
        assert task.due_on == START + timedelta(days=alone)
        assert agreement.label == str(alone)
        for counter, row, about, edits in (
            ("letter_version", letter, {"letter": letter.pk}, alone),
            ("document_version", document, {"document": document.pk}, two + on_page),
            ("task_version", task, {"task": task.pk}, alone),
            ("record_version", agreement, {"record": agreement.pk}, alone),
        ):
            steps = versions(counter, about)
            assert steps[-edits:] == list(range(row.version - edits + 1, row.version + 1))
        reached = Event.objects.filter(kind="cases.person_reach_changed", person_id=person.pk).count()
        assert (person.version, reached) == (1 + two + 2 * on_page, two + 2 * on_page)

    def letter(self) -> None:
        row = Letter.objects.get(case=self.case)
        words = {"waarom": f"Om {int(row.texts.get('waarom', 'Om 0').split()[1]) + 1}"}
        write_letter(letter_id=row.pk, texts=words, actor=self.fenna, at=self.at, seen=row.version, once=uuid4())

    def document(self) -> None:
        row = Document.objects.get(case=self.case)
        about = About(**{name: getattr(row, name) for name in About.__dataclass_fields__})
        about = About(**asdict(about) | {"author": str(int(row.author) + 1)})
        correct_document(document_id=row.pk, about=about, actor=self.fenna, at=self.at, seen=row.version, once=uuid4())

    def person(self) -> None:
        row = Person.objects.get(pk=self.case.person_id)
        note = {"contact_note": str(int(row.contact_note) + 1)}
        change_reach(person=row.uuid, seen=row.version, fields=note, actor=self.fenna, at=self.at)

    def task(self) -> None:
        row = Task.objects.get(case=self.case, label="Bellen")
        assert row.due_on is not None
        due_on = row.due_on + timedelta(days=1)
        change_task(
            task_id=row.pk, owner=None, due_on=due_on, actor=self.fenna, at=self.at, seen=row.version, once=uuid4()
        )

    def agreement(self) -> None:
        row = Task.objects.exclude(label="Bellen").get(case=self.case)
        self.edit_agreement(row, str(int(row.label) + 1))

    def edit_agreement(self, row: Task | None, label: str) -> None:
        edit_record(
            case_id=self.case.pk, key="agreement", record=row.uuid if row else None, data={"label": label},
            actor=self.fenna, at=self.at, seen=row.version if row else None, once=uuid4(),
        )  # fmt: skip

    def on_page(self, path: str, field: str, more: Callable[[str], str]) -> Callable[[], None]:
        """One edit of one field over HTTP; from a conflict on another field it goes on, on this one it begins again."""
        client = Client()
        client.force_login(self.fenna)

        def edit() -> None:
            fields = form_with(client.get(path).content.decode(), "seen", field)
            fields[field] = more(fields[field])
            answer = client.post(path, fields)
            while answer.status_code == 409:
                html = answer.content.decode()
                again = form_with(html, "seen", field)
                # Two who count to the same number agree, and the page sees nothing to choose: this one counts on.
                if f'type="radio" name="{field}"' in html or again.get(f"basis-{field}") == fields[field]:
                    raise ConflictError(seen=0, current=0)
                answer = client.post(path, again)
            assert answer.status_code == 302, answer.content.decode()[:2000]

        return edit


def add_one(text: str) -> str:
    number, _, rest = text.partition("@")
    return f"{int(number) + 1}" + (f"@{rest}" if rest else "")


def test_fifty_editors_with_a_thousand_edits_lose_none() -> None:
    fenna = make_user("fenna", "toylaw.work", "cases.register", team=make_team())
    desks = [Desk(fenna) for _ in range(DESKS)]
    before = Event.objects.count()
    work([editor for desk in desks for editor in desk.editors(by_page=desk is desks[0])])
    for desk in desks:
        desk.check(by_page=desk is desks[0])
    assert Event.objects.count() - before == EDITORS * EDITS


def versions(counter: str, about: dict[str, int]) -> list[int]:
    rows = Event.objects.filter(**{f"payload__{name}": pk for name, pk in about.items()})
    return list(rows.filter(payload__has_key=counter).order_by("id").values_list(f"payload__{counter}", flat=True))


def until_saved(edit: Callable[[], None]) -> None:
    while True:
        try:
            edit()
        except ConflictError:
            continue
        return


def work(editors: list[Callable[[], None]]) -> None:
    """Everybody at once, each with a connection of their own."""
    assert len(editors) == EDITORS
    start = Barrier(len(editors))

    def edit(one: Callable[[], None]) -> None:
        try:
            start.wait(timeout=60)
            for _ in range(EDITS):
                until_saved(one)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(editors)) as pool:
        list(pool.map(edit, editors))
