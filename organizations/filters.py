"""What can be asked of organizations."""

from django.utils.translation import gettext_lazy as _

from organizations.choices import OrganizationKind, OrganizationScheme
from register.filters import (
    CountryFilter,
    IdentifierFilter,
    KeyFilter,
    OrderingFilter,
    RegisterFilterSet,
    own_ref_filter,
    published_after_filter,
    query_filter,
)


class OrganizationFilter(RegisterFilterSet):
    """Organizations."""

    of_kind = "organization"

    q = query_filter()
    kind = KeyFilter("type", label=_("kind"), choices=OrganizationKind.values)
    country = CountryFilter(several=False, example="KR", help_text="Where it is.")
    identifier = IdentifierFilter(
        label=_("identifier"), schemes=OrganizationScheme.values, example="ror:03yrm5c26",
        help_text="What another register calls it.",
    )  # fmt: skip
    ref = own_ref_filter("O")
    published_after = published_after_filter()
    ordering = OrderingFilter("title", "founded", "published")
