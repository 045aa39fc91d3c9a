"""Cards of prompts in every state."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

from models.prompt_views import Option, PromptForm, PromptRow, PromptsView, PromptView, TurnRow
from models.views import View
from tests.bot.cards.hostile import HOSTILE

LINK: Final = "https://teams.microsoft.com/l/message/19%3Aaizaq-hiroba%40thread.tacv2/1763949600000"
TUESDAY: Final = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
TEXT: Final = (
    "今週のお題です。\n\n議事録づくりで、いちばん時間が短くなったのはどこでしたか。\n"
    "うまくいかなかったお話も歓迎します。"
)
ONCE: Final = PromptRow(
    "p1", "伊東 健", " ".join(TEXT.split()), TUESDAY, weekly=False, theme="議事録と会議", layer="basic", may_edit=True
)
WEEKLY: Final = PromptRow(
    "p2", "上田 花", "部署で広めるために、今週してみたことは？", datetime(2027, 1, 12, 1, 0, tzinfo=UTC), weekly=True,
    layer="applied", moved_from=date(2027, 1, 11),
)  # fmt: skip
OUTSIDE: Final = replace(
    WEEKLY, next_at=datetime(2027, 11, 2, 8, 30, tzinfo=UTC), moved_from=date(2027, 11, 2), outside=True
)
MISSED: Final = TurnRow("p3", TUESDAY, "missed", "伊東 健", "先週のお題です。", may_post=True)
POSTED: Final = TurnRow("p4", TUESDAY, "posted", "上田 花", "はじめのお題です。", LINK, replied=12)
FORM: Final = PromptForm(
    token="0123456789abcdef",
    themes=(Option("meeting", "議事録と会議"), Option("inquiry", "問い合わせ対応")),
    channels=(Option("19:aizaq-hiroba@thread.tacv2", ""),),
    day="2026-12-01",
    channel="19:aizaq-hiroba@thread.tacv2",
)
TWO: Final = (Option("19:a@thread.tacv2", "会議の準備に使ってみました。"), Option("19:b@thread.tacv2", ""))
NONE: Final = PromptsView((), (), (), FORM)
LONG: Final = replace(ONCE, name="名" * 60, text="長いお題です。" * 22, theme="長い名前のテーマ" * 6)

PROMPTS: Final[dict[str, View]] = {
    "prompt-whole": PromptView("伊東 健", TEXT, "議事録と会議", "meeting", "applied"),
    "prompt-plain": PromptView("伊東 健", "最近、何に使いましたか。"),
    "prompt-hostile": PromptView(HOSTILE, f"{HOSTILE}\n{HOSTILE}", HOSTILE, HOSTILE, "expert"),
    "prompt-longest": PromptView("名" * 60, "長いお題です。" * 285, "長い名前のテーマ" * 6, "t" * 50, "expert"),
    "prompts-none": NONE,
    "prompts-some": PromptsView(
        (ONCE, WEEKLY), (MISSED, replace(MISSED, id="p5", state="left")), (POSTED, replace(POSTED, replied=1)), FORM
    ),
    "prompts-planned": replace(NONE, rows=(ONCE,), notice=("prompt-planned", {"next": TUESDAY})),
    "prompts-moved": replace(
        NONE, rows=(WEEKLY,), notice=("prompt-moved", {"day": date(2027, 1, 11), "next": WEEKLY.next_at})
    ),
    "prompts-outside": replace(
        NONE, rows=(OUTSIDE,), notice=("prompt-outside", {"day": OUTSIDE.moved_from, "next": OUTSIDE.next_at})
    ),
    "prompts-planned-outside": replace(
        NONE, rows=(OUTSIDE,), notice=("prompt-planned-outside", {"day": OUTSIDE.moved_from, "next": OUTSIDE.next_at})
    ),
    "prompts-ended": replace(NONE, notice=("prompt-ended", {})),
    "prompts-missed": replace(NONE, waiting=(MISSED,), notice=("prompt-missed", {"due": TUESDAY})),
    "prompts-unsure": replace(
        NONE, waiting=(replace(MISSED, state="unsure"),), notice=("prompt-unsure", {"due": TUESDAY})
    ),
    "prompts-unwatched": replace(
        NONE,
        waiting=(replace(MISSED, state="unwatched", may_post=False),),
        notice=("prompt-unwatched", {"due": TUESDAY}),
    ),
    "prompts-left": replace(
        NONE, waiting=(replace(MISSED, state="left"),), notice=("prompt-left", {"name": "伊東 健"})
    ),
    "prompts-without-words": replace(NONE, posted=(replace(POSTED, text=""),)),
    "prompts-refused": replace(
        NONE,
        form=replace(FORM, text=TEXT, theme="meeting", layer="expert", how="weekly", at="12:30", channels=TWO,
                     channel="19:b@thread.tacv2", opened=True),
        notice=("refused-prompt-hours", {"next": datetime(2026, 12, 1, 4, 0, tzinfo=UTC)}),
    ),
    "prompts-editing": replace(
        NONE, rows=(ONCE,), form=replace(FORM, text=TEXT, editing="p1", version=3, opened=True)
    ),
    "prompts-of-the-lead": PromptsView((replace(ONCE, may_edit=False),), (), (), None),
    "prompts-most": PromptsView((LONG,) * 12, (replace(MISSED, text=LONG.text),) * 5, (POSTED,) * 3, FORM),
    "prompts-hostile": PromptsView(
        (replace(ONCE, name=HOSTILE, text=HOSTILE, theme=HOSTILE),),
        (replace(MISSED, name=HOSTILE, text=HOSTILE),),
        (replace(POSTED, text=HOSTILE, link="javascript:alert(1)"),),
        replace(FORM, text=HOSTILE, themes=(Option("x", HOSTILE),), channels=(*TWO, Option("c", HOSTILE)), opened=True),
        notice=("prompt-left", {"name": HOSTILE}),
    ),
}  # fmt: skip
