"""The verslag in five steps, and the aanvraag that follows it."""

from typing import Any

from django import forms

from cases.contract import local_day
from cases.forms.fields import DayField, NumberField
from wmo.forms.base import Input, WmoForm, text
from wmo.models import Frequency, How, Onderzoek, Unit
from wmo.models.onderzoek import Verslag


class VerslagDraftForm(WmoForm):
    """The verslag in five steps; a draft may be half empty."""

    question = text(
        "1. Wat is de vraag?", required=False, help_text="Leeg is: de woorden van de melding, zoals ze gezegd zijn."
    )
    problems = text("2. Welke problemen zijn er?", required=False)
    needed = text("3. Welke hulp is nodig? Schrijf het resultaat op", required=False)
    amount = NumberField(
        label="Hoeveel?",
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=2,
        help_text="De omvang. Een soort voorziening kies je pas bij het besluit.",
    )
    unit = forms.ChoiceField(label="Eenheid", choices=(("", "Kies"), *Unit.choices), required=False)
    frequency = forms.ChoiceField(label="Hoe vaak?", choices=(("", "Kies"), *Frequency.choices), required=False)
    own_strength = text(
        "4. Wat kan de inwoner zelf, en wie helpt er al?",
        required=False,
        help_text="Eigen kracht, gebruikelijke hulp, mantelzorg, netwerk, algemene voorzieningen.",
    )
    remainder = text("5. Wat blijft over voor de gemeente?", required=False)
    expertise = text("Welk advies is gebruikt?", required=False, rows=2)
    pgb_explained_on = DayField(label="Pgb uitgelegd op", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = self.stored() if self.subject is not None else None
        # Also what is still empty counts as seen: the conflict page then knows that nobody else filled it in.
        self.initial = {**{name: getattr(found, name, None) for name in self.fields}, **self.initial}

    def stored(self) -> Verslag | None:
        """The verslag as it was saved so far."""
        return Onderzoek.objects.filter(case=self.subject).first()

    def clean(self) -> Input:
        cleaned = super().clean()
        if cleaned.get("amount") is not None and not cleaned.get("unit"):
            self.add_error("unit", "Kies een eenheid bij het aantal")
        return cleaned


class VerslagForm(VerslagDraftForm):
    """Giving the verslag: all five steps answered, each may be one sentence (CRVB:2018:819)."""

    PAST = ("given_on",)
    problems = text("2. Welke problemen zijn er?")
    needed = text("3. Welke hulp is nodig? Schrijf het resultaat op")
    own_strength = text(
        "4. Wat kan de inwoner zelf, en wie helpt er al?",
        help_text="Eigen kracht, gebruikelijke hulp, mantelzorg, netwerk, algemene voorzieningen.",
    )
    remainder = text("5. Wat blijft over voor de gemeente?")
    given_on = DayField(label="Verslag gegeven op", required=False, help_text="Leeg is: vandaag.")

    field_order = (
        "question",
        "problems",
        "needed",
        "amount",
        "unit",
        "frequency",
        "own_strength",
        "remainder",
        "expertise",
        "pgb_explained_on",
        "given_on",
    )

    def clean_question(self) -> str:
        """Left empty, the question is what the resident said themselves."""
        question: str = self.cleaned_data["question"]
        return question or self.subject.wmo_melding.own_words


class CommentForm(WmoForm):
    """What the resident says about the verslag: kept as it was said, beside the verslag as it was given."""

    PAST = ("commented_on",)
    comment = text(
        "Wat zegt de inwoner over het verslag?", help_text="Schrijf op wat de inwoner zegt. Niet verbeteren."
    )
    commented_on = DayField(label="Ontvangen op", required=False, help_text="Leeg is: vandaag.")

    def clean(self) -> Input:
        cleaned = super().clean()
        given = self.subject.wmo_onderzoek.given_on
        if cleaned.get("commented_on") and given and cleaned["commented_on"] < given:
            self.add_error("commented_on", f"Het verslag is van {given:%d-%m-%Y}. Een reactie kan niet eerder zijn")
        return cleaned


class AanvraagForm(WmoForm):
    PAST = ("received_on",)
    received_on = DayField(
        label="Aanvraag ontvangen op", required=False, help_text="Leeg is: vandaag. De termijn telt vanaf hier."
    )
    how = forms.ChoiceField(label="Hoe kwam de aanvraag?", choices=How.choices, required=False)

    def clean_how(self) -> str:
        return self.cleaned_data["how"] or How.SIGNED_VERSLAG

    def clean(self) -> Input:
        cleaned = super().clean()
        reported = local_day(self.subject.wmo_melding.reported_at)
        if cleaned.get("received_on") and cleaned["received_on"] < reported:
            self.add_error("received_on", f"De melding is van {reported:%d-%m-%Y}. Een aanvraag kan niet eerder zijn")
        return cleaned


class AanvraagWithoutVerslagForm(AanvraagForm):
    """An aanvraag ahead of the verslag: only after the six weeks, counted on the day it came in (2.3.2 lid 9)."""

    def clean(self) -> Input:
        cleaned = super().clean()
        onderzoek = self.subject.deadlines.filter(term="wmo.onderzoek").order_by("-started_at", "-pk").first()
        received = cleaned.get("received_on")
        if received and onderzoek and onderzoek.due_on and received <= onderzoek.due_on:
            self.add_error(
                "received_on", f"De zes weken waren op die dag nog niet om: kies een dag na {onderzoek.due_on:%d-%m-%Y}"
            )
        return cleaned
