"""Look somebody up in a form that is about a person. Every look-up is logged; what was looked for is not."""

from datetime import datetime

from cases import access, events
from cases.forms.melding import NEW, PersonForm
from cases.models import Person, User
from cases.queries.persons import Match, find_by_bsn, find_persons, households_on
from cases.rules.calendar import local_day
from cases.rules.lookup import Fit, Wanted
from cases.views.posted import public_id

ALIKE = Fit.BIRTH  # from here on somebody may well be the same person
GONE = "Deze persoon staat er niet meer bij. Zoek opnieuw"
LOOKS_ALIKE = "Er zijn mensen die hierop lijken. Kies er een, of zet een vinkje bij “dit is iemand anders”"


def look_up(user: User, form: PersonForm, at: datetime, *, purpose: str) -> list[Match]:
    """Who fits what was typed; nobody when nothing was. `form` has been validated."""
    wanted: list[Wanted] = [form.wanted()]
    if form.data.get("persoon") == NEW:
        wanted.append(form.new_as_wanted())
    found: dict[int, Match] = {}
    asked = False
    bsn = form.cleaned_data.get("z_bsn")
    if bsn:
        asked = True
        if person := find_by_bsn(user, bsn):
            found[person.pk] = Match(person, Fit.EXACT, households_on([person], local_day(at)).get(person.pk))
    for one in wanted:
        if one.keys or one.birth.year or one.postcode:
            asked = True
            for match in find_persons(user, one, on=local_day(at)):
                found.setdefault(match.person.pk, match)
    if asked:
        events.log_read(
            kind="cases.search_person",
            subject=None,
            reader=user,
            at=at,
            ground="register",
            purpose=purpose,
            payload={"persons": list(found)},
        )
    return list(found.values())


def chosen_person(user: User, form: PersonForm, at: datetime) -> Person | None:
    """The known person who was chosen; None for a new one. Leaves a sentence at the field where that can't be."""
    form.check_choice()
    chosen = form.data.get("persoon", "")
    if chosen == NEW:
        alike = [m for m in find_persons(user, form.new_as_wanted(), on=local_day(at)) if m.fit >= ALIKE]
        if alike and not form.cleaned_data.get("anders"):
            form.add_error("n_achternaam", LOOKS_ALIKE)
        return None
    uuid = public_id(chosen)
    person = access.visible_to(user, Person).filter(uuid=uuid, merged_into=None).first() if uuid else None
    if chosen and person is None:
        form.add_error("z_naam", GONE)
    return person
