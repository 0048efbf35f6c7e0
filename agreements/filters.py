"""What can be asked of agreements and of topics."""

from django.utils.translation import gettext_lazy as _

from agreements.choices import Bindingness, Form, InvolvementRole, Nature
from agreements.facet_sql import (
    PARTY_ROLE_COUNTS_SQL,
    POSSIBLE_STATES_SQL,
    STATE_COUNTS_AMONG_RESULTS_SQL,
    STATE_COUNTS_SQL,
)
from agreements.topics.filters import TOPIC_CLAUSE
from lifecycle.choices import Certainty, State
from organizations.filters import PARTY_CLAUSE
from people.filters import PERSON_CLAUSE
from register.clauses import DAY_CLAUSE, Clause, ClauseRank
from register.facets import bitmaps
from register.facets.bitmaps import bitmap_of_keys, bitmap_of_serials
from register.filters import (
    CombinedDayFilter,
    CombinedListFilter,
    CountryFilter,
    IdentifierFilter,
    KeyFilter,
    OrderingFilter,
    RefFilter,
    YearFilter,
    make_own_ref_filter,
    make_published_after_filter,
    make_query_filter,
)
from register.filterset import RegisterFilterSet, requested_day

# Forms that bind whoever signs, so that their states are called so.
_BINDING_FORMS = {Form.TREATY, Form.CONVENTION, Form.PROTOCOL}


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
        help_text="The state that it may be in on the day `on`.",
        clause=Clause(_("%(value)s on %(day)s"), ClauseRank.TYPE, also_says=["on"]),
    )
    certainty = CombinedListFilter(
        "certainty",
        label=_("certainty"),
        choices=Certainty.values,
        help_text="How that state is known.",
        clause=Clause(_("(known to be so: %(value)s)"), ClauseRank.CERTAINTY),
    )
    on = CombinedDayFilter(
        "on",
        label=_("on"),
        example="2024-01-31",
        help_text="The day of the state; today when not given.",
        clause=DAY_CLAUSE,
    )
    country = CountryFilter(help_text="A country of a party or of another organization that takes part.")
    party = CombinedListFilter(
        "party", label=_("party"), pattern="O[1-9][0-9]{0,9}", example="O12", several=True,
        help_text="An organization that takes part, in any role or in those of `role`.",
        clause=PARTY_CLAUSE,
    )  # fmt: skip
    role = CombinedListFilter(
        "role", label=_("role"), choices=InvolvementRole.values, several=True,
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

    def combined(self, entries, asked):
        if "state" in asked or "certainty" in asked:
            states, certainties = (
                [value for [value] in asked.get(name, [])] for name in ("state", "certainty")
            )
            entries = entries.in_state(*states, on=requested_day(asked), certainties=certainties)
        if "signed_after" in asked or "signed_before" in asked:
            entries = entries.signed_between(asked.get("signed_after"), asked.get("signed_before"))
        if "ends_after" in asked or "ends_before" in asked:
            entries = entries.ending_between(asked.get("ends_after"), asked.get("ends_before"))
        return _with_parties_and_roles(entries, asked.get("party", []), asked.get("role", []))

    def commitment(self):
        forms = {form for [form] in self.asked.get("form", [])}
        nature = self.only("nature") or ("instrument" if forms else "")
        bindingness = self.only("bindingness") or ("binding" if forms and forms <= _BINDING_FORMS else "")
        return (nature, bindingness) if nature and (bindingness or not forms & _BINDING_FORMS) else None

    def parts(self, asked):
        """Parties and roles are keys, as long as nobody asks which of those parties has that role; states are quick."""
        if asked.keys() & {"party", "role"} == {"party", "role"}:
            return None
        own = asked.keys() & {"party", "role", "state", "certainty"}
        parts = super().parts({name: value for name, value in asked.items() if name not in own})
        if parts is None:
            return None
        for name in sorted(own & {"party", "role"}):
            parts.append(
                bitmap_of_keys(
                    "agreement", [[f"{name}:{value}" for value in together] for together in asked[name]]
                )
            )
        if own & {"state", "certainty"}:
            states, certainties = (
                [value for [value] in asked.get(name, [])] for name in ("state", "certainty")
            )
            on = [self.day, self.day, certainties or Certainty.values]
            parts.append(
                bitmap_of_serials(f"{POSSIBLE_STATES_SQL} AND state = ANY(%s)", [*on, states or State.values])
            )
        return parts

    def counting(self, name, found):
        if name == "state":
            certainties = [value for [value] in self.asked.get("certainty", [])] or Certainty.values
            on = [self.day, self.day, certainties]
            if not self.narrows(
                without="state"
            ):  # all that have a life are meant, and only agreements have one
                return STATE_COUNTS_SQL, on
            return STATE_COUNTS_AMONG_RESULTS_SQL.format(found=found("state")), on * 2
        other = {"party": "role", "role": "party"}.get(name, "")
        if other not in self.asked:
            return None
        text, parameters = bitmaps.queryset_sql(self.entries(without=name), "ref")
        groups = self.asked[other]
        fits = " OR ".join(["array_agg(held) @> %s::varchar[]"] * len(groups))
        among = sorted({value for together in groups for value in together})
        known = [] if name == "party" else [InvolvementRole.values]
        return PARTY_ROLE_COUNTS_SQL[name].format(entries=text, fits=fits), [
            *parameters,
            among,
            *known,
            *groups,
        ]


def _with_parties_and_roles(entries, parties: list[list[str]], roles: list[list[str]]):
    """Agreements in which one group of organizations takes part, or one group of roles is held, or both at once."""
    if parties and roles:
        return entries.with_any_links_of(roles, parties)
    name, values = ("party", parties) if parties else ("role", roles)
    return entries.with_any_of([[f"{name}:{value}" for value in together] for together in values])


class DeadlineFilter(AgreementFilter):
    """Agreements with something that falls due. What is due is told in its own order."""

    ordering = None
