"""What Teams did not tell is found through Graph and handled as if it had: posts, replies, edits, deletions, likes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from structlog.testing import capture_logs

from jobs import reconcile, retain
from jobs.look_now import LookNow
from models.db import forgetting, found, reconciled
from models.incoming import Commanded, MessageDeleted, Person, PostArrived, Removed, ThreadEvent
from models.outgoing import Undeliverable
from models.senses import is_gone, unpack
from tests.jobs.graphed import AUTHOR, OTHER, PMO, TEAM, Graphed, graphed
from tests.rehearsal.playing import CHANNEL

pytestmark = pytest.mark.timeout(60)


@pytest.fixture
async def here(migrated_url: str) -> AsyncIterator[Graphed]:
    async with graphed(migrated_url) as found_here:
        yield found_here


async def test_a_post_that_teams_lost_is_opened_as_of_when_it_was_written_and_reacted_to(here: Graphed) -> None:
    root = await here.post(text="議事録の作り方を教えてください。")
    await here.act("clock", advance_seconds=3600)
    assert await here.look() == {"threads": 1, "PostArrived": 1}
    post, follow_up = (await here.held(root)).post, await here.follow_up(root)
    assert post is not None
    assert (post.text, post.captured_by, post.author_id) == ("議事録の作り方を教えてください。", "graph", AUTHOR)
    assert follow_up.posted_at == post.posted_at
    assert post.captured_at - post.posted_at >= timedelta(hours=1)
    await here.stage.deliver_all()
    assert [asked.activity_id for asked in here.stage.teams.of("react")] == [root]


async def test_a_second_look_finds_nothing_and_reads_only_what_changed(here: Graphed) -> None:
    roots = [await here.post() for _ in range(3)]
    await here.look()
    assert await here.look() == {}
    await here.reply(roots[1])
    assert await here.look() == {"threads": 1, "ReplyArrived": 1}


async def test_a_lost_reply_answers_and_a_lost_like_is_a_receipt(here: Graphed) -> None:
    root = await here.post()
    await here.look()
    await here.act("react", OTHER, message=root, type="like")
    await here.look()
    waiting = await here.follow_up(root)
    assert (waiting.received_by, waiting.status) == (OTHER, "waiting")
    await here.reply(root)
    await here.look()
    answered = await here.follow_up(root)
    assert (answered.status, answered.answered_by) == ("answered", PMO)


async def test_a_like_taken_back_is_taken_back(here: Graphed) -> None:
    root = await here.post()
    await here.act("react", OTHER, message=root, type="like")
    await here.look()
    assert (await here.follow_up(root)).received_by == OTHER
    await here.act("react", OTHER, message=root, type="like", remove=True)
    assert await here.look() == {"threads": 1, "ReactionChanged": 1}
    assert (await here.follow_up(root)).received_by is None
    assert await here.look() == {}


async def test_edits_deletions_and_what_is_put_back_are_found(here: Graphed) -> None:
    root = await here.post()
    reply = await here.reply(root)
    await here.look()
    await here.act("edit", AUTHOR, message=root, text="別の質問です。")
    await here.act("delete", PMO, message=reply)
    assert await here.look() == {"threads": 1, "MessageEdited": 1, "MessageDeleted": 1}
    held = await here.held(root)
    assert held.post is not None
    assert held.post.text == "別の質問です。"
    assert [is_gone(unpack(touch.course)) for touch in held.touches] == [True]
    await here.act("undelete", PMO, message=reply)
    await here.act("delete", AUTHOR, message=root)
    assert await here.look() == {"threads": 1, "MessageUndeleted": 1, "MessageDeleted": 1}
    held = await here.held(root)
    assert held.post is not None
    assert (held.post.deleted_at is not None, held.touches[0].text) == (True, "こうするとうまくいきます。")


async def test_bots_and_the_system_and_the_bot_s_own_reaction_never_count(here: Graphed) -> None:
    root = await here.post()
    await here.player.act("app", name="Workflows", text="a bot's reply", thread=root)
    other = str((await here.player.act("app", name="Workflows", text="a bot's post"))["id"])
    await here.act("rename", name="another name")
    path = f"v3/conversations/{CHANNEL};messageid={root}/activities/{root}/reactions/like"
    assert (await here.player.teams("PUT", path))[0] == 200
    found_there = await here.look()
    assert found_there == {"threads": 2, "PostArrived": 2}
    held = await here.held(root)
    assert held.touches == []
    assert (await here.follow_up(root)).received_by is None
    assert await here.stage.store.read(lambda tx: tx.follow_ups(f"{CHANNEL};messageid={other}"), here.ports.now()) == ()
    assert await here.look() == {}


async def test_posts_from_before_the_bot_are_history_and_not_opened(migrated_url: str) -> None:
    async with graphed(migrated_url, installed=False) as here:
        old = await here.post()
        await here.act("clock", advance_seconds=60)
        assert await reconcile.run(here.ports) == [], "the app is in no team"
        await here.act("install")
        thread, group_id = f"{CHANNEL};messageid=1", here.player.stage.world.team.group_id
        where = replace(here.envelope(thread, "1", here.ports.now()), group_id=group_id)
        await here.told(PostArrived(where, thread, "1", Person(AUTHOR, "29:a", "a"), "the first that Teams told"))
        await here.reply(old)
        assert await here.look() == {}
        assert (await here.held(old)).post is None


async def test_an_app_that_was_taken_off_is_not_read_for(here: Graphed) -> None:
    await here.told(Removed(replace(here.envelope(TEAM, "2", here.ports.now()), channel_id=None), None))
    assert await reconcile.run(here.ports) == []


async def test_a_token_that_graph_forgot_starts_over_and_nothing_is_missed(here: Graphed) -> None:
    await here.post()
    await here.look()
    await here.player.act("graph", do="forget-tokens")
    lost = await here.post()
    await here.look()
    assert (await here.held(lost)).post is not None
    assert await here.look() == {}


async def test_many_pages_that_are_cut_go_on_where_they_were(here: Graphed) -> None:
    roots = [await here.post() for _ in range(55)]
    await here.player.act("faults", answer=503, kind="graph", path="skiptoken", count=1)
    (first,) = await reconcile.run(here.ports)
    assert (first.counted["PostArrived"], bool(first.refused)) == (50, True)
    assert await here.look() == {"threads": 5, "PostArrived": 5}
    assert all([(await here.held(root)).post for root in roots])


async def test_what_graph_refuses_is_kept_until_it_works_again(here: Graphed) -> None:
    await here.player.act("graph", do="revoke-consent")
    (first,) = await reconcile.run(here.ports)
    assert first.refused
    assert await here.stage.store.read(reconciled.refusals, here.ports.now()) == ((TEAM, CHANNEL, "Forbidden"),)
    await here.player.act("graph", do="grant-consent")
    await here.look()
    assert await here.stage.store.read(reconciled.refusals, here.ports.now()) == ()


async def test_of_several_processes_one_reads_a_channel_until_its_lease_is_over(here: Graphed) -> None:
    root = await here.post()
    take = partial(reconciled.lease, community_id=TEAM, channel_id=CHANNEL)
    assert await here.stage.store.transact(take, here.ports.now()) is not None
    (busy,) = await reconcile.run(here.ports)
    assert busy.busy
    here.stage.clock.wall += reconciled.LEASE + timedelta(seconds=1)
    await here.look()
    assert (await here.held(root)).post is not None


async def test_what_teams_tells_after_graph_was_late_and_not_lost(here: Graphed) -> None:
    root, lost = await here.post(), await here.post()
    await here.look()
    assert await here.stage.store.read(found.never_told, here.ports.now()) == 2
    thread = f"{CHANNEL};messageid={root}"
    author = Person(AUTHOR, "29:a", "a")
    await here.told(PostArrived(here.envelope(thread, root, here.ports.now()), thread, root, author, "late"))
    assert await here.stage.store.read(found.never_told, here.ports.now()) == 1
    assert (await here.held(lost)).post is not None


async def test_looks_that_are_asked_for_in_a_burst_are_one_and_another_after_it(here: Graphed) -> None:
    root = await here.post()
    look_now = LookNow(here.ports, every=timedelta(milliseconds=10))
    for _ in range(100):
        look_now(TEAM, CHANNEL)
    await look_now.idle()
    assert (await here.held(root)).post is not None
    assert await here.requests() <= 2
    another = await here.post()
    look_now(TEAM, CHANNEL)
    await look_now.idle()
    assert (await here.held(another)).post is not None
    look_now(TEAM, "19:unwatched@thread.tacv2")
    await look_now.idle()
    await look_now.aclose()


async def test_a_look_that_is_asked_for_waits_until_another_process_has_ended_its_own(here: Graphed) -> None:
    root = await here.post()
    take = partial(reconciled.lease, community_id=TEAM, channel_id=CHANNEL)
    reading = await here.stage.store.transact(take, here.ports.now())
    assert reading is not None
    look_now = LookNow(here.ports, every=timedelta(milliseconds=10))
    look_now(TEAM, CHANNEL)
    await asyncio.sleep(0.05)
    assert (await here.held(root)).post is None
    await here.stage.store.transact(partial(reconciled.let_go, reading=reading), here.ports.now())
    await look_now.idle()
    assert (await here.held(root)).post is not None


async def test_one_request_a_second_is_what_a_real_graph_gets(migrated_url: str) -> None:
    async with graphed(migrated_url, limits=True) as here:
        for _ in range(101):
            await here.post()
        assert await here.look() == {"threads": 101, "PostArrived": 101}
        statuses = [call["status"] for call in await here.player.look("/rehearsal/journal") if call["kind"] == "graph"]
        assert statuses == [200] * 3


async def test_without_graph_the_job_does_nothing(here: Graphed) -> None:
    assert await reconcile.run(replace(here.ports, graph=None)) == []


async def test_a_team_s_channels_are_asked_for_where_the_file_names_none(here: Graphed) -> None:
    graph = here.ports.graph
    assert graph is not None
    assert CHANNEL in await graph.history.channels(here.player.stage.world.team.group_id)
    with pytest.raises(Undeliverable):
        await graph.history.channels("00000000-0000-4000-8000-000000000000")


async def test_who_asked_to_be_forgotten_is_not_brought_back(here: Graphed) -> None:
    root = await here.post(text="議事録の作り方を教えてください。")
    await here.act("react", AUTHOR, message=root, type="heart")
    await here.look()
    forget = partial(forgetting.forget, person_id=AUTHOR, called={TEAM: "名のない方"})
    await here.stage.store.transact(forget, here.ports.now())
    await here.act("react", OTHER, message=root, type="like")
    assert await here.look() == {"threads": 1, "ReactionChanged": 1}
    held = await here.held(root)
    assert held.post is not None
    assert (held.post.text, held.post.author_name) == ("", "名のない方")
    assert AUTHOR not in {held.post.author_id, *(touch.member_id for touch in held.touches)}
    assert len(held.touches) == 2
    assert await here.look() == {}


async def test_a_text_that_went_by_age_does_not_come_back(here: Graphed) -> None:
    root = await here.post(text="議事録の作り方を教えてください。")
    await here.act("edit", AUTHOR, message=root, text="議事録の作り方を、もう一度教えてください。")
    await here.look()
    await here.act("clock", advance_seconds=401 * 24 * 3600)
    assert await retain.run(here.ports) > 0
    await here.act("react", OTHER, message=root, type="like")
    assert await here.look() == {"threads": 1, "ReactionChanged": 1}
    held = await here.held(root)
    assert held.post is not None
    assert held.post.text == ""


async def test_a_thread_that_cannot_be_taken_in_keeps_no_other_from_it(here: Graphed) -> None:
    bad, good = await here.post(), await here.post()
    take = here.ports.graph.take if here.ports.graph else None
    assert take is not None

    async def failing(event: ThreadEvent | Commanded) -> object:
        if isinstance(event, PostArrived) and event.message_id == bad:
            raise LookupError(bad)
        return await take(event)

    graph = here.ports.graph
    assert graph is not None
    with capture_logs() as told:
        (found_there,) = await reconcile.run(replace(here.ports, graph=replace(graph, take=failing)))
    assert [line["thread"] for line in told if line["log_level"] == "error"] == [f"{CHANNEL};messageid={bad}"]
    assert found_there.counted["PostArrived"] == 1
    assert (await here.held(good)).post is not None
    await here.look()
    assert (await here.held(bad)).post is not None, "what changed shortly before the last look is looked at again"


async def test_what_teams_tells_late_of_a_state_that_is_over_is_put_right(here: Graphed) -> None:
    root = await here.post()
    await here.look()
    before = here.ports.now()
    await here.act("clock", advance_seconds=10)
    await here.act("delete", AUTHOR, message=root)
    await here.act("undelete", AUTHOR, message=root)
    await here.look()
    thread = f"{CHANNEL};messageid={root}"
    late = MessageDeleted(here.envelope(thread, root, before + timedelta(seconds=5)), thread, root)
    await here.told(late)
    held = await here.held(root)
    assert held.post is not None
    assert held.post.deleted_at is not None
    assert await here.look() == {"MessageUndeleted": 1}
    assert await here.look() == {}
