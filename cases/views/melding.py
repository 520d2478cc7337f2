"""A new melding: find or name the person, the questions of each law it is about, and what starts now. One page."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cases import access, events
from cases.actions.intake import Door, NewPerson, take_in_together
from cases.contract import CaseError, InvalidError
from cases.forms.melding import NEW, WhoForm
from cases.models import Case, Person, Team, User
from cases.queries.persons import Match, find_by_bsn, find_persons, households_on, members_on
from cases.queries.protected import protected_among
from cases.reader import reader
from cases.rules.calendar import local_day
from cases.rules.lookup import Fit, Wanted
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.errors import hides_what_may_not_be_seen, not_found
from cases.views.melding_parts import Way, chosen, parts_of, starts, valid, ways_of
from cases.views.posted import one_time_key, public_id

PERMISSION = "cases.register"
ALIKE = Fit.BIRTH  # from here on somebody may well be the same person


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def melding(request: HttpRequest) -> HttpResponse:
    """GET: an empty form. POST `actie`: `zoek` looks somebody up, `kies` refreshes, `vastleggen` opens the cases.

    There is one for each law that the conversation is about.

    Searching is a POST: no name, birth date or BSN stands in an address or a log.
    """
    user = signed_in(request)
    access.require(user, PERMISSION)
    ways = ways_of(user)
    if not ways:
        return not_found(request)
    page = _Page(request, user, ways)
    if request.method == "POST" and page.action == "vastleggen":
        if cases := page.register():
            return _registered(request, page, cases)
        return render(request, "cases/melding.html", page.context(), status=400)
    if request.headers.get("HX-Request") and page.action in {"zoek", "kies"}:
        return render(request, "cases/melding_deel.html", page.context())
    return render(request, "cases/melding.html", page.context())


def _registered(request: HttpRequest, page: "_Page", cases: tuple[Case, ...]) -> HttpResponse:
    """Say which cases there are now, and go where they can be seen: one to itself, more to their household."""
    numbers = _and(
        f"zaak {case.number}" + (f" ({case.law_data.short_name})" if len(cases) > 1 else "") for case in cases
    )
    drafted = [case.law_data.letter(kind).label for case, kind in page.letters(cases)]
    letters = f" Klaar staat: {_and(f'de brief “{label}”' for label in drafted)}." if drafted else ""
    messages.success(request, f"Melding vastgelegd als {numbers}.{letters}")
    seen = list(access.visible_to(page.user, Case).filter(pk__in=[case.pk for case in cases]).order_by("pk"))
    if not seen:
        return redirect("melding")
    return redirect("case", uuid=seen[0].uuid) if len(seen) == 1 else redirect("household", seen[0].household.uuid)


def _and(words: Iterable[str]) -> str:
    found = list(words)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} en {found[-1]}"


class _Page:
    """The state of one request on this page."""

    def __init__(self, request: HttpRequest, user: User, ways: list[Way]) -> None:
        self.request, self.user, self.ways = request, user, ways
        self.at = now(request)
        self.today = local_day(self.at)
        self.action = request.POST.get("actie", "")
        posted = request.POST or None
        self.chosen = chosen(ways, posted)
        teams = Team.objects.order_by("name")
        mine = teams.filter(pk__in=reader(user).teams)
        first = mine.order_by("pk").first() or teams.first()
        others = [(way.key, way.label) for way in self.chosen[1:]]
        self.who = WhoForm(posted, teams=teams, others=others, initial={"team": first, "huishouden": "bekend"})
        # A search must not scold about questions that nobody answered yet.
        self.parts = parts_of(self.chosen, posted, bound=self.action == "vastleggen", user=user, at=self.at)
        self.once = one_time_key(request)
        self.problem = ""
        self.alike: list[Match] = []
        self.searched = False
        self.wanted: Wanted | None = None
        self.who_is_valid = self.who.is_valid() if posted else False
        self.team = (self.who.cleaned_data.get("team") if posted and self.who_is_valid else None) or first

    def register(self) -> tuple[Case, ...]:
        """Open the cases, all or none; none leaves every error at its field."""
        if self.who_is_valid:
            self.wanted = self.who.wanted()
        self.who.check_choice()
        person = self._person()
        answered = valid(self.parts)
        if not self.parts:
            self.problem = "Kies waar het over gaat."
        if person is None or not self.who.is_valid() or not answered or not self.parts:
            return ()
        if self.team is None:
            self.problem = "Er is nog geen team. Vraag de functioneel beheerder om een team te maken."
            return ()
        try:
            return take_in_together(
                doors=[
                    Door(law=way.law.key, key=way.transition.key, team=self.who.team_of(way.key) or self.team)
                    for way in self.chosen
                ],
                person=person,
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
        return ()

    def letters(self, cases: tuple[Case, ...]) -> list[tuple[Case, str]]:
        """The letters that stand ready now, by case."""
        kinds = [way.transition.letter for way in self.chosen]
        return [(case, kind) for case, kind in zip(cases, kinds, strict=True) if kind]

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
        posted = self.request.POST or None
        return {
            "who": self.who,
            "form": self.parts[0].form if self.parts else None,
            "first": self.parts[0] if self.parts else None,
            "others": self.parts[1:],
            "bound_forms": [part.form for part in self.parts],
            "ways": self.ways,
            "chosen_ways": [way.key for way in self.chosen],
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
            "starting": [
                (part.way.law, starts(part, posted, user=self.user, at=self.at, municipality=municipality))
                for part in self.parts
            ],
            "today": self.today,
            "NEW": NEW,
        }
