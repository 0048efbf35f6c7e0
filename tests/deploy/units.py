"""Runs the programs of systemd's units where there is no systemd: same command, account, folder and settings."""

import shlex
import subprocess
from collections.abc import Iterator
from configparser import RawConfigParser
from contextlib import contextmanager

from tests.deploy.debian_root import DebianRoot


class _Repeated(dict):
    """Options that stand several times keep every value."""

    def __setitem__(self, key, value):
        if isinstance(value, list) and key in self:
            self[key].extend(value)
        else:
            super().__setitem__(key, value)


def commands(root: DebianRoot, unit: str) -> list[list[str]]:
    """The commands of a service, one for each ExecStart, to be run from outside."""
    parser = RawConfigParser(strict=False, dict_type=_Repeated, empty_lines_in_values=False)
    parser.optionxform = str
    parser.read_string(root.run("cat", f"/etc/systemd/system/{unit}.service"))
    service = parser["Service"]
    user, place = service.get("User", "root"), service.get("WorkingDirectory", "/")
    lines = ["set -ea"]
    if file := service.get("EnvironmentFile"):
        lines.append(f". {file}")
    lines += service.get("Environment", "").split("\n")
    if folder := service.get("RuntimeDirectory"):
        lines.append(f"install -d -o {user} /run/{folder}")
    before = "\n".join([*lines, f"cd {place}"])
    return [
        root.command("sh", "-c", f"{before}\nexec runuser --user {user} -- {start}")
        for start in service["ExecStart"].split("\n")
    ]


def run_once(root: DebianRoot, unit: str) -> None:
    """A service that does its work and ends."""
    for command in commands(root, unit):
        ended = subprocess.run(command, capture_output=True, text=True)
        assert ended.returncode == 0, f"{shlex.join(command[-3:])}\n{ended.stdout}\n{ended.stderr}"


@contextmanager
def running(root: DebianRoot, *units: str) -> Iterator[None]:
    """Services that go on, with nginx before them."""
    started = [subprocess.Popen(command) for unit in units for command in commands(root, unit)]
    started.append(subprocess.Popen(root.command("nginx", "-g", "daemon off;")))
    try:
        yield
    finally:
        # the brackets keep it from finding itself
        root.run("sh", "-c", "pkill --full 'config.wsg[i]|manage.py db_worke[r]'; nginx -s stop")
        for process in started:
            process.wait(timeout=60)
