"""The buttons “ask someone by name” and “decline”."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.follow_up import FollowUp, Status
from models.views import FollowUpView
from tests.handlers.test_pressed import notice
from tests.handlers.thread import later, owed
from tests.stage import DANA, HANA, KEN, MIO, MONDAY_10, SORA, YUI, Stage


def cards(stage: Stage, to: object) -> list[FollowUpView]:
    """The cards that a person got, oldest first."""
    sent = stage.teams.of("send", to)  # type: ignore[arg-type]  # a person
    return [asked.view for asked in sent if isinstance(asked.view, FollowUpView)]


async def test_who_is_asked_has_it_and_is_told_in_private_by_whom(stage: Stage) -> None:
    post = await stage.post(SORA)
    outcome = await stage.press(KEN, "hand_over", post, to=MIO.id)
    now = await owed(stage, post)
    assert (now.status, now.claimed_by, now.claim_until) == (Status.CLAIMED, MIO.id, MONDAY_10 + timedelta(days=1))
    assert now.next_nudge_at == MONDAY_10 + timedelta(hours=5)
    assert notice(outcome) == ("notice-handed-over", {"name": MIO.name})
    await stage.deliver_all()
    assert {asked.to for asked in stage.teams.of("send")} == {MIO.id}
    (card,) = cards(stage, MIO)
    assert (card.asks, card.asked_by, card.mine) == ("handed", KEN.name, True)
    assert "decline" in card.verbs
    assert "release" not in card.verbs


async def test_a_promise_passes_on_with_its_day(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "promise", post, until="2026-12-02")
    before = await owed(stage, post)
    await stage.press(KEN, "hand_over", post, to=MIO.id)
    now = await owed(stage, post)
    assert (now.status, now.promised_by) == (Status.PROMISED, MIO.id)
    assert (now.promised_until, now.next_nudge_at) == (before.promised_until, before.next_nudge_at)


async def test_a_list_is_offered_without_oneself_the_author_and_who_is_no_responder(stage: Stage) -> None:
    post = await stage.post(DANA, "議事録を頼みました。")
    outcome = await stage.press(MIO, "claim", post)
    assert isinstance(outcome.view, FollowUpView)
    assert [one.id for one in outcome.view.hand_over_to] == [KEN.id, HANA.id, *_others(stage)]


def _others(stage: Stage) -> list[str]:
    """Who answers in this community and is neither of the PMO nor Dana."""
    (settled,) = stage.store.look(lambda tx: list(tx.communities.values()), stage.clock.now)
    people = settled.community.members
    return [
        one for one in people if settled.community.is_responder(one) and one not in (HANA.id, KEN.id, MIO.id, DANA.id)
    ]


async def test_the_card_is_not_believed_whom_one_may_ask(stage: Stage) -> None:
    post = await stage.post(DANA)
    before = await owed(stage, post)
    for to, no in (
        (None, "refused-nobody-chosen"),
        ("", "refused-nobody-chosen"),
        (["x"], "refused-malformed"),
        ("nobody", "refused-not-to-them"),
        (SORA.id, "refused-not-to-them"),
        (YUI.id, "refused-not-to-them"),
        (DANA.id, "refused-not-to-them"),
        (KEN.id, "refused-not-to-them"),
    ):
        assert notice(await stage.press(KEN, "hand_over", post, to=to))[0] == no, to
    assert await owed(stage, post) == before
    await stage.deliver_all()
    assert stage.teams.of("send") == []


async def test_what_another_holds_is_not_handed_over_and_twice_is_once(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "claim", post)
    said = notice(await stage.press(MIO, "hand_over", post, to=HANA.id))
    assert said == ("refused-claimed-by-other", {"name": KEN.name})
    version = (await owed(stage, post)).version
    await stage.press(KEN, "hand_over", post, to=HANA.id, version=version)
    again = await stage.press(KEN, "hand_over", post, to=HANA.id, version=version)
    assert notice(again)[0] == "notice-already-done"
    await stage.deliver_all()
    assert len(cards(stage, HANA)) == 1


async def test_declined_it_waits_again_and_who_asked_is_told_alone(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "hand_over", post, to=MIO.id)
    await stage.deliver_all()
    outcome = await stage.press(MIO, "decline", post)
    now = await owed(stage, post)
    assert (now.status, now.claimed_by, now.rung) == (Status.WAITING, None, 1)
    assert notice(outcome)[0] == "notice-declined"
    await stage.deliver_all()
    (card,) = cards(stage, KEN)
    assert (card.asks, card.asked_by, card.status) == ("declined", MIO.name, "waiting")
    assert {asked.to for asked in stage.teams.of("send")} == {KEN.id, MIO.id}


async def test_a_declined_promise_goes_back_to_who_gave_it(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "promise", post, until="2026-12-02")
    before = await owed(stage, post)
    await stage.press(KEN, "hand_over", post, to=MIO.id)
    await stage.press(MIO, "decline", post)
    now = await owed(stage, post)
    assert (now.status, now.promised_by, now.promised_until) == (Status.PROMISED, KEN.id, before.promised_until)


@pytest.mark.parametrize("how", ["nobody asked", "another was asked", "they have promised since"])
async def test_only_what_one_was_asked_for_can_be_declined(stage: Stage, how: str) -> None:
    post = await stage.post(SORA)
    if how == "nobody asked":
        await stage.press(MIO, "claim", post)
    else:
        await stage.press(KEN, "hand_over", post, to=HANA.id if how == "another was asked" else MIO.id)
    if how == "they have promised since":
        await stage.press(MIO, "promise", post, until="2026-12-02")
    before = await owed(stage, post)
    assert notice(await stage.press(MIO, "decline", post))[0] == "refused-not-handed"
    assert await owed(stage, post) == before


async def test_a_card_that_waits_is_not_sent_once_it_is_somebody_elses(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "hand_over", post, to=MIO.id)
    await stage.press(MIO, "hand_over", post, to=HANA.id)
    await stage.deliver_all()
    assert cards(stage, MIO) == []
    assert [card.asked_by for card in cards(stage, HANA)] == [MIO.name]


async def test_told_anew_it_is_handed_over_and_declined_still(stage: Stage) -> None:
    handed, declined = await stage.post(SORA), await stage.post(SORA)
    for post in (handed, declined):
        later(stage, minutes=1)
        await stage.press(KEN, "hand_over", post, to=MIO.id)
    later(stage, minutes=1)
    await stage.press(MIO, "decline", declined)
    for post in (handed, declined):
        before: FollowUp = await owed(stage, post)
        later(stage, minutes=1)
        await stage.reply(YUI, post, "わたしも知りたいです。")
        now = await owed(stage, post)
        assert (now.status, now.claimed_by, now.claim_until) == (before.status, before.claimed_by, before.claim_until)
