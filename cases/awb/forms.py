"""What a colleague fills in on a side road of the Awb. Days in `PAST` may not lie in the future; empty is today."""

from datetime import date, timedelta
from typing import Any

from django import forms

from cases.awb import facts
from cases.contract import ActForm
from cases.forms.base import BaseForm
from cases.forms.fields import FIRST_DAY, LONG_AGO, DayField, RadioField, WholeNumberField, YesNoField
from cases.models import DefaultNotice, LetterState, Standstill
from cases.queries.decisions import penalty_key

Input = dict[str, Any]
CHANNELS = (("post", "Post"), ("digitaal", "Digitaal"), ("uitgereikt", "Uitgereikt"))
FUTURE = "Deze dag moet nog komen. Vul de dag in waarop het gebeurde"
TODAY = "Leeg is: vandaag."
TO_RESIDENT = "Dit komt in de brief. Schrijf aan de inwoner: gebruik u."


def text(label: str, *, required: bool = True, help_text: str = "") -> forms.CharField:
    widget = forms.Textarea({"rows": 4})
    return forms.CharField(label=label, required=required, help_text=help_text, max_length=4000, widget=widget)


class AwbForm(BaseForm, ActForm[Input]):
    PAST: tuple[str, ...] = ()

    def clean(self) -> Input:
        cleaned: Input = super().clean() or self.cleaned_data
        for name in self.PAST:
            if name not in self.errors:
                day = cleaned[name] = cleaned.get(name) or self.today
                if day > self.today:
                    self.add_error(name, FUTURE)
                elif day < FIRST_DAY:
                    self.add_error(name, LONG_AGO)
        return cleaned

    def refuse(self, name: str, sentence: str, *, wrong: bool) -> None:
        """An error at a field that had none yet."""
        if wrong and name not in self.errors:
            self.add_error(name, sentence)


class DispatchForm(AwbForm):
    """The recorded day on which a letter left the building."""

    PAST = ("sent_on",)
    sent_on = DayField(label="Verstuurd op", required=False, help_text=f"{TODAY} De dag van verzending telt.")
    channel = forms.ChoiceField(label="Hoe verstuurd?", required=False, choices=CHANNELS)

    def clean_channel(self) -> str:
        return self.cleaned_data["channel"] or "post"


class PenaltySentForm(DispatchForm):
    """Dispatch of the besluit over the dwangsom; its own term for bezwaar starts. Nobody types which it is."""

    decision = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> Input:
        cleaned = super().clean()
        found = self.subject.penalties.order_by("-pk").first()
        return cleaned | {"decision": penalty_key(found) if found else ""}


class CompletionForm(AwbForm):
    """What is missing (4:5), and the last day to bring it: two weeks is usual."""

    missing = text("Wat ontbreekt er?", help_text=TO_RESIDENT)
    ends_by = DayField(label="Aanvullen uiterlijk op", help_text="Twee weken is gewoon. Geef genoeg tijd.")
    field_order = ("missing", "ends_by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.at is not None:
            self.initial = {"ends_by": self.today + timedelta(weeks=2), **self.initial}

    def clean_ends_by(self) -> date:
        day: date = self.cleaned_data["ends_by"]
        if day <= self.today:
            raise forms.ValidationError("Kies een latere dag: de inwoner moet tijd hebben om aan te vullen")
        return day


class SendCompletionForm(DispatchForm):
    """Dispatch of the request: from the day after this one the clock stands still. Nobody can type `ends_by` here."""

    ends_by = forms.DateField(required=False, widget=forms.HiddenInput)

    def clean(self) -> Input:
        cleaned = super().clean()
        asked = self.subject.completions.order_by("-pk").first()
        if asked is None:
            return cleaned
        cleaned["ends_by"] = asked.ends_by
        late = bool(cleaned.get("sent_on")) and asked.ends_by <= cleaned["sent_on"]
        why = f"In de brief staat {asked.ends_by:%d-%m-%Y} als laatste dag. Maak de brief opnieuw met een latere dag"
        self.refuse("sent_on", why, wrong=late)
        return cleaned


class CompletedForm(AwbForm):
    """The papers came in: the clock runs again from that day. Not enough? Then leaving aside is possible."""

    PAST = ("runs_again_on",)
    runs_again_on = DayField(label="Wanneer kwam de aanvulling binnen?", required=False, help_text=TODAY)
    sufficient = YesNoField(label="Kun je nu beslissen met wat er is?")
    remark = text("Wat kwam er, of wat ontbreekt nog?", required=False)

    def clean(self) -> Input:
        cleaned = super().clean()
        asked = self.subject.completions.exclude(sent_on=None).order_by("-pk").first()
        early = bool(cleaned.get("runs_again_on") and asked) and cleaned["runs_again_on"] < asked.sent_on
        self.refuse("runs_again_on", "Deze dag ligt voor de brief. Kijk de datum na", wrong=early)
        return cleaned


class AbroadForm(AwbForm):
    """Information asked from a body abroad (4:15 lid 1 b). Waiting for our own adviser is no ground."""

    reason = text(
        "Wat vroegen wij, en aan welke instantie in het buitenland?",
        help_text=f"{TO_RESIDENT} Wachten op een eigen adviseur is geen reden om de klok stil te zetten.",
    )


class SendAbroadForm(DispatchForm):
    """The applicant is told: from the day after this one the clock stands still."""


class StandstillForm(AwbForm):
    """The grounds of 4:15 lid 2. Waiting for our own adviser is none of them, and the form says so."""

    LID_2 = (Standstill.Ground.CONSENT, Standstill.Ground.APPLICANT, Standstill.Ground.FORCE)
    PAST = ("since",)
    ground = RadioField(
        label="Waarom staat de klok stil?",
        choices=[(ground.value, ground.label) for ground in LID_2],
        help_text="Wachten op een eigen adviseur is geen reden: dan loopt de termijn door.",
    )
    since = DayField(
        label="Vanaf welke dag?",
        required=False,
        help_text="De dag waarop de inwoner instemde of de vertraging begon. De dag erna is de eerste die niet telt.",
    )
    until = DayField(
        label="Op welke dag loopt de klok weer?",
        required=False,
        help_text="Bij instemming verplicht: tot deze dag stemde de inwoner in.",
    )
    reason = text("Leg uit waarom", help_text=TO_RESIDENT)
    expected_on = DayField(
        label="Wanneer komt het besluit, denk je?",
        required=False,
        help_text="Bij overmacht verplicht (Awb 4:15 lid 3).",
    )

    def clean(self) -> Input:
        cleaned = super().clean()
        ground, since, until = (cleaned.get(name) for name in ("ground", "since", "until"))
        needs_end = ground == Standstill.Ground.CONSENT and until is None
        self.refuse("until", "Vul in tot welke dag de inwoner instemde", wrong=needs_end)
        early = since is not None and until is not None and until <= since
        self.refuse("until", "Kies een dag na de dag waarop de stilstand begint", wrong=early)
        runs_out = ground != Standstill.Ground.CONSENT and until is not None
        self.refuse("until", "Laat dit leeg: zonder instemming weet je het eind nog niet", wrong=runs_out)
        untold = ground == Standstill.Ground.FORCE and cleaned.get("expected_on") is None
        self.refuse("expected_on", "Vul in wanneer het besluit komt: dat moet in de brief", wrong=untold)
        clock = facts.decision_clock(self.subject)
        # The term to decide on a bezwaar begins later than the bezwaar came in.
        begun = self.subject.objection.received_on if hasattr(self.subject, "objection") else clock and clock.starts_on
        ahead = since is not None and begun is not None and since < begun
        self.refuse("since", "Deze dag ligt voor de aanvraag of het bezwaar. Kijk de datum na", wrong=ahead)
        return cleaned


class ResumeForm(AwbForm):
    """The reason is over: the clock runs again from this day, and the letter tells the new last day (4:15 lid 4)."""

    PAST = ("runs_again_on",)
    runs_again_on = DayField(label="Op welke dag loopt de klok weer?", required=False, help_text=TODAY)


class DelayForm(AwbForm):
    """The besluit comes later (4:14): why, and when to expect it."""

    reason = text("Waarom duurt het langer?", help_text=TO_RESIDENT)
    expected_on = DayField(
        label="Wanneer komt het besluit?",
        help_text="Een dag die je zeker haalt. De wettelijke laatste dag verschuift niet.",
    )

    def clean_expected_on(self) -> date:
        day: date = self.cleaned_data["expected_on"]
        if day <= self.today:
            raise forms.ValidationError("Kies een dag die nog komt")
        return day


class SendDelayForm(DispatchForm):
    """Dispatch of the notice. Nobody can type `expected_on` here: it is what the letter says."""

    expected_on = forms.DateField(required=False, widget=forms.HiddenInput)

    def clean(self) -> Input:
        cleaned = super().clean()
        notice = self.subject.delay_notices.order_by("-pk").first()
        cleaned["expected_on"] = notice.expected_on if notice else None
        return cleaned


class DefaultNoticeForm(AwbForm):
    """An ingebrekestelling came in. Whether it is too early is reckoned; nobody can type `verdict`."""

    PAST = ("received_on",)
    received_on = DayField(label="Wanneer kwam de brief binnen?", required=False, help_text=TODAY)
    how = RadioField(label="Hoe kwam de brief?", choices=DefaultNotice.How.choices)
    against = forms.ChoiceField(
        label="Is de brief om een andere reden niet geldig?",
        required=False,
        choices=(
            ("", "Nee"),
            ("too_late", "De inwoner wachtte onredelijk lang"),
            ("not_applicant", "De brief is niet van de aanvrager"),
        ),
        help_text="Of de brief te vroeg is, rekent Samenhang uit.",
    )
    reason = text("Waarom niet geldig?", required=False, help_text=TO_RESIDENT)
    verdict = forms.ChoiceField(
        label="Oordeel", required=False, choices=DefaultNotice.Verdict.choices, widget=forms.HiddenInput
    )

    def clean(self) -> Input:
        cleaned = super().clean()
        unsaid = bool(cleaned.get("against")) and not cleaned.get("reason")
        self.refuse("reason", "Leg uit waarom de brief niet geldig is", wrong=unsaid)
        if "received_on" not in self.errors:
            cleaned["verdict"] = self._verdict(cleaned).value
        return cleaned

    def _verdict(self, cleaned: Input) -> DefaultNotice.Verdict:
        """A notice counts when it came in after the last day; while the clock stands still there is no such day."""
        clock = facts.decision_clock(self.subject)
        if clock is None or clock.due_on is None or cleaned["received_on"] <= clock.due_on:
            return DefaultNotice.Verdict.PREMATURE
        if cleaned.get("against"):
            return DefaultNotice.Verdict(cleaned["against"])
        running = facts.running(self.subject, facts.NOTICE)
        return DefaultNotice.Verdict.REPEATED if running else DefaultNotice.Verdict.VALID


class PenaltyForm(AwbForm):
    """The besluit over de dwangsom. Days and amount are reckoned; several applicants share equally."""

    PAST = ("decided_on",)
    applicants = WholeNumberField(label="Hoeveel aanvragers zijn er?", min_value=1, max_value=20, initial=1)
    decided_on = DayField(label="Datum van het besluit", required=False, help_text=TODAY)


class SideLetterForm(DispatchForm):
    """Send one of the letters that wait."""

    letter = RadioField(label="Welke brief?", choices=())
    field_order = ("letter", "sent_on", "channel")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.subject.letters.all() if self.subject is not None else ()
        kinds = [row.kind for row in rows if row.state == LetterState.DRAFT and row.kind in facts.SIDE_LETTERS]
        law = self.subject.law_data if self.subject is not None else None
        field = self.fields["letter"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(kind, law.letter(kind).label) for kind in kinds] if law else []
        if len(kinds) == 1:
            self.initial = {"letter": kinds[0], **self.initial}
