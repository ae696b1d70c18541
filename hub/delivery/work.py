"""How much of a web process's time each network has used: in memory, without asking anybody.

The process's time is divided by the requests it works on at that moment. So what all networks use
together is never more than the time that has passed, and who waits for others pays no more.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from typing import Final

MINUTE_SECONDS: Final = 60.0
# Half of a process's threads (services.demo.WEB_THREADS); a class that opens one page together has
# more requests at once, but none for so long.
SLOW_MAXIMUM: Final = 4
SLOW_SECONDS: Final = 1.0
# The networks remembered, some 400 bytes each; those that asked longest ago are forgotten.
NETWORKS_MAXIMUM: Final = 10_000


@dataclass
class Network:
    """What one network has used and is using."""

    used_seconds: float
    counted_at: float
    running: "list[Turn]" = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class Turn:
    """One request. With a `wait` of more than 0 seconds it is refused, and not to be ended."""

    network: Network
    began_at: float
    began_share: float
    wait: int


class Work:
    """A bucket for each network: `seconds` fit in, and as much flows out in a minute."""

    def __init__(self, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self.seconds, self.now = seconds, now
        self._lock = threading.Lock()
        self._networks: OrderedDict[str, Network] = OrderedDict()
        self._share, self._share_at, self._running_count = 0.0, now(), 0

    def begin(self, name: str) -> Turn:
        """Count a request as begun, or refuse it."""
        with self._lock:
            now = self._tick()
            network = self._networks.setdefault(name, Network(0.0, now))
            self._networks.move_to_end(name)
            if len(self._networks) > NETWORKS_MAXIMUM:
                self._networks.popitem(last=False)
            turn = Turn(network, now, self._share, self._wait(network, now))
            if not turn.wait:
                network.running.append(turn)
                self._running_count += 1
            return turn

    def end(self, turn: Turn) -> None:
        """Count a request as done."""
        with self._lock:
            self._tick()
            self._running_count -= 1
            turn.network.running.remove(turn)
            turn.network.used_seconds += self._share - turn.began_share

    def _tick(self) -> float:
        """Let the share grow by the time since the last tick; return the time."""
        now = self.now()
        if self._running_count:
            self._share += (now - self._share_at) / self._running_count
        self._share_at = now
        return now

    def _wait(self, network: Network, now: float) -> int:
        flow = self.seconds / MINUTE_SECONDS
        flown = (now - network.counted_at) * flow
        network.used_seconds = max(0.0, network.used_seconds - flown)
        network.counted_at = now
        if sum(now - turn.began_at > SLOW_SECONDS for turn in network.running) >= SLOW_MAXIMUM:
            return ceil(SLOW_SECONDS)
        using = sum(self._share - turn.began_share for turn in network.running)
        too_much = network.used_seconds + using - self.seconds
        return ceil(too_much / flow) if too_much > 0 else 0
