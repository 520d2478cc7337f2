"""Who a melding is about: find the person, or say who they are. The law's own questions stand in its own form."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from cases.forms.base import BaseForm
from cases.forms.fields import EXAMPLE, RadioField
from cases.models import Team
from cases.rules.address import Address, parse_postcode
from cases.rules.bsn import parse_bsn
from cases.rules.lookup import Wanted
from cases.rules.names import Name
from cases.rules.partial_date import PartialDate

NEW = "nieuw"
HOUSE = re.compile(r"(\d{1,5})\s*(.{0,6})")  # 8, 8 B
_PARTS = re.compile(r"(?:(?:(\d{1,2})[\s./-]+)?(\d{1,2})[\s./-]+)?(\d{4})")
_AT = re.compile(r"(?P<postcode>[1-9]\d{3}\s*[A-Za-z]{2})?\s*(?P<number>\d{1,5})?\s*(?P<suffix>[A-Za-z0-9]{0,6})")


class BirthField(forms.CharField):
    """A birth date as far as it is known: `12-3-1947`, `3-1947` or `1947`; empty is unknown."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=20,
            required=False,
            widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "datum"}),
            **kwargs,
        )

    def clean(self, value: Any) -> PartialDate:
        text = str(super().clean(value)).strip()
        if not text:
            return PartialDate()
        found = _PARTS.fullmatch(text)
        try:
            if found is None:
                raise ValueError  # noqa: TRY301
            day, month, year = (int(part) if part else None for part in found.groups())
            return PartialDate(year, month, day)
        except ValueError:
            raise forms.ValidationError(f"Vul een datum in die bestaat, zoals {EXAMPLE}, of alleen het jaar") from None


class PersonForm(BaseForm):
    """Find a person, or say who they are when nobody knew them yet."""

    ASKED = ("persoon",)  # what `check_choice()` cannot do without; all else may stay empty

    z_naam = forms.CharField(
        label="Achternaam", required=False, max_length=200, widget=forms.TextInput({"autocomplete": "off"})
    )
    z_geboren = BirthField(label="Geboortedatum")
    z_adres = forms.CharField(
        label="Postcode en huisnummer", required=False, max_length=30, widget=forms.TextInput({"autocomplete": "off"})
    )
    z_bsn = forms.CharField(
        label="Of burgerservicenummer",
        required=False,
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric"}),
    )
    persoon = forms.CharField(label="Over wie gaat het?", required=False, max_length=40)
    anders = forms.BooleanField(label="Ik heb gekeken: dit is iemand anders", required=False)
    n_voornaam = forms.CharField(label="Voornaam", required=False, max_length=200)
    n_voorvoegsel = forms.CharField(label="Voorvoegsel", required=False, max_length=20)
    n_achternaam = forms.CharField(label="Achternaam", required=False, max_length=200)
    n_geboren = BirthField(label="Geboortedatum")
    n_geslacht = forms.ChoiceField(
        label="Aanhef in brieven", required=False, choices=(("", "Geen of onbekend"), ("V", "Mevrouw"), ("M", "Meneer"))
    )
    n_bsn = forms.CharField(
        label="BSN, als je het hebt",
        required=False,
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )

    def wanted(self) -> Wanted:
        """What to search for; parts that can't be read are left out, their sentence stands at the field."""
        data = self.cleaned_data
        postcode, number = data.get("z_adres") or ("", None)
        return Wanted(
            surname=data.get("z_naam", ""),
            birth=data.get("z_geboren") or PartialDate(),
            postcode=postcode,
            house_number=number,
        )

    def new_as_wanted(self) -> Wanted:
        """The new person as a search: is somebody like this known already?"""
        data = self.cleaned_data
        address: Address = data.get("address") or Address()
        return Wanted(
            surname=data.get("n_achternaam", ""),
            birth=data.get("n_geboren") or PartialDate(),
            postcode=address.postcode,
            house_number=address.house_number,
        )

    @property
    def new_name(self) -> Name:
        data = self.cleaned_data
        return Name(
            given=data["n_voornaam"].strip(), prefix=data["n_voorvoegsel"].strip(), family=data["n_achternaam"].strip()
        )

    def clean_z_adres(self) -> tuple[str, int | None]:
        text = self.cleaned_data["z_adres"].strip()
        found = _AT.fullmatch(text)
        if text and (found is None or not found["postcode"] or not found["number"]):
            raise forms.ValidationError("Vul een postcode en een huisnummer in, zoals 9712 AB 8")
        if not text or found is None:
            return "", None
        return read_postcode(found["postcode"]), int(found["number"])

    def clean_z_bsn(self) -> str:
        return _bsn(self.cleaned_data["z_bsn"])

    def clean_n_bsn(self) -> str:
        return _bsn(self.cleaned_data["n_bsn"])

    def check_choice(self) -> None:
        """What registering asks and searching does not: somebody was chosen, or named."""
        if not self.data.get("persoon"):
            self.add_error("z_naam", "Zoek de persoon en kies wie het is, of kies “Staat er niet bij”")
        elif self.data["persoon"] == NEW and not self.cleaned_data.get("n_achternaam", "").strip():
            self.add_error("n_achternaam", "Vul in: achternaam. Is die niet bekend? Schrijf dan “onbekend”")


class WhoForm(PersonForm):
    """Sections 1 and 2 of the melding, and who takes it up."""

    n_straat = forms.CharField(label="Straat", required=False, max_length=100)
    n_huis = forms.CharField(label="Huisnummer", required=False, max_length=12)
    n_postcode = forms.CharField(label="Postcode", required=False, max_length=8)
    n_plaats = forms.CharField(label="Plaats", required=False, max_length=80)
    huishouden = RadioField(
        label="Welk huishouden?",
        required=False,
        initial="bekend",
        choices=(
            ("bekend", "Waar de persoon nu woont, zoals wij dat weten"),
            ("alleen", "Alleen deze persoon, of nog niet bekend"),
        ),
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Welk team pakt dit op?",
        required=False,
        empty_label=None,
        help_text="De zaak komt daar in de lijst “Nog niet verdeeld”.",
    )

    def __init__(self, *args: Any, teams: Any, others: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        """`others`: key and label of each further law that the conversation is about; each may go to another team."""
        super().__init__(*args, **kwargs)
        for key, label in others:
            self.fields[f"team-{key}"] = forms.ModelChoiceField(
                teams, label=f"Welk team voor: {label}?", required=False, empty_label="Hetzelfde team"
            )
        self.team_names = ["team", *(f"team-{key}" for key, _ in others)]
        for name in self.team_names:
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = teams
            field.label_from_instance = lambda obj: str(obj.name)  # type: ignore[method-assign]

    @property
    def teams(self) -> list[forms.BoundField]:
        """Who takes it up, for each law."""
        return [self[name] for name in self.team_names]

    def team_of(self, key: str) -> Team | None:
        """The team that was chosen for this law; None: the same as for the first."""
        found: Team | None = self.cleaned_data.get(f"team-{key}")
        return found

    def clean_n_postcode(self) -> str:
        return read_postcode(self.cleaned_data["n_postcode"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        house = HOUSE.fullmatch(data.get("n_huis", "").strip())
        if data.get("n_huis", "").strip() and house is None:
            self.add_error("n_huis", "Vul een huisnummer in, zoals 8 of 8 B")
        data["address"] = Address(
            street=data.get("n_straat", "").strip(),
            house_number=int(house[1]) if house else None,
            house_suffix=house[2].strip() if house else "",
            postcode=data.get("n_postcode", ""),
            city=data.get("n_plaats", "").strip(),
        )
        return data


def _bsn(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return parse_bsn(text)
    except ValueError as error:
        raise forms.ValidationError(str(error)) from None


def read_postcode(text: str) -> str:
    """`1234 AB`; raises ValidationError."""
    try:
        return parse_postcode(text)
    except ValueError as error:
        raise forms.ValidationError(str(error)) from None
