"""Every member of a body has a value in some record of the outlines."""

from collections.abc import Iterator

import pytest

from tests.pages.outlines.missing_members import EMPTY

pytestmark = pytest.mark.django_db

# Members that no record of the world has, and why.
NEVER_FILLED = {
    "agreement.results.as_of": "only the first version has it: agreement-old-version",
    "organization.is_own": "no page shows it",
    "organization.is_planned": "goes with no other day of its life: test_planned_and_private.py",
}


def test_every_member_has_a_value_in_some_record(bodies):
    values = [
        (f"{body['object']}.{path}", value) for body in bodies for path, value in members_and_values(body)
    ]
    known, filled = {path for path, _value in values}, {path for path, value in values if value not in EMPTY}

    assert known - filled == set(NEVER_FILLED)


def members_and_values(body: dict) -> Iterator[tuple[str, object]]:
    """Members of the record and of its parts: ``("milestones.on", "2020")``."""
    for name, value in body.items():
        yield name, value
        for part in value if isinstance(value, list) else []:
            if isinstance(part, dict) and "key" in part:
                yield from ((f"{name}.{member}", inner) for member, inner in part.items())
