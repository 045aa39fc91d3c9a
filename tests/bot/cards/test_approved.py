"""Every card, letter by letter, as somebody has looked at and approved it.

When a card changes on purpose: ``AIZUCHI_APPROVE=1 pytest tests/bot/cards/test_approved.py``, then read the diff, and
look at the pictures (test_pictures.py).
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

import pytest

from bot.cards import render
from locales import LANGUAGES
from tests.bot.cards.examples import PAGES, ZONE, every_view

APPROVED: Final = Path(__file__).parent / "approved"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", every_view())
def test_a_card_is_as_approved(case: str, language: str) -> None:
    drawn = render(every_view()[case], language, ZONE, pages_url=PAGES)
    text = json.dumps({"summary": drawn.summary, "card": drawn.card}, ensure_ascii=False, indent=1) + "\n"
    path = APPROVED / f"{case}-{language}.json"
    if os.environ.get("AIZUCHI_APPROVE") == "1":
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"{path.name} is not approved yet: AIZUCHI_APPROVE=1 writes it"
    assert path.read_text(encoding="utf-8") == text


def test_nothing_is_approved_that_is_no_longer_drawn() -> None:
    drawn = {f"{case}-{language}.json" for case in every_view() for language in LANGUAGES}
    assert {path.name for path in APPROVED.iterdir()} == drawn
