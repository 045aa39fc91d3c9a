"""In which order several workers go through the tests: the long ones first, so that none is left for the end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

LONG: Final = ("tests/bench/", "tests/journey/", "tests/processes/", "tests/season/")
"""Where a test takes seconds, many of them idle: it starts processes, or plays whole days."""


def spread(tests: Sequence[str], workers: int) -> list[int]:
    """The places of ``tests`` (ids, by file) in the order in which xdist shall have them.

    Its ``worksteal`` gives each worker a run of so many; who is done takes from the end of another's. So each run
    begins with its share of the long tests, a file at a time: the tests of a file share what they have started.
    """
    long = [place for place, test in enumerate(tests) if test.startswith(LONG)]
    rest = [place for place, test in enumerate(tests) if not test.startswith(LONG)]
    files = [list(file) for _, file in groupby(long, lambda place: tests[place].partition("::")[0])]
    ordered: list[int] = []
    for worker in range(workers):
        share = [place for file in files[worker::workers] for place in file]
        room = (len(tests) - len(ordered)) // (workers - worker) - len(share)
        ordered += share + rest[: max(room, 0)]
        del rest[: max(room, 0)]
    return ordered + rest
