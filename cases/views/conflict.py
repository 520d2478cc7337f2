"""Two people, one record, for every page that edits: the hidden fields it sends along, and the page when somebody else
was first. What only one of the two changed is merged, for the rest there is a choice, and no typed text gets lost.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.contract import ConflictError, Refusal
from cases.forms.compare import BASIS, Pairs, as_typed, basis_of, compare, typed
from cases.rules.calendar import AMSTERDAM, local_day
from cases.rules.wording import short_moment
from cases.views.case import signed_in
from cases.views.clock import now

CONFLICT = 409


class Change(Protocol):
    """What somebody did, in words."""

    @property
    def title(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def at(self) -> datetime: ...


class Saved(NamedTuple):
    """A version that somebody wrote, where it is no event of a case."""

    title: str
    by: str
    at: datetime


def own_fields(request: HttpRequest, fresh: forms.BaseForm, *, version: int, once: UUID | None = None) -> Pairs:
    """The hidden fields of a form that edits what stands: the version and the values that its user saw, a one-time key.

    `fresh` is the form on what stands, `version` its version; a form that comes back with its errors still says what
    its user saw at first. A key that was not used up (`once`) stays good for the next try.
    """
    post = request.POST
    posted = tuple((name, str(value)) for name, value in post.items() if name.startswith(BASIS))
    basis = posted if request.method == "POST" else basis_of(fresh)
    return (("seen", post.get("seen") or str(version)), ("once", str(once or uuid4())), *basis)


def conflict(
    request: HttpRequest,
    error: ConflictError,
    *,
    mine: forms.BaseForm,
    theirs: forms.BaseForm,
    changes: Sequence[Change],
    heading: str,
    back: str,
    above: str = "",
    button: str = "",
    refusal: Refusal | None = None,
    empty: bool = False,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page when somebody else was first (409); it posts to the address of this request.

    `mine` is the form as it was posted, `theirs` the one on what stands now, `changes` what happened since, oldest
    first, `back` the address of who does not save after all. `above` is the template of the page's head.
    """
    me, at = signed_in(request), now(request)
    them = changes[-1] if changes else None
    mine = as_typed(mine)
    comparison = compare(
        request.POST,
        mine,
        theirs,
        me=f"{me.display_name}, {_when(at)}",
        them=f"{them.by}, {_when(them.at)}" if them else "Een collega",
    )
    shared = {
        "heading": heading,
        "back": back,
        "above": above,
        "action": request.get_full_path(),
        "comparison": comparison,
        "typed": typed(mine),
        "changes": changes,
        "them": them.by if them else "een collega",
        "seen": error.seen,
        "current": error.current,
        "button": button or f"Bewaar mijn keuze als versie {error.current + 1}",
        "hidden": (("seen", str(error.current)), ("once", str(uuid4())), *comparison.basis, *comparison.carried),
        "files": [bound for bound in theirs if isinstance(bound.field.widget, forms.FileInput)],
        "refusal": refusal,
        "empty": empty,
        "today": local_day(at),
    }
    return render(request, "cases/conflict.html", shared | dict(context or {}), status=CONFLICT)


def _when(at: datetime) -> str:
    return short_moment(at.astimezone(AMSTERDAM))
