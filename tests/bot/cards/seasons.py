"""The cards of the seasons and of the count, as views: part of examples.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

from models.amiss import KINDS
from models.community import Layer
from models.season_views import Amiss, AuditView, CountedDay, SeasonsView, ThemeRow, ThemesView
from tests.bot.cards.hostile import HOSTILE

MEETING: Final = ThemeRow("meeting", "議事録と会議", Layer.BASIC, ("伊東 健",), ("議事録", "会議", "minutes"))
INQUIRY: Final = ThemeRow("inquiry", "問い合わせ対応", None, ("上田 花", "森 美緒"), ("問い合わせ",))
BARE: Final = ThemeRow("ideas", "Ideas", Layer.EXPERT, (), ())
THEMES: Final = ThemesView("シーズン6", date(2026, 10, 1), date(2027, 3, 31), (MEETING, INQUIRY, BARE))
FULL: Final = replace(
    MEETING,
    owners=("伊東 健", "Dana Lee", "上田 花", "森 美緒", "大山 誠"),
    words=tuple("議事録と会議の準備" for _ in range(8)),
)

DAY: Final = CountedDay(date(2026, 11, 29), 53, 81, 51, 50, missing=0, gone=0, late=0, mended=0)
AUDIT: Final = AuditView(
    at=datetime(2026, 11, 30, 1, 0, tzinfo=UTC),
    posts=1042,
    waiting=6,
    claimed=2,
    promised=3,
    answered=970,
    settled=21,
    withdrawn=8,
    lapsed=0,
    beside=32,
    late=0,
    days=(DAY, replace(DAY, day=date(2026, 11, 28), posts=0, replies=0, owed=0, received=0)),
    amiss=(),
)

SEASON_CARDS: Final[dict[str, SeasonsView]] = {
    "themes-season": THEMES,
    "themes-many": replace(THEMES, themes=tuple(replace(FULL, code=f"theme-{one}") for one in range(30))),
    "themes-empty": replace(THEMES, themes=()),
    "themes-between": ThemesView(None, date(2027, 4, 1), None),
    "themes-none": ThemesView(None, None, None),
    "themes-hostile": replace(
        THEMES, season=HOSTILE, themes=(ThemeRow("x", HOSTILE, None, (HOSTILE,) * 9, (HOSTILE,) * 9),)
    ),
    "audit-fine": AUDIT,
    "audit-amiss": replace(
        AUDIT,
        late=2,
        days=(replace(DAY, missing=1, gone=2, late=3, mended=4),),
        amiss=tuple(Amiss(kind, 1 + number) for number, kind in enumerate(KINDS)),
    ),
    "audit-first-day": replace(
        AUDIT, posts=0, waiting=0, claimed=0, promised=0, answered=0, settled=0, withdrawn=0, beside=0, days=()
    ),
}
