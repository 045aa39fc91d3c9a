"""What a member tried, from the form in the private chat to the post in the channel and back out of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.journey.conftest import Visit
from tests.journey.playing import AKARI, KEN, Visitor, by_id, id_of

pytestmark = pytest.mark.browser

TRIED = "会議の要約をCopilotに頼んでみました。発言した人が、ところどころ入れ替わりました。"
LEARNED = "はじめに参加者の名前を伝えておくと、入れ替わりがかなり減りました。"
PICTURES = Path(__file__).parents[2] / "var" / "pictures"


async def form(visitor: Visitor) -> Locator:
    await visitor.say("挑戦")
    shown = visitor.cards("挑戦を書きとめる").last
    await expect(shown).to_be_visible()
    return by_id(visitor.page, await id_of(shown))


def field(card: Locator, label: str) -> Locator:
    return card.get_by_label(label)


async def test_what_did_not_work_is_written_down_shared_changed_and_taken_back(visit: Visit) -> None:
    visitor = await visit(AKARI)
    card = await form(visitor)
    await visitor.press(card, "書きとめる")
    await expect(card).to_contain_text("やってみたことを、ひとことお書きください。")

    await field(card, "やってみたこと").fill(TRIED)
    await field(card, "テーマ").select_option(label="議事録と会議")
    await field(card, "今回はうまくいかなかった").check()
    await expect(field(card, "前は、1回に何分かかっていましたか")).to_be_hidden()
    await visitor.press(card, "時間のことも書く")
    for label, value in (("前は、1回に何分", "３０分"), ("いまは、1回に何分", "三十"), ("1人が、1か月に何回", "8")):
        await field(card, label).fill(value)
    await field(card, "チャネルにも投稿する").check()
    await visitor.press(card, "書きとめる")
    await expect(card).to_contain_text("「三十」は分の数として読めませんでした。")
    await expect(field(card, "やってみたこと")).to_have_value(TRIED)
    await expect(field(card, "チャネルにも投稿する")).to_be_checked()

    await field(card, "いまは、1回に何分").fill("35")
    await visitor.press(card, "書きとめる")
    await expect(card).to_contain_text("やってみた経験は、同じことを試す誰かの助けになります。")
    post = visitor.thread(TRIED)
    await expect(post).to_contain_text("今回はうまくいきませんでした。これもひとつの経験です。")
    await expect(post).to_contain_text("かかる時間：1回30分から35分に")
    await pictured(visitor, "journey-challenge-shared")

    await visitor.press(card, "書き直す")
    await expect(field(card, "いまは、1回に何分")).to_have_value("35")
    await field(card, "一部はうまくいった").check()
    await field(card, "気づいたこと").fill(LEARNED)
    await visitor.press(card, "書きとめる")
    await expect(card).to_contain_text("うまくいったところも、いかなかったところも、次につながる大切な経験です。")
    await expect(post).to_contain_text(f"気づいたこと：{LEARNED}")
    await expect(post).not_to_contain_text("今回はうまくいきませんでした。")
    await pictured(visitor, "journey-challenge-changed")

    await visitor.press(card, "消す")
    await expect(card).to_contain_text("消すと、チャネルの投稿もいっしょに消えます。")
    await visitor.press(card, "はい、消します")
    await expect(card).to_contain_text("消しました。また何か試したら、いつでも書いてください。")
    await expect(visitor.page.locator("#channel")).not_to_contain_text(TRIED)


async def test_in_the_channel_the_form_is_the_askers_alone_and_what_they_share_is_everybodys(visit: Visit) -> None:
    visitor, other = await visit(AKARI), await visit(KEN)
    await visitor.page.locator("#post-text").fill("/challenge")
    await visitor.page.locator("#post-send").click()
    asked = visitor.page.locator("#channel [data-message]:visible").filter(has_text="挑戦を書きとめる")
    await expect(asked).to_have_count(1)
    card = visitor.page.locator(f'#channel [data-message="{await id_of(asked)}"]')
    await field(card, "やってみたこと").fill("日報の下書きを頼んでみました。")
    await field(card, "うまくいった").first.check()
    await field(card, "チャネルにも投稿する").check()
    await visitor.press(card, "書きとめる")
    await expect(card).to_contain_text("うまくいってよかったです！")
    await expect(other.thread("日報の下書きを頼んでみました。")).to_contain_text("佐藤 あかりさんの挑戦")
    await expect(other.page.locator("#channel")).not_to_contain_text("うまくいってよかったです！")


async def test_others_see_what_was_shared_and_nobody_what_was_not(visit: Visit) -> None:
    visitor = await visit(AKARI)
    card = await form(visitor)
    await field(card, "やってみたこと").fill("だれにも見せない挑戦です。")
    await field(card, "うまくいった").first.check()
    await visitor.press(card, "書きとめる")
    await expect(card).to_contain_text("うまくいってよかったです！")
    other = await visit(KEN)
    await expect(other.page.locator("#channel")).not_to_contain_text("だれにも見せない挑戦です。")
    shown = await form(other)
    await expect(shown).not_to_contain_text("だれにも見せない挑戦です。")
    await other.say("stats")
    told = other.cards("みなさんの挑戦").last
    await expect(told).to_contain_text("書きとめられた挑戦")
    await pictured(other, "journey-challenge-stats")


async def pictured(visitor: Visitor, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    await visitor.page.screenshot(path=PICTURES / f"{name}.png")
