"""Search through the passages of public documents: bounded, beside the search through records."""

from dataclasses import dataclass

from register.search.query import Term, parse_query
from register.sql import fetch_rows, parsed_json

MOST_DOCUMENTS = 10
_MOST_PASSAGES = 200  # that are ranked: of a word in more, any of them
# Planned as if all of it were needed, by the index; it stops where the next part has enough.
_MATCHING_SQL = """
WITH matching AS MATERIALIZED (
    SELECT document_id, position, page, text, vector
    FROM document_texts_documentpassage WHERE vector @@ %(words)s::tsquery
)"""
_COUNT_SQL = f"""{_MATCHING_SQL}, found AS MATERIALIZED (
    SELECT document_id FROM matching LIMIT {_MOST_PASSAGES}
)
SELECT count(DISTINCT stored_name)
FROM found JOIN document_texts_documenttext AS document ON document.id = document_id JOIN register_entry USING (ref)
"""
_FOUND_SQL = f"""{_MATCHING_SQL}, found AS MATERIALIZED (
    SELECT document_id, position, page, text, ts_rank(vector, %(words)s::tsquery) AS rank
    FROM matching LIMIT {_MOST_PASSAGES}
), best AS (
    SELECT DISTINCT ON (stored_name) ref, key, stored_name, found.*
    FROM found JOIN document_texts_documenttext AS document ON document.id = document_id
    ORDER BY stored_name, rank DESC, position, document_id
)
SELECT ref, title, body, key, stored_name, position, page, text
FROM best JOIN register_entry AS entry USING (ref)
ORDER BY rank DESC, stored_name LIMIT {MOST_DOCUMENTS + 1}
"""


@dataclass(frozen=True)
class FoundPassage:
    """The passage of a document that fits a search best; title and body are those of the record that names it."""

    ref: str
    title: dict[str, str]
    body: str
    key: str
    stored_name: str
    position: int
    page: int | None
    text: str


def find_passages(search: str) -> list[FoundPassage]:
    """The documents with all words of a search in one passage, each file once, the best first."""
    words = _words_literal(search)  # one more than `MOST_DOCUMENTS` says that there are more
    rows = fetch_rows(_FOUND_SQL, words=words) if words else ()
    return [FoundPassage(ref, parsed_json(title), *others) for ref, title, *others in rows]


def count_documents(search: str) -> int:
    """Number of the documents with all words of a search in one passage, each file once; of a word in many, fewer."""
    words = _words_literal(search)
    [(count,)] = fetch_rows(_COUNT_SQL, words=words) if words else [(0,)]
    return count


def _words_literal(search: str) -> str:
    """Literal (tsquery) of the words of a search, without what they mean for records; empty where there is none."""
    groups = [" & ".join(map(_term_literal, terms)) for terms in parse_query(search) if _has_a_word(terms)]
    return " | ".join(f"({words})" for words in groups)


def _term_literal(term: Term) -> str:
    words = f"({term.literal()})"
    return f"!{words}" if term.is_excluded else words


def _has_a_word(terms: list[Term]) -> bool:
    """False for exclusions alone: nearly every document would fit."""
    return any(not term.is_excluded and not term.country for term in terms)
