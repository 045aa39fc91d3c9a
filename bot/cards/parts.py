"""The few pieces that every card is made of.

What people wrote may stand in a ``line``, which no client reads as markup, and nowhere else. A ``heading`` is read as
markdown, so it holds our own sentences alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from microsoft_teams.cards import (
    Action,
    AdaptiveCard,
    CardElement,
    Container,
    ContainerStyle,
    RefreshDefinition,
    RichTextBlock,
    Spacing,
    TextBlock,
    TextRun,
    TextSize,
)

from bot.cards.rendered import Rendered
from locales import LANGUAGES, language_of, say

HIDDEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What nobody sees: control characters, halves of characters, and marks that turn the direction of writing."""

NAME_LENGTH = 40
VALUE_LENGTH = 300
SUMMARY_LENGTH = 150


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the card: their language, and their zone as an IANA name."""

    language: str
    time_zone: str
    signs_in: bool = False
    """Whether the bot can sign the reader in, so that a press is done in their own name."""
    pages_url: str = ""
    """Where the reader opens pages that are for them alone; empty: nowhere, so none is offered."""

    def say(self, key: str, **values: Any) -> str:
        """A sentence on one line, whatever stands in what people wrote."""
        fit = {part: _within(value) for part, value in values.items()}
        fit |= {part: self.say("forgotten-name") for part, value in fit.items() if value in _forgotten_names()}
        if "name" in fit:
            fit["name"] = name(fit["name"]) or self.say("name-unknown")
        return say(key, fit, self.language, self.time_zone)


@lru_cache
def _forgotten_names() -> frozenset[str]:
    """What is kept as the name of who was forgotten: in the community's language, which need not be the reader's."""
    return frozenset(say("forgotten-name", {}, language, "UTC") for language in LANGUAGES)


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


def author_key(*, newcomer: bool) -> str:
    """The sentence that names who posted."""
    return "post-author-newcomer" if newcomer else "post-author"


def is_link(address: str) -> bool:
    """Whether a card may lead there."""
    return address.startswith("https://")


def box(elements: Sequence[CardElement], style: ContainerStyle, spacing: Spacing = "Small") -> Container:
    """Lines that belong together on a coloured ground. The colour says nothing that the words do not."""
    return Container(items=list(elements), style=style, spacing=spacing)


def finished(
    reader: Reader,
    summary: str,
    body: Sequence[CardElement],
    actions: Iterable[Action] = (),
    anew: RefreshDefinition | None = None,
) -> Rendered:
    """The whole card as JSON, in the version that every Teams client knows. ``anew`` is how it draws itself anew.

    Source: https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/cards-reference
    """
    card = AdaptiveCard(
        version="1.5",
        lang=language_of(reader.language),
        body=list(body),
        actions=list(actions) or None,
        refresh=anew,
    )
    return Rendered(card.model_dump(exclude_none=True), shortened(one_line(summary), SUMMARY_LENGTH))


def name(written: str) -> str:
    """A person's name or a title, fit to stand within a sentence."""
    return shortened(one_line(written), NAME_LENGTH)


def one_line(text: str) -> str:
    """The text without line breaks, and without characters that turn or hide what stands around them."""
    return " ".join(HIDDEN.sub("", text).split())


def paragraphs(text: str, limit: int, most: int) -> tuple[str, ...]:
    """What a person wrote, by paragraphs: at most ``limit`` characters in at most ``most`` paragraphs, cut with "…"."""
    lines = [" ".join(part.split()) for part in re.split(r"[\r\n\u2028\u2029]+", HIDDEN.sub("", text))]
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
