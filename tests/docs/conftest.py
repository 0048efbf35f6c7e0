"""A register for documents: the demonstration, with a dump; and the Python client as it is installed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import override_settings

from access.keys import actions
from access.models import Key
from exports.dumps import builder
from tests.factories import PartnerFactory
from tests.pages.conftest import demo_site

__all__ = ["demo_site"]

CLIENT = Path(__file__).parents[2] / "clients" / "python"
BUILD = "import sys; from flit_core.buildapi import build_wheel; print(build_wheel(sys.argv[1]))"


@pytest.fixture(scope="module")
def server(demo_site, tmp_path_factory):
    """The address of the demonstration, with a dump of it."""
    with override_settings(DUMPS_ROOT=tmp_path_factory.mktemp("dumps")):
        builder.build_dump()
        yield demo_site


@pytest.fixture(scope="module")
def key(server):
    """A partner's key at that server, as its owner sends it."""
    return actions.create_key(
        key=Key(partner=PartnerFactory(), name="Copy", scopes=["read", "keys"]), by=None
    )


@pytest.fixture(scope="session")
def client_wheel(tmp_path_factory):
    """The Python client, built: a file that Python can import from."""
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-c", BUILD, folder], cwd=CLIENT, capture_output=True, text=True, check=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
    )  # fmt: skip
    return folder / built.stdout.strip()
