"""Exports that a person edits in a spreadsheet program, with an oracle that knows what each edit means."""
