"""The index is a pure function of the versions: a rebuild changes nothing, byte for byte."""

import pytest
from django.core.management import CommandError, call_command

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
from tests.register.recount import derived_rows

pytestmark = pytest.mark.django_db


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
    before = derived_rows()
    assert all(before.values())

    call_command("rebuild_register")

    assert derived_rows() == before


def test_a_rebuild_restores_what_was_damaged(register):
    before = derived_rows()
    Entry.objects.update(keys=[], title={})

    call_command("rebuild_register")

    assert derived_rows() == before


def test_check_desk_tells_a_wrong_mark_and_sets_it_right(register):
    call_command("check_desk")
    Organization.objects.update(website="www.example.org")

    with pytest.raises(CommandError, match="records carry a wrong mark"):
        call_command("check_desk")

    call_command("check_desk", "--repair")
    call_command("check_desk")
    assert Organization.objects.filter(is_edited=True).count() == Organization.objects.published().count()
