"""What is measured: each page, and the acts that colleagues do most, on the cases of the demo that exist at every size."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import cycle
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.urls import reverse

from cases.actions.demo.scale.pattern import STRIDE
from cases.models import Case, Deadline, Household, Letter, LetterState, Task, User
from tests.bench.visitor import Answer, Visitor, hidden_fields

WORKER, LEADER, INTAKER, MANAGER, LAWYER = "consulent", "teamleider", "intaker", "beheerder", "jurist"
EMPTY = "Empty page"
SURNAME, POSTCODE = "Molenhuis", "9010 ZB"
Work = Callable[[], Answer]


@dataclass(frozen=True, slots=True)
class Visit:
    """`prepare` does what is not measured, such as opening the form, and returns what is."""

    name: str
    act: bool
    status: int
    prepare: Callable[[], Work]


class Visits:
    """All visits, with their colleagues logged in. The same demo cases are visited at every size."""

    def __init__(self) -> None:
        self.people = {
            name: Visitor(User.objects.get(username=name)) for name in (WORKER, LEADER, INTAKER, MANAGER, LAWYER)
        }
        for visitor in self.people.values():
            visitor.log_in()
        demo = Case.objects.filter(pk__lt=STRIDE, handler__username=WORKER)
        by_length = demo.annotate(length=Count("letters")).order_by("-length", "pk")
        self.case = by_length.filter(closed_at=None)[0]
        self.closed = Case.objects.filter(pk__lt=STRIDE).exclude(closed_at=None).order_by("pk")[0]
        self.home = Household.objects.filter(pk__lt=STRIDE, cases__handler__username=WORKER).annotate(
            size=Count("memberships", distinct=True)
        ).order_by("-size", "pk")[0]  # fmt: skip
        self.person = self.case.person
        self.sent = Letter.objects.filter(case=self.case, state=LetterState.SENT).order_by("pk")[0]
        self.draft = Letter.objects.filter(case__in=demo, state=LetterState.DRAFT).order_by("pk")[0]
        self.urgent = Deadline.objects.open().filter(case__in=demo, urgent=True).order_by("pk")[0].case
        self.task = Task.objects.filter(case__in=demo).order_by("pk")[0]
        # Acts go round over other cases, so that no page above grows while it is measured.
        others = demo.filter(closed_at=None).exclude(pk__in=[self.case.pk, self.urgent.pk]).order_by("pk")
        self.others = cycle(others[:10])

    def all(self) -> tuple[Visit, ...]:
        return (*self._lists(), *self._files(), *self._management(), *self._acts())

    def _lists(self) -> list[Visit]:
        team = f"{reverse('worklist')}?lijst=team&team=noord"
        return [
            self._page(EMPTY, WORKER, reverse("empty")),
            self._page("Work list, mine", WORKER, reverse("worklist")),
            self._page("Work list, team", WORKER, f"{reverse('worklist')}?lijst=team&team=oost"),
            self._page("Work list, not yet divided", WORKER, f"{reverse('worklist')}?lijst=vrij"),
            self._page("Work list, team leader", LEADER, team),
            self._page("Work list, team leader, one phase", LEADER, f"{team}&fase=decision"),
            self._page("Work list, team leader, by phase", LEADER, f"{team}&groepeer=fase"),
            self._page("Households", WORKER, reverse("households")),
            self._page("Households, team leader", LEADER, reverse("households")),
            self._page("Messages", WORKER, reverse("messages")),
            self._page("Health of the terms", WORKER, reverse("healthz_deadlines")),
        ]

    def _files(self) -> list[Visit]:
        case, home = self.case, self.home
        return [
            self._page("Case", WORKER, reverse("case", args=[case.uuid])),
            self._page(
                "Case, closed",
                WORKER if self.closed.handler_id == self.people[WORKER].user.pk else LEADER,
                reverse("case", args=[self.closed.uuid]),
            ),
            self._page("Household", WORKER, reverse("household", args=[home.uuid])),
            self._page("Household, change", WORKER, reverse("household_change", args=[home.uuid])),
            self._page("Person", WORKER, reverse("person", args=[self.person.uuid])),
            self._page("Step, its form", WORKER, reverse("step", args=[self.urgent.uuid, "record_failed_contact"])),
            self._page("Steps to take back", WORKER, reverse("undo", args=[case.uuid])),
            self._page("Task", WORKER, reverse("task", args=[self.task.case.uuid, self.task.uuid])),
            self._page("Letter, sent", WORKER, reverse("letter", args=[case.uuid, self.sent.uuid])),
            self._page(
                "Letter, writing", WORKER, reverse("letter_write", args=[self.draft.case.uuid, self.draft.uuid])
            ),
            self._page("Document, adding", WORKER, reverse("document_add", args=[case.uuid])),
            self._page("Case in the API", WORKER, reverse("api_case", args=[case.uuid])),
            self._page("Cases in the API", WORKER, reverse("api_cases")),
            self._page("Melding, empty form", INTAKER, reverse("melding")),
        ]

    def _management(self) -> list[Visit]:
        return [
            self._page("Terms", MANAGER, reverse("terms")),
            self._page("Texts of letters", MANAGER, reverse("letter_texts")),
            self._page("Choices", MANAGER, reverse("choices")),
            self._page("Look of letters", MANAGER, reverse("letter_look")),
            self._page("To confirm", LAWYER, reverse("confirmations")),
        ]

    def _acts(self) -> list[Visit]:
        melding = reverse("melding")
        who = {"onderwerp": "wmo.register_melding", "z_naam": SURNAME, "z_geboren": "1949"}
        new = {
            **who, "actie": "vastleggen", "persoon": str(self.person.uuid), "safe_contact": "050 000 00 02",
            "own_words": "Ik kom de trap niet meer op.", "danger": "nee", "no_basics": "nee", "eviction": "nee",
            "help_lost": "ja",
        }  # fmt: skip
        found = {"z_naam": SURNAME, "z_geboren": "3-1949", "z_adres": f"{POSTCODE} 10"}
        return [
            self._search("Search households: name", SURNAME),
            self._search("Search households: number", "417"),
            self._search("Search households: postcode", POSTCODE),
            self._act("Search a person", INTAKER, melding, melding, {**who, **found, "actie": "zoek"}, status=200),
            self._act("Take a melding in", INTAKER, melding, melding, new),
            self._on_case("Place a note", "note", {"text": "Gebeld.", "kind": "call"}),
            self._on_case("Add a task", "task_add", {"label": "Bellen met de huisarts"}),
            self._step("Take a step", self.urgent.uuid, "record_failed_contact", {"how": "Gebeld, geen gehoor"}),
        ]

    def _page(self, name: str, who: str, url: str) -> Visit:
        return Visit(name=name, act=False, status=200, prepare=lambda: lambda: self.people[who].get(url))

    def _act(self, name: str, who: str, page: str, action: str, data: Mapping[str, Any], status: int = 302) -> Visit:
        def prepare() -> Work:
            visitor = self.people[who]
            hidden = hidden_fields(visitor.get(page).body, action)
            return lambda: visitor.post(action or page, {**hidden, **data})

        return Visit(name=name, act=True, status=status, prepare=prepare)

    def _search(self, name: str, text: str) -> Visit:
        url = reverse("households")
        return self._act(name, WORKER, url, url, {"zoek": text}, status=200)

    def _step(self, name: str, case: UUID, key: str, data: Mapping[str, Any]) -> Visit:
        url = reverse("step", args=[case, key])
        return self._act(name, WORKER, url, url, data)

    def _on_case(self, name: str, route: str, data: Mapping[str, Any]) -> Visit:
        """On each of the other cases in turn."""

        def prepare() -> Work:
            case = next(self.others)
            page, action = reverse("case", args=[case.uuid]), reverse(route, args=[case.uuid])
            return self._act(name, WORKER, page, action, data).prepare()

        return Visit(name=name, act=True, status=302, prepare=prepare)
