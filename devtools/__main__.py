"""The project's commands."""

import inspect
import os
import secrets
import signal
import socket
import sys

from . import ROOT, checks, client, faketime, legibility, postgres, promises, requirements, translations
from . import schema as api_schema
from .processes import beside, call, in_turn

ADDRESS = "127.0.0.1:8000"
# deployment's defaults, without what a plain http address on this computer cannot have
PLAIN = {"DEBUG": "0", "SECURE_SSL_REDIRECT": "0"}
# what somebody's shell may say and no test may depend on
OF_THIS_INSTALLATION = {"ALLOWED_HOSTS", "BEHIND_PROXY", "CSRF_TRUSTED_ORIGINS", "MEDIA_ROOT"}
OF_THIS_INSTALLATION |= {"REGISTER_DATABASE_URL", "REGISTER_LANGUAGES", "SECURE_HSTS_SECONDS", "TIME_ZONE"}
OF_THIS_INSTALLATION |= {
    "OIDC_ISSUER",
    "OIDC_NEW_ACCOUNTS",
    "REQUIRE_MFA",
    "SESSION_HOURS",
    "SESSION_IDLE_MINUTES",
}
GRANT = (
    ("manage.py", "grant_register", postgres.READER),
    ("manage.py", "grant_desk", postgres.DESK),
)
# by the owner of the tables; all else runs under a role that owns none, as in production
BY_OWNER = (("manage.py", "migrate", "--verbosity=0"), *GRANT)
OF_THE_OWNER = {name for _program, name, *_options in BY_OWNER}

WORKER = ("manage.py", "db_worker")  # what takes long is done beside the server


def run(address: str = ADDRESS) -> int:
    """[ADDRESS:PORT]  the register with demo data, for development"""
    refuse_taken(address)
    # twelve words: of the demonstration's own document some facts are quoted
    set_defaults(DEBUG="1", SITE_URL=f"http://{full(address)}", PUBLIC_QUOTATION_WORDS="12")
    translations.compile_outdated()
    with postgres.database():
        if code := _prepare("manage.py", "demo"):
            return code
        with beside(*WORKER):
            return call("manage.py", "runserver", address)


def serve(address: str = ADDRESS, *options: str) -> int:
    """[ADDRESS:PORT] [GUNICORN OPTIONS]  the register as in production, without demo data"""
    refuse_taken(address)
    set_defaults(**PLAIN, SECRET_KEY=secrets.token_urlsafe(50), SITE_URL=f"http://{full(address)}")
    set_defaults(ALLOWED_HOSTS="localhost,127.0.0.1,[::1]")
    translations.compile_outdated()
    workers = str(os.cpu_count() or 1)
    with postgres.database():
        if code := _prepare("manage.py", "collectstatic", "--no-input", "--verbosity=0"):
            return code
        where = ("-w", workers, "-b", full(address), "--no-control-socket")
        with beside(*WORKER):
            return call("-m", "gunicorn", "config.wsgi", *where, *options)


def _prepare(*last: str) -> int:
    """Makes the tables, rights and groups of staff, then runs this command; of several at once, one waits."""
    with postgres.locked(postgres.state_directory() / "preparing"):
        return in_turn(*BY_OWNER, **postgres.as_owner()) or in_turn(("manage.py", "setup_desk"), last)


def test(*options: str) -> int:
    """[PYTEST OPTIONS]  the test suite, in a throw-away database; -m long for what takes minutes"""
    set_tests_environment()
    is_part = any(option.startswith("tests") for option in options)
    # a few tests start sooner in one process; else whoever is done takes tests from the others. There is one more than
    # the two cores of a small machine: a fifth of the time is spent waiting for browsers, workers and the database
    workers = () if is_part else ("-n", "3", "--dist", "worksteal")
    with postgres.database(is_throwaway=True):
        return call("-m", "pytest", *workers, *options)


def dates(*options: str) -> int:
    """[DATE TIME_ZONE] [PYTEST OPTIONS]  the suite under a faked clock, at each date that is easily taken wrong"""
    return faketime.run(*options)


def mutants(*options: str) -> int:
    """[--help]  plant faults in the code, one at a time, and see which of them the tests notice; an hour or more"""
    set_tests_environment()
    with postgres.database(is_throwaway=True):
        return call("-m", "devtools.mutants", *options)


def check() -> int:
    """everything that can be said of the code without running it"""
    translations.compile_outdated()
    with postgres.database(is_throwaway=True):
        return checks.run()


def manage(*command: str) -> int:
    """COMMAND …  Django's manage.py, with the database running"""
    set_defaults(DEBUG="1")
    translations.compile_outdated()
    with postgres.database():
        is_owners = bool(OF_THE_OWNER & {*command[:1]})
        code = call("manage.py", *command, **(postgres.as_owner() if is_owners else {}))
        if code == 0 and command[:1] == ("migrate",):  # new tables: let the other roles work with them
            code = in_turn(*GRANT, **postgres.as_owner())
        return code


def stop() -> int:
    """stop the database that a killed ./dev left running"""
    print(postgres.stop())
    return 0


def reset() -> int:
    """throw the development database away, to start afresh where its tables are of another time"""
    print(postgres.reset())
    return 0


def messages(*options: str) -> int:
    """[--check]  gather what is to be translated into locale/ko; or say what is missing there"""
    return translations.check() if "--check" in options else translations.update()


def schema(*options: str) -> int:
    """[--check|--promise]  write docs/openapi.yaml and the client's types; or say what has drifted; or promise it"""
    set_defaults(DEBUG="1")
    if "--promise" in options:
        return promises.promise()
    with postgres.database(is_throwaway=True):
        if "--check" in options:
            return api_schema.check() or client.check() or promises.check()
        return api_schema.write() or client.write()


def lock(*options: str) -> int:
    """[--upgrade]  write requirements*.txt from pyproject.toml"""
    return requirements.lock(*options)


def figures(*options: str) -> int:
    """[--whole]  how legible the code is, in figures; whole, with the places behind them"""
    if options not in ((), ("--whole",)):
        raise SystemExit("./dev figures takes --whole, and nothing else.")
    print(legibility.report(is_whole="--whole" in options))
    return 0


IN_ORDER = (run, test, dates, mutants, check, manage, serve, stop, reset, messages, schema, lock, figures)
COMMANDS = {command.__name__: command for command in IN_ORDER}


def set_tests_environment() -> None:
    os.environ.update(PLAIN, SECRET_KEY="for tests only", SITE_URL="http://testserver")
    for name in OF_THIS_INSTALLATION:
        os.environ.pop(name, None)
    os.environ["TIME_ZONE"] = os.environ.get("TIME_ZONE_OF_TESTS", "UTC")  # ./dev dates sets it
    if os.environ.pop(
        "PYTHONDONTWRITEBYTECODE", None
    ):  # each program that a test starts would compile Django anew
        os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".local" / "pycache")
    translations.compile_outdated()


def set_defaults(**settings: str) -> None:
    for name, value in settings.items():
        os.environ.setdefault(name, value)


def full(address: str) -> str:
    """As runserver reads it: a port alone means this computer."""
    return f"127.0.0.1:{address}" if address.isdigit() else address


def refuse_taken(address: str) -> None:
    host, _, port = full(address).rpartition(":")
    try:
        place = socket.getaddrinfo(host.strip("[]"), int(port), type=socket.SOCK_STREAM)[0]
    except (ValueError, OSError):
        raise SystemExit(f"{address} is not ADDRESS:PORT, such as {ADDRESS}.") from None
    with socket.socket(place[0], place[1]) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(place[4])
        except OSError as error:
            raise SystemExit(
                f"{full(address)} cannot be used ({error.strerror}): perhaps another ./dev run is there. "
                f"Stop that, or choose another port, such as: ./dev run {host}:{int(port) + 1}"
            ) from None


def usage() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  ./dev {name:{width}}  {command.__doc__}" for name, command in COMMANDS.items()]
    return "\n".join(["Usage:", *lines])


def main() -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _frame: sys.exit(128 + number))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    name, *arguments = sys.argv[1:] or ["help"]
    if name not in COMMANDS:
        print(usage())
        return 0 if name in {"help", "-h", "--help"} else 2
    try:
        inspect.signature(COMMANDS[name]).bind(*arguments)
    except TypeError:
        raise SystemExit(usage()) from None
    try:
        return COMMANDS[name](*arguments)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
