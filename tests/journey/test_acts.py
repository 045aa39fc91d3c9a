"""What a responder can do on a follow-up's card, in a browser in front of what ``make run`` starts."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Locator, expect

from tests.journey.conftest import Visit
from tests.journey.playing import AKARI, DANA, HANA, KEN, Visitor, by_id, id_of
from tests.journey.running import Rehearsal

pytestmark = pytest.mark.browser


async def test_who_has_read_a_post_says_so_on_its_card(visit: Visit) -> None:
    visitor = await visit(AKARI)
    await visitor.post("議事録の要点だけを読む頼み方はありますか？")
    card = await shown(visitor, KEN, "議事録の要点だけ")
    await visitor.press(card, "受け止めました")
    await expect(card).to_contain_text("受け止めたことを記録しました。")
    await expect(card).to_contain_text("伊東 健さんが受け止めました。")
    await expect(card.get_by_role("button", name="受け止めました", exact=True)).to_have_count(0)


async def test_an_answer_written_on_the_card_stands_in_the_thread_as_it_was_written(visit: Visit) -> None:
    visitor = await visit(AKARI)
    thread = await visitor.post("会議の招待文を書いてもらう頼み方はありますか？")
    card = await shown(visitor, KEN, "会議の招待文")
    await visitor.press(card, "ここで回答する")
    await expect(card.get_by_label("できれば、Teamsでご自身から返信するほうがよく伝わります")).to_be_visible()
    await card.get_by_label("回答（").fill("目的と日時を先に伝えます。\nあとは <b>任せます</b>。")
    await visitor.press(card, "この内容で回答する")
    await expect(card).to_contain_text("回答として記録しました。")
    said = thread.locator(".replies .bot .text")
    await expect(said).to_have_count(1)
    written = (await said.inner_text()).splitlines()
    assert [line for line in written if line] == [
        "伊東 健さんの回答です。",
        "目的と日時を先に伝えます。",
        "あとは <b>任せます</b>。",
    ]


async def test_who_is_asked_by_name_may_decline_and_who_asked_is_told(visit: Visit) -> None:
    visitor = await visit(AKARI)
    await visitor.post("議事録を英語に訳す頼み方はありますか？")
    card = await shown(visitor, KEN, "議事録を英語に訳す")
    await visitor.press(card, "ほかの対応")
    await visitor.press(card, "名前を選んでお願いする")
    await card.get_by_label("どなたにお願いしますか？").select_option(label="上田 花")
    await visitor.press(card, "この方にお願いする")
    await expect(card).to_contain_text("上田 花さんにお願いしました。")
    await expect(card).to_contain_text("上田 花さんが担当しています。")

    await visitor.become(HANA)
    asked = visitor.cards("議事録を英語に訳す").filter(has_text="伊東 健さんからのお願いです。")
    await expect(asked).to_contain_text("この投稿をお願いできますか？")
    asked = by_id(visitor.page, await id_of(asked))
    await visitor.press(asked, "お断りする")
    await expect(asked).to_contain_text("承知しました。あなたの担当ではなくなりました。")

    await visitor.become(KEN)
    told = visitor.cards("議事録を英語に訳す").filter(has_text="上田 花さんは、今回は引き受けられないとのことです。")
    await expect(told.get_by_role("button", name="担当します", exact=True)).to_be_visible()


async def test_a_day_of_the_list_is_promised_and_moved_with_a_word_alone(visit: Visit, rehearsal: Rehearsal) -> None:
    visitor = await visit(AKARI)
    thread = await visitor.post("議事録から宿題だけを抜き出せますか？")
    card = await shown(visitor, KEN, "議事録から宿題だけ")
    await visitor.press(card, "返事の日を約束する")
    await expect(card.get_by_role("radio")).to_have_count(4)
    await card.get_by_role("radio", name="2営業日後：11月27日(金)").check()
    await visitor.press(card, "この日で約束する")
    await expect(card).to_contain_text("11月27日(金)までに返事することを、スレッドに書き込みます。")
    said = thread.locator(".replies .bot .text")
    await expect(said).to_have_text(["伊東 健さんより：11月27日(金)までにお返事します。"])

    await visitor.press(card, "約束の日を変える")
    await card.get_by_role("radio", name="1週間ほどで：12月2日(水)").check()
    await visitor.press(card, "この日で約束する")
    await expect(card).to_contain_text("日が変わることを、投稿した方へひとことお書きください。")
    await expect(said).to_have_count(1)
    await card.get_by_label("投稿した方へのひとこと").fill("担当の部署に確かめています。")
    await visitor.press(card, "この日で約束する")
    await expect(said.last).to_have_text(
        "伊東 健さんより：12月2日(水)までにお返事します。「担当の部署に確かめています。」"
    )
    row = await asyncio.to_thread(rehearsal.export, await thread.get_attribute("data-thread") or "")
    assert (row["status"], row["promised_until"]) == ("promised", "2026-12-02T09:00:00Z")


async def test_an_answer_is_undone_in_the_thread_on_the_card_and_in_the_ledger(
    visit: Visit, rehearsal: Rehearsal
) -> None:
    visitor = await visit(AKARI)
    thread = await visitor.post("議事録をSlackに送る頼み方はありますか？")
    card = await shown(visitor, KEN, "議事録をSlackに送る")
    await visitor.press(card, "ここで回答する")
    await card.get_by_label("回答（").fill("書きかけの回答です。")
    await visitor.press(card, "この内容で回答する")
    said = thread.locator(".replies .bot .text").filter(has_text="書きかけの回答です。")
    await expect(said).to_be_visible()
    await expect(card).to_contain_text("回答が届いた投稿です")

    await visitor.press(card, "元に戻す")
    await expect(card).to_contain_text("元に戻しました。スレッドへの書き込みも取り消します。")
    await expect(card).to_contain_text("まだ返事のない投稿です")
    await expect(card.get_by_role("button", name="元に戻す", exact=True)).to_have_count(0)
    await expect(said).to_have_count(0)
    row = await asyncio.to_thread(rehearsal.export, await thread.get_attribute("data-thread") or "")
    assert (row["status"], row["answered_by"], row["received_by"]) == ("waiting", None, None)


async def test_after_a_minute_undo_says_what_to_do_instead(visit: Visit) -> None:
    visitor = await visit(AKARI)
    await visitor.post("議事録の文字が小さいときはどうしますか？")
    card = await shown(visitor, KEN, "議事録の文字が小さい")
    await visitor.press(card, "担当します")
    await expect(card.get_by_role("button", name="元に戻す", exact=True)).to_be_visible()
    await visitor.move_on(hours=1)
    await visitor.press(card, "元に戻す")
    await expect(card).to_contain_text("もう1分以上たっているため、元に戻せません。")
    await expect(card).to_contain_text("担当を外れるときは「ほかの人に任せる」を押してください。")
    await expect(card).to_contain_text("あなたが担当しています。")


async def test_an_advisor_is_asked_as_a_favour_and_may_say_not_this_time(visit: Visit, rehearsal: Rehearsal) -> None:
    visitor = await visit(AKARI)
    thread = await visitor.post("議事録を三か国語で残す頼み方はありますか？")
    card = await shown(visitor, KEN, "議事録を三か国語")
    await visitor.press(card, "ほかの対応")
    await visitor.press(card, "アドバイザーに聞く")
    await card.get_by_label("どなたに聞きますか？").select_option(label="Dana Lee")
    await card.get_by_label("アドバイザーへのひとこと").fill("英語の会議に詳しいと伺いました。")
    await visitor.press(card, "この方に聞く")
    await expect(card).to_contain_text("この投稿の担当は変わりません。")
    await expect(card).to_contain_text("Dana Leeさんに聞いています。")
    await expect(card.get_by_role("button", name="担当します", exact=True)).to_be_visible()

    await visitor.become(DANA)
    favour = visitor.cards("議事録を三か国語").filter(has_text="would be glad of your help.")
    await expect(favour).to_contain_text("Could you lend a hand with this post?")
    await expect(favour).to_contain_text("“英語の会議に詳しいと伺いました。”")
    await expect(favour.get_by_role("button", name="Not this time", exact=True)).to_be_visible()
    await expect(favour.get_by_role("button", name="I’ll take it", exact=True)).to_have_count(0)
    favour = by_id(visitor.page, await id_of(favour))
    await visitor.press(favour, "Not this time")
    await expect(favour).to_contain_text("That is all right. Thank you for considering it.")

    await visitor.become(KEN)
    told = visitor.cards("議事録を三か国語").filter(has_text="Dana Leeさんは、今回は遠慮されるとのことです。")
    await expect(told.get_by_role("button", name="担当します", exact=True)).to_be_visible()
    await expect(thread.locator(".replies .bot")).to_have_count(0)
    row = await asyncio.to_thread(rehearsal.export, await thread.get_attribute("data-thread") or "")
    assert (row["status"], row["claimed_by"], row["received_by"]) == ("waiting", None, None)


async def shown(visitor: Visitor, person: str, text: str) -> Locator:
    """The card of a post that a responder gets by looking at the queue."""
    await visitor.become(person)
    await visitor.say("queue")
    queue = visitor.cards("返事を待っている投稿が").last
    row = queue.locator(".ac-container").filter(has_text=text).last
    turn = queue.get_by_role("button", name="次のページ")
    await expect(row.or_(turn).first).to_be_visible()
    while await row.count() == 0:
        await turn.click()
        await expect(row.or_(turn).first).to_be_visible()
    await row.get_by_role("button", name="くわしく見る").click()
    card = visitor.cards(text).filter(has=visitor.page.get_by_role("button", name="担当します"))
    await expect(card).to_have_count(1)
    return by_id(visitor.page, await id_of(card))
