"""The tests and the database go by one clock, also where ./dev dates fakes it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

pytestmark = pytest.mark.django_db


def test_the_database_has_the_clock_of_the_tests():
    with connection.cursor() as cursor:
        before = timezone.now()
        cursor.execute("SELECT clock_timestamp()")
        [told] = cursor.fetchone()

    assert timedelta(seconds=-1) < told - before < timedelta(minutes=1)
