"""A worker as it runs in production, for tests that end it in the middle."""

import os
import subprocess
import sys
from contextlib import contextmanager

from django.conf import settings

from tests.interchange.test_killed_imports import database_url


@contextmanager
def worker(*options, **variables):
    """A worker in a process of its own, on the database of the tests; killed with -9 at the end."""
    environment = {name: value for name, value in os.environ.items() if name != "REGISTER_DATABASE_URL"}
    environment |= {"DATABASE_URL": database_url(), "MEDIA_ROOT": str(settings.MEDIA_ROOT), **variables}
    process = subprocess.Popen(
        [sys.executable, "manage.py", "db_worker", "--no-reload", "--no-startup-delay", "--interval=0.1", *options],
        cwd=settings.BASE_DIR, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()
