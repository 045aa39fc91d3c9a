"""In which order people are called: by how their names are read. Pure; docs/roll.md tells the order in words.

A *reading* is written in kana or in Latin letters. Kana come in gojūon order and before Latin letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

READING_AT_MOST = 80

Key = tuple[tuple[tuple[int, int], ...], ...]

_BLANK, _DIGIT, _KANA, _LATIN = range(4)
_VOICED = {"\u3099": 1, "\u309a": 2}
_SMALL = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True))
_ROWS = (
    "あかさたなはまやらわ",
    "いきしちにひみりゐ",
    "うくすつぬふむゆる",
    "えけせてねへめれゑ",
    "おこそとのほもよろを",
)
_VOWELS = {letter: row[0] for row in _ROWS for letter in row}
_LONG, _AGAIN, _AGAIN_VOICED = "ー", "ゝ", "ゞ"
_LONG_KIND, _SMALL_KIND, _AGAIN_KIND, _PLAIN_KIND = range(4)
_LATIN_LETTER = re.compile(r"LETTER (?:DOTLESS )?([A-Z])[A-Z]?\b")
_TO_HIRAGANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}


def reading_of(name: str, given: str | None = None) -> str | None:
    """How a name is read: as was given, else as it stands there if that can be read aloud; ``None``: not known."""
    for one in (given, name):
        if one is not None and is_reading(one):
            return tidy(one)
    return None


def is_reading(text: str) -> bool:
    """Whether a text says how a name is read: kana or Latin letters, with what may stand between them."""
    letters = [_script(letter) for letter in _folded(text)]
    known = [script for script in letters if script is not None]
    words = [script for script in known if script != _BLANK]
    fits = len(tidy(text)) <= READING_AT_MOST and len(known) == len(letters)
    begins = bool(words) and words[0] in (_KANA, _LATIN)
    return fits and begins and _folded(text).lstrip()[0] not in (_LONG, _AGAIN, _AGAIN_VOICED)


def tidy(text: str) -> str:
    """On one line, with single blanks."""
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def order(reading: str) -> Key:
    """What readings are sorted by: family name and given name each by its letters, a blank before any letter.

    Voiced and small kana, long marks and katakana count as their plain kana first, and tell readings apart that are
    the same otherwise: さと, さど, さとう, さどう, サトー, さとおや. Accents and capitals do so among Latin letters.
    Source: JIS X 4061, the order of Japanese character strings.
    """
    first: list[tuple[int, int]] = []
    marks: list[tuple[int, int]] = []
    letters = _folded(tidy(reading))
    for letter in letters:
        rank, mark = _ranked(letter, first)
        first.append(rank)
        marks.append(mark)
    voiced, kinds = (tuple((mark[level], 0) for mark in marks) for level in (0, 1))
    return tuple(first), voiced, kinds, tuple((ord(letter), 0) for letter in letters)


def _folded(text: str) -> str:
    """Width made equal, each sign one letter where there is such a letter."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text))


def _script(letter: str) -> int | None:
    """``None`` for what cannot be read aloud by everybody."""
    base = _base(letter)
    if base in _VOWELS or base in _SMALL or base in ("ん", _LONG, _AGAIN, _AGAIN_VOICED):
        return _KANA
    if unicodedata.category(letter).startswith("L"):
        return _LATIN if unicodedata.name(letter, "").startswith("LATIN ") else None
    if letter.isdecimal():
        return _DIGIT
    return _BLANK if letter.isspace() or letter in "・=-'’.," else None


def _base(letter: str) -> str:
    """The letter without its marks, katakana as hiragana."""
    return unicodedata.normalize("NFD", letter)[0].translate(_TO_HIRAGANA)


def _ranked(letter: str, before: list[tuple[int, int]]) -> tuple[tuple[int, int], tuple[int, int]]:
    """What a letter counts for in the first place, and what then tells it apart from others that count the same."""
    script, base = _script(letter), _base(letter)
    if script == _KANA:
        voiced = max((_VOICED.get(mark, 0) for mark in unicodedata.normalize("NFD", letter)), default=0)
        plain, kind = _plain(base, before)
        return (_KANA, ord(plain)), (voiced, kind)
    if script == _LATIN:
        return (_LATIN, ord(_latin(letter))), (0, 0)
    return (script or _BLANK, ord(letter) if script == _DIGIT else 0), (0, 0)


def _latin(letter: str) -> str:
    """The plain letter of a to z that a Latin letter counts as: é as e, ł as l, ß as s."""
    plain = unicodedata.normalize("NFKD", letter)[0].casefold()[0]
    named = _LATIN_LETTER.search(unicodedata.name(plain, ""))
    return named[1].casefold() if named and not plain.isascii() else plain


def _plain(base: str, before: list[tuple[int, int]]) -> tuple[str, int]:
    """The full-size kana that a kana counts as, by what stands before it."""
    last = chr(before[-1][1]) if before and before[-1][0] == _KANA else None
    if base == _LONG:
        return (_VOWELS.get(last, last) if last else base), _LONG_KIND
    if base in (_AGAIN, _AGAIN_VOICED):
        return last or base, _AGAIN_KIND
    return (_SMALL[base], _SMALL_KIND) if base in _SMALL else (base, _PLAIN_KIND)
