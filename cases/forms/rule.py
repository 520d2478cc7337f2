"""A rule of the municipality, a question to its lawyer, and the lawyer's answer."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from cases.contract import Length, LocalLength, Unit
from cases.forms.base import BaseForm
from cases.forms.fields import DayField, RadioField, WholeNumberField, YesNoField
from cases.models import Municipality, User, Verdict
from cases.queries.lawyers import lawyers

IN_DAYS = (
    (Unit.DAYS, "dagen"),
    (Unit.WORKING_DAYS, "werkdagen"),
    (Unit.WEEKS, "weken"),
    (Unit.MONTHS, "maanden"),
)
IN_HOURS = ((Unit.HOURS, "uur"),)


class OwnForm(BaseForm):
    """What a municipality decided, with its first day; which one is asked only where several use this installation."""

    municipality = forms.ModelChoiceField(Municipality.objects.none(), label="Voor welke gemeente?", empty_label=None)

    def __init__(self, *args: Any, known: Sequence[Municipality] | None = None, **kwargs: Any) -> None:
        """`known` are the municipalities where a page with several of these forms has read them."""
        super().__init__(*args, **kwargs)
        municipality = self.fields["municipality"]
        assert isinstance(municipality, forms.ModelChoiceField)
        municipality.queryset = Municipality.objects.order_by("name")
        found = list(municipality.queryset) if known is None else known
        municipality.choices = [(row.pk, row.name) for row in found]
        if len(found) == 1:
            municipality.initial = found[0].pk
            municipality.widget = forms.HiddenInput()


class ChoiceForm(OwnForm):
    """Yes or no, from a day."""

    choice = forms.CharField(max_length=80, widget=forms.HiddenInput)
    value = YesNoField(label="Wat kiest de gemeente?")
    source = forms.CharField(
        label="Waar besloot de gemeente dit?", max_length=200, help_text="Nummer en datum van het besluit."
    )
    valid_from = DayField(label="Geldt vanaf", earliest=date(2015, 1, 1))


class LocalRuleForm(OwnForm):
    """A length with its first day."""

    amount = WholeNumberField(label="Hoe lang?", min_value=1, max_value=9999)
    unit = forms.ChoiceField(label="Eenheid")
    source = forms.CharField(
        label="Waar besloot de gemeente dit?",
        max_length=200,
        help_text="Naam en artikel van de verordening, of nummer en datum van het besluit.",
    )
    valid_from = DayField(
        label="Geldt vanaf",
        earliest=date(2015, 1, 1),
        help_text="Een termijn die eerder begon, houdt de regel van toen.",
    )

    def __init__(self, *args: Any, length: LocalLength, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ChoiceField)
        unit.choices = IN_HOURS if length.default.unit is Unit.HOURS else IN_DAYS
        unit.initial = length.default.unit
        if length.maximum:
            self.fields["amount"].help_text = f"De wet staat hoogstens {length.maximum.text} toe."

    @property
    def rule(self) -> dict[str, Any]:
        """The cleaned input as the action takes it, apart from the source."""
        data = self.cleaned_data
        return {
            "municipality": data["municipality"],
            "length": Length(data["amount"], Unit(data["unit"])),
            "valid_from": data["valid_from"],
        }


class AskForm(BaseForm):
    """A question to the lawyers of the municipality."""

    asked_of = forms.ModelChoiceField(
        User.objects.none(), label="Aan wie vraag je dit?", required=False, empty_label="Elke jurist"
    )
    question = forms.CharField(
        label="Je vraag",
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text="Bijvoorbeeld: telt de dag van aanvullen mee? Schrijf geen naam van een inwoner.",
    )

    def __init__(self, *args: Any, asker: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["asked_of"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = lawyers().exclude(pk=asker.pk)
        field.label_from_instance = lambda user: user.display_name  # type: ignore[method-assign,assignment]


class AnswerForm(BaseForm):
    """What the lawyer says of a rule, and why."""

    verdict = RadioField(label="Klopt deze regel?", choices=Verdict.choices)
    grounds = forms.CharField(
        label="Waarop baseer je dat?",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text="Bijvoorbeeld het artikel en de datum van de tekst die je las.",
    )
