"""The cards of the seasons and of the count, as views: part of examples.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

from models.amiss import KINDS
from models.community import Layer, Phase, Role
from models.season_changes import Outline, ThemeTold
from models.season_views import (
    Amiss,
    AuditView,
    CarryView,
    CountedDay,
    PromiseRow,
    RoleRow,
    SeasonFormView,
    SeasonRow,
    SeasonShown,
    SeasonsView,
    SeasonView,
    ThemeFormView,
    ThemeRow,
    ThemesView,
    Tick,
)
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

S5: Final = SeasonRow("S5", "シーズン5", date(2026, 4, 1), date(2026, 9, 30), "past")
S6: Final = SeasonRow("S6", "シーズン6", date(2026, 10, 1), date(2027, 3, 31), "now")
S7: Final = SeasonRow("S7", "シーズン7", date(2027, 4, 1), date(2027, 9, 30), "coming")
SHOWN: Final = SeasonShown(
    row=S6,
    phase=Phase.COMPANY,
    target_members=400,
    baselines=(("help_desk_inquiries", 420.0), ("coffee", 1.5)),
    themes=(MEETING, INQUIRY),
    roles=(RoleRow("29-hana", "上田 花", (Role.PMO, Role.LEAD)), RoleRow("29-sora", "青木 空", ())),
    promises=3,
    carried=2,
    carried_open=1,
    mark="0123456789abcdef",
)
SEASON: Final = SeasonView(SHOWN, (S5, S7), may_change=True, may_carry=4)
PROMISE: Final = PromiseRow(
    "f1", "山田 太郎", "会議の議事録をCopilotで作ってみたのですが、", "伊東 健", datetime(2026, 12, 4, 9, 0, tzinfo=UTC)
)
BAD_PROMISE: Final = PromiseRow("f1", HOSTILE, HOSTILE, HOSTILE, PROMISE.until)
OUTLINE: Final = Outline("S7", "シーズン7", S7.starts, S7.ends, Phase.COMPANY, 400, {"satisfaction": 3.9, "talks": 2})
NEXT: Final = SeasonFormView(
    OUTLINE,
    True,
    "S6",
    "シーズン6",
    themes=(Tick("meeting", "議事録と会議"), Tick("inquiry", "問い合わせ対応")),
    roles=(Tick("29-hana", "上田 花", (Role.PMO, Role.LEAD)), Tick("29-sora", "青木 空")),
    baselines=("help_desk_inquiries", "coffee"),
    promises=(PROMISE,),
)
ID: Final = "aaaaaaaa-0000-4000-8000-{:012}"
MANY_PEOPLE: Final = tuple((ID.format(one), "社内コミュニティ推進担当の方の長い名前") for one in range(40))
FORM_OF_THEME: Final = ThemeFormView(
    "S6",
    "シーズン6",
    SHOWN.mark,
    "meeting",
    ThemeTold("meeting", "議事録と会議", ("議事録", "会議"), ("29-ken",), ("29-dana",), Layer.BASIC),
    owners=(("29-ken", "伊東 健"), ("29-hana", "上田 花")),
    advisors=(("29-dana", "Dana Lee"),),
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
    "season-lead": SEASON,
    "season-member": replace(SEASON, may_change=False, may_carry=0),
    "season-coming": replace(SEASON, shown=replace(SHOWN, row=S7, roles=(), promises=0, carried=0), others=(S6,)),
    "season-over": replace(SEASON, shown=replace(SHOWN, row=S5, themes=(), target_members=None), others=(S6,)),
    "season-none": SeasonView(None, may_change=True),
    "season-close": replace(SEASON, asks_close=date(2026, 11, 30)),
    "season-kept": replace(SEASON, notice=("season-kept", {"season": "シーズン6"})),
    "season-refused": replace(
        SEASON,
        notice=("refused-season-overlaps", {"season": "シーズン6", "starts": S6.starts, "ends": S6.ends}),
    ),
    "season-many": replace(
        SEASON,
        shown=replace(
            SHOWN,
            themes=tuple(replace(FULL, code=f"theme-{one}") for one in range(30)),
            roles=tuple(RoleRow(f"m{one}", "上田 花", (Role.PMO, Role.LEAD)) for one in range(60)),
        ),
    ),
    "season-hostile": replace(
        SEASON,
        shown=replace(
            SHOWN,
            row=replace(S6, name=HOSTILE),
            themes=(ThemeRow("x", HOSTILE, None, (HOSTILE,), (HOSTILE,)),),
            baselines=((HOSTILE, 1.0),),
            roles=(RoleRow("m", HOSTILE, ()),),
        ),
        others=(replace(S5, name=HOSTILE),),
        notice=("season-kept", {"season": HOSTILE}),
    ),
    "season_form-edit": SeasonFormView(OUTLINE, False, "S7", "シーズン7", SHOWN.mark),
    "season_form-refused": SeasonFormView(
        OUTLINE,
        False,
        "S7",
        "シーズン7",
        SHOWN.mark,
        {"name": "", "target": "たくさん", "starts": "2027-05-01", "phase": "pilot", "baseline_press": "3"},
        notice=("refused-season-number", {"told": "たくさん"}),
    ),
    "season_form-next": NEXT,
    "season_form-next-nameless": replace(NEXT, promises=(replace(PROMISE, author="", promised_by=""),)),
    "season_form-first": SeasonFormView(replace(OUTLINE, target_members=None), True),
    "season_form-next-refused": replace(
        NEXT, draft={"code": "S 7", "themes": "inquiry"}, notice=("refused-season-code", {})
    ),
    "season_form-many": replace(
        NEXT,
        themes=tuple(Tick(f"theme-{one}", "議事録と会議の準備についてのテーマ") for one in range(25)),
        roles=tuple(Tick(ID.format(one), "社内コミュニティ推進担当", (Role.PMO, Role.LEAD)) for one in range(40)),
        promises=tuple(replace(PROMISE, follow_up_id=f"{one:032}") for one in range(20)),
        promises_more=7,
    ),
    "season_form-hostile": replace(
        NEXT,
        season_name=HOSTILE,
        themes=(Tick("x", HOSTILE),),
        roles=(Tick("m", HOSTILE, (Role.PMO,)),),
        baselines=("own",),
        promises=(BAD_PROMISE,),
        draft={"name": HOSTILE, "code": HOSTILE},
    ),
    "theme_form-edit": FORM_OF_THEME,
    "theme_form-new": replace(FORM_OF_THEME, was="", theme=ThemeTold("", "", (), (), (), None)),
    "theme_form-refused": replace(
        FORM_OF_THEME, was="", draft={"code": "a b", "words": "議事録"}, notice=("refused-theme-code", {})
    ),
    "theme_form-many": replace(FORM_OF_THEME, owners=MANY_PEOPLE, advisors=MANY_PEOPLE),
    "theme_form-hostile": replace(
        FORM_OF_THEME,
        season_name=HOSTILE,
        theme=ThemeTold("x", HOSTILE, (HOSTILE,), (), (), None),
        owners=(("m", HOSTILE),),
        advisors=(("m", HOSTILE),),
    ),
    "carry-some": CarryView("S7", "シーズン7", (PROMISE,), 3),
    "carry-none": CarryView("S7", "シーズン7", (), 0),
    "carry-hostile": CarryView("S7", HOSTILE, (BAD_PROMISE,), 0),
    "audit-first-day": replace(
        AUDIT, posts=0, waiting=0, claimed=0, promised=0, answered=0, settled=0, withdrawn=0, beside=0, days=()
    ),
}
