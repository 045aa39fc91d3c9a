"""Which theme a post belongs to."""

from __future__ import annotations

from dataclasses import replace
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
        ("#議事録と会議の件です", MEETING),
        ("#問い合わせ対応表", INQUIRY),
        ("#対応表", None),
        ("#", None),
        ("会議は好きです", None),
        ("", None),
    ],
)
def test_a_hashtag_names_the_theme_and_without_one_the_first_with_a_word(text: str, theme: Theme | None) -> None:
    assert theme_of(text, SEASON) == theme


def themes(*called: tuple[str, str]) -> Season:
    return replace(SEASON, themes=tuple(Theme(code, name) for code, name in called))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("#Copilot活用 やってみました", "use"),
        ("#copilot活用の件です", "use"),
        ("#Copilot活用術", "copilot"),
        ("#Copilotの件です", "copilot"),
        ("#Copilot やってみました", "copilot"),
        ("#Copilot Studio で作りました", "studio"),
        ("＃Ｃｏｐｉｌｏｔ　Ｓｔｕｄｉｏ で作りました", "studio"),
        ("#Copilot  Studios", "copilot"),
        ("#copilots", None),
        ("#copilot\nstudio", "copilot"),
        ("#copilot #copilot活用", "copilot"),
    ],
)
def test_of_all_that_a_hashtag_begins_with_the_longest_is_meant(text: str, code: str | None) -> None:
    season = themes(("copilot", "Copilot入門"), ("use", "Copilot活用"), ("studio", "Copilot Studio"))
    found = theme_of(text, season)
    assert (found and found.code) == code


@pytest.mark.parametrize(
    "called", ["R&D", "C++", "Q/A", "資料・提案", "(新)企画", "C#", "使い方 相談", "Café", "+", "100%"]
)
def test_whatever_a_code_or_a_name_holds_it_is_a_hashtag(called: str) -> None:
    for season in (themes(("other", "R"), (called, "x")), themes(("other", "R"), ("x", called))):
        for text in (
            f"#{called}",
            f"#{called} やってみました",
            f"（#{called}）",
            f"#{called}、#other2",
            f"＃{called}\n",
        ):
            assert theme_of(text, season) == season.themes[1], text
        assert theme_of(f"{called} やってみました", season) is None


def test_after_kanji_and_katakana_a_hashtag_ends_where_hiragana_begins() -> None:
    season = themes(("a", "会議"), ("b", "メール"), ("c", "まとめ"))
    named = [
        theme_of(f"#{text}", season)
        for text in ("会議の件", "メールについて", "まとめの件", "会議室", "メールー", "会議-室")
    ]
    assert named == [*season.themes[:2], None, None, None, None]


def test_outside_a_season_there_are_no_themes() -> None:
    assert theme_of("#meeting 議事録", None) is None


@given(st.text(max_size=60))
def test_width_and_case_make_no_difference(text: str) -> None:
    assert theme_of(fold(text), SEASON) == theme_of(text, SEASON)


@given(st.text(max_size=60))
def test_a_hashtag_wins_over_every_word(text: str) -> None:
    assert theme_of(f"{text} #inquiry", SEASON) in (INQUIRY, theme_of(text, SEASON))
    assert theme_of(f"#inquiry {fold(text).replace('#', '')}", SEASON) == INQUIRY
