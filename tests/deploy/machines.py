"""Several machines with a network of their own: each a layer over one installation, with processes of its own."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.deploy.debian_root import DebianRoot

_LAYER = "mount -t overlay overlay -o lowerdir={base},upperdir={upper},workdir={work} {root}"


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)


class Switch:
    """The network between the machines, in a namespace of its own in which the readers live."""

    def __init__(self):
        self.name = f"entente-{os.getpid()}-sw"
        _ip("netns", "add", self.name)
        _ip("-n", self.name, "link", "set", "lo", "up")
        _ip("-n", self.name, "link", "add", "name", "switch0", "type", "bridge")
        _ip("-n", self.name, "address", "add", "10.77.0.1/24", "dev", "switch0")
        _ip("-n", self.name, "link", "set", "switch0", "up")

    def connect(self, network: str, cable: str, address: str) -> None:
        _ip("netns", "add", network)
        _ip("-n", network, "link", "set", "lo", "up")
        _ip("-n", self.name, "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", network)
        _ip("-n", self.name, "link", "set", cable, "master", "switch0", "up")
        _ip("-n", network, "address", "add", f"{address}/24", "dev", "eth0")
        _ip("-n", network, "link", "set", "eth0", "up")

    def disconnect(self, network: str) -> None:
        _ip("netns", "delete", network)

    def command(self, *words: str) -> list[str]:
        return ["ip", "netns", "exec", self.name, *words]

    def close(self) -> None:
        _ip("netns", "delete", self.name)


class Machine(DebianRoot):
    """A machine over the files of the base, which nobody may change meanwhile."""

    def __init__(self, name: str, address: str, *, base: Path, place: Path, switch: Switch):
        super().__init__(place / name / "root")
        self.name, self.address, self.base, self.switch = name, address, base, switch
        self.network = f"{switch.name}-{name}"
        self.services: list[subprocess.Popen] = []
        for part in ("root", "upper", "work"):
            (place / name / part).mkdir(parents=True)
            (place / name / part).chmod(0o755)
        switch.connect(self.network, name, address)
        self.start()

    def first_process(self) -> str:
        place = self.folder.parent
        layer = _LAYER.format(base=self.base, upper=place / "upper", work=place / "work", root=self.folder)
        return f"{layer}\n{super().first_process()}"

    def is_up(self) -> bool:
        try:
            probe = self.command("test", "-e", "/run/up")
        except IndexError:
            return False
        return subprocess.run(probe, capture_output=True).returncode == 0

    def serve(self, script: str) -> None:
        """Starts a service that goes on until the machine ends."""
        with (self.folder.parent / "log").open("ab") as log:
            service = subprocess.Popen(self.command("sh", "-c", script), stdout=log, stderr=log)
        self.services.append(service)

    def kill(self) -> None:
        """As if its power were cut."""
        self.stop()
        for service in self.services:
            service.wait(timeout=30)
        self.services = []

    def unplug(self) -> None:
        _ip("-n", self.switch.name, "link", "set", self.name, "down")

    def plug(self) -> None:
        _ip("-n", self.switch.name, "link", "set", self.name, "up")


@contextmanager
def machines(
    base: Path, place: Path, addresses: dict[str, str]
) -> Iterator[tuple[Switch, dict[str, Machine]]]:
    """Running machines by name, over the installation in ``base``."""
    with ExitStack() as stack:
        switch = Switch()
        stack.callback(switch.close)
        started = {}
        for name, address in addresses.items():
            machine = Machine(name, address, base=base, place=place, switch=switch)
            stack.callback(switch.disconnect, machine.network)
            stack.callback(machine.kill)
            started[name] = machine
        yield switch, started
