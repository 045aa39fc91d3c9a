"""Cards of the end of a season in every state, as views."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from models.roll import Called, Naming
from models.roll_views import RollCounts, RollView
from models.touch_list import Reason
from models.touch_views import TouchListView, TouchRow
from models.views import View
from tests.bot.cards.hostile import HOSTILE

TOKENS: Final = tuple((kind, letter * 43) for kind, letter in (("html", "A"), ("csv", "B"), ("pptx", "C")))
MEMBER: Final = RollView(
    "S6", "シーズン6", is_over=False, released=False, shown_as=Called("青木 空", "あおき そら"), wish=Naming()
)
LEAD: Final = replace(MEMBER, is_over=True, counts=RollCounts(408, 3, 1, 0), may_release=True)
ROLLS: Final[dict[str, View]] = {
    "member": MEMBER,
    "member-without-reading": replace(MEMBER, shown_as=Called("青木 空"), wish=Naming(called="青木 空")),
    "member-not-named": replace(
        MEMBER, shown_as=None, wish=Naming(hidden=True), notice=("roll-naming-kept", {}), is_over=True, released=True
    ),
    "member-may-open": replace(MEMBER, is_over=True, released=True),
    "member-opened": replace(MEMBER, is_over=True, released=True, links=TOKENS[:1]),
    "member-refused": replace(MEMBER, notice=("refused-roll-reading", {"limit": 80})),
    "guest": replace(MEMBER, released=True, is_guest=True),
    "no-season": replace(MEMBER, season=None, name=""),
    "lead-preview": replace(LEAD, is_over=False),
    "lead-over": replace(LEAD, links=TOKENS),
    "lead-released": replace(LEAD, released=True, notice=("roll-released", {})),
    "lead-missing": replace(LEAD, counts=RollCounts(1, 0, 0, 2)),
    "pmo": replace(LEAD, may_release=False),
    "hostile": replace(
        LEAD, name=HOSTILE, shown_as=Called(HOSTILE, HOSTILE), wish=Naming(HOSTILE, HOSTILE), links=TOKENS
    ),
}

TOUCH: Final = TouchRow(
    author_id="aaaaaaaa-0000-4000-8000-000000000100",
    author="青木 空",
    text="はじめまして。会議の要約を頼んでみたのですが、だれの発言かがわからなくなりました。",
    link="https://teams.microsoft.com/l/message/19%3Aplaza%40thread.tacv2/1?tenantId=x",
    at=datetime(2026, 11, 27, 1, 5, tzinfo=UTC),
    reason=Reason.NEWCOMER,
    theme="議事録と会議",
)
FULL: Final = (
    TOUCH,
    replace(TOUCH, author="加藤 結衣", reason=Reason.TRIED, theme=None),
    replace(TOUCH, author="Jan de Vries", reason=Reason.FAR_AWAY, region="Amsterdam"),
    replace(TOUCH, author="", reason=Reason.FAR_AWAY, text="", theme=None),
    replace(TOUCH, author="桐生 みなみ", reason=Reason.LONG_WITHOUT),
)
TOUCH_LISTS: Final[dict[str, View]] = {
    "one": TouchListView((TOUCH,), wished=False),
    "full-weekly": TouchListView(FULL, wished=True, weekly=True),
    "none": TouchListView((), wished=False),
    "wished": TouchListView((), wished=True, notice=("touches-wished", {})),
    "stopped": TouchListView((TOUCH,), wished=False, notice=("touches-stopped", {})),
    "hostile": TouchListView(
        (replace(TOUCH, author=HOSTILE, text=HOSTILE * 5, theme=HOSTILE, region=HOSTILE, reason=Reason.FAR_AWAY),) * 5,
        wished=True,
    ),
}
