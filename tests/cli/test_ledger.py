"""``export ledger`` and ``import ledger``: all that is kept, taken along to another database."""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from models.db import attempts
from models.incoming import Pressed
from tests.cli.operator import Operator
from tests.cli.test_export import happen
from tests.handlers.trying import tries
from tests.postgres import Server
from tests.stage import CHANNEL, KEN, MONDAY_10, SORA, TEAM, YUI, staged

NOW = MONDAY_10 + timedelta(days=3)
MEASURES = "2026-10,satisfaction,4.1\n2026-11,help_desk_inquiries,0.1\n2026-12,help_desk_inquiries,0.2\n"
MADE_ANEW = {"outbox", "live_card", "pace", "look", "similar_post", "similar_word", "trail"}


@pytest.fixture
async def busy(migrated_url: str, tmp_path: Path) -> Operator:
    """The operator of a community in which something of everything happened, and measures were entered."""
    async with staged(migrated_url, migrated=True) as stage:
        await happen(stage)
        await stage.say(KEN, "away 12/10")
        await tries(stage, SORA, minutes_before="30", minutes_after="10", times_a_month="8", people="3", post="true")
        await stage.tick()
    operator = Operator(migrated_url, tmp_path, now=NOW)
    operator.done("measures", "read", operator.file(MEASURES, "measures.csv"))
    return operator


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Operator]:
    """An operator with an empty database, of either kind, whatever the other one has."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    if request.param == "sqlite":
        yield copy_of(request.getfixturevalue("migrated_sqlite"), folder / "aizuchi.db")
        return
    server: Server = request.getfixturevalue("postgres")
    with server.database(request.getfixturevalue("migrated_postgres")) as url:
        yield Operator(url, folder, now=NOW)


def copy_of(migrated: Path, path: Path) -> Operator:
    shutil.copyfile(migrated, path)
    return Operator(f"sqlite:///{path}", path.parent, now=NOW)


def told(operator: Operator) -> list[str]:
    """Every figure, and every row of what is kept beside."""
    reports = [operator.done("report", "--format", layout, "--pmo") for layout in ("json", "csv", "html")]
    return [*reports, operator.done("export", "follow-ups"), operator.done("measures", "write")]


async def test_elsewhere_every_figure_comes_out_again_to_the_last_digit(busy: Operator, elsewhere: Operator) -> None:
    exported = busy.done("export", "ledger")
    said = elsewhere.done("import", "ledger", elsewhere.file(exported, "ledger.jsonl"))
    assert said == f"ledger.jsonl: {len(exported.splitlines()) - 2} rows read\n"
    assert told(elsewhere) == told(busy)
    assert elsewhere.done("export", "ledger") == exported
    kept, there = busy.rows(), elsewhere.rows()
    assert {name for name in kept if there.get(name) != kept[name]} <= MADE_ANEW


async def test_where_it_was_read_in_life_goes_on(busy: Operator, elsewhere: Operator) -> None:
    elsewhere.done("import", "ledger", elsewhere.file(busy.done("export", "ledger"), "ledger.jsonl"))
    async with staged(elsewhere.database_url, migrated=True) as stage:
        stage.clock.now = stage.clock.wall = NOW
        stage._numbers = itertools.count(1_796_000_000_000)
        post = await stage.post(YUI)
        await stage.reply(KEN, post)
        await stage.say(KEN, "back")
        await stage.say(SORA, "stats")
        await stage.tick()
        assert (await stage.follow_up(post)).status == "answered"
        assert stage.teams.of("send", SORA) != []


async def test_where_it_was_read_in_what_was_posted_for_a_member_can_still_go(
    busy: Operator, elsewhere: Operator
) -> None:
    elsewhere.done("import", "ledger", elsewhere.file(busy.done("export", "ledger"), "ledger.jsonl"))
    async with staged(elsewhere.database_url, migrated=True) as stage:
        (attempt,) = await stage.store.read(lambda tx: attempts.of_member(tx, TEAM, SORA.id), NOW)
        assert attempt.message_id is not None
        await stage.dispatch(Pressed(stage.chat(SORA), SORA, "remove_attempt", {"attempt": attempt.id}))
        await stage.deliver_all()
        (gone,) = stage.teams.of("take_back")
        assert (gone.conversation_id, gone.activity_id) == (CHANNEL, attempt.message_id)


def test_into_a_database_that_holds_something_nothing_is_read(busy: Operator) -> None:
    file = busy.file(busy.done("export", "ledger"), "ledger.jsonl")
    before = busy.done("export", "ledger")
    assert "this database is not empty" in busy.refused("import", "ledger", file)
    assert busy.done("export", "ledger") == before


BROKEN: dict[str, tuple[Callable[[list[str]], list[str]], str]] = {
    "cut": (lambda lines: lines[:-1], "the file is cut short"),
    "one lost": (lambda lines: [*lines[:-2], lines[-1]], "the file is cut short"),
    "twice": (lambda lines: lines * 2, "something follows after the last line"),
    "no json": (lambda lines: [lines[0], "post"], "line 2: this is no JSON object"),
    "another file": (lambda lines: ['{"rows": 0}'], "line 1: this is no export of the ledger"),
    "no table": (lambda lines: [lines[0], '{"table": "outbox", "row": {}}'], "line 2: this is no row"),
    "no row": (lambda lines: [lines[0], '{"table": "post", "row": {"text": 1}}'], "line 2: this is no row"),
    "another version": (lambda lines: [lines[0].replace('"version":"', '"version":"x')], "the file is of version x"),
    "no moment": (lambda lines: [line.replace("2026-11-30T", "30.11.2026 ") for line in lines], "a moment in it"),
    "empty": (lambda lines: [], "the file is cut short"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_file_that_is_not_whole_is_not_read_at_all(
    busy: Operator, migrated_sqlite: Path, tmp_path: Path, case: str
) -> None:
    spoil, said = BROKEN[case]
    empty = copy_of(migrated_sqlite, tmp_path / "empty.db")
    lines = spoil(busy.done("export", "ledger").splitlines())
    assert said in empty.refused("import", "ledger", empty.file("".join(f"{line}\n" for line in lines), "l.jsonl"))
    assert [line for line in empty.done("export", "ledger").splitlines() if "table" in json.loads(line)] == []
