"""Posts from before us that nobody answered are told among what became of the posts, where there are any."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.cards.parts import Reader
from bot.cards.stats_drawn import fates
from tests.bot.cards.figures import FIGURES


@pytest.mark.parametrize(
    ("language", "legend", "name"),
    [
        ("ja", "Aizuchi導入前の未回答 7件", "Aizuchi導入前の未回答"),
        ("en", "Unanswered before Aizuchi came: 7", "Unanswered before Aizuchi came"),
    ],
)
def test_what_lapsed_is_told_in_the_drawing_and_in_the_list_that_stands_in_for_it(
    language: str, legend: str, name: str
) -> None:
    reader = Reader(language, "Asia/Tokyo")
    drawn, none = (
        json.dumps([one.model_dump() for one in fates(replace(FIGURES, lapsed=count), reader)], ensure_ascii=False)
        for count in (7, 0)
    )
    assert f'"{legend}"' in drawn
    assert f'"{name}"' in drawn
    assert name not in none
