"""Questions asked of the register. Public code reads it through the ``register`` alias only."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Exists, OuterRef, Q

from core import text
from register.choices import Action

REGISTER = "register"
ONE_DAY = timedelta(days=1)
# The main date of a record without any, as `register.kinds` writes it.
UNDATED = date(1, 1, 1)


def possible_on(day: date) -> Q:
    """Periods that the day may fall into; where a boundary is not known to the day, both sides are possible."""
    return (Q(start_earliest=None) | Q(start_earliest__lte=day)) & (
        Q(end_latest=None) | Q(end_latest__gt=day)
    )


class EntryQuerySet(models.QuerySet):
    """Questions about what is public now."""

    def of_kind(self, name: str):
        return self.filter(kind=name)

    def with_keys(self, *keys: str):
        """Entries that have every one of these keys."""
        return self.filter(keys__contains=list(keys)) if keys else self

    def with_any_key(self, keys: list[str]):
        """Entries that have at least one of these keys."""
        return self.filter(keys__overlap=keys)

    def with_any_of(self, alternatives: list[list[str]]):
        """Entries that have all keys of at least one of these lists; none given: all entries."""
        if all(len(together) == 1 for together in alternatives):
            keys = [key for [key] in alternatives]
            return self.with_keys(*keys) if len(keys) < 2 else self.with_any_key(keys)
        wanted = Q()
        for together in alternatives:
            wanted |= Q(keys__contains=together)
        return self.filter(wanted)

    def with_any_links_of(self, alternatives: list[list[tuple[str, str]]]):
        """Entries that have all links of one of these lists. A link is its kind and the reference it leads to."""
        from register.models import Link

        wanted = Q()
        for together in alternatives:
            every = Q()
            for kind, ref in together:
                every &= Q(Exists(Link.objects.filter(entry=OuterRef("pk"), kind=kind, to_ref=ref)))
            wanted |= every
        return self.filter(wanted)

    def in_state(self, *states: str, on: date, certainties: Iterable[str] = ()):
        """Agreements that may be in one of these states on that day, known in one of these ways; none given: any."""
        from register.models import Period

        periods = Period.objects.filter(possible_on(on), entry=OuterRef("pk"))
        if states:
            periods = periods.filter(state__in=states)
        if certainties:
            periods = periods.filter(certainty__in=list(certainties))
        return self.filter(Exists(periods))

    def ending_between(self, first: date | None, last: date | None):
        """Agreements that may cease to be in force from ``first`` to ``last``, both included. None: no bound.

        Where the same state goes on in the next period, renewed perhaps, nothing ceases.
        """
        from register.models import Period

        going_on = Period.objects.filter(
            entry=OuterRef("entry"), position=OuterRef("position") + 1, state=OuterRef("state")
        )
        ends = Period.objects.filter(
            Q(end_latest__isnull=False) | Q(end_earliest__isnull=False),
            ~Exists(going_on),
            entry=OuterRef("pk"),
            state__in=["in_force", "suspended"],
        )
        # a period ends before its first day after, so the last day is the one before that
        if first:
            ends = ends.filter(Q(end_latest=None) | Q(end_latest__gt=first))
        if last and last < date.max:
            ends = ends.filter(Q(end_earliest=None) | Q(end_earliest__lte=last + ONE_DAY))
        return self.filter(Exists(ends))

    def signed_between(self, first: date | None, last: date | None):
        """Agreements that may have been signed from ``first`` to ``last``, both included."""
        found = self.filter(keys__contains=["act:signed"])
        if first:
            found = found.filter(Q(signed_latest=None) | Q(signed_latest__gte=first))
        if last:
            found = found.filter(Q(signed_earliest=None) | Q(signed_earliest__lte=last))
        return found

    def dated_between(self, first: date | None, last: date | None):
        """Entries whose main date begins from ``first`` to ``last``, both included; those without a date are not."""
        found = self.filter(sort_on__gt=UNDATED)
        if first:
            found = found.filter(sort_on__gte=first)
        if last:
            found = found.filter(sort_on__lte=last)
        return found

    def matching(self, query: str):
        """Entries whose texts hold all words of the query, the last letters of a word left open."""
        from register.models import EntryText

        words = text.query_words(query)
        if not words:
            return self.none() if query.strip() else self
        sought = " & ".join(
            f"'{word}':*" if word.isascii() and not word.isdigit() else f"'{word}'" for word in words
        )
        search = SearchQuery(sought, config="simple", search_type="raw")
        return self.filter(Exists(EntryText.objects.filter(entry=OuterRef("pk"), vector=search)))


class VersionQuerySet(models.QuerySet):
    """Questions about the change log."""

    def of(self, ref: str):
        """All versions of a record, first to last."""
        return self.filter(ref=ref).order_by("number")

    def readable(self):
        """Versions that still may be read: published, and not before a withdrawal or a merger of the record."""
        ended = self.model._default_manager.using(self.db).filter(
            ref=OuterRef("ref"), number__gt=OuterRef("number"), action__in=[Action.WITHDRAWN, Action.MERGED]
        )
        return self.filter(action=Action.PUBLISHED).exclude(Exists(ended))
