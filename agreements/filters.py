"""Filter sets of agreements, for pages, API and exports."""

from functools import cached_property

from django.utils.translation import gettext_lazy as _

from agreements.choices import Bindingness, Form, InvolvementRole, Nature
from agreements.facet_sql import (
    PARTY_ROLE_COUNTS_SQL,
    state_counts_among_results_sql,
    state_counts_sql,
    state_rows_sql,
)
from agreements.topics.filters import TOPIC_CLAUSE
from lifecycle.choices import Certainty, State
from lifecycle.evidence import EvidenceAge
from lifecycle.state_labels import is_said_to_be_in_force
from organizations.filters import PARTY_CLAUSE
from people.filters import PERSON_CLAUSE
from register.clauses import DAY_CLAUSE, Clause, ClauseRank
from register.facets import bitmaps
from register.facets.bitmaps import bitmap_of_keys, bitmap_of_serials
from register.facets.counts import key_counts_sql
from register.facets.day_facts import kept_day
from register.filters import (
    CombinedDayFilter,
    CombinedListFilter,
    CombinedRefFilter,
    CountryFilter,
    IdentifierFilter,
    KeyFilter,
    OrderingFilter,
    RefFilter,
    YearFilter,
    keys_of_values,
    make_own_ref_filter,
    make_published_after_filter,
    make_query_filter,
)
from register.filterset import RegisterFilterSet, requested_day

_DAY_FACT_VALUES = {"state": State.values, "possible": State.values, "evidence": EvidenceAge.values}
_IN_STATES_SQL = "SELECT serial FROM ({states}) AS states WHERE state = ANY(%s)"


class AgreementFilter(RegisterFilterSet):
    """Agreements. Days that are known only in part count wherever they may fall."""

    of_kind = "agreement"
    usual_ordering = "-signed"

    q = make_query_filter()
    nature = KeyFilter(
        "nature",
        label=_("nature"),
        choices=Nature.values,
        clause=Clause(_("of the nature %(value)s"), ClauseRank.TYPE),
    )
    form = KeyFilter(
        "form",
        label=_("form"),
        choices=Form.values,
        clause=Clause(_("of the form %(value)s"), ClauseRank.TYPE),
    )
    bindingness = KeyFilter(
        "bindingness",
        label=_("bindingness"),
        choices=Bindingness.values,
        clause=Clause(_("(%(value)s)"), ClauseRank.TYPE),
    )
    state = CombinedListFilter(
        "state",
        label=_("state"),
        choices=State.values,
        help_text="The state that it is in on the day `on`, for certain or by presumption.",
        clause=Clause(_("%(value)s on %(day)s"), ClauseRank.TYPE, also_says=["on"]),
    )
    possible = CombinedListFilter(
        "possible",
        label=_("possible state"),
        choices=State.values,
        help_text="A state that it may be in on the day `on`, while its dates are not known to the day: `state` "
        "does not count it, or counts it as not known.",
        clause=Clause(_("perhaps %(value)s on %(day)s"), ClauseRank.TYPE, also_says=["on"]),
    )
    certainty = CombinedListFilter(
        "certainty",
        label=_("certainty"),
        choices=Certainty.values,
        help_text="How that state is known.",
        clause=Clause(_("(known to be so: %(value)s)"), ClauseRank.CERTAINTY),
    )
    evidence = CombinedListFilter(
        "evidence",
        label=_("last evidence"),
        choices=EvidenceAge.values,
        help_text="How long before the day `on` the last act is that shows it alive, while it has not ended.",
        clause=Clause(_("(last evidence: %(value)s)"), ClauseRank.CERTAINTY),
    )
    on = CombinedDayFilter(
        "on",
        label=_("on"),
        example="2024-01-31",
        help_text="The day of the state; today when not given.",
        clause=DAY_CLAUSE,
    )
    country = CountryFilter(help_text="A country of a party or of another organization that takes part.")
    party = CombinedRefFilter(
        "party", "O", label=_("party"),
        help_text="An organization that takes part, in any role or in those of `role`.",
        clause=PARTY_CLAUSE,
    )  # fmt: skip
    role = CombinedListFilter(
        "role", label=_("role"), choices=InvolvementRole.values, allows_and=True,
        help_text="A role that somebody has in it; with `party`, that these organizations have.",
        clause=Clause(_("where somebody is %(value)s"), ClauseRank.PARTICIPANTS),
    )  # fmt: skip
    person = RefFilter(
        "person", "P", label=_("person"), help_text="Somebody who takes part or signed.", clause=PERSON_CLAUSE
    )
    topic = RefFilter("topic", "T", label=_("topic"), clause=TOPIC_CLAUSE)
    year = YearFilter(
        label=_("year"),
        help_text="The year that it is listed under: of its signing, or of what came instead.",
    )
    identifier = IdentifierFilter(
        label=_("identifier"), example="UNTS:50123", help_text="What another register calls it."
    )
    ref = make_own_ref_filter("A")
    signed_after = CombinedDayFilter(
        label=_("signed from"),
        example="2020-01-01",
        help_text="May have been signed on this day or later.",
        clause=Clause(_("signed from %(value)s"), ClauseRank.DATES),
    )
    signed_before = CombinedDayFilter(
        label=_("signed until"),
        example="2020-12-31",
        help_text="May have been signed on this day or earlier.",
        clause=Clause(_("signed until %(value)s"), ClauseRank.DATES),
    )
    ends_after = CombinedDayFilter(
        label=_("ends from"),
        example="2026-01-01",
        help_text="May end on this day or later.",
        clause=Clause(_("ending from %(value)s"), ClauseRank.DATES),
    )
    ends_before = CombinedDayFilter(
        label=_("ends until"),
        example="2026-12-31",
        help_text="May end on this day or earlier.",
        clause=Clause(_("ending until %(value)s"), ClauseRank.DATES),
    )
    published_after = make_published_after_filter()
    ordering = OrderingFilter("signed", "title", "published")

    def apply_combined(self, entries, values):
        if "state" in values or "certainty" in values:
            states, certainties = _listed(values, "state"), _listed(values, "certainty")
            entries = entries.in_state(*states, on=requested_day(values), certainties=certainties)
        if "possible" in values:
            entries = entries.only_possibly_in_state(*_listed(values, "possible"), on=requested_day(values))
        if "evidence" in values:
            entries = entries.with_evidence_of_age(*_listed(values, "evidence"), on=requested_day(values))
        if "signed_after" in values or "signed_before" in values:
            entries = entries.signed_between(values.get("signed_after"), values.get("signed_before"))
        if "ends_after" in values or "ends_before" in values:
            entries = entries.ending_between(values.get("ends_after"), values.get("ends_before"))
        return _with_parties_and_roles(entries, values.get("party", []), values.get("role", []))

    def state_vocabulary(self):
        forms = _listed(self.values, "form")
        nature = self.single_value("nature") or ("instrument" if forms else "")
        bindingness = self.single_value("bindingness")
        are_in_force = {is_said_to_be_in_force(bindingness, form) for form in forms}
        if not nature or len(are_in_force) > 1:
            return None
        return nature, bindingness, forms[0] if len(forms) == 1 or are_in_force == {True} else ""

    def filter_bitmaps(self, values):
        """Parties and roles have bitmaps unless both are given: then a party must have the role. States are quick."""
        if values.keys() & {"party", "role"} == {"party", "role"}:
            return None
        own = values.keys() & {"party", "role", "state", "certainty", "possible", "evidence"}
        each = super().filter_bitmaps({name: value for name, value in values.items() if name not in own})
        if each is None:
            return None
        for name in sorted(own & {"party", "role"}):
            each.append(bitmap_of_keys(self.of_kind, keys_of_values(name, values[name])))
        return each + [self._state_bitmap(fact, values) for fact in _facts_of_day(values)]

    def _state_bitmap(self, fact, values):
        """Bitmap of the agreements with the chosen values of a fact on the day, known in one of the chosen ways."""
        chosen = _listed(values, fact) or _DAY_FACT_VALUES[fact]
        certainties = fact == "state" and _listed(values, "certainty")
        if self.is_day_kept and not certainties:
            return bitmap_of_keys(self.of_kind, keys_of_values(fact, [[value] for value in chosen]))
        parameters = [self.day, certainties or Certainty.values, chosen]
        return bitmap_of_serials(_IN_STATES_SQL.format(states=state_rows_sql(fact)), parameters)

    @cached_property
    def is_day_kept(self):
        """True where the kept facts hold for the day of the list."""
        return kept_day(self.of_kind) == self.day

    @property
    def reads_periods(self):
        return bool(_facts_of_day(self.values)) and ("certainty" in self.values or not self.is_day_kept)

    def facet_sql(self, name, table):
        if name in _DAY_FACT_VALUES:
            return self._state_counts_sql(name, table)
        other = {"party": "role", "role": "party"}.get(name, "")
        if other not in self.values:
            return None
        entries_sql, parameters = bitmaps.queryset_sql(self.entries(without=name), "ref")
        groups = self.values[other]
        fits = " OR ".join(["array_agg(held) @> %s::varchar[]"] * len(groups))
        others = sorted({value for group in groups for value in group})
        roles = [] if name == "party" else [InvolvementRole.values]
        sql = PARTY_ROLE_COUNTS_SQL[name].format(entries=entries_sql, fits=fits)
        return sql, [*parameters, others, *roles, *groups]

    def _state_counts_sql(self, fact, table):
        certainties = fact == "state" and _listed(self.values, "certainty")
        # what only may be in a state is not known to be in one: it is counted without the states that are chosen
        without = "state" if fact == "possible" and "state" in self.values else fact
        if self.is_day_kept and not certainties:
            return key_counts_sql(self, [fact], table, without)
        parameters = [self.day, certainties or Certainty.values]
        if not self.is_narrowed(without):  # all records with periods, and no other kind has any
            return state_counts_sql(fact), parameters
        return state_counts_among_results_sql(fact).format(results=table(without)), parameters * 2


def _facts_of_day(values) -> list[str]:
    """Facts that depend on the day of the list and are filtered by."""
    return [
        fact for fact in _DAY_FACT_VALUES if fact in values or (fact == "state" and "certainty" in values)
    ]


def _listed(values, name: str) -> list[str]:
    """Values of a list parameter that takes one at a time; empty where it is not given."""
    return [value for [value] in values.get(name, [])]


def _with_parties_and_roles(entries, parties: list[list[str]], roles: list[list[str]]):
    """Agreements with one group of parties or of roles; given both, those in which these parties have these roles."""
    if parties and roles:
        return entries.with_any_links_of(roles, parties)
    name, values = ("party", parties) if parties else ("role", roles)
    return entries.with_any_of(keys_of_values(name, values))


class DeadlineFilter(AgreementFilter):
    """Agreements with something that falls due. Deadlines have an order of their own."""

    ordering = None
