"""Questions asked of the register. Public code reads it through the ``register`` alias only."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL

from register.choices import Action
from register.ordering import UNDATED
from register.possible_periods import possible_on
from register.search import query as search_query

_ONE_DAY = timedelta(days=1)

_MATCHING_SQL = f"SELECT entry_id FROM register_entrytext WHERE vector @@ {search_query.TSQUERY_SQL}"
# A long text holds a word more often than a short one: that counts for less.
_RANK_SQL = f"(SELECT ts_rank(vector, {search_query.TSQUERY_SQL}, 1) FROM register_entrytext WHERE entry_id = register_entry.ref)"

# Of some group of kinds and some group of references, no pair is without a link.
_ALL_LINKS_SQL = """EXISTS (
    SELECT FROM unnest(%s::text[]) AS these (kinds), unnest(%s::text[]) AS others (refs) WHERE NOT EXISTS (
        SELECT FROM unnest(these.kinds::text[]) AS one (kind), unnest(others.refs::text[]) AS other (ref)
        WHERE NOT EXISTS (
            SELECT FROM register_link AS link
            WHERE link.entry_id = register_entry.ref AND link.kind = one.kind AND link.to_ref = other.ref
        )
    )
)"""


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

    def with_any_links_of(self, kinds: list[list[str]], refs: list[list[str]]):
        """Entries that have, of one group of kinds and one group of references, every kind of link to every reference.

        However many groups there are, the question stays one of constant length.
        """
        from register.models import Link

        some = [sorted({one for group in groups for one in group}) for groups in (kinds, refs)]
        found = self.filter(
            Exists(Link.objects.filter(entry=OuterRef("pk"), kind__in=some[0], to_ref__in=some[1]))
        )
        if all(len(group) == 1 for group in (*kinds, *refs)):
            return found
        arrays = [[f"{{{','.join(group)}}}" for group in groups] for groups in (kinds, refs)]
        return found.filter(RawSQL(_ALL_LINKS_SQL, arrays, output_field=models.BooleanField()))

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
            ends = ends.filter(Q(end_earliest=None) | Q(end_earliest__lte=last + _ONE_DAY))
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
        """Entries that hold what is looked for, see `register.search.query`; without a word in it, none."""
        read = search_query.parse_query(query)
        if not read:
            return self.none() if query.strip() else self
        return self.filter(ref__in=RawSQL(_MATCHING_SQL, search_query.tsquery_parameters(read)))

    def newest(self, count: int):
        """The newest of these, as a part of another question: so that no more than these are compared."""
        return self.order_by("-sort_on", "-serial").using(None).values("ref")[:count]

    def by_relevance(self, query: str):
        """Those first that hold what is looked for in their title or name, and often; then the newest."""
        from register.models import EntryText

        rank = RawSQL(
            _RANK_SQL,
            search_query.tsquery_parameters(search_query.parse_query(query)),
            output_field=models.FloatField(),
        )
        ranked = Subquery(EntryText.objects.filter(entry=OuterRef("pk")).annotate(rank=rank).values("rank"))
        return self.order_by(ranked.desc(), "-sort_on", "-serial")

    def by_end(self, day: date):
        """Those first that may cease to hold soonest after a day; those without such an end last, the newest first."""
        from register.models import Period

        ends = Period.objects.filter(
            entry=OuterRef("pk"), state__in=["in_force", "suspended"], end_latest__gt=day
        )
        next_end = Subquery(ends.order_by("end_latest").values("end_latest")[:1])
        return self.order_by(next_end.asc(nulls_last=True), "-sort_on", "-serial")


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
