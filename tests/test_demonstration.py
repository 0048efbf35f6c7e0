"""The copy of the demonstration that tests share is the demonstration."""

import pytest
from django.db import connection

from agreements.models import Agreement
from interchange.management.commands.demo import make_demo_records
from register.models import Version
from register.publishing import publish
from tests import demonstration, leftovers
from tests.factories import AgreementFactory
from tests.tables import contents

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_copied_in_is_what_was_recorded(monkeypatch):
    monkeypatch.setattr(demonstration, "_rows", {})
    monkeypatch.setattr(demonstration, "_last_ids", {})
    demonstration.make_demonstration()
    recorded = contents()
    leftovers.take_away_rows()

    demonstration.make_demonstration()

    assert contents() == recorded
    assert Agreement.objects.count() > 40


def test_the_desk_goes_on_from_a_copy():
    demonstration.make_demonstration()
    leftovers.take_away_rows()
    demonstration.make_demonstration()
    refs = {*Version.objects.values_list("ref", flat=True)}

    versions = publish(AgreementFactory(titled=True), by=None)

    assert len(versions) == 2  # its party too
    assert refs & {version.ref for version in versions} == set()
    assert make_demo_records() == 0
    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        assert cursor.fetchone() == ("origin",)
