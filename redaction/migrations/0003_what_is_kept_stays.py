"""Redactions are changed by a function of the owner alone, which redacts; rules lose no hash that no later one judges."""

import django.utils.timezone
from django.db import migrations, models

_KEEP = """
-- Redacts the grounds of a redaction.
CREATE FUNCTION redact_grounds(redaction bigint, new_reason text, new_basis text, new_public_reason jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM public.history_trace_redaction('redaction.redaction', redaction);
    UPDATE public.redaction_redaction
        SET reason = new_reason, basis = new_basis, public_reason = new_public_reason
        WHERE id = redaction
            AND public.redaction_only_removes(reason, new_reason)
            AND public.redaction_only_removes(basis, new_basis)
            AND public.redaction_only_removes_in(public_reason, new_public_reason);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'A redaction takes words out, and nothing else.' USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;
REVOKE ALL ON FUNCTION redact_grounds(bigint, text, text, jsonb) FROM PUBLIC;

-- A rule grows, as by a merger; it loses only what a later rule of its record judges again.
CREATE FUNCTION redaction_keep_rules() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    grown text[] := '{digests,likely,facts,identity_digests,longest}';
BEGIN
    IF pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - grown = to_jsonb(OLD) - grown
        AND NEW.facts @> OLD.facts AND NEW.identity_digests @> OLD.identity_digests AND NEW.longest >= OLD.longest
        AND NOT EXISTS (
            SELECT FROM unnest(OLD.digests || OLD.likely) AS hash
            WHERE hash <> ALL (CASE WHEN hash = ANY (OLD.digests) THEN NEW.digests ELSE NEW.digests || NEW.likely END)
            AND NOT EXISTS (
                SELECT FROM public.redaction_redactionrule AS later
                WHERE later.id > OLD.id AND later.key = OLD.key
                AND (later.subject IN (OLD.subject, OLD.row) OR later.row IN (OLD.subject, nullif(OLD.row, '')))
                AND hash = ANY (later.digests || later.likely)
            )
        )
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A rule of a redaction loses nothing that no later one judges.'
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER redaction_keep_rules BEFORE UPDATE ON redaction_redactionrule
    FOR EACH ROW EXECUTE FUNCTION redaction_keep_rules();
"""
_LET_GO = """
DROP TRIGGER redaction_keep_rules ON redaction_redactionrule;
DROP FUNCTION redaction_keep_rules();
DROP FUNCTION redact_grounds(bigint, text, text, jsonb);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('redaction', '0002_identities_of_rules'),
        ('history', '0001_initial'),
        ('register', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='redaction',
            name='at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='redacted'),
        ),
        migrations.RunSQL(_KEEP, _LET_GO),
    ]
