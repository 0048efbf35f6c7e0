"""Filter set of organizations, for pages, API and exports."""

from django.utils.translation import gettext_lazy as _

from organizations.choices import OrganizationKind, OrganizationScheme
from register.clauses import Clause, ClauseRank
from register.filters import (
    CountryFilter,
    IdentifierFilter,
    KeyFilter,
    OrderingFilter,
    make_own_ref_filter,
    make_published_after_filter,
    make_query_filter,
)
from register.filterset import RegisterFilterSet

PARTY_CLAUSE = Clause(
    _("in which %(value)s takes part"), ClauseRank.PARTICIPANTS, between=_("between %(value)s")
)


class OrganizationFilter(RegisterFilterSet):
    """Organizations."""

    of_kind = "organization"

    q = make_query_filter()
    kind = KeyFilter(
        "type",
        label=_("kind"),
        choices=OrganizationKind.values,
        clause=Clause(_("of the kind %(value)s"), ClauseRank.TYPE),
    )
    country = CountryFilter(allows_and=False, example="KR", help_text="Where it is.")
    identifier = IdentifierFilter(
        label=_("identifier"), schemes=OrganizationScheme.values, example="ror:03yrm5c26",
        help_text="What another register calls it.",
    )  # fmt: skip
    ref = make_own_ref_filter("O")
    published_after = make_published_after_filter()
    ordering = OrderingFilter("title", "founded", "published")
