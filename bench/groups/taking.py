"""Exports of everything beside COPY through the same server, and the memory of workers."""

import http.client
import time

from bench.groups import Measured, Setting
from bench.lines import Line
from bench.measuring import Group, Samples
from bench.questions import PAGES
from bench.servers import Server

_LONGEST = 300  # seconds
FLAT_COPY, COPY_OF_BODIES = "COPY of flat rows", "COPY of bodies"


def exports(setting: Setting) -> Measured:
    """Megabytes a second of whole exports, and by how many megabytes a worker grows meanwhile."""
    ours, plain = setting.servers.ours, setting.servers.plain
    paths = {
        FLAT_COPY: (plain, "/copy/flat"),
        "CSV": (ours, f"{PAGES}export.csv"),
        COPY_OF_BODIES: (plain, "/copy/bodies"),
        "JSON": (ours, f"{PAGES}export.json"),
    }
    group: Group = {name: Samples(is_rate=True) for name in paths}
    growth = Samples()
    for _round in range(max(2, setting.rounds // 8)):
        for name, (server, path) in paths.items():
            before = max(server.megabytes_of_workers())
            rate, problem = _pull(server, path)
            group[name].values.append(rate)
            group[name].problem = group[name].problem or problem
            if server is ours:
                growth.values.append(max(server.megabytes_of_workers()) - before)
    lines = [
        Line.of_ratio("CSV export, MB a second", group, "CSV", FLAT_COPY, 0.4),
        Line.of_ratio("JSON export, MB a second", group, "JSON", COPY_OF_BODIES, 0.8),
        Line.of_samples("growth of a worker by an export", growth, 20, "MB"),
    ]
    return Measured(group, lines)


def _pull(server: Server, path: str) -> tuple[float, str]:
    """Megabytes a second of an address, and why it is not whole."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=_LONGEST)
    started, size = time.perf_counter(), 0
    try:
        connection.request("GET", path, headers={"Host": "localhost"})
        response = connection.getresponse()
        problem = "" if response.status == 200 else f"answered {response.status}"
        while chunk := response.read(1 << 16):
            size += len(chunk)
    except (OSError, http.client.HTTPException) as error:
        problem = f"cut off after {time.perf_counter() - started:.0f} s: {error!r}"
    finally:
        connection.close()
    return size / 1e6 / (time.perf_counter() - started), problem


def memory(setting: Setting) -> Measured:
    """Memory of each worker, after all that was asked before."""
    workers = Samples(values=[*setting.servers.ours.megabytes_of_workers()])
    line = Line.of_samples("memory of a worker (PSS)", workers, 90, "MB")
    references = {
        "plain": setting.servers.plain, "ModelSerializer": setting.servers.drf,
    }  # fmt: skip
    arms = {name: Samples(values=[*server.megabytes_of_workers()]) for name, server in references.items()}
    return Measured({"ours": workers, **arms}, [line])
