"""Side effects of each act on each record, against a full recount."""

import json
import re
from collections import Counter

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from organizations.models import Organization
from people.actions import hide_person
from people.models import Person
from redaction.actions import redact_words
from redaction.matching import Names
from redaction.plan import plan_redaction
from redaction.versions import pointer
from redaction.words import body_words
from register.kinds import kinds
from register.models import Version
from register.publishing import merge, publish, withdraw
from register.records import Part, Record
from sources.actions import refresh_citing_records
from tests import factories as make
from tests.redacted_texts import redact
from tests.register.edits import WAYS, edit, save_as_staff
from tests.register.recount import assert_same_as_recount, derived_rows
from tests.register.world import World, make_world

pytestmark = pytest.mark.django_db

NOT_IN_BODIES = {"Custody.unit"}  # staff only
NAMES = ["topic", "organization", "person", "agreement", "activity", "collection"]


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def public(world) -> World:
    publish(*world.records, by=None)
    return world


def test_the_world_uses_every_relation_between_records(world):
    """A relation that is new to the desk is new to this world, or nothing here would notice what it does."""
    relations = {
        f"{model.__name__}.{relation.name}": model._default_manager.filter(**{f"{relation.name}__isnull": False})
        for model in apps.get_models()
        if issubclass(model, Record | Part) or model.__name__ == "Custody"
        for relation in model._meta.get_fields()
        if is_link(relation)
    }  # fmt: skip

    assert {name for name, rows in relations.items() if not rows.exists()} == NOT_IN_BODIES
    assert len(relations) > 20


def is_link(relation) -> bool:
    """It leads from a record or part to another record, and not from a part to the record that it belongs to."""
    is_owner = relation.name == getattr(relation.model, "record_field", "agreement")
    return (
        isinstance(relation, models.ForeignKey | models.ManyToManyField)
        and issubclass(relation.related_model, Record)
        and not is_owner
    )


def test_records_are_looked_up_by_every_relation_that_leads_to_a_record():
    """Each on its own: in the world most records are linked in several ways, of which one may hide another."""
    for kind in kinds():
        found = kind.records_mentioning({other.model: [0] for other in kinds()})
        columns = Counter(re.findall(r'"\."(\w+)" IN \(0\)', str(found.query)))
        links = Counter(
            relation.m2m_reverse_name() if relation.many_to_many else relation.column
            for model in [kind.model, *_part_models(kind.model)]
            for relation in model._meta.get_fields()
            if is_link(relation)
        )

        assert columns == links, kind.name


def _part_models(model) -> list[type[Part]]:
    """The models of the parts of a record, which its body holds."""
    return [part for part in apps.get_models() if issubclass(part, Part) and _owner(part) is model]


def _owner(part: type[Part]):
    return part._meta.get_field(part.record_field).related_model


def test_all_that_is_published_at_once_and_once_more(world):
    assert_same_as_recount()

    publish(*world.records, by=None)
    assert_same_as_recount()
    assert publish(*world.records, by=None) == []
    assert_same_as_recount()


@pytest.mark.parametrize("is_reversed", [False, True])
def test_one_after_the_other_in_either_order(world, is_reversed):
    for record in reversed(world.records) if is_reversed else world.records:
        publish(record, by=None)
        assert_same_as_recount()


@pytest.mark.parametrize("name", NAMES)
def test_each_record_withdrawn_and_brought_back(public, name):
    for record in public.of(name):
        withdraw(record, by=None, reason={"en": "Entered by mistake."})
        assert_same_as_recount()
        publish(record, by=None)
        assert_same_as_recount()
    assert Version.objects.filter(action="withdrawn").count() == len(public.of(name)) > 1


@pytest.mark.parametrize("name", NAMES)
def test_all_records_of_a_kind_withdrawn(public, name):
    for record in public.of(name):
        withdraw(record, by=None, reason={"en": "Entered by mistake."})
    assert_same_as_recount()
    publish(*public.records, by=None)
    assert_same_as_recount()


def test_each_agreement_narrowed_and_widened_again(public):
    for agreement in public.of("agreement"):
        for _again in range(3):
            save_as_staff(agreement, edit(agreement, 4, 0))
            assert_same_as_recount()
            publish(agreement, by=None)
            assert_same_as_recount()
    assert Version.objects.filter(action="narrowed").count() == 2 * len(public.of("agreement"))


@pytest.mark.parametrize("name", NAMES)
def test_each_record_merged_into_the_next(public, name):
    for record, into in zip(public.of(name), public.of(name)[1:], strict=False):
        merge(record, into=into, by=None)
        assert_same_as_recount()
    publish(*(record for kind in kinds() for record in kind.model._default_manager.published()), by=None)
    assert_same_as_recount()


@pytest.mark.parametrize("name", NAMES)
def test_names_and_texts_of_each_record_redacted(public, name):
    for record in public.of(name):
        versions = Version.objects.of(record.ref)
        version = versions.get()
        words = body_words(json.loads(version.body), version.kind, version.action)
        paths = [pointer(leaf.steps) for leaf in words if " " in leaf.text and is_prose(pointer(leaf.steps))]
        redact(versions.filter(action="published"), paths, reason="asked", basis="Art. 1", by=None)
        assert_same_as_recount()
    assert Version.objects.filter(action="redacted").count() == len(public.of(name))


def is_prose(path: str) -> bool:
    return path.rpartition("/")[2] in {"title", "summary", "name", "purpose"} or path.startswith("/names/")


def test_a_word_redacted_in_all_versions(public):
    terms = Names(["hong"])

    redact_words(terms=terms, ticked=plan_redaction(terms).all_ids(), reason="asked", basis="Art. 1", by=None)

    assert_same_as_recount()
    assert not Version.objects.filter(body__contains="Hong").exists()


@pytest.mark.parametrize("state", ["draft", "public", "withdrawn", "public again", "old object"])
def test_each_person_hidden(world, state):
    old = list(Person.objects.order_by("pk"))
    if state != "draft":
        publish(*world.records, by=None)
    for person in world.of("person") if "again" in state or state == "withdrawn" else ():
        withdraw(person, by=None, reason={"en": "Entered by mistake."})
        if "again" in state:
            publish(person, by=None)
    people = old if state == "old object" else Person.objects.order_by("pk")
    for person in people:
        hide_person(
            person=person, reason="asked", basis="Art. 1", public_reason={"en": "On request."}, by=None
        )
        assert_same_as_recount()
    publish(*(record for record in world.records if not isinstance(record, Person)), by=None)
    assert_same_as_recount()
    assert not Version.objects.filter(body__contains="Gildong").exists()
    assert not Person.objects.published().exists()


def test_a_changed_source_marks_what_cites_it(public):
    public.source.title = "Corrected"
    public.source.save()

    refresh_citing_records(sources=[public.source])

    assert_same_as_recount()
    assert sum(kind.model._default_manager.filter(is_edited=True).count() for kind in kinds()) == 4
    publish(*public.records, by=None)
    assert_same_as_recount()


def test_references_over_the_edge_of_a_chunk(world):
    for number, record in enumerate(world.of("organization")):
        Organization.objects.filter(pk=record.pk).update(ref=f"O{4094 + number}")

    publish(*world.records, by=None)
    assert_same_as_recount()
    for record in world.of("organization"):
        withdraw(record, by=None, reason={"en": "Entered by mistake."})
        assert_same_as_recount()


def test_a_record_that_nothing_mentions_and_that_mentions_nothing():
    publish(alone := make.OrganizationFactory(country=""), by=None)
    assert_same_as_recount()
    withdraw(alone, by=None, reason={"en": "Entered by mistake."})
    assert_same_as_recount()


def test_an_edit_by_an_object_older_than_the_hiding_does_not_show_the_person_again(public):
    older = Person.objects.first()
    hide_person(
        person=Person.objects.get(pk=older.pk),
        reason="asked",
        basis="Art. 1",
        public_reason={"en": "x"},
        by=None,
    )

    older.name = "Hong Gil-dong"
    older.save()

    assert Person.objects.get(pk=older.pk).is_hidden
    assert_same_as_recount()


def test_a_record_is_not_merged_into_one_that_was_withdrawn_since(public):
    record, into, *_ = public.of("organization")
    into.refresh_from_db()
    withdraw(type(into).objects.get(pk=into.pk), by=None, reason={"en": "Entered by mistake."})
    before = derived_rows()

    with pytest.raises(ValidationError, match="Choose another public record of the same kind."):
        merge(record, into=into, by=None)

    assert derived_rows() == before


@pytest.mark.parametrize("name", NAMES)
def test_each_edit_of_each_record_while_it_is_public_and_once_it_is_withdrawn(public, name):
    for record in public.of(name):
        for way in range(WAYS[name]):
            edit_as_staff(record, way, 1)
            assert_same_as_recount()
        withdraw(record, by=None, reason={"en": "Entered by mistake."})
        publish(*(other for other in public.records if other != record), by=None)
        for way in range(WAYS[name]):
            edit_as_staff(record, way, 2)
        assert_same_as_recount()
        publish(*public.records, by=None)


def edit_as_staff(record, way: int, number: int) -> None:
    edited = type(record)._default_manager.get(pk=record.pk)
    save_as_staff(edited, edit(edited, way, number))
