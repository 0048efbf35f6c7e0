"""After a restore, ids of changes go on beyond those that were given out since the backup."""

import io

import pytest
from django.core.management import CommandError, call_command

from register.models import Version
from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db


def last_id() -> int:
    publish(make.OrganizationFactory(), by=None)
    return Version.objects.latest("id").pk


def test_the_next_change_has_a_higher_id(db):
    words = io.StringIO()
    before = last_id()

    call_command("move_change_ids", stdout=words)

    after = last_id()
    assert after == before + 1_000_001
    assert words.getvalue() == f"The next change has an id above {after - 1}.\n"
    call_command("move_change_ids", by=5, stdout=words)
    assert last_id() == after + 6


@pytest.mark.parametrize("by", ["0", "-1", "many"])
def test_ids_never_go_back(by):
    with pytest.raises(CommandError):
        call_command("move_change_ids", f"--by={by}")
