"""The form of who acts for a person."""

from datetime import date
from typing import Any

from django import forms

from cases.actions.representative import Who
from cases.contract import laws
from cases.forms.fields import DayField, RadioField, Radios
from cases.forms.person import PhoneField, PostalForm
from cases.models import Case, Person, Representative
from cases.rules.addressees import FIXED_SCOPE, Kind, Scope

SOMEBODY_ELSE = ""
OF_CHILDREN = {Kind.PARENT.value, Kind.GUARDIAN.value}
GROWN_UP = 18


NAME_HELP = "Zoals op de brief: Mevrouw A. Vos, of de naam van het kantoor."


class RepresentativeForm(PostalForm):
    """`known` are the persons the reader may choose from, `cases` those a machtiging can be for."""

    role = RadioField(label="Als wat?", choices=Representative.Role.choices, widget=Radios(columns=True))
    scope = forms.ChoiceField(
        label="Waarvoor geldt de machtiging?",
        required=False,
        help_text="Alleen bij een gemachtigde. Een mentor gaat over zorg, een bewindvoerder over geld, een curator "
        "over alles.",
    )
    known_as = forms.ChoiceField(label="Wie is het?", required=False)
    name = forms.CharField(label="Naam", required=False, max_length=160, help_text=NAME_HELP)
    phone = PhoneField(label="Telefoon")
    starts_on = DayField(label="Vanaf", required=False, help_text="Leeg is: vandaag.")
    ends_on = DayField(label="Tot en met", required=False, help_text="Leeg is: zonder einddatum.")
    unsafe = forms.BooleanField(
        label="Krijgt geen brieven: dat is niet veilig", required=False,
        help_text="Alleen als brieven de inwoner of een kind in gevaar brengen. Schrijf in een notitie waarom.",
    )  # fmt: skip
    field_order = ("role", "scope", "known_as", "name", "phone", *PostalForm.ADDRESS, "starts_on", "ends_on", "unsafe")

    def __init__(
        self, *args: Any, person: Person, known: tuple[Person, ...], cases: tuple[Case, ...], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.today = person, today
        self.known = {str(one.uuid): one for one in known}
        self.cases = {str(case.uuid): case for case in cases}
        _choose(self.fields["known_as"], [
            (SOMEBODY_ELSE, "iemand anders: vul naam en adres in"),
            *((uuid, one.display_name) for uuid, one in self.known.items()),
        ])  # fmt: skip
        readable = {case.law for case in cases}
        _choose(self.fields["scope"], [
            (Scope.ALL.value, "alles"), (Scope.CARE.value, "zorg en hulp"), (Scope.FINANCE.value, "geldzaken"),
            *((f"law:{law.key}", f"alleen {law.short_name}") for law in laws if law.key in readable),
            *((f"case:{uuid}", f"alleen zaak {case.number}") for uuid, case in self.cases.items()),
        ])  # fmt: skip

    def clean_starts_on(self) -> date:
        return self.cleaned_data["starts_on"] or self.today

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        role, ends, starts = data.get("role"), data.get("ends_on"), data.get("starts_on")
        if not data.get("known_as"):
            if "name" not in self.errors and not data.get("name", "").strip():
                self.add_error("name", "Vul de naam in, of kies hierboven iemand die wij kennen")
            self.ask_address()
        if ends and starts and ends < starts:
            self.add_error("ends_on", "De laatste dag kan niet voor de eerste dag liggen")
        ages = self.person.ages_on(self.today)
        if role in OF_CHILDREN and ages and ages.youngest >= GROWN_UP:
            self.add_error("role", "Deze persoon is 18 jaar of ouder: een ouder of voogd beslist dan niet meer")
        return data

    @property
    def who(self) -> Who:
        data = self.cleaned_data
        if known := self.known.get(data["known_as"]):
            return Who(known_as=known, phone=data["phone"])
        return Who(name=data["name"], phone=data["phone"], care_of=data["care_of"], address=self.address)

    @property
    def reach(self) -> dict[str, Any]:
        """The arguments `scope`, `law` and `case` of the act."""
        kind, _, of = self.cleaned_data["scope"].partition(":")
        if Kind(self.cleaned_data["role"]) in FIXED_SCOPE:
            return {}
        return {"scope": kind or Scope.ALL.value, "law": of if kind == "law" else "", "case": self.cases.get(of)}


def _choose(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
