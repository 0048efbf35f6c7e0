"""Recipes: how another register's files become records in the interchange format. One module a register.

To write one, copy the nearest and give it two functions, each of the folder with the register's files:

- ``records(folder)`` returns one interchange file, a dict of lists (docs/interchange.md). It maps and guesses nothing:
  a link needs a ground in the source, a date that is not there is not made up, and what has no field goes into the
  internal note.
- ``counts(folder)`` yields a `field_counts.FieldCount` for every field of the source: how often it is filled there,
  where the records hold it, and by how much and why the two differ. It counts the source's files, not what ``records``
  made.

A module with a function ``records`` is found by its name: ``manage.py import_records --recipe NAME FOLDER``.
"""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def all_recipes() -> dict[str, ModuleType]:
    """Every recipe by name."""
    names = [info.name for info in iter_modules(__path__)]
    modules = {name: import_module(f"{__name__}.{name}") for name in names}
    return {name: module for name, module in sorted(modules.items()) if hasattr(module, "records")}
