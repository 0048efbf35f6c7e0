"""Questions asked of the register. Public code reads it through the ``register`` alias only."""

from datetime import date

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Exists, OuterRef, Q

from core import text
from register.choices import Action

REGISTER = "register"


def possible_on(day: date) -> Q:
    """Periods that the day may fall into; where a boundary is not known to the day, both sides are possible."""
    return (Q(start_earliest=None) | Q(start_earliest__lte=day)) & (Q(end_latest=None) | Q(end_latest__gt=day))


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

    def in_state(self, *states: str, on: date):
        """Agreements that may be in one of these states on that day."""
        from register.models import Period

        return self.filter(Exists(Period.objects.filter(possible_on(on), entry=OuterRef("pk"), state__in=states)))

    def with_certainty(self, *certainties: str, on: date):
        """Agreements whose state on that day is known in one of these ways."""
        from register.models import Period

        return self.filter(Exists(Period.objects.filter(possible_on(on), entry=OuterRef("pk"), certainty__in=certainties)))

    def ending_between(self, first: date, last: date):
        """Agreements that may cease to be in force from ``first`` to ``last``, both included."""
        from register.models import Period

        ends = Period.objects.filter(
            Q(end_latest__isnull=False) | Q(end_earliest__isnull=False), entry=OuterRef("pk"), state__in=["in_force", "suspended"]
        ).filter(Q(end_earliest=None) | Q(end_earliest__lte=last), Q(end_latest=None) | Q(end_latest__gte=first))
        return self.filter(Exists(ends))

    def signed_between(self, first: date | None, last: date | None):
        """Agreements that may have been signed from ``first`` to ``last``, both included."""
        found = self.filter(keys__contains=["act:signed"])
        if first:
            found = found.filter(Q(signed_latest=None) | Q(signed_latest__gte=first))
        if last:
            found = found.filter(Q(signed_earliest=None) | Q(signed_earliest__lte=last))
        return found

    def matching(self, query: str):
        """Entries whose texts hold all words of the query, the last letters of a word left open."""
        from register.models import EntryText

        words = text.query_words(query)
        if not words:
            return self.none() if query.strip() else self
        sought = " & ".join(f"'{word}':*" if word.isascii() and not word.isdigit() else f"'{word}'" for word in words)
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
