"""A clock of the database that is set back: versions stay in the order of their moments."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from register.models import Version
from register.publishing import publish, withdraw
from register.versions import database_now
from tests import factories as make
from tests.program_role import program_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def ahead():
    """A version of an hour ahead of the clock: it was set back since. Only the owner can make one."""
    publish(make.AgreementFactory(titled=True), by=None)
    last = Version.objects.latest("id")
    moment = database_now() + timedelta(hours=1)
    last.pk, last.number, last.published_at = None, last.number + 1, moment
    last.save(force_insert=True)
    return moment


def test_no_version_is_dated_before_its_predecessor(ahead):
    agreement = make.AgreementFactory(titled=True)
    make.InvolvementFactory(agreement=agreement, organization=make.OrganizationFactory())
    with program_role():
        publish(agreement, by=None)
        withdraw(agreement, by=None, reason={"en": "Entered by mistake."})

    moments = list(Version.objects.order_by("id").values_list("published_at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1] == moments[-2] == ahead


@pytest.mark.parametrize("off", [timedelta(seconds=-1), timedelta(seconds=1), timedelta(hours=-2)])
def test_the_program_dates_no_version_by_another_moment(ahead, off):
    statement = (
        "INSERT INTO register_version (ref, kind, serial, number, action, schema, body, sha256, published_at, note)"
        " VALUES ('A9', 'agreement', 9, 1, 'published', 1, '{}', '', %s, '')"
    )
    with program_role(), pytest.raises(DatabaseError, match="is dated by the moment"), transaction.atomic():
        connection.cursor().execute(statement, [ahead + off])


def test_where_the_clock_is_right_versions_are_dated_now(db):
    publish(make.AgreementFactory(titled=True), by=None)
    before = database_now()
    publish(make.AgreementFactory(titled=True), by=None)

    assert before < Version.objects.latest("id").published_at < database_now()
