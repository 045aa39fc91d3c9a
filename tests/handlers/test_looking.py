"""Two who open the same post from the queue learn of each other, as long as nobody holds it."""

from __future__ import annotations

from jobs import expire_claims, forget_looks
from models.db import queue
from models.db.queue import Choice
from models.db.tables.ledger import looks
from models.follow_up import Status
from models.incoming import Person, PostArrived
from models.views import FollowUpView, Looker
from tests.handlers.thread import later, owed
from tests.stage import HANA, KEN, MIO, SORA, TEAM, YUI, Stage


async def opened(stage: Stage, by: Person, post: PostArrived) -> tuple[str, ...]:
    """Somebody opens a post from the queue. Returns who, as their card says, has it open as well."""
    await stage.press(by, "show", post)
    await stage.deliver_all()
    view = stage.teams.of("send", by)[-1].view
    assert isinstance(view, FollowUpView)
    return tuple(one.name for one in view.looking)


async def kept(stage: Stage) -> int:
    return await stage.store.read(lambda tx: len(tx.connection.execute(looks.select()).all()), stage.clock.now)


async def test_the_second_sees_who_is_at_it_and_the_first_saw_nobody(stage: Stage) -> None:
    post, other = await stage.post(SORA), await stage.post(SORA)
    assert await opened(stage, KEN, post) == ()
    later(stage, minutes=9)
    assert await opened(stage, HANA, post) == (KEN.name,)
    assert await opened(stage, MIO, post) == (HANA.name, KEN.name)
    assert await opened(stage, MIO, other) == (), "another post is another matter"


async def test_after_ten_minutes_nobody_is_looking_and_it_is_forgotten(stage: Stage) -> None:
    post = await stage.post(SORA)
    await opened(stage, KEN, post)
    later(stage, minutes=10)
    assert await opened(stage, HANA, post) == ()
    assert await forget_looks.run(stage.ports) == 1
    assert await kept(stage) == 1, "Hana's look is not over"
    later(stage, minutes=10)
    await forget_looks.run(stage.ports)
    assert await kept(stage) == 0


async def test_who_opens_it_again_looks_on(stage: Stage) -> None:
    post = await stage.post(SORA)
    await opened(stage, KEN, post)
    later(stage, minutes=9)
    await opened(stage, KEN, post)
    later(stage, minutes=9)
    assert await opened(stage, HANA, post) == (KEN.name,)


async def test_what_somebody_holds_or_answered_shows_no_lookers(stage: Stage) -> None:
    claimed, answered = await stage.post(SORA), await stage.post(SORA)
    for post in (claimed, answered):
        await opened(stage, KEN, post)
    await stage.press(MIO, "claim", claimed)
    await stage.reply(MIO, answered)
    assert await opened(stage, HANA, claimed) == ()
    assert await opened(stage, HANA, answered) == ()


async def test_who_did_not_open_it_is_not_told_who_did(stage: Stage) -> None:
    post = await stage.post(SORA)
    await opened(stage, KEN, post)
    seen = (await stage.press(HANA, "receive", post)).view
    assert isinstance(seen, FollowUpView)
    assert seen.looking == ()


async def test_the_card_says_since_when_the_first_has_it_open(stage: Stage) -> None:
    post = await stage.post(SORA)
    await opened(stage, KEN, post)
    began = stage.clock.now
    later(stage, minutes=5)
    await opened(stage, KEN, post)
    later(stage, minutes=1)
    await opened(stage, HANA, post)
    view = stage.teams.of("send", HANA)[-1].view
    assert isinstance(view, FollowUpView)
    assert view.looking == (Looker(KEN.name, began),)


async def test_a_participant_opens_nothing(stage: Stage) -> None:
    post = await stage.post(SORA)
    refused = await stage.press(YUI, "show", post)
    assert getattr(refused.view, "key", "") == "refused-queue-not-for-you"
    assert await kept(stage) == 0


async def test_a_claim_that_is_over_goes_back_to_the_pool_without_a_word(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "claim", post)
    later(stage, days=1)
    await stage.deliver_all()
    before = len(stage.teams.asked)
    assert await expire_claims.run(stage.ports) == 1
    await stage.deliver_all()
    assert ((await owed(stage, post)).status, len(stage.teams.asked)) == (Status.WAITING, before)


async def test_a_reply_in_teams_is_seen_on_the_queue_when_it_draws_itself_anew(stage: Stage) -> None:
    post = await stage.post(SORA)

    async def waiting() -> int:
        turned = await stage.store.read(
            lambda tx: queue.view(tx, tx.communities[TEAM].community, HANA.id, Choice("all")), stage.clock.now
        )
        return turned.total

    assert await waiting() == 1
    await stage.reply(KEN, post)
    assert await waiting() == 0
