"""What one conversation is about: one law or more, each with its own questions. What two of them ask is asked once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from cases import access
from cases.contract import ActForm, Law, Procedure, Transition, laws
from cases.models import Case, User
from cases.queries.starts import Start, starts_of


@dataclass(frozen=True, slots=True)
class Way:
    """A way in: an opening step of a law."""

    law: Law
    procedure: Procedure
    transition: Transition

    @property
    def key(self) -> str:
        return f"{self.law.key}.{self.transition.key}"

    @property
    def label(self) -> str:
        return f"{self.transition.label} ({self.law.short_name})"


@dataclass(slots=True)
class Part:
    """One way in that was chosen, with its form. `shared`: what the form of an earlier part asks already."""

    way: Way
    form: ActForm[Any]
    shared: frozenset[str] = frozenset()

    @property
    def rest(self) -> list[Any]:
        """The questions that only this part asks."""
        return [field for field in self.form if field.name not in self.shared]

    @property
    def asks(self) -> bool:
        """Whether there is any for a person to answer."""
        return any(not field.is_hidden for field in self.rest)


def ways_of(user: User) -> list[Way]:
    """The ways in that this user may use."""
    return [
        Way(law, procedure, transition)
        for law in laws
        for procedure, transition in law.opening()
        if access.can(user, transition.permission) and not transition.from_case
    ]


def chosen(ways: list[Way], posted: QueryDict | None) -> list[Way]:
    """Those that were ticked, in their own order; the first one on a fresh page."""
    wanted = posted.getlist("onderwerp") if posted else [ways[0].key]
    return [way for way in ways if way.key in wanted]


def parts_of(ways: list[Way], posted: QueryDict | None, *, bound: bool, user: User, at: datetime) -> list[Part]:
    """The forms of these ways; a question that an earlier form asks under the same name is that form's."""
    parts: list[Part] = []
    owner: dict[str, ActForm[Any]] = {}
    for way in ways:
        cls = way.transition.form
        initial = _typed(cls, posted) if posted and not bound else {}
        form = cls(posted if bound else None, initial=initial, subject=Case(law=way.law.key), actor=user, at=at)
        asked = {name for name, field in form.fields.items() if not field.widget.is_hidden}
        shared = frozenset(asked & owner.keys())
        for name in shared:  # who must answer it for one law, must answer it
            if form.fields[name].required:
                owner[name].fields[name].required = True
        owner |= dict.fromkeys(asked - shared, form)
        parts.append(Part(way, form, shared))
    return parts


def valid(parts: list[Part]) -> bool:
    """Every form looked at, so that all errors show at once; one of a shared question stands where it is asked."""
    found = [part.form.is_valid() for part in parts]
    for number, part in enumerate(parts):
        for name in sorted(part.shared & part.form.errors.keys()):
            first = next(one.form for one in parts[:number] if name in one.form.fields and name not in one.shared)
            sentences = list(part.form.errors.pop(name))
            if name not in first.errors:
                first.add_error(name, sentences)
    return all(found)


def starts(part: Part, posted: QueryDict | None, *, user: User, at: datetime, municipality: str) -> tuple[Start, ...]:
    """What this part starts, as far as the questions answered so far say."""
    way = part.way
    known = _known(way, posted, user=user, at=at) if posted else {}
    return starts_of(way.procedure, way.transition, at=at, fields=known, municipality=municipality)


def _known(way: Way, posted: QueryDict, *, user: User, at: datetime) -> dict[str, object]:
    """What the answers say; asks the form itself, so that a law's own rule decides."""
    trial = way.transition.form(posted, subject=Case(law=way.law.key), actor=user, at=at)
    trial.is_valid()
    fields = dict(trial.cleaned_data)
    wanted = {term.only_if[0] for term in way.procedure.terms if term.only_if}
    unanswered = [name for name in trial.errors if name in trial.base_fields]
    for name in wanted:
        if fields.get(name) is False and unanswered:
            fields[name] = None  # a "no" stands only when every question was answered
    return fields


def _typed(cls: type[ActForm[Any]], posted: QueryDict) -> dict[str, Any]:
    """What was typed so far, for a form that is shown again without scolding; a new form keeps its own beginnings."""
    form = cls(posted)
    found = {
        name: form[name].value() if not hasattr(form[name].field.widget, "decompress") else form[name].data
        for name in form.fields
    }
    return {name: value for name, value in found.items() if value is not None}
