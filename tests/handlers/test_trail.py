"""The trail: who saw or changed what of others, in the transaction that showed or changed it, without any words."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from jobs import retain
from models.db import papers, trail
from models.db.tables.trail import trail as rows
from models.incoming import Installed
from models.trail import KEPT_FOR, Line, Saw
from tests.cli.operator import Operator
from tests.stage import COMMUNITY, HANA, KEN, SORA, TEAM, YUI, Stage


async def told(stage: Stage) -> list[tuple[Saw, str | None, str | None, str]]:
    """Each line by what, who, of whom and with which detail."""
    found = await stage.store.read(trail.lines, stage.clock.now)
    assert all(line.at == stage.clock.now for line in found)
    return [(line.act, line.by, line.of, line.detail) for line in found]


@pytest.fixture
def operator(stage: Stage, migrated_url: str, tmp_path: Path) -> Operator:
    return Operator(migrated_url, tmp_path, now=stage.clock.now)


@pytest.fixture(autouse=True)
async def from_now_on(stage: Stage) -> None:
    """The stage's own community file gave roles."""
    assert [line[0] for line in await told(stage)] == [Saw.ROLES]
    await stage.store.transact(lambda tx: tx.execute(delete(rows)), stage.clock.now)


async def test_what_an_operator_hands_out_and_ends_is_written_down(stage: Stage, operator: Operator) -> None:
    post = await stage.post(SORA, "秘密のことば")
    operator.done("disclose", SORA.id)
    operator.done("forget", SORA.id, "--yes")
    operator.done("disclose", SORA.id)
    alias = (await stage.follow_up(post)).author_id
    assert await told(stage) == [(Saw.DISCLOSED, None, alias, ""), (Saw.FORGOT, None, alias, "")]


async def test_what_one_asks_for_oneself_is_written_down_as_ones_own(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.look(SORA, "see_kept", community=TEAM)
    assert await told(stage) == [(Saw.DISCLOSED, SORA.id, SORA.id, "")]
    await stage.look(SORA, "ask_forget_me", community=TEAM)
    for _ in range(2):
        await stage.look(SORA, "forget_me", community=TEAM)
    alias = (await stage.follow_up(post)).author_id
    assert await told(stage) == [(Saw.DISCLOSED, alias, alias, ""), (Saw.FORGOT, alias, alias, "")]


async def test_the_lists_that_show_others_are_written_down(stage: Stage) -> None:
    await stage.say(HANA, "people")
    await stage.say(HANA, "stats")
    await stage.say(KEN, "stats S6")
    assert await told(stage) == [
        (Saw.PEOPLE, HANA.id, None, ""), (Saw.LOAD, HANA.id, None, ""), (Saw.LOAD, KEN.id, None, ""),
    ]  # fmt: skip


async def test_a_button_that_shows_the_load_again_is_written_down_and_a_refused_one_is_not(stage: Stage) -> None:
    given = {"season": "S6", "at": "2026-11-30T01:00:00+00:00"}
    await stage.look(HANA, "show_stats", **given)
    await stage.look(SORA, "show_stats", **given)
    assert await told(stage) == [(Saw.LOAD, HANA.id, None, "")]


async def test_who_adds_the_app_to_a_new_team_becomes_its_lead_and_that_is_written_down(stage: Stage) -> None:
    new = "19:new@thread.tacv2"
    added = Installed(stage.envelope(new, "1", team_id=new), YUI)
    for _ in range(2):
        await stage.dispatch(added)
    assert await told(stage) == [(Saw.ROLES, YUI.id, YUI.id, "")]


async def test_who_is_not_shown_others_leaves_no_line(stage: Stage) -> None:
    await stage.say(SORA, "stats")
    await stage.slash(KEN, "stats")
    await stage.say(SORA, "people")
    await stage.say(SORA, "me")
    assert await told(stage) == []


async def test_roles_that_a_file_changes_are_written_down_and_nothing_else_of_it(
    stage: Stage, operator: Operator
) -> None:
    operator.done("apply", operator.file(COMMUNITY.replace('receive_within = "2h"', 'receive_within = "3h"')))
    before = await told(stage)
    changed = COMMUNITY.replace(f'name = "{KEN.name}"\nroles = ["pmo"]', f'name = "{KEN.name}"\nroles = ["champion"]')
    changed = changed.replace(f'owners = ["{KEN.id}"]', f'owners = ["{HANA.id}"]')
    for _ in range(2):
        operator.done("apply", operator.file(changed))
    assert (await told(stage))[len(before) :] == [(Saw.ROLES, None, None, "")]


async def test_an_export_and_the_pmos_report_are_written_down(stage: Stage, operator: Operator) -> None:
    await stage.post(SORA)
    operator.done("export", "follow-ups")
    operator.done("export", "ledger")
    operator.done("report", "--format", "json")
    operator.done("report", "--format", "json", "--pmo")
    written = [(act, by, detail) for act, by, _, detail in await told(stage)]
    assert written == [(Saw.EXPORTED, None, "follow-ups"), (Saw.EXPORTED, None, "ledger"), (Saw.LOAD, None, "")]


async def test_a_page_leaves_a_line_when_it_is_first_opened(stage: Stage) -> None:
    token = await stage.store.transact(lambda tx: papers.offer(tx, TEAM, SORA.id, "record", {}), stage.clock.now)
    assert await told(stage) == []
    for _ in range(3):
        await stage.store.transact(lambda tx: papers.opened(tx, token), stage.clock.now)
    await stage.store.transact(lambda tx: papers.opened(tx, "another"), stage.clock.now)
    assert await told(stage) == [(Saw.OPENED, SORA.id, None, "record")]


async def test_an_operator_reads_it_in_lines_or_as_json(stage: Stage, operator: Operator) -> None:
    assert operator.done("trail") == "Nothing is written down yet.\n"
    assert operator.done("trail", "--json") == ""
    await stage.say(HANA, "people")
    await stage.look(YUI, "see_kept", community=TEAM)
    operator.done("export", "ledger")
    first, second, third = operator.done("trail").splitlines()
    assert first == f"2026-11-30 01:00 UTC  {HANA.id}  people  of everybody"
    assert second == f"2026-11-30 01:00 UTC  {YUI.id}  disclosed  of {YUI.id}"
    assert third == "2026-11-30 01:00 UTC  an operator  exported (ledger)  of everybody"
    lines: list[dict[str, Any]] = [json.loads(line) for line in operator.done("trail", "--json").splitlines()]
    assert [(line["act"], line["by"], line["community"]) for line in lines] == [
        ("people", HANA.id, TEAM), ("disclosed", YUI.id, TEAM), ("exported", None, None),
    ]  # fmt: skip
    assert operator.done("trail", "--member", YUI.id).splitlines() == [second]
    assert operator.run("trail", "--member", "Yui").code == 2


async def test_a_line_goes_after_its_time(stage: Stage) -> None:
    await stage.say(HANA, "people")
    stage.clock.forward(seconds=KEPT_FOR.total_seconds())
    await retain.run(stage.ports)
    assert len(await stage.store.read(trail.lines, stage.clock.now)) == 1
    stage.clock.forward(seconds=1)
    await retain.run(stage.ports)
    assert await stage.store.read(trail.lines, stage.clock.now) == ()
    assert timedelta(days=730) < KEPT_FOR


async def test_a_line_is_kept_only_with_what_it_tells_of(stage: Stage) -> None:
    """A refused act leaves none: it is written in the act's own transaction."""
    await stage.look(KEN, "forget_me", community=TEAM)
    assert await stage.store.read(trail.lines, stage.clock.now) == ()
    await stage.store.transact(lambda tx: trail.note(tx, Line(Saw.PEOPLE, KEN.id)), stage.clock.now)
    assert len(await stage.store.read(trail.lines, stage.clock.now)) == 1


async def test_a_season_that_the_lead_changes_is_written_down_once(stage: Stage) -> None:
    for _ in range(2):
        await stage.say(HANA, "season open S6 2027-02-28")
    await stage.say(KEN, "season open S6 2027-01-31")
    assert await told(stage) == [(Saw.SEASON, HANA.id, None, "")]
