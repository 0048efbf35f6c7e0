"""The API against its own description: schemathesis asks a real server what that allows, and what it refuses."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from access.keys import actions
from access.models import Key
from tests.factories import PartnerFactory
from tests.pages.conftest import demo_site

__all__ = ["demo_site"]

pytestmark = pytest.mark.django_db  # so that there is a database

FOLDER = Path(__file__).parent / "contract"
ASKERS = {"anybody": None, "reader": ["read"], "keeper": ["read", "keys"], "listener": ["read", "webhooks"]}


@pytest.fixture(scope="module")
def keys(demo_site):
    """What each asker sends as a key; None for who needs none."""
    return {
        asker: scopes
        and actions.create_key(key=Key(partner=PartnerFactory(), name=asker, scopes=scopes), by=None)
        for asker, scopes in ASKERS.items()
    }


def questions(site, key, *options):
    """How many questions were asked, and what schemathesis says of the answers; nothing if all is well."""
    header = ["--header", f"Authorization: Bearer {key}"] if key else []
    ran = subprocess.run(
        [
            Path(sys.executable).with_name("schemathesis"), "run", f"{site}/api/v1/schema",
            "--seed", "1", "--continue-on-failure", "--no-color", *header, *options,
        ],
        cwd=FOLDER, env={**os.environ, "PYTHONWARNINGS": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    told = re.search(r"^  (\d+) generated", ran.stdout, re.MULTILINE)
    return int(told[1]) if told else 0, ran.stdout[-20_000:] + ran.stderr if ran.returncode else ""


@pytest.mark.long  # a quick run has test_openapi.py: every answer fits its description
@pytest.mark.parametrize("asker", ["anybody", "listener"])
def test_the_api_answers_as_it_says(asker, demo_site, keys):
    count, faults = questions(demo_site, keys[asker], "--phases", "examples,fuzzing", "--max-examples", "2")

    assert not faults, faults
    assert count >= 100


@pytest.mark.long
@pytest.mark.parametrize("asker", ASKERS)
def test_the_api_answers_thousands_of_questions_as_it_says(asker, demo_site, keys):
    count, faults = questions(demo_site, keys[asker], "--max-examples", "5")

    assert not faults, faults
    assert count >= 2500
