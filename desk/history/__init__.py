"""The history of a record in the staff area: in words, and restored."""
