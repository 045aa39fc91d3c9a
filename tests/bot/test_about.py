"""What the log says an activity is: its id, its kind, and what it is about, never what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
import structlog

from bot.about import KINDS, about, correlation_of, kind_of
from bot.inbound import parse
from handlers.registry import is_command
from settings import Settings
from tests.app.outside import listening
from tests.bot import shapes
from tests.bot.shapes import changed
from web.log_lines import correlated

THREAD = shapes.post()["conversation"]["id"]


def test_an_activity_that_is_brought_again_has_the_same_id_and_every_other_one_another() -> None:
    post = shapes.post()
    others = [
        changed(post, field, value)
        for field, value in (
            ("type", "messageUpdate"), ("id", "1795322221353"), ("timestamp", "2026-11-22T10:00:00Z"),
            ("conversation", {"id": "19:other@thread.tacv2"}), ("id", None), ("conversation", "odd"),
        )
    ]  # fmt: skip
    assert correlation_of(shapes.post()) == correlation_of(post)
    assert len({correlation_of(one) for one in [post, *others]}) == len(others) + 1
    assert correlation_of(changed(post, "text", "another")) == correlation_of(post)
    assert all(len(correlation_of(one)) == 32 for one in others)


@pytest.mark.parametrize("odd", [None, 5, "a private post", ["message"]])
def test_a_kind_that_teams_does_not_send_is_not_repeated(odd: object) -> None:
    assert kind_of({"type": odd}) == "other"


def test_every_kind_that_teams_sends_is_named() -> None:
    kinds = {kind_of(activity) for activity in shapes.EVERY.values()}
    assert kinds <= KINDS
    assert {"message", "invoke", "installationUpdate"} <= kinds


def test_what_an_event_is_about_is_told_by_ids_alone() -> None:
    assert about(parse(shapes.post(), is_command)) == {"thread": THREAD}
    forged = changed(shapes.press("claim"), "value", {
        "action": {"type": "Action.Execute", "verb": "claim", "data": {"follow_up": "a private post", "version": 1}},
    })  # fmt: skip
    assert about(parse(forged, is_command)) == {}
    assert about(None) == {}


async def test_each_activity_of_a_connection_is_handled_under_its_own_id(
    tmp_path: Path,
) -> None:
    async with listening(Settings(database_url=f"sqlite:///{tmp_path}/a.db")) as bot:
        with structlog.testing.capture_logs((correlated,)) as told:
            for activity in (shapes.post(), shapes.post(), changed(shapes.post(), "serviceUrl", "https://a.example/")):
                await bot.bring(activity)
    handled, again, refused = told
    assert handled["correlation"] == again["correlation"] == correlation_of(shapes.post())
    assert handled["thread"] == THREAD
    assert "correlation" not in refused
