"""A new value with every change of what a municipality sets up, so that a process knows when its memory is old."""

from django.db import migrations, models

TABLES = ("equatedday", "confirmation", "localrule", "localsetting", "textblock", "lettertheme", "municipality")
FUNCTION = """
CREATE FUNCTION cases_new_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cases_setupstamp (id, stamp) VALUES (1, gen_random_uuid())
        ON CONFLICT (id) DO UPDATE SET stamp = EXCLUDED.stamp;
    RETURN NULL;
END $$;
"""
TRIGGER = """
CREATE TRIGGER new_stamp AFTER INSERT OR UPDATE OR DELETE ON cases_{} FOR EACH STATEMENT
    EXECUTE FUNCTION cases_new_stamp();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0019_growth")]

    operations = [
        migrations.CreateModel(
            name="SetupStamp",
            fields=[
                ("id", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("stamp", models.UUIDField()),
            ],
        ),
        migrations.RunSQL(
            FUNCTION
            + "".join(TRIGGER.format(table) for table in TABLES)
            + "INSERT INTO cases_setupstamp VALUES (1, gen_random_uuid());",
            "".join(f"DROP TRIGGER new_stamp ON cases_{table};" for table in TABLES)
            + "DROP FUNCTION cases_new_stamp();",
        ),
    ]
