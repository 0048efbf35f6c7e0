"""A private PostgreSQL for development and for tests: no set-up, no root, no port.

Used only where DATABASE_URL is not set. Whoever uses a cluster holds a shared lock on its file
``users``; the last to leave stops the server. The system drops the locks of a process that was
killed, so a throw-away cluster that nobody holds is known to be abandoned, and is removed at the
next start. One more lock, ``gate``, makes coming and going take turns.
"""

import contextlib
import fcntl
import hashlib
import os
import secrets
import shutil
import signal
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import psycopg

from . import ROOT, binaries

READER = "entente_reader"  # the role the public side reads with; grant_register says what it may read
DESK = "entente_desk"  # the role the program runs under; grant_desk says what it may do


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Only one process at a time is inside."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def own_directory(path: Path, mode: int, *owners: int) -> None:
    """Make it, or make sure that nobody else made it: these names can be guessed, in a shared directory."""
    with contextlib.suppress(FileExistsError):
        path.mkdir(parents=True, mode=0o700)
    status = path.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in owners:
        raise SystemExit(f"{path} belongs to somebody else: remove it, then run this again.")
    path.chmod(mode)


def is_last(users: IO) -> bool:
    """True when no other process holds this open file ``users`` of a cluster."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_unused(directory: Path) -> bool:
    with (directory / "users").open("w") as users:
        return is_last(users)


class Cluster:
    """One PostgreSQL server: its data in ``directory``, its socket where the path is short enough."""

    def __init__(self, directory: Path, *, is_throwaway: bool):
        self.directory, self.is_throwaway = directory, is_throwaway
        self.data = directory / "data"
        self.user = binaries.server_user()
        self.programs, self.version = binaries.find(directory.parent / "postgres", self.user)
        tag = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        self.socket = Path("/tmp") / f"entente-{tag}"  # the path of a socket is limited to about 100 bytes
        self.users: IO | None = None

    def url(self, role: str = "postgres") -> str:
        return f"postgresql://{role}@/entente?host={self.socket}"

    def run(self, program: str, *args: str | Path) -> tuple[int, str]:
        return binaries.run(self.programs / program, *args, user=self.user)

    def is_running(self) -> bool:
        # not "pg_ctl status", which believes the lock file of a server that was killed
        return self.run("pg_isready", "-q", "-h", self.socket)[0] == 0

    def join(self) -> None:
        """Become one of its users."""
        server = self.user.pw_uid if self.user else os.geteuid()
        for directory in (self.directory, self.socket):
            own_directory(directory, 0o700, os.geteuid(), server)
            if self.user:
                os.chown(directory, self.user.pw_uid, self.user.pw_gid)
        self.users = (self.directory / "users").open("w")
        fcntl.flock(self.users, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """No longer be one of its users; true if there is no other."""
        assert self.users is not None, "join first"
        with self.users:
            return is_last(self.users)

    def start(self) -> None:
        if self.is_running():
            return
        if not self.data.exists():
            self._initialize()
        made_by = (self.data / "PG_VERSION").read_text().strip()
        if made_by != str(self.version):
            raise SystemExit(
                f"The database in {self.directory} was made by PostgreSQL {made_by}, this is {self.version}. "
                "Remove that directory to start afresh, then run this again."
            )
        settings = {"listen_addresses": "''", "unix_socket_directories": self.socket, "timezone": "UTC"}
        if self.is_throwaway:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        log = self.directory / "log"
        for attempt in range(40):
            code, text = self.run("pg_ctl", "start", "-D", self.data, "-w", "-s", "-l", log, "-o", options)
            if code == 0:
                break
            if attempt == 39:
                raise SystemExit(f"PostgreSQL does not start.\n{text}\n{log.read_text()[-2000:]}")
            time.sleep(0.25)  # a server that was killed a moment ago still holds its lock file
        self._create_database()

    def _initialize(self) -> None:
        unfinished = self.data.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        # a UTF-8 LC_CTYPE matters: with LC_CTYPE=C pg_trgm finds no trigrams in Korean at all
        for ctype in ("C.UTF-8", "en_US.UTF-8"):
            code, text = self.run(
                "initdb", "-D", unfinished, "-U", "postgres", "-A", "trust", "-E", "UTF8",
                "--locale=C", f"--lc-ctype={ctype}", "--no-sync",
            )  # fmt: skip
            if code == 0:
                unfinished.rename(self.data)
                return
        raise SystemExit(f"PostgreSQL's initdb failed.\n{text}")

    def _create_database(self) -> None:
        with psycopg.connect(
            host=str(self.socket), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            if not connection.execute("select 1 from pg_database where datname = 'entente'").fetchone():
                connection.execute("create database entente")
            for role in (READER, DESK):
                if not connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone():
                    connection.execute(f"create role {role} login")

    def stop(self) -> None:
        how = "immediate" if self.is_throwaway else "fast"
        if (self.data / "postmaster.pid").exists():
            self.run("pg_ctl", "stop", "-D", self.data, "-m", how, "-w", "-s")
        shutil.rmtree(self.socket, ignore_errors=True)
        if self.is_throwaway:
            shutil.rmtree(self.directory, ignore_errors=True)


def state_directory() -> Path:
    """Directory of the clusters: in the checkout or, for root, one that the server's account can enter too."""
    if not binaries.server_user():
        directory, mode = ROOT / ".local", 0o700
    else:
        directory = Path("/var/tmp") / f"entente-{hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:8]}"
        mode = 0o755
    own_directory(directory, mode, os.geteuid())
    return directory


def remove_abandoned(state: Path) -> None:
    """Stop and remove the throw-away clusters whose owner died. Call it inside the gate."""
    for directory in state.glob("throwaway-*"):
        if is_unused(directory):
            Cluster(directory, is_throwaway=True).stop()


@contextlib.contextmanager
def database(*, is_throwaway: bool = False) -> Iterator[None]:
    """DATABASE_URL for the block; where nobody set it, that of a private server.

    For the development cluster it is that of a role that owns no tables, beside OWNER_DATABASE_URL and, with the
    reading role, REGISTER_DATABASE_URL. A throw-away cluster is used as its owner: tests make and change tables, and
    read the register through their own connection.
    """
    if os.environ.get("DATABASE_URL"):
        yield
        return
    state = state_directory()
    name = f"throwaway-{os.getpid()}-{secrets.token_hex(2)}" if is_throwaway else "dev"
    cluster = Cluster(state / name, is_throwaway=is_throwaway)
    try:
        with locked(state / "gate"):
            remove_abandoned(state)
            cluster.join()
            cluster.start()
        os.environ["DATABASE_URL"] = cluster.url()
        if not is_throwaway:
            os.environ |= {"DATABASE_URL": cluster.url(DESK), "OWNER_DATABASE_URL": cluster.url()}
            os.environ.setdefault("REGISTER_DATABASE_URL", cluster.url(READER))
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # impatience must not leave a server behind
        if cluster.users:
            with locked(state / "gate"):
                if cluster.leave():
                    cluster.stop()


def as_owner() -> dict[str, str]:
    """Variables of a command that makes tables or grants rights."""
    return {"DATABASE_URL": os.environ.get("OWNER_DATABASE_URL") or os.environ["DATABASE_URL"]}


def stop() -> str:
    """Stop the development cluster whoever uses it, and what dead tests left. Says what it did."""
    state = state_directory()
    with locked(state / "gate"):
        remove_abandoned(state)
        directory = state / "dev"
        if not directory.exists():
            return "There is no database yet: ./dev run makes one."
        cluster = Cluster(directory, is_throwaway=False)
        if not cluster.is_running():
            return "The database was not running."
        was_unused = is_unused(directory)
        cluster.stop()
    return f"The database has stopped{'' if was_unused else '; another ./dev was using it'}."


def reset() -> str:
    """Remove the development cluster with all that is in it. Says what it did; refuses where somebody uses it."""
    state = state_directory()
    directory = state / "dev"
    with locked(state / "gate"):
        if not directory.exists():
            return "There is no database yet: ./dev run makes one."
        if not is_unused(directory):
            raise SystemExit("Another ./dev is using the database: stop that first.")
        Cluster(directory, is_throwaway=False).stop()
        shutil.rmtree(directory)
    return "The database is gone. ./dev run makes a new one."
