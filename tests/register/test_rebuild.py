"""The index is a pure function of the versions: a rebuild changes nothing, byte for byte."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from organizations.models import Organization
from register.models import Entry
from register.publishing import merge, publish, withdraw
from tests.factories import (
    ActivityAgreementFactory,
    AgreementFactory,
    AttendanceFactory,
    MilestoneFactory,
    OrganizationFactory,
    SignatoryFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db

DERIVED = [
    "register_entry", "register_period", "register_deadline", "register_link", "register_entrytext", "register_tally",
    "register_factbits",
]  # fmt: skip


def dump() -> dict[str, str]:
    """Each derived table as text, in the order of its key."""
    tables = {}
    with connection.cursor() as cursor:
        for table in DERIVED:
            cursor.execute(f"SELECT string_agg(t::text, chr(10) ORDER BY t::text) FROM {table} t")
            tables[table] = cursor.fetchone()[0]
    return tables


@pytest.fixture
def register():
    """Something of every kind, published, republished, withdrawn and merged."""
    agreement = SignatoryFactory(agreement__titled=True).agreement
    MilestoneFactory(agreement=agreement)
    TermFactory(agreement=agreement, starts_with="signature")
    activity = ActivityAgreementFactory(activity__titled=True, agreement=agreement).activity
    AttendanceFactory(activity=activity)
    gone, old, new = AgreementFactory(titled=True), OrganizationFactory(), OrganizationFactory()
    publish(activity, gone, old, new, by=None)
    publish(agreement, by=None)
    publish(activity, by=None)
    withdraw(gone, by=None, reason={"en": "Entered by mistake."})
    merge(old, into=new, by=None)


def test_a_rebuild_changes_nothing_byte_for_byte(register):
    before = dump()
    assert all(before.values())

    call_command("rebuild_register")

    assert dump() == before


def test_a_rebuild_restores_what_was_damaged(register):
    before = dump()
    Entry.objects.update(keys=[], title={})

    call_command("rebuild_register")

    assert dump() == before


def test_check_desk_tells_a_wrong_mark_and_sets_it_right(register):
    call_command("check_desk")
    Organization.objects.update(website="www.example.org")

    with pytest.raises(CommandError, match="records carry a wrong mark"):
        call_command("check_desk")

    call_command("check_desk", "--repair")
    call_command("check_desk")
    assert Organization.objects.filter(is_edited=True).count() == Organization.objects.published().count()
