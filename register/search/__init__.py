"""Search over entries.

`vectors` makes the search vectors, `query` parses searches, and `matching` looks them up.
"""
