"""The three journeys through the running code: each passes its files in order, and no room calls back."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from multidict import CIMultiDict

from bot.cards.render import render
from bot.connector import Connector
from bot.endpoint import Endpoint
from bot.gates import LocalGate
from bot.turns import Adapter, Turns, Voice
from handlers.registry import is_command
from jobs import deliver, nudge
from locales import say
from models.outgoing import Sentence
from tests.stage import BOT, CHANNEL, HANA, SERVICE, SORA, TEAM, TENANT, Stage, staged

ROOT = Path(__file__).parents[2]
NEVER = {
    ("models", "handlers"), ("models", "bot"), ("models", "jobs"), ("models", "models.db"), ("handlers", "bot"),
    ("handlers", "jobs"), ("jobs", "handlers"), ("bot", "models.db"), ("bot", "jobs"), ("locales", "models"),
}  # fmt: skip
"""Ways back: from a room to one that uses it. What app.py hands down as a callable is none."""


class Footprints:
    """Files of ours in the order in which they were entered, and every call from one room into another."""

    def __init__(self) -> None:
        self.files: list[str] = []
        self.crossings: set[tuple[str, str]] = set()

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        if event != "call" or (file := _ours(frame)) is None:
            return
        if self.files[-1:] != [file]:
            self.files.append(file)
        caller = _ours(frame.f_back) if frame.f_back else None
        if caller is not None and _room(caller) != _room(file):
            self.crossings.add((_room(caller), _room(file)))

    def passed(self, *journey: str) -> bool:
        """Whether the files of a journey were entered one after the other, with whatever else between."""
        left = iter(self.files)
        return all(f"{name}.py" in left for name in journey)


def _ours(frame: FrameType | None) -> str | None:
    if frame is None or frame.f_code.co_name == "<module>":
        return None
    path = Path(frame.f_code.co_filename)
    if not path.is_relative_to(ROOT) or ".venv" in path.parts or path.is_relative_to(ROOT / "tests"):
        return None
    return path.relative_to(ROOT).as_posix()


def _room(file: str) -> str:
    return "models.db" if file.startswith("models/db/") else file.partition("/")[0]


@contextmanager
def footprints() -> Iterator[Footprints]:
    seen = Footprints()
    threading.setprofile(seen)
    sys.setprofile(seen)
    try:
        yield seen
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def activity(**changes: Any) -> dict[str, Any]:
    thread = f"{CHANNEL};messageid=1795322221352"
    return {
        "type": "message", "id": "1795322221352", "timestamp": "2026-11-30T01:00:00Z", "serviceUrl": SERVICE,
        "from": {"id": SORA.teams_id, "name": SORA.name, "aadObjectId": SORA.id}, "recipient": {"id": BOT},
        "conversation": {"id": thread}, "text": "問い合わせの下書きを頼みました。",
        "channelData": {"team": {"id": TEAM}, "channel": {"id": CHANNEL}, "tenant": {"id": TENANT}},
    } | changes  # fmt: skip


class Request:
    """What the endpoint reads of a request."""

    remote = "127.0.0.1"

    def __init__(self, body: dict[str, Any]) -> None:
        self._body = body
        self.headers = CIMultiDict({"Content-Type": "application/json"})
        self.content = self

    def is_eof(self) -> bool:
        """All of it has come."""
        return True

    async def read(self) -> bytes:
        return json.dumps(self._body).encode()


def endpoint(stage: Stage) -> Endpoint:
    return Endpoint(LocalGate(), Adapter(), Turns(stage.dispatch, is_command, Voice(render, say)))


async def test_a_post_walks_from_the_endpoint_to_the_ledger(tmp_path: Path) -> None:
    async with staged(f"sqlite:///{tmp_path}/a.db") as stage:
        way_in = endpoint(stage)
        with footprints() as seen:
            response = await way_in.post(Request(activity()))  # type: ignore[arg-type]  # what it reads of one
    assert response.status == 200
    assert seen.passed(
        "bot/endpoint", "bot/turns", "bot/inbound", "handlers/dispatch", "handlers/post_arrived", "models/becoming",
        "models/db/bulk",
    )  # fmt: skip
    assert not seen.crossings & NEVER


async def test_a_press_walks_to_the_ledger_and_the_card_is_drawn_in_the_same_turn(tmp_path: Path) -> None:
    async with staged(f"sqlite:///{tmp_path}/a.db") as stage:
        shown = await stage.follow_up(await stage.post(SORA))
    async with staged(f"sqlite:///{tmp_path}/a.db") as stage:
        data = {"follow_up": shown.id, "version": shown.version}
        press = activity(
            type="invoke", name="adaptiveCard/action", conversation={"id": f"a:{HANA.id}"},
            value={"action": {"type": "Action.Execute", "verb": "claim", "data": data}},
            channelData={"tenant": {"id": TENANT}},
        ) | {"from": {"id": HANA.teams_id, "name": HANA.name, "aadObjectId": HANA.id}}  # fmt: skip
        way_in = endpoint(stage)
        with footprints() as seen:
            response = await way_in.post(Request(press))  # type: ignore[arg-type]  # what it reads of one
    assert response.status == 200
    assert seen.passed(
        "bot/endpoint", "bot/turns", "bot/inbound", "handlers/dispatch", "handlers/claim", "models/acts",
        "models/follow_up", "bot/cards/follow_up",
    )  # fmt: skip
    assert not seen.crossings & NEVER


def put_into_words(sentence: Sentence, language: str, time_zone: str) -> str:
    return say(sentence.key, sentence.values, language, time_zone)


class Wire:
    """Where the connector's calls end."""

    async def make(self, call: Any) -> dict[str, object]:
        return {"id": "b1"}


async def test_the_clock_walks_to_the_outbox_and_from_there_to_a_card(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    async with staged(url) as stage:
        await stage.post(SORA)
        await stage.deliver_all()
    async with staged(url) as stage:
        stage.clock.forward(hours=1)
        with footprints() as seen:
            await nudge.run(stage.ports)
        assert seen.passed("jobs/nudge", "models/nudging", "models/db/bulk")
        assert not seen.crossings & NEVER
    async with staged(url) as stage:
        stage.clock.forward(hours=1)
        wire: Any = Wire()
        with footprints() as seen:
            await deliver.run(replace(stage.ports, teams=Connector(wire, render=render, say=put_into_words)))
    assert seen.passed("jobs/deliver", "models/nudging", "bot/connector", "bot/cards/render", "locales/words")
    assert not seen.crossings & NEVER


def test_a_way_back_would_be_seen() -> None:
    seen = Footprints()
    seen.crossings.add(("models", "handlers"))
    assert seen.crossings & NEVER
    assert not seen.passed("bot/endpoint")


@pytest.fixture(autouse=True)
def _no_other_profiler() -> None:
    assert sys.getprofile() is None
