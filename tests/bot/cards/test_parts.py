"""The pieces of which cards are made: how texts are shortened and cleaned."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.cards.parts import one_line, paragraphs, shortened


@given(st.text(), st.integers(min_value=1, max_value=40))
def test_a_shortened_text_keeps_its_limit_and_shows_that_it_was_cut(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= limit
    assert short == text if len(text) <= limit else short.endswith("…")


def test_a_shortened_text_cuts_no_sign_in_two() -> None:
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
    assert shortened(f"あい{family}うえお", 6) == "あい…"
    assert shortened("cafe\u0301 au lait", 5) == "caf…"


@given(st.text())
def test_one_line_has_no_breaks_and_nothing_hidden(text: str) -> None:
    assert not set(one_line(text)) & set("\r\n\t\0\u2028\u202e\u2066")


@given(st.text(), st.integers(min_value=1, max_value=60), st.integers(min_value=1, max_value=5))
def test_paragraphs_keep_their_limits(text: str, limit: int, most: int) -> None:
    kept = paragraphs(text, limit, most)
    assert len(kept) <= most
    assert sum(len(part) for part in kept) <= limit + len(kept)
    assert all(kept)


def test_paragraphs_say_when_some_were_left_out() -> None:
    assert paragraphs("a\n\nb\nc", 100, 2) == ("a", "b…")
    assert paragraphs("a\n\nb\nc", 100, 3) == ("a", "b", "c")
    assert paragraphs(" \n ", 100, 3) == ()
