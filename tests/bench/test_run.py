"""A tiny run of the benchmark, from the command line to the figures."""

import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from bench.measure import Figures
from bench.report import percentile, summary, table
from bench.working_time import CALLS, working_time
from tests.conftest import ROOT

RUN_WITHIN_S = 90


@pytest.mark.long
@pytest.mark.timeout(RUN_WITHIN_S + 10)
def test_a_quick_run_measures_the_floor_and_the_bot(tmp_path: Path) -> None:
    kept = tmp_path / "figures.json"
    ran = subprocess.run(
        [sys.executable, "-m", "bench", "--quick", "--database", "sqlite", "--json", kept],
        cwd=ROOT, capture_output=True, text=True, timeout=RUN_WITHIN_S, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "Aizuchi, SQLite" in ran.stdout
    figures = orjson.loads(kept.read_bytes())
    assert figures["sqlite"]["posts_a_second"] > 0
    assert len(figures["sqlite"]["reaction_ms"]) == 2
    assert 0 < figures["working_time"]["seconds"] < 60


def test_ratios_are_of_the_same_round() -> None:
    floor, bot = Figures(rates=[100.0, 50.0, 80.0]), Figures(rates=[50.0, 25.0, 20.0])
    for figures in (floor, bot):
        figures.processor = [0.001]
    found = summary({"floor": floor, "sqlite": bot})["sqlite"]
    assert found["ratios"] == [0.5, 0.5, 0.25]
    assert found["ratio_to_floor"] == 0.5
    assert "0.500" in table({"floor": floor, "sqlite": bot})


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile([3.0, 1.0, 2.0], 0.99) == 3.0
    assert percentile([], 0.5) is None


def test_working_time_is_reckoned_a_hundred_thousand_times_in_less_than_two_seconds() -> None:
    assert working_time(CALLS // 10) < 0.2
