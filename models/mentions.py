"""What others say of us: talks and press outside of the company, each a line with its day, title and link. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from models.calendar_text import POSSIBLE, one_date
from models.cells import unmarked
from models.refused import Refused
from models.season import fold
from models.statistics.measures import Measure

SAID_BY_OTHERS = (Measure.TALKS, Measure.PRESS)
TITLE_AT_MOST = 200
LINK_AT_MOST = 500
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_LINK = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """One talk, or one piece of press. ``link`` may be empty."""

    measure: Measure
    day: date
    title: str
    link: str = ""

    @property
    def key(self) -> str:
        """Tells it from every other of its community: of one day and title there is one, with its newest link."""
        return sha256(repr((self.measure.value, self.day.isoformat(), self.title)).encode()).hexdigest()[:32]


def mention(measure: str, day: str, title: str, link: str = "") -> Mention:
    """One line as somebody writes it. Raises Refused."""
    folded = fold(measure).strip()
    if folded not in {one.value for one in SAID_BY_OTHERS}:
        known = ", ".join(one.value for one in SAID_BY_OTHERS)
        raise Refused("refused-mention-kind", measure=measure.strip()[:40], known=known)
    found, called, address = _day(day), unmarked(" ".join(title.split())), link.strip()
    if found is None:
        raise Refused("refused-mention-day", day=day.strip()[:20], **POSSIBLE)
    if not called or len(called) > TITLE_AT_MOST:
        raise Refused("refused-mention-title", limit=TITLE_AT_MOST)
    if address and (len(address) > LINK_AT_MOST or not _LINK.fullmatch(address)):
        raise Refused("refused-mention-link", link=address[:40])
    return Mention(Measure(folded), found, called, address)


def looks_like_a_day(written: str) -> bool:
    """Whether somebody means a day, of a month that there is or not."""
    return _DAY.fullmatch(fold(written).strip()) is not None


def _day(written: str) -> date | None:
    """The day of “2026-10-14”, “2026/10/14” or “2026年10月14日”; ``None``: it is none that may be named."""
    found = _DAY.fullmatch(fold(written).strip())
    try:
        return one_date(f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}") if found else None
    except ValueError:
        return None
