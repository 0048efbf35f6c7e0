"""Followed questions: the records that answer them, their words and their addresses, in the active language.

A question is answered as its page and its feed answer it: by the filter set of the list, by the search, or by the links
of the register.
"""

import json
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from core.localized import in_language
from exports import formats
from exports.calendars import calendar_kinds
from following.models import Subject
from pages.filter_values import FilterValues
from pages.list_links import ListLinks
from pages.list_query import NOT_FILTERS, ListQuery
from register import addresses
from register.choices import Action
from register.facets import FacetCounts
from register.kinds import kind_named, kinds_with_periods
from register.models import Entry, Link, PublicVersion
from register.parameters import MAX_QUERY_LENGTH, drop_empty_parameters
from register.routers import REGISTER_ALIAS
from register.search.matching import find_matches
from register.versions import closing_version

_MOST = 1000  # changes of a question that are noted in one day
_MAX_MERGERS = 20  # that a reference is followed through


class NoQuestion(Exception):
    """There is nothing here to follow: no such record, or parameters that the list refuses."""


class Question:
    """A followed question. Subclasses say which records answer it."""

    scope: str

    def __init__(self, query: str):
        self.query = query

    @property
    def heading(self) -> str:
        """The question in words."""
        raise NotImplementedError

    @property
    def page_path(self) -> str:
        """Path of the page with the answers; empty where there is none any more."""
        raise NotImplementedError

    @property
    def short_path(self) -> str:
        """Path that leads to the page and stays short in letters, without the title."""
        return self.page_path

    @property
    def feed_path(self) -> str:
        raise NotImplementedError

    @property
    def calendar_path(self) -> str:
        """Path of the calendar of its dates; empty where there is none."""
        return ""

    @property
    def form_path(self) -> str:
        """Path of the page on which it is followed."""
        raise NotImplementedError

    def entries(self) -> QuerySet[Entry]:
        """Records that answer it, unordered."""
        raise NotImplementedError

    def dated_entries(self) -> QuerySet[Entry] | None:
        """Records whose last days belong to it; None for a question that never has any."""
        return self.entries()

    def changes(self, after: int, until: int) -> list[tuple[int, str]]:
        """``(id, reference)`` of the changes between two ids of the log that its feed shows, in order."""
        published = _log_between(after, until).filter(action=Action.PUBLISHED)
        changed = self.entries().order_by().filter(ref__in=Subquery(published.values("ref")))
        return _newest(published.filter(ref__in=Subquery(changed.values("ref"))))


class RecordQuestion(Question):
    """A record with all that names it, and all that it contains; of one that was merged, what it became part of."""

    scope = "record"

    @cached_property
    def refs(self) -> list[str]:
        """Its reference, and those of the records that it was merged into, one after another."""
        refs = [self.query]
        while len(refs) < _MAX_MERGERS and not Entry.public.filter(ref=refs[-1]).exists():
            closing = closing_version(refs[-1])
            if closing is None or closing.action != Action.MERGED:
                break
            refs.append(json.loads(closing.body)["into"])
        return refs

    @cached_property
    def _titles(self) -> dict[str, str]:
        return Entry.public.filter(ref=self.refs[-1]).values_list("title", flat=True).first() or {}

    @property
    def heading(self):
        title, ref = in_language(self._titles)[0], self.refs[-1]
        return f"{title} ({ref})" if title else ref

    @property
    def page_path(self):
        return addresses.record_path(self.refs[-1], self._titles) if self._titles else ""

    @property
    def short_path(self):
        return addresses.record_path(self.refs[-1]) if self._titles else ""

    @property
    def feed_path(self):
        return reverse("follow:feed", args=[self.query])

    @property
    def calendar_path(self):
        kind = kind_named(self.query[0])
        return f"{reverse(f'{kind.plural}:ics')}?ref={self.query}" if calendar_kinds(kind) else ""

    @property
    def form_path(self):
        return reverse("follow:record", args=[self.query])

    def entries(self):
        ref, links = self.refs[-1], Link.objects.using(REGISTER_ALIAS)
        condition = Q(ref=ref) | Exists(links.filter(entry=OuterRef("pk"), to_ref=ref))
        if contains := kind_named(ref[0]).member_link_kind:
            condition |= Exists(links.filter(entry=ref, kind=contains, to_ref=OuterRef("ref")))
        return Entry.public.filter(condition)

    def dated_entries(self):
        is_dated = kind_named(self.query[0]) in kinds_with_periods()
        return Entry.public.filter(ref=self.refs[-1]) if is_dated else self.entries()

    def changes(self, after, until):
        """Also withdrawals, mergers and redactions of the record itself."""
        own = _newest(_log_between(after, until).filter(ref__in=self.refs))
        return sorted({*own, *super().changes(after, until)})


class ListQuestion(Question):
    """A list of one kind with its filters: also the page of a country, and of a pair of them."""

    def __init__(self, scope: str, query: str):
        self.scope = scope
        super().__init__(query)

    @cached_property
    def _kind(self):
        return kind_named(self.scope)

    @cached_property
    def list_query(self) -> ListQuery:
        """Raises NoQuestion for parameters that the list refuses."""
        page = resolve(reverse(f"{self._kind.plural}:list")).func.view_class  # type: ignore[attr-defined]  # a class-based view
        query = ListQuery(QueryDict(self.query), page)
        if not query.is_valid:
            raise NoQuestion
        return query

    @property
    def heading(self):
        query = self.list_query
        values = FilterValues(query, FacetCounts())
        filters = [
            f"{query.label(name)}: {values.text(name, value)}"
            for name, value in query.values.items()
            if name not in NOT_FILTERS
        ]
        return f"{self._kind.heading} – {'; '.join(filters)}" if filters else self._kind.heading

    @property
    def page_path(self):
        return addresses.list_path(self.scope, self.query)

    def _export_path(self, extension: str) -> str:
        links = formats.export_links(self.scope, QueryDict(self.query))
        [path] = [link.address for link in links if link.extension == extension]
        return path

    @property
    def feed_path(self):
        return self._export_path("atom")

    @property
    def calendar_path(self):
        return self._export_path("ics") if calendar_kinds(self._kind) else ""

    @property
    def form_path(self):
        path = reverse("follow:list", args=[self._kind.plural])
        return f"{path}?{self.query}" if self.query else path

    def entries(self):
        return self.list_query.filterset.entries()

    def dated_entries(self):
        return self.entries() if self._kind.has_periods else None


class SearchQuestion(Question):
    """A search over all kinds."""

    scope = "search"

    @property
    def _words(self) -> str:
        return QueryDict(self.query)["q"]

    @property
    def heading(self):
        return f"{_('Search')}: {self._words}"

    @property
    def page_path(self):
        return f"{reverse('site:search')}?{self.query}"

    @property
    def feed_path(self):
        return f"{reverse('site:search_feed')}?{self.query}"

    @property
    def form_path(self):
        return f"{reverse('follow:search')}?{self.query}"

    def entries(self):
        return Entry.public.among(find_matches(self._words))


_SINGLE = {question.scope: question for question in (RecordQuestion, SearchQuestion)}


def question_of(subject: Subject) -> Question:
    """The question of a row."""
    of_scope = _SINGLE.get(subject.scope)
    return of_scope(subject.query) if of_scope else ListQuestion(subject.scope, subject.query)


def record_question(ref: str) -> RecordQuestion:
    """The question of a public record. Raises NoQuestion."""
    if not Entry.public.filter(ref=ref).exists():
        raise NoQuestion
    return RecordQuestion(ref)


def list_question(plural: str, data: QueryDict) -> ListQuestion:
    """The question of a list with these parameters, whatever their order. Raises NoQuestion."""
    try:
        kind = kind_named(plural)
    except LookupError:
        raise NoQuestion from None
    given = ListQuestion(kind.name, drop_empty_parameters(data).urlencode())
    known = ListLinks(given.list_query).export_query
    known.pop("ordering", None)
    return ListQuestion(kind.name, _sorted_query(known))


def search_question(data: QueryDict) -> Question:
    """The question of a search; over one kind it is that of its list. Raises NoQuestion."""
    words, kind = data.get("q", "").strip(), data.get("kind", "").strip()
    if not words or len(words) > MAX_QUERY_LENGTH:
        raise NoQuestion
    query = QueryDict(mutable=True)
    query["q"] = words
    return list_question(kind, query) if kind else SearchQuestion(query.urlencode())


def _sorted_query(data: QueryDict) -> str:
    """Parameters in one order, so that the same question is kept once."""
    ordered = QueryDict(mutable=True)
    for name, values in sorted(data.lists()):
        ordered.setlist(name, values)
    return ordered.urlencode()


def _log_between(after: int, until: int) -> QuerySet[PublicVersion]:
    return PublicVersion.public.filter(pk__gt=after, pk__lte=until)


def _newest(log: QuerySet[PublicVersion]) -> list[tuple[int, str]]:
    """The last of these changes, in order."""
    return sorted(log.order_by("-pk").values_list("pk", "ref")[:_MOST])
