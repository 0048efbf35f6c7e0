"""Followers by e-mail: readers without an account who get letters of what changed in records and searches."""
