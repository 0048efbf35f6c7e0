"""Search over entries.

`vectors` makes the search vectors, `query` parses searches, `matching` looks them up, and `similar_names` searches by
similarity.
"""
