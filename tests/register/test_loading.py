"""Records as they are loaded for publication: what Django's own loading gives, in a statement a level."""

from decimal import Decimal

import pytest
from django.db.models import prefetch_related_objects

from register.bodies import record_body_json
from register.kinds import kind_of, kinds
from register.loading import load_for_publication
from tests import factories as make
from tests.whole_world import public_world

pytestmark = pytest.mark.django_db


def values(row) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def related(owner, name: str) -> list:
    """What a relation of an object leads to."""
    field = owner._meta.get_field(name)
    accessor = field.get_accessor_name() if field.auto_created else name
    if field.one_to_many or field.many_to_many:
        return [*getattr(owner, accessor).all()]
    return [each for each in [getattr(owner, accessor, None)] if each]


def along(owner, lookup: str) -> list:
    """All rows that a lookup leads to, level by level."""
    first, _, rest = lookup.partition("__")
    rows = related(owner, first)
    return [*rows, *(each for row in rows for each in along(row, rest))] if rest else rows


def test_every_row_and_relation_is_as_django_loads_it_and_no_more_queries_are_made(
    django_assert_num_queries,
):
    whole, others = public_world()
    make.CustodyFactory(agreement=whole[0])
    records = [*whole, *others]
    loaded = load_for_publication(records)
    fresh = [type(record)._base_manager.get(pk=record.pk) for record in records]
    for record in fresh:
        prefetch_related_objects([record], *kind_of(record).body_lookups)

    expected = [
        (values(row), {name: type(value) for name, value in values(row).items()})
        for record in fresh
        for lookup in ("", *kind_of(record).body_lookups)
        for row in ([record] if not lookup else along(record, lookup))
    ]

    with django_assert_num_queries(0):
        found = [
            (values(row), {name: type(value) for name, value in values(row).items()})
            for record in loaded
            for lookup in ("", *kind_of(record).body_lookups)
            for row in ([record] if not lookup else along(record, lookup))
        ]
        bodies = [record_body_json(kind_of(record), record) for record in loaded]
    assert found == expected
    assert bodies == [record_body_json(kind_of(record), record) for record in fresh]
    assert {kind_of(record) for record in loaded} == {*kinds()}


def test_a_row_is_one_object_wherever_it_is_mentioned():
    agreement = make.AgreementFactory(titled=True)
    party = agreement.involvements.get()
    make.SignatoryFactory(agreement=agreement, involvement=party, affiliation=party.organization)

    [record, organization] = load_for_publication([agreement, party.organization])

    [signatory] = record.signatories.all()
    assert signatory.involvement is record.involvements.all()[0]
    assert signatory.involvement.organization is signatory.affiliation is organization
    assert signatory.agreement is record


def test_numbers_are_exact_and_what_is_gone_is_left_out():
    contribution = make.ContributionFactory(amount=Decimal("1234567890123456.78"))
    gone = make.AgreementFactory()
    agreement = type(gone)(pk=gone.pk)
    gone.delete()

    [record] = load_for_publication([agreement, contribution.agreement])

    assert [each.amount for each in record.contributions.all()] == [Decimal("1234567890123456.78")]
    assert load_for_publication([]) == []


def test_the_number_of_statements_does_not_grow_with_records(django_assert_num_queries):
    agreements = [make.AgreementFactory(titled=True) for _number in range(3)]

    with django_assert_num_queries(3):
        load_for_publication(agreements[:1])
    with django_assert_num_queries(3):
        load_for_publication(agreements)
