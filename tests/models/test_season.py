"""Which theme a post belongs to."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.community import Phase, Season, Theme
from models.season import fold, theme_of

MEETING = Theme("meeting", "議事録と会議", ("議事録", "minutes"))
INQUIRY = Theme("inquiry", "問い合わせ対応", ("問い合わせ", "ﾒｰﾙ"))
SEASON = Season("S6", "シーズン6", date(2026, 10, 1), date(2027, 3, 31), Phase.COMPANY, themes=(MEETING, INQUIRY))


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("#meeting 要点だけ出せますか", MEETING),
        ("＃Ｍｅｅｔｉｎｇ 要点だけ出せますか", MEETING),
        ("#MEETING、#tips", MEETING),
        ("#meetingの件です", MEETING),
        ("件名（#meeting）", MEETING),
        ("#議事録と会議 について", MEETING),
        ("きのうの議事録を頼みました", MEETING),
        ("The ＭＩＮＵＴＥＳ were too long", MEETING),
        ("メールの返信", INQUIRY),
        ("#inquiry 議事録から返信を作りたい", INQUIRY),
        ("問い合わせの議事録", MEETING),
        ("#meetings は別の話", None),
        ("#meeting-room は別の話", None),
        ("meeting", None),
        ("#", None),
        ("会議は好きです", None),
        ("", None),
    ],
)
def test_a_hashtag_names_the_theme_and_without_one_the_first_with_a_word(text: str, theme: Theme | None) -> None:
    assert theme_of(text, SEASON) == theme


def test_outside_a_season_there_are_no_themes() -> None:
    assert theme_of("#meeting 議事録", None) is None


@given(st.text(max_size=60))
def test_width_and_case_make_no_difference(text: str) -> None:
    assert theme_of(fold(text), SEASON) == theme_of(text, SEASON)


@given(st.text(max_size=60))
def test_a_hashtag_wins_over_every_word(text: str) -> None:
    assert theme_of(f"{text} #inquiry", SEASON) in (INQUIRY, theme_of(text, SEASON))
    assert theme_of(f"#inquiry {fold(text).replace('#', '')}", SEASON) == INQUIRY
