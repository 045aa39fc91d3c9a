"""Cards of attempts in every state, as views."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from models.attempt_views import AttemptForm, AttemptRow, AttemptsView, AttemptView
from models.attempts import Came
from models.views import View
from tests.bot.cards.hostile import HOSTILE

ID: Final = "0123456789abcdef0123456789abcdef"
TRIED: Final = (
    "会議の要約をCopilotに頼んでみました。\n\n15人の会議だったので、だれの発言かがところどころ入れ替わりました。"
)
ROW: Final = AttemptRow(
    id=ID,
    version=1,
    at=datetime(2026, 11, 24, 2, 20, tzinfo=UTC),
    theme="議事録と会議",
    came_of_it=Came.NOT_THIS_TIME,
    tried=TRIED,
    learned="はじめに参加者の名前を伝えておくと、入れ替わりがかなり減りそうです。",
    minutes_before=None,
    minutes_after=None,
    times_a_month=None,
    people=None,
    posted="no",
)
SAVED: Final = replace(
    ROW, came_of_it=Came.WORKED, posted="yes", minutes_before=30, minutes_after=10, times_a_month=8, people=3
)
THEMES: Final = (("meeting", "議事録と会議"), ("inquiry", "問い合わせ対応"))
EMPTY: Final = AttemptForm(ID, 0, THEMES, may_post=True, fields={"people": "1"})
FILLED: Final = {
    "tried": TRIED,
    "theme": "meeting",
    "came_of_it": "not_this_time",
    "minutes_before": "三十",
    "minutes_after": "10",
    "times_a_month": "8",
    "people": "3",
}
ROWS: Final = tuple(
    replace(one, at=ROW.at - timedelta(days=days), tried="会議の要約をCopilotに頼んでみました。")
    for days, one in enumerate((SAVED, ROW, replace(ROW, came_of_it=Came.PARTLY, theme=None, learned="")))
)
LONGEST: Final = replace(ROW, tried="あ" * 120, learned="い" * 120, theme="う" * 60)

ATTEMPTS: Final[dict[str, View]] = {
    "first": AttemptsView("S6", "シーズン6", EMPTY),
    "form-above-others": AttemptsView("S6", "シーズン6", EMPTY, rows=ROWS, total=3),
    "form-refused": AttemptsView(
        "S6",
        "シーズン6",
        replace(EMPTY, fields=FILLED, posts=True),
        notice=("refused-attempt-minutes", {"value": "三十", "least": 0, "most": 100_000}),
    ),
    "form-no-theme-no-channel": AttemptsView("S6", "シーズン6", replace(EMPTY, themes=(), may_post=False)),
    "form-edit": AttemptsView(
        "S6", "シーズン6", replace(EMPTY, version=2, fields=FILLED | {"minutes_before": ""}, posts=True)
    ),
    "form-hostile": AttemptsView(
        "S6", HOSTILE, replace(EMPTY, themes=(("meeting", HOSTILE),), fields=dict.fromkeys(FILLED, HOSTILE))
    ),
    **{
        f"kept-{came}": AttemptsView("S6", "シーズン6", rows=ROWS, total=3, notice=(f"attempt-kept-{came.value}", {}))
        for came in Came
    },
    "page": AttemptsView("S6", "シーズン6", rows=(LONGEST,) * 5, total=17, page=1, pages=4),
    "not-posted": AttemptsView(
        "S6", "シーズン6", rows=(replace(ROW, posted="coming"), replace(ROW, posted="unsure")), total=2
    ),
    "none": AttemptsView("S6", "シーズン6", notice=("attempt-removed", {})),
    "of-an-earlier-season": AttemptsView(
        "S5", "シーズン5", rows=ROWS, total=3, is_on=False, others=(("S6", "シーズン6"), ("S4", "シーズン4"))
    ),
    "none-of-an-earlier-season": AttemptsView("S5", "シーズン5", is_on=False),
    "no-season-is-on": AttemptsView(
        "S6", "シーズン6", rows=ROWS, total=3, notice=("refused-attempt-no-season", {}), is_on=False
    ),
    "form-after-many-seasons": AttemptsView(
        "S9", "シーズン9", EMPTY, others=tuple((f"S{number}", f"シーズン{number}") for number in range(8, 0, -1))
    ),
    "removing": AttemptsView("S6", "シーズン6", removing=ROW),
    "removing-posted": AttemptsView("S6", "シーズン6", removing=SAVED),
    "rows-hostile": AttemptsView(
        "S6", HOSTILE, rows=(replace(SAVED, tried=HOSTILE, learned=HOSTILE, theme=HOSTILE),), total=1
    ),
}
SHOWN: Final[dict[str, View]] = {
    "not-this-time": AttemptView("青木 空", ROW),
    "saved": AttemptView("Dana Lee", SAVED),
    "some-numbers": AttemptView("青木 空", replace(ROW, minutes_before=30, people=3, theme=None, learned="")),
    "after-alone": AttemptView("青木 空", replace(ROW, minutes_after=10, times_a_month=2)),
    "longest": AttemptView("青木 空", replace(SAVED, tried="あいう\n" * 250, learned="え" * 1000)),
    "hostile": AttemptView(HOSTILE, replace(SAVED, tried=HOSTILE, learned=HOSTILE, theme=HOSTILE)),
}
