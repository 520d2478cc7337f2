"""What happened with the copies: their lines in both logs, and what the watcher once sent about terms that ended."""

from typing import Any

from django.db.backends.utils import CursorWrapper

from cases.models import Case, Household, Person

from .columns import COPIES, colleague, older
from .pattern import STRIDE, Kind, Pattern
from .rounds import Copy

READS = 3  # of each case: the last ones

_LINES = f"""
INSERT INTO {{log}} (at, recorded_at, kind, outcome, actor_id, actor_role, responsible_id, organisation, access_point,
    purpose, ground, emergency, law, subject_kind, subject_id, case_id, household_id, person_id, payload)
SELECT {older("old.at")}, clock_timestamp(), kind, outcome, {colleague("actor_id")}, actor_role,
    {colleague("responsible_id")}, organisation, access_point, purpose, ground, emergency, law, subject_kind,
    CASE WHEN subject_kind = ANY(%(kinds)s) THEN subject_id + copy.shift ELSE subject_id END,
    case_id + copy.shift, household_id + copy.shift, person_id + copy.shift,
    (SELECT coalesce(jsonb_object_agg(key, CASE WHEN key = ANY(%(kinds)s) AND jsonb_typeof(value) = 'number'
        THEN to_jsonb(value::bigint + copy.shift) ELSE value END), '{{{{}}}}') FROM jsonb_each(payload))
FROM (SELECT *, row_number() OVER (PARTITION BY case_id ORDER BY at DESC) AS newest FROM {{log}}
    WHERE case_id = ANY(%(cases)s)
        OR (case_id IS NULL AND (household_id = ANY(%(homes)s) OR person_id = ANY(%(persons)s)))) old
CROSS JOIN {COPIES} WHERE newest <= %(most)s OR case_id IS NULL ORDER BY 1
"""  # noqa: S608 - own names

# One warning a week ahead for each term that ended, and its line in the message of that day.
_WARNED = f"""
FROM cases_deadline old JOIN cases_case of_case ON of_case.id = old.case_id CROSS JOIN {COPIES}
WHERE old.case_id = ANY(%(rows)s) AND old.ended_at IS NOT NULL AND old.due_at IS NOT NULL
    AND of_case.handler_id IS NOT NULL
"""
_THEN = older("(old.due_at - interval '7 days')")
_WHO = colleague("of_case.handler_id")
_SIGNALS = (
    f"""
INSERT INTO cases_alarm (deadline_id, kind, at, due_version, fired_at, attempts)
SELECT old.id + copy.shift, 'nearing', {_THEN}, old.due_version, {_THEN}, 0 {_WARNED} ON CONFLICT DO NOTHING
""",
    f"""
INSERT INTO cases_signal (deadline_id, kind, due_version, at)
SELECT old.id + copy.shift, 'nearing', old.due_version, {_THEN} {_WARNED} ON CONFLICT DO NOTHING
""",
    f"""
INSERT INTO cases_outbox (key, kind, payload, created_at, not_before, attempts, sent_at, failure)
SELECT concat_ws(':', 'signal', old.id + copy.shift, 'nearing', old.due_version), 'signal',
    jsonb_build_object('deadline', old.id + copy.shift, 'kind', 'nearing', 'version', old.due_version),
    {_THEN}, {_THEN}, 1, {_THEN}, '' {_WARNED} ON CONFLICT DO NOTHING
""",
    f"""
INSERT INTO cases_message (recipient_id, kind, day, created_at, read_at)
SELECT {_WHO}, 'daily', ({_THEN})::date, min({_THEN}), min({_THEN}) + interval '1 hour' {_WARNED}
GROUP BY 1, 3 ON CONFLICT DO NOTHING
""",
    f"""
INSERT INTO cases_messageitem (message_id, deadline_id, signal_kind, due_version, added_at, mail)
SELECT message.id, line.deadline, 'nearing', line.version, line.at, ''
FROM (SELECT {_WHO} AS recipient, old.id + copy.shift AS deadline, old.due_version AS version, {_THEN} AS at {_WARNED})
    line
JOIN cases_message message ON message.recipient_id = line.recipient AND message.kind = 'daily'
    AND message.day = line.at::date
ON CONFLICT DO NOTHING
""",  # noqa: S608 - own names
)


def make_partitions(cursor: CursorWrapper) -> None:
    """Months for what lies two years and half a year back; without them all of it would stand in one partition."""
    cursor.execute("SELECT cases_make_log_partitions((current_date - interval '31 months')::date, 31)")


def has_lines(cursor: CursorWrapper, pattern: Pattern, copy: Copy) -> bool:
    """Whether the events of this copy are there: they come all or none."""
    first = pattern.cases(copy.kind)[0] + copy.number * STRIDE
    cursor.execute("SELECT EXISTS (SELECT FROM cases_event WHERE case_id = %s)", [first])
    return bool(cursor.fetchone()[0])


def copy_lines(cursor: CursorWrapper, pattern: Pattern, kind: Kind, values: dict[str, Any]) -> None:
    """Copy all events and the last read lines, through the triggers that chain them. Ids in a payload move along."""
    rows = pattern.rows[kind]
    about = {
        "cases": rows[Case],
        "homes": rows[Household],
        "persons": rows[Person],
        "kinds": [model._meta.model_name for model in pattern.tables] + ["record"],  # noqa: SLF001
    }
    for log, most in (("cases_event", 2**31), ("cases_readlog", READS)):
        cursor.execute(_LINES.format(log=log), values | about | {"most": most})


def make_signals(cursor: CursorWrapper, values: dict[str, Any]) -> None:
    """`rows` are the cases of the pattern."""
    for statement in _SIGNALS:
        cursor.execute(statement, values)
