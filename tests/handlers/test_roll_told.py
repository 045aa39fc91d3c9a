"""What members tried and said of each other, on the roll: each with who wishes to be named, and with nobody else."""

from __future__ import annotations

from functools import partial

import pytest

from cli.roll_files.page import page
from cli.roll_files.words import Words
from models.attempts import Came
from models.db import forgetting, naming, roll
from models.db.transaction import Transaction
from models.incoming import Person, Pressed
from models.roll import Naming, Praised, Roll, Tried
from tests.handlers.test_challenge import kept, own
from tests.handlers.test_praise import THANKS, praised
from tests.stage import HANA, KEN, SORA, TEAM, YUI, Stage

LEARNED = "話した人の名前を先に伝えるとよさそう"
TRIED = Tried(SORA.name, "議事録と会議", Came.NOT_THIS_TIME, "会議の要約をCopilotに頼んでみた", LEARNED)


@pytest.fixture(autouse=True)
async def everybody_has_been_here(stage: Stage) -> None:
    for one in (SORA, YUI, KEN):
        await stage.install(one)
    await stage.deliver_all()


async def told(stage: Stage) -> Roll:
    def look(tx: Transaction) -> Roll:
        return roll.of_season(tx, TEAM, tx.communities[TEAM].community.seasons[0])

    found = await stage.store.read(look, stage.clock.now)
    assert found.missing == frozenset()
    return found


async def hide(stage: Stage, who: Person) -> None:
    wish = partial(naming.keep, community_id=TEAM, member_id=who.id, wish=Naming(hidden=True))
    await stage.store.transact(wish, stage.clock.now)


def ways(found: Roll) -> dict[str, list[str]]:
    return {credit.name: [way.value for way in credit.ways] for credit in found.credits}


async def test_who_tried_is_on_it_and_what_stands_in_the_channel_is_told_whatever_came_of_it(stage: Stage) -> None:
    await kept(stage, SORA, post="true")
    await kept(stage, YUI, tried="自分だけの記録", came_of_it="worked")
    found = await told(stage)
    assert ways(found) == {SORA.name: ["tried"], YUI.name: ["tried"]}
    assert (found.attempts, found.attempts_beside) == ((TRIED,), 1)
    text = page(found, Words("ja", "Asia/Tokyo"))
    assert f"<h3>{SORA.name}さん：議事録と会議</h3>" in text
    assert "今回はうまくいきませんでした。これもひとつの経験です。" in text
    assert LEARNED in text
    assert "ほかにも、1件の挑戦がありました。" in text
    assert "自分だけの記録" not in text


async def test_an_attempt_that_was_removed_is_told_nowhere(stage: Stage) -> None:
    await kept(stage, SORA, post="true")
    (attempt,) = await own(stage)
    fields = {"attempt": attempt.id, "version": attempt.version}
    await stage.dispatch(Pressed(stage.chat(SORA), SORA, "remove_attempt", fields))
    found = await told(stage)
    assert (found.everybody, found.attempts, found.attempts_beside) == (frozenset(), (), 0)


async def test_praise_is_told_with_both_names_and_puts_both_on_it(stage: Stage) -> None:
    await praised(stage, KEN, SORA)
    found = await told(stage)
    assert ways(found) == {SORA.name: ["was_praised"], KEN.name: ["praised"]}
    assert (found.praises, found.praises_beside) == ((Praised(SORA.name, KEN.name, THANKS),), 0)
    assert f"<h3>{SORA.name}さんへ　{KEN.name}さんより</h3><p>{THANKS}</p>" in page(found, Words("ja", "Asia/Tokyo"))


async def test_praise_that_was_taken_back_puts_nobody_on_it(stage: Stage) -> None:
    given = await praised(stage, KEN, SORA)
    await stage.dispatch(Pressed(stage.chat(KEN), KEN, "take_praise_back", {"praise": given.praise_id}))
    assert (await told(stage)).everybody == frozenset()


async def test_who_wishes_not_to_be_named_is_not_named_there_either(stage: Stage) -> None:
    await kept(stage, SORA, post="true")
    await praised(stage, KEN, SORA)
    await praised(stage, SORA, YUI)
    await hide(stage, SORA)
    found = await told(stage)
    assert [one.name for one in found.attempts] == [None]
    assert (found.praises, found.praises_beside) == ((Praised(YUI.name, None, THANKS),), 1)
    text = page(found, Words("ja", "Asia/Tokyo"))
    assert SORA.name not in text
    assert "<h3>議事録と会議</h3>" in text
    assert "ほかにも、1件の称賛が贈られました。" in text


async def test_who_is_forgotten_leaves_no_word_and_is_counted(stage: Stage) -> None:
    await kept(stage, SORA, post="true")
    await praised(stage, SORA, YUI)
    await stage.deliver_all()
    forget = partial(forgetting.forget, person_id=SORA.id, called={TEAM: "ここにいた方"})
    await stage.store.transact(forget, stage.clock.now)
    found = await told(stage)
    assert (found.attempts, found.attempts_beside, found.praises, found.praises_beside) == ((), 1, (), 1)
    assert (len(found.gone), ways(found)) == (1, {YUI.name: ["was_praised"]})


async def test_a_season_s_own_attempts_and_praise_are_told_alone(stage: Stage) -> None:
    stage.clock.now = stage.clock.now.replace(year=2025)
    await praised(stage, HANA, YUI)
    assert (await told(stage)).everybody == frozenset()
