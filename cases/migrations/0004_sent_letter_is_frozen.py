"""A sent letter stays what it was: its content, file, proof of the file and day of dispatch (Awb 3:41)."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION cases_freeze_letter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'sent' AND (
        NEW.content IS DISTINCT FROM OLD.content OR NEW.file IS DISTINCT FROM OLD.file
        OR NEW.sha256 IS DISTINCT FROM OLD.sha256 OR NEW.sent_on IS DISTINCT FROM OLD.sent_on
        OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.case_id IS DISTINCT FROM OLD.case_id OR NEW.state = 'draft'
    ) THEN
        RAISE EXCEPTION 'a sent letter is frozen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_letter_frozen BEFORE UPDATE ON cases_letter FOR EACH ROW EXECUTE FUNCTION cases_freeze_letter();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_partition_rights")]

    operations = [
        migrations.RunSQL(
            FREEZE, "DROP TRIGGER cases_letter_frozen ON cases_letter; DROP FUNCTION cases_freeze_letter();"
        )
    ]
