"""Why a card came is said truly: only a theme's owner hears of a post on their theme."""

from __future__ import annotations

from dataclasses import replace

from bot.cards.render import render
from locales import say
from models.views import FollowUpView
from tests.bot.cards.examples import FOLLOW_UPS


def heading(view: FollowUpView) -> str:
    return str(render(view, "ja", "Asia/Tokyo").card["body"][0]["text"])


def test_who_was_chosen_for_having_the_fewest_is_not_told_of_a_theme_of_theirs() -> None:
    asked = next(view for view in FOLLOW_UPS.values() if view.asks == "owner" and not view.mine and view.notice is None)
    themed, bare = replace(asked, theme="議事録と会議"), replace(asked, theme=None)
    assert heading(themed) == say(f"heading-owner-{asked.owed}", {}, "ja", "Asia/Tokyo")
    assert heading(bare) == say(f"heading-pmo-{asked.owed}", {}, "ja", "Asia/Tokyo")
