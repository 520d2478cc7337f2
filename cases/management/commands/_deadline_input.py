"""What a person types at `manage.py deadline`, read into days, moments and facts.

Every function raises ValueError with one Dutch sentence that says what to do.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from difflib import get_close_matches

from cases.contract import ActLength, Direction, Length, LocalLength, Term, Unit
from cases.rules.calendar import AMSTERDAM, in_calendar, local_day
from cases.rules.deadlines import Suspension
from cases.rules.wording import full_date

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_day(text: str) -> date:
    """Read a day such as 2026-11-21."""
    try:
        day = date.fromisoformat(text) if ISO_DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError(f"“{text}” is geen bestaande datum: schrijf jaar-maand-dag, bijvoorbeeld 2026-11-21.")
    return in_calendar(day)


def read_moment(text: str) -> datetime:
    """Read a moment such as 2026-11-21T14:30; without a zone it is Amsterdam time.

    Of an hour that comes twice the first one counts: the strict reading.
    """
    day, _, clock = text.partition("T")
    read_day(day)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{clock}” is geen tijd: schrijf uren en minuten, bijvoorbeeld {day}T14:30.") from None
    if moment.tzinfo is None:
        local = moment.replace(tzinfo=AMSTERDAM)
        if local.astimezone(UTC).astimezone(AMSTERDAM).replace(tzinfo=None) != moment:
            raise ValueError(f"De tijd {clock} bestaat niet op {day}: toen ging de klok een uur vooruit.")
        moment = local
    return moment


def read_start(text: str, unit: Unit) -> date | datetime:
    """Read the start of a term: a day, or for hours a moment (a bare day is its 00:00)."""
    if unit is Unit.HOURS:
        return read_moment(text if "T" in text else f"{text}T00:00")
    if "T" in text:
        raise ValueError("Deze termijn telt geen uren: geef alleen de datum, bijvoorbeeld 2026-11-21.")
    return read_day(text)


def read_suspensions(pairs: Iterable[Sequence[str]], start: date | datetime) -> tuple[Suspension, ...]:
    """Read pairs of the day of the invitation and the day of completion."""
    suspensions = []
    begin = local_day(start)
    for pair in pairs:
        invited, completed = map(read_day, pair)
        if completed <= invited:
            raise ValueError(
                f"De stilstand eindigt op {full_date(completed)}, maar begint pas de dag na {full_date(invited)}: "
                "geef eerst de dag van de uitnodiging en dan een latere dag van aanvullen."
            )
        if invited < begin:
            raise ValueError(
                f"De uitnodiging van {full_date(invited)} is eerder dan het begin van de termijn "
                f"op {full_date(begin)}, dus er viel nog niets stil te zetten."
            )
        suspensions.append(Suspension(invited_on=invited, completed_on=completed))
    return tuple(suspensions)


def find_term(key: str, terms: Iterable[Term], day: date) -> Term:
    """The text of the term in force on `day`; the oldest text goes back for ever."""
    known = tuple(terms)
    texts = sorted((term for term in known if term.key == key), key=lambda term: term.valid_from)
    if not texts:
        raise ValueError(_unknown(key, {term.key for term in known}))
    in_force = [t for t in texts if t.valid_from <= day and (t.valid_until is None or day < t.valid_until)]
    return in_force[-1] if in_force else texts[0]


def _unknown(key: str, keys: set[str]) -> str:
    near = get_close_matches(key.lower(), keys, n=3, cutoff=0.6)
    near += sorted(known for known in keys if key and known.endswith(f".{key.lower()}") and known not in near)
    if not near:
        return f"De termijn “{key}” bestaat niet: `manage.py laws` toont alle termijnen."
    return f"De termijn “{key}” bestaat niet: bedoel je {' of '.join(near)}?"


def length_of(term: Term, given: Length | None, local: Length | None) -> Length:
    """How long the term is: by law, by the municipality (`local`), or as the act says (`given`)."""
    match term.length:
        case ActLength(maximum=maximum, suggestion=suggestion):
            length = given or suggestion
            if length is None:
                raise ValueError(f"De lengte van {term.key} staat in het besluit of de brief: geef haar met --length.")
            if maximum and maximum.unit is length.unit and length.amount > maximum.amount:
                raise ValueError(f"De termijn {term.key} duurt hoogstens {maximum.text}: geef een kortere --length.")
            return length
        case LocalLength(default=default):
            length = local or default
        case Length() as length:
            pass
    if given is not None:
        raise ValueError(f"De termijn {term.key} duurt {length.text}: laat --length weg.")
    return length


def refuse_standstill(term: Term, length: Length) -> None:
    """Refuse a suspension of a term that cannot stand still, with the reason."""
    if term.never_stands_still:
        raise ValueError(term.never_stands_still)
    if length.unit is Unit.HOURS or term.direction is Direction.BACK:
        raise ValueError(f"De termijn {term.key} kan niet stilstaan.")
