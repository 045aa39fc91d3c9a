"""In which order people are called: by how their names are read."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reading import READING_AT_MOST, is_reading, order, reading_of, tidy

IN_ORDER = (
    ("さと", "さど", "さとう", "さどう", "さとうや", "サトー", "さとおや"),
    ("はは", "ばば", "ぱぱ", "ははは"),
    ("きゃく", "きやく", "ぎゃく"),
    ("かっき", "かつぎ"),
    ("いすゞ", "いすず", "いすゞ はな"),
    ("うえ わかな", "うえだ あい", "うえだ はな"),
    ("あべ", "アベ", "いとう", "ヴァン", "うえだ", "わだ", "をがわ", "んじゃめな", "anna", "Åsa", "Ueda", "Zoe"),
    ("lena", "Łukasz", "Lyn", "Muller", "Müller", "Mumm", "ıpek", "Ivo"),
)


def test_each_list_is_in_the_order_of_a_japanese_dictionary() -> None:
    for names in IN_ORDER[:-1]:
        shuffled = random.Random(6).sample(names, len(names))
        assert sorted(shuffled, key=order) == list(names)
    assert sorted(IN_ORDER[-1], key=order) == ["ıpek", "Ivo", "lena", "Łukasz", "Lyn", "Muller", "Müller", "Mumm"]


def test_width_and_blanks_tell_no_names_apart() -> None:
    assert order("ｳｴﾀﾞ　ﾊﾅ") == order("ウエダ ハナ")
    assert order(" Ｄａｎａ  Lee ") == order("Dana Lee")
    assert order("うえだ　はな")[:3] == order("ウエダ ハナ")[:3], "katakana only where all else is the same"


@pytest.mark.parametrize(
    "text",
    ["うえだ はな", "ｳｴﾀﾞ ﾊﾅ", "Yui Kato", "O'Neil, Åsa", "Dana-Lee", "ジャン＝ポール", "Łukasz", "Bot 2"],
)
def test_what_can_be_read_aloud_is_a_reading(text: str) -> None:
    assert is_reading(text)
    assert reading_of(text) == " ".join(text.split())


@pytest.mark.parametrize(
    "text", ["", "  ", "上田 花", "うえだ花", "Жанна", "김", "123", "ーん", "ゝ", "はな😀", "<b>", "=1+1", "a\u202eb"]
)
def test_what_cannot_be_read_by_everybody_is_none(text: str) -> None:
    assert not is_reading(text)
    assert reading_of(text) is None
    assert reading_of("上田 花", text) is None


def test_a_reading_that_was_given_goes_before_how_the_name_is_written() -> None:
    assert reading_of("上田 花", "うえだ はな") == "うえだ はな"
    assert reading_of("Hana Ueda", "うえだ はな") == "うえだ はな"
    assert reading_of("Hana Ueda", "上田") == "Hana Ueda"
    assert not is_reading("あ" * (READING_AT_MOST + 1))


KANA = st.text(alphabet="あいがぱッゃーゝゞヴん ンaÉz", min_size=1, max_size=6)


@given(st.lists(KANA, max_size=6))
def test_every_text_has_a_place_and_equal_places_are_equal_texts(texts: list[str]) -> None:
    """A total order: sorting from any order gives the same, but for blanks around a name, which are no part of it."""
    there, backwards = sorted(texts, key=order), list(reversed(texts))
    assert [tidy(one) for one in sorted(backwards, key=order)] == [tidy(one) for one in there]
    for one in texts:
        for other in texts:
            same = " ".join(one.split()) == " ".join(other.split())
            assert (order(one) == order(other)) is same


@given(st.text(max_size=12))
def test_nothing_that_people_may_write_breaks_it(text: str) -> None:
    is_reading(text)
    order(text)
