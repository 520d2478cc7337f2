"""The work list, and who handles a case. The whole list stands in the address: a bookmark is a saved list."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from cases.access import UNKNOWN, can, find_case, visible_to
from cases.actions.assign import assign as assign_case
from cases.contract import PHASE_LABELS, CaseError, NoAccessError
from cases.models import Case, User
from cases.queries.tasks import my_tasks
from cases.queries.today import due_today, unread
from cases.queries.worklist import GROUPINGS, PHASES, STEP, Wanted
from cases.queries.worklist import worklist as read_worklist
from cases.reader import reader
from cases.rules.calendar import AMSTERDAM
from cases.views.clock import now
from cases.views.errors import hides_what_may_not_be_seen
from cases.views.navigation import safe_next
from cases.views.posted import number, one_time_key


@require_GET
def worklist(request: HttpRequest) -> HttpResponse:
    """The page; htmx takes the list out of it when a filter changes."""
    assert isinstance(request.user, User)
    user, at = request.user, now(request)
    found = read_worklist(user, _wanted(user, request.GET), at)
    in_list = visible_to(user, Case).filter(found.current.cases, closed_at=None)
    context = {
        "work": found,
        "now": at.astimezone(AMSTERDAM),
        "due_today": due_today(in_list, at),
        "unread_items": unread(user, at),
        "my_tasks": my_tasks(user, at),
        "phases": [(phase.value, PHASE_LABELS[phase]) for phase in PHASES],
        "groupings": GROUPINGS.items(),
        "may_register": can(user, "cases.register"),
        "next_shown": found.wanted.shown + STEP,
    }
    return render(request, "cases/worklist.html", context)


@require_POST
@hides_what_may_not_be_seen
def assign(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Pick up a case, or give it to a colleague; back to the list either way, with what happened."""
    assert isinstance(request.user, User)
    case = find_case(request.user, uuid=uuid, at=now(request), kind="cases.assign")
    handler = _handler(request)
    try:
        case = assign_case(
            case_id=case.pk, handler=handler, actor=request.user, at=now(request),
            seen=number(request.POST.get("seen")),
            once=one_time_key(request),
        )  # fmt: skip
    except NoAccessError:
        raise
    except CaseError as error:
        messages.warning(request, str(error))
    else:
        who = "Jij behandelt" if handler == request.user else f"{handler.display_name} behandelt"
        messages.success(request, f"{who} nu de zaak van {case.household.name}. De termijnen lopen gewoon door.")
    return redirect(safe_next(request, "worklist"))


def _wanted(user: User, query: QueryDict) -> Wanted:
    """What the address asks; what it says and we do not know counts as nothing, so that an old link still works."""
    law, phase, group = (query.get(name, "") for name in ("wet", "fase", "groepeer"))
    return Wanted(
        which=query.get("lijst", "mij"),
        team=query.get("team", ""),
        law=law if law in reader(user).laws else "",
        phase=phase if phase in PHASES else "",
        group=group if group in GROUPINGS else "tijd",
        shown=max(number(query.get("toon")), STEP),
    )


def _handler(request: HttpRequest) -> User:
    """The colleague that was chosen; without one it is whoever is logged in."""
    assert isinstance(request.user, User)
    chosen = request.POST.get("wie", "")
    found = User.objects.filter(pk=number(chosen)).first() if chosen else request.user
    if found is None:
        raise NoAccessError(UNKNOWN)
    return found
