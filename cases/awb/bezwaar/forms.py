"""What a colleague fills in for a bezwaar (Awb 6 and 7)."""

from datetime import date, timedelta
from typing import Any

from django import forms

from cases.awb.forms import TO_RESIDENT, TODAY, AwbForm, DispatchForm, Input, text
from cases.contract import full_date
from cases.forms.fields import DayField, RadioField, WholeNumberField, YesNoField
from cases.models import Objection
from cases.queries.decisions import decisions_of
from cases.queries.letters import starting_proof

POST_WEEK = timedelta(weeks=1)  # 6:9 lid 2
ADJOURN = 6  # weeks, 7:10 lid 3


class ReceiveForm(AwbForm):
    """A bezwaarschrift came in. Late is recorded and handled, never refused at the door."""

    PAST = ("received_on",)
    decision = RadioField(label="Tegen welk besluit?", choices=())
    received_on = DayField(label="Wanneer kwam het bezwaar binnen?", required=False, help_text=TODAY)
    how = RadioField(label="Hoe kwam het binnen?", choices=Objection.How.choices)
    posted_on = DayField(
        label="Op de post gedaan op",
        required=False,
        help_text="Het poststempel. Een brief die op tijd op de post ging, mag een week later binnenkomen (Awb 6:9).",
    )
    words = text("Waarom maakt de inwoner bezwaar?", required=False, help_text="In eigen woorden. Mag later nog komen.")
    committee = YesNoField(
        label="Geeft een adviescommissie advies?", help_text="Dan zijn er 12 weken in plaats van 6 (Awb 7:10)."
    )
    field_order = ("decision", "received_on", "how", "posted_on", "words", "committee")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case = self.subject.origin or self.subject if self.subject is not None and self.subject.law else None
        self.decisions = {row.key: row for row in decisions_of(case)} if case and case.pk else {}
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (key, f"{row.label}, verstuurd op {row.sent_on:%d-%m-%Y}") for key, row in self.decisions.items()
        ]
        if len(self.decisions) == 1:
            self.initial = {"decision": next(iter(self.decisions)), **self.initial}

    def clean(self) -> Input:
        cleaned = super().clean()
        found, received, posted = (cleaned.get(name) for name in ("decision", "received_on", "posted_on"))
        decided = self.decisions.get(found or "")
        early = decided is not None and received is not None and received < decided.sent_on
        self.refuse("received_on", "Deze dag ligt voor het besluit. Kijk de datum na", wrong=early)
        after = posted is not None and received is not None and posted > received
        self.refuse("posted_on", "De brief kan niet later op de post zijn gedaan dan hij binnenkwam", wrong=after)
        return cleaned


class OpenForm(ReceiveForm):
    """The same facts, for the case of the bezwaar; nobody can type when its term begins."""

    term_ends_on = forms.DateField(required=False, widget=forms.HiddenInput)

    def clean(self) -> Input:
        cleaned = super().clean()
        decided = self.decisions.get(cleaned.get("decision") or "")
        if decided is not None:
            cleaned["term_ends_on"] = last_day_to_object(decided.sent_on)
        return cleaned


def last_day_to_object(sent_on: date) -> date:
    """Six weeks from the day after the bekendmaking (6:7, 6:8)."""
    found = starting_proof("awb.bezwaar", sent_on).due_on
    assert found is not None
    return found


def is_late(term_ends_on: date, received_on: date, posted_on: date | None) -> bool:
    """On time: received within the term, or posted within it and received at most a week after it (6:9)."""
    by_post = posted_on is not None and posted_on <= term_ends_on and received_on <= term_ends_on + POST_WEEK
    return received_on > term_ends_on and not by_post


class AdmitForm(AwbForm):
    """Whether the bezwaar is taken up; a late one needs a reason that excuses it (6:11)."""

    excuse = text("Waarom behandel je dit bezwaar, hoewel het te laat is?", required=False, help_text="Awb 6:11.")

    def clean(self) -> Input:
        cleaned = super().clean()
        found = getattr(self.subject, "objection", None)
        unsaid = found is not None and found.late and not cleaned.get("excuse")
        sentence = "Dit bezwaar is te laat. Leg uit waarom dat verschoonbaar is, of verklaar het niet-ontvankelijk"
        self.refuse("excuse", sentence, wrong=unsaid)
        return cleaned


class HearingForm(AwbForm):
    """The day of the hearing: ten days before it papers may come in, a week before it they lie ready (7:4)."""

    hearing_on = DayField(label="Wanneer is de hoorzitting?", help_text="Minstens twee weken van nu is gewoon.")
    hearing_place = forms.CharField(label="Waar en hoe laat?", max_length=200, help_text=TO_RESIDENT)

    def clean_hearing_on(self) -> date:
        day: date = self.cleaned_data["hearing_on"]
        if day <= self.today:
            raise forms.ValidationError("Kies een dag die nog komt")
        return day


class PapersForm(AwbForm):
    PAST = ("laid_out_on",)
    laid_out_on = DayField(label="Sinds wanneer liggen de stukken klaar?", required=False, help_text=TODAY)


class HeardForm(AwbForm):
    PAST = ("heard_on",)
    heard_on = DayField(label="Wanneer was de hoorzitting?", required=False, help_text=TODAY)
    hearing_report = text("Wat is er gezegd?", help_text="Kort verslag (Awb 7:7).")


class WaiveForm(AwbForm):
    """Nobody is heard, for one of the reasons of 7:3."""

    waived = RadioField(label="Waarom wordt niemand gehoord?", choices=Objection.Waived.choices)
    waived_reason = text("Leg uit waarom")


class AdviceForm(AwbForm):
    PAST = ("advised_on",)
    advised_on = DayField(label="Datum van het advies", required=False, help_text=TODAY)
    advice = text("Wat adviseert de commissie?")


class AdjournForm(AwbForm):
    weeks = WholeNumberField(
        label="Hoeveel weken?", min_value=1, max_value=ADJOURN, initial=ADJOURN, help_text="Hoogstens zes, één keer."
    )
    adjourned_reason = text("Waarom duurt het langer?", help_text=TO_RESIDENT)


class AgreeForm(AwbForm):
    """The objector agreed to more time (7:10 lid 4)."""

    until = DayField(label="Tot en met welke dag stemde de inwoner in?")
    agreed_how = text("Hoe stemde de inwoner in?", help_text="Schriftelijk, en van wie.")

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if day <= self.today:
            raise forms.ValidationError("Kies een dag die nog komt")
        return day


class DecideForm(AwbForm):
    """The decision on the bezwaar. Only what can't be taken up is decided without a hearing or a reason for none."""

    PAST = ("decided_on",)
    outcome = RadioField(label="Wat beslis je?", choices=Objection.Outcome.choices)
    reasons = text("Waarom?", help_text=TO_RESIDENT)
    decided_on = DayField(label="Datum van de beslissing", required=False, help_text=TODAY)

    def clean(self) -> Input:
        cleaned = super().clean()
        found = self.subject.objection
        unheard = found.heard_on is None and not found.waived
        too_soon = unheard and cleaned.get("outcome") not in (None, Objection.Outcome.INADMISSIBLE)
        self.refuse("outcome", "Hoor de inwoner eerst, of leg vast waarom dat niet hoeft (Awb 7:2)", wrong=too_soon)
        early = bool(cleaned.get("decided_on")) and cleaned["decided_on"] < found.received_on
        self.refuse("decided_on", f"Het bezwaar kwam binnen op {full_date(found.received_on)}", wrong=early)
        return cleaned


class PublishForm(DispatchForm):
    """Dispatch of the decision: the term is met, and six weeks for beroep begin."""

    def clean(self) -> Input:
        cleaned = super().clean()
        found = self.subject.objection
        early = found.decided_on is not None and bool(cleaned.get("sent_on")) and cleaned["sent_on"] < found.decided_on
        self.refuse("sent_on", "Deze dag ligt voor de beslissing. Kijk de datum na", wrong=early)
        return cleaned


class WithdrawForm(AwbForm):
    PAST = ("withdrawn_on",)
    withdrawn_on = DayField(label="Wanneer trok de inwoner het bezwaar in?", required=False, help_text=TODAY)
    how = RadioField(label="Hoe?", choices=(("written", "Schriftelijk"), ("hearing", "Op de hoorzitting")))
