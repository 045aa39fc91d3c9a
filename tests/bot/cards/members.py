"""Cards between members, and of one alone, as views."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from models.praise_views import PraiseFormView, PraiseGivenView, PraiseView
from models.views import View
from tests.bot.cards.hostile import HOSTILE

THANKS: Final = "会議のまとめ方を、画面を見せながら教えてくれました"
FORM: Final = PraiseFormView("a:chat 1795322221352", left=5)
GIVEN: Final = PraiseGivenView("5f" * 16, "青木 空", THANKS, left=4, has_chat=True)
GOT: Final = PraiseView("上田 花", THANKS, datetime(2026, 11, 24, 2, 0, tzinfo=UTC))

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
    "praise-given": GIVEN,
    "praise-given-last": replace(GIVEN, left=0, has_chat=False),
    "praise-given-taken-back": replace(GIVEN, text="", taken_back=True),
    "praise-given-hostile": replace(GIVEN, name=HOSTILE, text=HOSTILE, has_chat=False),
    "praise-got": GOT,
    "praise-got-hostile": replace(GOT, name=HOSTILE, text=HOSTILE),
}
