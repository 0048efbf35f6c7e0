"""A name as written is filled in with the present name of a record, unless that was withdrawn or hidden."""

import json

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from agreements.models import Agreement
from interchange.actions import import_to_desk
from interchange.problems import ImportFailed
from people.actions import hide_person
from people.models import Person
from register.desk_changes import desk_body_texts
from register.loading import record_identity
from register.publishing import publish, withdraw
from register.records import Part
from tests import factories as make

pytestmark = pytest.mark.django_db

REASON = {"en": "By mistake.", "ko": "착오입니다."}
NAME = "Zqname"
ASKED = "%s was withdrawn: write the name as the document has it, or leave the record out."


def of_organization():
    return make.OrganizationFactory(name=NAME)


def of_person():
    return make.PersonFactory(name=NAME)


# A part of each kind with a name as written, of a record that is called NAME.
PARTS = {
    ("Involvement", "name_as_written"): lambda: make.InvolvementFactory(organization=of_organization()),
    ("Involvement of a person", "name_as_written"): lambda: make.InvolvementFactory(
        organization=None, person=of_person()
    ),
    ("Milestone", "by_body_as_written"): lambda: make.MilestoneFactory(by_body=of_organization()),
    ("Signatory", "name_as_written"): lambda: make.SignatoryFactory(person=of_person()),
    ("Signatory", "affiliation_as_written"): lambda: make.SignatoryFactory(affiliation=of_organization()),
    ("Attendance", "name_as_written"): lambda: make.AttendanceFactory(person=of_person()),
    ("Attendance", "organization_as_written"): lambda: make.AttendanceFactory(organization=of_organization()),
    ("OrganizationRelation", "name_as_written"): lambda: make.OrganizationRelationFactory(
        other=of_organization()
    ),
    ("Position", "organization_as_written"): lambda: make.PositionFactory(organization=of_organization()),
}


def body_of(record) -> str:
    return desk_body_texts([record])[record_identity(record)]


def test_every_name_as_written_is_tried():
    parts = [model for model in apps.get_models() if issubclass(model, Part)]
    declared = {(model.__name__, name) for model in parts for name in model.written_names}

    assert {(kind.partition(" ")[0], name) for kind, name in PARTS} == declared
    assert len(declared) == 8


@pytest.mark.parametrize(("kind", "name"), PARTS)
def test_the_name_of_a_withdrawn_record_is_not_filled_in_again(kind, name):
    part = PARTS[kind, name]()
    mentioned = getattr(part, part.written_names[name])
    assert getattr(part, name) == NAME
    publish(mentioned, by=None)
    withdraw(mentioned, by=None, reason=REASON)

    part = type(part)._default_manager.get(pk=part.pk)
    setattr(part, name, "")
    with pytest.raises(ValidationError) as refused:
        part.full_clean()
    part.save()

    assert refused.value.message_dict == {name: [ASKED % mentioned.ref]}
    assert getattr(part, name) == ""
    assert NAME not in body_of(part.record)
    setattr(part, name, "As printed")
    part.full_clean()


@pytest.mark.parametrize("part_of", [make.SignatoryFactory, make.AttendanceFactory])
def test_the_name_of_a_hidden_person_is_neither_filled_in_nor_asked_for(part_of):
    person = of_person()
    part = part_of(person=person)
    hide_person(person=person, reason="asked", basis="Act 1", public_reason=REASON, by=None)
    Person.objects.update(name=NAME)  # a place that was not ticked

    part = type(part)._default_manager.get(pk=part.pk)
    part.name_as_written = ""
    part.full_clean()
    part.save()

    assert part.name_as_written == ""
    assert NAME not in body_of(part.record)
    assert json.dumps("[redacted]") in body_of(part.record)


def test_the_name_of_a_draft_is_filled_in():
    part = make.SignatoryFactory(person=of_person(), name_as_written="")
    part.full_clean()

    assert part.name_as_written == NAME
    assert NAME in body_of(part.record)


@pytest.mark.parametrize("is_new", [True, False])
def test_an_import_asks_for_the_name_as_well(is_new):
    person = of_person()
    person.external_id = "ada"
    person.save()
    agreement = make.AgreementFactory(titled=True, external_id="mou")
    publish(person, agreement, by=None)
    withdraw(person, by=None, reason=REASON)
    row = {
        "id": "new" if is_new else "mou",
        "texts": [{"language": "en", "title": "T"}],
        "signatories": [{"person": "ada"}],
    }

    with pytest.raises(ImportFailed) as refused:
        import_to_desk([{"agreements": [row]}], by=None, update=True)

    [problem] = refused.value.problems
    assert (problem.path, problem.reason) == (
        f"agreements/{row['id']}/signatories/1/name_as_written", ASKED % person.ref
    )  # fmt: skip
    assert not Agreement.objects.filter(signatories__person=person).exists()
