"""Cards between members, and of one alone, as views."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

from models.attempts import Came, Told
from models.praise_views import PraiseFormView, PraiseGivenView, PraiseView
from models.record import Entry, Record, SeasonRecord
from models.record_views import ForgetView, KeptView, RecordView, TakenView
from models.views import View
from tests.bot.cards.hostile import HOSTILE

THANKS: Final = "会議のまとめ方を、画面を見せながら教えてくれました"
FORM: Final = PraiseFormView("a:chat 1795322221352", left=5)
GIVEN: Final = PraiseGivenView("5f" * 16, "青木 空", THANKS, left=4, has_chat=True)
GOT: Final = PraiseView("上田 花", THANKS, datetime(2026, 11, 24, 2, 0, tzinfo=UTC))

PRAISED: Final = tuple(
    Entry(date(2026, 11, 20 + number), None, words, by)
    for number, (words, by) in enumerate(((THANKS, "上田 花"), ("いつも最初に返事をくれて、心強いです", "Dana Lee")))
)
TRIED: Final = (
    Entry(
        date(2026, 11, 5),
        "議事録と会議",
        "会議の要約をCopilotに頼んでみた",
        told=Told("会議の要約をCopilotに頼んでみた", Came.WORKED, "meeting", "話した人の名前を先に伝えておくとよい"),
    ),
    Entry(date(2026, 11, 9), None, "", told=Told("", Came.NOT_THIS_TIME)),
)
SEASON: Final = SeasonRecord(
    "S6",
    "シーズン6",
    date(2026, 10, 1),
    date(2027, 3, 31),
    posts=(Entry(date(2026, 10, 3), "議事録と会議", "はじめまして、経理の青木です。"),),
    replies=12,
    answers=(Entry(date(2026, 11, 2), "問い合わせ対応", "こうするとうまくいきます。"),),
    attempts=TRIED,
    praises=PRAISED,
    themes=("議事録と会議", "問い合わせ対応"),
    months=(date(2026, 10, 1), date(2026, 11, 1)),
)
OUTSIDE: Final = replace(
    SEASON, code=None, name=None, starts=None, ends=None, attempts=(), praises=(), answers=(), themes=()
)
NOW: Final = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
RECORD: Final = Record("青木 空", "AIZAQひろば", date(2026, 10, 3), (SEASON, OUTSIDE), NOW)
HOSTILE_SEASON: Final = replace(
    SEASON,
    name=HOSTILE,
    themes=(HOSTILE,),
    praises=(Entry(date(2026, 11, 2), None, HOSTILE, HOSTILE),),
    attempts=(Entry(date(2026, 11, 2), HOSTILE, HOSTILE, told=Told(HOSTILE, Came.PARTLY, None, HOSTILE)),),
    posts=(Entry(date(2026, 11, 2), HOSTILE, HOSTILE),) * 400,
)
TOKENS: Final = (("ja", "j" * 43), ("en", "e" * 43))

MEMBERS: Final[dict[str, View]] = {
    "praise-form": FORM,
    "praise-form-chosen": replace(FORM, to="bbbbbbbb-0000-4000-8000-000000000001", name="青木 空", left=1),
    "praise-form-too-long": replace(
        FORM,
        to="bbbbbbbb-0000-4000-8000-000000000001",
        name="青木 空",
        words="あ" * 201,
        notice=("refused-praise-too-long", {"length": 201, "at_most": 200}),
    ),
    "praise-form-none-left": replace(FORM, left=0),
    "praise-form-hostile": replace(FORM, to="bbbb", name=HOSTILE, words=HOSTILE * 3),
    "praise-form-no-season": replace(FORM, on_roll=False),
    "praise-given": GIVEN,
    "praise-given-no-season": replace(GIVEN, has_chat=False, on_roll=False),
    "praise-given-last": replace(GIVEN, left=0, has_chat=False),
    "praise-given-taken-back": replace(GIVEN, text="", taken_back=True),
    "praise-given-hostile": replace(GIVEN, name=HOSTILE, text=HOSTILE, has_chat=False),
    "praise-got": GOT,
    "praise-got-no-season": replace(GOT, on_roll=False),
    "praise-got-hostile": replace(GOT, name=HOSTILE, text=HOSTILE),
    "record-season": RecordView("team", RECORD, "S6"),
    "record-praise-alone": RecordView(
        "team", replace(RECORD, seasons=(replace(OUTSIDE, posts=(), replies=0, months=(), praises=PRAISED),)), None
    ),
    "record-outside": RecordView("team", RECORD, None),
    "record-empty": RecordView("team", replace(RECORD, first_post_on=None, seasons=()), "S6"),
    "record-hostile": RecordView("team", replace(RECORD, name=HOSTILE, seasons=(HOSTILE_SEASON,)), "S6"),
    "record-taken": TakenView("team", RECORD, None, TOKENS, "f" * 43),
    "record-taken-hostile": TakenView("team", replace(RECORD, seasons=(HOSTILE_SEASON,)), "S6", TOKENS, "f" * 43),
    "record-kept": KeptView("team", "p" * 43, "f" * 43),
    "record-forget": ForgetView("team", (), NOW),
    "record-forget-named": ForgetView("team", ("AIZAQひろば",), NOW),
    "record-forget-hostile": ForgetView("team", (HOSTILE,), NOW),
}
