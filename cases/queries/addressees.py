"""Who gets a letter in a case, out of what is recorded on the day: a safe address, and who acts for the resident."""

from datetime import date

from cases.contract import Matter, laws
from cases.models import AddressSituation, Case, Household, Membership, Person, Representative
from cases.rules.addressees import Acting, Addressee, Delivery, Kind, Lines, Scope, Someone, by_hand, deliver, postal

OF_A_PERSON = ("situations", "memberships__household__merged_into")
OF_ONE = (*OF_A_PERSON, *(f"representatives__known_as__{path}" for path in (*OF_A_PERSON, "merged_into")))
DELIVERY = (*OF_ONE, *(f"merged_into__{path}" for path in OF_ONE))  # what `delivery_of` reads of a person
HANDED_OVER = frozenset({"uitgereikt", "digitaal"})  # channels that need no postal address


def addressees_for(case: Case, on: date, *, matter: Matter = Matter.CARE) -> tuple[Addressee, ...]:
    """Who gets a letter of this case on a day, the first one first; empty where `delivery_for` says why."""
    return delivery_for(case, on, matter=matter).addressees


def delivery_for(case: Case, on: date, *, matter: Matter = Matter.CARE) -> Delivery:
    """As `addressees_for`, with the reason where there is nobody. Three statements, fewer with prefetched rows."""
    return delivery_of(case.person, case.household, on, matter=matter, law=case.law, case=str(case.pk))


def delivery_of(
    person: Person, household: Household | None, on: date, *, matter: Matter, law: str = "", case: str = ""
) -> Delivery:
    """The same for a person outside a case: without the machtigingen for one law or one case."""
    rows = [row for one in _rows_of(person) for row in one.representatives.all()]
    acting = [_acting(row, on) for row in rows if row.holds_on(on)]
    return deliver(someone(person, household, on), acting, matter=matter, law=law, case=case)


def reaches_home(case: Case, on: date, *, matter: Matter = Matter.CARE) -> bool:
    """Whether a letter would come through the door where the resident lives: not where there is danger."""
    home = someone(case.person, case.household, on).home
    return any(one.lines == home for one in addressees_for(case, on, matter=matter))


def matter_of(case: Case, kind: str) -> Matter:
    """What the law says that this kind of letter is about."""
    return laws[case.law].letter(kind).matter


def in_hand(case: Case, on: date) -> Addressee:
    """The resident, for a letter that is handed over or read on a screen."""
    return by_hand(someone(case.person, case.household, on))


def someone(person: Person, household: Household | None, on: date) -> Someone:
    """The facts of a person for the rule; `household` is where the case places them."""
    here = {row.kind: row for one in _rows_of(person) for row in one.situations.all() if row.holds_on(on)}
    kinds = AddressSituation.Kind
    home = _home(person, household, on)
    person = person.merged_into or person
    ages = person.ages_on(on)
    return Someone(
        key=str(person.uuid),
        name=person.formal_name,
        spoken=person.spoken_name,
        salutation=person.salutation,
        age=ages.youngest if ages else None,
        home=home,
        briefadres=_lines(here.get(kinds.BRIEFADRES)),
        safe_post=_lines(here.get(kinds.POST)),
        no_fixed_address=kinds.NONE in here,
        shelter=kinds.SHELTER in here,
        deceased=person.deceased,
        phone=person.phone,
        when=person.contact_note,
        reads_with_difficulty=person.reads_with_difficulty,
    )


def _rows_of(person: Person) -> tuple[Person, ...]:
    """The row itself and the one it was linked to: what was recorded at either counts."""
    return (person, person.merged_into) if person.merged_into else (person,)


def _home(person: Person, household: Household | None, on: date) -> Lines:
    """Where they live that day: the case's household, or for who lives elsewhere the one they joined last.

    Who left and went nobody knows where has no home here. For the dead, and for who is in no household, it is the
    household of the case.
    """
    rows = [row for one in _rows_of(person) for row in one.memberships.all()]
    living = [row for row in rows if row.holds_on(on) and row.share != Membership.Share.ELSEWHERE]
    here = household is not None and (person.deceased or not rows or household.pk in {r.household_id for r in living})
    if not here:
        last = max(rows if person.deceased else living, key=lambda row: (row.starts_on, row.pk), default=None)
        household = last.household if last else None
    kept = household.merged_into or household if household else None
    return kept.address_lines if kept else ()


def _lines(row: AddressSituation | None) -> Lines:
    return row.address_lines if row else ()


def _acting(row: Representative, on: date) -> Acting:
    known = someone(row.known_as, None, on) if row.known_as else None
    return Acting(
        key=str(row.uuid),
        kind=Kind(row.role),
        scope=Scope(row.scope),
        name=known.name if known else row.name,
        salutation=known.salutation if known else f"Geachte {_lower_title(row.name)}",
        lines=postal(known)[0] if known else row.address_lines,
        law=row.law,
        case=str(row.case_id or ""),
        unsafe=row.unsafe,
        phone=row.phone or (known.phone if known else ""),
        when=known.when if known and not row.phone else "",
        reads_with_difficulty=bool(known and known.reads_with_difficulty),
    )


def _lower_title(name: str) -> str:
    """`Mevrouw A. Vos` becomes `mevrouw A. Vos` in a salutation; `De heer B. Vos` becomes `heer B. Vos`."""
    for title, spoken in (("Mevrouw ", "mevrouw "), ("De heer ", "heer ")):
        if name.startswith(title):
            return spoken + name.removeprefix(title)
    return name
