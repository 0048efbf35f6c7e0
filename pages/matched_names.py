"""Names by which a search found the records on a page, where their titles do not show why."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from core.localized import in_language
from core.text import tokens
from register.kinds import kind_named
from register.models import Entry
from register.search.query import Term, looked_up_words, parse_query
from register.sql import fetch_rows, parsed_json

_MAX_SHOWN = 2  # names at a record
# Words that are in names of all kinds and name nobody.
_FUNCTION_WORDS = frozenset(
    tokens(
        "a an and as at between by for from in into of on or over the to under with"
        " de del der des di du et für la las le les los und van von y"
        " 각 간 및 등 의 와 과 또는 대한 위한"
    )
)
# Who has words of the search in a name, among the records themselves and whom they mention.
# With each, for every word of the search, whether the record's own text has it: its title, subjects and prose. Names
# of others are printed in it (weight B), and those are not what its row shows.
_BEARERS_SQL = """
SELECT holder.ref, bearer.ref, bearer.kind, bearer.title, bearer.body, ARRAY(
    SELECT ts_filter(own.vector, '{a,c,d}') @@ literal::tsquery
    FROM unnest(%(literals)s::text[]) WITH ORDINALITY AS word (literal, place) ORDER BY place
)
FROM (
    SELECT entry_id AS ref, to_ref FROM register_link WHERE entry_id = ANY(%(refs)s)
    UNION SELECT ref, ref FROM unnest(%(refs)s::text[]) AS own (ref)
) AS holder
JOIN register_entrytext AS named ON named.entry_id = holder.to_ref AND named.vector @@ %(words)s::tsquery
JOIN register_entry AS bearer ON bearer.ref = holder.to_ref
JOIN register_entrytext AS own ON own.entry_id = holder.ref
ORDER BY holder.ref, bearer.serial
"""


@dataclass(frozen=True)
class MatchedName:
    """A name in the language of the page, and the other one with the words of the search."""

    name: str
    language: str
    other: str = ""


def matched_names(search: str, entries: Sequence[Entry]) -> dict[str, list[MatchedName]]:
    """For each record, by reference: the names by which it was found and that its title does not hold."""
    parsed = [[term for term in group if not _is_function_word(term)] for group in parse_query(search)]
    words = looked_up_words(parsed)
    if not (words and entries):
        return {}
    terms = [term for group in parsed for term in group if not term.is_excluded]
    literals = [term.literal() for term in terms]
    titles = {entry.ref: in_language(entry.title)[0] for entry in entries}
    by_ref: dict[str, list[tuple[int, MatchedName]]] = {}
    rows = fetch_rows(_BEARERS_SQL, refs=list(titles), words=words, literals=literals)
    for ref, bearer, kind, title, body, in_text in rows:
        # its own names are in its text, and yet unseen where its title is another
        seen = [term.is_in(titles[ref]) for term in terms] if bearer == ref else in_text
        sought = [term for term, is_seen in zip(terms, seen, strict=True) if not is_seen]
        index = kind_named(kind).index(json.loads(body))
        names = index.names or list(index.title.values())
        if best := _best_name(names, sought):
            count, other = best
            name, language = ("", "") if bearer == ref else in_language(parsed_json(title))
            by_ref.setdefault(ref, []).append(
                (count, MatchedName(name, language, "" if other == name else other))
            )
    return {ref: _first(names) for ref, names in by_ref.items()}


def _is_function_word(term: Term) -> bool:
    return all(token in _FUNCTION_WORDS for token in term.tokens)


def _best_name(names: list[str], terms: list[Term]) -> tuple[int, str] | None:
    """The name with the most of these terms, and their number; None where no name has one."""
    counts = [(sum(term.is_in(name) for term in terms), name) for name in names]
    count, name = max(counts, key=lambda pair: pair[0], default=(0, ""))
    return (count, name) if count else None


def _first(names: list[tuple[int, MatchedName]]) -> list[MatchedName]:
    """The names with the most terms, each once."""
    most = max(count for count, _name in names)
    return list(dict.fromkeys(name for count, name in names if count == most))[:_MAX_SHOWN]
