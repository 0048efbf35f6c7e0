"""Dumps on a full disk leave nothing behind, and dumps of equal registers are equal to the byte."""

import sqlite3

import pytest
import time_machine
from django.core.management import call_command

from exports.dumps import builder, manifest
from register.publishing import publish
from tests import factories as make
from tests.full_disk import full_disk

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(settings, tmp_path):
    settings.DUMPS_ROOT = tmp_path / "dumps"
    organization = make.OrganizationFactory(name="Institute")
    agreements = [make.AgreementFactory(titled=True) for _number in range(4)]
    for agreement in agreements:
        make.InvolvementFactory(agreement=agreement, organization=organization)
    publish(*agreements, by=None)
    return settings.DUMPS_ROOT


def names(root) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.name != ".lock"}


def fingerprints() -> dict[str, str]:
    return {file.name: file.sha256 for file in builder.build_dump().full_files}


@pytest.mark.parametrize("is_first", [True, False], ids=["first", "later"])
def test_a_full_disk_leaves_the_last_dump_and_nothing_half(root, is_first):
    """It is full at the manifest of the folder, at the first records, at a table, and at the database."""
    if not is_first:
        builder.build_dump()
    before = names(root) if root.exists() else set()
    sizes = (10, 200, 3000, 30_000)

    for size in sizes:
        with full_disk(after=size), pytest.raises((OSError, sqlite3.Error)):
            builder.build_dump()
        assert names(root) == before, size

    builder.build_dump()
    assert manifest.last_manifest() is not None


def test_a_dump_that_is_stopped_on_its_way_leaves_nothing(root, monkeypatch):
    def stop(*args):
        raise KeyboardInterrupt

    monkeypatch.setattr(builder.sqlite_writer, "write_sqlite", stop)
    with pytest.raises(KeyboardInterrupt):
        builder.build_dump()

    assert names(root) == set()


def test_dumps_of_equal_registers_are_equal_to_the_byte(root, settings):
    settings.TIME_ZONE = "UTC"  # in which all three are made on one day
    with time_machine.travel("2026-11-29T01:00Z"):
        first = fingerprints()
    with time_machine.travel("2026-11-29T22:00Z"):
        again = fingerprints()
    call_command("rebuild_register", verbosity=0)
    with time_machine.travel("2026-11-29T23:00Z"):
        rebuilt = fingerprints()

    assert len(first) == 19
    assert again == first
    assert rebuilt == first
