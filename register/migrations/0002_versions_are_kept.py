"""The database itself keeps versions as they were published."""

from django.db import migrations

KEEP = """
CREATE FUNCTION register_keep_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND current_setting('register.redacting', true) = 'on'
        AND to_jsonb(NEW) - 'body' - 'sha256' = to_jsonb(OLD) - 'body' - 'sha256'
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A published version is never changed or deleted.' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER register_keep_versions BEFORE UPDATE OR DELETE ON register_version
    FOR EACH ROW EXECUTE FUNCTION register_keep_versions();
CREATE TRIGGER register_keep_all_versions BEFORE TRUNCATE ON register_version
    FOR EACH STATEMENT EXECUTE FUNCTION register_keep_versions();
"""
LET_GO = """
DROP TRIGGER register_keep_all_versions ON register_version;
DROP TRIGGER register_keep_versions ON register_version;
DROP FUNCTION register_keep_versions();
"""


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]

    operations = [migrations.RunSQL(KEEP, LET_GO)]
