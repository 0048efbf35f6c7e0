"""The `expand` parameter: related records in short, in the same answer, each once by its reference."""

import json

from django.contrib.postgres.fields import ArrayField
from django.db.models import TextField
from django.db.models.expressions import RawSQL

from api.summaries import SUMMARY_SQL, summary_parameters
from register.kinds import kind_named, kinds

_LINKED = "linked"  # the records that link to this one, rather than those that it links to
# Most related records of one record, and of one answer.
MAX_EXPANDED_PER_RECORD, MAX_EXPANDED = 100, 500

_OUTGOING_REFS = """
    SELECT to_ref AS ref, min(position)::bigint AS place FROM register_link
    WHERE entry_id = register_entry.ref AND left(to_ref, 1) = ANY(%s) GROUP BY to_ref
"""
# The newest references first, after the outgoing ones.
_INCOMING_REFS = """
    SELECT entry_id AS ref, 100000000000 - substr(entry_id, 2)::bigint AS place FROM register_link
    WHERE to_ref = register_entry.ref GROUP BY entry_id
"""
# Pairs of a reference and the summary of its record.
_EXPANDED = f"""ARRAY(
    SELECT ARRAY[other.ref, {SUMMARY_SQL}]
    FROM (SELECT * FROM (LINKED_REFS) AS linked ORDER BY place, ref LIMIT %s) AS linked
    JOIN register_entry AS other ON other.ref = linked.ref
    ORDER BY place, other.ref
)"""


def expand_choices(*, of_one: bool) -> list[str]:
    """Values of `expand`. Only a single record takes `linked`, as very many may link to a record."""
    return [*(kind.plural for kind in kinds()), *([_LINKED] if of_one else [])]


def expanded_sql(request, names: list[str]) -> RawSQL:
    """SQL of an entry's related records: an array of pairs, reference and summary as JSON text."""
    letters = [kind_named(name).letter for name in names if name != _LINKED]
    queries = [_OUTGOING_REFS] if letters else []
    queries += [_INCOMING_REFS] if _LINKED in names else []
    params = [*summary_parameters(request), *([letters] if letters else []), MAX_EXPANDED_PER_RECORD + 1]
    sql = _EXPANDED.replace("LINKED_REFS", " UNION ALL ".join(queries))
    return RawSQL(sql, params, output_field=ArrayField(ArrayField(TextField())))


def expanded_members(expanded: list[list[list[str]]]) -> str:
    """The members `expanded` and `expanded_is_cut` of an answer, as JSON text with a comma before.

    ``expanded`` has the pairs of each of its records, as `expanded_sql` selects them.
    """
    is_cut = any(len(pairs) > MAX_EXPANDED_PER_RECORD for pairs in expanded)
    summaries = {ref: text for pairs in expanded for ref, text in pairs[:MAX_EXPANDED_PER_RECORD]}
    shown = list(summaries.items())[:MAX_EXPANDED]
    records = ",".join(f'"{ref}":{text}' for ref, text in shown)
    return f',"expanded":{{{records}}},"expanded_is_cut":{json.dumps(is_cut or len(shown) < len(summaries))}'
