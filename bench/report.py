"""What the figures come to: a table to read, and JSON to keep."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from bench.measure import FLOOR, Figures

NAMES = {FLOOR: "bare aiohttp", "sqlite": "Aizuchi, SQLite", "postgresql": "Aizuchi, PostgreSQL"}
HEAD = (
    "",
    "posts/s",
    "of the floor",
    "processor ms/post",
    "full load p50/p99 ms",
    "10/s p50/p99 ms",
    "reaction p50/max ms",
)


def summary(figures: Mapping[str, Figures]) -> dict[str, dict[str, Any]]:
    """By subject. Rates and processor time are medians of the rounds, the ratio the median of the paired ratios."""
    return {name: _summary(found, figures[FLOOR]) for name, found in figures.items()}


def table(figures: Mapping[str, Figures]) -> str:
    """The summary as people read it."""
    rows = [HEAD, *(_row(name, found) for name, found in summary(figures).items())]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def percentile(values: Sequence[float], share: float) -> float | None:
    """The smallest value that ``share`` of the values do not exceed; ``None`` of nothing."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)] if values else None


def _summary(found: Figures, floor: Figures) -> dict[str, Any]:
    ratios = [rate / least for rate, least in zip(found.rates, floor.rates, strict=True)]
    return {
        "posts_a_second": round(median(found.rates), 1),
        "ratio_to_floor": round(median(ratios), 4),
        "ratios": [round(ratio, 4) for ratio in ratios],
        "processor_ms": round(median(found.processor) * 1000, 4),
        "full_ms": _ms(found.full, 0.5, 0.99),
        "paced_ms": _ms(found.paced, 0.5, 0.99),
        "reaction_ms": _ms(found.reactions, 0.5, 1.0),
    }


def _ms(seconds: Sequence[float], *shares: float) -> list[float]:
    found = [percentile(seconds, share) for share in shares]
    return [round(value * 1000, 2) for value in found if value is not None]


def _row(name: str, found: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        NAMES.get(name, name),
        f"{found['posts_a_second']:,.0f}",
        f"{found['ratio_to_floor']:.3f}",
        f"{found['processor_ms']:.3f}",
        *(" / ".join(f"{value:.1f}" for value in found[key]) or "–" for key in ("full_ms", "paced_ms", "reaction_ms")),
    )
