"""The lead reads what the bot reads, and chooses who answers, in a browser in front of what ``make run`` starts."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.journey.conftest import Visit
from tests.journey.playing import HANA, KEN

pytestmark = pytest.mark.browser


async def test_the_lead_is_greeted_and_chooses_the_pmo_and_who_is_new_hears_of_it(visit: Visit) -> None:
    visitor = await visit(HANA)
    greeting = visitor.cards("誰が見守るか").last
    await expect(greeting).to_contain_text("「AIZAQ」に追加してくださり、ありがとうございます。")
    await expect(greeting).to_contain_text("ほかのチームやチャット、ファイルは読みません。")
    await expect(greeting).to_contain_text("PMO：伊東 健")
    await expect(greeting.get_by_label("伊東 健", exact=True)).to_be_checked()
    await expect(greeting.get_by_label("伊東 健", exact=True)).to_have_count(1)
    await greeting.get_by_label("伊東 健", exact=True).uncheck()
    await greeting.get_by_label("大山 誠", exact=True).check()
    await visitor.press(greeting, "この方々に決める")
    await expect(greeting).to_contain_text("PMOを4人に決めました。")
    await expect(greeting).to_contain_text("PMO：大山 誠")
    await expect(greeting).not_to_contain_text("PMO：伊東 健")

    await visitor.become("aaaaaaaa-0000-4000-8000-000000000004")
    await expect(visitor.cards("PMO（返事を見守る方）に選びました。")).to_have_count(1)
    await visitor.become(KEN)
    await visitor.say("設定")
    await expect(visitor.cards("この設定は、コミュニティのリードの方が決めます。")).to_have_count(1)
