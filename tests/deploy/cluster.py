"""The register on three database hosts, two web hosts and a front."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.deploy.conftest import HOST
from tests.deploy.machines import Machine, Switch, machines
from tests.deploy.units import commands
from tests.own_database import wait_for

ADDRESSES = {
    "db1": "10.77.0.11", "db2": "10.77.0.12", "db3": "10.77.0.13",
    "web1": "10.77.0.21", "web2": "10.77.0.22", "front": "10.77.0.31",
}  # fmt: skip
PACKAGES = ("patroni", "python3-etcd", "etcd-server", "haproxy", "procps")
DATABASES = ("db1", "db2", "db3")
_ROLES = ("entente_owner", "entente", "entente_reader")


class Cluster:
    """The register on its machines."""

    def __init__(self, switch: Switch, machines: dict[str, Machine]):
        self.switch, self.machines = switch, machines

    def start_database(self, name: str) -> None:
        self.machines[name].serve("set -a; . /etc/default/etcd; exec runuser -u etcd -- /usr/bin/etcd")
        self.machines[name].serve(
            "install -d -o postgres /run/postgresql\n"
            "exec runuser -u postgres -- /usr/bin/patroni /etc/patroni/config.yml"
        )

    def roles(self) -> dict[str, str]:
        """Role and state of each database host, as the one that leads sees them; others may have an old view."""
        for name in DATABASES:
            probe = self.switch.command("curl", "-s", "-m", "2", f"http://{ADDRESSES[name]}:8008/cluster")
            text = subprocess.run(probe, capture_output=True, text=True).stdout
            members = json.loads(text)["members"] if text else []
            roles = {member["name"]: f"{member['role']} {member['state']}" for member in members}
            if roles.get(name) == "leader running":
                return roles
        return {}

    def leader(self) -> str:
        return next((name for name, role in self.roles().items() if role == "leader running"), "")

    def synchronous(self) -> str:
        return next((name for name, role in self.roles().items() if role == "sync_standby streaming"), "")

    def is_whole(self) -> bool:
        """One leads, one has all of it, one follows."""
        return sorted(self.roles().values()) == [
            "leader running",
            "replica streaming",
            "sync_standby streaming",
        ]

    def sql(self, name: str, query: str) -> str:
        return self.machines[name].run(
            "runuser", "-u", "postgres", "--", "psql", "-tA", "-c", query, "entente"
        )

    def answer(self, address: str, *options: str) -> str:
        """Content of the front's answer to a reader, under a path or an address of the register."""
        path = f"/{address.split('/', 3)[3]}" if address.startswith("http") else address
        probe = self.switch.command(
            "curl", "-sk", "-m", "10", *options, "-H", f"Host: {HOST}", f"https://{ADDRESSES['front']}{path}"
        )
        return subprocess.run(probe, capture_output=True, text=True).stdout

    def status(self, path: str) -> int:
        return int(self.answer(path, "-o", "/dev/null", "-w", "%{http_code}") or 0)


@contextmanager
def cluster(base: Path, place: Path) -> Iterator[Cluster]:
    """The register with its demonstration on six machines over the installation in ``base``."""
    with machines(base, place, ADDRESSES) as (switch, hosts):
        register = Cluster(switch, hosts)
        peers = [ADDRESSES[name] for name in DATABASES]
        for name in DATABASES:
            hosts[name].run(
                "env", "PASSWORD=drill", "sh", "/opt/entente/deploy/cluster/database-host.sh", name, *peers,
                is_online=True,
            )  # fmt: skip
            register.start_database(name)
        wait_for(register.is_whole, seconds=180)
        passwords = [f"{role}_PASSWORD={role.lower()}" for role in ("OWNER", "DESK", "READER")]
        _make_database(register)
        for name in ("web1", "web2"):
            hosts[name].run(
                "env", *passwords, "sh", "/opt/entente/deploy/cluster/web-host.sh", ADDRESSES[name], *peers,
                is_online=True,
            )  # fmt: skip
            hosts[name].serve("exec haproxy -f /etc/haproxy/haproxy.cfg")
        _make_tables(hosts["web1"])
        for name in ("web1", "web2"):
            for unit in ("entente-web", "entente-exports", "entente-worker"):
                for command in commands(hosts[name], unit):
                    hosts[name].serve(command[-1])
        hosts["front"].run(
            "sh", "/opt/entente/deploy/cluster/front-host.sh", ADDRESSES["web1"], ADDRESSES["web2"]
        )
        hosts["front"].serve("exec nginx -g 'daemon off;'")
        wait_for(lambda: register.status("/api/v1/agreements/A1") == 200, seconds=120)
        yield register


def _make_database(register: Cluster) -> None:
    leader = register.leader()
    register.machines[leader].run(
        "runuser", "-u", "postgres", "--", "psql", "-q", "-v", "ON_ERROR_STOP=1",
        "-f", "/opt/entente/deploy/database.sql",
    )  # fmt: skip
    for role, password in zip(_ROLES, ("owner", "desk", "reader"), strict=True):
        register.sql(leader, f"ALTER ROLE {role} PASSWORD '{password}'")


def _make_tables(web: Machine) -> None:
    for words in (
        ("migrate", "--verbosity", "0"), ("grant_desk", "entente"), ("grant_register", "entente_reader"),
        ("setup_desk",), ("demo",),
    ):  # fmt: skip
        web.run("entente-manage", *words)
