"""A responder's queue card, pinned in their own name, with the rehearsal's token service and Graph over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jobs import deliver
from tests.app.outside import Rehearsed, rehearsed
from tests.app.test_own_like import Found, actions, chat, said
from tests.rehearsal.playing import AKARI, KEN

PIN, UNPIN = "📌 ピン留めする", "ピン留めを外す"


async def queue(here: Rehearsed) -> Found:
    """Ken's newest queue card; the first time the app is put into the team and his chat."""
    if not here.bot.rows().get("post"):
        await here.teams.act("install")
        await here.teams.act("post", by=AKARI, text="議事録を短くする頼み方は？")
        await here.teams.act("install", by=KEN)
    await here.teams.act("say", by=KEN, text="queue")
    await here.bot.deliver()
    return (await chat(here, KEN))[-1]


async def pressed(here: Rehearsed, card: Found, title: str) -> Found:
    (button,) = [one for one in actions(card["card"]) if one["title"] == title]
    told = {"message": card["id"], "verb": button["verb"], "data": button["data"]}
    body: Found = (await here.teams.act("press", by=KEN, **told))["body"]
    return body


async def pinned(here: Rehearsed) -> list[str]:
    found: list[str] = (await here.teams.look("/rehearsal/state"))["pinned"].get(KEN, [])
    return found


def titles(body: Any) -> set[str]:
    return {one["title"] for one in actions(body)}


async def test_one_press_pins_the_card_and_the_next_card_takes_over_the_pin(here: Rehearsed) -> None:
    first = await queue(here)
    body = await pressed(here, first, PIN)
    assert "このカードをピン留めしました。" in said(body)
    assert {PIN, UNPIN} & titles(body) == {UNPIN}
    assert await pinned(here) == [first["id"]]

    second = await queue(here)
    assert await pinned(here) == [second["id"]]
    assert UNPIN in titles(second["card"])
    await pressed(here, second, UNPIN)
    assert await pinned(here) == []
    await queue(here)
    assert await pinned(here) == []


async def test_who_is_not_signed_in_any_more_reads_so_at_the_next_opening(local: Rehearsed) -> None:
    first = await queue(local)
    await pressed(local, first, PIN)
    await local.teams.act("sign-in", mode="silent")
    second = await queue(local)
    assert await pinned(local) == [first["id"]]
    turned = await local.teams.act("press", by=KEN, message=second["id"], verb="queue", data={"which": "all"})
    assert "このカードは、ピン留めできませんでした。" in said(turned["body"])
    again = (await chat(local, KEN))[-1]
    await pressed(local, again, PIN)
    assert await pinned(local) == [second["id"]]


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"kind": "graph", "answer": 403}, "まだ許可されていません。"),
        ({"kind": "graph", "answer": 429}, "いまはTeamsにつながりにくいようです。"),
        ({"kind": "graph", "answer": 404}, "このカードが、Teamsで見つかりませんでした。"),
        ({"kind": "token", "answer": 503}, "いまはTeamsにつながりにくいようです。"),
    ],
)
async def test_trouble_is_said_and_leaves_the_card_to_press_again(
    local: Rehearsed, fault: Found, sentence: str
) -> None:
    card = await queue(local)
    await local.teams.act("faults", count=1, **fault)
    assert sentence in said(await pressed(local, card, PIN))
    assert await pinned(local) == []
    await pressed(local, (await chat(local, KEN))[-1], PIN)
    assert await pinned(local) == [card["id"]]


async def test_an_old_pin_that_is_gone_already_is_no_trouble(local: Rehearsed) -> None:
    first = await queue(local)
    await pressed(local, first, PIN)
    local.teams.stage.graph.pinned[KEN].clear()
    second = await queue(local)
    assert await pinned(local) == [second["id"]]
    local.teams.stage.graph.pinned[KEN].clear()
    assert "ピン留めを外しました。" in said(await pressed(local, second, UNPIN))


async def test_a_pin_that_graph_postpones_is_set_when_it_is_due(local: Rehearsed) -> None:
    first = await queue(local)
    await pressed(local, first, PIN)
    await local.teams.act("faults", kind="graph", answer=503, count=1)
    second = await queue(local)
    assert await pinned(local) == [first["id"]]
    await local.teams.act("clock", advance_seconds=60)
    await deliver.run(local.bot.app.ports)
    assert await pinned(local) == [second["id"]]


async def test_without_the_sign_in_no_pin_is_offered(tmp_path: Path) -> None:
    async with rehearsed(f"sqlite:///{tmp_path / 'aizuchi.db'}") as here:
        assert PIN not in titles((await queue(here))["card"])
