"""What a text is found by, and how much two are alike."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import same_meaning
from models.same_meaning import VOCABULARY, meanings, stem
from models.season import fold
from models.similarity import ENOUGH, LONG, TEXT_AT_MOST, likeness, weights, words


def alike(new: str, earlier: str, others: tuple[str, ...] = ()) -> float:
    """How much two texts are alike in a ledger of the earlier and these others."""
    held = [words(text) for text in (earlier, *others)]
    posts_with = {word: sum(word in one for one in held) for word in {word for one in held for word in one}}
    return likeness(words(new), held[0], weights(words(new), posts_with, len(held)))


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("打合せのあとで", "会議"), ("ミーティングのあとで", "会議"), ("after the meetings", "会議"),
        ("経営会議のあとで", "会議"),
        ("英訳を頼む", "翻訳"), ("Translating it", "翻訳"), ("ＥＸＣＥＬの表", "excel"), ("who said what", "話者"),
    ],
)  # fmt: skip
def test_one_meaning_is_found_in_many_words(text: str, meaning: str) -> None:
    assert meaning in meanings(fold(text))


@pytest.mark.parametrize(
    ("text", "meaning"), [("内訳を出す", "翻訳"), ("後で表示する", "表"), ("three minutes", "議事録")]
)
def test_words_that_only_look_like_one_mean_none_of_it(text: str, meaning: str) -> None:
    assert meaning not in meanings(fold(text))


def test_a_meaning_that_two_different_words_touch_counts_twice() -> None:
    assert {"≒会議", "≒会議≒"} <= words("会議とミーティング")
    assert "≒会議≒" not in words("会議と会議")


def test_japanese_is_found_by_neighbouring_characters_and_grammar_is_not() -> None:
    assert words("霧島の滝でした") == {"霧島"}
    assert words("Kirishima is at the falls, https://example.org/karisome") == {"kirishima", "fall"}


def test_width_and_case_do_not_matter() -> None:
    assert words("ＡＩでﾃﾞｰﾀを") == words("aiでデータを")


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [("policies", "policy"), ("notes", "note"), ("status", "status"), ("drafting", "draft"), ("shared", "shar"),
     ("share", "shar"), ("stopped", "stop"), ("class", "class"), ("client's", "client"), ("bus", "bus"), ("", "")],
)  # fmt: skip
def test_english_words_lose_their_endings(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


def test_rare_words_weigh_more_than_common_ones_and_unknown_ones_nothing() -> None:
    weighed = weights({"≒会議", "≒監査", "≒翻訳"}, {"≒会議": 500, "≒監査": 3}, 1000)
    assert weighed.keys() == {"≒会議", "≒監査"}
    assert weighed["≒監査"] == 1.0 > weighed["≒会議"] > 0


def test_a_word_of_all_posts_weighs_next_to_nothing() -> None:
    assert weights({"≒ai"}, {"≒ai": 100_000}, 100_000)["≒ai"] < 0.001


def test_posts_alike_in_other_words_are_alike_and_others_not() -> None:
    assert alike("会議の議事録で発言者が入れ替わります。", "打ち合わせの文字起こしで話者が混ざりました。") >= ENOUGH
    assert alike("会議の議事録で発言者が入れ替わります。", "画像の著作権について教えてください。") < ENOUGH


def test_a_long_post_is_not_alike_for_its_length_alone() -> None:
    short = "会議の文字起こしで話者が混ざります。"
    padded = short + "".join(chr(0x4E00 + at * 7) for at in range(LONG * 6))
    assert 0 < alike(short, padded) < alike(short, short) / 2


@given(st.text(max_size=300))
def test_any_text_has_words_that_both_databases_can_hold(text: str) -> None:
    for word in words(text):
        assert word
        assert not any(letter.isspace() or letter == "\0" for letter in word)
        assert all(letter.isalnum() for letter in word if letter.isascii())


@given(st.text(max_size=100), st.text(max_size=100))
def test_likeness_is_never_below_nothing_and_nothing_is_more_alike_than_itself(one: str, other: str) -> None:
    assert 0 <= alike(one, other, (one,)) <= alike(one, one, (other,)) + 1e-9


def test_no_more_is_read_of_a_post_than_its_beginning() -> None:
    assert words("あ" * TEXT_AT_MOST + "霧島") == frozenset()


def test_a_changed_vocabulary_has_a_new_number() -> None:
    """Posts that are indexed already are read again when VOCABULARY is raised, and only then."""
    assert (VOCABULARY, zlib.crc32(same_meaning._FILE.read_bytes())) == (1, 1540980743)
