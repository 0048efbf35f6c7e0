"""The index is a pure function of the versions: a rebuild changes nothing, byte for byte."""

from contextlib import suppress
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from agreements.models import Agreement
from organizations.models import Organization
from register.entries import rebuild_index
from register.models import Entry, FactBits, Tally, Version
from register.publishing import merge, publish, withdraw
from tests.at_once import at_once
from tests.breaking import Broken, broken_at, statements_of
from tests.factories import (
    ActivityAgreementFactory,
    AgreementFactory,
    AttendanceFactory,
    MilestoneFactory,
    OrganizationFactory,
    SignatoryFactory,
    TermFactory,
)
from tests.register.recount import assert_register_is_as_recounted, derived_rows

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


def test_a_rebuild_that_fails_anywhere_leaves_each_record_whole_and_is_taken_up(register):
    before, done = derived_rows(), ""
    number_of_statements = len(statements_of(lambda: list(rebuild_index(batch_size=2))))
    for number in range(0, number_of_statements, 11):
        with suppress(Broken), broken_at(number):
            for ref in rebuild_index(batch_size=2):
                done = ref

        assert derived_rows() == before
        Entry.objects.update(keys=[], title={})
        with suppress(Broken), broken_at(number):
            done = ""
            for ref in rebuild_index(batch_size=2):
                done = ref
        list(rebuild_index(after=done, batch_size=2))
        assert derived_rows() == before


def test_a_rebuild_sets_counts_right_that_were_wrong(register):
    before = derived_rows()
    FactBits.objects.filter(fact="form").update(fact="gone")
    Tally.objects.filter(fact="country").update(records=0)

    call_command("rebuild_register")

    assert derived_rows() == before


def test_a_rebuild_asks_as_much_of_many_records_in_a_batch_as_of_few():
    publish(*OrganizationFactory.create_batch(2), by=None)
    statements = len(statements_of(lambda: list(rebuild_index())))
    publish(*OrganizationFactory.create_batch(20), by=None)

    assert len(statements_of(lambda: list(rebuild_index()))) == statements


@pytest.mark.django_db(transaction=True)
def test_publications_go_on_between_the_batches_of_a_rebuild(register):
    """What is published before, between and after its batches, of records before and behind, is derived once."""
    renamed, *_ = organizations = list(Organization.objects.published().order_by("pk"))

    def publish_something():
        renamed.name += "'"
        renamed.save()
        publish(AgreementFactory(titled=True, party__organization=renamed), renamed, by=None)
        gone = Agreement.objects.published().order_by("-pk")[1]
        withdraw(gone, by=None, reason={"en": "Entered by mistake."})

    batches = rebuild_index(batch_size=2)
    for _turn, _ref in zip(range(6), batches, strict=False):
        at_once(publish_something, patience=60)
    list(batches)

    assert len(organizations) > 2
    assert_register_is_as_recounted()


@pytest.mark.django_db(transaction=True)
def test_a_publication_of_what_a_batch_has_already_looked_up_comes_after_it(register):
    organization = Organization.objects.published().first()

    def publish_again():
        organization.name += "'"
        organization.save()
        publish(organization, AgreementFactory(titled=True, party__organization=organization), by=None)
        connections.close_all()

    publication = Thread(target=publish_again)

    def begin_publication(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if "DISTINCT ON" in sql and organization.ref in params:
            publication.start()
            publication.join(timeout=0.5)  # it waits for the batch, and the batch goes on
        return result

    with connection.execute_wrapper(begin_publication):
        list(rebuild_index(batch_size=2))
    publication.join()

    assert Version.objects.of(organization.ref).count() > 1
    assert_register_is_as_recounted()


def test_check_desk_tells_a_wrong_mark_and_sets_it_right(register):
    call_command("check_desk")
    Organization.objects.update(website="www.example.org")

    with pytest.raises(CommandError, match="records carry a wrong mark"):
        call_command("check_desk")

    call_command("check_desk", "--repair")
    call_command("check_desk")
    assert Organization.objects.filter(is_edited=True).count() == Organization.objects.published().count()
