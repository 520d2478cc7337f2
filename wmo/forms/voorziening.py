"""What is granted: the product, its size and period, in natura or as a pgb."""

from typing import Any

from django import forms

from cases.forms.fields import DayField, NumberField, RadioField, YesNoField
from wmo.forms.base import Input, WmoForm, text
from wmo.models import STAYING, Category, Form, Frequency, Unit, Voorziening

CONDITIONS = ("pgb_able", "pgb_motivated", "pgb_safe")
FIELDS = (
    "result",
    "category",
    "amount",
    "unit",
    "frequency",
    "starts_on",
    "ends_on",
    "review_on",
    "form",
    "provider",
    "pgb_able",
    "pgb_motivated",
    "pgb_safe",
    "pgb_amount",
    "pgb_frequency",
    "pgb_reasons",
    "yearly_cost",
)
UNITS = (("", "Kies"), *Unit.choices)
OFTEN = (("", "Kies"), *Frequency.choices)


class VoorzieningForm(WmoForm):
    """One voorziening. Result and size come from the verslag where they are left empty."""

    result = text("Wat krijgt de inwoner?", required=False, rows=2, help_text="Leeg is: het resultaat uit het verslag.")
    category = forms.ChoiceField(label="Soort voorziening", choices=(("", "Kies"), *Category.choices))
    amount = NumberField(label="Hoeveel?", required=False, min_value=0, max_digits=8, decimal_places=2)
    unit = forms.ChoiceField(label="Eenheid", choices=UNITS, required=False)
    frequency = forms.ChoiceField(label="Hoe vaak?", choices=OFTEN, required=False)
    starts_on = DayField(label="Vanaf")
    ends_on = DayField(label="Tot en met", required=False, help_text="Leeg is: geen einddatum.")
    review_on = DayField(
        label="Opnieuw bekijken op", required=False, help_text="Het heronderzoek (Wmo 2.3.9). Mag leeg blijven."
    )
    form = RadioField(label="Hoe krijgt de inwoner de hulp?", choices=Form.choices, required=False)
    provider = forms.CharField(label="Aanbieder", required=False, max_length=120, help_text="Bij hulp in natura.")
    pgb_able = YesNoField(
        label="Kan de inwoner de taken van een pgb aan, zelf of met hulp?", required=False, help_text="Wmo 2.3.6 lid 2a"
    )
    pgb_motivated = YesNoField(
        label="Legt de inwoner uit waarom een pgb past?", required=False, help_text="Wmo 2.3.6 lid 2b"
    )
    pgb_safe = YesNoField(
        label="Is de hulp veilig, doeltreffend en op de inwoner gericht?", required=False, help_text="Wmo 2.3.6 lid 2c"
    )
    pgb_amount = NumberField(label="Bedrag van het pgb, in euro", required=False, max_digits=9, decimal_places=2)
    pgb_frequency = forms.ChoiceField(label="Pgb per", choices=OFTEN, required=False)
    pgb_reasons = text(
        "Waarom wel of geen pgb?",
        required=False,
        rows=2,
        help_text="Vroeg de inwoner een pgb en kan het niet? Leg het uit: dit komt in de brief.",
    )
    yearly_cost = NumberField(
        label="Verwachte kosten per jaar, in euro",
        required=False,
        min_value=0,
        max_digits=9,
        decimal_places=2,
        help_text="Voor de begroting. Kosten zijn nooit een reden om af te wijzen.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verslag = getattr(self.subject, "wmo_onderzoek", None)
        opvang = self.subject is not None and self.subject.procedure == "opvang"
        fitting = [choice for choice in Category.choices if (choice[0] in STAYING) == opvang]
        category = self.fields["category"]
        assert isinstance(category, forms.ChoiceField)
        category.choices = [("", "Kies"), *fitting]
        if self.record is not None:
            self.initial = {**as_initial(self.record), **self.initial}
        elif self.verslag:
            self.initial = {
                "result": self.verslag.needed,
                "amount": self.verslag.amount,
                "unit": self.verslag.unit,
                "frequency": self.verslag.frequency,
                **self.initial,
            }

    def clean(self) -> Input:
        cleaned = super().clean()
        if "category" in self.fields:
            if not cleaned.get("result") and self.verslag:
                cleaned["result"] = self.verslag.needed
            cleaned["form"] = cleaned.get("form") or Form.IN_KIND
            self._check_size_and_period(cleaned)
            self._check_pgb(cleaned)
            if not self.errors:
                self._check_overlap([Voorziening(case=self.subject, **fields_of(cleaned))])
        return cleaned

    def giving_way(self) -> list[int]:
        """The ids of the voorzieningen that end by this besluit: what comes in their place does not overlap them."""
        return []

    def _check_overlap(self, rows: list[Voorziening]) -> None:
        """Two of one product at one time is one too many; the database refuses it too."""
        clash = Voorziening.objects.all().clashing(self.subject.person, rows, self.giving_way())
        if clash is None:
            return
        until = f" tot en met {clash.last_day:%d-%m-%Y}" if clash.last_day else ", zonder einddatum"
        self.add_error(
            "starts_on" if "starts_on" in self.fields else None,
            f"Er loopt al “{clash.get_category_display()}” vanaf {clash.starts_on:%d-%m-%Y}{until}. "
            "Kies een andere periode, of herzie eerst die hulp",
        )

    def _check_size_and_period(self, cleaned: Input) -> None:
        if cleaned.get("amount") is not None and not cleaned.get("unit"):
            self.add_error("unit", "Kies een eenheid bij het aantal")
        starts, ends, review = (cleaned.get(name) for name in ("starts_on", "ends_on", "review_on"))
        if starts and ends and ends < starts:
            self.add_error("ends_on", f"De hulp begint op {starts:%d-%m-%Y}. Vul die dag of een latere in")
        if starts and review and review < starts:
            self.add_error("review_on", f"De hulp begint op {starts:%d-%m-%Y}. Kies een latere dag")

    def _check_pgb(self, cleaned: Input) -> None:
        """A pgb asks all three conditions and an amount; help in natura has neither."""
        if cleaned["form"] != Form.BUDGET:
            cleaned |= {"pgb_amount": None, "pgb_frequency": ""}
            return
        for name in CONDITIONS:
            if name not in self.errors and cleaned.get(name) is not True:
                self.add_error(name, "Een pgb kan alleen als het antwoord ja is. Anders: kies in natura en leg het uit")
        if "pgb_amount" not in self.errors and not (cleaned.get("pgb_amount") or 0) > 0:
            self.add_error("pgb_amount", "Vul het bedrag van het pgb in, zoals 320,00")
        if "pgb_frequency" not in self.errors and not cleaned.get("pgb_frequency"):
            self.add_error("pgb_frequency", "Kies per welke periode het bedrag geldt")


def fields_of(act: Input) -> Input:
    """The columns of a Voorziening in a cleaned form."""
    return {name: act[name] for name in FIELDS}


def as_initial(row: Voorziening) -> Input:
    """A stored voorziening as the form shows it."""
    return {name: getattr(row, name) for name in FIELDS}
