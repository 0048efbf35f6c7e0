"""Recipes: how another register's files become records in the interchange format. One module a register.

A recipe is a function ``records(folder)`` from the folder with the register's files to one interchange file (a dict of
lists, see docs/interchange.md). It maps and guesses nothing: what has no field goes into the internal note. Copy the
nearest one for the next register.
"""
