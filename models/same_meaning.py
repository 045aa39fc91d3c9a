"""Which meanings a text touches, whatever words and whichever of two languages it says them in.

The vocabulary is same_meaning.txt: whoever reads posts and sees one that should have been found adds its words there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from models.season import fold

VOCABULARY: Final = 1
"""Raised with every change of same_meaning.txt, or of how words are taken from a text."""

WORD: Final = re.compile(r"[^\W_぀-ヿ㐀-鿿豈-﫿]+(?:['’&-][^\W_぀-ヿ㐀-鿿豈-﫿]+)*")
"""A word between blanks or marks; Japanese and Chinese, which are written without, are left out."""
_FILE: Final = Path(__file__).with_suffix(".txt")
_Meanings = frozenset[str]


class _Vocabulary:
    """The lines of the file, turned round: from words to the meanings that they may have."""

    def __init__(self, lines: Iterator[list[str]]) -> None:
        self.phrases: dict[tuple[str, ...], _Meanings] = {}
        self.strings: dict[str, _Meanings] = {}
        for head, *others in lines:
            meanings = frozenset({head} if head != "-" else ())
            for word in others if head == "-" else (head, *others):
                self._add(fold(word), meanings)
        self._inherit()
        self.words_at_most = max(map(len, self.phrases))
        self.longest: dict[str, int] = {}
        for string in self.strings:
            self.longest[string[0]] = max(len(string), self.longest.get(string[0], 0))

    def _add(self, word: str, meanings: _Meanings) -> None:
        if word.isascii():
            phrase = tuple(stem(one) for one in WORD.findall(word.replace("_", " ")))
            self.phrases[phrase] = self.phrases.get(phrase, frozenset()) | meanings
        else:
            self.strings[word] = self.strings.get(word, frozenset()) | meanings

    def _inherit(self) -> None:
        """A word means what the words in it mean: 経営会議 is a 会議. Not those of one character, and none of ``-``."""
        known = [(word, meanings) for word, meanings in self.strings.items() if meanings]
        for word, meanings in known:
            within = (inner for other, inner in known if len(other) > 1 and other in word)
            self.strings[word] = meanings.union(*within)


def meanings(text: str) -> Counter[str]:
    """The meanings that a folded text touches, each with by how many different words it does."""
    vocabulary, counts = _vocabulary(), Counter[str]()
    for phrase in set(_phrases(text)):
        counts.update(vocabulary.phrases[phrase])
    for string in set(_strings(text)):
        counts.update(vocabulary.strings[string])
    return counts


def stem(word: str) -> str:
    """An English word without the endings that make no other word of it."""
    word = word.replace("’", "'").removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and word[-2] not in "sui":
        word = word[:-1]
    if len(word) >= 7 and word.endswith("ing"):
        word = word[:-3]
    elif len(word) >= 6 and word.endswith("ed"):
        word = word[:-2]
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word[:-1] if len(word) >= 5 and word.endswith("e") else word


def _phrases(text: str) -> Iterator[tuple[str, ...]]:
    """The longest English phrases of the vocabulary, one after the other."""
    vocabulary, words, at = _vocabulary(), [stem(word) for word in WORD.findall(text)], 0
    while at < len(words):
        for length in range(min(vocabulary.words_at_most, len(words) - at), 0, -1):
            if (phrase := tuple(words[at : at + length])) in vocabulary.phrases:
                yield phrase
                at += length - 1
                break
        at += 1


def _strings(text: str) -> Iterator[str]:
    """The longest Japanese words of the vocabulary, one after the other."""
    vocabulary, at = _vocabulary(), 0
    while at < len(text):
        for length in range(min(vocabulary.longest.get(text[at], 0), len(text) - at), 0, -1):
            if (string := text[at : at + length]) in vocabulary.strings:
                yield string
                at += length - 1
                break
        at += 1


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return _Vocabulary(line.split() for line in lines if line and not line.startswith("#"))
