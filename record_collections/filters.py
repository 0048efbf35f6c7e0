"""Filter set of collections."""

from register.filters import (
    OrderingFilter,
    make_own_ref_filter,
    make_published_after_filter,
    make_query_filter,
)
from register.filterset import RegisterFilterSet


class CollectionFilter(RegisterFilterSet):
    """Collections."""

    of_kind = "collection"

    q = make_query_filter()
    ref = make_own_ref_filter("C")
    published_after = make_published_after_filter()
    ordering = OrderingFilter("title", "published")
