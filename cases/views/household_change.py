"""Change a household: which changes there are, and the form, preview and answer of each. Nothing typed gets lost."""

import hashlib
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cases import access
from cases.actions.once import was_used
from cases.contract import CaseError, ConflictError, InvalidError, NoAccessError
from cases.forms.household_change import ChangeForm, Choices
from cases.forms.melding import NEW, PersonForm
from cases.models import Household, Person, User
from cases.queries.coordinators import possible_coordinators
from cases.queries.household import HouseholdFile, householdfile
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.conflict import CONFLICT, conflict, own_fields
from cases.views.errors import hides_what_may_not_be_seen, not_found
from cases.views.household_deeds import DEEDS, Deed, Doing
from cases.views.person_search import chosen_person, look_up
from cases.views.posted import number, one_time_key

if TYPE_CHECKING:
    from cases.queries.persons import Match

KIND = "cases.open_household_change"


@hides_what_may_not_be_seen
@require_safe
def overview(request: HttpRequest, household: UUID) -> HttpResponse:
    """What can be changed, by this colleague."""
    user, at = signed_in(request), now(request)
    home = access.open_household(user, uuid=household, at=at, kind=KIND)
    if home.merged_into is not None:
        return redirect("household_change", household=home.merged_into.uuid)
    file = householdfile(user, home, at, to_change=True)
    deeds = [deed for deed in DEEDS.values() if deed.may(user, home) and (deed.key != "losmaken" or _linked(file))]
    return render(request, "cases/household_change.html", _shared(file) | {"deeds": deeds})


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, household: UUID, deed: str) -> HttpResponse:
    """GET: the form. POST: look somebody up (`actie=zoek`), preview, or do it and go back to the household."""
    user, at = signed_in(request), now(request)
    home = access.open_household(user, uuid=household, at=at, kind=KIND)
    if home.merged_into is not None:
        return redirect("household", household=home.merged_into.uuid)
    wanted = DEEDS.get(deed)
    if wanted is None or not wanted.may(user, home):
        return not_found(request)
    return _ChangePage(request, user, home, wanted).answer()


class _ChangePage:
    """The state of one request for one change."""

    def __init__(self, request: HttpRequest, user: User, home: Household, deed: Deed) -> None:
        self.request, self.user, self.home, self.deed = request, user, home, deed
        self.at = now(request)
        self.file = householdfile(user, home, self.at, to_change=True)
        self.choices = _choices(user, self.file)
        self.matches: list[Match] = []
        self.seen = number(request.POST.get("seen")) if request.method == "POST" else home.version
        self.once = one_time_key(request)

    def answer(self) -> HttpResponse:
        post = self.request.POST
        if self.request.method != "POST":
            return self._form(self.deed.form(choices=self.choices))
        if was_used(self.once, self.user):
            messages.info(self.request, "Dit was al vastgelegd. Er is niets dubbel gedaan.")
            return redirect("household", household=self.home.uuid)
        form = self.deed.form(post, choices=self.choices)
        searching = post.get("actie") == "zoek"
        form.is_valid()
        person: Person | None = None
        if isinstance(form, PersonForm):
            if not searching and not form.errors:
                person = chosen_person(self.user, form, self.at)
            self.matches = look_up(self.user, form, self.at, purpose="huishouden")
        if searching:
            return self._form(_unscolded(self.deed.form, post, self.choices))
        if form.errors:
            return self._form(form, status=400)
        return self._do(form, person)

    def _do(self, form: ChangeForm, person: Person | None) -> HttpResponse:
        doing = Doing(
            user=self.user, home=self.home, form=form, at=self.at, seen=self.seen, once=self.once, person=person
        )
        try:
            if self.deed.preview and self.seen == self.home.version:
                sentences = self.deed.preview(doing)
                token = _token(sentences)
                if self.request.POST.get("bekeken") != token:
                    return self._form(form, preview=sentences, token=token)
            said = self.deed.do(doing)
        except NoAccessError:
            raise
        except ConflictError as error:
            return self._conflict(form, error)
        except InvalidError as error:
            for name, found in error.errors.items():
                form.add_error("n_bsn" if name == "bsn" and "n_bsn" in form.fields else None, list(found))
            return self._form(form, status=400)
        except CaseError as error:
            form.add_error(None, str(error))
            return self._form(form, status=CONFLICT)
        messages.success(self.request, said)
        return redirect("household", household=self.home.uuid)

    def _conflict(self, form: ChangeForm, error: ConflictError) -> HttpResponse:
        """Somebody was first: what happened last, and the same change on the household as it is now."""
        home = access.own_households(self.user).select_related("team").get(pk=self.home.pk)
        file = householdfile(self.user, home, self.at, to_change=True)
        return conflict(
            self.request,
            error,
            mine=form,
            theirs=self.deed.form(choices=_choices(self.user, file)),
            changes=[line.item for line in file.lines if line.case is None][:3][::-1],
            heading=self.deed.label,
            back=reverse("household", args=[home.uuid]),
            above="cases/household_head.html",
            button=f"Leg toch vast: {self.deed.label.lower()}",
            context=_shared(file),
        )

    def _form(self, form: ChangeForm, *, status: int = 200, **context: Any) -> HttpResponse:
        shared = _shared(self.file) | {
            "form": form,
            "deed": self.deed,
            "looks_first": self.deed.preview is not None,  # a template would call it
            "matches": self.matches,
            "searched": self.request.POST.get("actie") == "zoek",
            "chosen": self.request.POST.get("persoon", ""),
            "hidden": own_fields(
                self.request, self.deed.form(choices=self.choices), version=self.home.version, once=self.once
            ),
            "NEW": NEW,
        }
        return render(self.request, "cases/household_act.html", shared | context, status=status)


def _shared(file: HouseholdFile) -> dict[str, Any]:
    where = file.family.address_line(file.household)
    return {
        "file": file, "household": file.household, "today": file.today, "coordinator": file.coordinator, "where": where,
    }  # fmt: skip


def _choices(user: User, file: HouseholdFile) -> Choices:
    now_is = file.coordinator
    return Choices(
        today=file.today,
        members=file.family.members,
        cases=tuple(
            (str(row.case.uuid), f"{row.law.short_name}, {row.case.person.display_name}, zaak {row.case.number}")
            for row in file.cases
        ),
        colleagues=possible_coordinators(user, file.household),
        linked=_linked(file),
        coordinator=now_is.user if now_is else None,
        stand_in=now_is.stand_in if now_is else None,
    )


def _linked(file: HouseholdFile) -> tuple[tuple[str, str], ...]:
    homes = ((f"huis:{row.double.uuid}", f"Huishouden {row.double.number}, {row.double.name}") for row in file.linked)
    people = (
        (f"mens:{row.double.uuid}", f"{row.double.display_name} en {row.kept.display_name}")
        for row in file.linked_persons
    )
    return (*homes, *people)


def _unscolded(form: type[ChangeForm], post: Any, choices: Choices) -> ChangeForm:
    """The same form with what was typed so far: a search does not scold about questions that come later."""
    typed = form(post, choices=choices)
    return form(initial={name: typed[name].value() for name in typed.fields}, choices=choices)


def _token(sentences: list[str]) -> str:
    """What was previewed: another outcome asks for another look."""
    return hashlib.sha256("\n".join(sentences).encode()).hexdigest()[:16]
