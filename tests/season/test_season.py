"""A season of made-up days through the real jobs: every nudge is the one that the rules want, and there is no other.

``make season`` plays whole weeks, by several seeds, in four processes that look every five minutes; here it is some
days, hourly, in two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.season.community import DEFAULT_LADDER, OWN_LADDER
from tests.season.comparing import differences
from tests.season.count import count
from tests.season.deeds import Do, Story
from tests.season.dry import dry_differences
from tests.season.ladder import RARE
from tests.season.playing import play
from tests.season.telling import Window, told
from tests.season.windows import CLOCK_CHANGE, GOLDEN_WEEK, NEW_YEAR, WINDOWS, tokyo

TICK = timedelta(hours=1)
Change = Callable[[Story], Story]


def some_days(window: Window, starts: str, ends: str) -> Window:
    first, last = tokyo(starts), tokyo(ends)
    return replace(window, starts=first, ends=last, said=tuple(one for one in window.said if first <= one[0] < last))


def never_said(word: str) -> Change:
    """The same season, but nobody would have said such a command."""
    return lambda story: replace(
        story, deeds=tuple(one for one in story.deeds if one.do is not Do.SAY or not one.words.startswith(word))
    )


def by_other_rules(line: str, other: str) -> Change:
    def changed(story: Story) -> Story:
        assert line in story.community
        return replace(story, community=story.community.replace(line, other))

    return changed


def all_the_time(story: Story) -> Story:
    """The bot would not have been down."""
    return replace(story, down=None)


def nobody_refused(story: Story) -> Story:
    return replace(story, refusing=())


SOME = {
    "golden-week": (
        some_days(GOLDEN_WEEK, "2026-04-30", "2026-05-09"),
        DEFAULT_LADDER,
        [
            by_other_rules('holidays = "JP"', 'holidays = ""'),
            by_other_rules("nudges_per_day = 2", "nudges_per_day = 9"),
        ],
    ),
    "clock-change": (
        some_days(CLOCK_CHANGE, "2026-10-23", "2026-10-31"),
        OWN_LADDER,
        [all_the_time, never_said("away"), by_other_rules("Europe/Amsterdam", "Africa/Johannesburg")],
    ),
    "new-year": (
        some_days(NEW_YEAR, "2026-12-27", "2027-01-07"),
        DEFAULT_LADDER,
        [by_other_rules('closed = ["2026-12-29/2027-01-03"]', ""), never_said("quiet"), never_said("morning")],
    ),
}


@pytest.mark.long
@pytest.mark.parametrize("name", SOME)
async def test_every_nudge_of_a_season_is_the_one_that_the_rules_want(name: str, migrated_url: str) -> None:
    window, community, others = SOME[name]
    story = told(window, community, 1, TICK, posts_a_day=5)
    counted = count(story)
    played = await play(story, migrated_url, counted.stirring, bots=2)
    assert counted.nudges
    assert differences(counted, played.nudges) == []
    assert played.status == {name: owed.status for name, owed in counted.books.owed.items()}
    assert await dry_differences(story, played, migrated_url) == []
    for change in others:
        assert differences(count(change(story)), played.nudges), f"{change} makes no difference: too tame a season"


def test_each_of_the_rarer_rules_decides_something_in_the_season() -> None:
    happened: Counter[str] = Counter()
    for window in WINDOWS:
        for community in (DEFAULT_LADDER, OWN_LADDER):
            happened += count(told(window, community, 1, TICK)).happened
    assert set(happened) == set(RARE)
