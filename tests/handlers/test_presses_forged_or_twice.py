"""Presses that Teams brings twice, that come all at once, or whose fields nobody should believe."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.follow_up import Status
from models.incoming import Pressed
from models.views import FollowUpView, NoticeView
from tests.handlers.thread import owed
from tests.stage import HANA, KEN, MIO, SORA, YUI, Stage

VERBS = (
    "claim",
    "receive",
    "write_answer",
    "hand_over",
    "decline",
    "release",
    "promise",
    "settle",
    "reopen",
    "answer",
    "still_owed",
    "confirm",
    "thank",
    "ask",
    "not_this_time",
    "undo",
    "show",
    "queue",
    "dance",
    "",
)


async def test_of_fifty_claims_at_once_one_wins_and_the_others_learn_who(stage: Stage) -> None:
    post = await stage.post(SORA)
    row = await owed(stage, post)
    people = [(HANA, KEN, MIO)[number % 3] for number in range(50)]
    presses = [Pressed(stage.chat(by), by, "claim", {"follow_up": row.id, "version": 1}) for by in people]
    outcomes = await asyncio.gather(*(stage.dispatch(press) for press in presses))
    now = await owed(stage, post)
    assert (now.status, now.version) == (Status.CLAIMED, 2)
    winner = next(by for by in people if by.id == now.claimed_by)
    said: dict[str, list[Any]] = {}
    for by, outcome in zip(people, outcomes, strict=True):
        assert isinstance(outcome.view, FollowUpView)
        assert outcome.view.claimed_by == winner.name
        said.setdefault(by.id, []).append(outcome.view.notice)
    mine = said.pop(winner.id)
    already: tuple[str, dict[str, Any]] = ("notice-already-done", {})
    assert sorted(mine) == sorted([("notice-claimed", {}), *[already] * (len(mine) - 1)])
    refused = [one for notices in said.values() for one in notices]
    assert all(one == ("refused-claimed-by-other", {"name": winner.name}) for one in refused)


async def test_a_redelivered_press_changes_nothing_twice(stage: Stage) -> None:
    post = await stage.post(SORA)
    row = await owed(stage, post)
    press = Pressed(stage.chat(KEN), KEN, "promise", {"follow_up": row.id, "version": 1, "until": "2026-12-02"})
    await asyncio.gather(*(stage.dispatch(press) for _ in range(5)))
    now = await owed(stage, post)
    outcome = await stage.dispatch(press)
    assert await owed(stage, post) == now
    assert isinstance(outcome.view, FollowUpView)
    assert outcome.view.notice == ("notice-already-done", {})
    await stage.deliver_all()
    assert len(stage.teams.of("post")) == 1


async def test_a_press_on_an_old_card_acts_on_what_is_true_now(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.reply(KEN, post)
    outcome = await stage.press(MIO, "claim", post, version=1)
    assert isinstance(outcome.view, FollowUpView)
    assert (outcome.view.status, outcome.view.notice) == (
        "answered", ("refused-already-closed", {"status": "answered"}),
    )  # fmt: skip


async def test_a_version_that_no_card_of_ours_has_is_refused(stage: Stage) -> None:
    post = await stage.post(SORA)
    before = await owed(stage, post)
    forged: list[Any] = [None, 0, -1, 99, 2**70, "1", 1.0, True, [1], {}]
    for version in forged:
        outcome = await stage.press(KEN, "claim", post, version=version)
        assert isinstance(outcome.view, FollowUpView)
        assert outcome.view.notice == ("refused-malformed", {})
    assert await owed(stage, post) == before


@pytest.mark.parametrize("verb", ["claim", "show"])
async def test_a_follow_up_that_there_is_not_is_not_found(stage: Stage, verb: str) -> None:
    await stage.post(SORA)
    forged: list[Any] = [None, 1, "", "nobody", "f" * 32, "\x00", "\ud800", "x" * 100_000, ["a"], {"id": "a"}]
    for named in forged:
        outcome = await stage.dispatch(Pressed(stage.chat(KEN), KEN, verb, {"follow_up": named, "version": 1}))
        assert outcome.view == NoticeView("refused-unknown-follow-up", {})


async def test_who_pressed_is_who_teams_says_whatever_the_card_says(stage: Stage) -> None:
    post = await stage.post(SORA)
    forged = {"presser": KEN.id, "member_id": KEN.id, "user": {"aadObjectId": KEN.id}}
    outcome = await stage.press(YUI, "claim", post, **forged)
    assert outcome.view == NoticeView("refused-not-responder", {})
    await stage.press(MIO, "claim", post, **forged)
    assert (await owed(stage, post)).claimed_by == MIO.id


_scalars: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20)
)
_odd = _scalars | st.sampled_from(["2026-12-02", "other", "\x00", "\ud800", "長" * 501])
_fields = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        (
            "until",
            "word",
            "text",
            "to",
            "reason",
            "words",
            "version",
            "which",
            "page",
            "undo_verb",
            "undo_version",
            "advisor",
            "favour",
        ),
        _odd | st.lists(_odd),
    ),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(verb=st.sampled_from(VERBS), fields=_fields)
async def test_no_field_makes_a_press_fail(stage: Stage, verb: str, fields: dict[str, Any]) -> None:
    post = await stage.post(SORA)
    outcome = await stage.press(KEN, verb, post, **fields)
    assert outcome.view is not None
