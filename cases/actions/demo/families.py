"""What happened in two difficult families before their stories begin: parents who part, and a child with two homes.

Through the same acts as any colleague's, so that nothing here could not have happened.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from cases.actions.coordinator import appoint_coordinator
from cases.actions.demo.residents import PARENT, address
from cases.actions.demo.town import Town
from cases.actions.household import form_household, move_in, move_out
from cases.actions.meldcode import Taken, begin, involve, take_step
from cases.actions.residence import change_stay
from cases.contract import Days, local_day
from cases.models import Household, Membership, Person
from cases.rules.meldcode import CONSULT, SIGNALS

Share = Membership.Share
When = Callable[[int, str], datetime]  # when(140, "9.30"): the last working day at least so many days ago
WEEKS = "om de week, wissel op vrijdag"


def live_on(town: Town, persons: dict[str, Person], days: Days) -> None:
    """Play it in the order of time, after the residents were registered and before the first story begins."""

    def when(ago: int, time: str) -> datetime:
        return days.work(days.before(days.today, ago), time)

    _el_amrani(town, persons, when)
    _terpstra(town, persons, when)


def _el_amrani(town: Town, persons: dict[str, Person], when: When) -> None:
    """Mark belongs to the household and lives somewhere else since spring; oma has Adam two days a week."""
    home = _Home(town, _home_of(persons["el_amrani"]), "el_amrani")
    home.changes(persons["mark"], Share.ELSEWHERE, "bellen mag, na 18 uur", when(171, "10.15"))
    home.changes(persons["adam"], Share.WHOLE, "maandag en dinsdag overdag bij oma Ria", when(171, "11.00"))
    home.led_by("consulent", "", "Kent Samira en de kinderen van het spreekuur", when(171, "11.10"))


def _terpstra(town: Town, persons: dict[str, Person], when: When) -> None:
    """Marloes and Ruben part; Lotte lives with both, Daan (14) stays. Two teams: neither sees the other's case."""
    moved = when(168, "14.00")
    mother = _Home(town, _home_of(persons["marloes"]), "marloes")
    mother.leaves(persons["ruben"], local_day(moved) - timedelta(days=1), moved)
    noord = town.teams["noord"]
    made = form_household(
        members=[(persons["ruben"], PARENT)], municipality=noord.municipality_id, address=address("Zeedijk", 61, "ZK"),
        team=noord, on=local_day(moved), actor=None, at=moved, via="command",
    )  # fmt: skip
    father = _Home(town, made, "ruben")
    father.enters(persons["lotte"], Share.ALSO, WEEKS, moved)
    mother.changes(persons["lotte"], Share.MAIN, WEEKS, when(165, "9.20"))
    mother.led_by("consulent", "", "Marloes belt haar al; Daan kent haar van school", when(165, "9.40"))
    father.led_by("consulent-noord", "teamleider", "Kent Ruben van het buurthuis", when(163, "10.05"))
    _worries(town, persons["lotte"], when)


def _worries(town: Town, child: Person, when: When) -> None:
    """A meldcode that stopped after the second step: in its own compartment, so no page of the family shows it."""
    fenna, at = town.colleagues["consulent"], when(160, "15.00")

    def once(name: str) -> UUID:
        return uuid5(NAMESPACE_URL, f"demo/meldcode/{name}")

    made = begin(person=child, frame="support", actor=fenna, at=at, once=once("begin"), via="command")
    steps = (
        (SIGNALS, "Lotte huilt bij de wissel en zegt niet waarom. Op school is zij stil.", {"kindcheck": "worry"}),
        (CONSULT, "Besproken: eerst met beide ouders apart praten, met de school erbij.", {"consulted": "colleague"}),
    )
    for number, text, answers in steps:
        taken = Taken(number=number, skipped=False, done_on=local_day(at), text=text, answers=answers)
        take_step(meldcode=made.pk, taken=taken, actor=fenna, at=at, once=once(str(number)), via="command")
    involve(
        meldcode=made.pk, colleague=town.colleagues["teamleider"], actor=fenna, at=at, once=once("involve"),
        via="command",
    )  # fmt: skip


def _home_of(person: Person) -> Household:
    return Household.objects.get(memberships__person=person, memberships__ends_on=None)


class _Home:
    """One household of the demo; each act on the version it has by then, with a key of its own."""

    def __init__(self, town: Town, household: Household, name: str) -> None:
        self.town, self.household, self.name, self.acts = town, household, name, 0

    def _known(self, at: datetime) -> dict[str, object]:
        self.household.refresh_from_db(fields=["version"])
        self.acts += 1
        return {"household": self.household.uuid, "seen": self.household.version, "at": at, "via": "command"}

    def _once(self) -> UUID:
        return uuid5(NAMESPACE_URL, f"demo/home/{self.name}/{self.acts}")

    def enters(self, person: Person, share: str, arrangement: str, at: datetime) -> None:
        move_in(
            person=person, role="child", share=share, arrangement=arrangement, on=local_day(at), actor=None,
            **self._known(at),  # type: ignore[arg-type]
        )  # fmt: skip

    def leaves(self, person: Person, on: date, at: datetime) -> None:
        move_out(person=person, on=on, actor=None, **self._known(at))  # type: ignore[arg-type]

    def changes(self, person: Person, share: str, arrangement: str, at: datetime) -> None:
        known = self._known(at)
        change_stay(
            person=person, share=share, arrangement=arrangement, on=local_day(at), actor=None, once=self._once(),
            **known,  # type: ignore[arg-type]
        )  # fmt: skip

    def led_by(self, username: str, stand_in: str, reason: str, at: datetime) -> None:
        known = self._known(at)
        people = self.town.colleagues
        appoint_coordinator(
            coordinator=people[username], stand_in=people.get(stand_in), reason=reason, actor=people[username],
            once=self._once(), **known,  # type: ignore[arg-type]
        )  # fmt: skip
