"""The few pieces that every card is made of.

What people wrote may stand in a ``line``, which no client reads as markup, and nowhere else. A ``heading`` is read as
markdown, so it holds our own sentences alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from microsoft_teams.cards import (
    Action,
    AdaptiveCard,
    CardElement,
    Container,
    ContainerStyle,
    RichTextBlock,
    Spacing,
    TextBlock,
    TextRun,
    TextSize,
)

from bot.cards.rendered import Rendered
from locales import language_of, say

TURNING = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks that turn the direction of writing, and so could make a text look like another."""

NAME_LENGTH = 60
VALUE_LENGTH = 300
SUMMARY_LENGTH = 150


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the card: their language, and their zone as an IANA name."""

    language: str
    time_zone: str

    def say(self, key: str, **values: Any) -> str:
        """A sentence on one line, whatever stands in what people wrote."""
        fit = {part: _within(value) for part, value in values.items()}
        if fit.get("name") == "":
            fit["name"] = self.say("name-unknown")
        return say(key, fit, self.language, self.time_zone)


def heading(text: str, size: TextSize = "Medium") -> TextBlock:
    """A heading for eyes and screen readers. Never give it what a person wrote: Teams reads it as markdown."""
    return TextBlock(text=text, style="heading", size=size, weight="Bolder", wrap=True)


def explanation(text: str) -> TextBlock:
    """One of our own sentences, small. Never give it what a person wrote: Teams reads it as markdown."""
    return TextBlock(text=text, is_subtle=True, wrap=True)


def line(text: str, *, strong: bool = False, subtle: bool = False, spacing: Spacing = "Small") -> RichTextBlock:
    """A line that may hold what people wrote: it is shown letter by letter, never as markdown or a link.

    Source: https://adaptivecards.io/explorer/TextRun.html
    """
    run = TextRun(text=text, weight="Bolder" if strong else None, is_subtle=subtle or None)
    runs: list[CardElement] = [run]
    return RichTextBlock(inlines=runs, spacing=spacing)


def box(elements: Sequence[CardElement], style: ContainerStyle, spacing: Spacing = "Small") -> Container:
    """Lines that belong together on a coloured ground. The colour says nothing that the words do not."""
    return Container(items=list(elements), style=style, spacing=spacing)


def finished(reader: Reader, summary: str, body: Sequence[CardElement], actions: Sequence[Action] = ()) -> Rendered:
    """The whole card as JSON, in the version that every Teams client knows.

    Source: https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/cards-reference
    """
    card = AdaptiveCard(
        version="1.5",
        lang=language_of(reader.language),
        fallback_text=summary,
        body=list(body),
        actions=list(actions) or None,
    )
    return Rendered(card.model_dump(exclude_none=True), shortened(one_line(summary), SUMMARY_LENGTH))


def name(written: str) -> str:
    """A person's name or a title, fit to stand within a sentence."""
    return shortened(one_line(written), NAME_LENGTH)


def one_line(text: str) -> str:
    """The text without line breaks, and without characters that turn or hide what stands around them."""
    return " ".join(_visible(text).split())


def paragraphs(text: str, limit: int, most: int) -> tuple[str, ...]:
    """What a person wrote, by paragraphs: at most ``limit`` characters in at most ``most`` paragraphs, cut with "…"."""
    lines = [" ".join(part.split()) for part in re.split(r"[\r\n\u2028\u2029]+", _visible(text))]
    kept: list[str] = []
    room = limit
    for part in filter(None, lines):
        if len(kept) == most or room <= 0:
            kept[-1] = kept[-1].removesuffix("…") + "…"
            break
        kept.append(shortened(part, room))
        room -= len(part)
    return tuple(kept)


def shortened(text: str, limit: int) -> str:
    """At most ``limit`` characters, ended by "…" where something was left out; accents stay with their letter."""
    if len(text) <= limit:
        return text
    end = limit - 1
    while end > 0 and _clings(text[end - 1], text[end]):
        end -= 1
    return text[:end].rstrip() + "…"


def _within(value: Any) -> Any:
    """A sentence's value, fit to stand in it."""
    return shortened(one_line(value), VALUE_LENGTH) if isinstance(value, str) else value


def _clings(before: str, after: str) -> bool:
    """Whether two characters make one sign, as in emoji of several parts."""
    joiner = "\u200d"
    return joiner in (before, after) or bool(unicodedata.combining(after)) or after in "\ufe0e\ufe0f"


def _visible(text: str) -> str:
    """The text without control characters and without marks that turn the direction of writing."""
    return "".join(sign for sign in text if sign in "\r\n\t\u2028\u2029" or not _is_hidden(sign))


def _is_hidden(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cs") or sign in TURNING
