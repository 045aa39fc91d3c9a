"""What people ask of the bot, in a browser in front of what ``make run`` starts, and who sees the answer."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.journey.conftest import Visit
from tests.journey.playing import AKARI, DANA, KOJI

pytestmark = pytest.mark.browser


async def test_a_participant_who_asks_for_the_queue_is_told_what_to_ask_for_instead(visit: Visit) -> None:
    koji = await visit(KOJI)
    await koji.page.locator("#install").click()
    await expect(koji.cards("はじめまして、Aizuchi（あいづち）です。")).to_have_count(1)
    await koji.say("queue")
    refusal = koji.cards("この一覧は、回答を担当するメンバー向けです。")
    await expect(refusal).to_contain_text("「統計」と送ると、コミュニティの記録が見られます。")
    await koji.say("stats")
    await expect(koji.cards("コミュニティの記録").filter(has_text="AIZAQ シーズン6")).to_be_visible()


async def test_a_slash_command_in_the_channel_is_answered_to_who_asked_alone(visit: Visit) -> None:
    koji = await visit(KOJI)
    await koji.page.locator("#post-text").fill("/stats")
    await koji.page.locator("#post-send").click()
    figures = koji.page.locator("#channel .message.bot").filter(has_text="コミュニティの記録")
    await expect(figures).to_contain_text("自分だけに見えています")
    await expect(figures).to_contain_text("14件")
    await koji.become(AKARI)
    await expect(figures).to_have_count(0)
    await koji.become(KOJI)
    await expect(figures).to_have_count(1)


async def test_an_advisor_who_speaks_english_is_spoken_to_in_english_and_in_their_own_zone(visit: Visit) -> None:
    dana = await visit(DANA, language="en")
    await dana.say("help")
    await expect(dana.cards("Shows this guide.")).to_contain_text("What I can do")

    await dana.become(AKARI)
    await dana.post("海外の拠点とも使えますか？")
    await dana.become(DANA)
    await dana.reply(dana.thread("海外の拠点"), "Good question. I will check and get back to you.")
    question = dana.cards("Was it already the answer?")
    await expect(question).to_contain_text("You promised an answer by Thu 26 Nov, 02:")
    await dana.press(question, "That was the answer")
    await expect(dana.cards("海外の拠点")).to_contain_text("Recorded as the answer. Thank you.")
