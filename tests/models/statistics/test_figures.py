"""A season's figures against a slow count of the same ledger, written from docs/figures.md."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.follow_up import Status
from models.statistics.cases import cases, median_and_p90, percent
from models.statistics.figures import figures
from models.statistics.gap import sides, spreads
from models.statistics.load import loads
from models.statistics.measures import Entry, Measure
from models.statistics.report import report, season_asked, season_before
from models.statistics.spans import months, weeks
from models.statistics.values import Ledger, Owed, Posted, Touched
from tests.models.statistics.ledgers import AUTHORS, NOW, TARGETS, ledgers, made
from tests.models.statistics.slow import Book
from tests.stage import HANA, KEN, MAKOTO, MONDAY_10, SORA, YUI

a_hundred = settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
a_thousand = settings(a_hundred, max_examples=1000)
HOUR = timedelta(hours=1)


@pytest.mark.long
@pytest.mark.timeout(600)
@a_thousand
@given(ledgers())
def test_every_figure_of_a_thousand_ledgers_is_what_a_slow_count_finds(ledger: Ledger) -> None:
    counted_twice(ledger)


@a_hundred
@given(ledgers())
def test_every_figure_is_what_a_slow_count_finds(ledger: Ledger) -> None:
    counted_twice(ledger)
    counted_twice(ledger.of_theme("meeting"))


some_posts = st.tuples(
    st.sampled_from((*AUTHORS, None)),
    st.sampled_from(("Europe", None)),
    st.sampled_from(("meeting", None)),
    st.sampled_from((False, False, True)),
)


@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(some_posts, min_size=10, max_size=70), st.sampled_from((2, 3, 7)))
def test_what_is_shown_of_a_theme_beside_the_season_is_what_a_slow_count_finds(
    made_up: list[tuple[str | None, str | None, str | None, bool]], departments: int
) -> None:
    posts = tuple(
        posted(number, author_id=who, region=region, theme=theme, newcomer=first and who is not None)
        for number, (who, region, theme, first) in enumerate(made_up)
    )
    where = {who: f"d{number % departments}" for number, who in enumerate(AUTHORS[1:])}
    theme = of_season(*posts, departments=where).of_theme("meeting")
    assert [asdict(side) for side in sides(theme, cases(theme))] == Book(theme, NOW).sides


def test_of_a_theme_nothing_is_shown_that_tells_of_a_few_who_post_elsewhere() -> None:
    """Six of a department: five post in a theme, the sixth elsewhere. Nine others post in the theme."""
    clerks, sellers = [f"c{number}" for number in range(6)], [f"s{number}" for number in range(9)]
    where = dict.fromkeys(clerks, "経理") | dict.fromkeys(sellers, "営業")
    posts = [posted(at, author_id=who, theme="meeting") for at, who in enumerate([*clerks[:5], *sellers])]
    season = of_season(*posts, posted(99, author_id=clerks[5], theme="inquiry"), departments=where)
    theme = season.of_theme("meeting")
    of_department = [[one.name for one in sides(of, cases(of)) if one.kind == "department"] for of in (season, theme)]
    assert of_department == [["営業", "経理"], []]
    alone = of_season(*posts, departments=where).of_theme("meeting")
    assert [one.name for one in sides(alone, cases(alone)) if one.kind == "department"] == ["営業", "経理"]


def counted_twice(ledger: Ledger) -> None:
    of, book = cases(ledger), Book(ledger, NOW)
    assert asdict(figures(ledger, of, NOW)) == book.whole()
    assert [asdict(week) for week in weeks(ledger, of, NOW)] == book.weeks()
    assert [asdict(month) for month in months(ledger, TARGETS, NOW)] == book.months(TARGETS)
    shown = sides(ledger, of)
    assert [asdict(side) for side in shown] == book.sides
    assert [asdict(spread) for spread in spreads(shown, figures(ledger, of, NOW), ledger, of)] == book.spreads()
    told, slowly = asdict(loads(ledger, of)), book.loads()
    assert list(told["members"]) == slowly["members"]
    assert told["fairness"] == pytest.approx(slowly["fairness"])


def posted(number: int = 0, **known: object) -> Posted:
    values: dict[str, object] = {"thread_id": f"t{number}", "author_id": SORA.id, "posted_at": MONDAY_10}
    return Posted(**(values | {"owed": OWED} | known))  # type: ignore[arg-type]  # what a test says of a post


OWED = Owed(Status.WAITING, MONDAY_10 + HOUR, MONDAY_10 + 2 * HOUR)
ANSWERED = OWED._replace(status=Status.ANSWERED, answered_at=MONDAY_10 + HOUR, answered_by=KEN.id)


def of_season(*posts: Posted, **known: object) -> Ledger:
    community = made()
    return Ledger(community, community.seasons[0], posts, **known)  # type: ignore[arg-type]  # what a test says of it


def test_a_median_is_not_yet_while_more_than_half_still_wait() -> None:
    assert median_and_p90([]) == (None, None)
    assert median_and_p90([HOUR, None])[0] == HOUR
    assert median_and_p90([HOUR, None, None])[0] is None
    assert median_and_p90([3 * HOUR, None, HOUR])[0] == 3 * HOUR


def test_nine_in_ten_is_not_yet_as_soon_as_two_of_eleven_wait() -> None:
    assert median_and_p90([HOUR] * 10 + [None])[1] == HOUR
    assert median_and_p90([HOUR] * 9 + [None, None])[1] is None
    assert median_and_p90([HOUR] * 9 + [None])[1] == HOUR


def test_a_share_of_a_hundred_means_every_single_one() -> None:
    assert (percent(999, 1000), percent(1000, 1000), percent(0, 0)) == (99, 100, None)


def test_a_receipt_that_teams_dates_before_the_post_took_no_time() -> None:
    early = of_season(posted(owed=OWED._replace(received_at=MONDAY_10 - timedelta(seconds=2), received_by=KEN.id)))
    assert figures(early, cases(early), NOW).median_to_receipt == timedelta()


def test_an_author_waits_in_the_working_time_of_where_they_live() -> None:
    """At ten in Tokyo it is two at night in Amsterdam, so nothing was worked there by eleven."""
    here, there = (of_season(posted(owed=ANSWERED, region=region)) for region in (None, "Europe"))
    assert figures(here, cases(here), NOW).median_to_answer == HOUR
    assert figures(there, cases(there), NOW).median_to_answer == timedelta()


def test_four_people_of_a_side_are_not_shown_nor_found_by_subtracting() -> None:
    people = {
        "first": 5,
        "others": 4,
    }
    posts = [
        posted(number, author_id=f"{side}{number}", newcomer=side == "first")
        for side, count in people.items()
        for number in range(count)
    ]
    few = of_season(*posts)
    assert sides(few, cases(few)) == ()
    enough = of_season(*posts, posted(99, author_id="others99"))
    assert [(side.name, side.people) for side in sides(enough, cases(enough))] == [("first", 5), ("others", 5)]


def test_a_kind_in_which_all_are_alike_is_not_told() -> None:
    alike = of_season(*(posted(number, author_id=f"a{number}") for number in range(9)))
    assert sides(alike, cases(alike)) == ()


def test_what_nobody_answered_before_us_is_no_closing_and_no_answer() -> None:
    settled = OWED._replace(status=Status.SETTLED)
    few = of_season(posted(1, owed=ANSWERED), posted(2, owed=settled), posted(3, owed=settled._replace(lapsed=True)))
    found = figures(few, cases(few), NOW)
    assert (found.owed, found.answered, found.settled, found.lapsed, found.late) == (3, 1, 1, 1, 0)
    assert (found.median_to_answer, found.p90_to_answer) == (HOUR, None), "it counts as never answered"


def test_executives_touch_others_posts_and_not_their_own() -> None:
    posts = posted(1), posted(2, author_id=MAKOTO.id)
    touches = (Touched("t1", MAKOTO.id, MONDAY_10), Touched("t2", MAKOTO.id, MONDAY_10), Touched("t1", KEN.id, NOW))
    known = of_season(*posts, touches=touches)
    assert figures(known, cases(known), NOW).touched_by_executives == 1


def test_the_load_counts_what_was_done_out_of_hours_and_at_one_moment_once() -> None:
    night = MONDAY_10 + timedelta(hours=12)
    answered = ANSWERED._replace(answered_at=night, received_at=night, received_by=KEN.id)
    touches = (Touched("t1", KEN.id, night), Touched("t1", KEN.id, MONDAY_10), Touched("t2", KEN.id, MONDAY_10))
    known = of_season(posted(1, owed=answered), posted(2, author_id=KEN.id, owed=None), touches=touches)
    told = {load.member_id: load for load in loads(known, cases(known)).members}
    assert (told[KEN.id].acts, told[KEN.id].out_of_hours, told[KEN.id].posts, told[KEN.id].answers) == (2, 1, 1, 1)
    assert told[HANA.id].acts == 0
    assert loads(known, cases(known)).fairness == 3.0, "one of three did it all"


def test_a_theme_alone_is_its_posts_and_what_newcomers_post_elsewhere_still_counts() -> None:
    first = posted(1, theme="meeting", newcomer=True)
    again = posted(2, theme="inquiry", posted_at=MONDAY_10 + HOUR)
    touches = (Touched("t1", KEN.id, NOW), Touched("t2", YUI.id, NOW))
    whole = of_season(first, again, touches=touches)
    of_theme = report(whole.of_theme("meeting"), None, [Entry(Measure.LICENCES, date(2026, 11, 1), 3.0)], NOW)
    assert (of_theme.theme, of_theme.figures.posts, of_theme.figures.newcomers_again) == ("議事録と会議", 1, 1)
    assert (of_theme.months, of_theme.measures) == ((), ())
    assert whole.of_theme("meeting").touches == touches[:1]


def test_without_a_code_it_is_the_current_season_else_the_last_that_has_begun() -> None:
    community = made()
    s6, s5 = community.seasons
    assert season_asked(community, None, NOW) is s6
    assert season_asked(community, "S5", NOW) is s5
    assert season_asked(community, None, NOW + timedelta(days=365)) is s6
    assert season_asked(community, None, NOW - timedelta(days=365)) is None
    assert season_asked(community, "S9", NOW) is None
    assert season_before(community, s6) is s5
    assert season_before(community, s5) is None


def test_a_bot_is_nobody_of_a_side_and_a_side_of_bots_alone_hides_no_other() -> None:
    people = [posted(number, author_id=f"p{number}", region="Europe") for number in range(5)]
    bots = of_season(*people, posted(5, author_id=None))
    (side,) = [one for one in sides(bots, cases(bots)) if one.kind == "region"]
    assert (side.name, side.people, side.owed) == ("Europe", 5, 5)


def test_what_somebody_did_for_their_own_post_is_no_act() -> None:
    own = of_season(posted(author_id=KEN.id, owed=ANSWERED))
    (ken,) = [one for one in loads(own, cases(own)).members if one.member_id == KEN.id]
    assert (ken.acts, ken.answers) == (0, 1)


@pytest.mark.parametrize("others", [Status.ANSWERED, Status.SETTLED])
def test_a_side_in_which_nothing_waits_for_an_answer_is_never_the_slowest(others: Status) -> None:
    settled = OWED._replace(status=Status.SETTLED)
    owed = ANSWERED if others is Status.ANSWERED else settled
    posts = [posted(number, author_id=f"p{number}", region="Europe", owed=settled) for number in range(5)]
    posts += [posted(number, author_id=f"p{number}", owed=owed) for number in range(5, 10)]
    (spread,) = [one for one in report(of_season(*posts), None, (), NOW).spreads if one.kind == "region"]
    assert spread.answer_worst == ("" if others is Status.ANSWERED else None)
    if others is Status.ANSWERED:
        assert spread.answer_longer == timedelta()
    else:
        assert spread.answer_longer is None
