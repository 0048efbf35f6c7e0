"""Databases of the bench: a private PostgreSQL for each size, kept until somebody removes its directory.

They lie in ``BENCH_DIRECTORY``, or beside the development database.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from devtools import postgres

SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1m": 1_000_000}  # agreements
MOST_ORGANIZATIONS = 20_000
# As docs/operations.md advises for a machine of its own.
SETTINGS = {
    "shared_buffers": "2GB", "effective_cache_size": "8GB", "work_mem": "64MB", "maintenance_work_mem": "1GB",
    "random_page_cost": "1.1", "jit": "off", "max_wal_size": "8GB", "checkpoint_timeout": "30min",
    "wal_compression": "on", "synchronous_commit": "off",
}  # fmt: skip


def organizations(size: str) -> int:
    return min(MOST_ORGANIZATIONS, SIZES[size])


def directory(size: str) -> Path:
    root = os.environ.get("BENCH_DIRECTORY")
    return (Path(root) if root else postgres.state_directory() / "bench") / size


@contextmanager
def database(size: str) -> Iterator[postgres.Cluster]:
    """Starts the database of a size, with ``DATABASE_URL`` of its owner and ``REGISTER_DATABASE_URL`` of the reader.

    The last process that uses it stops it.
    """
    place = directory(size)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.parent.chmod(0o755)
    cluster = postgres.Cluster(place, is_throwaway=False)
    gate = place.parent / f"{size}.gate"
    try:
        with postgres.locked(gate):
            cluster.join()
            is_new = not cluster.data.exists()
            cluster.start()
            if is_new:
                _configure(cluster)
        os.environ |= {"DATABASE_URL": cluster.url(), "REGISTER_DATABASE_URL": cluster.url(postgres.READER)}
        yield cluster
    finally:
        if cluster.users:
            with postgres.locked(gate):
                if cluster.leave():
                    cluster.stop()


def _configure(cluster: postgres.Cluster) -> None:
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        for name, value in SETTINGS.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
    cluster.stop()
    cluster.join()
    cluster.start()
