"""One function of the owner of the table changes a version: body and note, for redaction."""

from django.db import migrations

REDACT = """
CREATE OR REPLACE FUNCTION register_keep_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND current_setting('register.redacting', true) = 'on'
        AND to_jsonb(NEW) - 'body' - 'sha256' - 'note' = to_jsonb(OLD) - 'body' - 'sha256' - 'note'
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A published version is never changed or deleted.' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION redact_version(version bigint, new_body text, new_note text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM set_config('register.redacting', 'on', true);
    UPDATE register_version
        SET body = new_body, sha256 = encode(sha256(convert_to(new_body, 'UTF8')), 'hex'), note = new_note
        WHERE id = version;
    PERFORM set_config('register.redacting', 'off', true);
END $$;
REVOKE ALL ON FUNCTION redact_version(bigint, text, text) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("register", "0002_versions_are_kept")]

    operations = [migrations.RunSQL(REDACT, "DROP FUNCTION redact_version(bigint, text, text);")]
