"""Declarations of kinds: complete at import, and true."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from exports.tables import ExportTable
from organizations.kind import OrganizationRecordKind
from pages.views import RecordDetailView
from reconcile.matchers import RecordMatcher
from register.filterset import RegisterFilterSet
from register.index import Index
from register.kinds import Kind, kinds

REQUIRED = [
    "letter", "name", "plural", "model", "serializer", "link_kinds", "facet_names", "filters", "table", "matcher",
    "page", "body_lookups", "body", "index",
]  # fmt: skip


def declaration() -> dict:
    """Members of a class that declares everything required, and nothing else."""
    names = {name: getattr(OrganizationRecordKind, name) for name in REQUIRED}
    return names | {"index": lambda self, body: Index(title={})}


@pytest.mark.parametrize("name", REQUIRED)
def test_a_kind_without_a_required_member_fails_at_import(name):
    members = declaration()
    del members[name]

    with pytest.raises(ImproperlyConfigured, match=f"HalfKind does not declare {name}\\.$"):
        type("HalfKind", (Kind,), members)


def test_a_kind_that_declares_what_is_required_is_whole():
    kind = type("WholeKind", (Kind,), declaration())()

    assert (kind.has_periods, kind.home_context(None, 0), kind.calendar_class) == (False, {}, None)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_the_classes_of_a_kind_are_its_own(kind):
    assert issubclass(kind.filterset_class, RegisterFilterSet)
    assert kind.filterset_class.of_kind == kind.name
    assert issubclass(kind.table_class, ExportTable)
    assert kind.table_class.filterset is kind.filterset_class
    assert kind.matcher_class is None or (
        issubclass(kind.matcher_class, RecordMatcher) and kind.matcher_class.kind == kind.name
    )
    assert issubclass(kind.page_class, RecordDetailView)
    assert kind.page_class.kind == kind.name
    assert reverse(f"{kind.plural}:list") == f"/{kind.plural}/"


def test_names_and_ranks_are_distinct():
    for member in ("letter", "name", "plural", "model", "search_rank", "import_order"):
        assert len({getattr(kind, member) for kind in kinds()}) == len(kinds())
