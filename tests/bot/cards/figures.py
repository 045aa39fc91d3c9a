"""Seasons in figures, as the tests of the cards draw them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from models.statistics.told import (
    Attempts,
    AttemptSide,
    Figures,
    LayerReach,
    Load,
    Loads,
    Measured,
    Month,
    Report,
    Said,
    Side,
    Spread,
    Week,
)
from models.views import StatsView
from tests.bot.cards.hostile import HOSTILE

FIGURES: Final = Figures(
    posts=1264,
    posters=318,
    days=56,
    per_day=1264 / 56,
    returning=140,
    owed=1240,
    newcomers=97,
    received=1239,
    answered=1190,
    waiting=12,
    promised=18,
    settled=20,
    lapsed=0,
    late=2,
    reopened=31,
    answered_by_peers=204,
    touched_by_executives=44,
    promises_kept=73,
    promises_late=4,
    median_to_receipt=timedelta(minutes=14),
    p90_to_receipt=timedelta(hours=1, minutes=50),
    median_to_answer=timedelta(hours=3, minutes=5),
    p90_to_answer=timedelta(hours=11),
    oldest_waiting=timedelta(hours=9, minutes=20),
    newcomers_median_to_receipt=timedelta(minutes=9),
    newcomers_p90_to_receipt=timedelta(minutes=28),
    newcomers_again=61,
)
SIDE: Final = Side(
    kind="newcomer",
    name="first",
    people=97,
    owed=97,
    received=97,
    answered=95,
    median_to_receipt=timedelta(minutes=9),
    p90_to_receipt=timedelta(minutes=28),
    median_to_answer=timedelta(hours=2),
    p90_to_answer=timedelta(hours=8),
)
SIDES: Final = (
    SIDE,
    replace(SIDE, name="others", people=221, owed=1143, received=1142, answered=1095),
    replace(SIDE, kind="region", name="", people=250, owed=1000, received=1000, answered=980),
    replace(SIDE, kind="region", name="欧州", people=68, owed=240, received=239, answered=210, median_to_answer=None),
    replace(SIDE, kind="department", name="経理部", people=40, owed=140, received=140, answered=120),
    replace(SIDE, kind="department", name="", people=278, owed=1100, received=1099, answered=1070),
)
SPREADS: Final = (
    Spread("newcomer", "others", 0, "others", 1, "others", timedelta(minutes=2), "others", timedelta(hours=1)),
    Spread("region", "欧州", 1, "欧州", 8, "欧州", timedelta(), "欧州", None),
    Spread("department", "", 0, "経理部", 10, "経理部", timedelta(minutes=5), "経理部", timedelta(hours=1)),
)
ATTEMPTS: Final = Attempts(
    attempts=186,
    people=97,
    worked=74,
    partly=61,
    not_this_time=51,
    hours_saved=412.25,
    hours_told=44,
    hours_people=31,
)
ATTEMPT_SIDES: Final = (
    AttemptSide("theme", "議事録と会議", 52, 88, 40, 28, 20),
    AttemptSide("theme", "", 45, 98, 34, 33, 31),
    AttemptSide("department", "経理部", 12, 20, 8, 7, 5),
    AttemptSide("department", "", 85, 166, 66, 54, 46),
)
NONE_TRIED: Final = Attempts(0, 0, 0, 0, 0, 0.0, 0, 0)
REPORT: Final = Report(
    community="AIZAQ",
    season="シーズン6",
    theme=None,
    at=datetime(2026, 11, 25, 1, 0, tzinfo=UTC),
    figures=FIGURES,
    before_season="シーズン5",
    before=replace(FIGURES, posts=3100, owed=3050, received=2990, answered=2800, median_to_answer=None),
    weeks=tuple(
        Week(date(2026, 9, 28) + timedelta(weeks=number), 140 + number, 90, 138, 137, 130, None, None)
        for number in range(9)
    ),
    months=(Month(date(2026, 10, 1), 212, 400), Month(date(2026, 11, 1), 230, None)),
    sides=SIDES,
    spreads=SPREADS,
    measures=(
        Measured("help_desk_inquiries", 312.0, date(2026, 11, 1), 330.5, 420.0, -108.0),
        Measured("satisfaction", 4.2, date(2026, 10, 1), 4.2, None, None),
        Measured("licences", None, None, None, 800.0, None),
    ),
    attempts=ATTEMPTS,
    attempts_before=replace(ATTEMPTS, attempts=40, people=1),
    attempt_sides=ATTEMPT_SIDES,
    layers=(
        LayerReach("basic", "", 412, 331),
        LayerReach("basic", "経理部", 61, 40),
        LayerReach("basic", "営業一部", 88, 88),
        LayerReach("applied", "", 412, 97),
        LayerReach("applied", "経理部", 61, 0),
        LayerReach("applied", "営業一部", 88, 12),
        LayerReach("expert", "", 412, 7),
        LayerReach("expert", "経理部", 61, 1),
        LayerReach("expert", "営業一部", 88, 0),
    ),
    mentions=(
        *(
            Said("talks", date(2026, 10, day), f"AI活用の現場から 第{day}回", "https://example.com/talk")
            for day in range(1, 6)
        ),
        Said("press", date(2026, 11, 20), "みんなで学ぶ生成AI", ""),
    ),
)
LOADS: Final = Loads(
    (Load("a", "上田 花", 320, 12, 250, 180, 3), Load("b", "伊東 健", 410, 40, 300, 260, 5)), fairness=820 / 730
)
FIRST_DAY: Final = replace(
    REPORT,
    season=None,
    figures=replace(
        FIGURES,
        posts=1,
        posters=1,
        days=1,
        per_day=1.0,
        returning=0,
        owed=1,
        newcomers=1,
        received=1,
        answered=0,
        waiting=1,
        promised=0,
        settled=0,
        lapsed=0,
        late=0,
        reopened=0,
        answered_by_peers=0,
        touched_by_executives=0,
        promises_kept=0,
        promises_late=0,
        median_to_receipt=None,
        p90_to_receipt=None,
        median_to_answer=None,
        p90_to_answer=None,
        oldest_waiting=timedelta(minutes=3),
        newcomers_median_to_receipt=None,
        newcomers_p90_to_receipt=None,
        newcomers_again=0,
    ),
    before_season=None,
    before=None,
    weeks=REPORT.weeks[:1],
    months=(),
    sides=(),
    spreads=(),
    measures=(),
    attempts=NONE_TRIED,
    attempts_before=None,
    attempt_sides=(),
)
NAMED_HOSTILELY: Final = replace(
    REPORT,
    attempt_sides=tuple(replace(side, name=HOSTILE) for side in ATTEMPT_SIDES),
    mentions=(Said("talks", date(2026, 10, 1), HOSTILE, HOSTILE),),
    layers=(LayerReach("basic", "", 9, 5), LayerReach("basic", HOSTILE, 9, 5)),
    community=HOSTILE,
    season=HOSTILE,
    theme=HOSTILE,
    before_season=HOSTILE,
    sides=tuple(replace(side, name=HOSTILE) if side.kind != "newcomer" else side for side in SIDES),
    spreads=tuple(
        replace(one, received_worst=HOSTILE, answered_worst=HOSTILE, receipt_worst=HOSTILE, answer_worst=HOSTILE)
        if one.kind != "newcomer"
        else one
        for one in SPREADS
    ),
)
LONGEST: Final = replace(
    REPORT,
    weeks=tuple(
        Week(date(2026, 9, 28) + timedelta(weeks=number), 140, 90, 138, 137, 130, None, None) for number in range(53)
    ),
    sides=tuple(
        replace(side, kind=kind, name=f"{number:02} {'とても長い名前の部署' * 9}", people=number + 5)
        for kind in ("region", "department")
        for number, side in enumerate(SIDES * 3)
    ),
    months=tuple(Month(date(2026, 10, 1), 10_000, 12_000) for _ in range(12)),
)
STATS: Final[dict[str, StatsView]] = {
    "season": StatsView(REPORT),
    "pmo": StatsView(REPORT, LOADS, "S6", may_show=True),
    "lead": StatsView(REPORT, LOADS, "S6", may_show=True, may_enter=True, notice=("measures-kept", {"count": 2})),
    "shown": StatsView(REPORT, None, "S6", notice=("stats-shown", {})),
    "theme": StatsView(
        replace(REPORT, theme="議事録と会議", months=(), measures=(), before=None, attempt_sides=()),
        None,
        "S6",
        "meeting",
        may_show=True,
    ),
    "first-day": StatsView(FIRST_DAY),
    "none-yet": StatsView(replace(FIRST_DAY, figures=replace(FIRST_DAY.figures, posts=0))),
    "longest": StatsView(LONGEST, LOADS, "S6", may_show=True, may_enter=True),
    "hostile": StatsView(NAMED_HOSTILELY, replace(LOADS, members=(replace(LOADS.members[0], name=HOSTILE),))),
}
