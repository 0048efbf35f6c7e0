"""What cannot be tested under libfaketime (./dev dates), and why."""

import os

import pytest


def skip_where_no_timeout_ends_a_wait() -> None:
    """PostgreSQL that waits is inside a call of libfaketime, which shows it the true clock until the call returns.

    Its timer goes off in time, but by that clock the timeout is years ahead, and it waits on.
    """
    if "FAKETIME" in os.environ:
        pytest.skip("under libfaketime no timeout ends a wait of PostgreSQL")
