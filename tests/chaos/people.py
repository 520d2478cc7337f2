"""The people of one run, in a process of their own: open the cases, then work on them in several threads.

`open` writes `opened.json`; `act` prints the journal, a line for each act that was answered. Only the product's own acts
are called. Whoever gets no answer (the database went away) asks again with the same one-time key, as a browser does.

Short cuts: thousands of cases share twenty households, and a case that "stood still" got its acts with a past `at`.
"""

import json
import sys
import threading
import time
import uuid
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import django

HOUR = timedelta(hours=1)
HANDLERS, HOUSEHOLDS, THREADS = 10, 20, 4
IN_HOURS, STOOD_STILL = ("hour", "window"), ("resumed", "run_out")
BOOT = 15.0  # seconds that the programs need at least
LOGIN, PASSWORD = "chaos-0", "in chaos is niets geheim"
SPACE = uuid.UUID("6c6f6f6b-2063-4861-8f73-000000000000")


def main() -> None:
    """`people open|act FOLDER SEED TERMS SECONDS ENGINE`."""
    what, folder, seed, terms, seconds, engine = sys.argv[1:]
    django.setup()
    from tests.chaos.plan import scripts

    planned = scripts(int(seed), terms=int(terms), seconds=float(seconds))
    after = _schedule if engine == "eta" else _nothing
    if what == "open":
        open_all(planned, Path(folder), after)
    else:
        opened = json.loads((Path(folder) / "opened.json").read_text())
        act_all(planned, opened["cases"], datetime.fromisoformat(opened["start"]), after)


def open_all(planned: Any, folder: Path, after: Any) -> None:
    """Open every case, and choose the run's second 0 so that by then all are open and the programs run."""
    from cases.models import Case

    team, users, homes = _town()
    began, acts = time.monotonic(), 0
    start: datetime | None = None
    cases: dict[int, int] = {}
    # Those with days first: they need no second 0, and show how fast this machine is. Half of their acts open nothing.
    for count, script in enumerate(sorted(planned, key=lambda script: script.sort in IN_HOURS)):
        if start is None and script.sort in IN_HOURS:
            pace = (time.monotonic() - began) / acts if acts else 0.1
            start = datetime.now(UTC) + timedelta(seconds=1.1 * pace * (len(planned) - count) + BOOT)
        acts += 1 + (script.sort in STOOD_STILL)
        case = _open(script, start, team, users[script.number % HANDLERS], homes[script.number % HOUSEHOLDS])
        cases[script.number] = case.pk
    assert start is not None
    for pk in Case.objects.values_list("pk", flat=True):
        after(pk)
    (folder / "opened.json").write_text(json.dumps({"start": start.isoformat(), "cases": cases}))


def _open(script: Any, start: datetime | None, team: Any, user: Any, home: Any) -> Any:
    from django.db import transaction

    from cases.actions.transition import Opening, open_case, perform

    household, person = home
    now = datetime.now(UTC)
    today = now.date()
    at, data, key = now, {}, f"open_{script.sort}"
    match script.sort:
        case "hour" | "window":
            assert start is not None
            data = {"since": start + timedelta(seconds=script.due) - HOUR}
        case "resumed" | "run_out":  # over for some twenty days, but for the time that it stood still
            at, key, data = now - timedelta(days=24), "open_pausing", {"received_on": today - timedelta(days=76)}
        case "paused":
            key, data = "open_pausing", {"received_on": today - timedelta(days=30)}
    opening = Opening(household=household, person=person, team=team, handler=user)
    once = uuid.uuid5(SPACE, f"open {script.number}")
    with transaction.atomic():  # no sweeper sees what is opened as too late already before it stands still
        case = open_case(law="chaoslaw", key=key, opening=opening, actor=user, data=data, at=at, once=once)
        if script.sort in STOOD_STILL:
            until = today - timedelta(days=22) if script.sort == "run_out" else ""
            asked = {"asked_on": today - timedelta(days=25), "until": until}
            perform(case_id=case.pk, key="suspend", actor=user, data=asked, at=at, seen=None, once=uuid.uuid4())
    return case


def act_all(planned: Any, cases: dict[str, int], start: datetime, after: Any) -> None:
    """Each thread does its acts in time; those of one case that change its term are of one thread, looks of another."""
    work: list[list[Any]] = [[] for _ in range(THREADS)]
    for script in planned:
        for act in script.acts:
            work[(script.number + (act.key == "look")) % THREADS].append((act, cases[str(script.number)]))
    threads = [threading.Thread(target=_work, args=(mine, start, after)) for mine in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _work(acts: list[Any], start: datetime, after: Any) -> None:
    for act, case in sorted(acts, key=lambda pair: pair[0].at):
        time.sleep(max(0.0, (start + timedelta(seconds=act.at) - datetime.now(UTC)).total_seconds()))
        began = datetime.now(UTC)
        _insist(act, case, start)
        ended = datetime.now(UTC)
        line = {"act": act.number, "began": began.isoformat(), "ended": ended.isoformat()}
        sys.stdout.write(json.dumps(line) + "\n")  # in one piece: print() would let another thread in before the end
        sys.stdout.flush()
        after(case)


def _insist(act: Any, pk: int, start: datetime) -> None:
    """Act until there is an answer: look again after a conflict, try again when the database is away."""
    from django.db import DatabaseError, InterfaceError, connection

    from cases.actions.transition import perform
    from cases.contract import ConflictError
    from cases.models import Case
    from cases.queries.clock import database_now

    once = uuid.uuid5(SPACE, f"act {act.number}")
    today = date.today()
    data: dict[str, dict[str, object]] = {
        "correct": {"since": start + timedelta(seconds=act.due) - HOUR},
        "suspend": {"asked_on": today - timedelta(days=3)},
        "complete": {"completed_on": today - timedelta(days=22)},
    }
    while True:
        try:
            case = Case.objects.select_related("handler").get(pk=pk)
            at = database_now()
            perform(
                case_id=pk,
                key=act.key,
                actor=case.handler,
                data=data.get(act.key, {}),
                at=at,
                seen=case.version,
                once=once,
            )
        except ConflictError:
            continue
        except (DatabaseError, InterfaceError):
            connection.close()
            time.sleep(0.3)
            continue
        return


def _town() -> tuple[Any, list[Any], list[Any]]:
    from django.db.models import Value
    from django.db.models.functions import Concat

    from cases.models import User
    from tests.factories.case import make_team, make_user
    from tests.factories.person import make_household, make_person

    team = make_team()
    users = [make_user(f"chaos-{number}", "chaoslaw.work", team=team) for number in range(HANDLERS)]
    User.objects.filter(pk__in=[user.pk for user in users]).update(
        email=Concat("username", Value("@samenhang.example")), by_email=True
    )
    users[0].refresh_from_db()
    users[0].set_password(PASSWORD)
    users[0].save()
    homes = []
    for number in range(HOUSEHOLDS):
        person = make_person(given=f"Persoon{number}")
        homes.append((make_household((person, "other")), person))
    return team, users, homes


def _nothing(case: int) -> None:
    pass


def _schedule(case: int) -> None:
    from tests.chaos.eta import schedule

    schedule(case)


if __name__ == "__main__":
    main()
