"""The forms of a person's page: what is wrong stands at its field, and what was typed stays on the page.

Every form carries the version the user saw. When somebody else was first, both versions stand side by side.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cases import access
from cases.actions.person import correct_person, mark_deceased
from cases.actions.reach import add_situation, change_reach, end_situation
from cases.actions.representative import add_representative, end_representative
from cases.contract import CaseError, ConflictError, InvalidError, NoAccessError
from cases.forms.person import DeathForm, DetailsForm, EndForm, ReachForm, SituationForm
from cases.forms.representative import RepresentativeForm
from cases.models import Person, User
from cases.queries.personfile import ActingRow, PersonFile, Place, around, personfile
from cases.rules.calendar import local_day
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.conflict import conflict, own_fields
from cases.views.errors import hides_what_may_not_be_seen, not_found
from cases.views.posted import number

Form = forms.Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request for one form of one person; `row` is the dated row it ends."""

    person: Person
    file: PersonFile
    user: User
    at: datetime
    seen: int
    row: UUID | None

    @property
    def ended(self) -> UUID:
        """Which row a form ends; `_has` let no other request through."""
        assert self.row is not None
        return self.row

    @property
    def today(self) -> date:
        return local_day(self.at)

    @property
    def act(self) -> dict[str, Any]:
        """What every act wants to know."""
        return {"person": self.person.uuid, "seen": self.seen, "actor": self.user, "at": self.at}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A form with what it does. `addresses`: only for who sees the hidden ones."""

    title: str
    button: str
    done: str
    form: Callable[..., Form]
    keep: Callable[[Asked, Any], object]
    addresses: bool = False


def _details(asked: Asked, data: Any = None) -> Form:
    return DetailsForm(data, initial=DetailsForm.initial_of(asked.person))


def _keep_details(asked: Asked, form: DetailsForm) -> object:
    data = form.cleaned_data
    return correct_person(**asked.act, name=form.name, birth=data["birth"], sex=data["sex"], bsn=data["bsn"] or None)


def _reach(asked: Asked, data: Any = None) -> Form:
    return ReachForm(data, initial=ReachForm.initial_of(asked.person))


def _death(asked: Asked, data: Any = None) -> Form:  # noqa: ARG001 - every form gets what is asked
    return DeathForm(data)


def _situation(asked: Asked, data: Any = None) -> Form:
    return SituationForm(data, today=asked.today)


def _keep_situation(asked: Asked, form: SituationForm) -> object:
    data = form.cleaned_data
    return add_situation(
        **asked.act, kind=data["kind"], starts_on=data["starts_on"], address=form.address, care_of=data["care_of"]
    )


def _representative(asked: Asked, data: Any = None) -> Form:
    known = around(asked.user, asked.person)
    return RepresentativeForm(data, person=asked.person, known=known, cases=asked.file.cases, today=asked.today)


def _keep_representative(asked: Asked, form: RepresentativeForm) -> object:
    data = form.cleaned_data
    days = {"starts_on": data["starts_on"], "ends_on": data["ends_on"]}
    return add_representative(**asked.act, role=data["role"], who=form.who, **form.reach, **days, unsafe=data["unsafe"])


def _end(asked: Asked, data: Any = None) -> Form:
    return EndForm(data, today=asked.today)


EDITS = {
    "gegevens": Edit(
        title="Namen en geboorte", button="Bewaren", done="Gegevens bewaard.", form=_details, keep=_keep_details
    ),
    "bereik": Edit(
        title="Hoe is deze persoon veilig te bereiken?", button="Bewaren", done="Bereikbaarheid bewaard.", form=_reach,
        keep=lambda asked, form: change_reach(**asked.act, fields=form.cleaned_data),
    ),
    "overlijden": Edit(
        title="Overlijden vastleggen", button="Vastleggen", done="Overlijden vastgelegd.", form=_death,
        keep=lambda asked, form: mark_deceased(**asked.act, died=form.cleaned_data["died"], on=asked.today),
    ),
    "adres": Edit(
        title="Bijzonder adres vastleggen", button="Vastleggen", done="Adres vastgelegd. Nieuwe brieven letten hierop.",
        form=_situation, keep=_keep_situation, addresses=True,
    ),
    "adres-einde": Edit(
        title="Bijzonder adres beëindigen", button="Beëindigen", done="Adres beëindigd.", form=_end, addresses=True,
        keep=lambda asked, form: end_situation(
            **asked.act, situation=asked.ended, ends_on=form.cleaned_data["ends_on"]
        ),
    ),
    "vertegenwoordiger": Edit(
        title="Vertegenwoordiger vastleggen", button="Vastleggen", form=_representative, keep=_keep_representative,
        done="Vertegenwoordiger vastgelegd. Nieuwe brieven letten hierop.",
    ),
    "vertegenwoordiger-einde": Edit(
        title="Vertegenwoordiger beëindigen", button="Beëindigen", done="Vertegenwoordiger beëindigd.", form=_end,
        keep=lambda asked, form: end_representative(
            **asked.act, representative=asked.ended, ends_on=form.cleaned_data["ends_on"]
        ),
    ),
}  # fmt: skip


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, person: UUID, what: str, row: UUID | None = None) -> HttpResponse:
    """GET: a form with what is known. POST: keep it, and go back to the person."""
    user, at = signed_in(request), now(request)
    found = access.open_person(user, uuid=person, at=at, kind="cases.open_person_form")
    file = personfile(user, found, at)
    change = EDITS.get(what)
    if change is None or not file.may_edit or (change.addresses and file.shielded) or not _has(file, what, row):
        return not_found(request)
    seen = number(request.POST.get("seen")) if request.method == "POST" else found.version
    asked = Asked(person=found, file=file, user=user, at=at, seen=seen, row=row)
    page = _Page(request, asked, change)
    return page.keep() if request.method == "POST" else page.show(change.form(asked))


class _Page:
    """The answers to one request for one form."""

    def __init__(self, request: HttpRequest, asked: Asked, change: Edit) -> None:
        self.request, self.asked, self.change = request, asked, change

    def keep(self) -> HttpResponse:
        form = self.change.form(self.asked, self.request.POST)
        if not form.is_valid():
            return self.show(form, status=400)
        try:
            self.change.keep(self.asked, form)
        except NoAccessError:
            raise
        except ConflictError as error:
            return self._conflict(error)
        except InvalidError as error:
            for name, sentences in error.errors.items():
                form.add_error(name if name in form.fields else None, list(sentences))
            return self.show(form, status=400)
        except CaseError as error:
            form.add_error(None, str(error))
            return self.show(form, status=400)
        messages.success(self.request, self.change.done)
        return redirect("person", person=self.asked.person.uuid)

    def show(self, form: Form, *, status: int = 200) -> HttpResponse:
        fresh = self.change.form(self.asked) if form.is_bound else form
        hidden = own_fields(self.request, fresh, version=self.asked.seen)
        return self._render("cases/person_edit.html", {"form": form, "hidden": hidden}, status)

    def _conflict(self, error: ConflictError) -> HttpResponse:
        """Somebody was first: both versions, to choose from per field; what only one changed is merged."""
        person = access.known_to(self.asked.user).get(pk=self.asked.person.pk)
        file = personfile(self.asked.user, person, self.asked.at)
        fresh = replace(self.asked, person=person, file=file, seen=person.version)
        return conflict(
            self.request,
            error,
            mine=self.change.form(fresh, self.request.POST),
            theirs=self.change.form(fresh),
            changes=file.changes[:3][::-1],
            heading=self.change.title,
            back=reverse("person", args=[person.uuid]),
            above="cases/person_head.html",
            context={"person": person, "file": file},
        )

    def _render(self, template: str, context: dict[str, Any], status: int) -> HttpResponse:
        shared = {"person": self.asked.person, "file": self.asked.file, "change": self.change}
        return render(self.request, template, shared | context, status=status)


def _has(file: PersonFile, what: str, row: UUID | None) -> bool:
    """A form that ends something names what; the others name nothing."""
    ends: dict[str, Sequence[Place | ActingRow]] = {
        "adres-einde": file.current,
        "vertegenwoordiger-einde": file.acting,
    }
    rows = ends.get(what)
    if rows is None:
        return row is None and not (what == "overlijden" and file.person.deceased)
    return str(row) in {found.uuid for found in rows}
