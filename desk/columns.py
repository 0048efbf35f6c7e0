"""Orders of list columns in the staff area."""

from django.db.models import F
from django.db.models.expressions import OrderBy


class KnownFirst(F):
    """A sort expression of a list column: rows without a value come last, upwards and downwards."""

    def asc(self, **kwargs) -> OrderBy:
        return super().asc(**{"nulls_last": True, **kwargs})

    def desc(self, **kwargs) -> OrderBy:
        return super().desc(**{"nulls_last": True, **kwargs})
