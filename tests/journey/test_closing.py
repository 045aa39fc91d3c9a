"""A post closed without a reply and opened again, and one that an earlier post helps, in a browser."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest
from playwright.async_api import expect

from tests.journey.conftest import Visit
from tests.journey.playing import AKARI, HANA, KEN, KOJI, by_id, id_of
from tests.journey.running import Rehearsal
from tests.journey.test_acts import shown

pytestmark = pytest.mark.browser

INDEXED_WITHIN_MS, TRIES = 7_000, 9
"""A post is found by its words some seconds after it came; who asked too early asks again."""


async def test_a_post_is_closed_with_a_reason_and_opened_again(visit: Visit, rehearsal: Rehearsal) -> None:
    before = await asyncio.to_thread(rehearsal.audit)
    visitor = await visit(AKARI)
    thread = await visitor.post("会議室の予約表を新しくしました。")
    card = await shown(visitor, KEN, "会議室の予約表")
    await visitor.press(card, "ほかの対応")
    await visitor.press(card, "返信なしで完了にする")
    await visitor.press(card, "完了にする")
    await expect(card).to_contain_text("理由をひとつ選んでください。")
    await card.get_by_label("お知らせなどで、回答はいらない").check()
    await card.get_by_label("補足").fill("お知らせの投稿です")
    await visitor.press(card, "完了にする")
    await expect(card).to_contain_text("理由：お知らせなどで、回答はいらない（お知らせの投稿です）")
    settled = await asyncio.to_thread(rehearsal.audit)
    assert settled["settled"] == before["settled"] + 1

    await visitor.press(card, "対応に戻す")
    await expect(card).to_contain_text("対応に戻しました。")
    await expect(card.get_by_role("button", name="担当します", exact=True)).to_be_visible()
    row = await asyncio.to_thread(rehearsal.export, await thread.get_attribute("data-thread") or "")
    assert (row["status"], row["reopened"]) == ("waiting", 1)
    await expect(thread.locator(".replies .bot")).to_have_count(0)


async def test_a_claim_is_handed_back_for_others_to_take(visit: Visit, rehearsal: Rehearsal) -> None:
    visitor = await visit(AKARI)
    thread = await visitor.post("議事録の宛先を自動で選べますか？")
    card = await shown(visitor, KEN, "議事録の宛先")
    await visitor.press(card, "担当します")
    await expect(card).to_contain_text("あなたが担当しています。")
    await visitor.press(card, "ほかの人に任せる")
    await expect(card).to_contain_text("担当を外しました。")
    row = await asyncio.to_thread(rehearsal.export, await thread.get_attribute("data-thread") or "")
    assert (row["status"], row["claimed_by"]) == ("waiting", None)


async def test_an_answered_post_that_is_alike_is_introduced_in_the_thread(visit: Visit) -> None:
    visitor = await visit(KOJI)
    earlier = await visitor.post("議事録のPDFから宿題の期限だけを表に抜き出すには、どう頼めばよいですか？")
    await visitor.become(HANA)
    await visitor.reply(earlier, "「期限と担当だけを表にして」と頼むと、うまくいきます。")
    await visitor.become(AKARI)
    thread = await visitor.post("議事録のPDFにある宿題の期限を、表に抜き出したいです。どう頼めばよいですか？")
    card = await shown(visitor, KEN, "表に抜き出したい")
    alike = visitor.cards("似た投稿に、回答がありました").filter(has_text="期限だけを表に抜き出すには")
    for _ in range(TRIES):
        await visitor.press(card, "似た投稿を見る")
        with suppress(AssertionError):
            await expect(alike.first).to_be_visible(timeout=INDEXED_WITHIN_MS)
            break
    alike = alike.first
    await expect(alike).to_contain_text("上田 花さんが回答しました。")
    alike = by_id(visitor.page, await id_of(alike))
    row = alike.locator(".ac-container").filter(has_text="期限だけを表に").last
    await (
        row.get_by_role("button", name="田村 浩二さんの投稿を紹介する")
        .or_(row.get_by_role("button", name="この投稿を紹介する"))
        .first.click()
    )
    await expect(alike).to_contain_text("スレッドで紹介しました。")
    said = thread.locator(".replies .bot .text")
    await expect(said).to_contain_text("伊東 健さんより：似た投稿に回答がありました。田村 浩二さんの投稿です。")
    await expect(said).to_have_count(1)
