"""The slides of the roll: nothing that somebody is called keeps a name off them."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation

from cli.roll import LAYOUTS
from cli.roll_files.deck import COLUMNS, LINES, PASSAGE, alone, lines_of, pages_of
from models.roll import shown
from tests.cli.test_roll import WORDS, japanese, made, runs, wrapped

LONGEST = 256
"""Letters that Entra allows in a name."""
ANY_NAME = st.text("青木空aWi -'ー.", min_size=1, max_size=LONGEST).map(shown).filter(bool)


@given(st.lists(ANY_NAME | st.text("青", min_size=80, max_size=LONGEST), max_size=70))
def test_every_name_stands_on_some_slide_in_its_order_however_long_it_is(names: list[str]) -> None:
    pages = list(pages_of(names))
    assert [name for page in pages for column in page for name in column] == names
    assert all(column for page in pages for column in page)
    assert all(len(page) <= COLUMNS for page in pages)
    for columns in pages:
        too_high = [column for column in columns if sum(map(lines_of, column)) > LINES]
        assert too_high in ([], columns), "who is too long for a column is alone"
        assert all(len(column) == 1 and alone(column[0]) == column[0] for column in too_high)


@given(st.lists(ANY_NAME | st.text("青", min_size=80, max_size=LONGEST), max_size=30))
@settings(max_examples=15)
def test_each_of_them_is_found_in_the_file(names: list[str]) -> None:
    found = {run for slide in Presentation(io.BytesIO(LAYOUTS["pptx"](made(names), WORDS))).slides
             for run in (one.text for one in runs(slide))}  # fmt: skip
    assert set(names) <= found


@pytest.mark.parametrize(
    "long", ["青" * LONGEST, "株式会社コンチネンタル製造 " * 18, "MWMW " * 51], ids=["one", "words", "wide"]
)
def test_a_name_of_more_than_a_column_has_a_slide_of_its_own_on_which_it_fits(long: str) -> None:
    names = [long.strip(), "上田 花", "伊東 健"]
    assert [*pages_of(names)] == [[[names[0]]], [names[1:]]]
    first = list(Presentation(io.BytesIO(LAYOUTS["pptx"](made(names), WORDS))).slides)[1]
    (shape,) = (one for one in first.shapes if one.text_frame.text == names[0])
    lines = wrapped(names[0], japanese(PASSAGE.size), shape.width.pt)
    assert len(lines) * PASSAGE.line <= shape.height.inches


def test_a_name_beyond_all_measure_is_cut_at_the_end_of_its_slide() -> None:
    (cut,) = {run.text for slide in Presentation(io.BytesIO(LAYOUTS["pptx"](made(["青" * 5000]), WORDS))).slides
              for run in runs(slide) if "青" in run.text}  # fmt: skip
    assert cut == "青" * (len(cut) - 1) + "…"
    assert len(cut) > LONGEST
