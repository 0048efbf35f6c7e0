"""Filters: complete at import."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import override

from register.clauses import NO_CLAUSE, Clause, ClauseRank
from register.filters import KeyFilter, OrderingFilter, make_query_filter
from register.filterset import RegisterFilterSet
from register.kinds import kinds


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


def phrases(clause: Clause) -> list[str]:
    return [str(text) for text in (clause.text, clause.between) if text]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_clause_of_every_list_takes_its_value(language):
    for kind in kinds():
        for name, declared in kind.filterset_class.base_filters.items():
            clause = declared.field.clause
            with override(language):
                sentences = [text % {"value": "VALUE", "day": "DAY"} for text in phrases(clause)]

            assert all("VALUE" in sentence for sentence in sentences), f"{kind.name}: {name}"
            assert sentences or clause is NO_CLAUSE, f"{kind.name}: {name}"
            assert set(clause.also_says) <= set(kind.filterset_class.base_filters), f"{kind.name}: {name}"
