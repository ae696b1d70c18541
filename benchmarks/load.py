"""Load by wrk: requests a second and latencies, and what a request costs whom; an error or another
status than 2xx spoils the run.

wrk is one thread that sends bytes made once: it takes less of the cores than what it asks, see
`generator`.
"""

import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.processor import Spent, spent

CONNECTIONS = 16


@dataclass(frozen=True)
class Load:
    """What wrk measured. `spent` is the processor time of all its requests."""

    requests_a_second: float
    p50_milliseconds: float
    p99_milliseconds: float
    count: int
    spent: Spent

    @property
    def milliseconds_a_request(self) -> dict[str, float]:
        """Return {who: milliseconds of processor time a request}."""
        one = 1000 / self.count
        return {
            "web": self.spent.web * one,
            "PostgreSQL": self.spent.database * one,
            "load generator": self.spent.generator * one,
        }


# wrk's own language: each connection asks for one path after the other.
SCRIPT = """
local paths, place = {%s}, 0
request = function()
  place = place %% #paths + 1
  return wrk.format("GET", paths[place])
end
"""


def load(url: str, seconds: int, encoding: str = "", *, paths: Sequence[str] = ()) -> Load:
    """Return the figures of one run, of `url` or of several paths below it in turn.

    Raises RuntimeError where answers were not all 2xx.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        more = []
        if paths:
            script.write(SCRIPT % ", ".join(f'"{one}"' for one in paths))
            script.flush()
            more = ["-s", script.name]
        _run(url, 1, encoding, more)
        before = spent()
        out = _run(url, seconds, encoding, more)
        cost = spent().since(before)
    if "Non-2xx" in out or "Socket errors" in out:
        raise RuntimeError(f"{url} answered with errors:\n{out}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", out)
    count = re.search(r"(\d+) requests in", out)
    if rate is None or count is None:
        raise RuntimeError(f"wrk printed no rate:\n{out}")
    p50, p99 = _percentile(out, "50%"), _percentile(out, "99%")
    return Load(float(rate[1]), p50, p99, int(count[1]), cost)


def _run(url: str, seconds: int, encoding: str, more: Sequence[str]) -> str:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", *more, url]
    if encoding:
        command += ["-H", f"Accept-Encoding: {encoding}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _percentile(out: str, name: str) -> float:
    match = re.search(rf"{name}\s+([\d.]+)(us|ms|s)", out)
    if match is None:
        raise RuntimeError(f"wrk printed no {name}:\n{out}")
    return float(match[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[match[2]]
