"""The API is as it describes itself: every real answer fits the committed schema."""

import json
from pathlib import Path

import pytest
import yaml
from django.utils import timezone
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from organizations.models import Organization
from register.publishing import publish, withdraw
from tests.factories import (
    ActivityAgreementFactory,
    ActivityFactory,
    AgreementCitationFactory,
    AgreementFactory,
    AgreementIdentifierFactory,
    AgreementRelationFactory,
    AttendanceFactory,
    CommitmentFactory,
    ContributionFactory,
    DocumentFactory,
    LocationFactory,
    MilestoneFactory,
    OrganizationCitationFactory,
    OrganizationIdentifierFactory,
    OrganizationNameFactory,
    OrganizationRelationFactory,
    OutcomeFactory,
    PersonNameFactory,
    PositionFactory,
    ResultFactory,
    SignatoryFactory,
    TermFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

SCHEMA = yaml.safe_load((Path(__file__).parents[2] / "docs" / "openapi.yaml").read_text())


@pytest.fixture
def register():
    """One record of each kind with one part of each sort, A1, and a withdrawn organization."""
    agreement, older = AgreementFactory(titled=True), AgreementFactory(titled=True)
    AgreementRelationFactory(agreement=agreement, older=older)
    topic = TopicFactory(parent=TopicFactory())
    agreement.topics.add(topic)
    for part in (
        AgreementIdentifierFactory, MilestoneFactory, TermFactory, CommitmentFactory, ResultFactory,
        ContributionFactory, DocumentFactory, AgreementCitationFactory,
    ):  # fmt: skip
        part(agreement=agreement)
    signatory = SignatoryFactory(agreement=agreement)
    PersonNameFactory(person=signatory.person)
    organization = agreement.involvements.get().organization
    PositionFactory(person=signatory.person, organization=organization)
    for part in (
        OrganizationNameFactory, OrganizationIdentifierFactory, OrganizationRelationFactory, LocationFactory,
        OrganizationCitationFactory,
    ):  # fmt: skip
        part(organization=organization)
    activity = ActivityFactory(titled=True, series=agreement, ordinal=1)
    ActivityAgreementFactory(activity=activity, agreement=agreement, role="held_under")
    AttendanceFactory(activity=activity, organization=organization, person=signatory.person)
    outcome = OutcomeFactory(activity=activity)
    outcome.organizations.add(organization)
    outcome.agreements.add(agreement)
    publish(older, agreement, activity, by=None)
    older.texts.update(title="Corrected")
    publish(older, by=None)
    gone = Organization.objects.create(name="Gone", kind="other")
    publish(gone, by=None)
    withdraw(gone, by=None, reason={"en": "It never was."})


def schema_of(path, status, media_type="application/json"):
    """The operation's schema of an answer, able to follow references into the rest of the document."""
    schema = SCHEMA["paths"][f"/api/v1/{path}"]["get"]["responses"][str(status)]["content"][media_type][
        "schema"
    ]
    whole = Resource(contents=SCHEMA, specification=DRAFT202012)
    registry = Registry().with_resource("urn:api", whole)
    return Draft202012Validator({"$ref": schema["$ref"].replace("#", "urn:api#")}, registry=registry)


def strict(schema):
    """The same description, now refusing members that it does not name."""
    if isinstance(schema, dict):
        for value in schema.values():
            strict(value)
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
    elif isinstance(schema, list):
        for value in schema:
            strict(value)


strict(SCHEMA["components"]["schemas"])

ANSWERS = [
    ("", "", 200),
    ("changes/", "changes/", 200),
    ("deadlines/", "deadlines/?after=2020-01-01&before=2024-01-01", 200),
    ("suggestions/", "suggestions/?q=minis", 200),
    ("suggestions/", "suggestions/?q=ag", 200),
    ("suggestions/", "suggestions/", 400),
    ("agreements/", "agreements/?expand=organizations,topics", 200),
    ("agreements/{ref}", "agreements/A2?expand=people,linked", 200),
    ("agreements/{ref}", "agreements/A2?as_of=TODAY", 200),
    ("agreements/{ref}/versions/{number}/differences", "agreements/A1/versions/2/differences", 200),
    ("vocabularies/", "vocabularies/", 200),
    ("vocabularies/{name}", "vocabularies/state", 200),
    ("problems/", "problems/", 200),
    ("problems/{code}", "problems/withdrawn", 200),
    ("agreements/", "agreements/?limt=1", 400),
    ("agreements/{ref}", "agreements/A99", 404),
    ("organizations/{ref}", "organizations/O4", 410),
] + [
    (path.format(kind=kind, ref="{ref}", number="{number}"), path.format(kind=kind, ref=ref, number=1), 200)
    for kind, ref in (
        ("agreements", "A2"),
        ("organizations", "O2"),
        ("people", "P1"),
        ("activities", "E1"),
        ("topics", "T2"),
    )
    for path in (
        "{kind}/",
        "{kind}/{ref}",
        "{kind}/{ref}/links/",
        "{kind}/{ref}/versions/",
        "{kind}/{ref}/versions/{number}",
        "{kind}/{ref}/versions/{number}/differences",
    )
]


def test_every_answer_fits_its_description(api, register, subtests):
    for path, address, status in ANSWERS:
        with subtests.test(address=address):
            response = api(address.replace("TODAY", timezone.localdate().isoformat()))

            assert response.status_code == status, response.content
            errors = schema_of(path, status, response.headers["Content-Type"]).iter_errors(response.json())
            assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_every_address_is_described(api):
    described = {path.removeprefix("/api/v1/").split("/")[0] for path in SCHEMA["paths"]}

    named = {
        address.removeprefix("http://testserver/api/v1/").strip("/")
        for address in api("").json()["resources"].values()
    }
    assert described - {""} == named - {"schema"}


def test_the_served_schema_is_the_committed_one(api):
    committed = yaml.safe_load((Path(__file__).parents[2] / "docs" / "openapi.yaml").read_text())

    here = {"servers": [{"url": "http://testserver"}]}  # the address of this register, for makers of clients
    assert json.loads(api("schema").content) == json.loads(json.dumps(committed)) | here


def test_every_operation_has_a_summary_and_no_value_is_null_alone():
    operations = [operation for methods in SCHEMA["paths"].values() for operation in methods.values()]

    assert [operation["operationId"] for operation in operations if not operation.get("summary")] == []
    members = [
        member
        for shape in SCHEMA["components"]["schemas"].values()
        for member in shape.get("properties", {}).values()
    ]
    assert len(members) > 100
    assert [member for member in members if member.get("type") == "null"] == []
