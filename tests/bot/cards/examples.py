"""Every card in every state, as views: what the tests of this folder draw."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from models.community import Role
from models.foreseen import IdleDay, Jump, Preview, Round, Rung
from models.list_views import NudgeRow, NudgeView, QueueRow, QueueTheme, QueueView, YesterdayRow
from models.statistics.taking_part import People
from models.views import (
    Candidate,
    DialogView,
    DueView,
    FollowUpView,
    HelpView,
    Looker,
    NoticeView,
    OfferedDay,
    PeopleView,
    PointView,
    SimilarRow,
    SimilarView,
    View,
    WelcomeView,
)
from tests.bot.cards.attempts import ATTEMPTS, SHOWN
from tests.bot.cards.closing import ROLLS, TOUCH_LISTS
from tests.bot.cards.figures import STATS
from tests.bot.cards.hostile import HOSTILE
from tests.bot.cards.members import MEMBERS
from tests.bot.cards.prompts import PROMPTS
from tests.bot.cards.seasons import SEASON_CARDS

ZONE: Final = "Asia/Tokyo"
PAGES: Final = "https://aizuchi.example"
"""Where pages for one person are opened."""

POST: Final = (
    "はじめまして、経理の山田です。\n\n"
    "会議の議事録をCopilotで作ってみたのですが、話した人の名前がずれてしまいます。"
    "みなさんはどうやって直していますか？\n設定があれば教えてください。"
)
LINK: Final = "https://teams.microsoft.com/l/message/19%3Aaizaq-hiroba%40thread.tacv2/1763949600000"

SINCE: Final = datetime(2026, 11, 24, 2, 20, tzinfo=UTC)

WAITING: Final = FollowUpView(
    follow_up_id="f-1042",
    version=3,
    thread_id="19:aizaq-hiroba@thread.tacv2;messageid=1763949600000",
    status="waiting",
    owed="receipt",
    late=False,
    author="山田 太郎",
    newcomer=False,
    theme="議事録と会議",
    text=POST,
    link=LINK,
    posted_at=datetime(2026, 11, 24, 2, 0, tzinfo=UTC),
    due_at=datetime(2026, 11, 25, 2, 30, tzinfo=UTC),
    received_by=None,
    claimed_by=None,
    promised_by=None,
    promised_until=None,
    answered_by=None,
    settled_by=None,
    settled_reason=None,
    peer=None,
    mine=False,
    owns=True,
    verbs=("claim", "receive", "write_answer", "promise", "ask", "hand_over", "settle", "split"),
    promise_from=date(2026, 11, 25),
    promise_days=(
        OfferedDay("today", date(2026, 11, 25)),
        OfferedDay("tomorrow", date(2026, 11, 26)),
        OfferedDay("second", date(2026, 11, 27)),
        OfferedDay("week", date(2026, 12, 2)),
    ),
    promise_default=date(2026, 11, 26),
    advisors=(Candidate("29-dana", "Dana Lee"),),
    hand_over_to=(Candidate("29-ken", "伊東 健"), Candidate("29-dana", "Dana Lee")),
    split_to=(Candidate("29-hana", "上田 花"), Candidate("29-ken", "伊東 健"), Candidate("29-dana", "Dana Lee")),
)
CLAIMED: Final = replace(WAITING, status="claimed", claimed_by="上田 花", verbs=("settle", "split"))
MINE: Final = replace(
    CLAIMED, mine=True, verbs=("write_answer", "promise", "receive", "release", "ask", "hand_over", "settle", "split")
)
PROMISED: Final = replace(
    WAITING,
    status="promised",
    owed="promise",
    received_by="上田 花",
    promised_by="上田 花",
    promised_until=datetime(2026, 11, 26, 9, 0, tzinfo=UTC),
    due_at=datetime(2026, 11, 26, 9, 0, tzinfo=UTC),
    verbs=("settle", "split"),
)
CLOSED: Final = replace(WAITING, owed="nothing", received_by="伊東 健", verbs=("reopen", "split"))

FOLLOW_UPS: Final[dict[str, FollowUpView]] = {
    "owner-receipt": replace(WAITING, asks="owner", newcomer=True),
    "owner-answer": replace(
        WAITING,
        asks="owner",
        owed="answer",
        received_by="伊東 健",
        verbs=("claim", "write_answer", "promise", "ask", "hand_over", "settle", "split"),
    ),
    "pmo-receipt-late": replace(WAITING, asks="pmo", late=True, theme=None),
    "lead-answer-late": replace(WAITING, asks="lead", owed="answer", late=True),
    "stands-in-receipt": replace(WAITING, asks="owner", owns=False),
    "advisor-answer": replace(WAITING, asks="advisor", owed="answer"),
    "everyone-answer-late": replace(WAITING, asks="everyone", owed="answer", late=True),
    "promise-soon": replace(
        PROMISED, asks="promise", mine=True, verbs=("write_answer", "promise", "hand_over", "settle")
    ),
    "promise-passed": replace(
        PROMISED, asks="passed", mine=True, verbs=("write_answer", "promise", "hand_over", "settle")
    ),
    "mine-answer-late": replace(MINE, asks="pmo", owed="answer", late=True, received_by="上田 花"),
    "mine-promise-late": replace(
        PROMISED,
        asks="owner",
        mine=True,
        late=True,
        promise_needs_word=True,
        verbs=("write_answer", "promise", "ask", "hand_over", "settle", "split"),
    ),
    "holding": replace(
        PROMISED,
        asks="holding",
        mine=True,
        proposed=date(2026, 11, 26),
        verbs=("answer", "still_owed", "write_answer", "promise", "ask", "hand_over", "settle", "split"),
    ),
    "handed": replace(
        MINE,
        asks="handed",
        asked_by="伊東 健",
        verbs=("write_answer", "promise", "receive", "decline", "ask", "hand_over", "settle", "split"),
    ),
    "asked": replace(
        WAITING,
        asks="asked",
        asked_by="伊東 健",
        asked_word="会議室のマイクに詳しいと伺いました。",
        verbs=("not_this_time",),
    ),
    "asked-excused": replace(
        WAITING, asks="asked", asked_by="伊東 健", verbs=(), notice=("notice-excused", {}), undo=("not_this_time", 4)
    ),
    "excused": replace(MINE, asks="excused", asked_by="Dana Lee"),
    "asking": replace(MINE, asking="Dana Lee", notice=("notice-asked", {"name": "Dana Lee"})),
    "asked-hostile": replace(
        WAITING, asks="asked", author=HOSTILE, asked_by=HOSTILE, asked_word=HOSTILE, verbs=("not_this_time",)
    ),
    "declined": replace(WAITING, asks="declined", asked_by="上田 花"),
    "pmo-closed-theme": replace(
        CLOSED,
        status="answered",
        answered_by="伊東 健",
        verbs=("reopen", "split", "choose_theme"),
        themes=(Candidate("meeting", "議事録と会議"), Candidate("inquiry", "問い合わせ対応")),
        theme_code="meeting",
        notice=("notice-theme-chosen", {"theme": "議事録と会議"}),
        undo=("choose_theme", 3),
    ),
    "pmo-open-theme": replace(
        WAITING,
        verbs=(*WAITING.verbs, "choose_theme"),
        theme=None,
        themes=(Candidate("meeting", "議事録と会議"), Candidate("inquiry", "問い合わせ対応")),
    ),
    "split-off": replace(
        WAITING, asks="split", asked_by="伊東 健", part=2, text="Copilotの画面を社外の方に見せてもよいですか？"
    ),
    "just-split": replace(
        CLOSED, status="answered", answered_by="伊東 健", splits=2, notice=("notice-split", {"name": "上田 花"})
    ),
    "just-claimed": replace(MINE, notice=("notice-claimed", {}), undo=("claim", 2)),
    "just-promised": replace(
        PROMISED,
        mine=True,
        promise_needs_word=True,
        verbs=("write_answer", "promise", "ask", "hand_over", "settle", "split"),
        notice=("notice-promised", {"until": date(2026, 11, 26)}),
        undo=("promise", 2),
    ),
    "claimed-by-other": replace(CLAIMED, notice=("refused-claimed-by-other", {"name": "上田 花"})),
    "promised-by-other": PROMISED,
    "peer": replace(
        WAITING,
        asks="pmo",
        peer="佐藤 みなみ",
        peer_text="話した人の名前は、会議の出席者名簿を先に渡しておくとずれにくくなりました。",
        verbs=("confirm", "claim", "receive", "write_answer", "promise", "ask", "hand_over", "settle", "split"),
    ),
    "answered": replace(CLOSED, status="answered", answered_by="伊東 健", notice=("notice-answered", {})),
    "looked-at": replace(WAITING, looking=(Looker("伊東 健", SINCE), Looker("Dana Lee", SINCE))),
    "likable": replace(WAITING, like="open"),
    "liked": replace(
        WAITING, owed="answer", received_by="伊東 健", verbs=("claim", "write_answer"), notice=("notice-liked", {})
    ),
    "not-liked": replace(WAITING, like="open", notice=("refused-own-later", {})),
    "writing": replace(WAITING, asks="owner", writing=True),
    "writing-second": replace(
        WAITING, writing=True, draft="設定の\n「話者」を", looking=(Looker("伊東 健", SINCE, writing=True),)
    ),
    "writing-newcomer": replace(WAITING, writing=True, newcomer=True),
    "written-in-vain": replace(
        CLAIMED, draft="設定の「話者」を\n選び直します。", notice=("refused-claimed-by-other", {"name": "上田 花"})
    ),
    "writing-hostile": replace(WAITING, writing=True, draft=HOSTILE, looking=(Looker(HOSTILE, SINCE, writing=True),)),
    "written-in-vain-hostile": replace(CLAIMED, draft=HOSTILE),
    "peer-confirmed": replace(
        CLOSED,
        status="answered",
        answered_by="佐藤 みなみ",
        verbs=("thank", "reopen"),
        notice=("notice-confirmed", {"name": "佐藤 みなみ"}),
    ),
    "peer-hostile": replace(WAITING, peer=HOSTILE, peer_text=HOSTILE, answered_by=HOSTILE, verbs=("confirm", "thank")),
    "newcomer-hostile": replace(
        WAITING, author=HOSTILE, newcomer=True, looking=(Looker(HOSTILE, SINCE),), verbs=("write_answer",)
    ),
    "settled-reason": replace(CLOSED, status="settled", settled_by="伊東 健", settled_reason="duplicate"),
    "settled-words": replace(
        CLOSED, status="settled", settled_by="伊東 健", settled_reason="other", settled_words="電話で本人と話しました"
    ),
    "settled-reason-words": replace(
        CLOSED, status="settled", settled_by="伊東 健", settled_reason="duplicate", settled_words="先週の投稿と同じです"
    ),
    "just-received": replace(
        WAITING,
        owed="answer",
        received_by="伊東 健",
        verbs=("claim", "write_answer", "promise", "ask", "hand_over", "settle", "split"),
        notice=("notice-received", {}),
    ),
    "withdrawn": replace(CLOSED, status="withdrawn", text="", received_by=None, verbs=()),
    "no-text": replace(WAITING, text="", due_at=None, link="", promise_days=(), promise_default=None),
    "friday-evening": replace(
        WAITING,
        promise_from=date(2026, 11, 28),
        promise_days=(
            OfferedDay("next", date(2026, 11, 30)),
            OfferedDay("second", date(2026, 12, 1)),
        ),
        promise_default=date(2026, 11, 30),
    ),
    "longest": replace(
        WAITING,
        author="寿限無" * 60,
        theme="とても長いテーマの名前" * 20,
        text="長い投稿です。" * 2000,
        peer="寿限無" * 60,
        peer_text="長い返信です。" * 60,
        looking=(Looker("寿限無" * 60, SINCE),) * 9,
        writing=True,
        draft="長" * 2000,
        received_by="寿限無" * 60,
        link=LINK + "?" + "x" * 1500,
        verbs=("confirm", "claim", "receive", "write_answer", "promise", "ask", "hand_over", "settle", "split"),
        notice=("refused-claimed-by-other", {"name": "寿限無" * 200}),
        hand_over_to=tuple(Candidate(f"aaaaaaaa-0000-4000-8000-{one:012}", "寿限無" * 60) for one in range(40)),
        split_to=tuple(Candidate(f"aaaaaaaa-0000-4000-8000-{one:012}", "寿限無" * 60) for one in range(20)),
    ),
    "handed-hostile": replace(
        MINE,
        asks="handed",
        asked_by=HOSTILE,
        verbs=("decline", "hand_over", "split"),
        hand_over_to=(Candidate("29-ken", HOSTILE),),
        split_to=(Candidate("29-ken", HOSTILE),),
    ),
    "hostile": replace(
        CLOSED,
        status="settled",
        author=HOSTILE,
        theme=HOSTILE,
        text=HOSTILE,
        settled_by=HOSTILE,
        settled_reason="duplicate",
        settled_words=HOSTILE,
    ),
}

ROW: Final = QueueRow(
    follow_up_id="f-1042",
    author="山田 太郎",
    newcomer=True,
    theme="議事録と会議",
    text=POST,
    link=LINK,
    status="waiting",
    owed="receipt",
    late=True,
    age=timedelta(hours=2, minutes=15),
    due_at=datetime(2026, 11, 25, 2, 30, tzinfo=UTC),
    holder="上田 花",
    mine=False,
)
MY_ROW: Final = replace(
    ROW, author="Dana Lee", text="Which license do I need?", owed="answer", newcomer=False, late=False, mine=True
)
BARE_ROW: Final = replace(
    ROW, author="鈴木 一郎", text="", theme=None, owed="promise", newcomer=False, late=False, due_at=None, holder=None
)
PROMISED_ROW: Final = replace(ROW, owed="promise", status="promised", newcomer=False, late=False)
LATE_PROMISE_ROW: Final = replace(PROMISED_ROW, late=True, mine=True)
LONGEST_ROW: Final = replace(
    ROW,
    author="寿限無" * 60,
    theme="テーマ" * 60,
    text="長い投稿です。" * 500,
    link=LINK + "?" + "x" * 400,
    holder="寿限無" * 60,
)

CHOOSING: Final[dict[str, Any]] = {
    "mine": 1, "everyone": 14, "viewer": "29:hana",
    "themes": (QueueTheme("meeting", "議事録と会議", 11), QueueTheme("inquiry", "問い合わせ対応", 3)),
}  # fmt: skip
LONGEST_CHOOSING: Final[dict[str, Any]] = {
    "mine": 999, "everyone": 1204, "viewer": "29:" + "x" * 150,
    "themes": tuple(QueueTheme(f"theme-{number}", "長い名前のテーマ" * 10, 999) for number in range(25)),
}  # fmt: skip
QUEUES: Final[dict[str, QueueView]] = {
    "further-question": QueueView(
        (replace(MY_ROW, part=2, text="Copilotの画面を社外の方に見せてもよいですか？"),), 1, 0
    ),
    "three": QueueView((ROW, MY_ROW, BARE_ROW), total=3, late=1),
    "promised": QueueView((PROMISED_ROW, LATE_PROMISE_ROW), total=2, late=1),
    "ten-of-fourteen": QueueView((ROW, MY_ROW, BARE_ROW, *[MY_ROW] * 7), 14, 1, pages=2, **CHOOSING),
    "second-page-of-a-theme": QueueView((ROW,), 11, 1, which="theme", theme="meeting", page=1, pages=2, **CHOOSING),
    "mine": QueueView((MY_ROW,), 1, 0, which="mine", **CHOOSING),
    "pinned": QueueView((MY_ROW,), 1, 0, which="mine", pinned=True, notice="notice-pinned", **CHOOSING),
    "pin-lapsed": QueueView((MY_ROW,), 1, 0, which="mine", lapsed=True, **CHOOSING),
    "mine-empty": QueueView((), 0, 0, which="mine", everyone=3),
    "empty": QueueView((), total=0, late=0),
    "longest": QueueView((LONGEST_ROW,) * 10, 1204, 1204, page=60, pages=121, **LONGEST_CHOOSING),
    "hostile": QueueView((replace(ROW, author=HOSTILE, theme=HOSTILE, text=HOSTILE, holder=HOSTILE),), total=1, late=0),
}

NUDGE_ROW: Final = NudgeRow(
    follow_up_id="f-1042",
    version=3,
    author="山田 太郎",
    newcomer=True,
    theme="議事録と会議",
    text="会議の議事録をCopilotで作ってみたのですが、話した人の名前がずれてしまいます。どうやって直していますか？",
    link=LINK,
    owed="receipt",
    late=True,
    due_at=datetime(2026, 11, 25, 2, 30, tzinfo=UTC),
    mine=False,
    asks="owner",
)
MY_NUDGE_ROW: Final = replace(
    NUDGE_ROW, newcomer=False, owed="promise", late=False, due_at=datetime(2026, 11, 25, 9, 0, tzinfo=UTC), mine=True,
    asks="promise", author="Dana Lee", theme=None,
)  # fmt: skip
NUDGES: Final[dict[str, NudgeView]] = {
    "two": NudgeView((NUDGE_ROW, MY_NUDGE_ROW)),
    "morning": NudgeView((replace(MY_NUDGE_ROW, asks=None),), morning=True),
    "yesterday": NudgeView((MY_NUDGE_ROW,), morning=True, yesterday=YesterdayRow(53, 51, 50, 0, 0)),
    "yesterday-missing": NudgeView((MY_NUDGE_ROW,), morning=True, yesterday=YesterdayRow(53, 51, 50, 2, 3)),
    "yesterday-none": NudgeView((MY_NUDGE_ROW,), morning=True, yesterday=YesterdayRow(0, 0, 0, 0, 0)),
    "yesterday-replies-missing": NudgeView((MY_NUDGE_ROW,), morning=True, yesterday=YesterdayRow(1, 0, 0, 2, 0)),
    "lead": NudgeView((replace(NUDGE_ROW, asks="lead", owed="answer"), MY_NUDGE_ROW)),
    "everyone": NudgeView((replace(NUDGE_ROW, asks="everyone"), MY_NUDGE_ROW)),
    "twenty": NudgeView((NUDGE_ROW,) * 20),
    "done": NudgeView(),
    "hostile": NudgeView((replace(NUDGE_ROW, author=HOSTILE, theme=HOSTILE, text=HOSTILE), MY_NUDGE_ROW)),
    "longest": NudgeView(
        (replace(NUDGE_ROW, author="山" * 300, theme="議" * 300, text="会" * 900),) * 60, morning=True
    ),
}

_LADDER: Final = (
    Rung(1, datetime(2026, 12, 28, 8, 30, tzinfo=UTC), ("owner",)),
    Rung(2, datetime(2027, 1, 4, 3, 0, tzinfo=UTC), ("pmo",)),
    Rung(3, datetime(2027, 1, 4, 8, 0, tzinfo=UTC), ("advisor", "pmo", "lead")),
)
DUE: Final = Preview(
    at=datetime(2026, 12, 25, 8, 30, tzinfo=UTC),
    region=None,
    receive_by=datetime(2026, 12, 28, 1, 30, tzinfo=UTC),
    receive_newcomer_by=datetime(2026, 12, 25, 9, 0, tzinfo=UTC),
    answer_by=datetime(2026, 12, 28, 8, 30, tzinfo=UTC),
    rounds=(Round("answer", _LADDER, datetime(2027, 1, 5, 3, 0, tzinfo=UTC)),),
    jumps=(
        Jump(
            datetime(2026, 12, 25, 9, 0, tzinfo=UTC),
            datetime(2026, 12, 28, 0, 0, tzinfo=UTC),
            "days",
            (IdleDay(date(2026, 12, 26), "day_off"), IdleDay(date(2026, 12, 27), "day_off")),
        ),
        Jump(datetime(2026, 12, 28, 3, 0, tzinfo=UTC), datetime(2026, 12, 28, 4, 0, tzinfo=UTC), "break"),
        Jump(
            datetime(2026, 12, 28, 9, 0, tzinfo=UTC),
            datetime(2027, 1, 4, 0, 0, tzinfo=UTC),
            "days",
            (IdleDay(date(2026, 12, 29), "closed"), IdleDay(date(2027, 1, 1), "holiday", "元日")),
        ),
        Jump(datetime(2027, 1, 4, 9, 0, tzinfo=UTC), datetime(2027, 1, 5, 0, 0, tzinfo=UTC), "night"),
    ),
)
DUE_RECEIPTS: Final = replace(
    DUE, region=HOSTILE, rounds=(Round("receipt", _LADDER[:1], DUE.at), *DUE.rounds), jumps=()
)
SIMILAR: Final = SimilarRow(
    thread_id="t1",
    author="小川 美咲",
    text="議事録の話者を取り違えることがあり、出席者名簿を先に渡してみました。",
    link="https://teams.microsoft.com/l/message/19%3Aaizaq-hiroba%40thread.tacv2/1763949600000",
    posted_at=datetime(2026, 11, 20, 1, 0, tzinfo=UTC),
    answered_by=("伊東 健",),
)
POINT: Final = PointView(
    "follow_up", "1763949600001", "佐藤 みなみ", POST, (Candidate("29-hana", "上田 花"), Candidate("29-ken", "伊東 健"))
)
QUESTIONS: Final = (("f1", POST), ("f2", "Copilotの画面を社外の方に見せてもよいですか？"), ("f3", ""))
PEOPLE: Final = People(
    season="シーズン6",
    taking_part=212,
    posted=198,
    to_come=14,
    newcomers=61,
    returning=87,
    roles={Role.PMO: 4, Role.LEAD: 1, Role.ADVISOR: 9, Role.CHAMPION: 17, Role.EXECUTIVE: 3},
    themes=(("議事録と会議", 96), ("問い合わせ対応", 41)),
    regions=(("Europe", 22),),
    without_champion=(("経営企画部", 31), ("広報部", 8)),
    of_no_department=3,
    any_department_known=True,
)
NOBODY: Final = replace(
    PEOPLE,
    season=None,
    themes=(),
    regions=(),
    without_champion=(),
    of_no_department=212,
    any_department_known=False,
)
WELCOME: Final = WelcomeView(
    community_id="19:team-aizaq@thread.tacv2",
    community="AIZAQ",
    arrived=True,
    leads=True,
    alone=True,
    led_by=(Candidate("29-hana", "上田 花"),),
    pmo=(Candidate("29-hana", "上田 花"),),
    channels=0,
    language="ja",
    time_zone="Asia/Tokyo",
)
CHOSEN: Final = replace(
    WELCOME, arrived=False, alone=False, pmo=(Candidate("29-ken", "伊東 健"), Candidate("29-mio", ""))
)
COMMANDS: Final = (("help", "ヘルプ"), ("queue", "一覧"), ("stats", "統計"), ("language", "言語"))
OTHERS: Final[dict[str, View]] = {
    "due-weekend": DueView(DUE),
    "due-region-receipts": DueView(DUE_RECEIPTS),
    **{f"stats-{case}": view for case, view in STATS.items()},
    "people-season": PeopleView(PEOPLE),
    "people-unknown": PeopleView(NOBODY),
    "people-all-have-champions": PeopleView(replace(PEOPLE, without_champion=(), of_no_department=0)),
    "people-many": PeopleView(
        replace(PEOPLE, without_champion=tuple((f"第{one}営業部", 60 - one) for one in range(40)))
    ),
    "people-hostile": PeopleView(
        replace(PEOPLE, season=HOSTILE, themes=((HOSTILE, 1),), without_champion=((HOSTILE, 2),))
    ),
    "help-responder": HelpView(COMMANDS, responder=True),
    "help-participant": HelpView((COMMANDS[0], *COMMANDS[2:]), responder=False),
    "help-unknown": HelpView(COMMANDS, responder=True, unknown="きゅー見せて", meant="queue"),
    "help-several": HelpView(COMMANDS[:2], responder=True, communities=("AIZAQ", "ひろば")),
    "help-hostile": HelpView(COMMANDS, responder=True, unknown=HOSTILE * 5),
    "welcome-arrived": WELCOME,
    "welcome-chosen": replace(CHOSEN, notice=("pmo-kept", {"count": 2})),
    "welcome-refused": replace(WELCOME, notice=("refused-pmo-none", {})),
    "welcome-another": replace(CHOSEN, arrived=True, leads=False, channels=2),
    "welcome-hostile": replace(
        CHOSEN, arrived=True, community=HOSTILE, pmo=(Candidate("29-ken", HOSTILE),) * 2, channels=1
    ),
    "similar-two": SimilarView("f1", "青木 空", (SIMILAR, replace(SIMILAR, thread_id="t2", author="Dana Lee"))),
    "similar-introduced": SimilarView("f1", "青木 空", (SIMILAR,), introduced="t1"),
    "similar-introduced-before": SimilarView("f1", "青木 空", (replace(SIMILAR, introduced=True),)),
    "similar-none": SimilarView("f1", "青木 空", ()),
    "similar-hostile": SimilarView("f1", HOSTILE, (replace(SIMILAR, author=HOSTILE, text=HOSTILE * 20),) * 3),
    "point-follow_up": POINT,
    "point-answer": PointView("answer", "1763949600001", "佐藤 みなみ", POST, questions=QUESTIONS),
    "point-answer-only": PointView("answer", "1763949600001", "佐藤 みなみ", ""),
    "point-hostile": PointView(
        "follow_up", "1763949600001", HOSTILE, HOSTILE, (Candidate("29-ken", HOSTILE),), (("f1", HOSTILE),)
    ),
    "dialog-opened": DialogView("dialog-opened", replace(FOLLOW_UPS["split-off"], asks=None, verbs=())),
    "notice-refused": NoticeView("refused-queue-not-for-you", {}),
    "notice-welcome": NoticeView("welcome-private", {}),
    "notice-hostile": NoticeView("refused-not-yours", {"name": HOSTILE}),
}


def every_view() -> dict[str, View]:
    """Views by ``<card>-<case>``."""
    views: dict[str, View] = {f"follow_up-{case}": view for case, view in FOLLOW_UPS.items()}
    views |= {f"queue-{case}": view for case, view in QUEUES.items()}
    views |= {f"nudge-{case}": view for case, view in NUDGES.items()}
    views |= {f"attempts-{case}": view for case, view in ATTEMPTS.items()}
    views |= {f"attempt-{case}": view for case, view in SHOWN.items()}
    views |= {f"roll-{case}": view for case, view in ROLLS.items()}
    views |= {f"touches-{case}": view for case, view in TOUCH_LISTS.items()}
    return views | OTHERS | SEASON_CARDS | MEMBERS | PROMPTS


def parts_of(card: Any) -> list[dict[str, Any]]:
    """Every object of a card, whatever it stands in."""
    if isinstance(card, dict):
        return [card, *(part for value in card.values() for part in parts_of(value))]
    if isinstance(card, list):
        return [part for value in card for part in parts_of(value)]
    return []
