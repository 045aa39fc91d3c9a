"""``python -m bench``: measures for about two minutes and prints a table."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

import orjson

from bench.databases import NAMES
from bench.measure import Plan, measure
from bench.report import summary, table
from bench.working_time import CALLS, working_time

QUICK = {"rounds": 1, "posts": 64, "paced": 8, "paced_a_second": 40.0, "reactions": 1}
"""Not to be believed; shows that a run works."""


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m bench", description="How fast a post is taken in.")
    arguments.add_argument("--json", type=Path, metavar="FILE", help="write the figures here as well")
    arguments.add_argument("--database", choices=NAMES, action="append", help="measure this one (default: both)")
    arguments.add_argument("--rounds", type=int, default=6)
    arguments.add_argument("--quick", action="store_true", help="a tiny run, whose figures mean nothing")
    given = arguments.parse_args()
    plan = Plan(given.database or NAMES, **(QUICK if given.quick else {"rounds": given.rounds}))
    figures = asyncio.run(measure(plan))
    reckoned = working_time()
    print(table(figures))
    print(f"{CALLS:,} times working time up to a year ahead: {reckoned:.2f} s of one core")
    if given.json:
        kept = summary(figures) | {"working_time": {"calls": CALLS, "seconds": round(reckoned, 3)}}
        given.json.write_bytes(orjson.dumps(kept, option=orjson.OPT_INDENT_2) + b"\n")


if __name__ == "__main__":
    main()
