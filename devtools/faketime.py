"""The test suite under libfaketime, at dates that careless code takes wrong.

The library is loaded into every program of a run, PostgreSQL included. Only the time of day is faked: how long
something takes is measured with the monotonic clock, which runs on.

Left out, so that five dates take twenty minutes: at each date what drives a browser, whose clock is not faked and
whose pages are asked for without it too; and from the second date on what is about searching, matching, words, whom
something is shown to, or many at work at once. That all runs at the first date, some years ahead, and by the dates
of its own that it travels to. Whoever names options gets these, at each date.
"""

import glob
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from .processes import call

DATES: tuple[tuple[str, str, str], ...] = (
    # when the run begins, in which time zone the register is kept then, what is easily taken wrong
    ("2028-02-29T12:00", "UTC", "a leap day"),
    ("2028-12-31T23:59", "Asia/Seoul", "a year ends at once, but not yet in UTC"),
    ("2029-12-31T23:50", "UTC", "a year ends while the suite runs"),
    (
        "2030-08-31T06:00",
        "Asia/Seoul",
        "not yet in UTC; the month after and half a year before have no such day",
    ),
    ("2031-03-03T09:00", "UTC", "a Monday some years ahead"),
)
OF_NO_DAY = (  # at the first date only: these are about something else than what day it is
    "tests/docs", "tests/interchange", "tests/reconcile", "tests/spreadsheets", "tests/webhooks",
    "tests/api/test_contract.py", "tests/api/test_openapi.py",
    "tests/pages/outlines", "tests/pages/test_whole_site.py",
    "tests/register/facets", "tests/register/search", "tests/register/test_any_order.py",
    "tests/register/test_change_log.py", "tests/register/test_concurrency.py", "tests/register/test_on_oracle.py",
    "tests/register/test_side_effects.py",
    "tests/test_failures_midway.py", "tests/test_fields.py", "tests/test_hidden_facts.py", "tests/test_house.py",
    "tests/test_leaks.py", "tests/test_titles.py",
)  # fmt: skip
LIBRARIES = (
    "/usr/lib/*/faketime/libfaketime.so.1",
    "/usr/lib*/faketime/libfaketime.so.1",
    "/usr/local/lib/faketime/libfaketime.so.1",
)
NOT_FOUND = """\
libfaketime was not found: it fakes the clock of every program of a run, the database's too. It needs Linux.
  Debian, Ubuntu: apt-get install libfaketime    Fedora: dnf install libfaketime"""
ELSEWHERE = "DATABASE_URL names a server whose clock is its own: unset it, then run this again."


def run(*options: str) -> int:
    """The suite at each date, or at the one that comes first. The exit code of the first run that failed."""
    if os.environ.get("DATABASE_URL"):
        raise SystemExit(ELSEWHERE)
    dates = DATES
    if options and options[0][:1].isdigit():
        local, zone = (*options, "")[:2]
        dates, options = ((local, zone, "as asked"),), options[2:]
    starts = {f"{local} {zone}": (moment(local, zone), zone, why) for local, zone, why in dates}
    codes: dict[str, int] = {}
    for date, (start, zone, why) in starts.items():
        print(f"\n{date}: {why}", flush=True)
        codes[date] = run_at(start, zone, *(options or suite(is_whole=not codes)))
    print("", *(f"{date:30}{'FAILED' if code else 'passed'}" for date, code in codes.items()), sep="\n")
    return next(filter(None, codes.values()), 0)


def suite(*, is_whole: bool) -> list[str]:
    """Options of pytest for what is run at a date, as the module says."""
    left_out = [] if is_whole else [f"--ignore={path}" for path in OF_NO_DAY]
    return ["-m", "not long and not browser", *left_out]


def moment(local: str, zone: str) -> datetime:
    try:
        return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))
    except (ValueError, KeyError):
        wanted = " ".join(DATES[0][:2])
        raise SystemExit(f"{local} {zone} is not a moment and its time zone, such as {wanted}.") from None


def run_at(start: datetime, zone: str, *options: str) -> int:
    with tempfile.TemporaryDirectory(prefix="entente-dates-") as directory:
        return call("-m", "devtools", "test", *options, **variables(start, zone, directory))


def variables(start: datetime, zone: str, directory: str) -> dict[str, str]:
    """The environment in which a program, and all that it starts, takes the present for ``start``."""
    ahead = int((start - datetime.now(UTC)).total_seconds())
    return {
        "LD_PRELOAD": library(),
        "FAKETIME": f"{ahead:+d}",  # seconds; an offset is one clock for all programs, whenever each starts
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",  # or every compiled Python file seems older than its source, and is compiled again
        "PYTHONPATH": str(Path(__file__).parent / "under_faketime"),
        # pytest removes old directories of other runs, and to a clock years ahead all of them are old
        "PYTEST_DEBUG_TEMPROOT": directory,
        "TIME_ZONE_OF_TESTS": zone,
    }


def library() -> str:
    found = [path for pattern in LIBRARIES for path in glob.glob(pattern)]
    if not found:
        raise SystemExit(NOT_FOUND)
    return found[0]
