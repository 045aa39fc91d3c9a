"""The main journey, walked by people in a browser in front of what ``make run`` starts: from a post to its answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final

import pytest
from playwright.async_api import Locator, Page, Route, expect

from tests.journey.conftest import Visit
from tests.journey.playing import AKARI, HANA, KEN, Visitor, by_id, id_of
from tests.journey.running import Rehearsal

pytestmark = pytest.mark.browser

POST: Final = "会議の議事録を、話した人ごとに分ける方法はありますか？"
WORD: Final = "出席者名簿を先に渡す方法を試しています。"
ANSWER: Final = "名簿を先に貼って「発言ごとに名前を書いて」と頼むと、きれいに分かれました。"
CLAIM: Final = "担当します"


async def test_a_post_is_reacted_to_nudged_claimed_promised_and_answered_and_then_all_is_quiet(
    visit: Visit, rehearsal: Rehearsal
) -> None:
    before = await asyncio.to_thread(rehearsal.audit)
    akari = await visit(AKARI)
    thread = await akari.post(POST)
    await expect(thread.locator('[data-reaction="like"]')).to_contain_text("Aizuchi")

    await akari.page.locator('[data-rate="60"]').click()
    await akari.move_on(hours=3)
    ken = akari
    await ken.page.locator(f'#unread [data-person="{KEN}"]').click()
    await expect(ken.cards(POST)).to_contain_text("お返事を待っている投稿が2件あります。お願いできますか？")

    await ken.move_on(days=1)
    await ken.page.locator('[data-rate="1"]').click()
    wider = ken.cards("お返事を待っている投稿が").filter(has_text=POST, has_not_text="投稿が2件")
    await expect(wider, "the card of the next step has more on it, and took the first one's place").to_have_count(1)
    await expect(ken.cards("お返事を待っている投稿が")).to_have_count(1)
    nudge = await opened(ken)

    hana = await left_behind(await visit(HANA), await visit(HANA))
    await ken.press(nudge, CLAIM)
    await expect(nudge).to_contain_text("この投稿はあなたの担当になりました。")
    await hana.press_claim()
    await expect(hana.card).to_contain_text("伊東 健さんがすでに担当しています。")

    await promise(ken, nudge, "2026-11-27", WORD)
    await expect(nudge).to_contain_text("11月27日(金)までに返事することを、スレッドに書き込みます。")
    await expect(thread.locator(".replies .bot .text")).to_have_text(
        f"伊東 健さんより：11月27日(金)までにお返事します。「{WORD}」"
    )

    await ken.reply(thread, ANSWER)
    await expect(nudge).to_contain_text("回答が届いた投稿です")
    await expect(nudge).to_contain_text("伊東 健さんが回答しました。")

    await expect(ken.cards("お返事を待っている投稿が")).not_to_contain_text(POST)
    await ken.move_on(days=4)
    await expect(ken.page.locator('#chat time[datetime^="2026-11-30"]:visible').first).to_be_visible()
    await expect(ken.cards(POST)).to_have_count(1)
    await expect(nudge).to_contain_text("回答が届いた投稿です")
    await expect(ken.page.locator("#channel .message.bot")).to_have_count(1)

    await shows_in_the_ledger(rehearsal, before, await thread.get_attribute("data-thread") or "")


async def shows_in_the_ledger(rehearsal: Rehearsal, before: dict[str, int], message_id: str) -> None:
    """The audit counts one post and one answer more, and the export tells how it went."""
    after = await asyncio.to_thread(rehearsal.audit)
    assert (after["posts"], after["answered"]) == (before["posts"] + 1, before["answered"] + 1)
    assert (after["unreacted"], after["undelivered"], after["uncertain"]) == (0, 0, 0)
    row = await asyncio.to_thread(rehearsal.export, message_id)
    assert (row["status"], row["received_by"], row["answered_by"]) == ("answered", KEN, KEN)
    assert (row["promises_kept"], row["promises_late"], row["nudges"], row["reopened"]) == (1, 0, 2, 0)
    assert row["posted_at"] <= row["reacted_at"] < row["received_at"] <= row["answered_at"] < "2026-11-27T00:00"


async def opened(visitor: Visitor) -> Locator:
    """The post's own card, brought by its row of the nudge card."""
    return await visitor.open_from("お返事を待っている投稿が", POST)


async def promise(visitor: Visitor, card: Locator, until: str, word: str) -> None:
    await visitor.press(card, "返事の日を約束する")
    await card.get_by_label("または、ほかの日").fill(until)
    await card.get_by_label("ひとこと添える").fill(word)
    await visitor.press(card, "この日で約束する")


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A window that shows no more what changes, as on a train: its card still offers what somebody has done by now."""

    window: Visitor
    card: Locator
    elsewhere: Locator
    """The same card in another window of the same person, where it changes."""
    line: asyncio.Event

    async def press_claim(self) -> None:
        """Presses once the card has changed in the other window; then this one is up to date again."""
        await expect(self.elsewhere).to_contain_text("伊東 健さんが担当しています。")
        async with self.window.page.expect_response("**/rehearsal/press"):
            await self.window.press(self.card, CLAIM)
        self.line.set()


async def left_behind(window: Visitor, other: Visitor) -> LeftBehind:
    message_id = await id_of(await opened(window))
    line = await cut_off(window.page)
    return LeftBehind(window, by_id(window.page, message_id), by_id(other.page, message_id), line)


async def cut_off(page: Page) -> asyncio.Event:
    """What the page asks for waits until the event is set."""
    line = asyncio.Event()

    async def wait(route: Route) -> None:
        await line.wait()
        await route.continue_()

    await page.route("**/rehearsal/state", wait)
    return line
