"""Measuring: arms take turns, so that a busy machine is as busy for all, and ratios are those of the same round."""

import http.client
import re
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

REFERENCE = "three queries"  # an arm of every group: what the others are put in proportion to
ANSWER = Callable[[], object]


@dataclass
class Samples:
    """What an arm took, round by round; or did, where ``is_rate``. A round in which it failed is None."""

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
    pairs = zip(group[arm].values, group[reference].values, strict=True)
    return [value / other for value, other in pairs if value is not None and other]


def interleave(arms: Mapping[str, ANSWER], rounds: int, warm: int = 2, seconds: float = 600) -> Group:
    """Milliseconds of each arm. An arm that answers a number gives its own milliseconds.

    One that raises has a problem and takes no further turns. After so many seconds no new round begins.
    """
    group: Group = {name: Samples() for name in arms}
    deadline = time.monotonic() + seconds
    for turn in range(-warm, rounds):
        if turn > 1 and time.monotonic() > deadline:
            break
        for name, arm in arms.items():
            samples = group[name]
            taken = None if samples.problem else _timed(arm, samples)
            if turn >= 0:
                samples.values.append(taken)
    return group


def _timed(arm: ANSWER, samples: Samples) -> float | None:
    started = time.perf_counter()
    try:
        own = arm()
    except (AssertionError, OSError, http.client.HTTPException) as error:
        samples.problem = str(error)[:200] or repr(error)
        return None
    return own if isinstance(own, float) else (time.perf_counter() - started) * 1000


def rates(urls: Mapping[str, str], rounds: int, seconds: int = 2) -> Group:
    """Requests a second of each address, by four connections (wrk)."""
    group: Group = {name: Samples(is_rate=True) for name in urls}
    for turn in range(-1, rounds):
        for name, url in urls.items():
            rate, problem = _rate(url, seconds if turn >= 0 else 1)
            if turn >= 0:
                group[name].values.append(rate)
                group[name].problem = group[name].problem or problem
    return group


def _rate(url: str, seconds: int) -> tuple[float, str]:
    command = ["wrk", "-t1", "-c4", f"-d{seconds}s", "--timeout", "30s", "-H", "Host: localhost", url]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    refused = re.search(r"Non-2xx or 3xx responses: \d+", output)
    counted = re.search(r"Requests/sec:\s+([\d.]+)", output)
    return float(counted[1]) if counted else 0.0, refused[0] if refused else ""
