"""What the application may not touch: a month that is added later (default privileges would let it change one), and the
heads of the chains, which only the trigger moves.
"""

from django.db import migrations

BODY = """
CREATE OR REPLACE FUNCTION cases_make_log_partitions(first date, months int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE parent text; month date; part text; {declare}
BEGIN
    FOREACH parent IN ARRAY ARRAY['cases_event', 'cases_readlog'] LOOP
        FOR n IN 0 .. months - 1 LOOP
            month := (date_trunc('month', first) + make_interval(months => n))::date;
            part := parent || to_char(month, '_YYYY_MM');
            IF to_regclass(part) IS NULL THEN
                BEGIN
                    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', part, parent, month,
                        (month + interval '1 month')::date);
                    {revoke}
                EXCEPTION WHEN check_violation OR duplicate_table THEN
                    NULL;  -- lines of that month already stand in the partition for everything else
                END;
            END IF;
        END LOOP;
    END LOOP;
END $$;
"""
REVOKE = """
                    FOR role IN
                        SELECT DISTINCT acl.grantee::regrole::text FROM pg_class, aclexplode(relacl) AS acl
                        WHERE pg_class.oid = to_regclass(part) AND acl.grantee NOT IN (0, relowner)
                    LOOP
                        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM ', part) || role;
                    END LOOP;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_logs")]

    operations = [
        migrations.RunSQL(
            BODY.format(declare="role text;", revoke=REVOKE),
            BODY.format(declare="", revoke=""),
        ),
        migrations.RunSQL(
            "ALTER FUNCTION cases_chain_line() SECURITY DEFINER SET search_path = public;",
            "ALTER FUNCTION cases_chain_line() SECURITY INVOKER RESET search_path;",
        ),
    ]
