"""A message's menu, and a second question, in a browser in front of what ``make run`` starts."""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, expect

from tests.journey.conftest import Visit
from tests.journey.playing import AKARI, HANA, KEN, KOJI, Visitor, by_id, id_of
from tests.journey.running import Rehearsal
from tests.journey.test_acts import shown

pytestmark = pytest.mark.browser


async def choose(message: Locator, title: str) -> Locator:
    """Opens a message's menu by keyboard and chooses an action; gives the dialog."""
    summary = message.locator(".menu summary").first
    await summary.focus()
    await summary.press("Enter")
    await message.get_by_role("button", name=title, exact=True).first.click()
    return message.page.locator("dialog.action")


async def test_a_second_question_is_split_off_and_answered_by_its_own_owner(visit: Visit, rehearsal: Rehearsal) -> None:
    visitor = await visit(AKARI)
    thread = await visitor.post("議事録の宛先の決め方と、録音の同意の取り方を知りたいです。")
    root = await thread.get_attribute("data-thread") or ""
    card = await shown(visitor, KEN, "議事録の宛先の決め方")
    await visitor.press(card, "ほかの対応")
    await visitor.press(card, "別の質問として分ける")
    await card.get_by_label("別の質問の内容").fill("録音の同意はどう取りますか？")
    await card.get_by_label("どなたにお願いしますか？").last.select_option(label="上田 花")
    await visitor.press(card, "この内容で分ける")
    await expect(card).to_contain_text("別の質問として分け、上田 花さんにお願いしました。")
    await expect(card).to_contain_text("別の質問を1件、分けてあります。")

    await visitor.become(HANA)
    second = visitor.cards("録音の同意はどう取りますか？").filter(has_text="伊東 健さんが、別の質問として分けました。")
    second = by_id(visitor.page, await id_of(second))
    await expect(second).to_contain_text("同じスレッドの、2番目の質問です。")
    await visitor.reply(visitor.thread("議事録の宛先の決め方"), "会の初めに口頭で尋ねています。")
    await expect(second).to_contain_text("回答が届いた投稿です")
    assert (rehearsal.export(root, 2)["status"], rehearsal.export(root, 2)["answered_by"]) == ("answered", HANA)
    assert rehearsal.export(root)["status"] == "waiting"


async def test_a_reply_gets_a_follow_up_from_its_menu(visit: Visit, rehearsal: Rehearsal) -> None:
    visitor = await visit(AKARI)
    thread = await visitor.post("翻訳の下書きに使ってみました。")
    root = await thread.get_attribute("data-thread") or ""
    await visitor.become(KOJI)
    await visitor.reply(thread, "専門用語はどうしていますか？")
    reply = thread.locator(".replies .message").filter(has_text="専門用語はどうしていますか？")

    refused = await choose(reply, "返事が必要")
    await expect(refused).to_contain_text("この操作は、回答を担当するメンバーだけができます。")
    await refused.get_by_role("button", name="閉じる").click()
    await expect(refused).to_have_count(0)

    await visitor.become(HANA)
    dialog = await choose(reply, "返事が必要")
    await expect(dialog).to_contain_text("専門用語はどうしていますか？")
    await dialog.get_by_label("どなたにお願いしますか？").select_option(label="伊東 健")
    await dialog.get_by_role("button", name="返事が必要", exact=True).click()
    await expect(dialog.get_by_role("heading", level=2)).to_have_text("返事が必要なものとして記録しました")
    await dialog.get_by_role("button", name="閉じる").click()
    row = rehearsal.export(root, 2)
    assert (row["status"], row["author_id"]) == ("waiting", KOJI)
    await visitor.become(KEN)
    await expect(visitor.cards("専門用語はどうしていますか？").filter(has_text="上田 花さん")).to_have_count(1)


async def test_a_members_reply_is_named_as_the_answer_from_its_menu(visit: Visit, rehearsal: Rehearsal) -> None:
    visitor: Visitor = await visit(AKARI)
    thread = await visitor.post("表の並べ替えを頼む言い方はありますか？")
    root = await thread.get_attribute("data-thread") or ""
    await visitor.become(KOJI)
    await visitor.reply(thread, "列の名前と順番を先に書くとうまくいきます。")
    reply = thread.locator(".replies .message").filter(has_text="列の名前と順番")
    await visitor.become(HANA)
    wrong = await choose(thread.locator(".message").first, "これが回答でした")
    await expect(wrong).to_contain_text("回答になった返信のほうで")
    await wrong.get_by_role("button", name="閉じる").click()

    dialog = await choose(reply, "これが回答でした")
    await dialog.get_by_role("button", name="これが回答でした", exact=True).click()
    await expect(dialog.get_by_role("heading", level=2)).to_have_text("回答として記録しました")
    row = rehearsal.export(root)
    assert (row["status"], row["answered_by"], row["confirmed_by"]) == ("answered", KOJI, HANA)
