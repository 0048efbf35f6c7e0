"""The world of the outlines: published once for a module, in a transaction that is rolled back."""

import json
import os
from pathlib import Path

import pytest
from django.db import transaction

from register.choices import Action
from register.models import Entry, Version
from tests.kept_tables import kept_differences
from tests.pages.outlines.members import Members
from tests.pages.outlines.world import publish_canaries

OUTLINES = Path(__file__).parent
REWRITTEN_BY = "As it should be? Write the outlines anew: REWRITE=outlines ./dev test tests/pages/outlines"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield publish_canaries()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def bodies(world):
    return [json.loads(body) for body in Entry.objects.order_by("ref").values_list("body", flat=True)]


@pytest.fixture(scope="module")
def members(bodies):
    titles = dict(Entry.objects.values_list("ref", "title"))
    versions = Version.objects.filter(action=Action.PUBLISHED).order_by("-serial")
    return Members(bodies, titles, list(versions.values_list("ref", "number", "sha256", "body")))


@pytest.fixture
def compared_with_reviewed():
    """``compared_with_reviewed("en", {"person.en.txt": text})`` fails with all differences, or writes the files anew.

    No file of the language is left over.
    """

    def compared(language: str, texts: dict[str, str]) -> None:
        names = {file.name for file in OUTLINES.glob(f"*.{language}.txt")}
        lines = [f"no page has this outline: {name}" for name in sorted(names - set(texts))]
        for name, text in texts.items():
            file = OUTLINES / name
            if os.environ.get("REWRITE") == "outlines":
                file.write_text(text)
            lines += kept_differences(file, text)
        if lines:
            pytest.fail("\n".join([*lines, REWRITTEN_BY]), pytrace=False)

    return compared
