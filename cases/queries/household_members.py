"""Who belongs to a household, as far as the reader may know, and the drawing of it. The gate goes first."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from cases.access import own_households
from cases.models import AddressSituation, Household, Membership, Person, User
from cases.rules.family import Drawing, Kin, draw
from cases.rules.gezag import gezag_text
from cases.rules.wording import listed

ORDER = {"partner": 0, "parent": 0, "child": 1, "other": 2}
HIDDEN = "adres is geheim"
Share = Membership.Share
SHELTER = AddressSituation.Kind.SHELTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Another household of the same person that this reader works with too."""

    household: Household
    share_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """`person` is the one that remains where two rows turned out to be one person."""

    person: Person
    membership: Membership
    age: str
    gezag: str
    asks: bool  # the reader may see a case that is about this person
    also_at: tuple[Elsewhere, ...]

    @property
    def here(self) -> bool:
        return self.membership.share != Share.ELSEWHERE

    @property
    def first_name(self) -> str:
        return self.person.given_names.split(" ")[0] or self.person.display_name

    @property
    def role_text(self) -> str:
        return "" if self.membership.role == Membership.Role.OTHER else self.membership.get_role_display()

    @property
    def share_text(self) -> str:
        """Empty for the ordinary case: lives here, and nowhere else."""
        return "" if self.membership.share == Share.WHOLE else self.membership.get_share_display()

    @property
    def stay_text(self) -> str:
        """`Hoofdverblijf: om de week, wissel op vrijdag`."""
        text = ": ".join(filter(None, (self.share_text, self.membership.arrangement)))
        return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    members: tuple[Member, ...]
    former: tuple[Membership, ...]  # who left, the last one first
    drawing: Drawing
    drawing_text: str
    secret: bool  # somebody who lives here has a secret address

    def address_line(self, household: Household) -> str:
        """`Lindelaan 14, Noorderveen`, or that it is secret; empty where none is known."""
        if self.secret:
            return HIDDEN
        return ", ".join(filter(None, (household.address_line, household.city)))


def memberships_of(group: Collection[Household]) -> list[Membership]:
    """Every membership, of now and of before."""
    return sorted((row for home in group for row in home.memberships.all()), key=lambda row: (row.starts_on, row.pk))


def hides_address(row: Membership, today: date) -> bool:
    """Whether this person living here makes the address one that is not shown (Wet BRP 2.59; a shelter)."""
    if row.share == Share.ELSEWHERE:
        return False
    shelter = any(one.kind == SHELTER and one.holds_on(today) for one in row.person.situations.all())
    return shelter or row.person.address_secret or one_person(row.person).address_secret


def one_person(person: Person) -> Person:
    """The person that remains."""
    return person.merged_into or person


def family_of(
    user: User, household: Household, rows: Iterable[Membership], *, today: date, asking: Collection[int]
) -> Family:
    """Each person once. `asking` are the ids of the persons of whom the reader may see a case."""
    now: dict[int, Membership] = {}
    former = []
    for row in rows:
        if row.starts_on <= today and (row.ends_on is None or row.ends_on >= today):
            now[one_person(row.person).pk] = row
        elif row.ends_on is not None and row.ends_on < today:
            former.append(row)
    also = _also_at(user, household, [row.person for row in now.values()], today)
    members = [
        _member(row, today=today, asking=asking, also=tuple(also[pk]))
        for pk, row in sorted(now.items(), key=lambda pair: _place(pair[1]))
    ]
    gone = [row for row in former if one_person(row.person).pk not in now]
    drawing = draw([_kin(member) for member in members])
    secret = any(hides_address(member.membership, today) for member in members)
    return Family(
        members=tuple(members),
        former=tuple(sorted(gone, key=lambda row: (row.ends_on or today, row.pk), reverse=True)),
        drawing=drawing,
        drawing_text=_in_words(members, "" if secret else household.address_line),
        secret=secret,
    )


def _member(row: Membership, *, today: date, asking: Collection[int], also: tuple[Elsewhere, ...]) -> Member:
    person = one_person(row.person)
    ages = None if person.deceased else person.ages_on(today)
    return Member(
        person=person,
        membership=row,
        age=ages.text if ages else "",
        gezag=gezag_text(person.gezag, ages.youngest if ages else None),
        asks=row.person_id in asking or person.pk in asking,
        also_at=also,
    )


def _also_at(user: User, household: Household, persons: Iterable[Person], today: date) -> dict[int, list[Elsewhere]]:
    """Where these persons live too, only in households that are part of the reader's own work; one statement where they
    live anywhere else.
    """
    group = {household.pk, *(home.pk for home in household.merged_from.all())}
    same = [one for person in persons for one in _same(person)]
    rows = {
        row.pk for one in same for row in one.memberships.all() if row.household_id not in group and row.holds_on(today)
    }
    found: dict[int, list[Elsewhere]] = defaultdict(list)
    if not rows:
        return found
    elsewhere = Membership.objects.filter(pk__in=rows, household__in=own_households(user))
    for row in elsewhere.select_related("household__merged_into", "person").order_by("starts_on", "pk"):
        home = row.household.merged_into or row.household
        found[row.person.merged_into_id or row.person_id].append(
            Elsewhere(household=home, share_text=row.get_share_display())
        )
    return found


def _same(person: Person) -> tuple[Person, ...]:
    """The rows that turned out to be one person."""
    kept = one_person(person)
    return (person, kept, *kept.merged_from.all())


def _place(row: Membership) -> tuple[bool, int, date, int]:
    """Who lives here first, adults ahead of children, the eldest first."""
    born = one_person(row.person).birth_earliest or date.max
    return row.share == Share.ELSEWHERE, ORDER[row.role], born, row.pk


def _kin(member: Member) -> Kin:
    return Kin(
        label=member.first_name[:12],
        age=member.age,
        sex=member.person.sex,
        role=member.membership.role,
        here=member.here,
        marked=member.asks,
    )


def _in_words(members: list[Member], address: str) -> str:
    """What the drawing says, for who cannot see it."""
    here, away = [m for m in members if m.here], [m for m in members if not m.here]
    where = f"op {address}" if address else "samen"
    sentences = [f"{listed(_first(here))} {'wonen' if len(here) > 1 else 'woont'} {where}."] if here else []
    if away:
        verb = "horen" if len(away) > 1 else "hoort"
        sentences.append(
            f"{listed(_first(away))} {verb} erbij en {'wonen' if len(away) > 1 else 'woont'} ergens anders."
        )
    return " ".join(sentences)


def _first(members: list[Member]) -> list[str]:
    return [member.first_name for member in members]
