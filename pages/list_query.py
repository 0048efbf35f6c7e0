"""Parsed request for a list: filters, search, page, order."""

from datetime import date
from typing import Protocol

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.choice_labels import field_choices
from pages.pagination import PAGE_PARAMETER
from register.filterset import RegisterFilterSet
from register.parameters import (
    CONTROL_CHARACTERS,
    MAX_QUERY_LENGTH,
    ChoiceParameter,
    Parameter,
    drop_empty_parameters,
)

# Parameters of a page of the list, which leave out no record.
NOT_FILTERS = {"page", "ordering", "more"}
# A search of nothing but control characters: it finds nothing, as all that has no word in it.
_NO_WORD = "\ufffd"
# Orders that only pages have: how well a record fits changes with every other one, so that no place in it would last.
BY_RELEVANCE, BY_END = "relevance", "ends"


class ListOptions(Protocol):
    """Options of the list of one kind of record, see `pages.list_views.RecordListView`."""

    kind: str
    filterset_class: type[RegisterFilterSet]
    select_choices: dict
    day_filters: tuple[str, ...]
    facet_filters: tuple[str, ...]
    facet_terms: dict[str, str]
    orderings: tuple
    count_words: dict
    parameters: dict[str, Parameter]


class ListQuery:
    """The parameters of a list's address, validated. Nothing here asks the database.

    ``values`` are the parsed values by parameter, empty where the request is not valid. A page is lenient where the
    API refuses: a search that is too long is truncated.
    """

    max_search_length = MAX_QUERY_LENGTH

    def __init__(self, data: QueryDict, options: ListOptions):
        self.options = options
        self.data, self.is_search_truncated = lenient_search(drop_empty_parameters(data))
        self.orderings = _ordering_choices(options.orderings, is_search="q" in self.data)
        self.filterset = options.filterset_class(self.data, extra_parameters=self._page_parameters())
        self.is_valid = self.filterset.is_valid()
        self.values: dict = self.filterset.values if self.is_valid else {}
        self.choices = {name: field_choices(choices) for name, choices in options.select_choices.items()}

    def _page_parameters(self) -> dict[str, Parameter]:
        """The parameters beside the filters: the page, the order, and the facet that is shown with more values."""
        options = self.options
        own_orderings = options.filterset_class.base_filters["ordering"].field.choices
        known = [BY_RELEVANCE, *dict(self.orderings), *own_orderings]
        more = {"more": ChoiceParameter(choices=options.facet_filters)} if options.facet_filters else {}
        return {
            **PAGE_PARAMETER,
            "ordering": ChoiceParameter(choices=dict.fromkeys(known), label=gettext_lazy("order")),
            **more,
            **options.parameters,
        }

    @property
    def search(self) -> str:
        return self.data.get("q", "")

    @property
    def day(self) -> date | None:
        """The day that states are of; None where the request is not valid."""
        return self.filterset.day if self.is_valid else None

    @property
    def page(self) -> int:
        return self.values.get("page") or 1

    @property
    def ordering(self) -> str:
        """The requested order; without one, by relevance where there is a search, else the usual one."""
        requested = self.data.get("ordering", "")
        if requested and (self.search or requested != BY_RELEVANCE):
            return requested
        return BY_RELEVANCE if self.search else next(iter(dict(self.orderings)), "")

    @property
    def open_facet(self) -> str:
        """The facet of which more values are shown; empty for none."""
        return self.values.get("more", "")

    @property
    def has_filters(self) -> bool:
        return any(name not in NOT_FILTERS for name in self.data)

    @property
    def errors(self) -> dict[str, list[str]]:
        """Messages by parameter; empty where the request is valid."""
        return {} if self.is_valid else self.filterset.errors

    def label(self, name: str) -> str:
        """The label of a parameter."""
        field = self.filterset.form.fields.get(name)
        return str(field.label or name.replace("_", " ")) if field else name


def _ordering_choices(offered, *, is_search: bool) -> list[tuple[str, str]]:
    """The orders of a list, as (value, label), the usual one first."""
    known = [(value, str(label)) for value, label in offered]
    return [(BY_RELEVANCE, str(_("best match first"))), *known] if known and is_search else known


def lenient_search(data: QueryDict) -> tuple[QueryDict, bool]:
    """The parameters with a search that is valid, whatever was typed; and whether it was truncated."""
    if "q" not in data:
        return data, False
    typed = CONTROL_CHARACTERS.sub(" ", " ".join(data.getlist("q"))).strip()
    data = data.copy()
    data["q"] = typed[:MAX_QUERY_LENGTH].rstrip() or _NO_WORD
    return data, len(typed) > MAX_QUERY_LENGTH
