"""The bench: the register at 10,000, 100,000 and 1,000,000 agreements, beside references, held to its budgets.

    .venv/bin/python -m bench generate 100k     makes a database (sizes: 1k, 10k, 100k, 1m)
    .venv/bin/python -m bench run 100k          measures everything, judges, writes docs/performance/100k.json
    .venv/bin/python -m bench run 100k "in process" counts      these groups only
    .venv/bin/python -m bench report            writes docs/performance.md and its pictures from the results
    .venv/bin/python -m bench within 100k ./dev manage shell    any command with that database

Databases lie in BENCH_DIRECTORY; servers take five ports from BENCH_PORT on; BENCH_ROUNDS is how often arms take turns.
Needs wrk (Debian has it), uv and, the first time, the network: Datasette and Tantivy go into an environment apart.
`run` ends with status 1 where a budget is missed.
"""

import os
import subprocess
import sys
import time

import django

from bench import databases
from devtools.postgres import DESK, READER


def generate(size: str) -> int:
    with databases.database(size):
        _set_up_django()
        from django.core.management import call_command  # Django first has to know its database
        from django.db import connection

        from bench.data.load import load

        started = time.monotonic()

        def report(step: str) -> None:
            print(f"{time.monotonic() - started:6.0f} s  {step}", flush=True)

        call_command("migrate", verbosity=0)
        call_command("grant_register", READER)
        call_command("grant_desk", DESK)
        call_command("setup_desk")
        workers = os.cpu_count() or 1
        load(databases.SIZES[size], databases.organizations(size), processes=workers, report=report)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        report("done")
    return 0


def run(size: str, *groups: str) -> int:
    with databases.database(size) as cluster:
        _set_up_django()
        from bench import runner  # likewise

        runner.make_references(size, cluster)
        return 0 if runner.run(size, cluster, int(os.environ.get("BENCH_ROUNDS", "15")), [*groups]) else 1


def report() -> int:
    from bench import report as pages

    pages.write()
    return 0


def within(size: str, *command: str) -> int:
    with databases.database(size):
        return subprocess.run(command, check=False).returncode


COMMANDS = {"generate": generate, "run": run, "report": report, "within": within}


def _set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.update(SECRET_KEY="for measuring only", SECURE_SSL_REDIRECT="0", ALLOWED_HOSTS="localhost")
    os.environ.update(SITE_URL="http://localhost", API_LIMIT_ANONYMOUS="0", SEARCH_LIMIT="0", FILES_LIMIT="0")
    django.setup()


def main() -> int:
    name, *arguments = sys.argv[1:] or ["help"]
    if name not in COMMANDS:
        print(__doc__)
        return 2
    return COMMANDS[name](*arguments)


if __name__ == "__main__":
    sys.exit(main())
