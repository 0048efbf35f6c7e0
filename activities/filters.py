"""Filter set of activities, for pages, API and exports."""

from django.utils.translation import gettext_lazy as _

from activities.choices import ActivityKind, ActivityState
from agreements.topics.filters import TOPIC_CLAUSE
from organizations.filters import PARTY_CLAUSE
from people.filters import PERSON_CLAUSE
from register.clauses import Clause, ClauseRank
from register.filters import (
    CombinedDayFilter,
    CountryFilter,
    KeyFilter,
    OrderingFilter,
    RefFilter,
    YearFilter,
    make_own_ref_filter,
    make_published_after_filter,
    make_query_filter,
)
from register.filterset import RegisterFilterSet


class ActivityFilter(RegisterFilterSet):
    """Activities: meetings, ceremonies, launches."""

    of_kind = "activity"
    usual_ordering = "-held"

    q = make_query_filter()
    kind = KeyFilter(
        "type",
        label=_("kind"),
        choices=ActivityKind.values,
        clause=Clause(_("of the kind %(value)s"), ClauseRank.TYPE),
    )
    state = KeyFilter(
        "state",
        label=_("state"),
        choices=ActivityState.values,
        clause=Clause(_("(%(value)s)"), ClauseRank.TYPE),
    )
    country = CountryFilter(help_text="Where it was, or the country of an organization that was there.")
    party = RefFilter(
        "party",
        "O",
        label=_("organization"),
        help_text="An organization that was there.",
        clause=PARTY_CLAUSE,
    )
    person = RefFilter(
        "person", "P", label=_("person"), help_text="Somebody who was there.", clause=PERSON_CLAUSE
    )
    topic = RefFilter("topic", "T", label=_("topic"), clause=TOPIC_CLAUSE)
    agreement = RefFilter(
        "agreement",
        "A",
        label=_("agreement"),
        help_text="An agreement that it has to do with.",
        clause=Clause(_("related to %(value)s"), ClauseRank.PARTICIPANTS),
    )
    year = YearFilter(label=_("year"), help_text="The year in which it began.")
    ref = make_own_ref_filter("E")
    held_after = CombinedDayFilter(
        "held_after",
        label=_("held from"),
        example="2024-01-01",
        help_text="It began on this day or later.",
        clause=Clause(_("held from %(value)s"), ClauseRank.DATES),
    )
    held_before = CombinedDayFilter(
        "held_before",
        label=_("held until"),
        example="2024-12-31",
        help_text="It began on this day or earlier.",
        clause=Clause(_("held until %(value)s"), ClauseRank.DATES),
    )
    published_after = make_published_after_filter()
    ordering = OrderingFilter("held", "title", "published")

    def apply_combined(self, entries, values):
        if "held_after" in values or "held_before" in values:
            entries = entries.dated_between(values.get("held_after"), values.get("held_before"))
        return entries
