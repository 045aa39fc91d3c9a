"""A hundred people press at the same moment on the cards that the real bot sent them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from locales import say
from tests.processes.bot import COMMUNITY, Scene, audit_of, found_in, scene, until

FIELDS: dict[str, dict[str, str]] = {
    "claim": {},
    "receive": {},
    "promise": {"until": "2026-12-02", "word": "調べます。"},
    "write_answer": {"text": "こうするとうまくいきます。"},
    "settle": {"reason": "no_answer_needed"},
}
DONE = {
    "claim": "notice-claimed",
    "receive": "notice-received",
    "promise": "notice-promised",
    "write_answer": "notice-answer-posted",
    "settle": "notice-settled",
}
REFUSED = ("refused-claimed-by-other", "refused-already-received", "refused-already-closed")
CLOSED = ("answered", "settled")


def responder(number: int) -> str:
    return f"cccccccc-0000-4000-8000-{number:012}"


HUNDRED = [responder(number) for number in range(100)]


@pytest.fixture
def community(tmp_path: Path) -> Path:
    """The rehearsal's community, with a hundred more in its PMO."""
    members = "".join(
        f'[[member]]\nid = "{one}"\nname = "担当 {number:03}"\nroles = ["pmo"]\n' for number, one in enumerate(HUNDRED)
    )
    path = tmp_path / "community.toml"
    written = COMMUNITY.read_text(encoding="utf-8")
    path.write_text(written.replace("[[season]]", f"{members}[[season]]", 1), encoding="utf-8")
    return path


Buttons = dict[str, dict[str, tuple[str, dict[str, Any]]]]
"""By person and follow-up, the card and the data of a button on it."""


async def buttons(here: Scene, name: str) -> Buttons:
    """What each of the hundred has before them once everybody has a button of both posts that carries ``name``."""

    async def all_are_there() -> bool:
        return sum(len(found) for found in (await _buttons(here, name)).values()) == 2 * len(HUNDRED)

    await until(all_are_there, every=1.0)
    return await _buttons(here, name)


async def _buttons(here: Scene, name: str) -> Buttons:
    chats = (await here.player.look("/rehearsal/state"))["chats"]
    return {
        one: {
            data["follow_up"]: (message["id"], data)
            for message in chats.get(one, [])
            for data in found_in(message["card"], "data")
            if isinstance(data, dict) and name in data
        }
        for one in HUNDRED
    }


async def press(here: Scene, by: str, button: tuple[str, dict[str, Any]], verb: str, **fields: str) -> dict[str, Any]:
    message, data = button
    return await here.player.act("press", by, message=message, verb=verb, data=data | fields)


async def pressed_at_once(
    here: Scene, held: Buttons, about: str, presses: Sequence[tuple[str, dict[str, str]]]
) -> list[str]:
    """Each of the hundred presses one button. Returns the sentence on top of the card that came back to each."""
    answers = await asyncio.gather(
        *(press(here, by, held[by][about], verb, **fields) for by, (verb, fields) in zip(HUNDRED, presses, strict=True))
    )
    kinds = {(answer["status"], answer["body"]["type"]) for answer in answers}
    assert kinds == {(200, "application/vnd.microsoft.card.adaptive")}
    return [next(found_in(answer["body"]["value"]["body"], "text")) for answer in answers]


def told(key: str, **values: Any) -> str:
    return say(key, values, "ja", "Asia/Tokyo")


@pytest.mark.long
async def test_of_a_hundred_presses_at_once_each_is_done_or_told_why_not(
    database_url: str, tmp_path: Path, community: Path
) -> None:
    async with scene(database_url, tmp_path, community) as here:
        await here.bot.start()
        assert await here.post()
        assert await here.post()
        await asyncio.gather(*(here.player.act("say", one, text="queue") for one in HUNDRED))
        queues = await buttons(here, "follow_up")
        await asyncio.gather(*(press(here, one, button, "show") for one in HUNDRED for button in queues[one].values()))
        held = await buttons(here, "version")
        claimed, mixed = held[HUNDRED[0]]

        heard = await pressed_at_once(here, held, claimed, [("claim", {})] * 100)
        winner = heard.index(told("notice-claimed"))
        assert Counter(heard) == {
            told("notice-claimed"): 1,
            told("refused-claimed-by-other", name=f"担当 {winner:03}"): 99,
        }

        presses = Random(20261126).sample(list(FIELDS.items()) * 20, 100)
        heard = await pressed_at_once(here, held, mixed, presses)
        done = Counter(
            verb
            for (verb, _), sentence in zip(presses, heard, strict=True)
            if sentence == told(DONE[verb], until=date(2026, 12, 2))
        )
        names = [f"担当 {number:03}" for number in range(100)]
        refused = {told(key, name=name, status=how) for key in REFUSED for name in names for how in CLOSED}
        assert sum(sentence in refused for sentence in heard) == 100 - done.total()
        assert done["settle"] + done["write_answer"] == 1, "who closes it is one"

        async def all_is_posted() -> bool:
            threads = (await here.player.look("/rehearsal/state"))["threads"]
            return sum(len(thread["replies"]) for thread in threads) == done["promise"] + done["write_answer"]

        await until(all_is_posted)
        assert await here.bot.stop() == 0
        counted = audit_of(database_url)
        assert (counted.posts, counted.claimed) == (2, 1)
        assert (counted.answered, counted.settled) == (done["write_answer"], done["settle"])
        assert (counted.undelivered, counted.uncertain) == (0, 0)
