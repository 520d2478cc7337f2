"""Input of each step of the Wmo. Little is required: no life area, no score, no category before the besluit."""

from datetime import datetime, timedelta
from typing import Any

from django import forms

from cases.contract import ActForm, local_day
from cases.forms.base import BaseForm
from cases.forms.fields import DayField, MomentField, NumberField, RadioField, Radios, YesNoField
from wmo.models import Besluit, Category, Frequency, Ground, How, Onderzoek, PlanWish, Reporter, Unit

Input = dict[str, Any]
FUTURE = "Deze dag moet nog komen. Vul de dag in waarop het gebeurde"


class WmoForm(BaseForm, ActForm[Input]):
    """A step of the Wmo. A day in `PAST` may not lie in the future; left empty it is today."""

    PAST: tuple[str, ...] = ()

    def clean(self) -> Input:
        cleaned: Input = super().clean() or self.cleaned_data
        for name in self.PAST:
            if name in self.errors:
                continue
            day = cleaned.get(name) or self.today
            if day > self.today:
                self.add_error(name, FUTURE)
            cleaned[name] = day
        return cleaned


def text(
    label: str, *, required: bool = True, rows: int = 3, help_text: str = "", max_length: int = 20_000
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=max_length,
        widget=forms.Textarea({"rows": rows}),
    )


class MeldingForm(WmoForm):
    """The melding itself; person and household are chosen on the page around it."""

    reported_at = MomentField(
        label="Wanneer kwam de melding binnen?",
        required=False,
        help_text="Leeg is: nu. De termijnen tellen vanaf hier.",
    )
    reporter = RadioField(label="De melder is", choices=Reporter.choices, required=False, widget=Radios(columns=True))
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
        return moment or self.at

    def clean(self) -> Input:
        """One yes is enough: the clock in hours starts (2.3.3). Nobody can type `urgent` or `received_on`."""
        cleaned = super().clean()
        cleaned["urgent"] = any(cleaned.get(name) for name in self.URGENT_QUESTIONS)
        if "reported_at" in cleaned:
            cleaned["received_on"] = local_day(cleaned["reported_at"])
        cleaned["reporter"] = cleaned.get("reporter") or Reporter.SELF
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


class BekendmakenForm(DispatchForm):
    """Dispatch of the besluit: the decision term is met and the term for bezwaar starts on this day."""

    def clean(self) -> Input:
        cleaned = super().clean()
        besluit = Besluit.objects.filter(case=self.subject).first()
        if besluit and cleaned.get("sent_on") and cleaned["sent_on"] < besluit.decided_on:
            self.add_error("sent_on", f"Het besluit is van {besluit.decided_on:%d-%m-%Y}. Vul die dag of een latere in")
        return cleaned


class VerslagDraftForm(WmoForm):
    """The verslag in five steps; a draft may be half empty."""

    PREFILL = True
    question = text("1. Wat is de vraag?", required=False)
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
        found = Onderzoek.objects.filter(case=self.subject).first() if self.subject is not None else None
        if found:
            self.initial = {**{name: getattr(found, name, None) for name in self.fields}, **self.initial}

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


class ContactForm(WmoForm):
    """First safe contact, first help or a failed attempt: when and how. Who is whoever is logged in."""

    happened_at = MomentField(label="Wanneer?", required=False, help_text="Leeg is: nu.")
    how = forms.CharField(label="Hoe, en met wie?", max_length=200, help_text="Zoals: gebeld op het veilige nummer.")

    def clean_happened_at(self) -> datetime:
        moment: datetime | None = self.cleaned_data["happened_at"]
        assert self.at is not None
        if moment and moment > self.at:
            raise forms.ValidationError("Dit moment moet nog komen")
        if moment and moment < self.subject.wmo_melding.reported_at - timedelta(minutes=1):
            raise forms.ValidationError("Dit ligt eerder dan de melding")
        return moment or self.at


class ReceiverForm(WmoForm):
    """Who took it over, by name: the crisis service or Veilig Thuis confirms receipt."""

    receiver = forms.CharField(label="Wie bevestigt de ontvangst? Naam en dienst", max_length=120)
    reason = forms.CharField(label="Wat is afgesproken?", max_length=200)


class ReasonForm(WmoForm):
    reason = forms.CharField(label="Waarom?", max_length=400)


class RetriageForm(WmoForm):
    """Re-triage makes it urgent after all: the clock starts at the report that made it so."""

    reported_at = MomentField(label="Sinds wanneer is dit bekend?", required=False, help_text="Leeg is: nu.")
    reason = forms.CharField(label="Waarom is het nu spoed?", max_length=400)
    urgent = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_urgent(self) -> bool:
        """Taking the step is the answer: the clock in hours starts, whatever was posted."""
        return True

    def clean_reported_at(self) -> datetime:
        moment: datetime | None = self.cleaned_data["reported_at"]
        assert self.at is not None
        if moment and moment > self.at:
            raise forms.ValidationError("Dit moment moet nog komen")
        return moment or self.at
