"""The rehearsal's page, used as a person would: with a real browser, in front of a bot that only listens."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Final
from urllib.parse import quote

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from tests.rehearsal.playing import AKARI, CARD, CHANNEL, HANA, KEN, FakeBot, Player, thread

FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOSTILE: Final = "<img src=x onerror=\"document.title='taken'\"><b>太字</b>"
pytestmark = pytest.mark.browser


@pytest.fixture
async def page(chromium: str, player: Player) -> AsyncIterator[Page]:
    """The page, opened by Hana, who has the bot in her chats. A fault in its scripts fails the test."""
    await player.act("install", by=HANA)
    faults: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = await browser.new_page(viewport={"width": 1280, "height": 800})
        page.on("pageerror", lambda error: faults.append(str(error)))
        await page.goto(f"{player.url}/?as={HANA}&lang=ja")
        await expect(page.locator("#person")).to_have_value(HANA)
        yield page
        await browser.close()
    assert faults == []


def form(title: str, post: str | None = None) -> dict[str, object]:
    """A card with a box to write in, a button, and a link to a post."""
    link = f"https://teams.microsoft.com/l/message/{CHANNEL}/{post}"
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [
            {"type": "TextBlock", "text": title},
            {"type": "Input.Text", "id": "word", "label": "ひとこと"},
        ],
        "actions": [
            {"type": "Action.Execute", "title": "担当します", "verb": "claim", "data": {"follow_up": "f-1"}},
            {"type": "Action.OpenUrl", "title": "Teamsで開く", "url": link},
        ],
    }


async def send_form(player: Player, title: str, post: str | None = None) -> str:
    """The bot sends Hana the form and gives the message's id."""
    content = {"contentType": CARD, "content": form(title, post)}
    return await player.sent(await player.chat(HANA), summary=title, attachments=[content])


def message(page: Page, message_id: str) -> Locator:
    return page.locator(f'[data-message="{message_id}"]')


async def test_a_post_and_a_reply_show_and_reach_the_bot(page: Page, bot: FakeBot) -> None:
    await page.locator("#post-text").fill("議事録を試しました")
    await page.locator("#post-send").click()
    post = page.locator("#channel [data-thread]").filter(has_text="議事録を試しました")
    await post.locator(".reply-open").click()
    await post.locator(".reply-box textarea").fill("つづきです")
    await post.locator(".reply-box .send").click()
    await expect(post.locator(".replies [data-message] .text")).to_have_text("つづきです")
    await expect(post.locator(".reply-box")).to_have_count(0)
    await expect(page.locator("#post-text")).to_have_value("")
    assert [heard.get("text") for heard in bot.heard[-2:]] == ["議事録を試しました", "つづきです"]


async def test_a_reaction_says_its_kind_and_by_whom_and_can_be_taken_back(page: Page, player: Player) -> None:
    post = (await player.act("post", by=AKARI, text="試しました"))["id"]
    like = message(page, post).locator('[data-reaction="like"]')
    await like.click()
    await expect(like).to_have_attribute("aria-pressed", "true")
    await expect(like).to_have_text("いいね上田 花")
    await like.click()
    await expect(like).to_have_attribute("aria-pressed", "false")
    await expect(like).to_have_text("")


async def test_one_edits_and_deletes_what_one_wrote_and_nothing_else(page: Page, player: Player) -> None:
    mine = (await player.act("post", by=HANA, text="はじめ"))["id"]
    theirs = (await player.act("post", by=KEN, text="よそ"))["id"]
    await message(page, mine).locator("button.edit").click()
    await message(page, mine).locator(".editor textarea").fill("あらため")
    await message(page, mine).locator(".editor .save").click()
    await expect(message(page, mine).locator(".text")).to_have_text("あらため")
    await expect(message(page, mine).locator(".marks")).to_contain_text("編集済み")
    await message(page, mine).locator("button.remove").click()
    await expect(message(page, mine)).to_contain_text("削除されました")
    await message(page, mine).locator("button.undelete").click()
    await expect(message(page, mine).locator(".text")).to_have_text("あらため")
    await expect(message(page, theirs).locator("button.edit")).to_be_hidden()


async def test_hostile_text_stays_text(page: Page, player: Player) -> None:
    post = (await player.act("post", by=AKARI, text=HOSTILE))["id"]
    await send_form(player, HOSTILE)
    await expect(message(page, post).locator(".text")).to_have_text(HOSTILE)
    await expect(page.locator("#chat .card")).to_contain_text(HOSTILE)
    await expect(page.locator("main :is(img, b)")).to_have_count(0)
    assert await page.title() == "Aizuchi リハーサル"


async def test_what_is_typed_in_a_card_survives_what_others_do_and_is_sent(
    page: Page, player: Player, bot: FakeBot
) -> None:
    card = message(page, await send_form(player, "お願いできますか"))
    await card.get_by_label("ひとこと").fill("書きかけ")
    await player.act("post", by=AKARI, text="そのあいだの投稿")
    await expect(page.locator("#channel")).to_contain_text("そのあいだの投稿")
    await expect(card.get_by_label("ひとこと")).to_have_value("書きかけ")
    await expect(card.get_by_label("ひとこと")).to_be_focused()
    text = "application/vnd.microsoft.activity.message"
    bot.answers.append((200, {"statusCode": 200, "type": text, "value": "伝えました"}))
    await card.get_by_role("button", name="担当します").click()
    await expect(card.get_by_role("status")).to_have_text("伝えました")
    assert bot.last()["value"]["action"]["data"] == {"follow_up": "f-1", "word": "書きかけ"}


async def test_what_is_typed_moves_to_the_card_that_replaces_this_one(page: Page, player: Player) -> None:
    sent = await send_form(player, "お願いできますか")
    box = message(page, sent).get_by_label("ひとこと")
    await box.fill("書きかけ")
    chat = quote(await player.chat(HANA), safe="")
    content = {"contentType": CARD, "content": form("もうすぐ時間です")}
    update = {"type": "message", "attachments": [content]}
    await player.teams("PUT", f"v3/conversations/{chat}/activities/{sent}", update)
    await expect(message(page, sent).locator(".card")).to_contain_text("もうすぐ時間です")
    await expect(box).to_have_value("書きかけ")
    await expect(box).to_be_focused()


async def test_a_press_brings_the_next_card(page: Page, player: Player, bot: FakeBot) -> None:
    card = message(page, await send_form(player, "お願いできますか"))
    done = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": "担当になりました"}]}
    bot.answers.append((200, {"statusCode": 200, "type": CARD, "value": done}))
    await card.get_by_role("button", name="担当します").click()
    await expect(card.locator(".card")).to_have_text("担当になりました")


async def test_when_the_bot_fails_the_page_says_so_and_keeps_what_was_typed(
    page: Page, player: Player, bot: FakeBot
) -> None:
    card = message(page, await send_form(player, "お願いできますか"))
    await card.get_by_label("ひとこと").fill("書きかけ")
    bot.answers.append((500, None))
    await card.get_by_role("button", name="担当します").click()
    await expect(card.get_by_role("status")).to_contain_text("ボットから応答がありませんでした")
    await expect(card.get_by_label("ひとこと")).to_have_value("書きかけ")
    await expect(card.get_by_role("button", name="担当します")).to_be_enabled()


async def test_a_link_to_a_post_leads_to_it_on_the_page(page: Page, player: Player) -> None:
    posts = [(await player.act("post", by=AKARI, text=f"投稿 {number}"))["id"] for number in range(12)]
    card = message(page, await send_form(player, "見ていただけますか", posts[0]))
    await card.get_by_role("link", name="Teamsで開く").click()
    await expect(message(page, posts[0])).to_be_focused()
    await expect(message(page, posts[0])).to_be_in_viewport()


async def test_an_only_you_message_shows_to_that_person_alone(page: Page, player: Player) -> None:
    post = (await player.act("post", by=AKARI, text="試しました"))["id"]
    await player.act("slash", by=HANA, thread=post, text="/status")
    only_mine = page.locator(f'[data-thread="{post}"] .replies [data-message]')
    await expect(only_mine).to_contain_text("自分だけに見えています")
    await page.locator("#person").select_option(KEN)
    await expect(only_mine).to_have_count(0)


async def test_a_private_message_to_someone_else_is_counted_beside_the_chooser(page: Page, player: Player) -> None:
    await player.act("install", by=KEN)
    await player.sent(await player.chat(KEN), text="お知らせです")
    chip = page.locator(f'#unread [data-person="{KEN}"]')
    await expect(chip).to_contain_text("1")
    await chip.click()
    await expect(page.locator("#person")).to_have_value(KEN)
    await expect(page.locator("#chat [data-message]:visible")).to_contain_text("お知らせです")


async def test_the_clock_moves_when_told(page: Page) -> None:
    await expect(page.locator("#clock")).to_contain_text("2026年11月25日(水) 10:0")
    await page.locator('[data-advance="86400"]').click()
    await expect(page.locator("#clock")).to_contain_text("2026年11月26日(木)")
    await page.locator('[data-rate="300"]').click()
    await expect(page.locator('[data-rate="300"]')).to_have_attribute("aria-pressed", "true")


async def test_the_page_speaks_english_when_asked(page: Page) -> None:
    await page.locator("#language").click()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.locator("#post-send")).to_have_text("Post")
    await expect(page.locator("#language")).to_have_text("日本語")


async def test_nothing_scrolls_sideways_on_a_phone(page: Page, player: Player) -> None:
    await player.act("post", by=AKARI, text="https://example.com/" + "a" * 300)
    await player.act("install", by=KEN)
    await player.sent(await player.chat(KEN), text="お知らせです")
    await send_form(player, "あ" * 200)
    await page.set_viewport_size({"width": 390, "height": 844})
    await expect(page.locator("#unread button")).to_be_visible()
    for half in ("channel", "chat"):
        await page.locator(f'[data-go="{half}"]').click()
        await expect(page.locator(f"#{half} [data-message]").last).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") == 390
        assert await page.evaluate(f"document.querySelector('#{half}-scroller').scrollWidth") <= 390


async def test_the_threads_hook_holds_the_post(page: Page, player: Player) -> None:
    post = (await player.act("post", by=AKARI, text="試しました"))["id"]
    reply = (await player.act("reply", by=KEN, thread=thread(post), text="いいですね"))["id"]
    whole = page.locator(f'[data-thread="{post}"]')
    await expect(whole.locator(f'[data-message="{post}"] .text')).to_have_text("試しました")
    await expect(whole.locator(f'.replies [data-message="{reply}"] .text')).to_have_text("いいですね")
