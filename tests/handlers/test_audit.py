"""The command “audit”: the PMO and the lead see that nothing was missed, and what to do where something is amiss."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from jobs import nudge
from models.acts import REASONS
from models.community_file import parse
from models.db import applying
from models.db.tables.outbox import outbox
from models.db.transaction import Transaction
from models.incoming import Person
from models.outgoing import Undeliverable
from models.season_views import Amiss, AuditView
from models.views import NoticeView, View
from tests.stage import COMMUNITY, DANA, HANA, KEN, MAKOTO, SORA, TEAM, YUI, Stage, listed

ELSEWHERE = COMMUNITY.replace(TEAM, "19:other@thread.tacv2").replace("ひろば", "もうひとつのひろば")


async def asked(stage: Stage, who: Person, words: str = "audit") -> View | None:
    await stage.say(who, words)
    await stage.deliver_all()
    return stage.teams.of("send", who)[-1].view


async def counted(stage: Stage, who: Person = KEN) -> AuditView:
    view = await asked(stage, who)
    assert isinstance(view, AuditView)
    return view


def _unsure(tx: Transaction) -> None:
    """Nobody knows whether Teams took what was on its way."""
    tx.execute(update(outbox).where(outbox.c.state == "queued").values(state="uncertain"))


def amiss(view: AuditView) -> dict[str, int]:
    return {one.kind: one.count for one in view.amiss}


async def test_every_post_is_told_by_what_became_of_it(stage: Stage) -> None:
    answered, claimed, promised, settled, gone = [await stage.post(SORA) for _ in range(5)]
    await stage.post(YUI)
    await stage.post(HANA)
    await stage.post(None)
    await stage.reply(KEN, answered)
    await stage.press(KEN, "claim", claimed)
    await stage.press(KEN, "promise", promised, until="2026-12-01")
    await stage.press(KEN, "settle", settled, reason=REASONS[0])
    await stage.delete(gone)
    await stage.deliver_all()
    view = await counted(stage)
    assert (view.posts, view.waiting, view.claimed, view.promised) == (8, 1, 1, 1)
    assert (view.answered, view.settled, view.withdrawn, view.lapsed, view.beside) == (1, 1, 1, 0, 2)
    assert view.posts == sum(
        getattr(view, fate)
        for fate in ("waiting", "claimed", "promised", "answered", "settled", "withdrawn", "lapsed", "beside")
    )


async def test_what_is_late_refused_or_unsure_is_named_with_how_often(stage: Stage) -> None:
    stage.teams.answers["react"] = [Undeliverable("no", "403")]
    await stage.post(SORA)
    await stage.deliver_all()
    stage.clock.forward(days=3)
    await nudge.run(stage.ports)
    stage.teams.answers["send"] = [Undeliverable("blocked", "ConversationBlockedByUser")]
    await stage.deliver_all()
    await stage.post(YUI)
    stage.store.write(_unsure, stage.clock.now)
    view = await counted(stage)
    assert amiss(view) == {
        "unread": 1, "late": 1, "undelivered": 2, "uncertain": 1, "unreacted": 2, "unreached": 1
    }  # fmt: skip
    assert view.late == 1


async def test_another_community_s_posts_are_counted_there(stage: Stage) -> None:
    stage.store.write(lambda tx: applying.apply(tx, parse(ELSEWHERE)), stage.clock.now)
    await stage.post(SORA)
    await stage.post(SORA, team_id="19:other@thread.tacv2")
    assert (await counted(stage)).posts == 1
    assert (await stage.audit()).posts == 2


async def test_the_lead_sees_it_too_without_being_of_the_pmo(stage: Stage) -> None:
    lead = COMMUNITY.replace(listed(HANA, ["pmo", "lead"]), listed(HANA, ["lead"]))
    stage.store.write(lambda tx: applying.apply(tx, parse(lead)), stage.clock.now)
    assert isinstance(await asked(stage, HANA, "点検"), AuditView)


@pytest.mark.parametrize("who", [SORA, DANA, MAKOTO])
async def test_nobody_else_does_and_is_told_what_to_ask_instead(stage: Stage, who: Person) -> None:
    assert await asked(stage, who) == NoticeView("refused-audit-not-for-you", {})


async def test_in_a_channel_the_pmo_is_asked_to_come_to_the_private_chat(stage: Stage) -> None:
    await stage.slash(KEN, "audit")
    await stage.deliver_all()
    (whispered,) = stage.teams.of("whisper")
    assert whispered.view == NoticeView("refused-audit-in-private", {})


async def test_before_graph_was_ever_read_it_says_so(stage: Stage) -> None:
    view = await counted(stage)
    assert view.days == ()
    assert view.amiss == (Amiss("unread", 1),)
