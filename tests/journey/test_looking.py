"""Two responders open the same post, in a browser in front of what ``make run`` starts."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.journey.conftest import Visit
from tests.journey.playing import AKARI, KEN
from tests.journey.test_acts import shown

pytestmark = pytest.mark.browser

WATARU = "aaaaaaaa-0000-4000-8000-000000000008"
"""A champion: owner of no theme, so that their queue shows all."""


async def test_the_second_to_open_a_post_reads_who_has_it_open(visit: Visit) -> None:
    visitor = await visit(AKARI)
    await visitor.post("議事録の見出しをそろえる頼み方はありますか？")
    first = await shown(visitor, KEN, "議事録の見出し")
    await expect(first).not_to_contain_text("いま開いています")
    second = await shown(visitor, WATARU, "議事録の見出し")
    await expect(second).to_contain_text("伊東 健さんも、いま開いています。")
    await visitor.press(second, "担当します")
    await expect(second).to_contain_text("この投稿はあなたの担当になりました。")
    await expect(second).not_to_contain_text("いま開いています")
