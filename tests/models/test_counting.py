"""What Teams holds of a day against what we hold, by id."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from models.counting import There, bounds, compare, due_days, of_day
from models.history import Message, Thread
from tests.stage import MONDAY_10, SORA

IDS = st.frozensets(st.sampled_from("abcdefgh"))


@given(
    posts=IDS,
    replies=IDS,
    others=IDS,
    held=IDS,
    ours=IDS,
    late=st.dictionaries(st.sampled_from("abcdefgh"), st.booleans()),
)
def test_every_message_is_ours_or_named_with_its_cause(
    posts: frozenset[str], replies: frozenset[str], others: frozenset[str], held: frozenset[str],
    ours: frozenset[str], late: dict[str, bool],
) -> None:  # fmt: skip
    there = There(posts, replies - posts, posts | replies | others)
    count = compare(there, held, ours, late)
    assert set(count.missing) == there.of_day - held
    assert set(count.gone) == ours - there.at_all
    assert not set(count.late) & set(count.mended)
    assert set(count.late) | set(count.mended) <= there.of_day & held
    assert count.is_equal is (there.of_day <= held and ours <= there.at_all)


def test_a_day_has_the_posts_and_the_replies_of_people_that_were_written_in_it() -> None:
    def message(name: str, hours: float, *, by_bot: bool = False) -> Message:
        at = MONDAY_10 + timedelta(hours=hours)
        return Message(name, None if by_bot else SORA, "", at, at)

    begin, end = bounds(date(2026, 11, 30), ZoneInfo("Asia/Tokyo"))
    replies = (message("same day", 13.9), message("next day", 14), message("a bot's", 1, by_bot=True))
    threads = [Thread(message("post", -10), replies), Thread(message("day before", -10.1), (message("late", 1),))]
    found = of_day(threads, begin, end)
    assert [set(found.posts), set(found.replies)] == [{"post"}, {"same day", "late"}]
    assert found.at_all == {"post", "same day", "next day", "a bot's", "day before", "late"}


def test_yesterday_is_counted_once_and_a_day_that_differs_again_each_day_for_a_week() -> None:
    today, first = date(2026, 11, 30), date(2026, 11, 1)
    assert list(due_days(today, today, {})) == [], "the bot came today"
    assert list(due_days(today, date(2026, 11, 28), {})) == [date(2026, 11, 29), date(2026, 11, 28)]
    equal = {today - timedelta(days=back): (today, True) for back in range(1, 8)}
    assert list(due_days(today, first, equal)) == []
    differing = equal | {date(2026, 11, 27): (date(2026, 11, 29), False)}
    assert list(due_days(today, first, differing)) == [date(2026, 11, 27)]
    assert list(due_days(today, first, equal | {date(2026, 11, 27): (today, False)})) == []
