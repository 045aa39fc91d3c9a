"""The preview: due times, a whole round of the ladder, and the name of what is jumped."""

from datetime import UTC, date, datetime

from models.community import Community
from models.community_file import community, parse
from models.foreseen import IdleDay
from models.preview import preview
from tests.stage import COMMUNITY

CLOSED = COMMUNITY.replace('holidays = "JP"', 'holidays = "JP"\nclosed = ["2026-12-29/2026-12-31"]')
REGION = """
[[region]]
name = "Amsterdam"
time_zone = "Europe/Amsterdam"
hours = ["09:00-17:00"]
holidays = "NL"
countries = ["NL"]
"""


def made(text: str) -> Community:
    return community(parse(text))


def tokyo(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=made(COMMUNITY).time_zone).astimezone(UTC)


def without_receipts(text: str) -> Community:
    return made(text.replace("nudge_for_receipts = true", "nudge_for_receipts = false"))


def test_a_friday_evening_is_due_on_monday_and_each_step_says_when_and_whom() -> None:
    found = preview(without_receipts(COMMUNITY), tokyo(12, 4, 17, 30))
    assert (found.receive_by, found.receive_newcomer_by) == (tokyo(12, 7, 10, 30), tokyo(12, 4, 18))
    assert found.answer_by == tokyo(12, 7, 17, 30)
    (one,) = found.rounds
    assert [(rung.at, rung.to) for rung in one.rungs] == [
        (tokyo(12, 7, 17, 30), ("owner",)),
        (tokyo(12, 8, 13, 30), ("pmo",)),
        (tokyo(12, 8, 17, 30), ("pmo", "lead")),
    ]
    assert one.again_at == tokyo(12, 9, 13, 30)
    assert [(jump.why, jump.since) for jump in found.jumps] == [
        ("days", tokyo(12, 4, 18)), ("break", tokyo(12, 7, 12)), ("night", tokyo(12, 7, 18)),
        ("break", tokyo(12, 8, 12)),
    ]  # fmt: skip


def test_holidays_closed_days_and_days_off_are_named() -> None:
    found = preview(without_receipts(CLOSED), tokyo(12, 28, 17, 30), language="ja")
    (days,) = [jump.days for jump in found.jumps if jump.why == "days"]
    assert days == (
        IdleDay(date(2026, 12, 29), "closed"), IdleDay(date(2026, 12, 30), "closed"),
        IdleDay(date(2026, 12, 31), "closed"), IdleDay(date(2027, 1, 1), "holiday", "元日"),
        IdleDay(date(2027, 1, 2), "day_off"), IdleDay(date(2027, 1, 3), "day_off"),
    )  # fmt: skip
    english = preview(without_receipts(CLOSED), tokyo(12, 28, 17, 30), language="en")
    assert "New Year's Day" in {idle.name for jump in english.jumps for idle in jump.days}


def test_where_receipts_are_nudged_for_they_have_a_round_and_a_newcomers_begins_sooner() -> None:
    known, new = (preview(made(COMMUNITY), tokyo(11, 30, 10), newcomer=one) for one in (False, True))
    assert [one.owed for one in known.rounds] == ["receipt", "answer"]
    assert known.rounds[0].rungs[0].at == known.receive_by == tokyo(11, 30, 12)
    assert new.rounds[0].rungs[0].at == new.receive_newcomer_by == tokyo(11, 30, 10, 30)
    assert new.rounds[1] == known.rounds[1]


def test_a_region_has_its_own_hours_and_holidays() -> None:
    found = preview(
        without_receipts(COMMUNITY + REGION), datetime(2026, 12, 24, 15, 30, tzinfo=UTC), region="Amsterdam"
    )
    assert found.receive_by == datetime(2026, 12, 28, 9, 30, tzinfo=UTC)
    first = found.jumps[0]
    assert [idle.why for idle in first.days] == ["holiday", "holiday", "day_off"]


def test_in_the_middle_of_the_night_it_counts_from_the_morning() -> None:
    found = preview(made(COMMUNITY), tokyo(12, 1, 2))
    assert (found.jumps[0].since, found.jumps[0].until) == (tokyo(12, 1, 2), tokyo(12, 1, 9))
    assert found.receive_by == tokyo(12, 1, 11)
