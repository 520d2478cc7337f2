"""One person with all that their page shows, for one reader; a fixed number of statements however much there is.

The gate and the read line are not here: `access.open_person()` goes first.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from cases import access
from cases.contract import Matter, Phase, laws
from cases.models import AddressSituation, Case, Event, Household, Membership, Person, Representative, User
from cases.queries.addressees import DELIVERY, delivery_of
from cases.queries.bring import bring
from cases.queries.protected import may_see_protected, protected_among
from cases.queries.timeline import names_of
from cases.reader import reader
from cases.rules.addressees import Delivery
from cases.rules.calendar import local_day

SHIELDED = "adres afgeschermd"
SHOWN = 20  # changes on the page
EDITS = "cases.register"
CHANGES = {
    "cases.person_registered": "Ingeschreven",
    "cases.person_corrected": "Gegevens gewijzigd",
    "cases.person_deceased": "Overlijden vastgelegd",
    "cases.person_reach_changed": "Bereikbaarheid gewijzigd",
    "cases.address_situation_added": "Bijzonder adres vastgelegd",
    "cases.address_situation_ended": "Bijzonder adres beëindigd",
    "cases.representative_added": "Vertegenwoordiger vastgelegd",
    "cases.representative_ended": "Vertegenwoordiger beëindigd",
    "cases.persons_linked": "Samengevoegd met een andere inschrijving",
    "cases.persons_unlinked": "Samenvoegen teruggedraaid",
}
WHAT = {
    "name": "naam", "birth": "geboortedatum", "sex": "aanhef", "bsn": "BSN", "contact": "bereikbaarheid",
    "phone": "telefoon", "email": "e-mail", "contact_note": "wanneer en hoe", "language": "taal",
    "reads_with_difficulty": "leest moeilijk", "interpreter": "tolk", "address_secret": "geheim adres",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A special address or a household; `lines` is empty where nothing is known, `shielded` where it is not shown."""

    uuid: str
    label: str
    lines: tuple[str, ...]
    shielded: bool
    starts_on: date
    ends_on: date | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingRow:
    """A representative as the page shows them."""

    uuid: str
    role: str
    scope: str
    name: str
    phone: str
    lines: tuple[str, ...]
    shielded: bool
    starts_on: date
    ends_on: date | None
    unsafe: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    title: str
    what: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A way to be reached that somebody typed at a melding, and that the person does not have yet."""

    case: Case
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFile:
    """`protected`: a secret address or a shelter; `shielded`: and this reader does not see the address.

    `reachable`: the reader sees numbers and who acts. Of who is protected only with a case of their own: who comes
    here through the household may be working for the one they hide from.
    """

    person: Person
    today: date
    protected: bool
    shielded: bool
    reachable: bool
    may_edit: bool
    current: tuple[Place, ...]
    past: tuple[Place, ...]
    acting: tuple[ActingRow, ...]
    acted: tuple[ActingRow, ...]
    households: tuple[Place, ...]
    cases: tuple[Case, ...]
    offers: tuple[Offer, ...]
    post: tuple[tuple[str, Delivery], ...]
    changes: tuple[Change, ...]


def personfile(user: User, person: Person, at: datetime) -> PersonFile:
    """Read the person for this user."""
    today = local_day(at)
    bring([person], *DELIVERY, "representatives__case")
    protected = bool(protected_among([person], today))
    shielded = protected and not may_see_protected(user, person)
    places = [_place(row, shielded=shielded) for row in person.situations.all()]
    acting = _acting_rows(_for_reader(user, person), today)
    cases = tuple(access.visible_to(user, Case).filter(person=person).select_related("handler").order_by("-opened_at"))
    reachable = not protected or bool(cases)
    return PersonFile(
        person=person,
        today=today,
        protected=protected,
        shielded=shielded,
        reachable=reachable,
        may_edit=access.can(user, EDITS) and person.merged_into_id is None and reachable,
        current=tuple(place for place in places if _runs(place, today)),
        past=tuple(place for place in places if not _runs(place, today)),
        acting=tuple(row for row in acting if reachable and _runs(row, today)),
        acted=tuple(row for row in acting if reachable and not _runs(row, today)),
        households=_households(user, person, shielded=shielded),
        cases=cases,
        offers=_offers(person, cases),
        post=_post(person, today) if reachable else (),
        changes=_changes(person),
    )


def _runs(row: Place | ActingRow, today: date) -> bool:
    """Whether it holds now or is still to come; what begins later stands with what holds."""
    return row.ends_on is None or row.ends_on >= today


def _place(row: AddressSituation, *, shielded: bool) -> Place:
    hidden = shielded and row.kind != AddressSituation.Kind.NONE
    return Place(
        uuid=str(row.uuid),
        # That somebody is in a shelter is itself what must not be known.
        label="bijzonder adres" if hidden else row.get_kind_display(),
        lines=() if hidden else row.address_lines,
        shielded=hidden,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        note="Staat nooit op een brief." if row.kind == AddressSituation.Kind.SHELTER and not hidden else "",
    )


def _for_reader(user: User, person: Person) -> list[Representative]:
    """Who acts in one law or one case shows that there is one: only for who may see that."""
    rows = list(person.representatives.all())
    wanted = [row.case_id for row in rows if row.case_id]
    seen = set(access.visible_to(user, Case).filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    readable = reader(user).laws
    return [row for row in rows if (not row.law or row.law in readable) and (not row.case_id or row.case_id in seen)]


def _acting_rows(rows: list[Representative], today: date) -> list[ActingRow]:
    hidden = protected_among([row.known_as for row in rows if row.known_as], today)
    return [_acting(row, hidden=row.known_as_id in hidden) for row in rows]


def _acting(row: Representative, *, hidden: bool) -> ActingRow:
    lines = () if hidden else row.address_lines
    scope = row.get_scope_display()
    if row.law:
        scope = f"alleen {laws[row.law].short_name}"
    elif row.case is not None:
        scope = f"alleen zaak {row.case.number}"
    return ActingRow(
        uuid=str(row.uuid),
        role=row.get_role_display(),
        scope=scope,
        name=row.display_name,
        phone=row.phone or (row.known_as.phone if row.known_as else ""),
        lines=lines,
        shielded=hidden,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        unsafe=row.unsafe,
    )


def _households(user: User, person: Person, *, shielded: bool) -> tuple[Place, ...]:
    """Where they belong and belonged, as far as the reader works with that household."""
    known = set(access.own_households(user).filter(persons=person).values_list("pk", flat=True))
    rows = [row for row in person.memberships.all() if row.household_id in known]
    return tuple(
        Place(
            uuid=str(_kept(row).uuid),
            label=_kept(row).name,
            lines=() if shielded else _kept(row).address_lines,
            shielded=shielded,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            note=f"{row.get_role_display()}, {row.get_share_display()}",
        )
        for row in sorted(rows, key=lambda row: (row.ends_on is None, row.starts_on), reverse=True)
    )


def _kept(row: Membership) -> Household:
    return row.household.merged_into or row.household


def _offers(person: Person, cases: tuple[Case, ...]) -> tuple[Offer, ...]:
    """What was typed at the melding of the open cases; one statement per law that keeps it."""
    found = []
    has = {person.phone, person.email, person.contact_note}
    for law in laws:
        mine = {case.pk: case for case in cases if case.law == law.key and case.phase != Phase.CLOSED}
        for pk, text in law.safe_contact(list(mine)).items() if law.safe_contact and mine else ():
            if text.strip() and text.strip() not in has:
                found.append(Offer(case=mine[pk], text=text.strip()))
    return tuple(found)


def _post(person: Person, today: date) -> tuple[tuple[str, Delivery], ...]:
    """Who gets letters today, about care and about money; one row where that is the same."""
    care, money = (delivery_of(person, None, today, matter=matter) for matter in (Matter.CARE, Matter.FINANCE))
    return (("Alle brieven", care),) if care == money else (("Brieven over zorg en hulp", care), ("Over geld", money))


def _changes(person: Person) -> tuple[Change, ...]:
    """What was changed in the person, newest first; two statements."""
    rows = list(
        # By person_id, the same id: that column has an index.
        Event.objects.filter(person_id=person.pk, subject_kind="person", kind__in=CHANGES).order_by("-at")[:SHOWN]
    )
    names = names_of(row.actor_id for row in rows)
    return tuple(
        Change(
            title=CHANGES[row.kind],
            what=_what(row.payload),
            at=row.at,
            by=names.get(row.actor_id or 0, "Samenhang zelf"),
        )
        for row in rows
    )


def _what(payload: dict[str, Any]) -> str:
    return ", ".join(WHAT.get(field, field) for field in payload.get("fields", ()))


def around(user: User, person: Person) -> tuple[Person, ...]:
    """Whom the reader knows in the person's households or as relatives, the dead left out: who may act for them."""
    together = Membership.objects.filter(household__in=person.memberships.values("household")).values("person")
    found = access.known_to(user).filter(Q(pk__in=together) | Q(relative_of__person=person), deceased=False)
    return tuple(found.exclude(pk=person.pk).distinct().order_by("sort_name", "pk"))
