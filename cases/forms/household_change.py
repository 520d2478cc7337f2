"""What can change in a household: who comes, goes or stays, where they live, who coordinates, what is one or two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from cases.forms.base import BaseForm
from cases.forms.fields import DayField, RadioField, Radios
from cases.forms.melding import HOUSE, PersonForm, read_postcode
from cases.models import Membership, Person, User
from cases.queries.household_members import Member
from cases.rules.address import Address

LONGEST = 2000
STAYS, LEAVES, BOTH = "blijft", "gaat", "allebei"
ROLES = tuple((value, label.capitalize()) for value, label in Membership.Role.choices)
SHARES = (
    ("whole", "Woont hier"),
    ("main", "Hoofdverblijf hier, en ook ergens anders"),
    ("also", "Ook hier, het hoofdverblijf is ergens anders"),
    ("elsewhere", "Hoort erbij, maar woont ergens anders"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the forms choose from: read for this household and this colleague. Pairs are (value, label)."""

    today: date
    members: tuple[Member, ...] = ()
    cases: tuple[tuple[str, str], ...] = ()
    colleagues: tuple[User, ...] = ()
    linked: tuple[tuple[str, str], ...] = ()
    coordinator: User | None = None
    stand_in: User | None = None

    def person(self, uuid: str) -> Person:
        """The member with this public id."""
        return next(m.membership.person for m in self.members if str(m.membership.person.uuid) == uuid)


def _offer(form: forms.Form, name: str, pairs: Sequence[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(pairs)


class ChangeForm(BaseForm):
    """`choices` is what there is to choose; a day that still has to come is refused."""

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        if "lid" in self.fields:
            pairs = [(str(m.membership.person.uuid), m.person.display_name) for m in choices.members]
            _offer(self, "lid", pairs)
        if "on" in self.fields:
            self.initial.setdefault("on", choices.today)

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.choices.today:
            raise forms.ValidationError("Deze dag moet nog komen. Leg het vast als het zover is")
        return day


class StayFields(ChangeForm):
    """How somebody lives here."""

    share = RadioField(label="Waar woont deze persoon?", choices=SHARES)
    arrangement = forms.CharField(
        label="Afspraak over de dagen",
        required=False,
        max_length=120,
        help_text="In eigen woorden, zoals: om de week, wissel op vrijdag.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class MoveInForm(PersonForm, StayFields):
    """Somebody comes to belong to the household."""

    ASKED = ("persoon",)

    role = RadioField(label="Als wat hoort deze persoon erbij?", choices=ROLES)
    on = DayField(label="Vanaf welke dag?")


class MoveOutForm(ChangeForm):
    lid = RadioField(label="Wie gaat er weg?")
    on = DayField(label="Laatste dag in dit huishouden")


class StayForm(StayFields):
    lid = RadioField(label="Over wie gaat het?")
    on = DayField(label="Vanaf welke dag?", help_text="Hoe het daarvoor was, blijft bewaard.")

    field_order = ("lid", "share", "arrangement", "on")


class AddressFields(ChangeForm):
    straat = forms.CharField(label="Straat", max_length=100)
    huis = forms.CharField(label="Huisnummer", max_length=12)
    postcode = forms.CharField(label="Postcode", max_length=8)
    plaats = forms.CharField(label="Plaats", max_length=80)

    def clean_postcode(self) -> str:
        return read_postcode(self.cleaned_data["postcode"])

    def clean_huis(self) -> str:
        text: str = self.cleaned_data["huis"].strip()
        if text and not HOUSE.fullmatch(text):
            raise forms.ValidationError("Vul een huisnummer in, zoals 8 of 8 B")
        return text

    @property
    def address(self) -> Address:
        """The address of a valid form; all parts empty when nothing was typed."""
        data = self.cleaned_data
        house = HOUSE.fullmatch(data["huis"])
        return Address(
            street=data["straat"].strip(),
            house_number=int(house[1]) if house else None,
            house_suffix=house[2].strip() if house else "",
            postcode=data["postcode"],
            city=data["plaats"].strip(),
        )


class MoveHouseForm(AddressFields):
    on = DayField(label="Sinds welke dag?", help_text="Brieven gaan voortaan naar het nieuwe adres.")


class CoordinatorForm(ChangeForm):
    """Who coordinates from now on; nobody ends it."""

    regisseur = forms.ChoiceField(label="Wie wordt regisseur?", required=False)
    vervanger = forms.ChoiceField(label="Wie bij afwezigheid?", required=False)
    reden = forms.CharField(
        label="Waarom?",
        max_length=LONGEST,
        help_text="Het gezin mag dit lezen.",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Schrijf op waarom"},
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        people = [(str(user.pk), user.display_name) for user in choices.colleagues]
        for name in ("regisseur", "vervanger"):
            _offer(self, name, [("", "Niemand"), *people])
        self.initial.setdefault("regisseur", str(choices.coordinator.pk) if choices.coordinator else "")
        self.initial.setdefault("vervanger", str(choices.stand_in.pk) if choices.stand_in else "")

    def chosen(self, name: str) -> User | None:
        """The colleague of a valid form."""
        return next((user for user in self.choices.colleagues if str(user.pk) == self.cleaned_data[name]), None)


class WayField(forms.ChoiceField):
    """A few words side by side behind a name, as with ja or nee; never answered beforehand."""

    def __init__(self, **kwargs: Any) -> None:
        widget = Radios()
        widget.group_class = "janee__keus"
        super().__init__(widget=widget, **kwargs)
        self.template_name = "components/yes_no_field.html"


class SplitForm(AddressFields):
    """For each member: stays, goes, or lives in both from then on. Without an address the new home has none yet."""

    on = DayField(label="Eerste dag in het nieuwe huishouden")
    arrangement = forms.CharField(
        label="Afspraak over de dagen, voor wie op beide adressen woont",
        required=False,
        max_length=120,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    zaken = forms.MultipleChoiceField(
        label="Welke zaken gaan mee?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Alleen van wie weggaat. De rest blijft waar het is. Termijnen lopen gewoon door.",
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        for name in ("straat", "huis", "postcode", "plaats"):
            self.fields[name].required = False
            self.fields[name].widget.attrs.pop("aria-required", None)
        for member in choices.members:
            field = WayField(
                label=member.person.display_name,
                choices=((STAYS, "Blijft"), (LEAVES, "Gaat mee"), (BOTH, "Beide adressen")),
            )
            field.error_messages["required"] = f"Kies bij {member.first_name}: blijft, gaat mee of beide adressen"
            self.fields[self.name_of(member)] = field
        if choices.cases:
            _offer(self, "zaken", choices.cases)
        else:
            del self.fields["zaken"]
        first = [self.name_of(member) for member in choices.members]
        self.order_fields([*first, "arrangement", "on", "straat", "huis", "postcode", "plaats", "zaken"])

    @staticmethod
    def name_of(member: Member) -> str:
        return f"lid_{member.membership.pk}"

    def going(self, how: str) -> tuple[Member, ...]:
        """The members of whom a valid form says `how`."""
        return tuple(m for m in self.choices.members if self.cleaned_data.get(self.name_of(m)) == how)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        names = [self.name_of(member) for member in self.choices.members]
        if all(name in data for name in names) and not (self.going(LEAVES) or self.going(BOTH)):
            self.add_error(None, "Kies wie er weggaat. Nu blijft iedereen.")
        if data.get("straat") and not data.get("huis") and "huis" not in self.errors:
            self.add_error("huis", "Vul ook het huisnummer in")
        return data


class MergeForm(ChangeForm):
    """Two households turn out to be one."""

    nummer = forms.CharField(
        label="Nummer van het andere huishouden",
        max_length=20,
        help_text="Het staat boven aan de pagina van dat huishouden, zoals H-2026-00417.",
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": "Vul het nummer van het andere huishouden in"},
    )
    blijft = RadioField(
        label="Welk huishouden blijft?",
        choices=(("dit", "Dit huishouden"), ("ander", "Het andere huishouden")),
        help_text="Het andere wordt eraan gekoppeld. Er wordt niets gekopieerd en het kan weer los.",
    )
    reden = forms.CharField(
        label="Waaraan zie je dat het één huishouden is?",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Schrijf op waaraan je dat ziet"},
    )


class SamePersonForm(PersonForm, ChangeForm):
    """A member turns out to be somebody whom we know under another row."""

    lid = RadioField(label="Wie staat er dubbel in?")
    blijft = RadioField(
        label="Welke gegevens blijven in gebruik?",
        choices=(("lid", "Die van het lid hierboven"), ("ander", "Die van de gevonden persoon")),
        help_text="Wie een BSN heeft, blijft. De andere rij blijft bewaard en het kan weer los.",
    )
    reden = forms.CharField(
        label="Waaraan zie je dat dit dezelfde persoon is?",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Schrijf op waaraan je dat ziet"},
    )


class PartForm(ChangeForm):
    """Undo a link."""

    wat = RadioField(label="Wat moet weer los?")

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        _offer(self, "wat", choices.linked)
