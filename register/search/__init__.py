"""Search over entries.

`vectors` makes the search vectors, `query` parses searches, `autocomplete` searches by prefix, `similar_names` by
similarity, and `identifiers` finds the record with a given reference or identifier.
"""
