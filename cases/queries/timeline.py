"""What happened in a case and who looked: events and read lines in words from the contract, never free text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Count, Max, QuerySet

from cases.contract import Procedure, Transition, laws, local_day, short_date
from cases.models import Case, Event, NoteKind, ReadLog, User
from cases.queries.undoable import KIND as UNDONE
from cases.queries.undoable import undone

SHOWN = 200  # of each log on a page
SYSTEM = "Samenhang zelf"
GROUNDS = {"handler": "behandelt", "team": "team", "grant": "toegang met reden", "case": "werkt aan een zaak"}
OPENED = {
    "cases.open_casefile": "zaak geopend",
    "cases.open_step": "stap geopend",
    "cases.open_letter": "brief geopend",
    "cases.open_task": "taak bekeken",
    "cases.open_document": "stuk bekeken",
    "cases.open_document_file": "bestand van een stuk geopend",
    "cases.open_household": "huishouden geopend",
    "cases.open_household_change": "huishouden geopend om te wijzigen",
}
OF_A_TERM = {  # what the watcher did, and a new holiday
    "cases.window_closed": "voorbij",
    "cases.term_passed": "de laatste dag is voorbij",
    "cases.suspension_ran_out": "de klok loopt weer",
    "cases.term_moved": "de laatste dag verschoof",
}
CORE_TITLES = {
    "cases.assign": "Zaak verdeeld",
    "cases.add_task": "Taak toegevoegd",
    "cases.change_task": "Taak verzet of aan een ander gegeven",
    "cases.finish_task": "Taak klaar",
    "cases.answer_task": "Vraag van een taak beantwoord",
    "cases.reopen_task": "Taak weer geopend",
    "cases.add_document": "Stuk toegevoegd",
    "cases.replace_document": "Nieuwe versie van een stuk",
    "cases.correct_document": "Gegevens van een stuk verbeterd",
    "cases.destroy_document": "Stuk vernietigd",
    "cases.write_letter": "Brief aangepast",
    "cases.add_letter_copy": "Afschrift bij een brief gezet",
    "cases.remove_letter_copy": "Afschrift bij een brief weggehaald",
    "cases.resend_letter": "Brief opnieuw verstuurd",
    "cases.withdraw_letter": "Brief ingetrokken",
}
RECORD_VERBS = {"edit": "bewerkt", "remove": "verwijderd"}
OF_ITS_ACT = {"cases.send_letter"}  # the act that sent the letter has its own line


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of the timeline. `key` is the act's key in its procedure, "" for what the core itself recorded."""

    at: datetime
    title: str
    text: str
    by: str
    key: str
    payload: Mapping[str, Any]
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Somebody looked: for one colleague the last time, or with the right to the log each time."""

    name: str
    role: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """Who looked in a case; `refused` counts the attempts that the gate refused, `refused_at` is the last."""

    rows: tuple[Look, ...]
    refused: int
    refused_at: datetime | None
    is_log: bool


def events_of(case: Case) -> list[Event]:
    """The newest events of a case, newest first; one statement."""
    return list(Event.objects.filter(case_id=case.pk).order_by("-at", "-id")[:SHOWN])


def changes_since(case: Case, seen: int, *, counter: str = "version", **part: object) -> tuple[Item, ...]:
    """The acts that raised the case's version above `seen`, oldest first; two statements.

    For a part of the case: the name of its version in the events, and which part (`task=3`).
    """
    about = {f"payload__{counter}__gt": seen} | {f"payload__{name}": value for name, value in part.items()}
    rows = list(Event.objects.filter(case_id=case.pk, **about).order_by("at", "id")[:SHOWN])
    return timeline(case, rows, names_of(row.actor_id for row in rows))


def timeline(case: Case, rows: Iterable[Event], names: Mapping[int, str]) -> tuple[Item, ...]:
    """Events in words, in the order given. What an act logged of its days stands below it."""
    procedure, found = case.procedure_data, list(rows)
    gone = undone(found)
    items = (_item(case, procedure, row, names) for row in found if row.kind not in OF_ITS_ACT)
    kept = [row for row in found if row.kind not in OF_ITS_ACT]
    return tuple(
        replace(item, key="", title=f"{item.title} (teruggedraaid)", tone="") if row.id in gone else item
        for row, item in zip(kept, items, strict=True)
    )


def names_of(ids: Iterable[int | None]) -> dict[int, str]:
    """The names of colleagues; one statement, also for nobody."""
    wanted = {pk for pk in ids if pk is not None} | {0}
    return {user.pk: user.display_name for user in User.objects.filter(pk__in=wanted)}


def looks_at(case: Case, *, whole_log: bool) -> tuple[list[dict[str, Any]], list[ReadLog] | None]:
    """The read log grouped by colleague, and with the right to it the newest lines; one statement each."""
    return looks_in(ReadLog.objects.filter(case_id=case.pk), whole_log=whole_log)


def looks_in(lines: QuerySet[ReadLog], *, whole_log: bool) -> tuple[list[dict[str, Any]], list[ReadLog] | None]:
    """The same for any lines of the read log."""
    grouped = lines.values("actor_id", "actor_role", "ground", "outcome").annotate(last=Max("at"), times=Count("*"))
    newest = list(lines.filter(outcome="ok").order_by("-at", "-id")[:SHOWN]) if whole_log else None
    return [dict(row) for row in grouped.order_by("-last")], newest


def looks(grouped: list[dict[str, Any]], lines: list[ReadLog] | None, names: Mapping[int, str]) -> Looks:
    """Who looked, in words."""
    refused = [row for row in grouped if row["outcome"] != "ok"]
    if lines is None:
        rows = _once_each([row for row in grouped if row["outcome"] == "ok"], names)
    else:
        rows = [
            Look(name=_name(row.actor_id, names), role=row.actor_role, at=row.at, text=OPENED.get(row.kind, "bekeken"))
            for row in lines
        ]
    return Looks(
        rows=tuple(rows),
        refused=sum(row["times"] for row in refused),
        refused_at=max((row["last"] for row in refused), default=None),
        is_log=lines is not None,
    )


def _once_each(rows: list[dict[str, Any]], names: Mapping[int, str]) -> list[Look]:
    """The last time of each colleague in each role."""
    seen: dict[tuple[int | None, str], Look] = {}
    for row in rows:
        look = Look(
            name=_name(row["actor_id"], names),
            role=row["actor_role"],
            at=row["last"],
            text=GROUNDS.get(row["ground"], row["ground"]),
        )
        seen.setdefault((row["actor_id"], row["actor_role"]), look)
    return list(seen.values())


def _item(case: Case, procedure: Procedure, row: Event, names: Mapping[int, str]) -> Item:
    law, _, key = row.kind.partition(".")
    transition = next((t for t in procedure.transitions if t.key == key), None) if law == case.law else None
    return Item(
        at=row.at,
        title=(transition.done or transition.label) if transition else _core_title(row),
        text=_days(transition, row) if transition else "",
        by=_name(row.actor_id, names),
        key=key if transition else "",
        payload=row.payload,
        tone="is-spoed" if transition and transition.urgent else "is-goed" if transition and transition.target else "",
    )


def _core_title(row: Event) -> str:
    """What the core recorded by itself, in words."""
    if what := OF_A_TERM.get(row.kind):
        term = next((t.label for t in laws.terms() if t.key == row.payload.get("term")), "Termijn")
        return f"{term}: {what}"
    if row.kind == "cases.add_note":
        kind = row.payload.get("note_kind")
        return f"Notitie: {dict(NoteKind.choices).get(kind, '').lower()}".removesuffix(": ")
    law, _, act = row.kind.partition(".")
    verb, _, key = act.partition("_")
    record = laws[law].record(key) if verb in RECORD_VERBS and law in {one.key for one in laws} else None
    if record:
        return f"{record.label} {RECORD_VERBS[verb]}"
    if row.kind == UNDONE:
        return f"Stap teruggedraaid: {_done(row)}"
    title = CORE_TITLES.get(row.kind, "Gewijzigd")
    return f"{title}: {kind}" if (kind := _letter(row)) and row.kind in CORE_TITLES else title


def _letter(row: Event) -> str:
    """The name of the letter that a line is about."""
    kinds = (letter for law in laws for letter in law.letters if law.key == row.law)
    return next((letter.label for letter in kinds if letter.key == row.payload.get("letter_kind")), "")


def _done(row: Event) -> str:
    """The words of the step that was taken back."""
    steps = (step for law in laws for p in law.procedures for step in p.transitions if law.key == row.law)
    step = next((step for step in steps if step.key == row.payload.get("step")), None)
    return (step.done or step.label) if step else "een stap"


def _days(transition: Transition, row: Event) -> str:
    """The days an act named, where they are not the day on which it was recorded."""
    found = []
    for name in transition.form.base_fields:
        field, value = transition.form.base_fields[name], row.payload.get(name)
        if (
            isinstance(field, (forms.DateField, forms.DateTimeField))
            and isinstance(value, str)
            and name in transition.log
        ):
            day = datetime.fromisoformat(value).date()
            if day != local_day(row.at) and not field.widget.is_hidden:
                found.append(f"{str(field.label).rstrip('?')}: {short_date(day)}")
    return " · ".join(found)


def _name(pk: int | None, names: Mapping[int, str]) -> str:
    return SYSTEM if pk is None else names.get(pk, "onbekende collega")
