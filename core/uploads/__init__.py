"""Checks of uploaded files: the kind of a file by its content, limits, and a virus scanner."""
