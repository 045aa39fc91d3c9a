"""What the table leaves to an act's own rule, the rule does: those whom “further” names may, and nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from models.permissions import BUTTONS, Only
from tests.handlers.test_permissions import refusal_of
from tests.handlers.thread import owed
from tests.stage import DANA, HANA, KEN, MIO, SORA, Stage

NOT_THE_AUTHOR = sorted(verb for verb, row in BUTTONS.items() if row.only in (Only.NOT_AUTHOR, Only.FREE_NOT_AUTHOR))
FREE = sorted(verb for verb, row in BUTTONS.items() if row.only in (Only.FREE, Only.FREE_NOT_AUTHOR))
FIELDS: dict[str, dict[str, Any]] = {
    "promise": {"until": "2026-12-03"},
    "hand_over": {"to": MIO.id, "owner": MIO.id},
    "write_answer": {"text": "こうするとうまくいきます。"},
}


@pytest.mark.parametrize("verb", NOT_THE_AUTHOR)
async def test_what_is_not_for_the_author_is_refused_to_them(stage: Stage, verb: str) -> None:
    post = await stage.post(DANA)
    before = await owed(stage, post)
    assert refusal_of(await stage.press(DANA, verb, post, **FIELDS.get(verb, {}))) is not None
    assert await owed(stage, post) == before
    others = refusal_of(await stage.press(KEN, verb, post, **FIELDS.get(verb, {})))
    assert others in (None, "refused-own-not-here")


@pytest.mark.parametrize("verb", FREE)
async def test_what_is_for_free_ones_is_refused_while_another_holds_it(stage: Stage, verb: str) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "claim", post)
    held = await owed(stage, post)
    outcome = await stage.press(HANA, verb, post, **FIELDS.get(verb, {}))
    assert refusal_of(outcome) == "refused-claimed-by-other"
    assert await owed(stage, post) == held


async def test_release_is_for_who_claimed_it(stage: Stage) -> None:
    assert BUTTONS["release"].only is Only.CLAIMER
    post = await stage.post(SORA)
    await stage.press(KEN, "claim", post)
    assert refusal_of(await stage.press(MIO, "release", post)) == "refused-not-yours"
    assert refusal_of(await stage.press(KEN, "release", post)) is None


async def test_decline_is_for_who_was_handed_it(stage: Stage) -> None:
    assert BUTTONS["decline"].only is Only.HANDED
    post = await stage.post(SORA)
    await stage.press(KEN, "claim", post)
    for who in (KEN, MIO):
        assert refusal_of(await stage.press(who, "decline", post)) is not None
    assert (await owed(stage, post)).claimed_by == KEN.id


async def test_thanks_are_for_who_confirmed_the_reply(stage: Stage) -> None:
    assert BUTTONS["thank"].only is Only.CONFIRMER
    post = await stage.post(SORA)
    await stage.reply(DANA, post)
    assert refusal_of(await stage.press(KEN, "thank", post, thanks="ありがとうございます。")) is not None


async def test_an_undo_is_for_who_pressed(stage: Stage) -> None:
    assert BUTTONS["undo"].only is Only.PRESSER
    post = await stage.post(SORA)
    version = (await owed(stage, post)).version
    await stage.press(KEN, "claim", post)
    outcome = await stage.press(MIO, "undo", post, undo_verb="claim", undo_version=version)
    assert refusal_of(outcome) is not None
    assert (await owed(stage, post)).claimed_by == KEN.id
