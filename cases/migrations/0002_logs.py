"""The event and read logs: partitioned by month, chained by hash, append-only (ADR 0005); number sequences."""

from django.db import migrations

COLUMNS = """
    at timestamptz NOT NULL,
    id bigint NOT NULL DEFAULT 0,
    recorded_at timestamptz NOT NULL,
    kind varchar(80) NOT NULL,
    outcome varchar(8) NOT NULL CHECK (outcome IN ('ok', 'refused')),
    actor_id bigint NULL,
    actor_role varchar(120) NOT NULL,
    responsible_id bigint NULL,
    organisation varchar(4) NOT NULL,
    access_point varchar(20) NOT NULL,
    purpose varchar(80) NOT NULL,
    ground varchar(120) NOT NULL,
    emergency boolean NOT NULL,
    law varchar(40) NOT NULL,
    subject_kind varchar(20) NOT NULL,
    subject_id bigint NULL,
    case_id bigint NULL,
    household_id bigint NULL,
    person_id bigint NULL,
    payload jsonb NOT NULL,
    digest varchar(64) NOT NULL DEFAULT '',
    previous varchar(64) NOT NULL DEFAULT '',
    hash varchar(64) NOT NULL DEFAULT '',
    PRIMARY KEY (at, id)
"""

FUNCTIONS = """
-- The line's place in the chain is decided under the lock of the chain's head: ids have no gaps and one order.
-- The digest covers the detail, the hash covers digest, place and all who-what-when columns, so that detail could be
-- destroyed later while the chain stays provable.
CREATE FUNCTION cases_chain_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE head record;
BEGIN
    SELECT last_id, hash INTO head FROM cases_chainhead WHERE name = TG_ARGV[0] FOR UPDATE;
    NEW.id := head.last_id + 1;
    NEW.previous := head.hash;
    NEW.digest := encode(sha256(convert_to(NEW.payload::text, 'UTF8')), 'hex');
    NEW.hash := cases_line_hash(NEW.id, NEW.at, NEW.recorded_at, NEW.previous, NEW.digest,
        concat_ws('|', NEW.kind, NEW.outcome, coalesce(NEW.actor_id, 0), NEW.actor_role, coalesce(NEW.responsible_id, 0),
            NEW.organisation, NEW.access_point, NEW.purpose, NEW.ground, NEW.emergency, NEW.law, NEW.subject_kind,
            coalesce(NEW.subject_id, 0), coalesce(NEW.case_id, 0), coalesce(NEW.household_id, 0),
            coalesce(NEW.person_id, 0)));
    UPDATE cases_chainhead SET last_id = NEW.id, hash = NEW.hash WHERE name = TG_ARGV[0];
    RETURN NEW;
END $$;

CREATE FUNCTION cases_line_hash(id bigint, at timestamptz, recorded_at timestamptz, previous text, digest text, facts text)
RETURNS varchar(64) LANGUAGE sql IMMUTABLE AS $$
    SELECT encode(sha256(convert_to(
        concat_ws('|', id, extract(epoch FROM at)::numeric(20, 6), extract(epoch FROM recorded_at)::numeric(20, 6),
            previous, digest, facts), 'UTF8')), 'hex')
$$;

CREATE FUNCTION cases_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a line of % is never changed or removed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

-- Makes the partitions of this month and the three after it. The application may call it, not own it.
CREATE FUNCTION cases_make_log_partitions(first date, months int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE parent text; month date; part text;
BEGIN
    FOREACH parent IN ARRAY ARRAY['cases_event', 'cases_readlog'] LOOP
        FOR n IN 0 .. months - 1 LOOP
            month := (date_trunc('month', first) + make_interval(months => n))::date;
            part := parent || to_char(month, '_YYYY_MM');
            IF to_regclass(part) IS NULL THEN
                BEGIN
                    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', part, parent, month,
                        (month + interval '1 month')::date);
                EXCEPTION WHEN check_violation OR duplicate_table THEN
                    NULL;  -- lines of that month already stand in the partition for everything else
                END;
            END IF;
        END LOOP;
    END LOOP;
END $$;
"""


def log(table, chain):
    return f"""
CREATE TABLE {table} ({COLUMNS}) PARTITION BY RANGE (at);
CREATE TABLE {table}_other PARTITION OF {table} DEFAULT;
CREATE INDEX {table}_case ON {table} (case_id, at DESC);
CREATE INDEX {table}_household ON {table} (household_id, at DESC);
CREATE INDEX {table}_person ON {table} (person_id, at DESC);
CREATE INDEX {table}_actor ON {table} (actor_id, at DESC);
CREATE INDEX {table}_id ON {table} (id);
CREATE TRIGGER {table}_chain BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION cases_chain_line('{chain}');
CREATE TRIGGER {table}_keep BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION cases_refuse_change();
INSERT INTO cases_chainhead (name, last_id, hash) VALUES ('{chain}', 0, '');
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE cases_case_number; CREATE SEQUENCE cases_household_number;",
            "DROP SEQUENCE cases_case_number; DROP SEQUENCE cases_household_number;",
        ),
        migrations.RunSQL(
            FUNCTIONS
            + log("cases_event", "event")
            + log("cases_readlog", "readlog")
            + "SELECT cases_make_log_partitions((now() - interval '6 months')::date, 18);",
            "DROP TABLE cases_event; DROP TABLE cases_readlog; DROP FUNCTION cases_chain_line, cases_refuse_change,"
            " cases_make_log_partitions, cases_line_hash; DELETE FROM cases_chainhead;",
        ),
    ]
