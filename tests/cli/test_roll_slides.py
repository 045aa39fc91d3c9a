"""The slides of the roll: nothing that somebody is called keeps a name off them."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation

from cli.roll import LAYOUTS
from cli.roll_files.deck import BESIDE, COLUMNS, HEADING, LINES, PASSAGE, ROOM, alone, lines_of, pages_of
from models.attempts import Came
from models.roll import Praised, Tried, shown
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


ODD = ["シーズン6\x02", "春\x1b", "春\x0b夏", "春\ufffe", "春\uffff", "春\ud800", "S" * 300, "長" * 300, "\u202e春\x00"]


@pytest.mark.parametrize("name", ODD)
def test_whatever_a_season_or_a_community_is_called_there_are_slides(name: str) -> None:
    show = Presentation(io.BytesIO(LAYOUTS["pptx"](made(["上田 花"], season=name, community=name), WORDS)))
    first, names, _ = show.slides
    assert "上田 花" in [run.text for run in runs(names)]
    assert all(run.text.isprintable() for run in runs(first))
    assert shown(name)[:20] in first.shapes.title.text
    assert shown(name).startswith(show.core_properties.author)
    title, community = first.shapes.title, next(one for one in first.shapes if one.top < first.shapes.title.top)
    for shape, most in ((title, 2), (community, 1)):
        assert lines_of(shape.text_frame.text, ROOM, HEADING if shape is title else BESIDE) <= most


@given(st.text(max_size=400))
@settings(max_examples=30)
def test_whatever_text_reaches_them_they_can_be_opened(text: str) -> None:
    tried, said = Tried(text, text, Came.WORKED, text, text), Praised(text, text, text)
    roll = made([text, "上田 花"], season=text, community=text, attempts=(tried,), praises=(said,))
    assert len(Presentation(io.BytesIO(LAYOUTS["pptx"](roll, WORDS))).slides) >= 5
