"""Read what happened out of the product's tables, for the oracle. Three statements and the chain of the logs."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection

from cases.models import Case, Event
from cases.queries.log_chain import LOGS, verify
from tests.chaos.oracle import Clock, Fired, Found, Key

CLOCKS = """
SELECT id, case_id, due_version, suspended, outcome, row_number() OVER (PARTITION BY case_id ORDER BY id) - 1
FROM cases_deadline
"""
# When a signal was claimed, the outbox says by the database's own clock; what the sweeper thought is `signal.at`.
SIGNALS = """
SELECT s.deadline_id, s.due_version, s.kind, count(*), min(coalesce(o.created_at, s.at)), min(s.at), min(o.sent_at),
    coalesce(max((SELECT count(*) FROM cases_messageitem i WHERE i.deadline_id = s.deadline_id
        AND i.signal_kind = s.kind AND i.due_version = s.due_version)), 0)
FROM cases_signal s
LEFT JOIN cases_outbox o ON o.key = concat_ws(':', 'signal', s.deadline_id, s.kind, s.due_version)
GROUP BY s.deadline_id, s.due_version, s.kind
"""
# The mail of tomorrow morning waits rightly: its day of making is that morning.
WAITING = "SELECT count(*) FROM cases_outbox WHERE sent_at IS NULL AND created_at < clock_timestamp()"
ACTED = {"cases.window_closed": (1, "closes"), "cases.suspension_ran_out": (2, "resumes")}


def gather(cases: dict[int, int], mails: list[str] | None, *, logs: bool = False) -> Found:
    """`cases`: the case of each script, by its number. `mails`: the sink's lines. `logs`: verify both chains (slow)."""
    numbers = {pk: number for number, pk in cases.items()}
    with connection.cursor() as cursor:
        cursor.execute(CLOCKS)
        clocks = cursor.fetchall()
        cursor.execute(SIGNALS)
        signals = cursor.fetchall()
        cursor.execute(WAITING)
        unsent = cursor.fetchone()[0]
    which = {pk: (numbers[case], place) for pk, case, _, _, _, place in clocks}
    fired: dict[Key, Fired] = {
        (*which[deadline], version, kind): Fired(at=at, said=said, sent=sent, claims=claims, told=told)
        for deadline, version, kind, claims, at, said, sent, told in signals
    }
    acts, watcher = _events(numbers)
    for key, moments in watcher.items():
        fired[key] = Fired(at=min(moments), said=min(moments), sent=None, claims=len(moments))
    return Found(
        fired=fired,
        clocks={which[row[0]]: Clock(version=row[2], state=_state(row[3], row[4])) for row in clocks},
        acts=acts,
        mails=None if mails is None else _mails(distinct(mails), numbers),
        mails_again=len(mails or ()) - len(distinct(mails or ())),
        unsent=unsent,
        whole=not logs or all(verify(chain).whole for chain in LOGS),
    )


def distinct(lines: Iterable[str]) -> set[str]:
    """One line for each Message-ID, as its reader's mailbox does: sent once more, "termijn" can be "te laat" by then."""
    return set({line.partition(" ")[0]: line for line in lines}.values())


def _mails(lines: set[str], numbers: dict[int, int]) -> Counter[int]:
    """Different e-mails by case: a subject ends in the number of its case, but for a morning's mail about several."""
    known = {case.number: numbers[case.pk] for case in Case.objects.only("number")}
    found = (known.get(line.rpartition(" ")[2]) for line in lines)
    return Counter(number for number in found if number is not None)


def _state(suspended: bool, outcome: str) -> str:
    return outcome or ("still" if suspended else "runs")


def _events(numbers: dict[int, int]) -> tuple[Counter[tuple[int, str]], dict[Key, list[datetime]]]:
    """How often each act of a person stands in the log, and when the watcher did what."""
    acts: Counter[tuple[int, str]] = Counter()
    watcher: dict[Key, list[datetime]] = {}
    rows: Any = Event.objects.values_list("case_id", "kind", "recorded_at")
    for case, kind, recorded_at in rows:
        if kind in ACTED:
            version, warning = ACTED[kind]
            watcher.setdefault((numbers[case], 0, version, warning), []).append(recorded_at)
        elif kind.startswith("chaoslaw.") and not kind.startswith("chaoslaw.open_"):
            acts[numbers[case], kind.removeprefix("chaoslaw.")] += 1
    return acts, watcher
