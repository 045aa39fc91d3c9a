"""How lengths of time are read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.durations import length_of_time


@pytest.mark.parametrize(
    ("text", "hours"), [("90s", 0.025), ("30m", 0.5), ("4h", 4), ("1d", 8), ("1h30m", 1.5), ("2d1h", 17)]
)
def test_a_day_of_working_time_is_a_working_day(text: str, hours: float) -> None:
    assert length_of_time(text, day=timedelta(hours=8)) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["", "h", "2", "2 h", "-2h", "1.5h", "30m1h", "2H", "٣h"])
def test_other_lengths_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="like 30m"):
        length_of_time(text)
