"""An installation in a clean Debian, as the page says, for all of these tests."""

import os
import shutil
import time

import pytest

from tests.deploy import debian_root

HOST = "register.test"


def needs_debian() -> None:
    """Skips a test where no Debian can be made."""
    missing = [program for program in debian_root.PROGRAMS if shutil.which(program) is None]
    if missing or os.geteuid() != 0:
        pytest.skip(f"needs root, and these programs: {', '.join(missing) or 'all are there'}")


@pytest.fixture(scope="session")
def installed(tmp_path_factory):
    """The root in which the script ran, and the seconds that it took."""
    needs_debian()
    with debian_root.debian_root(tmp_path_factory.mktemp("debian")) as root:
        began = time.monotonic()
        root.run("sh", "/opt/entente/deploy/install.sh", HOST, is_online=True)
        root.seconds = time.monotonic() - began
        yield root
