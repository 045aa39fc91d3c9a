"""A hundred responders press on one follow-up at the same moment: nobody meets an error, one thing is true."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from random import Random
from typing import Any

import pytest

from handlers.registry import Outcome
from locales import LANGUAGES, say
from models.follow_up import Status
from models.incoming import Person, Pressed
from models.views import FollowUpView
from tests.handlers.thread import owed
from tests.stage import COMMUNITY, SORA, Stage, person, staged

HUNDRED = [person(1000 + number, f"担当{number:03}") for number in range(100)]
MEMBERS = "".join(f'[[member]]\nid = "{one.id}"\nname = "{one.name}"\nroles = ["pmo"]\n' for one in HUNDRED)
FIELDS: dict[str, dict[str, Any]] = {
    "claim": {},
    "receive": {},
    "promise": {"until": "2026-12-02", "word": "調べます。"},
    "write_answer": {"text": "こうするとうまくいきます。"},
    "settle": {"reason": "no_answer_needed"},
    "hand_over": {"to": HUNDRED[0].id},
}
DONE = {
    "notice-claimed", "notice-received", "notice-promised", "notice-answer-posted", "notice-settled",
    "notice-handed-over",
}  # fmt: skip
REFUSED = {"refused-claimed-by-other", "refused-already-received", "refused-already-closed", "refused-not-to-them"}


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, COMMUNITY.replace("[[season]]", f"{MEMBERS}[[season]]"), migrated=True) as made:
        yield made


async def pressed_at_once(stage: Stage, verbs: Sequence[str]) -> list[tuple[Person, str, tuple[str, dict[str, Any]]]]:
    """Each of the hundred presses one button on Sora's post, all on the card as it was. Returns what each was told."""
    post = await stage.post(SORA)
    row = await owed(stage, post)
    given = {"follow_up": row.id, "version": row.version}
    presses = [Pressed(stage.chat(by), by, verb, given | FIELDS[verb]) for by, verb in zip(HUNDRED, verbs, strict=True)]
    outcomes = await asyncio.gather(*(stage.dispatch(press) for press in presses))
    return [(press.by, press.verb, told(outcome)) for press, outcome in zip(presses, outcomes, strict=True)]


def told(outcome: Outcome) -> tuple[str, dict[str, Any]]:
    """The sentence on the card that the press brought; it is there in every language."""
    assert isinstance(outcome.view, FollowUpView)
    assert outcome.view.notice is not None
    key, values = outcome.view.notice
    for language in LANGUAGES:
        assert say(key, values, language, "Asia/Tokyo").strip()
    return key, values


async def test_of_a_hundred_who_claim_one_wins_and_ninety_nine_learn_who(stage: Stage) -> None:
    heard = await pressed_at_once(stage, ["claim"] * 100)
    (post,) = [one for one in await stage.rows() if one["author_id"] == SORA.id]
    winner = next(by for by, _, (key, _) in heard if key == "notice-claimed")
    others = [notice for by, _, notice in heard if by is not winner]
    assert others == [("refused-claimed-by-other", {"name": winner.name})] * 99
    assert (post["status"], post["claimed_by"]) == ("claimed", winner.id)


@pytest.mark.parametrize("verb", ["promise", "write_answer"])
async def test_of_a_hundred_who_write_into_the_thread_one_is_posted(stage: Stage, verb: str) -> None:
    heard = await pressed_at_once(stage, [verb] * 100)
    keys = Counter(key for _, _, (key, _) in heard)
    assert sum(keys[key] for key in DONE) == 1
    assert sum(keys[key] for key in REFUSED) == 99
    await stage.deliver_all()
    (posted,) = stage.teams.of("post")
    winner = next(by for by, _, (key, _) in heard if key in DONE)
    assert posted.said is not None
    assert posted.said.values["name"] == winner.name


@pytest.mark.parametrize("seed", range(3))
async def test_of_a_hundred_with_different_buttons_each_is_done_or_told_why_not(stage: Stage, seed: int) -> None:
    verbs = list(FIELDS) * 17
    heard = await pressed_at_once(stage, Random(seed).sample(verbs, 100))
    assert {key for _, _, (key, _) in heard} <= DONE | REFUSED
    done = Counter(verb for _, verb, (key, _) in heard if key in DONE)
    (row,) = await stage.rows()
    assert done["receive"] <= 1
    assert done["settle"] + done["write_answer"] == 1, "who closes it is one"
    assert row["status"] == (Status.SETTLED if done["settle"] else Status.ANSWERED).value
    await stage.deliver_all()
    assert len(stage.teams.of("post")) == done["promise"] + done["write_answer"]
    counted = await stage.audit()
    assert (counted.posts, counted.answered + counted.settled, counted.undelivered, counted.uncertain) == (1, 1, 0, 0)
