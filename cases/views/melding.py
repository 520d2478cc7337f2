"""A new melding: find or name the person, the law's own questions, and what starts now. One page, about 3 minutes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cases import access, events
from cases.actions.intake import NewPerson, take_in
from cases.contract import CaseError, InvalidError, Procedure, Transition, laws
from cases.contract import Law as LawData
from cases.forms.melding import NEW, WhoForm
from cases.models import Case, Person, Team, User
from cases.queries.persons import Match, find_by_bsn, find_persons, households_on, members_on
from cases.queries.protected import protected_among
from cases.queries.starts import starts_of
from cases.reader import reader
from cases.rules.calendar import local_day
from cases.rules.lookup import Fit, Wanted
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.errors import hides_what_may_not_be_seen, not_found
from cases.views.posted import one_time_key, public_id

PERMISSION = "cases.register"
ALIKE = Fit.BIRTH  # from here on somebody may well be the same person


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def melding(request: HttpRequest) -> HttpResponse:
    """GET: an empty form. POST `actie`: `zoek` looks somebody up, `kies` refreshes, `vastleggen` opens the case.

    Searching is a POST: no name, birth date or BSN stands in an address or a log.
    """
    user = signed_in(request)
    access.require(user, PERMISSION)
    openings = _openings(user)
    if not openings:
        return not_found(request)
    page = _Page(request, user, openings)
    if request.method == "POST" and page.action == "vastleggen":
        if (case := page.register()) is not None:
            return _registered(request, page, case)
        return render(request, "cases/melding.html", page.context(), status=400)
    if request.headers.get("HX-Request") and page.action in {"zoek", "kies"}:
        return render(request, "cases/melding_deel.html", page.context())
    return render(request, "cases/melding.html", page.context())


def _registered(request: HttpRequest, page: "_Page", case: Case) -> HttpResponse:
    kind = page.transition.letter
    letter = f" De brief “{page.law.letter(kind).label}” staat klaar." if kind else ""
    messages.success(request, f"Melding vastgelegd als zaak {case.number}.{letter}")
    if access.visible_to(page.user, Case).filter(pk=case.pk).exists():
        return redirect("case", uuid=case.uuid)
    return redirect("melding")


def _openings(user: User) -> list[tuple[LawData, Procedure, Transition]]:
    """The ways in that this user may use."""
    return [
        (law, procedure, transition)
        for law in laws
        for procedure, transition in law.opening()
        if access.can(user, transition.permission) and not transition.from_case
    ]


class _Page:
    """The state of one request on this page."""

    def __init__(self, request: HttpRequest, user: User, openings: list[tuple[LawData, Procedure, Transition]]) -> None:
        self.request, self.user, self.openings = request, user, openings
        self.at = now(request)
        self.today = local_day(self.at)
        self.action = request.POST.get("actie", "")
        posted = request.POST or None
        wanted = request.POST.get("onderwerp", "")
        self.law, self.procedure, self.transition = next(
            (way for way in openings if f"{way[0].key}.{way[2].key}" == wanted), openings[0]
        )
        teams = Team.objects.order_by("name")
        mine = teams.filter(pk__in=reader(user).teams)
        first = mine.order_by("pk").first() or teams.first()
        self.who = WhoForm(posted, teams=teams, initial={"team": first, "huishouden": "bekend"})
        # A search must not scold about questions that nobody answered yet.
        bound = posted if self.action == "vastleggen" else None
        initial = _initial(self.transition, request) if posted else {}
        self.form = self.transition.form(bound, initial=initial, subject=Case(law=self.law.key), actor=user, at=self.at)
        self.once = one_time_key(request.POST.get("once"))
        self.problem = ""
        self.alike: list[Match] = []
        self.searched = False
        self.wanted: Wanted | None = None
        self.who_is_valid = self.who.is_valid() if posted else False
        self.team = (self.who.cleaned_data.get("team") if posted and self.who_is_valid else None) or first

    def register(self) -> Case | None:
        """Open the case, or leave every error at its field."""
        if self.who_is_valid:
            self.wanted = self.who.wanted()
        self.who.check_choice()
        person = self._person()
        valid = self.form.is_valid()
        if person is None or not self.who.is_valid() or not valid:
            return None
        if self.team is None:
            self.problem = "Er is nog geen team. Vraag de functioneel beheerder om een team te maken."
            return None
        try:
            return take_in(
                law=self.law.key,
                key=self.transition.key,
                person=person,
                team=self.team,
                data=self.request.POST,
                address=self.who.cleaned_data["address"],
                own_household=self.who.cleaned_data.get("huishouden") == "alleen",
                actor=self.user,
                at=self.at,
                once=self.once,
            )
        except InvalidError as error:
            for name, sentences in error.errors.items():
                target = {"bsn": "n_bsn"}.get(name)
                if target:
                    self.who.add_error(target, list(sentences))
                else:
                    self.problem = " ".join(sentences)
        except CaseError as error:
            self.problem = str(error)
        return None

    def _person(self) -> Person | NewPerson | None:
        chosen = self.request.POST.get("persoon", "")
        if not self.who.is_valid():
            return None
        if chosen != NEW:
            uuid = public_id(chosen)
            found = access.visible_to(self.user, Person).filter(uuid=uuid).first() if uuid else None
            if chosen and found is None:
                self.who.add_error("z_naam", "Deze persoon staat er niet meer bij. Zoek opnieuw")
            return found
        data = self.who.cleaned_data
        self.alike = [m for m in find_persons(self.user, self.who.new_as_wanted(), on=self.today) if m.fit >= ALIKE]
        if self.alike and not data["anders"]:
            self.who.add_error(
                "n_achternaam",
                "Er zijn mensen die hierop lijken. Kies er een, of zet een vinkje bij “dit is iemand anders”",
            )
            return None
        return NewPerson(
            name=self.who.new_name,
            birth=data["n_geboren"],
            sex=data["n_geslacht"],
            bsn=data["n_bsn"],
        )

    def matches(self) -> list[Match]:
        """Who was found. Every look-up is logged, whatever button was pressed; what was looked for is not."""
        if not self.request.POST or not hasattr(self.who, "cleaned_data"):
            return []
        found: list[Match] = []
        bsn = self.who.cleaned_data.get("z_bsn")
        if bsn and (person := find_by_bsn(self.user, bsn)):
            home, hidden = households_on([person], self.today), protected_among([person], self.today)
            found = [Match(person, Fit.EXACT, home.get(person.pk), person.pk in hidden)]
        wanted = self.wanted or self.who.wanted()
        self.searched = bool(bsn or wanted.keys or wanted.birth.year or wanted.postcode or self.alike)
        if wanted.keys or wanted.birth.year or wanted.postcode:
            seen = {match.person.pk for match in found}
            found += [m for m in find_persons(self.user, wanted, on=self.today) if m.person.pk not in seen]
        seen = {match.person.pk for match in found}
        found += [match for match in self.alike if match.person.pk not in seen]
        if self.searched:
            events.log_read(
                kind="cases.search_person",
                subject=None,
                reader=self.user,
                at=self.at,
                ground="register",
                purpose="melding",
                payload={"persons": [match.person.pk for match in found]},
            )
        return found

    def context(self) -> dict[str, Any]:
        found = self.matches()
        chosen = self.request.POST.get("persoon", "")
        if not chosen and found and found[0].fit is Fit.EXACT and (len(found) == 1 or found[1].fit is not Fit.EXACT):
            chosen = str(found[0].person.uuid)
        person = next((match for match in found if str(match.person.uuid) == chosen), None)
        home = person.household if person else None
        municipality = self.team.municipality_id if self.team else ""
        return {
            "who": self.who,
            "form": self.form,
            "law": self.law,
            "transition": self.transition,
            "ways": [{"value": f"{law.key}.{t.key}", "label": t.label, "law": law} for law, _, t in self.openings],
            "way": f"{self.law.key}.{self.transition.key}",
            "once": self.once,
            "matches": found,
            "searched": self.searched,
            "chosen": chosen,
            "chosen_match": person,
            "home": home,
            "home_known": home is not None and access.own_households(self.user).filter(pk=home.pk).exists(),
            "home_members": [row.person.display_name for row in members_on(home, self.today)] if home else [],
            "alike": self.alike,
            "problem": self.problem,
            "starts": starts_of(
                self.procedure, self.transition, at=self.at, fields=self.known(), municipality=municipality
            ),
            "today": self.today,
            "NEW": NEW,
        }

    def known(self) -> dict[str, object]:
        """What the questions answered so far say; asks the form itself, so that a law's own rule decides."""
        if not self.request.POST:
            return {}
        trial = self.transition.form(self.request.POST, subject=Case(law=self.law.key), actor=self.user, at=self.at)
        trial.is_valid()
        fields = dict(trial.cleaned_data)
        wanted = {term.only_if[0] for term in self.procedure.terms if term.only_if}
        unanswered = [name for name in trial.errors if name in trial.base_fields]
        for name in wanted:
            if fields.get(name) is False and unanswered:
                fields[name] = None  # a "no" stands only when every question was answered
        return fields


def _initial(transition: Transition, request: HttpRequest) -> dict[str, Any]:
    """What was typed so far, for a form that is shown again without scolding."""
    form = transition.form(request.POST)
    return {
        name: form[name].value() if not hasattr(form[name].field.widget, "decompress") else form[name].data
        for name in form.fields
    }
