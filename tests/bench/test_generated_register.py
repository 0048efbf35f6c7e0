"""The register that the bench generates is one that publishing would have written."""

import json
from collections.abc import Iterable

import pytest

from bench.data.activities import activity_body
from bench.data.agreements import agreement_body
from bench.data.load import load
from bench.data.world import World
from register.models import Entry
from tests.register.recount import assert_register_is_as_recounted, mentions_in
from tests.whole_world import public_world

pytestmark = pytest.mark.django_db


def test_what_is_derived_is_what_publishing_and_a_rebuild_write():
    load(agreements=100, organizations=24, report=lambda step: None)

    bodies = _current_bodies()
    assert len([body for body in bodies if body["object"] == "agreement"]) == 100
    assert {ref for body in bodies for ref in mentions_in({**body, "ref": None})} <= {
        body["ref"] for body in bodies
    }
    assert_register_is_as_recounted()


def test_bodies_and_their_parts_have_the_members_of_published_ones_in_their_order():
    world = World(organizations=60)
    generated = [world.body(place) for place in range(world.records)]
    generated += [agreement_body(world, number) for number in range(1, 201)]
    generated += [activity_body(world, number) for number in range(1, 11)]
    public_world()

    published, made = _members(_current_bodies()), _members(generated)

    assert {place: published[place] for place in made} == made
    assert {place for place in made if "/" in place} >= {
        "agreement/involvements", "agreement/terms", "agreement/signatories", "agreement/commitments",
        "agreement/citations", "activity/attendances", "person/positions",
    }  # fmt: skip


def _current_bodies() -> list[dict]:
    return [json.loads(body) for [body] in Entry.objects.values_list("body")]


def _members(bodies: Iterable[dict]) -> dict[str, set[tuple[str, ...]]]:
    """The names of the members of bodies, of their parts and of what these mention."""
    members: dict[str, set[tuple[str, ...]]] = {}

    def gather(place: str, value) -> None:
        if isinstance(value, list):
            for member in value:
                gather(place, member)
        elif isinstance(value, dict) and not set(value) <= {"en", "ko"}:
            members.setdefault(place, set()).add(tuple(value))
            for name, member in value.items():
                gather(f"{place}/{name}", member)

    for body in bodies:
        gather(body["object"], body)
    return members
