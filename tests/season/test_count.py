"""The independent count, held against small stories that were counted by hand. All times are Tokyo's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from models.incoming import Person
from tests.season.community import AUTHORS, CALLED, DANA, DEFAULT_LADDER, HANA, KEN, MAKOTO, MIO, PLAZA, PMO, RIN
from tests.season.count import count
from tests.season.deeds import Deed, Do, Refusing, Story
from tests.season.windows import tokyo

YUTA = AUTHORS[0]


def deed(at: str, do: Do, who: Person, words: str = "", message: str = "", to: str = "", post: str = "p1") -> Deed:
    return Deed(tokyo(at), do, who.id, "" if do is Do.SAY else post, message, words, to, PLAZA)


def counted(
    until: str, *deeds: Deed, refusing: tuple[Refusing, ...] = (), down: tuple[str, str] | None = None
) -> list[str]:
    """Every nudge of a story that begins on Monday, 20 April 2026, as ``Mon 10:35 KEN``; a morning card has a ``*``."""
    story = Story(
        "by hand", DEFAULT_LADDER, tokyo("2026-04-20 00:00"), tokyo(until), timedelta(minutes=5), deeds,
        (tokyo(down[0]), tokyo(down[1])) if down else None, refusing,
    )  # fmt: skip
    found = count(story)
    zone = found.charter.hours
    return [f"{zone.local(one.at):%a %H:%M} {CALLED[one.to]}{'*' if one.morning else ''}" for one in found.nudges]


def posted(at: str = "2026-04-20 10:00:30", theme: str = "#meeting", who: Person = YUTA) -> Deed:
    return deed(at, Do.POST, who, theme)


def all_at(when: str, *people: Person) -> list[str]:
    return [f"{when} {CALLED[one.id]}" for one in people]


def test_the_owner_then_the_pmo_then_the_lead_as_well_each_in_their_own_hours() -> None:
    assert counted("2026-04-21 12:00", posted()) == [
        "Mon 10:35 KEN",
        *all_at("Mon 15:35", HANA, KEN, RIN),
        *(f"{one}*" for one in all_at("Tue 09:00", HANA, KEN, RIN)),
        "Tue 10:30 MIO*",
        *all_at("Tue 10:35", HANA, KEN, MIO, RIN, MAKOTO),
    ]


def test_a_receipt_moves_it_to_when_the_answer_is_late_and_an_answer_ends_it() -> None:
    like = deed("2026-04-20 10:10:00", Do.LIKE, RIN)
    answer = deed("2026-04-21 10:20:00", Do.REPLY, RIN, "どうぞ", "p1r1")
    assert counted("2026-04-22 12:00", posted(), like, answer) == ["Tue 09:00 KEN*", "Tue 10:05 KEN"]


def test_the_pmo_gets_no_more_than_two_a_day_and_the_rest_on_the_next() -> None:
    others = posted("2026-04-20 10:20:30", who=AUTHORS[1]), posted("2026-04-20 13:20:30", who=AUTHORS[2])
    named = (replace(one, post=f"p{number}") for number, one in enumerate(others, start=2))
    seen = counted("2026-04-20 17:00", posted(), *named)
    assert [one for one in seen if one.endswith("KEN")] == ["Mon 10:35 KEN", "Mon 10:55 KEN"]


def test_who_is_away_is_passed_over_and_what_they_claimed_goes_on() -> None:
    claim = deed("2026-04-20 10:05:00", Do.CLAIM, KEN)
    away = deed("2026-04-20 10:20:00", Do.SAY, KEN, "away until 4/21")
    assert counted("2026-04-20 12:00", posted(), claim, away) == [
        "Mon 10:30 MIO*",
        *all_at("Mon 10:35", HANA, MIO, RIN),
    ]


def test_without_an_owner_it_is_the_first_of_the_pmo_from_then_on() -> None:
    assert counted("2026-04-20 12:00", posted(theme="")) == ["Mon 10:30 MIO*", "Mon 10:35 HANA"]


def test_when_all_are_away_everyone_is_told_away_or_not() -> None:
    away = [
        deed(f"2026-04-20 10:01:{second:02}", Do.SAY, one, "away until 4/20")
        for second, one in enumerate((*PMO, MAKOTO))
    ]
    assert counted("2026-04-20 12:00", posted(), *away) == all_at("Mon 10:35", HANA, KEN, MIO, RIN, MAKOTO)


def test_when_all_of_the_pmo_are_away_the_lead_is_told() -> None:
    away = [deed(f"2026-04-20 10:01:{second:02}", Do.SAY, one, "away until 4/20") for second, one in enumerate(PMO)]
    assert counted("2026-04-20 12:00", posted(), *away) == ["Mon 10:35 MAKOTO"]


def test_a_quiet_person_gets_it_when_the_quiet_is_over() -> None:
    quiet = deed("2026-04-20 10:01:00", Do.SAY, KEN, "quiet until 11:10")
    assert counted("2026-04-20 12:00", posted(), quiet) == ["Mon 11:10 KEN"]


def test_a_step_whose_card_teams_refused_is_followed_by_the_next_at_once() -> None:
    refusing = Refusing(KEN.id, tokyo("2026-04-20 00:00"), tokyo("2026-04-21 00:00"))
    assert counted("2026-04-20 12:00", posted(), refusing=(refusing,)) == all_at("Mon 10:35", HANA, MIO, RIN)


def test_a_step_that_waited_for_who_is_away_by_then_is_taken_again() -> None:
    before_her_day = posted("2026-04-20 13:00:00", "#abroad")
    away = deed("2026-04-20 14:00:00", Do.SAY, DANA, "away until 4/21")
    assert counted("2026-04-20 15:40", before_her_day, away) == ["Mon 14:00 HANA"]


def test_a_promise_is_told_of_before_it_ends_and_when_it_ends() -> None:
    promise = deed("2026-04-20 10:05:00", Do.PROMISE, RIN, to="2026-04-21")
    assert counted("2026-04-22 09:30", posted(), promise) == [
        "Tue 09:00 RIN*",
        "Tue 15:00 RIN",
        "Wed 09:00 RIN*",
    ]


def test_after_two_days_without_a_look_one_step_is_taken() -> None:
    seen = counted("2026-04-22 12:00", posted(), down=("2026-04-20 10:30", "2026-04-22 11:00"))
    assert seen == ["Wed 11:00 KEN"]
