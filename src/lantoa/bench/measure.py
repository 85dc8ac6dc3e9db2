"""Times, taken side by side with a yardstick in the same run: machines are noisy, ratios are not."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Action = Callable[[], object]


@dataclass(frozen=True)
class Times:
    """Seconds of repeated runs of one thing."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.seconds)

    @property
    def p95(self) -> float:
        """The one that 95 in a hundred do not exceed."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def _once(action: Action) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def side_by_side(actions: dict[str, Action], *, rounds: int) -> dict[str, Times]:
    """Run every action once a round, in turn, so that a slow moment of the machine strikes all alike.

    in: named actions, how many rounds; out: the times of each. Two rounds to warm up are not counted.
    """
    taken: dict[str, list[float]] = {name: [] for name in actions}
    for number in range(rounds + 2):
        gc.collect()
        for name, action in actions.items():
            seconds = _once(action)
            if number >= 2:
                taken[name].append(seconds)
    return {name: Times(tuple(seconds)) for name, seconds in taken.items()}
