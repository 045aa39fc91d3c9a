"""The messages of tests/data/thanks.toml: which of them are still taken wrongly stands in docs/thanks.md."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from models.thanks import TEXT_AT_MOST, is_only_thanks
from tests.docs.pages import DOCS, section

NAMES = ("佐藤 花子", "田中 一郎", "鈴木 次郎", "山田 梅", "Hanako Sato", "Ken Tanaka", "Ken Suzuki")
FILE = Path(__file__).parents[1] / "data" / "thanks.toml"
HALVES = ("tuning", "held_out")


class Example(NamedTuple):
    text: str
    only_thanks: bool


def examples() -> Iterator[tuple[str, Example]]:
    """Each with its language, kind and half, as in ``ja.thanks.tuning``."""
    for language, kinds in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        for kind, halves in kinds.items():
            for half, texts in halves.items():
                yield from ((f"{language}.{kind}.{half}", Example(text, kind == "thanks")) for text in texts)


def taken_wrongly() -> list[Example]:
    return [one for _, one in examples() if is_only_thanks(one.text, NAMES) is not one.only_thanks]


def test_there_are_a_hundred_of_each_kind_in_each_language_half_of_them_kept_back() -> None:
    for language in ("ja", "en"):
        for kind in ("thanks", "more"):
            halves = [[one.text for of, one in examples() if of == f"{language}.{kind}.{half}"] for half in HALVES]
            assert [len(half) for half in halves] == [50, 50]
            assert len({*halves[0], *halves[1]}) == 100


def test_the_page_lists_exactly_what_is_taken_wrongly() -> None:
    part = section((DOCS / "thanks.md").read_text(encoding="utf-8"), "## What it gets wrong")
    listed = re.findall(r"^- `(.+)`$", part, re.MULTILINE)
    found = [one.text.replace("\n", " / ") for one in taken_wrongly()]
    assert found == listed, "Bring the list, the number and the table of docs/thanks.md up to date."


def test_no_question_among_them_is_taken_for_thanks() -> None:
    assert [one.text for one in taken_wrongly() if not one.only_thanks] == []


@pytest.mark.parametrize("name", ["Ty Will", "But Not", "No Am", "み ま"])
def test_a_name_takes_nothing_out_of_the_middle_of_an_english_word(name: str) -> None:
    for text in ("Thanks, empty again and nothing helped", "Thanks. Another button", "Thanks, noted amounts differ"):
        assert not is_only_thanks(text, [name])


@pytest.mark.parametrize(
    "piece",
    [
        "ありがとうございます",
        "お",
        "て",
        "試してみ",
        "thanks for ",
        "very ",
        "is now ",
        "many ",
        "w",
        "(^",
        "m(___",
        "。",
        "㍿",
    ],
)
@pytest.mark.parametrize("length", [TEXT_AT_MOST, 100 * 1024], ids=["the longest that is read", "100 KB"])
def test_no_message_takes_long(piece: str, length: int) -> None:
    text = (piece * length)[:length]
    began = time.process_time()
    for _ in range(20):
        is_only_thanks(text, NAMES)
    assert time.process_time() - began < 1.0


def test_thanks_at_great_length_are_for_a_person_to_read() -> None:
    thanks = "ありがとうございます。"
    assert is_only_thanks(thanks * (TEXT_AT_MOST // len(thanks)))
    assert not is_only_thanks(thanks * (100 * 1024 // len(thanks)))
