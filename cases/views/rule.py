"""Beheer: one rule, what it does, what the municipality made of it, and the lawyer's word. And the lawyer's list."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cases import access
from cases.actions.calendar import PERMISSION as MANAGES
from cases.actions.confirm import answer, ask
from cases.actions.local_rule import RuleEffect, add_local_rule, effect_of_rule
from cases.contract import CaseError, ConflictError, InvalidError, LocalLength, NoAccessError
from cases.forms.rule import AnswerForm, AskForm, LocalRuleForm
from cases.models import Confirmation, User, Verdict
from cases.queries.lawyers import CONFIRMS
from cases.queries.rulebook import Found, find, rulebook, waiting
from cases.queries.ruletext import lines_of
from cases.rules.calendar import local_day
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.conflict import Saved, conflict
from cases.views.errors import hides_what_may_not_be_seen, not_found
from cases.views.posted import number

LISTED = 20  # touched terms shown before a rule is added


@dataclass(frozen=True, kw_only=True)
class _Typed:
    """What was posted and could not be done yet, or what would happen: all that differs from a fresh page."""

    rule_form: LocalRuleForm | None = None
    ask_form: AskForm | None = None
    answer_form: AnswerForm | None = None
    effect: RuleEffect | None = None
    status: int = 200


@hides_what_may_not_be_seen
@require_safe
def confirmations(request: HttpRequest) -> HttpResponse:
    """What the lawyers have to look at."""
    user = signed_in(request)
    access.require(user, CONFIRMS)
    found = waiting(rulebook())
    asked = [rule for rule in found if rule.asked]
    context = {
        "asked": asked,
        "unasked": [rule for rule in found if not rule.asked],
        "today": local_day(now(request)),
    }
    return render(request, "cases/confirmations.html", context)


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def rule(request: HttpRequest, reference: str) -> HttpResponse:
    """GET: one rule. POST `actie`: `bekijk` or `voeg_toe` a rule of the municipality, `vraag`, or `antwoord`."""
    user = signed_in(request)
    if not access.can(user, CONFIRMS):
        access.require(user, MANAGES)
    found = find(rulebook(), reference)
    if found is None:
        return not_found(request)
    page = _RulePage(request, user, found)
    match request.POST.get("actie"):
        case "bekijk" if page.length:
            return page.look(page.length)
        case "voeg_toe" if page.length:
            return page.add(page.length)
        case "vraag":
            return page.ask()
        case "antwoord":
            return page.answer()
        case _:
            return page.show(_Typed())


@dataclass
class _RulePage:
    """The state of one request for one rule."""

    request: HttpRequest
    user: User
    found: Found
    length: LocalLength | None = field(init=False)

    def __post_init__(self) -> None:
        self.at = now(self.request)
        term = self.found.rule.term
        self.length = term.length if term and isinstance(term.length, LocalLength) else None

    def look(self, length: LocalLength) -> HttpResponse:
        """What this rule would do; nothing is changed yet."""
        access.require(self.user, MANAGES)
        form = LocalRuleForm(self.request.POST, length=length)
        effect = None
        if form.is_valid():
            try:
                effect = effect_of_rule(rule=length.rule, **form.rule, at=self.at)
            except CaseError as error:
                put_onto(form, error)
        return self.show(_Typed(rule_form=form, effect=effect, status=400 if form.errors else 200))

    def add(self, length: LocalLength) -> HttpResponse:
        form = LocalRuleForm(self.request.POST, length=length)
        if form.is_valid():
            source = form.cleaned_data["source"]
            try:
                effect = add_local_rule(rule=length.rule, **form.rule, source=source, actor=self.user, at=self.at)
            except NoAccessError:
                raise
            except CaseError as error:
                put_onto(form, error)
            else:
                count = len(effect.moved)
                moved = "Er verschoof 1 termijn" if count == 1 else f"Er verschoven {count} termijnen"
                messages.success(self.request, f"De eigen regel is bewaard. {moved}. De vraag ligt bij de jurist.")
                return self._back()
        return self.show(_Typed(rule_form=form, status=400))

    def ask(self) -> HttpResponse:
        form = AskForm(self.request.POST, asker=self.user)
        if form.is_valid():
            try:
                ask(reference=self.found.rule.reference, **form.cleaned_data, actor=self.user, at=self.at)
            except NoAccessError:
                raise
            except CaseError as error:
                put_onto(form, error)
            else:
                messages.success(self.request, "De vraag staat op de lijst van de jurist.")
                return self._back()
        return self.show(_Typed(ask_form=form, status=400))

    def answer(self) -> HttpResponse:
        form = AnswerForm(self.request.POST)
        if form.is_valid():
            try:
                answer(
                    reference=self.found.rule.reference,
                    **form.cleaned_data,
                    seen=number(self.request.POST.get("seen")),
                    actor=self.user,
                    at=self.at,
                )
            except NoAccessError:
                raise
            except ConflictError as error:
                return self._conflict(form, error)
            except CaseError as error:
                put_onto(form, error)
            else:
                messages.success(self.request, "Je antwoord is bewaard, met je naam en de dag van vandaag.")
                return redirect("confirmations")
        return self.show(_Typed(answer_form=form, status=400))

    def _conflict(self, form: AnswerForm, error: ConflictError) -> HttpResponse:
        """Somebody asked or answered meanwhile: the last word of a lawyer beside what was typed."""
        reference = self.found.rule.reference
        found = find(rulebook(), reference)
        assert found is not None
        last = found.rule.answer
        return conflict(
            self.request,
            error,
            mine=form,
            theirs=AnswerForm(initial={"verdict": last.verdict, "grounds": last.grounds} if last else None),
            changes=[said for row in found.rule.said for said in _said(row)],
            heading=f"Jouw antwoord als jurist: {found.rule.label}",
            back=reverse("rule", args=[reference]),
            button="Bewaar mijn antwoord",
        )

    def show(self, typed: _Typed) -> HttpResponse:
        rule = self.found.rule
        manages = access.can(self.user, MANAGES)
        answers = access.can(self.user, CONFIRMS)
        if typed.rule_form is None and manages and self.length:
            typed = replace(
                typed, rule_form=LocalRuleForm(length=self.length, initial={"valid_from": local_day(self.at)})
            )
        if typed.ask_form is None and manages and rule.asked is None:
            typed = replace(typed, ask_form=AskForm(asker=self.user))
        if typed.answer_form is None and answers:
            typed = replace(typed, answer_form=AnswerForm())
        effect = typed.effect
        forms = (typed.rule_form, typed.ask_form, typed.answer_form)
        context: dict[str, Any] = {
            "typed": typed,
            "rule": rule,
            "whole": self.found.whole,
            "tab": self.found.tab,
            "lines": lines_of(rule.term) if rule.term else (),
            "length": self.length,
            "manages": manages,
            "answers": answers,
            "form": next((form for form in forms if form is not None and form.errors), None),
            "effect": effect,
            "late_at_once": sum(touch.late_at_once(self.at) for touch in effect.moved) if effect else 0,
            "listed": (*effect.moved, *effect.stay)[:LISTED] if effect else (),
            "touched": len(effect.moved) + len(effect.stay) if effect else 0,
            "today": local_day(self.at),
        }
        return render(self.request, "cases/rule.html", context, status=typed.status)

    def _back(self) -> HttpResponse:
        return redirect("rule", reference=self.found.rule.reference)


def _said(row: Confirmation) -> Iterator[Saved]:
    """What was asked and answered, in words."""
    if row.asked_by and row.asked_at:
        yield Saved(title="Gevraagd", by=row.asked_by.display_name, at=row.asked_at)
    if row.answered_by and row.answered_at:
        yield Saved(title=str(Verdict(row.verdict).label), by=row.answered_by.display_name, at=row.answered_at)


def put_onto(form: Form, error: CaseError) -> None:
    """Put the sentences of a refused act at their fields."""
    if not isinstance(error, InvalidError):
        form.add_error(None, str(error))
        return
    for name, sentences in error.errors.items():
        form.add_error(name if name in form.fields else None, list(sentences))
