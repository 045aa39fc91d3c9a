"""An executive's list in their chat stays true: what was deleted, changed, removed or forgotten is not left on it."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from models.attempts import Attempt
from models.db import attempts, forgetting, live_cards
from models.incoming import Person
from models.outgoing import Address, Recipient
from models.touch_views import TouchListView
from models.views import View
from tests.handlers.test_challenge import FILLED, kept, own
from tests.jobs.test_nudge_look import plans
from tests.jobs.test_touch_lists import NEXT, asked, came, stage, turn_to
from tests.stage import KEN, MAKOTO, SORA, TEAM, YUI, FakeTeams, Stage

__all__ = ["stage"]


async def drawn(stage: Stage) -> list[list[str]]:
    """What the list says each time that it is drawn again, by the texts of its rows."""
    before = len(stage.teams.of("refresh", MAKOTO))
    await stage.deliver_all()
    views = [one.view for one in stage.teams.of("refresh", MAKOTO)[before:]]
    return [[row.text for row in view.rows] for view in views if isinstance(view, TouchListView)]


async def forgotten(stage: Stage, who: Person) -> None:
    forget = partial(forgetting.forget, person_id=who.id, called={TEAM: "ここにいた方"})
    await stage.store.transact(forget, stage.clock.now)


async def tried(stage: Stage, by: Person = SORA) -> Attempt:
    await kept(stage, by, post="true")
    await stage.deliver_all()
    return (await own(stage, by))[-1]


async def test_a_post_that_is_deleted_or_edited_is_deleted_or_edited_on_it(stage: Stage) -> None:
    first = await stage.post(SORA, "ひとつめ")
    stage.clock.forward(minutes=1)
    second = await stage.post(YUI, "ふたつめ")
    await asked(stage)
    await stage.edit(second, "書き直し")
    assert await drawn(stage) == [["書き直し", "ひとつめ"]]
    await stage.delete(second)
    assert await drawn(stage) == [["ひとつめ"]]
    await stage.delete(first)
    assert await drawn(stage) == [[]]


@pytest.mark.parametrize("how", ["changed", "worked", "removed"])
async def test_an_attempt_that_its_author_changes_or_removes_is_so_on_it(stage: Stage, how: str) -> None:
    attempt = await tried(stage)
    await asked(stage)
    if how == "removed":
        await stage.look(SORA, "remove_attempt", attempt=attempt.id)
    else:
        sent = FILLED | {"attempt": attempt.id, "version": 1, "post": "true", "tried": "書き直し"}
        await stage.look(SORA, "keep_attempt", **(sent | ({"came_of_it": "worked"} if how == "worked" else {})))
    assert await drawn(stage) == [["書き直し"] if how == "changed" else []]


async def test_who_is_forgotten_is_on_it_no_more(stage: Stage) -> None:
    await stage.post(SORA, "秘密の話")
    await tried(stage, YUI)
    await asked(stage)
    await forgotten(stage, SORA)
    assert await drawn(stage) == [[FILLED["tried"]]]
    await forgotten(stage, YUI)
    assert await drawn(stage) == [[]]


async def test_the_list_of_an_earlier_week_is_drawn_again_as_the_list_it_was(stage: Stage) -> None:
    await asked(stage, "touches on")
    turn_to(stage, NEXT, 8)
    await stage.post(SORA, "ひとつめ")
    stage.clock.forward(minutes=1)
    second = await stage.post(YUI, "ふたつめ")
    turn_to(stage, NEXT, 9)
    assert await came(stage)
    turn_to(stage, date(2026, 12, 16), 10)
    await stage.delete(second)
    assert await drawn(stage) == [["ひとつめ"]]


async def test_what_changes_while_it_is_on_its_way_is_drawn_once_it_is_there(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    post, attempt = await stage.post(YUI, "秘密の話"), await tried(stage)
    send = FakeTeams.send

    async def meanwhile(teams: FakeTeams, where: Address, to: Recipient, view: View) -> str:
        await stage.delete(post)
        await stage.look(SORA, "remove_attempt", attempt=attempt.id)
        return await send(teams, where, to, view)

    monkeypatch.setattr(FakeTeams, "send", meanwhile)
    await stage.say(MAKOTO, "touches")
    assert (await drawn(stage))[-1] == []


async def test_what_is_not_on_it_draws_nothing(stage: Stage) -> None:
    await stage.post(SORA, "ひとつめ")
    await asked(stage)
    other, attempt = await stage.post(YUI, "ふたつめ"), await tried(stage, YUI)
    await stage.edit(other, "書き直し")
    await stage.press(KEN, "claim", other)
    await stage.look(YUI, "remove_attempt", attempt=attempt.id)
    assert await drawn(stage) == []


async def test_who_offers_an_attempt_is_found_by_an_index(stage: Stage) -> None:
    attempt = await tried(stage)
    found = await stage.store.read(lambda tx: attempts.find(tx, attempt.id), stage.clock.now)
    assert found is not None
    (asked_for,) = await stage.store.read(
        lambda tx: plans(lambda tx: live_cards.offering(tx.connection, found), tx), stage.clock.now
    )
    assert "ix_live_card_offers" in asked_for
