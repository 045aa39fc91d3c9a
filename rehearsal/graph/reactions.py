"""The names of reactions: the bot's interface has words and emoji ids, Graph has words and the emoji themselves.

Source: https://learn.microsoft.com/graph/api/resources/chatmessagereaction
"""

from __future__ import annotations

import re
import unicodedata

WORDS = {"like": "👍", "heart": "❤️", "laugh": "😆", "surprised": "😮", "sad": "😢", "angry": "😡"}
"""Graph keeps to the words for these."""


def told(kind: str) -> tuple[str, str]:
    """``reactionType`` and ``displayName``: ``like`` stays, ``1f440_eyes`` becomes 👀, any other is custom."""
    if kind in WORDS:
        return kind, kind.capitalize()
    found = re.fullmatch(r"([0-9a-f]{4,6})_(.+)", kind)
    return ("custom", kind) if found is None else (chr(int(found[1], 16)), found[2].capitalize())


def kind_of(reaction_type: str) -> str | None:
    """The reaction that a ``reactionType`` of setReaction means; None: it is none."""
    if reaction_type in WORDS:
        return reaction_type
    plain = reaction_type.replace("\N{VARIATION SELECTOR-16}", "")
    for word, emoji in WORDS.items():
        if plain == emoji.replace("\N{VARIATION SELECTOR-16}", ""):
            return word
    if len(plain) != 1 or unicodedata.category(plain) != "So":
        return None
    name = re.sub(r"[^a-z0-9]", "", unicodedata.name(plain).lower())
    return f"{ord(plain):x}_{name}"
