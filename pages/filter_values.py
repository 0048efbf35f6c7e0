"""Values of filters in words: choices by their labels, records by their titles."""

from functools import cached_property, partial

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import edtf
from core.collation import collation_key
from core.localized import in_language
from lifecycle.state_labels import state_label
from pages.facets import decade_label
from pages.list_query import ListQuery
from pages.mentions import CurrentNames, titles_by_ref
from register.facets import FacetCounts


class FilterValues:
    """Words for the values of a list's filters and facets; titles of records are fetched in one statement."""

    def __init__(self, query: ListQuery, counts: FacetCounts):
        self._query, self._counts = query, counts
        # Filters by references of other records: their values are shown by title.
        self._ref_filters = {
            name for name, entry_filter in query.filterset.filters.items() if entry_filter.letter
        }

    def text(self, name: str, value) -> str:
        """The value of a parameter in words; of several alternatives, each."""
        if isinstance(value, list):
            key = partial(self._sort_key, name)
            groups = sorted((sorted(group, key=key) for group in value), key=lambda group: [*map(key, group)])
            return _(" or ").join(
                _(" and ").join(self.value_label(name, code) for code in group) for group in groups
            )
        if hasattr(value, "isoformat"):
            return edtf.parse(value.isoformat()[:10]).words()
        return f"“{value}”" if name == "q" else str(value)

    def value_label(self, name: str, code: str) -> str:
        """The label of one value of a filter."""
        if name in self._ref_filters:
            return self._titles.get(code, code)
        if name == "year":
            return decade_label(code)
        if name == "state" and (commitment := self._query.filterset.state_vocabulary()):
            return state_label(code, *commitment)
        return dict(self._query.choices.get(name, [])).get(code, code)

    def _sort_key(self, name: str, code: str) -> tuple:
        """The order of alternatives, whatever that of the address: as they are offered, else by label."""
        offered = [value for value, _label in self._query.choices.get(name, [])]
        place = offered.index(code) if code in offered else len(offered)
        return place, collation_key(self.value_label(name, code), get_language())

    def current_names(self, mentioned: set[str]) -> CurrentNames:
        """Names of these records, which rows mention; looked up along with those of filters and facets."""
        titles = titles_by_ref(self._named_refs() | mentioned)
        self._titles = {ref: in_language(title)[0] for ref, title in titles.items()}
        return CurrentNames(titles)

    @cached_property
    def _titles(self) -> dict[str, str]:
        """Current titles of the records that filters and facets name, by reference."""
        return {ref: in_language(title)[0] for ref, title in titles_by_ref(self._named_refs()).items()}

    def _named_refs(self) -> set[str]:
        """References of the records that filters and facets name."""
        values = self._query.values
        refs = {ref for name in self._ref_filters & set(values) for group in values[name] for ref in group}
        for name in self._ref_filters & set(self._query.options.facet_filters):
            refs |= set(self._counts.by_value.get(name, {}))
        return refs
