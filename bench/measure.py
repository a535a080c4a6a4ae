"""Interleaved rounds of subjects in one process: wall time, CPU, and whether the run was quiet."""

import gc
import random
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter, process_time

DROPPED = 3  # rounds that warm caches
QUIET = (0.95, 1.05)  # the same work timed twice must agree this well (performance.md 4)
WAITING = 1.25  # more time on the wall than on the processor: others held it


@dataclass
class Subject:
    """Something that is timed; `run` returns what it did, so that it can be checked."""

    name: str
    run: callable
    wall: list = field(default_factory=list)
    cpu: list = field(default_factory=list)

    def once(self):
        cpu, wall = process_time(), perf_counter()
        self.run()
        self.wall.append(1000 * (perf_counter() - wall))
        self.cpu.append(1000 * (process_time() - cpu))

    @property
    def p50(self):
        return median(self.wall[DROPPED:])

    @property
    def p95(self):
        kept = sorted(self.wall[DROPPED:])
        return kept[min(len(kept) - 1, int(0.95 * len(kept)))]

    @property
    def cpu_p50(self):
        return median(self.cpu[DROPPED:])


def interleave(subjects, rounds, seed=1):
    """Each round visits every subject once, in an order of its own."""
    order = random.Random(seed)
    for _round in range(rounds + DROPPED):
        for subject in order.sample(subjects, len(subjects)):
            subject.once()


def is_quiet(one, same):
    """
    Whether the machine was ours: the same work came out the same, and did not wait for others.

    Both subjects only compute, so their time on the wall is their time on the processor.
    """
    alike = QUIET[0] <= one.cpu_p50 / same.cpu_p50 <= QUIET[1]
    return alike and one.p50 <= WAITING * one.cpu_p50


def memory():
    """Megabytes this process holds now."""
    gc.collect()
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
