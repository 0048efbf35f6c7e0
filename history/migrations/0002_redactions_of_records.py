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

-- True of JSON of a column from which words were taken, from names of members as well: what a list calls an organization.
-- Members that are alike then are one.
CREATE FUNCTION history_only_removes_in(old_value jsonb, new_value jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF jsonb_typeof(old_value) = 'object' AND jsonb_typeof(new_value) = 'object' THEN
        RETURN NOT EXISTS (
            SELECT FROM jsonb_each(new_value) AS present WHERE NOT EXISTS (
                SELECT FROM jsonb_each(old_value) AS former WHERE public.redaction_only_removes(former.key, present.key)
                AND public.history_only_removes_in(former.value, present.value)
            )
        ) AND NOT EXISTS (
            SELECT FROM jsonb_each(old_value) AS former WHERE NOT EXISTS (
                SELECT FROM jsonb_object_keys(new_value) AS present WHERE public.redaction_only_removes(former.key, present)
            )
        );
    ELSIF jsonb_typeof(old_value) = 'array' AND jsonb_typeof(new_value) = 'array' THEN
        RETURN jsonb_array_length(old_value) = jsonb_array_length(new_value) AND NOT EXISTS (
            SELECT FROM jsonb_array_elements(old_value) WITH ORDINALITY AS former
            JOIN jsonb_array_elements(new_value) WITH ORDINALITY AS present USING (ordinality)
            WHERE public.history_only_removes_in(former.value, present.value) IS NOT TRUE
        );
    END IF;
    RETURN public.redaction_only_removes_in(old_value, new_value);
END $$;

-- The columns stay, whatever is redacted in their values.
CREATE OR REPLACE FUNCTION redact_change(change bigint, new_values jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM public.history_trace_redaction('history.change', change);
    PERFORM set_config('history.opened', 'on', true);
    UPDATE public.history_change SET before = before || new_values
        WHERE id = change AND new_values <> '{}' AND NOT EXISTS (
            SELECT FROM jsonb_each(new_values) AS present
            WHERE public.history_only_removes_in(before -> present.key, present.value) IS NOT TRUE
        );
    IF NOT FOUND THEN
        RAISE EXCEPTION 'A redaction takes words out, and nothing else.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM set_config('history.opened', 'off', true);
END $$;
"""
_LET_GO = """
DROP FUNCTION history_note_redaction(text, bigint, integer);
-- redact_change goes with the migration that made it
DROP FUNCTION history_only_removes_in(jsonb, jsonb);
"""


class Migration(migrations.Migration):

    dependencies = [('history', '0001_initial'), ('register', '0001_initial')]

    operations = [
        migrations.AlterField(
            model_name='change',
            name='kind',
            field=models.CharField(choices=[('added', 'added'), ('changed', 'changed'), ('deleted', 'removed'), ('redacted', 'redacted')], max_length=8, verbose_name='change'),
        ),
        migrations.RunSQL(_NOTE_REDACTION, _LET_GO),
    ]
