"""Roles and rules change; what was received and answered under the old ones stays so."""

from __future__ import annotations

from models.community_file import parse
from models.db import applying
from tests.stage import COMMUNITY, HANA, KEN, MIO, SORA, YUI, Stage, listed

WITHOUT_KEN = COMMUNITY.replace(f'name = "{KEN.name}"\nroles = ["pmo"]', f'name = "{KEN.name}"\nroles = []')
ANY_REPLY_ANSWERS = COMMUNITY.replace('answer_within = "1d"', 'answer_within = "1d"\npeer_reply_answers = true')


async def apply(stage: Stage, community: str) -> None:
    await stage.store.transact(lambda tx: applying.apply(tx, parse(community)), stage.clock.now)


async def test_an_answer_stays_one_when_who_gave_it_loses_the_role(stage: Stage) -> None:
    post = await stage.post(SORA)
    stage.clock.forward(minutes=5)
    await stage.reply(KEN, post)
    await apply(stage, WITHOUT_KEN)
    stage.clock.forward(minutes=5)
    await stage.react(YUI, post, added="like")
    found = await stage.follow_up(post)
    assert (found.status, found.answered_by, found.received_by) == ("answered", KEN.id, KEN.id)


async def test_a_reply_after_the_role_was_lost_is_a_peers(stage: Stage) -> None:
    post = await stage.post(SORA)
    await apply(stage, WITHOUT_KEN)
    stage.clock.forward(minutes=5)
    await stage.reply(KEN, post)
    found = await stage.follow_up(post)
    assert (found.status, found.received_at, found.peer_by) == ("waiting", None, KEN.id)


async def test_a_peers_answer_stays_one_when_replies_of_peers_answer_no_longer(stage: Stage) -> None:
    await apply(stage, ANY_REPLY_ANSWERS)
    post = await stage.post(SORA)
    stage.clock.forward(minutes=5)
    await stage.reply(YUI, post)
    await apply(stage, COMMUNITY)
    stage.clock.forward(minutes=5)
    await stage.react(HANA, post, added="like")
    found = await stage.follow_up(post)
    assert (found.status, found.answered_by, found.received_by) == ("answered", YUI.id, HANA.id)


async def test_a_promise_of_whom_the_file_names_no_more_passes_on_once(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "promise", post, until="2026-12-02")
    await apply(stage, COMMUNITY.replace(listed(KEN, ["pmo"]), "").replace(f'owners = ["{KEN.id}"]', "owners = []"))
    await stage.tick()
    found = await stage.follow_up(post)
    assert found.promised_by in (HANA.id, MIO.id)
    await stage.tick()
    assert await stage.follow_up(post) == found


async def test_a_promise_stays_with_the_pmo_and_the_lead_where_their_replies_are_no_answers(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "promise", post, until="2026-12-02")
    await apply(stage, COMMUNITY.replace("[follow_up]", '[follow_up]\nresponders = ["advisor"]'))
    before = await stage.follow_up(post)
    await stage.tick()
    assert await stage.follow_up(post) == before
