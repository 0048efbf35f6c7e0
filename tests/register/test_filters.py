"""Filters: complete at import."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from register.clauses import Clause, ClauseRank
from register.filters import KeyFilter, OrderingFilter, make_query_filter
from register.filterset import RegisterFilterSet


def test_a_filter_without_a_clause_fails_at_import():
    filters = {"q": make_query_filter(), "nature": KeyFilter("nature")}

    with pytest.raises(ImproperlyConfigured, match=r"^HalfFilter has filters without a clause: nature\.$"):
        type("HalfFilter", (RegisterFilterSet,), filters)


def test_a_filter_with_a_clause_is_whole():
    clause = Clause("of the nature %(value)s", ClauseRank.TYPE)
    filters = {"nature": KeyFilter("nature", clause=clause), "ordering": OrderingFilter("title")}

    whole = type("WholeFilter", (RegisterFilterSet,), filters)

    assert whole.base_filters["nature"].field.clause is clause


def test_a_value_that_joins_several_is_between_them():
    clause = Clause("with %(value)s", ClauseRank.PARTICIPANTS, between="between %(value)s")

    assert clause.template([["KR", "GB"]]) == "between %(value)s"
    assert clause.template([["KR"], ["GB"]]) == "with %(value)s"
