"""Who gets a letter about a person, at which address and why. Pure: no database, no clock.

The choices, each to be confirmed by a lawyer of the municipality (all from memory but for Wmo 5.3.2, which was read):
a curator acts in everything (BW 1:381), a mentor in care (BW 1:453), a bewindvoerder in money only (BW 1:431); a
gemachtigde gets a copy (Awb 2:1). Under twelve the parents with gezag or the voogd get the letter, from twelve to
sixteen they and the child, from sixteen the young person alone (Wmo 5.3.2). With a death every representation ends.
Who is represented gets a copy: the letter is about them. Nobody's copy shows another's address.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

Lines = tuple[str, ...]
OWN_LETTER = 12  # from this age a child gets the letter too
OF_AGE_IN_CARE = 16  # from this age the parents get none
OF_AGE = 18


class Matter(StrEnum):
    """What a letter is about; `BOTH` where money and care can't be told apart."""

    CARE = "care"
    FINANCE = "finance"
    BOTH = "both"


class Kind(StrEnum):
    """Who acts for somebody else."""

    CURATOR = "curator"
    MENTOR = "mentor"
    BEWINDVOERDER = "bewindvoerder"
    GEMACHTIGDE = "gemachtigde"
    PARENT = "ouder"
    GUARDIAN = "voogd"


class Scope(StrEnum):
    """How far they act."""

    ALL = "all"
    CARE = "care"
    FINANCE = "finance"
    LAW = "law"
    CASE = "case"


FIXED_SCOPE = {  # what the kind itself sets; a gemachtigde acts as far as the machtiging goes
    Kind.CURATOR: Scope.ALL,
    Kind.MENTOR: Scope.CARE,
    Kind.BEWINDVOERDER: Scope.FINANCE,
    Kind.PARENT: Scope.ALL,
    Kind.GUARDIAN: Scope.ALL,
}
FOR_ADULTS = {Kind.CURATOR, Kind.MENTOR, Kind.BEWINDVOERDER}
FOR_CHILDREN = {Kind.PARENT, Kind.GUARDIAN}
AS = {
    Kind.CURATOR: "als curator",
    Kind.MENTOR: "als mentor",
    Kind.BEWINDVOERDER: "als bewindvoerder",
    Kind.GEMACHTIGDE: "als gemachtigde",
    Kind.PARENT: "als ouder met gezag",
    Kind.GUARDIAN: "als voogd",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """The person a letter is about, on the day of the letter. Lines are those below the name; empty is unknown.

    `age` is the youngest it can be; None where the birth year is unknown, and then the person counts as an adult.
    """

    key: str
    name: str
    spoken: str
    salutation: str
    age: int | None = None
    home: Lines = ()
    briefadres: Lines = ()
    safe_post: Lines = ()
    no_fixed_address: bool = False
    shelter: bool = False
    deceased: bool = False
    phone: str = ""
    when: str = ""
    reads_with_difficulty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """A representative in force on the day. `law` and `case` limit a machtiging of that scope; `unsafe`: no letters."""

    key: str
    kind: Kind
    scope: Scope
    name: str
    salutation: str
    lines: Lines
    law: str = ""
    case: str = ""
    unsafe: bool = False
    phone: str = ""
    when: str = ""
    reads_with_difficulty: bool = False


@dataclass(frozen=True, slots=True)
class Addressee:
    """One who gets the letter. `reason` says as what; `notice` stands in the letter of who it is not about;
    `phone` and `when` say how to call them.
    """

    key: str
    name: str
    salutation: str
    lines: Lines
    reason: str
    reads_with_difficulty: bool
    notice: str = ""
    phone: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """To whom, the first one first; or `refusal`, a sentence that says why to nobody and what to do. Never both."""

    addressees: tuple[Addressee, ...] = ()
    refusal: str = ""


def postal(person: Someone) -> tuple[Lines, str]:
    """Return the safe lines with how we name them, or no lines and what is the matter.

    A shelter's address stands in no letter: who opens the dossier would read it there.
    """
    if person.safe_post:
        return person.safe_post, "op het veilige postadres"
    if person.shelter:
        return (), f"{_start(person.spoken)} zit op een geheim opvangadres en er is nog geen veilig postadres."
    if person.briefadres:
        return person.briefadres, "op het briefadres"
    if person.no_fixed_address:
        return (), f"{_start(person.spoken)} heeft geen vast adres en er is nog geen postadres of briefadres."
    if person.home:
        return person.home, "op het woonadres"
    return (), f"Wij weten geen adres van {person.spoken}."


def covers(one: Acting, *, matter: Matter, law: str, case: str) -> bool:
    """Whether a representative acts in this matter. An adult's child law and the like: the scope decides."""
    match one.scope:
        case Scope.ALL:
            return True
        case Scope.LAW:
            return one.law == law
        case Scope.CASE:
            return one.case == case
        case Scope.CARE | Scope.FINANCE:
            return matter in (Matter.BOTH, Matter(one.scope.value))


def deliver(
    person: Someone, representatives: Iterable[Acting], *, matter: Matter, law: str = "", case: str = ""
) -> Delivery:
    """Return who gets a letter about this person; who acts for them goes first, then they, then copies."""
    lines, where = postal(person)
    if person.deceased:
        return _to_the_heirs(person, lines, where)
    child = person.age is not None and person.age < OF_AGE_IN_CARE
    minor = person.age is not None and person.age < OF_AGE
    wanted = FOR_CHILDREN if child else set() if minor else FOR_ADULTS
    able = [one for one in representatives if covers(one, matter=matter, law=law, case=case)]
    acting = [one for one in able if one.kind in wanted]
    unsafe = [one for one in acting if one.unsafe]
    acting = [one for one in acting if not one.unsafe]
    if homeless := [one for one in acting if not one.lines]:
        return Delivery(
            refusal=f"{homeless[0].name} krijgt deze brief {AS[homeless[0].kind]}, maar heeft nog geen adres. "
            "Vul dat aan op de pagina van de persoon."
        )
    found = [_representative(person, one) for one in acting]
    if child and not found:
        if unsafe and (person.age or 0) < OWN_LETTER:
            return Delivery(
                refusal=f"Wie voor {person.spoken} beslist, kan deze brief niet veilig krijgen. Leg vast wie wel, "
                "zoals een voogd, of overleg eerst met je teamleider."
            )
        if not unsafe and lines:
            found.append(_to_the_parents(person, lines, where))
    if lines and not (child and (person.age or 0) < OWN_LETTER):
        found.append(_to_themselves(person, lines, where, copy=bool(acting)))
    copies = [one for one in able if one.kind is Kind.GEMACHTIGDE and one.lines and not one.unsafe]
    found += [_representative(person, one) for one in copies]
    if not found:
        return Delivery(refusal=f"{where} {WHAT_TO_DO}")
    return Delivery(addressees=_once_each(found))


WHAT_TO_DO = "Vraag waar post veilig aankomt en vul dat aan op de pagina van de persoon, of reik de brief zelf uit."


def by_hand(person: Someone) -> Addressee:
    """The letter is handed over: no address stands on it."""
    return Addressee(
        key=person.key,
        name=person.name,
        salutation=person.salutation,
        lines=(),
        reason="in handen",
        reads_with_difficulty=person.reads_with_difficulty,
        phone=person.phone,
        when=person.when,
    )


def _to_themselves(person: Someone, lines: Lines, where: str, *, copy: bool) -> Addressee:
    return Addressee(
        key=person.key,
        name=person.name,
        salutation=person.salutation,
        lines=lines,
        reason=f"{'ook ' if copy else ''}zelf, {where}",
        reads_with_difficulty=person.reads_with_difficulty,
        phone=person.phone,
        when=person.when,
    )


def _representative(person: Someone, one: Acting) -> Addressee:
    return Addressee(
        key=one.key,
        name=one.name,
        salutation=one.salutation,
        lines=one.lines,
        reason=AS[one.kind],
        reads_with_difficulty=one.reads_with_difficulty,
        notice=f"U krijgt deze brief {AS[one.kind]} van {person.spoken}. Waar “u” staat, gaat het over "
        f"{person.spoken}.",
        phone=one.phone,
        when=one.when,
    )


def _to_the_parents(person: Someone, lines: Lines, where: str) -> Addressee:
    """Nobody recorded yet who has gezag: then to whoever has it, where the child gets its post."""
    return Addressee(
        key=f"{person.key}-ouders",
        name=f"De ouder(s) of voogd van {person.name}",
        salutation="Geachte ouder(s) of voogd",
        lines=lines,
        reason=f"wie gezag heeft, {where}",
        reads_with_difficulty=False,
        notice=f"Deze brief gaat over {person.spoken}. Waar “u” staat, gaat het over {person.spoken}.",
        phone=person.phone,
        when=person.when,
    )


def _to_the_heirs(person: Someone, lines: Lines, where: str) -> Delivery:
    if not lines:
        return Delivery(refusal=f"{where} Zoek uit wie de erfgenamen zijn en waar zij post krijgen.")
    heirs = Addressee(
        key=f"{person.key}-erven",
        name=f"De erven van {person.name[:1].lower()}{person.name[1:]}",
        salutation="Geachte familie",
        lines=lines,
        reason=f"erfgenamen, {where}",
        reads_with_difficulty=False,
    )
    return Delivery(addressees=(heirs,))


def _once_each(found: list[Addressee]) -> tuple[Addressee, ...]:
    """Somebody who acts in two ways gets one letter."""
    kept: dict[tuple[str, Lines], Addressee] = {}
    for one in found:
        kept.setdefault((one.name, one.lines), one)
    return tuple(kept.values())


def _start(spoken: str) -> str:
    return spoken[:1].upper() + spoken[1:]
