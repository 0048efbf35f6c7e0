"""List of topics as a tree, with the number of agreements about each, by nature."""

import json
from collections.abc import Sequence
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db.models import QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.utils.translation import get_language

from agreements.choices import Nature
from core.localized import in_language
from lifecycle.choices import State
from pages.list_results import ListResults
from pages.mentions import Mention, RecordDirectory, mentioned_refs
from register.facets.bitmaps import BITMAP_SQL, CHUNK_SQL
from register.models import Entry
from register.ordering import Ordering
from register.possible_periods import holds_on_sql
from register.sql import fetch_rows

# An order of the page alone: a cursor of the API cannot hold a position in a tree.
TREE_ORDERING = "tree"
_MAX_TREE = 500  # topics on one page: a tree in pieces is none

# Path from the widest topic down to this one: of each its sort value and its serial number, which is unique.
_TREE_PATH_SQL = """(
    WITH RECURSIVE up(ref, way, passed) AS (
        SELECT register_entry.ref::text,
               ARRAY[concat(register_entry.{by}, chr(1), lpad(register_entry.serial::text, 10, '0'))],
               ARRAY[register_entry.ref::text]
        UNION ALL
        SELECT wider.ref::text, ARRAY[concat(wider.{by}, chr(1), lpad(wider.serial::text, 10, '0'))] || way,
               passed || wider.ref::text
        FROM up JOIN register_link link ON link.entry_id = up.ref AND link.kind = 'wider'
        JOIN register_entry wider ON wider.ref = link.to_ref
        WHERE NOT wider.ref = ANY(passed)
    )
    SELECT way FROM up ORDER BY cardinality(way) DESC LIMIT 1
)"""

# Number of agreements by topic and nature; with a day, of those in effect on it.
_AGREEMENT_COUNTS_SQL = f"""
WITH held AS MATERIALIZED (
    SELECT {CHUNK_SQL} AS chunk, {BITMAP_SQL} AS bits FROM (
        SELECT substr(entry_id, 2)::int AS serial FROM register_period
        WHERE state = '{State.IN_FORCE}'
            AND {holds_on_sql("%(on)s")}
            AND %(on)s::date IS NOT NULL
    ) AS periods GROUP BY 1
)
SELECT topic.value, nature.value, sum(bit_count(topic.bits & nature.bits & CASE
           WHEN %(on)s::date IS NULL THEN nature.bits ELSE held.bits END)::int)
FROM register_factbits AS topic JOIN register_factbits AS nature USING (kind, chunk) LEFT JOIN held USING (chunk)
WHERE kind = 'agreement' AND topic.fact = 'topic' AND nature.fact = 'nature' AND topic.value = ANY(%(refs)s)
GROUP BY 1, 2
"""


class TopicListResults(ListResults):
    """Topics that fit a request; narrower ones under wider ones on one page, unless another order is requested."""

    @property
    def page_size(self):
        return _MAX_TREE if self.query.ordering == TREE_ORDERING else super().page_size

    def page_entries(self, first, last):
        if self.query.ordering == TREE_ORDERING:
            return _in_tree_order(self.query.filterset.entries())[first:last]
        return super().page_entries(first, last)


def _in_tree_order(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Entries depth first: each topic after its wider one, siblings by name."""
    by = Ordering("sort_title", is_descending=False).in_language(get_language()).column
    return entries.order_by(RawSQL(_TREE_PATH_SQL.format(by=by), [], output_field=ArrayField(TextField())))


def agreement_counts(refs: list[str], on: date | None) -> dict[str, dict[str, int]]:
    """Number of agreements about each topic itself, by nature; with a day, of those in effect on it."""
    counts: dict[str, dict[str, int]] = {}
    for ref, nature, count in fetch_rows(_AGREEMENT_COUNTS_SQL, refs=refs, on=on) if refs else []:
        if count:
            counts.setdefault(ref, {})[nature] = count
    return counts


def topic_rows(entries: Sequence[Entry], counts: dict[str, dict[str, int]]) -> list[dict]:
    """Topics as the list shows them."""
    parents = {entry.ref: json.loads(entry.body)["parent"] for entry in entries}
    directory = RecordDirectory(mentioned_refs(list(parents.values())))
    return [_topic_row(entry, directory.mention_by_title(parents[entry.ref]), counts) for entry in entries]


def _topic_row(entry: Entry, wider: Mention | None, counts: dict[str, dict[str, int]]) -> dict:
    """A topic as the list shows it: names, wider topic, and numbers of agreements by nature."""
    name, language = in_language(entry.title)
    return {
        "ref": entry.ref,
        "title": entry.title,
        "others": [
            (code, words) for code, words in entry.title.items() if code != language and words != name
        ],
        "wider": wider,
        "counts": [
            {"nature": nature, "count": count}
            for nature in Nature.values
            if (count := counts.get(entry.ref, {}).get(nature))
        ],
        "narrower": [],
    }


def nest_rows(rows: list[dict]) -> list[dict]:
    """Rows nested in the row of their wider topic, if that stands before them on the page."""
    rows_by_ref, top = {}, []
    for row in rows:
        above = rows_by_ref.get(row["wider"].body["ref"]) if row["wider"] and row["wider"].body else None
        (above["narrower"] if above else top).append(row)
        row["is_within"] = bool(above)
        rows_by_ref[row["ref"]] = row
    return top
