"""The forms of a person's page. Each says all that is wrong at once; an empty day means today or not known."""

import re
from datetime import date
from typing import Any

from django import forms

from cases.forms.base import BaseForm
from cases.forms.fields import DayField, RadioField, Radios
from cases.forms.melding import BirthField
from cases.models import AddressSituation, Interpreter, Person
from cases.rules.address import Address, parse_postcode
from cases.rules.bsn import parse_bsn
from cases.rules.languages import LANGUAGES
from cases.rules.names import Name, NameUse
from cases.rules.partial_date import PartialDate

_PHONE = re.compile(r"[0-9+()\s.-]{6,30}")
_HOUSE = re.compile(r"(\d{1,5})\s*(.{0,10})")
A_PHONE = "Vul een telefoonnummer in, zoals 06 12 34 56 78 of 050 123 45 67"


class PhoneField(forms.CharField):
    """A telephone number as people write it."""

    widget = forms.TextInput({"inputmode": "tel", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, required=False, **kwargs)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value) or "").strip()
        if text and (_PHONE.fullmatch(text) is None or sum(char.isdigit() for char in text) < 6):  # noqa: PLR2004
            raise forms.ValidationError(A_PHONE)
        return text


class DetailsForm(BaseForm):
    """Names, birth date and salutation; a BSN only where none is known yet."""

    given = forms.CharField(label="Voornamen", required=False, max_length=200)
    particle = forms.CharField(label="Voorvoegsel", required=False, max_length=20)
    family = forms.CharField(label="Achternaam", required=False, max_length=200)
    partner_particle = forms.CharField(label="Voorvoegsel partner", required=False, max_length=20)
    partner = forms.CharField(label="Achternaam partner", required=False, max_length=200)
    use = forms.ChoiceField(label="Hoe wil deze persoon heten?", choices=Person.Use.choices)
    birth = BirthField(label="Geboortedatum")
    sex = forms.ChoiceField(
        label="Aanhef in brieven", required=False,
        choices=(("", "Geen of onbekend"), ("V", "Mevrouw"), ("M", "Meneer"), ("O", "Geen aanhef")),
    )  # fmt: skip
    bsn = forms.CharField(
        label="BSN",
        required=False,
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )

    @classmethod
    def initial_of(cls, person: Person) -> dict[str, Any]:
        name = person.name
        return {
            "given": name.given, "particle": name.prefix, "family": name.family,
            "partner_particle": name.partner_prefix, "partner": name.partner, "use": name.use.value,
            "birth": partial_text(person.birth), "sex": person.sex,
        }  # fmt: skip

    @property
    def name(self) -> Name:
        data = {key: value.strip() for key, value in self.cleaned_data.items() if isinstance(value, str)}
        return Name(
            given=data["given"], prefix=data["particle"], family=data["family"],
            partner_prefix=data["partner_particle"], partner=data["partner"], use=NameUse(data["use"]),
        )  # fmt: skip

    def clean_bsn(self) -> str:
        text = self.cleaned_data["bsn"].strip()
        try:
            return parse_bsn(text) if text else ""
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("given", "").strip() and not data.get("family", "").strip():
            self.add_error("family", "Vul in: achternaam. Is die niet bekend? Schrijf dan “onbekend”")
        if data.get("use", NameUse.OWN) != NameUse.OWN and not data.get("partner", "").strip():
            self.add_error("partner", "Vul de achternaam van de partner in, of kies “eigen naam”")
        return data


class ReachForm(BaseForm):
    """How this person is reached safely."""

    phone = PhoneField(label="Veilig telefoonnummer", help_text="Alleen een nummer waarop niemand anders meeluistert.")
    contact_note = forms.CharField(
        label="Wanneer en hoe?", required=False, max_length=200,
        help_text="Zoals: op werkdagen tussen 9 en 12 uur, niets inspreken.",
    )  # fmt: skip
    email = forms.EmailField(label="Veilig e-mailadres", required=False)
    reads_with_difficulty = forms.BooleanField(
        label="Leest moeilijk", required=False,
        help_text="Bij elke brief komt dan een bladzijde in grote letters, en een taak om te bellen.",
    )  # fmt: skip
    interpreter = forms.ChoiceField(label="Tolk nodig?", required=False, choices=(("", "Nee"), *Interpreter.choices))
    language = forms.ChoiceField(
        label="Taal, als dat geen Nederlands is", required=False, choices=(("", "–"), *LANGUAGES)
    )
    address_secret = forms.BooleanField(
        label="Adres is geheim", required=False, help_text="Zoals in de BRP: niemand van buiten krijgt het adres."
    )

    FIELDS = (
        "phone", "contact_note", "email", "reads_with_difficulty", "interpreter", "language", "address_secret",
    )  # fmt: skip

    @classmethod
    def initial_of(cls, person: Person) -> dict[str, Any]:
        return {field: getattr(person, field) for field in cls.FIELDS}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("interpreter") == Interpreter.LANGUAGE and not data.get("language"):
            self.add_error("language", "Kies in welke taal de tolk vertaalt")
        return data


class DeathForm(BaseForm):
    """A death; the day may be known in part or not at all."""

    died = BirthField(
        label="Overleden op", help_text="Niet precies bekend? Vul alleen de maand of het jaar in, of niets."
    )
    sure = forms.BooleanField(label="Ik heb dit nagekeken", help_text="Bijvoorbeeld in de BRP of bij de familie.")


class PostalForm(BaseForm):
    """An address: a street with a number, or a postbus."""

    care_of = forms.CharField(label="Ter attentie van (p/a)", required=False, max_length=100)
    street = forms.CharField(label="Straat of postbus", required=False, max_length=90, help_text="Zoals: Postbus 12.")
    house = forms.CharField(label="Huisnummer", required=False, max_length=16)
    postcode = forms.CharField(label="Postcode", required=False, max_length=8)
    city = forms.CharField(label="Plaats", required=False, max_length=80)

    ADDRESS = ("care_of", "street", "house", "postcode", "city")

    def clean_postcode(self) -> str:
        try:
            return parse_postcode(self.cleaned_data["postcode"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def clean_house(self) -> tuple[int | None, str]:
        text = self.cleaned_data["house"].strip()
        found = _HOUSE.fullmatch(text)
        if text and found is None:
            raise forms.ValidationError("Vul een huisnummer in, zoals 8 of 8 B")
        return (int(found[1]), found[2].strip()) if found else (None, "")

    @property
    def address(self) -> Address:
        data = self.cleaned_data
        number, suffix = data.get("house") or (None, "")
        return Address(
            street=data.get("street", "").strip(), house_number=number, house_suffix=suffix,
            postcode=data.get("postcode", ""), city=data.get("city", "").strip(),
        )  # fmt: skip

    def ask_address(self) -> None:
        """Add an error at each part that post can't do without."""
        for name, sentence in (("street", "Vul een straat of postbus in"), ("city", "Vul een plaats in")):
            if name not in self.errors and not self.cleaned_data.get(name, "").strip():
                self.add_error(name, sentence)


class SituationForm(PostalForm):
    """A special address from a day on."""

    kind = RadioField(label="Wat is er aan de hand?", choices=AddressSituation.Kind.choices, widget=Radios())
    starts_on = DayField(label="Vanaf", required=False, help_text="Leeg is: vandaag.")
    field_order = ("kind", "starts_on", *PostalForm.ADDRESS)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_starts_on(self) -> date:
        return self.cleaned_data["starts_on"] or self.today

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        kinds = AddressSituation.Kind
        if data.get("kind") in (kinds.POST, kinds.BRIEFADRES):
            self.ask_address()
        if data.get("kind") == kinds.NONE and any(data.get(name) for name in ("street", "city", "postcode")):
            self.add_error(
                "street", "Laat het adres leeg bij “geen vast adres”. Is er wel post? Kies “veilig postadres”"
            )
        return data


class EndForm(BaseForm):
    """The last day of something; empty is today."""

    ends_on = DayField(label="Laatste dag", required=False, help_text="Leeg is: vandaag.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_ends_on(self) -> date:
        return self.cleaned_data["ends_on"] or self.today


def partial_text(day: PartialDate) -> str:
    """`12-3-1947`, `3-1947`, `1947` or nothing: as `BirthField` reads it."""
    return "-".join(str(part) for part in (day.day, day.month, day.year) if part)
