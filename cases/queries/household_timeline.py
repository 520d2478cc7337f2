"""What happened in a household: over all cases that the reader may see, and to the household itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from cases.contract import Law, Phase, Procedure, laws
from cases.models import Case, Event, Person, User
from cases.queries.timeline import Item, timeline
from cases.reader import reader
from cases.rules.wording import short_date

SHOWN = 60
FILTERS = {"alles": "Alles", "gesprekken": "Gesprekken", "brieven": "Brieven", "besluiten": "Besluiten"}
SENT = "cases.send_letter"
OF_PERSONS = {  # what happened to whom: the words around the names
    "cases.person_moved_in": "{} kwam erbij",
    "cases.person_moved_out": "{} ging weg",
    "cases.stay_changed": "{}: verblijf gewijzigd",
}
OF_THE_HOME = {
    "cases.household_formed": "Huishouden vastgelegd",
    "cases.household_address_added": "Adres ingevuld",
    "cases.household_taken_up": "Het team zorgt voor dit huishouden",
    "cases.household_moved": "Verhuisd",
    "cases.household_split": "Gesplitst: een deel gaat verder als een nieuw huishouden",
    "cases.households_merged": "Samengevoegd met een ander huishouden",
    "cases.households_parted": "Weer los van een ander huishouden",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line; `case` and `law` are empty for what happened to the household itself."""

    item: Item
    case: Case | None = None
    law: Law | None = None


def events_of(user: User, homes: list[int], cases: Mapping[int, Case], which: str) -> list[Event]:
    """The newest events, newest first; one statement. `which` is a key of FILTERS."""
    mine = Q()
    for law in reader(user).laws:
        mine |= Q(kind__startswith=f"{law}.")
    of_home = Q(case_id=None, household_id__in=homes) & (Q(kind__startswith="cases.") | mine)
    rows = Event.objects.filter(Q(case_id__in=list(cases)) | of_home)
    if (kinds := _kinds(which, cases.values())) is not None:
        rows = rows.filter(kind__in=kinds)
    return list(rows.order_by("-at", "-id")[:SHOWN])


def actors(rows: Iterable[Event]) -> list[int | None]:
    """The ids of the colleagues that stand in these lines."""
    return [pk for row in rows for pk in (row.actor_id, row.payload.get("coordinator"))]


def lines_of(
    rows: Iterable[Event],
    cases: Mapping[int, Case],
    persons: Mapping[int, Person],
    names: Mapping[int, str],
    which: str,
) -> tuple[Line, ...]:
    """These events in words."""
    lines = [
        _of_case(row, case, names, letters=which == "brieven")
        if (case := cases.get(row.case_id or 0))
        else Line(item=_of_home(row, persons, names))
        for row in rows
    ]
    return tuple(line for line in lines if line is not None)


def _kinds(which: str, cases: Iterable[Case]) -> set[str] | None:
    """The kinds of events that a filter keeps; None keeps all."""
    if which == "gesprekken":
        return {"cases.add_note"}
    if which == "brieven":
        return {SENT}
    if which == "besluiten":
        procedures = {(case.law, case.procedure, case.procedure_version): case.procedure_data for case in cases}
        return {f"{law}.{key}" for (law, _, _), procedure in procedures.items() for key in deciding_acts(procedure)}
    return None


def deciding_acts(procedure: Procedure) -> set[str]:
    """The acts that make a besluit: in the phase of deciding one drafts its letter, the next makes it known."""
    deciding = {state.key for state in procedure.states if state.phase is Phase.DECISION}
    signed = [t for t in procedure.transitions if t.letter and t.sources & deciding]
    after = {t.target for t in signed if t.target in deciding}
    sent = [t for t in procedure.transitions if t.target and t.sources & after and t.target not in after]
    return {t.key for t in (*signed, *sent) if t.target and not procedure.state(t.target).final}


def deciding_letters(procedure: Procedure) -> set[str]:
    """The kinds of letters that hold a besluit."""
    acts = deciding_acts(procedure)
    return {t.letter for t in procedure.transitions if t.key in acts and t.letter}


def _of_case(row: Event, case: Case, names: Mapping[int, str], *, letters: bool) -> Line | None:
    law = case.law_data
    if row.kind == SENT:
        item = _sent(row, law, names) if letters else None
    else:
        item = next(iter(timeline(case, [row], names)), None)
    return Line(item=item, case=case, law=law) if item else None


def _sent(row: Event, law: Law, names: Mapping[int, str]) -> Item:
    kind, sent_on = row.payload.get("letter_kind"), row.payload.get("sent_on")
    label = next((letter.label for letter in law.letters if letter.key == kind), "Brief")
    text = f"Verstuurd op {short_date(date.fromisoformat(sent_on))}" if isinstance(sent_on, str) else ""
    return _item(row, label, names, text=text)


def _of_home(row: Event, persons: Mapping[int, Person], names: Mapping[int, str]) -> Item:
    if row.kind in OF_PERSONS:
        person = persons.get(row.payload.get("person", 0))
        return _item(row, OF_PERSONS[row.kind].format(person.display_name if person else "Iemand"), names)
    if row.kind == "cases.coordinator_appointed":
        who = names.get(row.payload.get("coordinator") or 0)
        return _item(row, f"Regisseur: {who}" if who else "Regie gestopt", names)
    return _item(row, OF_THE_HOME.get(row.kind) or _act_of_a_law(row.kind), names)


def _act_of_a_law(kind: str) -> str:
    law, _, key = kind.partition(".")
    acts = laws[law].acts if law in laws else ()
    return next((act.done or act.label for act in acts if act.key == key), "Gewijzigd")


def _item(row: Event, title: str, names: Mapping[int, str], text: str = "") -> Item:
    by = "Samenhang zelf" if row.actor_id is None else names.get(row.actor_id, "onbekende collega")
    payload: Mapping[str, Any] = row.payload
    return Item(at=row.at, title=title, text=text, by=by, key="", payload=payload)
