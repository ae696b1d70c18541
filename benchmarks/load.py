"""Load by wrk: requests a second and latencies; an error or another status than 2xx spoils the
run."""

import re
import subprocess
from dataclasses import dataclass

CONNECTIONS = 16


@dataclass(frozen=True)
class Load:
    """What wrk measured."""

    requests_a_second: float
    p50_milliseconds: float
    p99_milliseconds: float


def load(url: str, seconds: int, encoding: str = "") -> Load:
    """Return the figures of one run. Raises RuntimeError where answers were not all 2xx."""
    _run(url, 1, encoding)
    out = _run(url, seconds, encoding)
    if "Non-2xx" in out or "Socket errors" in out:
        raise RuntimeError(f"{url} answered with errors:\n{out}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", out)
    if rate is None:
        raise RuntimeError(f"wrk printed no rate:\n{out}")
    return Load(float(rate[1]), _percentile(out, "50%"), _percentile(out, "99%"))


def _run(url: str, seconds: int, encoding: str) -> str:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", url]
    if encoding:
        command += ["-H", f"Accept-Encoding: {encoding}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _percentile(out: str, name: str) -> float:
    match = re.search(rf"{name}\s+([\d.]+)(us|ms|s)", out)
    if match is None:
        raise RuntimeError(f"wrk printed no {name}:\n{out}")
    return float(match[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[match[2]]
