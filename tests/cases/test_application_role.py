"""What the application's own database role can do to a log: add a line, and nothing else (NEN 7513)."""

from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from cases.models.setup import grant_to_application
from cases.queries.log_chain import LOGS

pytestmark = pytest.mark.skipif(not settings.APP_DATABASE_URL, reason="owner and application are one role here")
LINE = (
    "INSERT INTO {table} (at, recorded_at, kind, outcome, actor_role, organisation, access_point, purpose, ground,"
    " emergency, law, subject_kind, payload)"
    " VALUES ('2026-11-24', clock_timestamp(), 'x', 'ok', '', '', 'page', '', '', false, '', 'none', '{{}}') RETURNING id"
)
LATER = "cases_event_2031_03"  # a month that the watcher adds


@pytest.fixture(scope="module")
def app(django_db_setup, django_db_blocker):
    """A connection to the tests' database with the rights that a migration leaves behind, on a month added later too."""
    role = urlsplit(settings.APP_DATABASE_URL).username
    with django_db_blocker.unblock():
        grant_to_application(role, "default")
        name = connection.settings_dict["NAME"]
        with psycopg.connect(settings.APP_DATABASE_URL, dbname=name, autocommit=True) as app:
            app.execute("SELECT cases_make_log_partitions('2031-03-01', 1)")
            yield app
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE cases_event_2031_03, cases_readlog_2031_03")
            cursor.execute("TRUNCATE cases_event, cases_readlog")
            cursor.execute("UPDATE cases_chainhead SET last_id = 0, hash = ''")


def tables():
    """Both logs, a month of each, the default partition, and a month that was added by the application itself."""
    months = [f"{table}{month}" for table in LOGS.values() for month in ("", "_2026_11", "_other")]
    return [*months, LATER, LATER.replace("event", "readlog")]


@pytest.mark.parametrize("table", LOGS.values())
def test_application_adds_a_line_and_the_database_chains_it(app, table):
    first = app.execute(LINE.format(table=table)).fetchone()[0]
    second = app.execute(LINE.format(table=table)).fetchone()[0]
    assert second == first + 1
    chained = app.execute(
        f"SELECT later.previous = earlier.hash FROM {table} earlier, {table} later WHERE earlier.id = %s AND later.id = %s",
        [first, second],
    ).fetchone()[0]
    assert chained is True


ATTACKS = (
    "UPDATE {} SET kind = 'y'",
    "UPDATE {} SET kind = 'y' WHERE false",
    "DELETE FROM {}",
    "TRUNCATE {}",
    "DROP TABLE {}",
    "ALTER TABLE {} ADD COLUMN x int",
    "ALTER TABLE {} DISABLE TRIGGER ALL",
    "ALTER TABLE {} DISABLE TRIGGER USER",
    "DROP TRIGGER cases_event_keep ON {}",
    "ALTER TABLE {} OWNER TO CURRENT_USER",
    "CREATE RULE hide AS ON INSERT TO {} DO INSTEAD NOTHING",
    "CREATE TRIGGER late BEFORE INSERT ON {} FOR EACH ROW EXECUTE FUNCTION cases_refuse_change()",
    "INSERT INTO {0} SELECT * FROM {0} LIMIT 1 ON CONFLICT (at, id) DO UPDATE SET kind = 'y'",
    "COPY {} TO PROGRAM 'true'",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_application_changes_and_removes_nothing(app, attack):
    for table in tables():
        with pytest.raises(psycopg.Error) as refused:
            app.execute(attack.format(table))
        assert isinstance(refused.value, (psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedObject)), table


@pytest.mark.parametrize(
    "attack",
    [
        "SET session_replication_role = replica",
        "ALTER TABLE cases_event DETACH PARTITION cases_event_2026_11",
        "CREATE OR REPLACE FUNCTION cases_chain_line() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE OR REPLACE FUNCTION cases_refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "DROP FUNCTION cases_refuse_change() CASCADE",
        "CREATE TABLE cases_event_2031_04 PARTITION OF cases_event FOR VALUES FROM ('2031-04-01') TO ('2031-05-01')",
        "UPDATE cases_chainhead SET last_id = 0, hash = ''",
        "DELETE FROM cases_chainhead",
        "INSERT INTO cases_chainhead (name, last_id, hash) VALUES ('other', 0, '')",
        "TRUNCATE cases_case CASCADE",
        "DROP TABLE cases_case CASCADE",
        "DELETE FROM django_migrations",
        "SET ROLE samenhang_owner",
    ],
)
def test_application_owns_nothing(app, attack):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(attack)


def test_no_right_to_change_a_log_is_left_on_any_partition(app):
    """Also without the triggers: the rights alone are enough."""
    rows = app.execute(
        "SELECT relname, privilege FROM pg_class, unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS privilege"
        " WHERE relname ~ '^cases_(event|readlog)' AND relkind IN ('r', 'p') AND has_table_privilege(oid, privilege)"
    ).fetchall()
    assert rows == []
