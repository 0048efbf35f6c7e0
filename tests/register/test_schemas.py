"""Shapes grow, they do not change: a body of every schema there ever was can still be read."""

import json
from pathlib import Path

import pytest

from activities.serializers import ActivityBodySerializer
from agreements.serializers import AgreementBodySerializer
from agreements.topics.serializers import TopicSerializer
from organizations.serializers import OrganizationBodySerializer
from people.serializers import PersonBodySerializer
from record_collections.serializers import CollectionSerializer
from register import bodies, entries
from register.kinds import kind_named, kinds
from register.models import Entry, Version
from register.versions import database_now

KEPT = Path(__file__).parent / "kept_bodies"
TODAY = {
    "agreement": AgreementBodySerializer,
    "organization": OrganizationBodySerializer,
    "person": PersonBodySerializer,
    "activity": ActivityBodySerializer,
    "topic": TopicSerializer,
    "collection": CollectionSerializer,
}
OPTIONAL = {"quotations"}  # there only where the register shows any
SCHEMAS = [(kind.name, schema) for kind in kinds() for schema in range(1, kind.schema_version + 1)]


def kept(name: str, schema: int) -> dict:
    return json.loads((KEPT / f"{name}-{schema}.json").read_text())


def shape(serializer) -> dict:
    """The members of a body and of its parts, as the serializer has them today, but for those that may be left out."""
    members = {}
    for name, member in serializer.get_fields().items():
        if name in OPTIONAL:
            continue
        child = getattr(member, "child", member)
        members[name] = shape(child) if hasattr(child, "get_fields") else None
    return members


def lacking(body, expected: dict, path: str = "") -> list[str]:
    """Paths of members that a body should have and has not."""
    if isinstance(body, list):
        return [found for one in body for found in lacking(one, expected, path)]
    if not isinstance(body, dict):
        return []
    missing = [f"{path}/{name}" for name in expected if name not in body]
    for name, inner in expected.items():
        if inner and name in body:
            missing += lacking(body[name], inner, f"{path}/{name}")
    return missing


@pytest.mark.parametrize(("name", "schema"), SCHEMAS)
def test_an_old_body_upgrades_to_the_shape_of_today(name, schema):
    upgraded = kind_named(name).upgrade(kept(name, schema), schema)

    assert lacking(upgraded, shape(TODAY[name]())) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "schema"), SCHEMAS)
def test_an_old_version_still_becomes_an_entry(name, schema):
    text = bodies.body_to_json(body := kept(name, schema))
    version = Version.objects.create(
        ref=body["ref"],
        kind=name,
        serial=int(body["ref"][1:]),
        number=1,
        action="published",
        schema=schema,
        body=text,
        sha256=bodies.body_sha256(text),
        published_at=database_now(),
    )

    entries.index_versions([version])

    assert Entry.objects.get(ref=body["ref"]).title
