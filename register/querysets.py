"""QuerySets of entries and versions. Public code uses the ``register`` alias only, by ``Entry.public``."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Concat

from core.text import is_cjk, normalize_name, tokens
from lifecycle.choices import IN_EFFECT_STATES, State
from register.choices import Action
from register.ordering import NEWEST_FIRST, UNDATED
from register.possible_periods import ends_between, evidence_age_sql, in_state_on, only_possible_on
from register.search.matching import Matches, find_matches

# The shortest name that begins or ends with the search first: 보건복지부, for 복지부, before 미국 보건복지부.
# A long text holds a word more often than a short one: that counts for less.
_RANK_SQL = """(SELECT (
    coalesce((
        SELECT 1.0 / min(length(name)) FROM string_to_table(names, chr(10)) AS name
        WHERE starts_with(name || %s, %s) OR right(%s || name, length(%s)) = %s
    ), 0),
    ts_rank(vector, %s::tsquery, 1)
) FROM register_entrytext WHERE entry_id = ref)"""

# Some group of kinds and some group of references have no pair without a link.
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
    """Current entries, that is, everything public now."""

    def _derived(self, relation: str) -> models.QuerySet:
        """All rows of a table of what is derived from entries: links, periods or text."""
        related: Any = self.model._meta.get_field(relation).related_model
        return related._default_manager.all()

    def of_kind(self, name: str):
        return self.filter(kind=name)

    def with_keys(self, *keys: str):
        """Entries that have every one of these keys."""
        return self.filter(keys__contains=list(keys)) if keys else self

    def with_any_key(self, keys: list[str]):
        """Entries that have at least one of these keys."""
        return self.filter(keys__overlap=keys)

    def with_any_of(self, alternatives: list[list[str]]):
        """Entries that have all keys of at least one of these lists; all entries where there is no list."""
        if all(len(together) == 1 for together in alternatives):
            keys = [key for [key] in alternatives]
            return self.with_keys(*keys) if len(keys) < 2 else self.with_any_key(keys)
        condition = Q()
        for together in alternatives:
            condition |= Q(keys__contains=together)
        return self.filter(condition)

    def with_any_links_of(self, kinds: list[list[str]], refs: list[list[str]]):
        """Entries with links of every kind in one group of kinds to every reference in one group of references.

        The length of the SQL does not depend on the number of groups.
        """
        any_kind, any_ref = (
            sorted({value for group in groups for value in group}) for groups in (kinds, refs)
        )
        links = self._derived("links").filter(entry=OuterRef("pk"), kind__in=any_kind, to_ref__in=any_ref)
        linked = self.filter(Exists(links))
        if all(len(group) == 1 for group in (*kinds, *refs)):
            return linked
        arrays = [[f"{{{','.join(group)}}}" for group in groups] for groups in (kinds, refs)]
        return linked.filter(RawSQL(_ALL_LINKS_SQL, arrays, output_field=models.BooleanField()))

    def in_state(self, *states: str, on: date, certainties: Iterable[str] = ()):
        """Entries in one of these states on the day, known in one of these ways; none given: any."""
        condition = in_state_on(on, list(states), list(certainties))
        return self.filter(Exists(self._derived("periods").filter(condition, entry=OuterRef("pk"))))

    def only_possibly_in_state(self, *states: str, on: date):
        """Entries of which it is not known whether they are in one of these states on the day yet."""
        periods = self._derived("periods").filter(only_possible_on(on, list(states)), entry=OuterRef("pk"))
        return self.filter(Exists(periods))

    def with_evidence_of_age(self, *ages: str, on: date):
        """Entries that have not ended on the day, whose last evidence of life is so old (`EvidenceAge`) by then."""
        age = RawSQL(evidence_age_sql("%s"), [on] * evidence_age_sql("%s").count("%s"), models.TextField())
        periods = self._derived("periods").filter(in_state_on(on, [], []), entry=OuterRef("pk"))
        return self.filter(Exists(periods.annotate(age=age).filter(age__in=ages)))

    def ending_between(self, first: date | None, last: date | None):
        """Entries that may cease to be in effect from ``first`` to ``last``, both included. None: no bound.

        Of which nobody knows whether it is in effect any more, that may cease to be.
        """
        ceasing = Q(state__in=IN_EFFECT_STATES) | Q(state=State.UNKNOWN, position__gt=0)
        return self.filter(Exists(self._last_periods_in_a_state(ceasing, ends_between(first, last))))

    def _last_periods_in_a_state(self, *conditions: Q):
        """Periods of an entry that the next one does not continue in the same state, as after a renewal."""
        continuation = self._derived("periods").filter(
            entry=OuterRef("entry"), position=OuterRef("position") + 1, state=OuterRef("state")
        )
        return self._derived("periods").filter(*conditions, ~Exists(continuation), entry=OuterRef("pk"))

    def signed_between(self, first: date | None, last: date | None):
        """Entries that may have been signed from ``first`` to ``last``, both included. None: no bound."""
        signed = self.filter(keys__contains=["act:signed"])
        if first:
            signed = signed.filter(Q(signed_latest=None) | Q(signed_latest__gte=first))
        if last:
            signed = signed.filter(Q(signed_earliest=None) | Q(signed_earliest__lte=last))
        return signed

    def dated_between(self, first: date | None, last: date | None):
        """Dated entries whose main date begins from ``first`` to ``last``, both included. None: no bound."""
        dated = self.filter(sort_on__gt=UNDATED)
        if first:
            dated = dated.filter(sort_on__gte=first)
        if last:
            dated = dated.filter(sort_on__lte=last)
        return dated

    def matching(self, query: str):
        """Entries that match a search, which is looked up at once; all where it is empty."""
        return self.among(find_matches(query, using=self.db)) if query.strip() else self

    def among(self, matches: Matches):
        """Entries that match a search that has been looked up."""
        return self.filter(matches.condition())

    def refs_in_order(self, letter: str, columns: Sequence[str] = NEWEST_FIRST):
        """References of records of one kind in an order, as a subquery: made of their numbers, which an index has."""
        ref = Concat(Value(letter), Cast("serial", models.CharField()))
        return self.order_by(*columns).using(None).values_list(ref)

    def by_relevance(self, query: str, matches: Matches):
        """Bearers of this name first, then of a name that begins or ends with it; then by rank; then the newest."""
        name, gap = " ".join(tokens(query)), "" if is_cjk(query) else " "
        ends = [gap, f"{name}{gap}", gap, f"{gap}{name}", f"{gap}{name}"]
        rank = RawSQL(_RANK_SQL, [*ends, matches.tsquery], output_field=models.FloatField())
        named = Q(keys__contains=[f"name:{normalize_name(query)}"])
        is_named = Case(When(named, then=Value(True)), default=Value(False))
        return self.order_by(is_named.desc(), rank.desc(), *NEWEST_FIRST)

    def by_end(self, day: date):
        """Ordered by the next day on which they may cease to be in effect; without one last, the newest first."""
        ends = self._last_periods_in_a_state(Q(state__in=IN_EFFECT_STATES, end_latest__gt=day))
        next_end = Subquery(ends.order_by("end_latest").values("end_latest")[:1])
        return self.order_by(next_end.asc(nulls_last=True), *NEWEST_FIRST)


class VersionQuerySet(models.QuerySet):
    """Versions: the change log, as the desk keeps it or as the public may read it."""

    def of(self, ref: str):
        """All versions of a record, first to last."""
        return self.filter(ref=ref).order_by("number")


class PublicVersionQuerySet(VersionQuerySet):
    """Versions as the public may read them."""

    def readable(self):
        """Versions that are open: no other has a body here."""
        return self.filter(is_open=True)

    def with_redaction(self):
        """Versions with ``redacted_at``: of the record's last redaction, which may have changed their bytes."""
        log = self.model.public.filter(ref=OuterRef("ref"), action=Action.REDACTED).order_by("-number")
        return self.annotate(redacted_at=Subquery(log.values("published_at")[:1]))
