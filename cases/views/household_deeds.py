"""What each change of a household does: its form, who may, what it will do in sentences, and the act itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from cases import access
from cases.actions.arrive import arrive
from cases.actions.coordinator import appoint_coordinator, may_appoint
from cases.actions.household import move_in, move_out
from cases.actions.intake import NewPerson
from cases.actions.merge import merge_households, merge_persons, part_households, part_persons
from cases.actions.person import PERMISSION
from cases.actions.residence import change_stay, move_house
from cases.actions.split import Leaver, split_household
from cases.contract import CaseError
from cases.forms.household_change import (
    BOTH,
    LEAVES,
    ChangeForm,
    Choices,
    CoordinatorForm,
    MergeForm,
    MoveHouseForm,
    MoveInForm,
    MoveOutForm,
    PartForm,
    SamePersonForm,
    SplitForm,
    StayForm,
)
from cases.models import Household, Person, User
from cases.queries.households import by_number
from cases.rules.wording import full_date, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """One post: who does what to which household, as they saw it. `person` is who was found or None for a new one."""

    user: User
    home: Household
    form: Any  # a ChangeForm of the deed: each has its own fields
    at: datetime
    seen: int
    once: UUID
    person: Person | None = None

    @property
    def known(self) -> dict[str, Any]:
        """What every act asks."""
        return {"actor": self.user, "at": self.at, "once": self.once}

    @property
    def here(self) -> dict[str, Any]:
        return self.known | {"household": self.home.uuid, "seen": self.seen}

    @property
    def member(self) -> Person:
        """The member who was chosen in a valid form."""
        chosen = self.form.cleaned_data["lid"]
        choices: Choices = self.form.choices
        return choices.person(chosen)


def may_register(user: User, home: Household) -> bool:  # noqa: ARG001 - as `may_appoint`
    """Whoever registers persons may change a household of their own work."""
    return access.can(user, PERMISSION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """`preview` gives sentences to confirm first; without it the act follows at once. `do` returns what to say."""

    key: str
    label: str
    hint: str
    form: type[ChangeForm]
    do: Callable[[Doing], str]
    preview: Callable[[Doing], list[str]] | None = None
    may: Callable[[User, Household], bool] = field(default=may_register)
    template: str = ""


def _enter(doing: Doing) -> str:
    data = doing.form.cleaned_data
    how = {name: data[name] for name in ("role", "share", "arrangement", "on")}
    if doing.person:
        membership = move_in(person=doing.person, **how, **doing.here)
    else:
        new = NewPerson(name=doing.form.new_name, birth=data["n_geboren"], sex=data["n_geslacht"], bsn=data["n_bsn"])
        membership = arrive(person=new, **how, **doing.here)
    return f"{membership.person.display_name} hoort nu bij dit huishouden."


def _leave(doing: Doing) -> str:
    move_out(person=doing.member, on=doing.form.cleaned_data["on"], **doing.here)
    return f"{doing.member.display_name} hoort niet meer bij dit huishouden."


def _stay(doing: Doing) -> str:
    data = doing.form.cleaned_data
    change_stay(person=doing.member, share=data["share"], arrangement=data["arrangement"], on=data["on"], **doing.here)
    return f"Vastgelegd hoe {doing.member.display_name} hier woont."


def _move(doing: Doing) -> str:
    move_house(address=doing.form.address, on=doing.form.cleaned_data["on"], **doing.here)
    return "Het nieuwe adres is vastgelegd. Het oude adres blijft bewaard."


def _coordinate(doing: Doing) -> str:
    who = doing.form.chosen("regisseur")
    appoint_coordinator(
        coordinator=who, stand_in=doing.form.chosen("vervanger"), reason=doing.form.cleaned_data["reden"], **doing.here
    )
    return f"{who.display_name} is nu de regisseur." if who else "Dit huishouden heeft nu geen regisseur."


def _split(doing: Doing) -> str:
    new = split_household(**_parting(doing), **doing.here)
    return f"Gesplitst. Het nieuwe huishouden is {new.number}, {new.name}."


def _parting(doing: Doing) -> dict[str, Any]:
    form, data = doing.form, doing.form.cleaned_data
    gone = [Leaver(person=m.membership.person) for m in form.going(LEAVES)]
    both = [Leaver(person=m.membership.person, both=True, arrangement=data["arrangement"]) for m in form.going(BOTH)]
    cases = [UUID(value) for value in data.get("zaken", ())]
    return {"leavers": [*gone, *both], "address": form.address, "on": data["on"], "cases": cases}


def _will_split(doing: Doing) -> list[str]:
    form, data = doing.form, doing.form.cleaned_data
    day = full_date(data["on"])
    gone, both = ([m.person.display_name for m in form.going(how)] for how in (LEAVES, BOTH))
    moving = [label for value, label in form.choices.cases if value in data.get("zaken", ())]
    where = f" op {form.address.line}" if form.address.line else ", nog zonder adres"
    return [
        f"Er komt een nieuw huishouden vanaf {day}{where}: {listed([*gone, *both])}.",
        *([f"{listed(gone)}: de laatste dag hier is de dag ervoor."] if gone else []),
        *([f"{listed(both)}: woont op beide adressen, met het hoofdverblijf hier."] if both else []),
        f"Mee gaat: {'; '.join(moving)}. Alle andere zaken blijven hier." if moving else "Alle zaken blijven hier.",
        "Het nieuwe huishouden heeft hetzelfde team en nog geen regisseur.",
        "Er wordt niets gekopieerd. Termijnen lopen gewoon door.",
    ]


def _two_homes(doing: Doing) -> tuple[Household, Household]:
    """The household that is linked, and the one that remains."""
    other = by_number(doing.user, doing.form.cleaned_data["nummer"])
    if other is None:
        raise CaseError("Er is geen huishouden met dit nummer waar jij mee werkt. Kijk het nummer na.")
    if other.pk == doing.home.pk:
        raise CaseError("Dit is het nummer van dit huishouden zelf. Vul het nummer van het andere in.")
    return (other, doing.home) if doing.form.cleaned_data["blijft"] == "dit" else (doing.home, other)


def _merge(doing: Doing) -> str:
    double, kept = _two_homes(doing)
    seen = {doing.home.pk: doing.seen}
    merge_households(
        double=double.uuid, seen_double=seen.get(double.pk, double.version),
        kept=kept.uuid, seen_kept=seen.get(kept.pk, kept.version),
        reason=doing.form.cleaned_data["reden"], **doing.known,
    )  # fmt: skip
    return f"Samengevoegd. {kept.number} blijft; {double.number} leidt er nu naartoe."


def _will_merge(doing: Doing) -> list[str]:
    double, kept = _two_homes(doing)
    return [
        f"{kept.number}, {kept.name}, blijft. Alles van {double.number}, {double.name}, staat daar dan bij.",
        f"Wie {double.number} opent of zoekt, komt uit bij {kept.number}. Elke zaak houdt zijn eigen team en inzage.",
        "Er wordt niets gekopieerd of gewist. Het kan weer los.",
    ]


def _two_persons(doing: Doing) -> tuple[Person, Person]:
    if doing.person is None:
        raise CaseError("Zoek de andere persoon en kies wie het is.")
    member = doing.member.merged_into or doing.member
    return (doing.person, member) if doing.form.cleaned_data["blijft"] == "lid" else (member, doing.person)


def _same(doing: Doing) -> str:
    double, kept = _two_persons(doing)
    merge_persons(
        double=double.uuid, seen_double=double.version, kept=kept.uuid, seen_kept=kept.version,
        reason=doing.form.cleaned_data["reden"], **doing.known,
    )  # fmt: skip
    return f"{kept.display_name} staat er nu één keer in."


def _will_be_same(doing: Doing) -> list[str]:
    double, kept = _two_persons(doing)
    return [
        f"{kept.display_name}, {kept.birth.text or 'geboortedatum onbekend'}, blijft in gebruik.",
        f"{double.display_name}, {double.birth.text or 'geboortedatum onbekend'}, leidt voortaan daarnaartoe.",
        "Zaken en brieven blijven staan zoals ze zijn. Het kan weer los.",
    ]


def _part(doing: Doing) -> str:
    what, _, uuid = doing.form.cleaned_data["wat"].partition(":")
    if what == "huis":
        free = part_households(double=UUID(uuid), seen=doing.seen, **doing.known)
        return f"{free.number} staat weer op zichzelf."
    kept = access.visible_to(doing.user, Person).filter(merged_from__uuid=uuid).first()
    if kept is None:
        raise CaseError("Deze twee zijn al los van elkaar.")
    person = part_persons(double=UUID(uuid), seen=kept.version, **doing.known)
    return f"{person.display_name} is weer een eigen persoon."


DEEDS = {
    deed.key: deed
    for deed in (
        Deed(
            key="erbij", label="Iemand komt erbij", hint="Geboren, ingetrokken, of vanaf nu ook hier.",
            form=MoveInForm, do=_enter, template="cases/household_person.html",
        ),
        Deed(
            key="weg", label="Iemand gaat weg", hint="Verhuisd of op zichzelf. Zaken blijven staan.",
            form=MoveOutForm, do=_leave,
        ),
        Deed(
            key="verblijf", label="Verblijf wijzigen", hint="Een kind op twee adressen, of iemand die elders woont.",
            form=StayForm, do=_stay,
        ),
        Deed(
            key="adres", label="Het huishouden is verhuisd", hint="Het oude adres blijft bewaard, met de dagen.",
            form=MoveHouseForm, do=_move,
        ),
        Deed(
            key="regisseur", label="Regisseur aanwijzen of overdragen",
            hint="Eén naam voor het gezin. Regie geeft geen toegang tot meer zaken.",
            form=CoordinatorForm, do=_coordinate, may=may_appoint,
        ),
        Deed(
            key="splitsen", label="Huishouden splitsen", hint="Een deel gaat verder als een nieuw huishouden.",
            form=SplitForm, do=_split, preview=_will_split, template="cases/household_split.html",
        ),
        Deed(
            key="samenvoegen", label="Dit is hetzelfde huishouden als een ander",
            hint="De twee worden gekoppeld. Het kan weer los.",
            form=MergeForm, do=_merge, preview=_will_merge,
        ),
        Deed(
            key="zelfde-persoon", label="Iemand staat er dubbel in", hint="Twee rijen over dezelfde persoon.",
            form=SamePersonForm, do=_same, preview=_will_be_same, template="cases/household_person.html",
        ),
        Deed(
            key="losmaken", label="Een samenvoeging ongedaan maken", hint="Wat gekoppeld is, wordt weer twee.",
            form=PartForm, do=_part,
        ),
    )
}  # fmt: skip
