"""A list as somebody asked for it: what was asked, in words and as links; which page of the answer; what was wrong."""

from functools import cached_property, partial
from typing import Protocol

from django.db import OperationalError
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core import edtf
from core.collation import collation_key
from core.localized import in_language
from lifecycle.sentences import state_label
from pages.facets import Facet, FacetBuilder, decade_label, values_per_facet
from pages.list_form import ListForm
from pages.list_sentence import list_sentence
from pages.pagination import MAX_PAGE, PAGE_PARAMETER, PAGE_SIZE
from register.choice_labels import field_choices
from register.facets.counts import FacetCounts, count_facets, count_total, count_without_each
from register.filterset import RegisterFilterSet
from register.models import Entry
from register.parameters import (
    CONTROL_CHARACTERS,
    MAX_QUERY_LENGTH,
    ChoiceParameter,
    Parameter,
    drop_empty_parameters,
)
from register.search.similar_names import find_similar_names
from register.timeouts import is_statement_timeout

# Filters that a link sets and the form only carries along: the records they name are shown by their names.
BY_REFERENCE = {"party", "person", "topic", "agreement"}
# What is asked beside the question itself.
_NOT_FILTERS = {"page", "ordering", "more"}
# Orders that only pages have: how well a record fits changes with every other one, so that no place in it would last.
_BY_RELEVANCE, _BY_END = "relevance", "ends"


class ListOptions(Protocol):
    """What a list of one kind of record says of itself; see `pages.views.RecordList`."""

    kind: str
    filterset: type[RegisterFilterSet]
    selects: dict
    days: tuple[str, ...]
    facets: tuple[str, ...]
    orderings: tuple
    nouns: dict
    parameters: dict[str, Parameter]


class ListQuery(ListForm):
    """One reading of an address: what was asked of a list, what was found, and how to ask otherwise.

    A search is forgiven what the API would refuse: one that is too long is cut.
    """

    def __init__(self, request: HttpRequest, page: "ListOptions"):
        self.data, self.is_cut_short = lenient_search(drop_empty_parameters(request.GET))
        self.facet_names, self.day_names = page.facets, page.days
        self.orderings = _ordering_choices(page.orderings, is_search="q" in self.data)
        self.filterset, self.page_parameters = page.filterset, page.parameters
        self.questions = page.filterset(self.data, also=self.own_parameters())
        self.is_valid = self.questions.is_valid()
        self.choices = {name: field_choices(choices) for name, choices in page.selects.items()}
        self.kind, self.nouns = page.kind, page.nouns

    def own_parameters(self) -> dict[str, Parameter]:
        """The page, the order, and of which fact more values are wanted."""
        known = [_BY_RELEVANCE, *dict(self.orderings), *self.filterset.base_filters["ordering"].field.choices]
        more = {"more": ChoiceParameter(choices=self.facet_names)} if self.facet_names else {}
        return {
            **PAGE_PARAMETER,
            "ordering": ChoiceParameter(choices=dict.fromkeys(known), label=gettext_lazy("order")),
            **more,
            **self.page_parameters,
        }

    # The answer

    @property
    def day(self):
        return self.questions.day if self.is_valid else None

    @cached_property
    def counts(self) -> FacetCounts:
        if not self.is_valid:
            return FacetCounts()
        try:
            return count_facets(self.questions, values_per_facet(self.facet_names, self.more))
        except OperationalError as error:
            if not is_statement_timeout(error):
                raise
            return count_total(self.questions)  # too many to count by every fact: the list is shown without

    @property
    def count(self) -> int:
        return self.counts.total

    @cached_property
    def entries(self) -> list[Entry]:
        if not self.count:
            return []
        first = (self.page - 1) * PAGE_SIZE
        return list(self.in_order()[first : first + PAGE_SIZE])

    def in_order(self):
        """What was found, in the order that was asked for. No two records stand in the same place."""
        found = self.questions.entries()
        if self.ordering == _BY_RELEVANCE:
            if (
                self.count > MAX_PAGE * PAGE_SIZE
            ):  # more than the pages can show: no more than these are compared
                found = Entry.public.filter(ref__in=found.newest_refs(MAX_PAGE * PAGE_SIZE))
            return found.by_relevance(self.search)
        if self.ordering == _BY_END:
            return found.by_end(self.day)
        ordering = self.questions.ordered_by(self.ordering).for_readers_of(get_language())
        return found.order_by(*ordering.columns)

    @property
    def page(self) -> int:
        return (self.questions.asked.get("page") or 1) if self.is_valid else 1

    @property
    def ordering(self) -> str:
        """The order that was asked for; by relevance where something is looked for, else the usual one."""
        asked = self.data.get("ordering", "")
        if asked and not (asked == _BY_RELEVANCE and not self.search):
            return asked
        return _BY_RELEVANCE if self.search else self.orderings[0][0]

    @property
    def more(self) -> str:
        """The fact of which more values are to be shown."""
        return self.questions.asked.get("more", "") if self.is_valid else ""

    # What was asked

    @property
    def is_filtered(self) -> bool:
        return any(name not in _NOT_FILTERS for name in self.data)

    @cached_property
    def filters(self) -> list[dict]:
        """The active filters: name, value in words, and the address of the same list without it."""
        if not self.is_valid:
            return []
        return [
            {
                "name": name,
                "label": self.label(name),
                "value": self.words(name, value),
                "without": self.link(name) or "?",
            }
            for name, value in self.questions.asked.items()
            if name not in _NOT_FILTERS
        ]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What the form does not show and must hand on."""
        left_out = {"q", "page", "ordering", *self.control_names, *self.day_names, *self.wrong}
        return [
            (name, value) for name, values in self.data.lists() if name not in left_out for value in values
        ]

    def words(self, name: str, value) -> str:
        """The value of a parameter in words; of several, any of which will do, each."""
        if isinstance(value, list):
            place = partial(self.place, name)
            groups = sorted((sorted(one, key=place) for one in value), key=lambda one: [*map(place, one)])
            return _(" or ").join(
                _(" and ").join(self.word(name, one) for one in together) for together in groups
            )
        if hasattr(value, "isoformat"):
            return edtf.parse(value.isoformat()[:10]).words()
        return f"“{value}”" if name == "q" else str(value)

    def place(self, name: str, value: str) -> tuple:
        """Where a value stands among others, whatever the order of the address: as they are offered, else by name."""
        offered = [one for one, _words in self.choices.get(name, [])]
        at = offered.index(value) if value in offered else len(offered)
        return at, collation_key(self.word(name, value), get_language())

    def word(self, name: str, value: str) -> str:
        if name in BY_REFERENCE:
            return self.titles.get(value, value)
        if name == "year":
            return decade_label(value)
        if name == "state" and (kind := self.questions.commitment()):
            return state_label(value, *kind)
        return dict(self.choices.get(name, [])).get(value, value)

    @cached_property
    def titles(self) -> dict[str, str]:
        """Today's names of the records that filters and facets name, in one statement."""
        asked = self.questions.asked
        named = {ref for name in BY_REFERENCE & set(asked) for together in asked[name] for ref in together}
        for name in BY_REFERENCE & set(self.facet_names):
            named |= set(self.counts.by_value.get(name, {}))
        found = Entry.public.filter(ref__in=named).values_list("ref", "title") if named else []
        return {ref: in_language(title)[0] for ref, title in found}

    @cached_property
    def sentence(self) -> str:
        """What the list shows, in words."""
        return list_sentence(self, self.nouns) if self.is_valid else ""

    # How to ask otherwise

    @cached_property
    def facets(self) -> list[Facet]:
        return (
            FacetBuilder(self, self.counts, self.word).facets() if self.is_valid and self.facet_names else []
        )

    def elsewhere(self) -> QueryDict:
        """The same question for the other forms of the list and for the API: without what only pages know."""
        question, known = self.query(), self.filterset.base_filters
        for name in set(question) - set(known):
            del question[name]
        if question.get("ordering") not in known["ordering"].field.choices:
            question.pop("ordering", None)
        return question

    def link_toggling(self, name: str, value: str) -> str:
        """The same list with one more value of a filter, or without it."""
        groups = [together for together in self.questions.asked.get(name, []) if together != [value]]
        if len(groups) == len(self.questions.asked.get(name, [])):
            groups = [*groups, [value]]
        return self.link_with(**{name: ",".join(" ".join(together) for together in groups)})

    def link_with(self, **changed: str) -> str:
        """The first page of the same list, with these parameters; an empty one is left out."""
        asked = self.query()
        for name, value in changed.items():
            asked.pop(name, None)
            if value:
                asked[name] = value
        return f"?{asked.urlencode(safe=',')}"

    @cached_property
    def drops(self) -> list[dict]:
        """Where nothing was found: each filter, and how many records there would be without it."""
        counts = (
            count_without_each(self.questions, [one["name"] for one in self.filters])
            if not self.count
            else {}
        )
        return [{**one, "count": counts.get(one["name"], 0)} for one in self.filters]

    @cached_property
    def suggestions(self) -> list[dict]:
        """Where nothing was found: whose name was probably meant, and the same list asked for that."""
        found = find_similar_names(self.search, kind=self.kind) if self.search and not self.count else []
        names = [in_language(one.title)[0] for one in found]
        return [{"name": name, "address": self.link_with(q=name)} for name in dict.fromkeys(names)]


def _ordering_choices(offered, *, is_search: bool) -> list[tuple[str, str]]:
    """The orders that a list offers, as (value, words), the usual one first."""
    known = [(value, str(words)) for value, words in offered]
    return [(_BY_RELEVANCE, str(_("best match first"))), *known] if is_search else known


def lenient_search(data: QueryDict) -> tuple[QueryDict, bool]:
    """The parameters with a search that can be read, whatever was typed; and whether it was cut."""
    if "q" not in data:
        return data, False
    typed = CONTROL_CHARACTERS.sub(" ", " ".join(data.getlist("q"))).strip()
    data = data.copy()
    del data["q"]
    if typed:
        data["q"] = typed[:MAX_QUERY_LENGTH].rstrip()
    return data, len(typed) > MAX_QUERY_LENGTH
