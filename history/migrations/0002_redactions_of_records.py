"""A redaction leaves a row in the history of each record whose words it took out, wherever they stood."""

from django.db import migrations, models

_NOTE_REDACTION = """
-- Says in the act of a redaction in how many places of a record words stood: never which.
CREATE FUNCTION history_note_redaction(redacted_model text, redacted_record bigint, places integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    act bigint := public.history_current_act();
BEGIN
    IF places IS NULL OR places < 1
        OR NOT EXISTS (SELECT FROM public.history_act WHERE id = act AND kind = 'redact' AND reason <> '')
    THEN
        RAISE EXCEPTION 'Only an act of redaction with its reason redacts.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO public.history_change (act_id, model, row_id, record_model, record_id, kind, before) VALUES (
        act, redacted_model, redacted_record, redacted_model, redacted_record, 'redacted',
        jsonb_build_object('places', places)
    );
END $$;
REVOKE ALL ON FUNCTION history_note_redaction(text, bigint, integer) FROM PUBLIC;
"""
_LET_GO = "DROP FUNCTION history_note_redaction(text, bigint, integer);"


class Migration(migrations.Migration):

    dependencies = [('history', '0001_initial')]

    operations = [
        migrations.AlterField(
            model_name='change',
            name='kind',
            field=models.CharField(choices=[('added', 'added'), ('changed', 'changed'), ('deleted', 'removed'), ('redacted', 'redacted')], max_length=8, verbose_name='change'),
        ),
        migrations.RunSQL(_NOTE_REDACTION, _LET_GO),
    ]
