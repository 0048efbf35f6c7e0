"""SQL of a search: the tsquery, with names looked up, and the entries that match it.

Where at most `_MAX_NAMED` records have a word in a name, their references are put into the tsquery. A word in more
names than that, such as “University”, would make it too long to rank by: then the records that each term finds are
gathered by themselves, those that mention a bearer of such a word by their links, and put together by groups.
"""

_MAX_NAMED = 100

# Pieces of the tsquery; the words that are looked up in names, with the references of their bearers. Of common words
# these are the subjects alone, which are few.
_LOOKED_UP_SQL = f"""
    piece AS MATERIALIZED (
        SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::int[])
            WITH ORDINALITY AS piece (literal, name, words, term, place)
    ), named AS MATERIALIZED (
        SELECT words, is_common, CASE WHEN is_common THEN (
            SELECT string_agg(' | ' || lower(subject.ref), '')
            FROM register_entry AS subject JOIN register_entrytext ON entry_id = subject.ref
            WHERE subject.kind = ANY(%s) AND vector @@ words::tsquery
        ) ELSE refs END AS refs
        FROM (SELECT DISTINCT words FROM piece WHERE words <> '') AS looked_up CROSS JOIN LATERAL (
            WITH bearer AS MATERIALIZED (SELECT entry_id FROM register_entrytext WHERE vector @@ words::tsquery)
            SELECT count(*) > {_MAX_NAMED} AS is_common, string_agg(' | ' || lower(entry_id), '') AS refs
            FROM (SELECT * FROM bearer LIMIT {_MAX_NAMED + 1}) AS few
        ) AS counted
    )"""
_PIECES_TOGETHER_SQL = """
    string_agg(
        CASE WHEN name <> '' THEN (
            SELECT string_agg(' | ' || lower(bearer.ref), '') FROM register_entry AS bearer
            WHERE bearer.keys @> ARRAY['name:' || name]::varchar[]
        ) WHEN words <> '' THEN refs ELSE literal END, '' ORDER BY place
    )::tsquery"""

TSQUERY_SQL = f"""(
    WITH {_LOOKED_UP_SQL}
    SELECT {_PIECES_TOGETHER_SQL} FROM piece LEFT JOIN named USING (words)
)"""

# The references of the entries that match. `held`: which term finds which entry, where some word is common.
MATCHING_SQL = f"""
    WITH {_LOOKED_UP_SQL}, whole AS MATERIALIZED (
        SELECT {_PIECES_TOGETHER_SQL} AS words FROM piece LEFT JOIN named USING (words)
    ), common AS MATERIALIZED (
        SELECT words FROM named WHERE is_common
    ), sought AS MATERIALIZED (
        SELECT * FROM unnest(%s::int[], %s::bool[]) WITH ORDINALITY AS sought (alternative, is_excluded, term)
        WHERE EXISTS (SELECT FROM common)
    ), term_query AS MATERIALIZED (
        SELECT term, {_PIECES_TOGETHER_SQL} AS words
        FROM piece JOIN sought USING (term) LEFT JOIN named USING (words) GROUP BY term
    ), held AS MATERIALIZED (
        SELECT term, entry_id FROM term_query JOIN register_entrytext ON vector @@ term_query.words
        UNION
        SELECT term, unnest(ARRAY[link.entry_id, bearer.entry_id])
        FROM piece JOIN common USING (words) JOIN register_entrytext AS bearer ON vector @@ common.words::tsquery
        LEFT JOIN register_link AS link ON link.to_ref = bearer.entry_id
    ), required AS MATERIALIZED (
        SELECT alternative, count(*) FILTER (WHERE NOT is_excluded) AS terms FROM sought GROUP BY alternative
    )
    SELECT entry_id FROM register_entrytext
    WHERE NOT EXISTS (SELECT FROM common) AND vector @@ (SELECT words FROM whole)
    UNION
    SELECT entry_id FROM (
        SELECT alternative, entry_id FROM sought JOIN held USING (term) JOIN required USING (alternative)
        WHERE NOT is_excluded GROUP BY alternative, entry_id, required.terms HAVING count(*) = required.terms
        UNION ALL
        SELECT alternative, entry_id FROM required CROSS JOIN register_entrytext WHERE terms = 0
    ) AS candidate WHERE NOT EXISTS (
        SELECT FROM sought JOIN held USING (term)
        WHERE is_excluded AND sought.alternative = candidate.alternative AND held.entry_id = candidate.entry_id
    )
"""
