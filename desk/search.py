"""Search of staff lists: records of which every word stands somewhere, in their own fields or in a part of theirs."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib import admin
from django.db.models import Q
from django.utils.text import smart_split, unescape_string_literal

if TYPE_CHECKING:  # the class that the mixin is mixed into
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = object


@dataclass(frozen=True)
class SearchedRows:
    """Rows in whose ``fields`` a word may stand; ``record`` is the path from such a row to its record.

    A search of rows of their own, not through joins: these would multiply each part with each other.
    """

    model: str
    record: str
    fields: tuple[str, ...]

    def having(self, word: str) -> Q:
        rows = apps.get_model(self.model)._default_manager.filter(_contains(self.fields, word))
        return Q(pk__in=rows.exclude(**{self.record: None}).order_by().values(self.record))


def _contains(fields: tuple[str, ...], word: str) -> Q:
    return reduce(or_, (Q(**{f"{field}__icontains": word}) for field in fields))


def search_words(text: str) -> Iterator[str]:
    """The words of a search; what stands in quotes is one."""
    for bit in smart_split(text):
        is_quoted = len(bit) > 1 and bit[0] == bit[-1] and bit[0] in "\"'"
        yield unescape_string_literal(bit) if is_quoted else bit


class RowSearchMixin(_ModelAdmin):
    """Search by ``searched_fields`` of the record itself and ``searched_rows`` of others; a reference is whole."""

    searched_fields: tuple[str, ...] = ()
    searched_rows: tuple[SearchedRows, ...] = ()

    def get_search_results(self, request, queryset, search_term):
        """Django asks for ``search_fields`` on the page; here each word is looked for in all rows at once."""
        for word in search_words(search_term.replace("\x00", "")):
            condition = Q(ref__iexact=word)
            if self.searched_fields:
                condition |= _contains(self.searched_fields, word)
            queryset = queryset.filter(
                reduce(or_, (rows.having(word) for rows in self.searched_rows), condition)
            )
        return queryset, False
