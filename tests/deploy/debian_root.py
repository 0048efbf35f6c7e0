"""A clean Debian in a folder, with processes and a network of its own, to install into as on a machine."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from devtools import ROOT
from tests.own_database import wait_for

RELEASE, PYTHON = "trixie", "3.13"
PROGRAMS = ("debootstrap", "setpriv", "unshare", "nsenter", "chroot", "ip", "pip")
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# no network but this machine's: pip takes the wheels that were brought along
_ENVIRONMENT = ("HOME=/root", "LANG=C.UTF-8", f"PATH={_PATH}", "DEBIAN_FRONTEND=noninteractive")
_ENVIRONMENT += ("PIP_NO_INDEX=1", "PIP_FIND_LINKS=/wheels")
_FIRST_PROCESS = """
mount -t proc proc {root}/proc
mount -t sysfs sysfs {root}/sys
mount --rbind /dev {root}/dev
mount -t tmpfs tmpfs {root}/run
touch {root}/run/up
# sees to what has lost its parent, as an init does
while :; do sleep 1; done
"""


class DebianRoot:
    """The root. Commands have its own network, which is a loopback alone, unless they are online."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.network = f"entente-{os.getpid()}"
        self.first: subprocess.Popen | None = None

    def command(self, *words: str, is_online: bool = False, user: str = "root") -> list[str]:
        """The command, to be run from outside."""
        enter = ["nsenter", "--target", str(self._first_inside()), "--mount", "--ipc", "--pid"]
        enter += [] if is_online else [f"--net=/run/netns/{self.network}"]
        place = ["chroot", f"--userspec={user}", str(self.folder)]
        return [*enter, *place, "env", "-i", *_ENVIRONMENT, *words]

    def run(self, *words: str, **options) -> str:
        """Output of the command. Fails with all of it where the command fails."""
        ended = subprocess.run(self.command(*words, **options), capture_output=True, text=True)
        assert ended.returncode == 0, f"{words}: {ended.stdout}\n{ended.stderr}"
        return ended.stdout

    def start(self) -> None:
        """Its first process, with which all others end."""
        alone = (
            "setpriv --pdeathsig KILL unshare --mount --propagation=private --ipc --pid --fork --kill-child"
        )
        self.first = subprocess.Popen([*alone.split(), "sh", "-ec", self.first_process()])
        wait_for(self.is_up)

    def stop(self) -> None:
        if self.first:
            self.first.kill()
            self.first.wait()

    def first_process(self) -> str:
        return _FIRST_PROCESS.format(root=self.folder)

    def path(self, absolute: str) -> Path:
        return self.folder / absolute.lstrip("/")

    def _first_inside(self) -> int:
        outside = self.first.pid
        return int(Path(f"/proc/{outside}/task/{outside}/children").read_text().split()[0])

    def is_up(self) -> bool:
        try:
            self._first_inside()
        except IndexError:
            return False
        return self.path("/run").is_dir()


@contextmanager
def debian_root(folder: Path) -> Iterator[DebianRoot]:
    """A clean root, with this release in /opt/entente and its wheels in /wheels. What runs in it ends with it."""
    root = DebianRoot(folder)
    _debootstrap(folder)
    _bring_release(root)
    subprocess.run(["ip", "netns", "add", root.network], check=True)
    try:
        subprocess.run(["ip", "-n", root.network, "link", "set", "lo", "up"], check=True)
        root.start()
        yield root
    finally:
        root.stop()
        subprocess.run(["ip", "netns", "delete", root.network], check=True)


def _debootstrap(folder: Path) -> None:
    program = ["debootstrap", "--variant=minbase", "--include=systemd,curl", RELEASE, str(folder)]
    subprocess.run(program, check=True, stdout=subprocess.DEVNULL)
    folder.chmod(0o755)  # a temporary folder of tests lets no other account in
    refuse = folder / "usr/sbin/policy-rc.d"  # packages start nothing: there is no systemd to start it
    refuse.write_text("#!/bin/sh\nexit 101\n")
    refuse.chmod(0o755)
    for name in ("resolv.conf", "hosts"):
        shutil.copy(f"/etc/{name}", folder / "etc" / name)


def _bring_release(root: DebianRoot) -> None:
    """The files of this checkout as they are now, and the packages that it needs, as this machine's pip gets them."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    )
    for name in listed.stdout.decode().split("\0")[:-1]:
        if (ROOT / name).is_file() and not name.startswith(("tests/", "bench/")):
            target = root.path(f"/opt/entente/{name}")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
    fetch = ["pip", "download", "--quiet", "--require-hashes", "--only-binary=:all:", "--implementation=cp"]
    fetch += [
        f"--python-version={PYTHON}",
        f"--dest={root.path('/wheels')}",
        "--requirement=requirements.txt",
    ]
    if not root.path("/wheels").exists():
        subprocess.run(fetch, cwd=ROOT, check=True)
