"""``expand=``: the records that an answer names, in short, beside it: each once, by its reference."""

import json

from django.contrib.postgres.fields import ArrayField
from django.db.models import TextField
from django.db.models.expressions import RawSQL

from api.summaries import SUMMARY_SQL, summary_parameters
from register.kinds import kind_named, kinds

_LINKED = "linked"  # what names the record, as against what it names
# How many of one record, and of one answer.
MAX_EXPANDED_PER_RECORD, MAX_EXPANDED = 100, 500

_OUTGOING_REFS = """
    SELECT to_ref AS ref, min(position)::bigint AS place FROM register_link
    WHERE entry_id = register_entry.ref AND left(to_ref, 1) = ANY(%s) GROUP BY to_ref
"""
# The newest references first, after all that it names itself.
_INCOMING_REFS = """
    SELECT entry_id AS ref, 100000000000 - substr(entry_id, 2)::bigint AS place FROM register_link
    WHERE to_ref = register_entry.ref GROUP BY entry_id
"""
# Pairs of a reference and what is told of it.
_EXPANDED = f"""ARRAY(
    SELECT ARRAY[other.ref, {SUMMARY_SQL}]
    FROM (SELECT * FROM (FOUND) AS found ORDER BY place, ref LIMIT %s) AS found
    JOIN register_entry AS other ON other.ref = found.ref
    ORDER BY place, other.ref
)"""


def expand_choices(*, of_one: bool) -> list[str]:
    """What can be asked for; only one record can be asked for what names it, as that may be very many."""
    return [*(kind.plural for kind in kinds()), *([_LINKED] if of_one else [])]


def expanded_sql(request, asked: list[str]) -> RawSQL:
    """SQL of the pairs of an entry."""
    letters = [kind_named(name).letter for name in asked if name != _LINKED]
    found = [_OUTGOING_REFS] if letters else []
    found += [_INCOMING_REFS] if _LINKED in asked else []
    params = [*summary_parameters(request), *([letters] if letters else []), MAX_EXPANDED_PER_RECORD + 1]
    sql = _EXPANDED.replace("FOUND", " UNION ALL ".join(found))
    return RawSQL(sql, params, output_field=ArrayField(ArrayField(TextField())))


def expanded_members(expanded: list[list[list[str]]]) -> str:
    """The members of an answer that tell the pairs of its records, as JSON text with a comma before."""
    is_cut = any(len(pairs) > MAX_EXPANDED_PER_RECORD for pairs in expanded)
    found = {ref: told for pairs in expanded for ref, told in pairs[:MAX_EXPANDED_PER_RECORD]}
    shown = list(found.items())[:MAX_EXPANDED]
    records = ",".join(f'"{ref}":{told}' for ref, told in shown)
    return f',"expanded":{{{records}}},"expanded_is_cut":{json.dumps(is_cut or len(shown) < len(found))}'
