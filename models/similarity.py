"""How much two posts are alike: the same meanings, and the same words, weighed by how rare they are in the ledger.

Everything here is a plain function of words, so that every database comes to the same answer.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from models.same_meaning import WORD, meanings, stem
from models.season import fold

ENOUGH: Final = 1.5
"""Below this two posts are not alike. 1 is one rare meaning in common; measured in docs/similar.md."""

TEXT_AT_MOST: Final = 2000
"""Characters of a post that count: what is asked stands before."""
LONG: Final = 40
"""Words from which on a post is so long that it shares some with anything."""

_MEANING: Final = "≒"
"""Marks a meaning among the words. It is no letter, so no text holds such a word."""
_JAPANESE: Final = re.compile(r"[぀-ヿ㐀-鿿豈-﫿]+")
_HIRAGANA: Final = re.compile(r"[ぁ-ゟ]")
_LINK: Final = re.compile(r"https?://\S+")
_JOINTS: Final = re.compile(r"['’&-]")
_BIGRAM_WEIGHS: Final = 0.1
_WORD_WEIGHS: Final = 0.4
_RAREST: Final = 4.5
"""The logarithm from which on rare is rare enough: about one post in ninety."""
_AS_IF_KNOWN: Final = 100
"""So many posts that hold none of the words are thought into every ledger, or all would be common in a young one."""

_GRAMMAR_WORDS: Final = """
a about after all also am an and any anyone are as at be been before but by can could did do does each else every for
from get got had has have he her here his how i if in into is it its just let like made make many may me more most much
my no not of on one only or our out over please she should so some than that the their them then there these they this
those to too two up us use used using very was we were what when where which who why will with would you your
"""
_GRAMMAR: Final = frozenset(map(stem, _GRAMMAR_WORDS.split()))


@dataclass(frozen=True, slots=True)
class Similar:
    """An earlier post that was answered and is like the one at hand. Moments are aware UTC."""

    thread_id: str
    text: str
    """Shortened."""
    author: str
    posted_at: datetime
    answered_by: tuple[str, ...]
    """Names of who answered, first answer first; a person may be asked how it went on."""
    answered_by_ids: tuple[str, ...]
    answered_at: datetime
    link: str
    """Opens the thread in Teams."""
    versions: tuple[tuple[str, int], ...]
    """Of its answered follow-ups, by id."""


def words(text: str) -> frozenset[str]:
    """What a text is found by: its meanings, its words, and pairs of neighbouring characters where no blanks stand.

    A meaning that a text touches by more than one word stands there twice, the second time with a mark of its own: it
    is what the text is about.
    """
    folded = _LINK.sub(" ", fold(text[:TEXT_AT_MOST]))
    found = set()
    for meaning, count in meanings(folded).items():
        found.add(_MEANING + meaning)
        if count > 1:
            found.add(_MEANING + meaning + _MEANING)
    found.update(stemmed for word in WORD.findall(folded) if (stemmed := stem(word)) not in _GRAMMAR)
    for run in _JAPANESE.findall(folded):
        pairs = (run[at : at + 2] for at in range(len(run) - 1))
        found.update(pair for pair in pairs if not _HIRAGANA.search(pair))
    return frozenset(_JOINTS.sub("", word)[:40] for word in found)


def weights(asked: Collection[str], posts_with: Mapping[str, int], posts: int) -> dict[str, float]:
    """What each word of a post weighs, given how many of the ledger's posts hold it. What the ledger lacks is left out.

    A meaning that stands there twice weighs as much again as the meaning itself.
    """
    found = {}
    for word in asked:
        count = posts_with.get(plain(word), 0)
        if posts_with.get(word, 0) > 0 and count > 0:
            rare = min(-math.log((count + 0.5) / (posts + _AS_IF_KNOWN)), _RAREST) / _RAREST
            found[word] = _kind(word) * max(rare, 0.0) ** 2
    return found


def likeness(asked: Collection[str], earlier: Collection[str], weighed: Mapping[str, float]) -> float:
    """How much an earlier post's words are like those of a new one: what both hold, by weight, less for long ones."""
    shared = math.fsum(weight for word, weight in weighed.items() if word in earlier)
    return shared / math.sqrt(max(len(asked) / LONG, 1.0) * max(len(earlier) / LONG, 1.0))


def plain(word: str) -> str:
    """The meaning that stands there twice, as it stands there once; any other word as it is."""
    return word[:-1] if word.endswith(_MEANING) else word


def _kind(word: str) -> float:
    if word.startswith(_MEANING):
        return 1.0
    return _BIGRAM_WEIGHS if _JAPANESE.match(word) else _WORD_WEIGHS
