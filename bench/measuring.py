"""Measuring: arms take turns, so that a busy machine is as busy for all, and ratios are those of the same round."""

import http.client
import random
import re
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote

REFERENCE = "three queries"  # an arm of every group: what the others are put in proportion to
ANSWER = Callable[[], object]
Clock = Callable[[], float]
VERY_LONG = 3000  # milliseconds


class Asked(Protocol):
    """A server as measuring needs it."""

    def get(self, path: str) -> tuple[int, dict[str, str], bytes]: ...
    def processor_milliseconds(self) -> float: ...


@dataclass
class Samples:
    """Measurements of an arm by round: time, or work done where ``is_rate``; None for a round in which it failed."""

    values: list[float | None] = field(default_factory=list)
    problem: str = ""
    is_rate: bool = False

    @property
    def whole(self) -> list[float]:
        return [value for value in self.values if value is not None]

    @property
    def median(self) -> float | None:
        return statistics.median(self.whole) if self.whole and not self.problem else None


Group = dict[str, Samples]


def ratios(group: Group, arm: str, reference: str = REFERENCE) -> list[float]:
    """Of each round, an arm's value by the reference's; none where one of them failed."""
    if group[arm].problem or group[reference].problem:
        return []
    pairs = zip(group[arm].values, group[reference].values, strict=False)
    return [value / other for value, other in pairs if value is not None and other]


def wall_clock() -> float:
    return time.perf_counter() * 1000


def processor_clock(backends: Iterable[int]) -> Clock:
    """Milliseconds of processor time that this process and these processes of the database have taken.

    A busy machine changes it little; on an idle one it is the time that passes.
    """
    accounts = [Path(f"/proc/{pid}/schedstat") for pid in backends]
    return lambda: (
        time.process_time() * 1000 + sum(int(path.read_text().split()[0]) for path in accounts) / 1e6
    )


def interleave(
    arms: Mapping[str, ANSWER], rounds: int, warm: int = 1, seconds: float = 60, clock: Clock = wall_clock
) -> Group:
    """Milliseconds of each arm. An arm that answers a number gives its own milliseconds.

    One that raises has a problem and takes no further turns; one that takes very long takes no more than one. After so
    many seconds no new round begins. The order is another in each round: what comes after a long one may have to wait
    for the processor.
    """
    group: Group = {name: Samples() for name in arms}
    order = random.Random(REFERENCE)
    deadline = time.monotonic() + seconds
    for turn in range(-warm, rounds):
        if turn > 1 and time.monotonic() > deadline:
            break
        for name in order.sample([*arms], len(arms)):
            samples = group[name]
            is_done = samples.problem or max(samples.whole, default=0) > VERY_LONG
            taken = None if is_done else _timed(arms[name], samples, clock)
            if turn >= 0 or (taken or 0) > VERY_LONG:
                samples.values.append(taken)
    return group


def _timed(arm: ANSWER, samples: Samples, clock: Clock) -> float | None:
    started = clock()
    try:
        own = arm()
    except (AssertionError, OSError, http.client.HTTPException) as error:
        samples.problem = unquote(str(error) or repr(error))[:200]
        return None
    return own if isinstance(own, float) else clock() - started


def per_processor_second(
    arms: Mapping[str, tuple[Asked, str]], rounds: int, requests: int = 20, seconds: float = 2
) -> Group:
    """Requests for each second of processor time that a server and its database take.

    Times the cores of a machine that does nothing else, that is what they answer in a second. ``requests`` are sent
    one after the other, fewer where they take longer than ``seconds``.
    """
    group: Group = {name: Samples(is_rate=True) for name in arms}
    order = random.Random(REFERENCE)
    for turn in range(-1, rounds):
        for name in order.sample([*arms], len(arms)):
            if not group[name].problem:
                rate = _requests(group[name], *arms[name], requests if turn >= 0 else 4, seconds)
                if turn >= 0:
                    group[name].values.append(rate)
            elif turn >= 0:
                group[name].values.append(None)
    return group


def _requests(samples: Samples, server: Asked, path: str, requests: int, seconds: float) -> float:
    before, deadline, answered = server.processor_milliseconds(), time.monotonic() + seconds, 0
    while answered < requests and (answered == 0 or time.monotonic() < deadline):
        status, _headers, _content = server.get(path)
        if status != 200:
            samples.problem = unquote(f"{path} answered {status}")
            break
        answered += 1
    return 1000 * answered / max(server.processor_milliseconds() - before, 0.001)


def rates(urls: Mapping[str, str], rounds: int, seconds: int = 3) -> Group:
    """Requests a second of each address, by four connections (wrk): as many as a busy machine lets it answer."""
    group: Group = {name: Samples(is_rate=True) for name in urls}
    for turn in range(-1, rounds):
        for name, url in urls.items():
            rate, problem = _rate(url, seconds if turn >= 0 else 2)
            if turn >= 0:
                group[name].values.append(rate)
                group[name].problem = group[name].problem or problem
    return group


def _rate(url: str, seconds: int) -> tuple[float, str]:
    command = ["wrk", "-t1", "-c4", f"-d{seconds}s", "--timeout", "30s", "-H", "Host: localhost", url]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    refused = re.search(r"Non-2xx or 3xx responses: \d+", output)
    counted = re.search(r"Requests/sec:\s+([\d.]+)", output)
    rate = float(counted[1]) if counted else 0.0
    return rate, refused[0] if refused else "" if rate else f"no answer in {seconds} s"
