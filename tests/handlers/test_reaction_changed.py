"""A like is a receipt when it is on what a person wrote; Teams tells the bot of likes on its own messages above all."""

from __future__ import annotations

from dataclasses import replace

from models.incoming import PostArrived, ReactionChanged
from tests.stage import HANA, SORA, YUI, Stage


def liked(stage: Stage, post: PostArrived, message_id: str) -> ReactionChanged:
    envelope = stage.envelope(post.thread_id, "9")
    return ReactionChanged(envelope, post.thread_id, message_id, HANA, ("like",), ())


async def test_a_like_on_what_the_bot_wrote_in_the_thread_is_no_receipt(stage: Stage) -> None:
    post = await stage.post(SORA)
    outcome = await stage.dispatch(liked(stage, post, "1795399999999"))
    assert outcome.what == "waits for its reply"
    assert (await stage.follow_up(post)).received_at is None


async def test_a_like_on_the_post_or_on_a_reply_of_a_person_is_one(stage: Stage) -> None:
    for on_reply in (False, True):
        post = await stage.post(SORA)
        reply = await stage.reply(YUI, post)
        stage.clock.forward(minutes=1)
        event = liked(stage, post, reply.message_id if on_reply else post.message_id)
        await stage.dispatch(replace(event, envelope=stage.envelope(post.thread_id, "10")))
        assert (await stage.follow_up(post)).received_by == HANA.id
