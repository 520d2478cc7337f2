"""Whether a log still says what was written: every line is reckoned again and followed to the head of its chain.

A chain alone does not show that everything was rewritten by somebody who owns the database. For that, keep the head
that `manage.py verify_log` prints somewhere else (ADR 0005).
"""

from dataclasses import dataclass

from django.db import connection

LOGS = {"event": "cases_event", "readlog": "cases_readlog"}  # chain, table
LISTED = 100
FACTS = (
    "kind, outcome, coalesce(actor_id, 0), actor_role, coalesce(responsible_id, 0), organisation, access_point,"
    " purpose, ground, emergency, law, subject_kind, coalesce(subject_id, 0), coalesce(case_id, 0),"
    " coalesce(household_id, 0), coalesce(person_id, 0)"
)
# One statement sees one moment, so that a line written meanwhile is no mistake.
STATEMENT = """
WITH line AS (
    SELECT id, previous, hash, digest,
        encode(sha256(convert_to(payload::text, 'UTF8')), 'hex') AS detail,
        cases_line_hash(id, at, recorded_at, previous, digest, concat_ws('|', {facts})) AS reckoned,
        lag(id) OVER chain AS before, lag(hash) OVER chain AS hash_before
    FROM {table} WINDOW chain AS (ORDER BY id, at)
), bad AS (
    SELECT id, CASE
        WHEN before IS NULL AND id <> %(first)s THEN 'start'
        WHEN before IS NULL AND id = 1 AND previous <> '' THEN 'chain'
        WHEN id <> before + 1 THEN 'gap'
        WHEN previous <> hash_before THEN 'chain'
        WHEN digest <> detail THEN 'detail'
        WHEN hash <> reckoned THEN 'facts'
    END AS problem FROM line
), last AS (SELECT id, hash FROM line ORDER BY id DESC LIMIT 1)
SELECT
    (SELECT count(*) FROM line),
    coalesce(last.id, 0), coalesce(last.hash, ''), coalesce(head.last_id, 0), coalesce(head.hash, ''),
    (SELECT count(*) FROM bad WHERE problem IS NOT NULL),
    ARRAY(SELECT ARRAY[id::text, problem] FROM bad WHERE problem IS NOT NULL ORDER BY id LIMIT %(listed)s)
FROM (SELECT) AS one
LEFT JOIN last ON true
LEFT JOIN cases_chainhead AS head ON head.name = %(chain)s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found. `problems` holds the first hundred (line id, kind): start, gap, chain, detail, facts or head."""

    lines: int
    last: int
    head: str  # hash of the last line, to keep elsewhere
    problems: tuple[tuple[int, str], ...]
    found: int  # how many problems in all

    @property
    def whole(self) -> bool:
        return self.found == 0


def verify(chain: str, *, first: int = 1) -> Verdict:
    """Follow the chain "event" or "readlog" from its first line. Older lines may lawfully have been destroyed:
    `first` is then the id of the first that is kept.
    """
    statement = STATEMENT.format(table=LOGS[chain], facts=FACTS)
    with connection.cursor() as cursor:
        cursor.execute(statement, {"first": first, "chain": chain, "listed": LISTED})
        lines, last, last_hash, head, head_hash, found, listed = cursor.fetchone()
    problems = [(int(line), kind) for line, kind in listed]
    if (last, last_hash) != (head, head_hash):
        problems.append((head, "head"))
        found += 1
    return Verdict(lines=lines, last=last, head=last_hash, problems=tuple(problems), found=found)
