"""The pages and files that a member takes along, as a browser gets them from the wired bot."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from aiohttp.test_utils import TestClient, TestServer
from playwright.async_api import async_playwright
from sqlalchemy import select

from app import wired
from models.db import trail
from models.db.tables.ledger import posts
from models.incoming import Person
from models.record_views import KeptView, TakenView
from models.trail import Saw
from settings import Settings
from tests.bot.cards.hostile import HOSTILE
from tests.handlers.test_me import TWO_SEASONS, a_season, praised
from tests.stage import HANA, SORA, TEAM, YUI, Stage, person, staged

EVIL: Final = '</style><script>document.title="taken"</script><img src=x onerror=alert(1)>'
PICTURES: Final = Path(__file__).parents[2] / "var" / "pictures"


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, TWO_SEASONS, migrated=True) as made:
        yield made


@asynccontextmanager
async def browser(stage: Stage, url: str) -> AsyncIterator[TestClient[Any, Any]]:
    """In front of another process of the same bot."""
    settings = Settings(database_url=url)
    clocks = (lambda: stage.clock.now, lambda: stage.clock.wall)
    async with wired(settings, *clocks) as app, TestClient(TestServer(app.web)) as client:
        yield client


async def taken(stage: Stage, who: Person, **fields: Any) -> TakenView:
    view = (await stage.look(who, "take_record", community=TEAM, **fields)).view
    assert isinstance(view, TakenView)
    return view


async def test_a_season_is_printed_in_either_language(stage: Stage, migrated_url: str) -> None:
    await a_season(stage)
    view = await taken(stage, SORA, season="S6")
    async with browser(stage, migrated_url) as client:
        pages = {language: await (await client.get(f"/papers/{token}")).text() for language, token in view.pages}
    japanese, english = pages["ja"], pages["en"]
    for page in pages.values():
        assert "議事録を作ってみました。" in page
        assert "助かりました。" in page
        assert "会議の要約を頼んでみた" in page
        assert "問い合わせの返事を早くしたいです。" not in page, "what others wrote is theirs"
    assert "青木 空さんの活動の記録" in japanese
    assert "はじめての投稿：2026年11月30日" in japanese
    assert '<html lang="en">' in english
    assert "What 青木 空 did here" in english


async def test_the_file_holds_the_same_as_the_page(stage: Stage, migrated_url: str) -> None:
    await a_season(stage)
    view = await taken(stage, SORA, everything=True)
    async with browser(stage, migrated_url) as client:
        answer = await client.get(f"/papers/{view.file}")
        assert answer.content_type == "text/markdown"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="record.md"'
        text = await answer.text()
    assert text.startswith("# 青木 空さんの活動の記録\n")
    assert "## シーズン6\n" in text
    assert "- 2026年11月30日(月) [議事録と会議] 議事録を作ってみました。\n" in text
    assert "- 2026年11月30日(月) 助かりました。 （Yui Katoさんから）\n" in text
    assert "- 2026年11月30日(月) [議事録と会議] 会議の要約を頼んでみた 今回はうまくいきませんでした。" in text


async def test_who_has_no_known_name_is_called_a_member(stage: Stage, migrated_url: str) -> None:
    one, other = person(300, ""), person(301, "")
    for who in (one, other):
        await stage.post(who)
    await praised(stage, one, other, "助かりました。")
    view = await taken(stage, other, everything=True)
    async with browser(stage, migrated_url) as client:
        pages = {language: await (await client.get(f"/papers/{token}")).text() for language, token in view.pages}
        text = await (await client.get(f"/papers/{view.file}")).text()
    assert "<h1>メンバーさんの活動の記録</h1>" in pages["ja"]
    assert "<footer>メンバーさんから、" in pages["ja"]
    assert "<h1>What a member did here</h1>" in pages["en"]
    assert "<footer>From a member, " in pages["en"]
    assert text.startswith("# メンバーさんの活動の記録\n")


async def test_what_people_wrote_is_never_read_as_markup(stage: Stage, migrated_url: str) -> None:
    villain = Person(SORA.id, SORA.teams_id, EVIL)
    await stage.post(villain, f"{EVIL} {HOSTILE}")
    await praised(stage, YUI, HANA, EVIL)
    await praised(stage, villain, HANA, f"{EVIL}!")
    async with browser(stage, migrated_url) as client:
        for who in (villain, HANA):
            kept = (await stage.look(who, "see_kept", community=TEAM)).view
            assert isinstance(kept, KeptView)
            for token in (*[token for _, token in (await taken(stage, who, everything=True)).pages], kept.page):
                page = await (await client.get(f"/papers/{token}")).text()
                assert "&lt;script&gt;" in page
                assert "<script" not in page
                assert "<img" not in page


async def test_what_is_kept_is_read_and_taken_as_json(stage: Stage, migrated_url: str) -> None:
    await a_season(stage)
    kept = (await stage.look(SORA, "see_kept", community=TEAM)).view
    assert isinstance(kept, KeptView)
    async with browser(stage, migrated_url) as client:
        page = await (await client.get(f"/papers/{kept.page}")).text()
        answer = await client.get(f"/papers/{kept.file}")
        found = json.loads(await answer.text())
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kept.json"'
    assert "議事録を作ってみました。" in page
    assert "青木 空さんについて残っている情報" in page
    assert {row["author_id"] for row in found["post"]} == {SORA.id}
    for told in (page, json.dumps(found)):
        assert HANA.id not in told
        assert YUI.id not in told


async def test_a_reload_writes_nothing_more_down(stage: Stage, migrated_url: str) -> None:
    await a_season(stage)
    view = await taken(stage, SORA, season="S6")
    async with browser(stage, migrated_url) as client:
        for _ in range(3):
            assert (await client.get(f"/papers/{view.file}")).status == 200
    lines = await stage.store.read(lambda tx: trail.lines(tx, SORA.id), stage.clock.now)
    assert [(line.act, line.detail) for line in lines] == [(Saw.OPENED, "record_file")]


async def test_the_wired_bot_calls_who_is_forgotten_by_a_sentence(stage: Stage, migrated_url: str) -> None:
    await a_season(stage)
    async with browser(stage, migrated_url):
        await stage.look(SORA, "forget_me", community=TEAM)
    names = await stage.store.read(
        lambda tx: set(tx.connection.execute(select(posts.c.author_name)).scalars()), stage.clock.now
    )
    assert names == {"お名前を消したメンバー", YUI.name}


async def test_who_is_forgotten_meanwhile_has_no_page_any_more(stage: Stage, migrated_url: str) -> None:
    await a_season(stage)
    view = await taken(stage, SORA, season="S6")
    await stage.look(SORA, "forget_me", community=TEAM)
    async with browser(stage, migrated_url) as client:
        for token in (view.file, *[token for _, token in view.pages]):
            assert (await client.get(f"/papers/{token}")).status == 404


@pytest.mark.browser
async def test_a_page_fits_a_phone_and_a_sheet_of_paper(stage: Stage, migrated_url: str, chromium: str) -> None:
    await a_season(stage)
    await stage.post(SORA, "長いことばも折り返します。" * 30 + "https://example.com/" + "x" * 200)
    view = await taken(stage, SORA, everything=True)
    kept = (await stage.look(SORA, "see_kept", community=TEAM)).view
    assert isinstance(kept, KeptView)
    PICTURES.mkdir(parents=True, exist_ok=True)
    named = {"record-page": view.pages[0][1], "kept-page": kept.page}
    async with browser(stage, migrated_url) as client, async_playwright() as playwright:
        window = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        complaints: list[str] = []
        for name, token in named.items():
            page = await window.new_page()
            page.on("console", lambda told: complaints.append(told.text))
            for width in (360, 900):
                await page.set_viewport_size({"width": width, "height": 800})
                await page.goto(str(client.make_url(f"/papers/{token}")))
                wide = await page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
                assert wide <= 0
                await page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)
            sheets = await page.pdf(prefer_css_page_size=True)
            (PICTURES / f"{name}.pdf").write_bytes(sheets)
            assert b"/MediaBox [0 0 594.95996 841.91998]" in sheets or b"/MediaBox [0 0 595" in sheets
        assert complaints == [], "nothing on the pages is kept from styling them"
        await window.close()
