"""Three database hosts, two web hosts and a front, as docs/clusters.md says, of which one after the other fails."""

import json
import logging
import subprocess
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from tests.deploy import debian_root
from tests.deploy.cluster import ADDRESSES, PACKAGES, cluster
from tests.deploy.conftest import HOST, needs_debian
from tests.own_database import wait_for

pytestmark = [pytest.mark.long]
log = logging.getLogger(__name__)

LOAD = Path(__file__).with_name("load.py")
LASTS = 280  # seconds


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """An installation with the packages of every host, of which nothing runs."""

    needs_debian()
    with debian_root.debian_root(tmp_path_factory.mktemp("base")) as root:
        root.run("sh", "/opt/entente/deploy/install.sh", HOST, is_online=True)
        root.run("apt-get", "install", "--yes", "--no-install-recommends", *PACKAGES, is_online=True)
        root.run("pg_ctlcluster", "17", "main", "stop")
        with root.path("/etc/entente/environment").open("a") as settings:
            settings.write("API_LIMIT_ANONYMOUS=0\nSEARCH_LIMIT=0\nWEB_CONCURRENCY=2\n")
    return root


@pytest.fixture(scope="module")
def register(base, tmp_path_factory):
    place = tmp_path_factory.mktemp("machines")
    place.chmod(0o755)
    with cluster(base.folder, place) as register:
        yield register


@contextmanager
def load(register, place: Path):
    """Readers, followers and writers for as long as the drill lasts; yields a call that gives their lines by name."""
    seconds, front = str(LASTS), ADDRESSES["front"]
    browse = register.switch.command("python3", str(LOAD))
    people = {f"read{number}": [*browse, "read", HOST, front, seconds] for number in range(4)}
    people |= {f"follow{number}": [*browse, "follow", HOST, front, seconds] for number in range(2)}
    for number, host in enumerate(("web1", "web2", "web1")):
        name = f"write{number}"
        script = f"import sys; sys.argv = ['load', 'write', '{name}', '{seconds}']\n{LOAD.read_text()}"
        people[name] = register.machines[host].command(
            "entente-manage", "shell", "--no-imports", "-c", script.replace("__name__", "'__main__'")
        )
    with ExitStack() as stack:
        running = []
        for name, command in people.items():
            file = stack.enter_context((place / name).open("w"))
            running.append(subprocess.Popen(command, stdout=file))
        stack.callback(lambda: [process.wait(timeout=LASTS + 120) for process in running])
        yield
    assert {process.returncode for process in running} == {0}


def lines(place: Path, kind: str) -> dict[str, list[dict]]:
    return {
        path.name: [json.loads(line) for line in path.read_text().splitlines()]
        for path in sorted(place.glob(f"{kind}*"))
    }


@pytest.fixture(scope="module")
def drill(register, tmp_path_factory):
    """The load, and what was done to the machines meanwhile: the seconds at which each began and was over."""
    place, acts = tmp_path_factory.mktemp("load"), {}
    with load(register, place):
        time.sleep(15)
        for name, fail, mend, seconds in (
            ("the leader is killed", _kill_leader, _start_again, 30),
            ("a replica lags", _pause_replica, _resume_replica, 30),
            ("a replica is cut off", _cut_replica, _plug_in, 30),
            ("the leader is cut off", _cut_leader, _plug_in, 70),  # until another leads
        ):
            began = time.time()
            machine = fail(register)
            time.sleep(seconds)
            mend(register, machine)
            wait_for(register.is_whole, seconds=120)
            acts[name] = (began, time.time())
            log.warning("%s: %s, %s", name, machine, register.roles())
    return place, acts


def _kill_leader(register) -> str:
    leader = register.leader()
    register.machines[leader].kill()
    return leader


def _start_again(register, name: str) -> None:
    register.machines[name].start()
    register.start_database(name)


def _pause_replica(register) -> str:
    """It takes what it is sent, and does not apply it. Patroni would take back a pause that PostgreSQL knows of."""
    name = register.synchronous()
    register.machines[name].run("pkill", "-STOP", "--full", "startup recoverin[g]")
    return name


def _resume_replica(register, name: str) -> None:
    register.machines[name].run("pkill", "-CONT", "--full", "startup recoverin[g]")


def _cut_replica(register) -> str:
    name = register.synchronous()
    register.machines[name].unplug()
    return name


def _cut_leader(register) -> str:
    name = register.leader()
    register.machines[name].unplug()
    return name


def _plug_in(register, name: str) -> None:
    register.machines[name].plug()


def test_reads_go_on(drill, record_property):
    answers = [line for each in lines(drill[0], "read").values() for line in each]
    failed = [line for line in answers if line["status"] != 200]
    record_property("reads", len(answers))
    log.warning("%s reads, longest %s s", len(answers), max(line["seconds"] for line in answers))

    assert len(answers) > 1000
    assert failed == []


def test_nothing_published_is_lost_or_doubled(drill, register):
    written = [line for each in lines(drill[0], "write").values() for line in each]
    published = {line["title"]: line["ref"] for line in written if "ref" in line}
    log.warning("%s published, %s times again", len(published), sum("error" in line for line in written))
    stored = register.sql(
        register.leader(),
        "SELECT ref || ' ' || (body::json ->> 'name') FROM register_version WHERE body LIKE '%Institute % of write%'",
    )

    assert len(published) > 100
    versions = Counter(tuple(line.split(" ", 1)) for line in stored.splitlines())
    assert {(ref, title) for title, ref in published.items()} - {*versions} == set(), "lost"
    assert [version for version, number in versions.items() if number > 1] == [], "doubled"
    assert len({title for _ref, title in versions}) == len(versions), "recorded twice"


def test_what_was_published_is_read_at_once(drill):
    """But for who still has a connection to a replica that lags when another is made the one that has all."""
    place, acts = drill
    written = [line for each in lines(place, "write").values() for line in each]
    stale = [line["at"] for line in written if line.get("is_read") is False]
    log.warning("%s not read at once", len(stale))

    began, ended = acts["a replica lags"]
    assert [moment for moment in stale if not began <= moment <= ended] == []
    assert max(stale, default=0) - min(stale, default=0) < 8  # Patroni looks every five seconds


def test_a_follower_sees_every_change_once_and_in_order(drill, register):
    logged = [
        int(pk)
        for pk in register.sql(register.leader(), "SELECT id FROM register_version ORDER BY id").split()
    ]

    for follower, answers in lines(drill[0], "follow").items():
        seen = [pk for answer in answers for pk in answer["ids"]]
        assert seen == logged[: len(seen)], follower
        assert len(seen) > len(logged) / 2
        assert seen + _the_rest(register, answers[-1]["next"]) == logged


def _the_rest(register, address: str) -> list[int]:
    """Ids of the changes from here on."""
    ids: list[int] = []
    while changes := json.loads(register.answer(address))["results"]:
        ids += [change["id"] for change in changes]
        address = f"/api/v1/changes/?after={ids[-1]}"
    return ids


def test_staff_write_again_within_75_seconds(drill):
    _place, acts = drill
    times = sorted(line["at"] for each in lines(drill[0], "write").values() for line in each if "ref" in line)
    gaps = {
        name: round(
            max(after - before for before, after in pairwise(times) if before < ended and after > began), 1
        )
        for name, (began, ended) in acts.items()
    }
    log.warning("longest without a publication: %s", gaps)

    assert max(gaps.values()) < 75
