"""Filter set of people, for pages, API and exports."""

from django.utils.translation import gettext_lazy as _

from organizations.filters import PARTY_CLAUSE
from people.choices import PersonScheme
from register.clauses import Clause, ClauseRank
from register.filters import (
    CountryFilter,
    IdentifierFilter,
    OrderingFilter,
    RefFilter,
    make_own_ref_filter,
    make_published_after_filter,
    make_query_filter,
)
from register.filterset import RegisterFilterSet

PERSON_CLAUSE = Clause(_("involving %(value)s"), ClauseRank.PARTICIPANTS)


class PersonFilter(RegisterFilterSet):
    """People."""

    of_kind = "person"

    q = make_query_filter()
    country = CountryFilter(help_text="The country of an organization where they held a post.")
    party = RefFilter(
        "party",
        "O",
        label=_("organization"),
        help_text="An organization where they held a post.",
        clause=PARTY_CLAUSE,
    )
    identifier = IdentifierFilter(
        label=_("identifier"), schemes=PersonScheme.values, example="orcid:0000-0002-1825-0097",
        help_text="What another register calls them.",
    )  # fmt: skip
    ref = make_own_ref_filter("P")
    published_after = make_published_after_filter()
    ordering = OrderingFilter("title", "published")
