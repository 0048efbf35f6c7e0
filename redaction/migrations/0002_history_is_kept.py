"""The database keeps the history of records: entries change by one function of the owner of the table, for redaction."""

from django.db import migrations

KEEP = """
CREATE FUNCTION redaction_keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('register.redacting', true) = 'on'
        AND to_jsonb(NEW) - 'object_repr' - 'change_message' = to_jsonb(OLD) - 'object_repr' - 'change_message'
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The history of a record is never changed.' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER redaction_keep_history BEFORE UPDATE ON django_admin_log
    FOR EACH ROW EXECUTE FUNCTION redaction_keep_history();

CREATE FUNCTION redact_history(entry bigint, new_repr text, new_message text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM set_config('register.redacting', 'on', true);
    UPDATE django_admin_log SET object_repr = new_repr, change_message = new_message WHERE id = entry;
    PERFORM set_config('register.redacting', 'off', true);
END $$;
REVOKE ALL ON FUNCTION redact_history(bigint, text, text) FROM PUBLIC;
"""
LET_GO = """
DROP FUNCTION redact_history(bigint, text, text);
DROP TRIGGER redaction_keep_history ON django_admin_log;
DROP FUNCTION redaction_keep_history();
"""


class Migration(migrations.Migration):
    dependencies = [("redaction", "0001_initial"), ("admin", "0003_logentry_add_action_flag_choices")]

    operations = [migrations.RunSQL(KEEP, LET_GO)]
