"""Whether a message is only thanks: then nothing more is asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from models.season import fold
from models.thanks_words import (
    ADDRESSED,
    AROUND,
    DOUBTS,
    FACES,
    FOR_WHAT,
    GLAD,
    SENTENCE_JA,
    SETTLED,
    WILL_DO,
)

TEXT_AT_MOST: Final = 300
"""Characters. Nobody only says thanks at greater length."""
_HIRAGANA: Final = {katakana: katakana - 0x60 for katakana in range(ord("ァ"), ord("ヶ") + 1)}
_ENDS: Final = re.compile(r"[\n\r。、.,!;:…()・]|\s[-–—]\s")
"""Where one thing said ends, and the next begins."""
_MARKS: Final = ("P", "Z", "C", "Mn", "Sk", "Sm")
"""Unicode's kinds of what is no word: marks, blanks, joiners, tones. Symbols such as ❓ do say something."""


def is_only_thanks(text: str, names: Iterable[str] = ()) -> bool:
    """Whether everything said is thanks, that all is well, what the author does next, or what stands around these.

    ``names`` of people who may be addressed are taken away first. When in doubt it is no: a question that is taken for
    thanks would be forgotten, thanks that are taken for a question cost one tap.
    """
    if len(text) > TEXT_AT_MOST:
        return False
    plain = _plain(text)
    if "?" in plain:
        return False
    without = FACES.sub(" ", _without(names, plain))
    glad = GLAD.search(without) is not None
    said = [part.strip() for part in _ENDS.split(GLAD.sub("\n", without))]
    return (glad or any(SETTLED.search(part) for part in said)) and all(_asks_nothing(part) for part in said)


def _asks_nothing(part: str) -> bool:
    if ADDRESSED.fullmatch(part):
        return True
    if any(_harmless(form.fullmatch(part)) for form in (*FOR_WHAT, *WILL_DO)):
        return True
    left = AROUND.sub(" ", SETTLED.sub(" ", part))
    return all(unicodedata.category(one).startswith(_MARKS) for one in left)


def _harmless(found: re.Match[str] | None) -> bool:
    """Whether nobody needs to read what somebody is thanked for, or what the author will do."""
    if found is None:
        return False
    what = found["what"].strip()
    return not (
        DOUBTS.search(what) or SENTENCE_JA.search(what) or any(unicodedata.category(one) == "So" for one in what)
    )


def _plain(text: str) -> str:
    """Width, case and the two kana made equal, drawn-out ends taken off."""
    return re.sub(r"[~〜～]+", "", fold(text).translate(_HIRAGANA)).replace("’", "'")


def _without(names: Iterable[str], plain: str) -> str:
    """The text without the names, an English one only as a whole word: Ty must not be taken out of “empty”."""
    parts = {part for name in names for part in _plain(name).split() if part in plain}
    for part in sorted(parts, key=len, reverse=True):
        plain = re.sub(rf"(?<![a-z0-9]){re.escape(part)}(?![a-z0-9])", " ", plain)
    return plain
