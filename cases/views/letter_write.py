"""One letter of a case: a draft to write beside its preview, or what became of a sent one. Typed text is never lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cases import access
from cases.actions.letter import compose
from cases.actions.letter_text import write_letter
from cases.contract import CaseError, ConflictError, InvalidError, LetterContent, NoAccessError, laws, local_day
from cases.contract import Letter as Kind
from cases.forms.base import BaseForm
from cases.forms.letter import CopyForm, LetterForm, ResendForm, WithdrawForm
from cases.models import Case, Letter, LetterState, User
from cases.queries.addressees import DELIVERY
from cases.queries.casefile import bring_whole
from cases.queries.letter_page import letter_page
from cases.queries.texts import editable, texts_of
from cases.queries.timeline import changes_since
from cases.typesetting.view import template_data
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.conflict import CONFLICT, conflict, own_fields
from cases.views.errors import hides_what_may_not_be_seen
from cases.views.letter_language import Hint, hints_on, keep_word, taken_over
from cases.views.posted import number, one_time_key

OPENED = "brief_open"  # which letter this session has open: its read line was written


@dataclass(slots=True)
class Desk:
    """One request at one letter, past the gate."""

    request: HttpRequest
    user: User
    case: Case
    letter: Letter
    kind: Kind

    @property
    def may_write(self) -> bool:
        return self.kind.permission in access.permissions_on(self.user, self.case)

    @property
    def is_draft(self) -> bool:
        return self.letter.state == LetterState.DRAFT


def desk(request: HttpRequest, uuid: UUID, letter: UUID) -> Desk:
    """Open the letter, with its line in the read log. Raises NoAccessError.

    A preview that is refreshed while somebody types gets no line of its own, if this session opened the page.
    """
    user, refresh = signed_in(request), bool(request.headers.get("HX-Request"))
    again = refresh and request.session.get(OPENED) == str(letter)
    opens = access.find_case if again else access.open_case
    case = opens(user, uuid=uuid, at=now(request), kind="cases.open_letter", payload={"letter": str(letter)})
    found = case.letters.exclude(state=LetterState.WITHDRAWN).select_related("theme", "edited_by").filter(uuid=letter)
    row = found.first()
    if row is None:
        raise NoAccessError(access.UNKNOWN)
    if request.session.get(OPENED) != str(letter):
        request.session[OPENED] = str(letter)
    row.case = case
    if request.method != "POST":
        bring_whole(case, *(f"person__{path}" for path in DELIVERY))
    return Desk(request, user, case, row, laws[case.law].letter(row.kind))


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, uuid: UUID, letter: UUID) -> HttpResponse:
    """GET: the letter. POST `actie`: `bewaar`, `ververs` the preview, `voeg_in:<text>`, `neem_over:<place>`,
    `laat:<word>`. Only `bewaar` keeps anything.
    """
    at_desk = desk(request, uuid, letter)
    if request.method == "GET":
        return page(at_desk)
    if not at_desk.may_write:
        raise NoAccessError(access.UNKNOWN)
    action, _, what = request.POST.get("actie", "").partition(":")
    if action == "bewaar":
        return _keep(at_desk)
    form = writing_form(at_desk, request.POST)
    texts = form.typed()
    if action == "voeg_in":
        texts = _put_in(at_desk, texts, what)
    elif action == "neem_over":
        texts = taken_over(texts, what)
    elif action == "laat":
        keep_word(request, at_desk.letter, what)
    shown = writing_form(at_desk, request.POST.dict() | texts)
    template = "cases/letter_beside.html" if request.headers.get("HX-Request") else ""
    return page(at_desk, form=shown, template=template)


def _keep(at_desk: Desk) -> HttpResponse:
    request = at_desk.request
    seen, once = number(request.POST.get("seen")), one_time_key(request)
    form = writing_form(at_desk, request.POST)
    try:
        write_letter(
            letter_id=at_desk.letter.pk, texts=form.typed(), actor=at_desk.user, at=now(request), seen=seen, once=once
        )
    except NoAccessError:
        raise
    except ConflictError as error:
        return _conflict(at_desk, form, error)
    except InvalidError:
        return page(at_desk, form=form, status=400)
    except CaseError as error:
        form.add_error(None, str(error))
        return page(at_desk, form=form, status=CONFLICT)
    messages.success(request, "De brief is bewaard.")
    return redirect("letter_write", uuid=at_desk.case.uuid, letter=at_desk.letter.uuid)


def _conflict(at_desk: Desk, form: LetterForm, error: ConflictError) -> HttpResponse:
    letter = at_desk.letter
    letter.refresh_from_db(fields=["texts", "version", "edited_at", "edited_by", "state"])
    return conflict(
        at_desk.request,
        error,
        mine=form,
        theirs=writing_form(at_desk),
        changes=changes_since(at_desk.case, error.seen, counter="letter_version", letter=letter.pk),
        heading=at_desk.kind.label,
        back=reverse("letter_write", args=[at_desk.case.uuid, letter.uuid]),
        above="cases/case_head.html",
        context={"case": at_desk.case, "law": at_desk.case.law_data},
    )


def _put_in(at_desk: Desk, texts: dict[str, str], key: str) -> dict[str, str]:
    """The text to insert goes to the end of its slot."""
    found = next((row for row in letter_page(at_desk.case, at_desk.letter).blocks if row.key == key), None)
    if found is None:
        return texts
    return texts | {found.slot: "\n\n".join(filter(None, (texts[found.slot], found.text)))}


def writing_form(at_desk: Desk, data: Any = None) -> LetterForm:
    texts = editable(at_desk.case, at_desk.letter, local_day(at_desk.letter.drafted_at))
    return LetterForm(data, kind=at_desk.kind, texts=texts)


def page(
    at_desk: Desk,
    *,
    form: LetterForm | None = None,
    status: int = 200,
    template: str = "",
    forms: Mapping[str, BaseForm] | None = None,
) -> HttpResponse:
    """The letter as it is, with what was typed still in its form; `forms` are those of copies and dispatch."""
    letter, request = at_desk.letter, at_desk.request
    request.stands_on = reverse("letter_write", args=[at_desk.case.uuid, letter.uuid])  # type: ignore[attr-defined]
    about = letter_page(at_desk.case, letter)
    writing = at_desk.is_draft and at_desk.may_write and bool(at_desk.kind.slots)
    form = (form or writing_form(at_desk)) if writing else form
    fresh = form if form and not form.is_bound else writing_form(at_desk) if writing else None
    today = local_day(now(request))
    content, fault = about.content, ""
    hints: tuple[Hint, ...] = ()
    if at_desk.is_draft:
        content, hints, fault = _as_it_would_be(at_desk, form)
    context: dict[str, Any] = {
        "case": at_desk.case, "law": at_desk.case.law_data, "letter": letter, "kind": at_desk.kind, "about": about,
        "draft": at_desk.is_draft, "may_write": at_desk.may_write, "form": form if writing or form else None,
        "hidden": own_fields(request, fresh, version=letter.version) if writing and fresh else (),
        "once": uuid4(), "today": today,
        "content": template_data(content) if content else None, "fault": fault, "hints": hints,
        "copy_form": CopyForm(), "resend_form": ResendForm(today=today), "withdraw_form": WithdrawForm(),
    }  # fmt: skip
    return render(request, template or "cases/letter_page.html", context | dict(forms or {}), status=status)


def _as_it_would_be(at_desk: Desk, form: LetterForm | None) -> tuple[LetterContent | None, tuple[Hint, ...], str]:
    """The letter with the words in the form, what could be said better, or why it can't be shown."""
    letter = at_desk.letter
    typed = form.typed() if form else {}
    if form and form.is_bound and not form.is_valid():
        return None, hints_on(at_desk.request, letter, at_desk.kind, typed), "Los eerst op wat bij de tekst staat."
    if form and form.is_bound:
        letter.texts = typed
    try:
        content = compose(letter)
    except CaseError as error:
        return None, (), str(error)
    if not form:
        typed = dict(texts_of(at_desk.case, letter, local_day(letter.drafted_at)).texts)
    return content, hints_on(at_desk.request, letter, at_desk.kind, typed), ""
