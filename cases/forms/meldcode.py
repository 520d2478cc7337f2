"""The forms of a meldcode: about whom, each of the five steps, and closing it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from cases.actions.meldcode import Taken
from cases.forms.base import BaseForm
from cases.forms.fields import DayField, RadioField, YesNoField
from cases.models import Meldcode, MeldcodeStep, Person
from cases.rules.meldcode import CONSULT, DECIDE, SIGNALS, TALK, WEIGH, StepText

LONGEST = 20_000
DONE, SKIPPED = "gedaan", "overgeslagen"


class BeginForm(BaseForm):
    """`persons` are whom it can be about: adult or child."""

    persoon = RadioField(label="Over wie maak je je zorgen?")
    frame = RadioField(label="Welk afwegingskader hoort bij jouw beroep?", choices=Meldcode.Frame.choices)

    def __init__(self, *args: Any, persons: Sequence[tuple[Person, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["persoon"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(person.uuid), label) for person, label in persons]


class StepForm(BaseForm):
    """What every step asks: done or left out, when, and what came of it. `step` is the one of the five."""

    ANSWERS: tuple[str, ...] = ()  # asked when the step is done
    MAY_STAY_OPEN: tuple[str, ...] = ()

    how = RadioField(label="Deze stap", choices=((DONE, "Doe ik, of deed ik"), (SKIPPED, "Sla ik over")))
    done_on = DayField(label="Wanneer?", required=False, help_text="Leeg is: vandaag.")
    text = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Schrijf op wat eruit kwam, of waarom je deze stap overslaat"},
        help_text="Sla je deze stap over? Schrijf hier op waarom.",
    )

    def __init__(self, *args: Any, step: StepText, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step, self.today = step, today
        self.fields["text"].label = step.asks
        if step.number == DECIDE:
            del self.fields["how"]
            self.fields["text"].help_text = ""

    def clean_done_on(self) -> date:
        day: date = self.cleaned_data["done_on"] or self.today
        if day > self.today:
            raise forms.ValidationError("Deze dag moet nog komen. Vul de dag in waarop het gebeurde")
        return day

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if found.get("how", DONE) == DONE:
            for name in self.ANSWERS:
                if name not in self.MAY_STAY_OPEN and name in found and found[name] in (None, ""):
                    self.add_error(name, f"Kies een antwoord bij “{self.fields[name].label}”")
        return found

    @property
    def taken(self) -> Taken:
        """What was filled in, for the act; who leaves a step out answers none of its questions."""
        data = self.cleaned_data
        skipped = data.get("how") == SKIPPED
        answers = {} if skipped else {name: data[name] for name in self.ANSWERS}
        return Taken(
            number=self.step.number, skipped=skipped, done_on=data["done_on"], text=data["text"], answers=answers,
            skip_rest=data.get("skip_rest", ""),
        )  # fmt: skip


class SignalsForm(StepForm):
    ANSWERS = ("kindcheck",)
    kindcheck = RadioField(
        label="Kindcheck: zijn er kinderen voor wie deze persoon zorgt?",
        required=False,
        choices=MeldcodeStep.Kindcheck.choices,
    )
    field_order = ("how", "kindcheck", "text", "done_on")


class ConsultForm(StepForm):
    ANSWERS = ("consulted",)
    consulted = RadioField(label="Wie vroeg je om advies?", required=False, choices=MeldcodeStep.Consulted.choices)
    field_order = ("how", "consulted", "text", "done_on")


class TalkForm(StepForm):
    field_order = ("how", "text", "done_on")


class WeighForm(StepForm):
    """The five questions of the afwegingskader; once it is unsafe, the last three are answered with Veilig Thuis."""

    ANSWERS = ("suspicion", "unsafe", "can_help", "accepts", "helps")
    MAY_STAY_OPEN = ("unsafe", "can_help", "accepts", "helps")
    suspicion = YesNoField(label="1. Is er een vermoeden van huiselijk geweld of kindermishandeling?", required=False)
    unsafe = RadioField(
        label="2. Is het acuut of structureel onveilig?", required=False, choices=MeldcodeStep.Unsafe.choices
    )
    can_help = YesNoField(label="3. Kun je zelf hulp bieden of regelen die werkt?", required=False)
    accepts = YesNoField(label="4. Nemen de betrokkenen die hulp aan, en doen ze mee?", required=False)
    helps = YesNoField(
        label="5. Leidt de hulp op tijd tot veiligheid?", required=False, help_text="Als je dat nu al kunt zeggen."
    )
    field_order = ("how", "suspicion", "unsafe", "can_help", "accepts", "helps", "text", "done_on")

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if found.get("how") == DONE and found.get("suspicion") and not found.get("unsafe"):
            self.add_error("unsafe", "Kies een antwoord bij “2. Is het acuut of structureel onveilig?”")
        return found


class DecideForm(StepForm):
    ANSWERS = ("report_needed", "help_possible", "reported_on")
    MAY_STAY_OPEN = ("reported_on",)
    report_needed = YesNoField(label="Is melden bij Veilig Thuis noodzakelijk?")
    help_possible = YesNoField(label="Is hulp bieden of organiseren (ook) mogelijk?")
    reported_on = DayField(
        label="Gemeld bij Veilig Thuis op", required=False, help_text="Nog niet gemeld? Vul dit later aan bij stap 5."
    )
    skip_rest = forms.CharField(
        label="Waarom sla je de stappen over die nog niet vastliggen?",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2}),
        help_text="Alleen als er gevaar is en je niet kunt wachten.",
    )
    field_order = ("report_needed", "help_possible", "reported_on", "text", "skip_rest", "done_on")

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        day = found.get("reported_on")
        if day and day > self.today:
            self.add_error("reported_on", "Deze dag moet nog komen. Vul de dag in waarop je meldde")
        if day and found.get("report_needed") is False:
            self.add_error("reported_on", "Je kiest dat melden niet nodig is. Laat deze dag dan leeg")
        return found


STEP_FORMS: dict[int, type[StepForm]] = {
    SIGNALS: SignalsForm,
    CONSULT: ConsultForm,
    TALK: TalkForm,
    WEIGH: WeighForm,
    DECIDE: DecideForm,
}


class CloseForm(BaseForm):
    closing = forms.CharField(
        label="Hoe liep het af, en wie volgt de veiligheid?",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Schrijf op hoe het afliep, en wie de veiligheid volgt"},
    )
