"""A body as Graph has it says what the activity of the same message says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.graph.body import text_of
from bot.graph.reactions import kind_of


@pytest.mark.parametrize(("html", "text"), [
    ("<p>会議の準備に使いました。</p>", "会議の準備に使いました。"),
    ("<div><p>一行目</p>\n<p>二行目<br>三行目</p></div>", "一行目\n二行目\n三行目"),
    ('<at id="0">上田 花</at>&nbsp;ありがとう &lt;3 &amp; more', "@上田 花 ありがとう <3 & more"),
    ('いいね<emoji id="like" alt="👍" title="Like"></emoji>', "いいね👍"),
    ('<img itemtype="http://schema.skype.com/Emoji" alt="🙂"><img src="x" alt="a photo">見て', "🙂見て"),
    ("<ul>\n<li>one</li>\n<li>two</li>\n</ul>", "one\ntwo"),
    ("<pre>def f():\n  return 1</pre>", "def f():\nreturn 1"),
    ('text<attachment id="1"></attachment>', "text"),
    ("a\x00b", "ab"),
    ("", ""),
    ("<p>never closed", "never closed"),
])  # fmt: skip
def test_html_is_read_as_people_read_it(html: str, text: str) -> None:
    assert text_of(html, html=True) == text


def test_a_plain_body_stays() -> None:
    assert text_of("a <b> c &amp;", html=False) == "a <b> c &amp;"


@given(st.text())
def test_any_body_gives_a_text_that_a_database_takes(content: str) -> None:
    assert "\x00" not in text_of(content, html=True)


@pytest.mark.parametrize(("told", "kind"), [
    ("like", "like"), ("👍", "like"), ("❤️", "heart"), ("❤", "heart"), ("😆", "laugh"), ("😮", "surprised"),
    ("😢", "sad"), ("😡", "angry"), ("👀", "1f440_eyes"), ("✅", "2705_whiteheavycheckmark"), ("📌", "1f4cc_pushpin"),
    ("👏🏽", "1f44f_clappinghandssign-tone3"), ("1f440_eyes", "1f440_eyes"), ("", None), ("\ufe0f", None),
])  # fmt: skip
def test_a_reaction_has_the_word_that_teams_uses(told: str, kind: str | None) -> None:
    assert kind_of(told) == kind


def test_an_organisation_s_own_reaction_is_called_by_its_name() -> None:
    assert kind_of("custom", "party_parrot") == "party_parrot"


@given(st.text())
def test_any_reaction_fits_the_ledger(told: str) -> None:
    kind = kind_of(told)
    assert kind is None or (0 < len(kind) <= 100 and "\x00" not in kind)
