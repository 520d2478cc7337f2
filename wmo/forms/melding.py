"""The melding, and what follows it at once: cliëntondersteuning, a plan of their own, the confirmation."""

from datetime import datetime

from django import forms

from cases.contract import local_day
from cases.forms.fields import FIRST_DAY, LONG_AGO, DayField, MomentField, RadioField, Radios, YesNoField
from wmo.forms.base import Input, WmoForm, text
from wmo.models import PlanWish, Reporter

WHO_REPORTS = [(value, label) for value, label in Reporter.choices if value != Reporter.UNKNOWN]


class MeldingForm(WmoForm):
    """The melding itself; person and household are chosen on the page around it."""

    reported_at = MomentField(
        label="Wanneer kwam de melding binnen?",
        required=False,
        help_text="Leeg is: nu. De termijnen tellen vanaf hier.",
    )
    reporter = RadioField(label="De melder is", choices=WHO_REPORTS, required=False, widget=Radios(columns=True))
    reporter_name = forms.CharField(label="Naam van de melder", required=False, max_length=120)
    safe_contact = forms.CharField(
        label="Veilig te bereiken op",
        max_length=120,
        error_messages={"required": "Vul een telefoonnummer of e-mailadres in"},
    )
    resident_knows = YesNoField(label="Weet de inwoner dat dit gemeld wordt?", required=False)
    own_words = text(
        "Wat zegt de melder?", help_text="Schrijf op wat je hoort. Niet verbeteren of samenvatten.", max_length=10_000
    )
    danger = YesNoField(label="Is iemand nu in gevaar?")
    no_basics = YesNoField(label="Is er vandaag geen eten, medicijn of slaapplek?")
    eviction = YesNoField(label="Komt er een ontruiming, of worden stroom, gas of water afgesloten?")
    help_lost = YesNoField(label="Valt hulp of mantelzorg binnen een week weg?")
    urgent = forms.BooleanField(required=False, widget=forms.HiddenInput)
    received_on = forms.DateField(required=False, widget=forms.HiddenInput)

    URGENT_QUESTIONS = ("danger", "no_basics", "eviction", "help_lost")

    def clean_reported_at(self) -> datetime:
        moment: datetime | None = self.cleaned_data["reported_at"]
        assert self.at is not None
        if moment and moment > self.at:
            raise forms.ValidationError("Dit moment moet nog komen. Vul in wanneer de melding binnenkwam")
        if moment and local_day(moment) < FIRST_DAY:
            raise forms.ValidationError(LONG_AGO)
        return moment or self.at

    def clean(self) -> Input:
        """One yes is enough: the clock in hours starts (2.3.3). Nobody can type `urgent` or `received_on`."""
        cleaned = super().clean()
        cleaned["urgent"] = any(cleaned.get(name) for name in self.URGENT_QUESTIONS)
        if "reported_at" in cleaned:
            cleaned["received_on"] = local_day(cleaned["reported_at"])
        cleaned["reporter"] = cleaned.get("reporter") or Reporter.UNKNOWN
        return cleaned


class SupportForm(WmoForm):
    """Cliëntondersteuning offered (2.3.2 lid 3), and the persoonlijk plan explained (lid 2)."""

    PAST = ("offered_on",)
    offered_on = DayField(label="Wanneer gewezen?", required=False, help_text="Leeg is: vandaag.")
    medium = RadioField(
        label="Hoe heb je op gratis cliëntondersteuning gewezen?",
        choices=(("telefoon", "Telefonisch"), ("gesprek", "In een gesprek"), ("brief", "In de brief")),
    )
    also_carer = YesNoField(
        label="Ook de mantelzorger gewezen?", required=False, help_text="Alleen als er een mantelzorger is."
    )
    plan_wish = RadioField(label="Wil de inwoner zelf een persoonlijk plan maken?", choices=PlanWish.choices)


class PlanForm(WmoForm):
    PAST = ("plan_received_on",)
    plan_received_on = DayField(label="Wanneer kwam het plan binnen?", required=False, help_text="Leeg is: vandaag.")


class DispatchForm(WmoForm):
    """The recorded day on which something left the building."""

    PAST = ("sent_on",)
    sent_on = DayField(label="Verstuurd op", required=False, help_text="Leeg is: vandaag. De dag van verzending telt.")
    channel = forms.ChoiceField(
        label="Hoe verstuurd?",
        required=False,
        choices=(("post", "Post"), ("digitaal", "Digitaal"), ("uitgereikt", "Uitgereikt")),
    )

    def clean_channel(self) -> str:
        return self.cleaned_data["channel"] or "post"


class SafeDispatchForm(DispatchForm):
    """The confirmation reaches the resident by a road that is safe for them; a letter to the house may not be."""

    route = forms.CharField(
        label="Langs welke veilige weg?", max_length=200, help_text="Zoals: meegegeven aan mevrouw bij de huisarts."
    )
    field_order = ("route", "sent_on", "channel")

    def clean_channel(self) -> str:
        return self.cleaned_data["channel"] or "uitgereikt"
