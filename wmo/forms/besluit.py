"""The besluit: toekennen or afwijzen, and its bekendmaking."""

from typing import Any

from django import forms

from cases.forms.fields import DayField, NumberField, RadioField
from wmo.forms.base import Input, WmoForm, text
from wmo.forms.melding import DispatchForm
from wmo.models import Besluit, Category, Frequency, Ground, Onderzoek, Unit


class DecisionForm(WmoForm):
    """What every besluit needs: its day and its reasons. Decider and mandate come from who is logged in."""

    PAST = ("decided_on",)
    decided_on = DayField(label="Datum van het besluit", required=False, help_text="Leeg is: vandaag.")
    reasons = text(
        "Waarom?",
        required=False,
        rows=4,
        help_text="Dit komt in de brief, aan de inwoner: gebruik u. "
        "Leeg is: wat bij stap 4 en 5 van het verslag staat.",
    )

    def clean(self) -> Input:
        cleaned = super().clean()
        verslag = Onderzoek.objects.filter(case=self.subject).first()
        if not cleaned.get("reasons") and verslag:
            cleaned["reasons"] = f"{verslag.own_strength}\n\n{verslag.remainder}"
        received = self.subject.wmo_aanvraag.received_on
        if cleaned.get("decided_on") and cleaned["decided_on"] < received:
            self.add_error("decided_on", f"De aanvraag is van {received:%d-%m-%Y}. Een besluit kan niet eerder zijn")
        return cleaned


class GrantForm(DecisionForm):
    """Toekennen: only now a product category (WMO020) is chosen for the result and size of the verslag."""

    result = text("Wat krijgt de inwoner?", required=False, rows=2, help_text="Leeg is: het resultaat uit het verslag.")
    category = forms.ChoiceField(label="Soort voorziening", choices=(("", "Kies"), *Category.choices))
    amount = NumberField(label="Hoeveel?", required=False, min_value=0, max_digits=8, decimal_places=2)
    unit = forms.ChoiceField(label="Eenheid", choices=(("", "Kies"), *Unit.choices), required=False)
    frequency = forms.ChoiceField(label="Hoe vaak?", choices=(("", "Kies"), *Frequency.choices), required=False)
    starts_on = DayField(label="Vanaf")
    ends_on = DayField(label="Tot en met", required=False, help_text="Leeg is: geen einddatum.")
    review_on = DayField(
        label="Opnieuw bekijken op", required=False, help_text="Het heronderzoek (Wmo 2.3.9). Mag leeg blijven."
    )

    field_order = (
        "result",
        "category",
        "amount",
        "unit",
        "frequency",
        "starts_on",
        "ends_on",
        "review_on",
        "reasons",
        "decided_on",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verslag = Onderzoek.objects.filter(case=self.subject).first() if self.subject is not None else None
        if verslag:
            self.initial = {
                "result": verslag.needed,
                "amount": verslag.amount,
                "unit": verslag.unit,
                "frequency": verslag.frequency,
                **self.initial,
            }

    def clean(self) -> Input:
        cleaned = super().clean()
        verslag = Onderzoek.objects.filter(case=self.subject).first()
        if not cleaned.get("result") and verslag:
            cleaned["result"] = verslag.needed
        if cleaned.get("amount") is not None and not cleaned.get("unit"):
            self.add_error("unit", "Kies een eenheid bij het aantal")
        starts, ends, review = (cleaned.get(name) for name in ("starts_on", "ends_on", "review_on"))
        if starts and ends and ends < starts:
            self.add_error("ends_on", f"De hulp begint op {starts:%d-%m-%Y}. Vul die dag of een latere in")
        if starts and review and review < starts:
            self.add_error("review_on", f"De hulp begint op {starts:%d-%m-%Y}. Kies een latere dag")
        return cleaned


class RefuseForm(DecisionForm):
    """Afwijzen: the ground of 2.3.5, and reasons in words."""

    ground = RadioField(label="Op welke grond?", choices=Ground.choices)
    reasons = text("Waarom?", rows=4, help_text="Dit komt in de brief, aan de inwoner: gebruik u.")

    field_order = ("ground", "reasons", "decided_on")


class BekendmakenForm(DispatchForm):
    """Dispatch of the besluit: the decision term is met and the term for bezwaar starts on this day."""

    def clean(self) -> Input:
        cleaned = super().clean()
        besluit = Besluit.objects.filter(case=self.subject).first()
        if besluit and cleaned.get("sent_on") and cleaned["sent_on"] < besluit.decided_on:
            self.add_error("sent_on", f"Het besluit is van {besluit.decided_on:%d-%m-%Y}. Vul die dag of een latere in")
        return cleaned
