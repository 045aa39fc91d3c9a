"""The made-up season of the rehearsal: each figure of it, counted both ways, on SQLite and on PostgreSQL.

The bot lives through it first, event by event; that takes a while, so it is done once for all tests of this file.
"""

from __future__ import annotations

import asyncio
import csv
import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from bench.made_season import POSTS_BEFORE, all_deeds, play
from cli.report import bare
from models.community import Community, Season
from models.community_file import community, parse
from models.follow_up import Status
from models.statistics.attempts import Tried
from models.statistics.values import Ledger, Owed, Posted, Touched
from rehearsal import made_attempts, made_season
from rehearsal.made_season import Deed
from tests.cli.operator import Operator
from tests.models.statistics import slow_attempts, slow_layers
from tests.models.statistics.slow import Book
from tests.postgres import Server

NOW = datetime(2027, 4, 20, 4, 30, tzinfo=UTC)
TARGETS = {date(2026, 11, 1): 350}

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Operator:
    folder = tmp_path_factory.mktemp("made_season")
    url = f"sqlite:///{folder / 'made.db'}"
    asyncio.run(play(url, all_deeds()))
    return Operator(url, folder, now=NOW)


def report(operator: Operator) -> Any:
    return json.loads(operator.done("report", "S6", "--format", "json", "--pmo"))


def test_the_same_seed_gives_the_same_season() -> None:
    deeds = made_season.deeds()
    assert deeds == made_season.deeds()
    assert deeds != made_season.deeds(seed=1)
    assert made_attempts.attempts() == made_attempts.attempts()
    assert made_attempts.attempts() != made_attempts.attempts(seed=1)
    assert sum(deed.does == "post" for deed in deeds) == 3000
    known = community(parse(made_season.community()))
    assert len(known.seasons[1].themes) == 25
    assert (len([one for one in known.members.values() if "pmo" in one.roles]), len(known.regions)) == (4, 2)
    authors = {deed.by for deed in deeds if deed.does == "post"} - {None}
    assert len(authors) > 350, "nearly everybody of the 400 posts"


def test_each_figure_is_what_a_slow_count_of_the_rows_finds(played: Operator) -> None:
    told, known = report(played), community(parse(made_season.community()))
    before, season = known.seasons
    book = Book(ledger(played, known, season), NOW)
    assert told["season"] == plain(book.whole())
    assert told["before"] == plain(Book(ledger(played, known, before), NOW).whole())
    assert told["weeks"] == [plain(week) for week in book.weeks()]
    assert told["months"] == [plain(month) for month in book.months(TARGETS)]
    assert told["sides"] == [plain(side) for side in book.sides]
    assert told["spreads"] == [plain(spread) for spread in book.spreads()]
    slowly = book.loads()
    assert told["load"] == slowly["members"]
    assert told["pmo"]["fairness"] == pytest.approx(slowly["fairness"])
    (inquiries,) = [one for one in told["measures"] if one["measure"] == "help_desk_inquiries"]
    assert (inquiries["latest"], inquiries["latest_month"], inquiries["change"]) == (0.2, "2027-02-01", 0.2 - 420)
    assert inquiries["mean"] == pytest.approx((391 + 340.5 + 0.1 + 0.2) / 4)
    assert told["season"]["posts"] > 2900
    tried, departments = attempts_in(played), ledger(played, known, season).departments
    themes = {theme.code: theme.name for theme in season.themes}
    assert told["attempts"] == plain(slow_attempts.whole(tried["S6"]))
    assert told["attempts_before"] == plain(slow_attempts.whole(tried["S5"]))
    assert told["attempt_sides"] == slow_attempts.sides(tried["S6"], themes, departments)
    assert {side["kind"] for side in told["attempt_sides"]} == {"theme", "department"}
    assert told["attempts"]["attempts"] == sum(not one.removes for one in made_attempts.attempts())
    assert told["attempts"]["hours_saved"] > 0
    for theme in ("t0", "t24"):
        alone = json.loads(played.done("report", "S6", "--format", "json", "--theme", theme))["attempts"]
        assert alone == slow_attempts.of_theme(tried["S6"], theme)
    assert {side["kind"] for side in told["sides"]} == {"newcomer", "region", "department"}
    assert told["layers"] == slow_layers.reach(acted(played, season, tried["S6"]), team(played), [])
    assert {one["layer"] for one in told["layers"]} == {"basic", "applied", "expert"}
    assert {one["department"] for one in told["layers"]} == {"", *made_season.DEPARTMENTS}


@pytest.mark.postgres
def test_taken_along_to_postgresql_every_figure_comes_out_again(
    played: Operator, postgres: Server, tmp_path: Path
) -> None:
    with postgres.database() as url:
        there = Operator(url, tmp_path, now=NOW)
        there.done("migrate")
        there.done("import", "ledger", there.file(played.done("export", "ledger"), "ledger.jsonl"))
        for more in (["json", "--pmo"], ["csv", "--pmo"], ["html", "--pmo"], ["json", "--theme", "t0"]):
            words = ("report", "S6", "--format", *more)
            assert there.done(*words) == played.done(*words)


def test_everybody_who_took_part_is_on_its_roll(played: Operator) -> None:
    """Out of the seed, not of the ledger: who posted what was not deleted, who replied to another, who closed or
    confirmed something, who tried something."""
    deeds = [deed for deed in all_deeds() if isinstance(deed, Deed) and deed.post >= POSTS_BEFORE]
    authors = {deed.post: deed.by for deed in deeds if deed.does == "post"}
    deleted = {deed.post for deed in deeds if deed.does == "delete"}
    took_part = {by for post, by in authors.items() if post not in deleted} - {None}
    acted = [deed for deed in deeds if deed.does in ("reply", "settle", "confirm")]
    took_part |= {deed.by for deed in acted if deed.by != authors[deed.post]}
    took_part |= {one.by for one in made_attempts.attempts() if not one.removes}
    file = played.folder / "s6.csv"
    began = perf_counter()
    assert "Nobody is missing." in played.done("roll", "S6", "--format", "csv", "--out", str(file))
    assert perf_counter() - began < 10
    names = [row["お名前"] for row in csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines())]
    assert sorted(names) == sorted(made_season.name(int(str(one)[-12:])) for one in took_part)
    assert len(names) > 390


def plain(told: dict[str, Any]) -> dict[str, Any]:
    return {name: bare(value) for name, value in told.items()}


def ledger(operator: Operator, known: Community, season: Season) -> Ledger:
    """The rows themselves, by the export and by plain SQL, and who lives where as the seed has it."""
    rows = [json.loads(line) for line in operator.done("export", "follow-ups").splitlines()]
    kept = [row for row in rows if row["deleted_at"] is None]
    raw = operator.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(raw)) as database:
        promised = dict(database.execute("SELECT thread_id, promised_by FROM follow_up").fetchall())
        touched = database.execute("SELECT thread_id, member_id, at FROM touch WHERE taken_back_at IS NULL").fetchall()
    posts = [posted(row, promised) for row in kept if row["season"] == season.code]
    threads = {post.thread_id for post in posts}
    codes = [one.code for one in known.seasons if one.starts < season.starts]
    return Ledger(
        community=known,
        season=season,
        posts=tuple(posts),
        touches=tuple(Touched(one, by, moment(at)) for one, by, at in touched if one in threads),
        earlier=frozenset(row["author_id"] for row in kept if row["season"] in codes and row["author_id"]),
        later=tuple(
            (row["author_id"], moment(row["posted_at"]))
            for row in kept
            if row["season"] != season.code and row["author_id"]
        ),
        departments={
            made_season.person_id(one): name
            for one in range(made_season.PEOPLE)
            if (name := made_season.department(one))
        },
    )


def acted(operator: Operator, season: Season, tried: list[Tried]) -> list[tuple[str, str]]:
    """Who posted, replied or tried in a theme of a layer, by plain SQL and the seed's own layers."""
    with closing(sqlite3.connect(operator.database_url.removeprefix("sqlite:///"))) as database:
        posts = database.execute(
            "SELECT thread_id, author_id, theme FROM post WHERE season = ? AND deleted_at IS NULL", (season.code,)
        ).fetchall()
        replies = database.execute(
            "SELECT thread_id, member_id FROM touch WHERE kind = 'reply' AND taken_back_at IS NULL"
        ).fetchall()
    themes = {thread: theme for thread, _, theme in posts}
    did = [(author, theme) for _, author, theme in posts]
    did += [(by, themes.get(thread)) for thread, by in replies]
    did += [(one.member_id, one.theme) for one in tried]
    layered = [(who, made_season.layer_of(int(theme[1:]))) for who, theme in did if who and theme]
    return [(who, layer) for who, layer in layered if layer]


def team(operator: Operator) -> dict[str, str | None]:
    with closing(sqlite3.connect(operator.database_url.removeprefix("sqlite:///"))) as database:
        return dict(database.execute("SELECT id, department FROM roster WHERE left_at IS NULL").fetchall())


def attempts_in(operator: Operator) -> dict[str, list[Tried]]:
    """Those that were not removed, by the code of their season, by plain SQL."""
    found: dict[str, list[Tried]] = {}
    with closing(sqlite3.connect(operator.database_url.removeprefix("sqlite:///"))) as database:
        for season, *row in database.execute(
            "SELECT season, member_id, came_of_it, theme, minutes_before, minutes_after, times_a_month, people"
            " FROM attempt WHERE removed_at IS NULL"
        ):
            found.setdefault(season, []).append(Tried(*row))
    return found


def posted(row: dict[str, Any], promised: dict[str, str]) -> Posted:
    thread_id = f"{row['channel_id']};messageid={row['message_id']}"
    number = int(row["author_id"][-12:]) if row["author_id"] else 0
    owed = None
    if row["status"]:
        owed = Owed(
            status=Status(row["status"]),
            receive_by=moment(row["receive_by"]),
            answer_by=moment(row["answer_by"]),
            received_at=row["received_at"] and moment(row["received_at"]),
            received_by=row["received_by"],
            answered_at=row["answered_at"] and moment(row["answered_at"]),
            answered_by=row["answered_by"],
            by_peer=bool(row["answered_by_peer"]),
            holder=row["claimed_by"] or promised[thread_id],
            promised_until=row["promised_until"] and moment(row["promised_until"]),
            promises_kept=row["promises_kept"],
            promises_late=row["promises_late"],
            reopened=row["reopened"],
        )
    region = "Europe" if made_season.lives_in_europe(number) else "Japan"
    return Posted(thread_id, row["author_id"], moment(row["posted_at"]), row["theme"], region, row["newcomer"], owed)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
