"""Praise (称賛): one line from one member to another. It is not counted for anybody, and ranks nobody."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from models.refused import Refused

LENGTH_AT_MOST = 200
FORM_AT_MOST = 2 * LENGTH_AT_MOST
"""The form has room for more than may be sent: who wrote too much is told, and loses nothing."""
A_DAY_AT_MOST = 5
"""By one person, on a day of the community's; one that was taken back is among them."""

_STOP = r"(?:[\s、。,:：;!！～~]|[.-](?!\w))"
_TO = r"(?:[へに](?=[\s、,:：]|$))?"
_ENDS = rf"(?={_TO}(?:{_STOP}|$))"
_ADDRESS = re.compile(rf"(?:さん(?!ざん)|様(?!々)|さま(?!ざま)|\s+(?:さん|様|さま){_ENDS}|{_ENDS})\s*{_TO}{_STOP}*")
"""What stands between a name and what is said to who bears it; where none of it follows, a word goes on.

A mention has a blank behind it, whatever was typed: ``青木 空 様式を…`` begins with no honorific.
"""


@dataclass(frozen=True, slots=True)
class Praise:
    """``by`` praised ``to``, in the words of ``text``: empty once it is too old to be kept, or was taken back."""

    id: str
    community_id: str
    season: str | None
    """The code of the season of its day."""
    by: str
    to: str
    text: str
    at: datetime
    taken_back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to say to whom. ``form`` names the form, or the message, in which they say it."""

    by: str
    to: str
    words: str
    form: str


def praise_id(by: str, form: str) -> str:
    """One praise a form, or a message, of one person: whatever comes twice is the same."""
    return hashlib.sha256(f"{by} {form}".encode()).hexdigest()[:32]


def one_line(words: str) -> str:
    """What was written, on one line."""
    return " ".join(words.split())


def without_names(words: str, names: Iterable[str]) -> str:
    """The words of a praise, less a name in front that only says whom it is for: ``青木 空さん、いつもありがとう``."""
    rest = one_line(words)
    for name in names:
        for plain in (one_line(name), one_line(unicodedata.normalize("NFKC", name))):
            if plain and rest.startswith(plain) and (address := _ADDRESS.match(rest, len(plain))):
                rest = rest[address.end() :].strip()
                break
    return rest


def may_praise(wish: Wish, given_today: int) -> None:
    """Whether this may be said. Raises Refused."""
    words = one_line(wish.words)
    if wish.to == wish.by:
        raise Refused("refused-praise-oneself")
    if not words:
        raise Refused("refused-praise-no-words", at_most=LENGTH_AT_MOST)
    if len(words) > LENGTH_AT_MOST:
        raise Refused("refused-praise-too-long", length=len(words), at_most=LENGTH_AT_MOST)
    if given_today >= A_DAY_AT_MOST:
        raise Refused("refused-praise-enough", at_most=A_DAY_AT_MOST)
