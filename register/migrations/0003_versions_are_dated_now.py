"""Whoever does not own the table appends versions of this moment only: no day in the past or to come.

Where the clock was set back, this moment is that of the last version.
"""

from django.db import migrations

_DATE_VERSIONS = """
CREATE FUNCTION register_date_versions() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.published_at BETWEEN transaction_timestamp() AND clock_timestamp()
        OR NEW.published_at > clock_timestamp()
            AND NEW.published_at = (SELECT published_at FROM register_version ORDER BY id DESC LIMIT 1)
        OR pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE')
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A version is dated by the moment at which it is published.' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER register_date_versions BEFORE INSERT ON register_version
    FOR EACH ROW EXECUTE FUNCTION register_date_versions();
"""
_LET_GO = """
DROP TRIGGER register_date_versions ON register_version;
DROP FUNCTION register_date_versions();
"""


class Migration(migrations.Migration):

    dependencies = [('register', '0002_hashes_of_closed_versions')]

    operations = [migrations.RunSQL(_DATE_VERSIONS, _LET_GO)]
