"""Filter set of topics."""

from django.utils.translation import gettext_lazy as _

from register.clauses import Clause, ClauseRank
from register.filters import (
    OrderingFilter,
    make_own_ref_filter,
    make_published_after_filter,
    make_query_filter,
)
from register.filterset import RegisterFilterSet

TOPIC_CLAUSE = Clause(_("about %(value)s"), ClauseRank.SUBJECT)


class TopicFilter(RegisterFilterSet):
    """Topics."""

    of_kind = "topic"

    q = make_query_filter()
    ref = make_own_ref_filter("T")
    published_after = make_published_after_filter()
    ordering = OrderingFilter("title", "published")
