"""Another member's reply: a responder reads it on the card, confirms it, and may thank its writer in the thread."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from models.follow_up import Status
from models.incoming import PostArrived
from models.views import FollowUpView
from tests.handlers.test_pressed import notice
from tests.handlers.thread import later, owed
from tests.stage import COMMUNITY, HANA, KEN, MIO, SORA, YUI, Stage, staged

THANKS = "Katoさん、とても助かりました。"


async def confirmed(stage: Stage) -> PostArrived:
    """Sora's post, which Yui answered, as Hana says."""
    post = await stage.post(SORA)
    later(stage, minutes=5)
    await stage.reply(YUI, post, "こうしています。\n[ここ](https://evil.example/)")
    later(stage, minutes=5)
    await stage.press(HANA, "confirm", post)
    return post


async def row_of(stage: Stage, post: PostArrived) -> dict[str, Any]:
    (row,) = [row for row in await stage.rows() if row["message_id"] == post.message_id]
    return row


async def test_the_card_shows_what_the_peer_wrote_and_forgets_what_was_deleted(stage: Stage) -> None:
    post = await stage.post(SORA)
    reply = await stage.reply(YUI, post, "長い返信です。" * 100)
    shown = (await stage.press(HANA, "claim", post)).view
    assert isinstance(shown, FollowUpView)
    assert (shown.peer, shown.peer_text[:7], shown.peer_text[-1], len(shown.peer_text)) == (
        YUI.name, "長い返信です。", "…", 280,
    )  # fmt: skip
    await stage.delete(reply)
    shown = (await stage.press(HANA, "release", post)).view
    assert isinstance(shown, FollowUpView)
    assert (shown.peer, shown.peer_text) == (None, "")


async def test_who_confirmed_is_offered_to_thank_and_nobody_else_is(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.reply(YUI, post)
    outcome = await stage.press(HANA, "confirm", post)
    assert isinstance(outcome.view, FollowUpView)
    assert outcome.view.verbs == ("thank", "reopen", "split", "choose_theme")
    other = await stage.press(MIO, "claim", post)
    assert isinstance(other.view, FollowUpView)
    assert other.view.verbs == ("reopen", "split", "choose_theme")


async def test_thanks_are_posted_in_one_line_in_the_confirmers_name(stage: Stage) -> None:
    post = await confirmed(stage)
    before = await owed(stage, post)
    outcome = await stage.press(HANA, "thank", post, thanks=f" {THANKS}\r\nまた\tお願いします。 ")
    assert notice(outcome)[0] == "notice-thanked"
    assert getattr(outcome.view, "verbs", None) == ("reopen", "split", "choose_theme")
    assert await owed(stage, post) == replace(before, version=before.version + 1)
    await stage.deliver_all()
    (said,) = stage.teams.of("post")
    assert said.said is not None
    assert (said.conversation_id, said.said.key) == (post.thread_id, "post-thanks")
    assert said.said.values == {"name": HANA.name, "text": f"{THANKS} また お願いします。"}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("", "refused-no-thanks"),
        (" \n", "refused-no-thanks"),
        ("あ" * 201, "refused-thanks-too-long"),
        (["あ"], "refused-malformed"),
    ],
)
async def test_thanks_that_are_none_or_too_long_are_refused(stage: Stage, line: object, why: str) -> None:
    post = await confirmed(stage)
    assert notice(await stage.press(HANA, "thank", post, thanks=line))[0] == why
    await stage.deliver_all()
    assert stage.teams.of("post") == []
    assert notice(await stage.press(HANA, "thank", post, thanks="あ" * 200))[0] == "notice-thanked"


async def test_only_who_confirmed_thanks_and_only_once(stage: Stage) -> None:
    post = await confirmed(stage)
    said = notice(await stage.press(MIO, "thank", post, thanks=THANKS))
    assert said == ("refused-not-yours-to-thank", {"name": HANA.name})
    stranger = await stage.press(YUI, "thank", post, thanks=THANKS)
    assert getattr(stranger.view, "key", "") == "refused-not-responder"
    seen = (await owed(stage, post)).version
    await stage.press(HANA, "thank", post, thanks=THANKS)
    assert notice(await stage.press(HANA, "thank", post, thanks=THANKS, version=seen))[0] == "notice-already-done"
    assert notice(await stage.press(HANA, "thank", post, thanks=THANKS))[0] == "refused-already-thanked"
    await stage.deliver_all()
    assert len(stage.teams.of("post")) == 1


async def test_without_a_confirmed_reply_there_is_nobody_to_thank(stage: Stage) -> None:
    waiting, own = await stage.post(SORA), await stage.post(SORA)
    await stage.reply(KEN, own)
    for post in (waiting, own):
        assert notice(await stage.press(KEN, "thank", post, thanks=THANKS))[0] == "refused-nothing-to-thank-for"


async def test_another_reply_that_is_confirmed_after_a_reopening_may_be_thanked_for_again(stage: Stage) -> None:
    post = await confirmed(stage)
    await stage.press(HANA, "thank", post, thanks=THANKS)
    later(stage, minutes=5)
    await stage.reply(SORA, post, "まだ動きません。")
    assert (await owed(stage, post)).confirmed_by is None
    await stage.reply(YUI, post, "こちらはどうでしょう。")
    later(stage, minutes=5)
    outcome = await stage.press(MIO, "confirm", post)
    assert getattr(outcome.view, "verbs", None) == ("thank", "reopen", "split", "choose_theme")
    assert notice(await stage.press(MIO, "thank", post, thanks=THANKS))[0] == "notice-thanked"
    await stage.deliver_all()
    assert len(stage.teams.of("post")) == 2


async def test_who_confirmed_and_that_a_peer_answered_can_be_read_later(stage: Stage) -> None:
    waiting, by_peer, by_responder = await stage.post(SORA), await confirmed(stage), await stage.post(SORA)
    await stage.reply(KEN, by_responder)
    by_card = await stage.post(SORA)
    await stage.press(KEN, "write_answer", by_card, text="こうします。")
    told = [await row_of(stage, post) for post in (waiting, by_peer, by_responder, by_card)]
    assert [(row["answered_by_peer"], row["confirmed_by"]) for row in told] == [
        (None, None), (True, HANA.id), (False, None), (False, None),
    ]  # fmt: skip
    await stage.dispatch(stage.replied(YUI, by_peer, "どういたしまして。"))
    assert (await owed(stage, by_peer)).status is Status.ANSWERED
    row = await row_of(stage, by_peer)
    assert (row["answered_by_peer"], row["confirmed_by"], row["answered_by"]) == (True, HANA.id, YUI.id)


async def test_a_confirmation_is_taken_back_with_the_reply(stage: Stage) -> None:
    post = await stage.post(SORA)
    later(stage, minutes=1)
    reply = await stage.reply(YUI, post)
    later(stage, minutes=1)
    await stage.press(HANA, "confirm", post)
    later(stage, minutes=1)
    await stage.reply(KEN, post)
    await stage.delete(reply)
    row = await row_of(stage, post)
    assert (row["answered_by"], row["answered_by_peer"], row["confirmed_by"]) == (KEN.id, False, None)


async def test_where_any_reply_answers_a_peers_answer_needs_nobody_to_confirm_it(migrated_url: str) -> None:
    community = COMMUNITY.replace("[follow_up]", "[follow_up]\npeer_reply_answers = true")
    async with staged(migrated_url, community, migrated=True) as stage:
        post = await stage.post(SORA)
        await stage.reply(YUI, post)
        row = await row_of(stage, post)
    assert (row["answered_by"], row["answered_by_peer"], row["confirmed_by"]) == (YUI.id, True, None)


async def test_thanks_that_were_undone_may_be_written_again(stage: Stage) -> None:
    post = await confirmed(stage)
    version = (await owed(stage, post)).version
    await stage.press(HANA, "thank", post, thanks="とても助かりまいた。")
    await stage.deliver_all()
    undone = await stage.press(HANA, "undo", post, undo_verb="thank", undo_version=version)
    assert notice(undone)[0] == "notice-undone-line"
    assert getattr(undone.view, "verbs", None) == ("thank", "reopen", "split", "choose_theme")
    assert notice(await stage.press(HANA, "thank", post, thanks=THANKS))[0] == "notice-thanked"
    await stage.deliver_all()
    first, again = stage.teams.of("post")
    assert first.said is not None
    assert again.said is not None
    assert (first.said.values["text"], again.said.values["text"]) == ("とても助かりまいた。", THANKS)
    assert len(stage.teams.of("take_back")) == 1


async def test_a_confirmation_that_was_undone_confirms_nothing(stage: Stage) -> None:
    post = await confirmed(stage)
    version = (await owed(stage, post)).version
    await stage.press(HANA, "undo", post, undo_verb="confirm", undo_version=version - 1)
    now = await owed(stage, post)
    assert (now.status, now.confirmed_by, now.peer_by) == (Status.WAITING, None, YUI.id)
