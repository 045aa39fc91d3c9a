"""The lead prepares the next season on the rehearsal's page, in a browser in front of what ``make run`` starts."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.journey.conftest import Visit
from tests.journey.playing import AKARI, HANA, KEN, by_id, id_of
from tests.journey.running import Rehearsal
from tests.journey.test_acts import shown

pytestmark = pytest.mark.browser


async def test_the_lead_prepares_the_next_season_with_what_is_ticked(visit: Visit, rehearsal: Rehearsal) -> None:
    visitor = await visit(AKARI)
    thread = await visitor.post("議事録の言い回しを相談したいです。")
    root = await thread.get_attribute("data-thread") or ""
    promised = await shown(visitor, KEN, "議事録の言い回しを相談したいです。")
    await visitor.press(promised, "返事の日を約束する")
    await visitor.press(promised, "この日で約束する")
    await expect(promised).to_contain_text("までに返事することを、スレッドに書き込みます。")

    await visitor.become(HANA)
    await visitor.say("シーズン")
    card = by_id(visitor.page, await id_of(visitor.cards("いまのシーズンです。").last))
    await visitor.press(card, "次のシーズンを用意する")
    await expect(card).to_contain_text("シーズン6の次のシーズンです。")
    await expect(card).to_contain_text("伊東 健さんの約束")
    await expect(card.get_by_label("はじめの日")).to_have_value("2027-04-01")
    await card.get_by_label("はじめの日").fill("2027-03-31")
    await card.get_by_label("翻訳と多言語").uncheck()
    await visitor.press(card, "用意する")
    await expect(card).to_contain_text("日が重なっています。")
    await expect(card.get_by_label("翻訳と多言語")).not_to_be_checked()
    await card.get_by_label("はじめの日").fill("2027-04-01")
    await visitor.press(card, "用意する")
    await expect(card).to_contain_text("シーズン7を用意しました。引き継いだ約束：2件")
    await expect(card).to_contain_text("前のシーズンから引き継いだ約束：2件")

    await visitor.become(AKARI)
    await visitor.say("シーズン S7")
    seen = by_id(visitor.page, await id_of(visitor.cards("これから始まるシーズンです。").last))
    await expect(seen).to_contain_text("#safety")
    await expect(seen).not_to_contain_text("#translation")
    await expect(seen.get_by_role("button", name="内容を変える")).to_have_count(0)
    assert rehearsal.export(root)["status"] == "promised"
