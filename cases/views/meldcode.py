"""The meldcode: one's own list, opening one from a case or a household, its page, its steps, and who is involved.

Nothing here leaves a trace where others look: the line in the read log names the meldcode alone, and opening one from
a case is logged as a look in that case.
"""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import access, compartment
from cases.actions import meldcode as acts
from cases.contract import CaseError, NoAccessError, Refusal, RefusedError
from cases.forms.meldcode import STEP_FORMS, BeginForm, CloseForm
from cases.models import Meldcode, Person, User
from cases.queries.meldcode import about, meldcodefile, meldcodes_of, whom
from cases.rules.calendar import local_day
from cases.rules.meldcode import DECIDE, NORM, STEPS, STEPS_BASIS, WEIGH
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.errors import hides_what_may_not_be_seen, not_found
from cases.views.posted import number, one_time_key


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Those that exist for this colleague; whoever looks, the page is there."""
    user, at = signed_in(request), now(request)
    return render(request, "cases/meldcodes.html", {"meldcodes": meldcodes_of(user), "today": local_day(at)})


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def from_case(request: HttpRequest, uuid: UUID) -> HttpResponse:
    case = access.open_case(signed_in(request), uuid=uuid, at=now(request))
    persons = whom(case.household, local_day(now(request)), also=case.person)
    context = {"case": case, "law": case.law_data, "above": "cases/case_head.html", "heading": "Meldcode"}
    return _begin(request, persons, context)


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def from_household(request: HttpRequest, household: UUID) -> HttpResponse:
    home = access.open_household(signed_in(request), uuid=household, at=now(request))
    if home.merged_into is not None:
        return redirect("household_meldcode", household=home.merged_into.uuid)
    persons = whom(home, local_day(now(request)))
    context = {"household": home, "above": "cases/household_head.html", "heading": "Meldcode"}
    return _begin(request, persons, context)


def _begin(request: HttpRequest, persons: list[Person], context: dict[str, Any]) -> HttpResponse:
    """Choose the person and the afwegingskader; or go on with one that exists for this colleague."""
    user, at = signed_in(request), now(request)
    today, once = local_day(at), one_time_key(request)
    labelled = [(person, _with_age(person, today)) for person in persons]
    form = BeginForm(request.POST if request.method == "POST" else None, persons=labelled)
    problem = ""
    if form.is_bound and form.is_valid():
        chosen = next(person for person in persons if str(person.uuid) == form.cleaned_data["persoon"])
        try:
            made = acts.begin(person=chosen, frame=form.cleaned_data["frame"], actor=user, at=at, once=once)
        except NoAccessError:
            raise
        except CaseError as error:
            problem = str(error)
        else:
            messages.success(request, "De meldcode is geopend. Alleen jij en wie je erbij haalt, zien hem.")
            return redirect("meldcode", meldcode=made.uuid)
    status = 400 if form.errors or problem else 200
    shared = {"form": form, "once": once, "problem": problem, "known": about(user, persons), "today": today}
    return render(request, "cases/meldcode_begin.html", context | shared, status=status)


@hides_what_may_not_be_seen
@require_safe
def show(request: HttpRequest, meldcode: UUID) -> HttpResponse:
    return _page(request, compartment.open_meldcode(signed_in(request), uuid=meldcode, at=now(request)))


def _page(
    request: HttpRequest, found: Meldcode, *, closing: CloseForm | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "file": meldcodefile(found),
        "meldcode": found,
        "closing": closing or CloseForm(auto_id="sluit_%s"),
        "form": closing,
        "refusal": refusal,
        "once": uuid4(),
        "today": local_day(now(request)),
        "basis": STEPS_BASIS,
        "norm": NORM,
        "may_close": found.closed_at is None,
    }
    status = 409 if refusal else 400 if closing and closing.errors else 200
    return render(request, "cases/meldcode.html", context, status=status)


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, meldcode: UUID, step: int) -> HttpResponse:
    """One of the five: done, or left out with a reason. It is added, and never changed."""
    user, at = signed_in(request), now(request)
    found = compartment.open_meldcode(user, uuid=meldcode, at=at)
    text = next((one for one in STEPS if one.number == step), None)
    if text is None:
        return not_found(request)
    once = one_time_key(request)
    form = STEP_FORMS[step](request.POST if request.method == "POST" else None, step=text, today=local_day(at))
    refusal: Refusal | None = None
    if form.is_bound and form.is_valid():
        try:
            acts.take_step(meldcode=found.pk, taken=form.taken, actor=user, at=at, once=once)
        except NoAccessError:
            raise
        except CaseError as error:
            refusal = _refusal(error)
        else:
            messages.success(request, f"Stap {text.number} is vastgelegd.")
            return redirect("meldcode", meldcode=found.uuid)
    context = {
        "meldcode": found, "step": text, "form": form, "once": once, "refusal": refusal, "today": local_day(at),
        "norm": NORM if step in (WEIGH, DECIDE) else None, "basis": STEPS_BASIS,
    }  # fmt: skip
    status = 409 if refusal else 400 if form.errors else 200
    return render(request, "cases/meldcode_step.html", context, status=status)


@hides_what_may_not_be_seen
@require_POST
def involve(request: HttpRequest, meldcode: UUID) -> HttpResponse:
    """Let a colleague in, or out again (`actie=stop`)."""
    user, at = signed_in(request), now(request)
    found = compartment.open_meldcode(user, uuid=meldcode, at=at)
    colleague = User.objects.filter(pk=number(request.POST.get("wie"))).first()
    if colleague is None:
        messages.warning(request, "Kies een collega.")
        return redirect("meldcode", meldcode=found.uuid)
    stops = request.POST.get("actie") == "stop"
    act = acts.let_go if stops else acts.involve
    try:
        act(meldcode=found.pk, colleague=colleague, actor=user, at=at, once=one_time_key(request))
    except NoAccessError:
        raise
    except CaseError as error:
        messages.warning(request, str(error))
    else:
        name = colleague.display_name
        messages.success(
            request, f"{name} ziet deze meldcode niet meer." if stops else f"{name} ziet nu deze meldcode."
        )
    still = compartment.known_to(user).filter(pk=found.pk).exists()
    return redirect("meldcode", meldcode=found.uuid) if still else redirect("meldcodes")


@hides_what_may_not_be_seen
@require_POST
def close(request: HttpRequest, meldcode: UUID) -> HttpResponse:
    user, at = signed_in(request), now(request)
    found = compartment.open_meldcode(user, uuid=meldcode, at=at)
    form = CloseForm(request.POST, auto_id="sluit_%s")
    if not form.is_valid():
        return _page(request, found, closing=form)
    once = one_time_key(request)
    try:
        acts.close(meldcode=found.pk, closing=form.cleaned_data["closing"], actor=user, at=at, once=once)
    except NoAccessError:
        raise
    except CaseError as error:
        return _page(request, found, closing=form, refusal=_refusal(error))
    messages.success(request, "De meldcode is gesloten.")
    return redirect("meldcode", meldcode=found.uuid)


def _refusal(error: CaseError) -> Refusal:
    """The sentence with its article, where it has one."""
    return error.refusal if isinstance(error, RefusedError) else Refusal(reason=str(error))


def _with_age(person: Person, today: date) -> str:
    ages = None if person.deceased else person.ages_on(today)
    return f"{person.display_name} ({ages.text})" if ages else person.display_name
