"""What of a message is the praise, and what may be praised."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.praising import A_DAY_AT_MOST, LENGTH_AT_MOST, Wish, may_praise, praise_id, without_names
from models.refused import Refused

SAID = {
    "青木 空 さん、いつもありがとう": "いつもありがとう",
    "青木 空さんいつもありがとう": "いつもありがとう",
    "青木 空 いつもありがとう": "いつもありがとう",
    "青木 空 さんへ: 助かりました": "助かりました",
    "青木 空 に、感謝します": "感謝します",
    "青木 空 にこにこ聞いてくれました": "にこにこ聞いてくれました",
    "青木 空 さんざん待たせたのに、にこやかでした": "さんざん待たせたのに、にこやかでした",
    "青木 空 様々な工夫をありがとう": "様々な工夫をありがとう",
    "青木 空様、いつもありがとう": "いつもありがとう",
    "青木 空 さま いつもありがとう": "いつもありがとう",
    "青木 空 様式を作ってくれてありがとう": "様式を作ってくれてありがとう",
    "青木 空 様子を気にかけてくれてありがとう": "様子を気にかけてくれてありがとう",
    "青木 空 さんかくの図が助かりました": "さんかくの図が助かりました",
    "青木 空 、いつもありがとう": "いつもありがとう",
    "青木 空 .NETの資料が助かりました": ".NETの資料が助かりました",
    "青木 空 さんへ": "",
    "青木 空気清浄機をありがとう": "青木 空気清浄機をありがとう",
    "いつもありがとう 青木 空 さん!": "いつもありがとう 青木 空 さん!",
    "青木 空": "",
    "青木 空 さん": "",
    "誰もいません": "誰もいません",
}


@pytest.mark.parametrize(("words", "praise"), SAID.items())
def test_the_name_of_who_is_praised_is_no_part_of_the_praise(words: str, praise: str) -> None:
    assert without_names(words, ("青木 空",)) == praise


def test_a_word_that_begins_like_a_name_stays_whole() -> None:
    assert without_names("空気がよくなりました @空", ("空",)) == "空気がよくなりました @空"
    assert without_names("Yuichi helped a lot", ("Yui",)) == "Yuichi helped a lot"


@given(st.text(), st.lists(st.text(max_size=10), max_size=3))
def test_taking_names_away_adds_nothing(words: str, names: list[str]) -> None:
    left = without_names(words, names)
    assert "\n" not in left
    assert len(left) <= len(" ".join(words.split()))


def refused(**changes: str) -> str:
    known = {"by": "hana", "to": "ken", "words": "ありがとう", "form": "1"} | changes
    with pytest.raises(Refused) as said:
        may_praise(Wish(**known), 0)
    return said.value.key


def test_what_may_not_be_praised_says_why() -> None:
    assert refused(to="hana") == "refused-praise-oneself"
    assert refused(words=" \n ") == "refused-praise-no-words"
    assert refused(words="あ" * (LENGTH_AT_MOST + 1)) == "refused-praise-too-long"


def test_the_longest_line_and_the_last_of_a_day_may_be_sent() -> None:
    wish = Wish("hana", "ken", "あ" * LENGTH_AT_MOST, "1")
    may_praise(wish, A_DAY_AT_MOST - 1)
    with pytest.raises(Refused) as said:
        may_praise(wish, A_DAY_AT_MOST)
    assert said.value.key == "refused-praise-enough"


def test_one_form_is_one_praise_of_one_person() -> None:
    assert praise_id("hana", "1") == praise_id("hana", "1")
    assert len({praise_id(by, form) for by in ("hana", "ken") for form in ("1", "2")}) == 4
