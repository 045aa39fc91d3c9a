"""A reaction's kind as Graph gives it, made the word that Teams sends a bot for the same reaction."""

from __future__ import annotations

import unicodedata

_WORDS = {
    "👍": "like",
    "❤": "heart",
    "😆": "laugh",
    "😮": "surprised",
    "😢": "sad",
    "🙁": "sad",
    "😠": "angry",
    "😡": "angry",
}
"""The six that have a word of their own.

Source: https://learn.microsoft.com/graph/api/resources/chatmessagereaction (the word or the character)
"""
_VARIATION, _JOINER = "\ufe0f", "\u200d"
_TONES = {chr(0x1F3FB + number): f"-tone{number + 1}" for number in range(5)}
LONGEST = 100


def kind_of(reaction_type: str, display_name: str | None = None) -> str | None:
    """``like``, ``heart``, …; another emoji as Teams calls it (``1f440_eyes``); an organisation's own by its name.

    ``None`` for what names no reaction.
    """
    told = reaction_type.strip().replace("\x00", "").replace(_VARIATION, "")
    if told == "custom":
        told = (display_name or "").strip().replace("\x00", "") or told
    if not told or told.isascii():
        return told[:LONGEST] or None
    tone = next((_TONES[letter] for letter in told if letter in _TONES), "")
    plain = "".join(letter for letter in told if letter not in _TONES)
    if plain in _WORDS:
        return _WORDS[plain]
    return f"{_emoji(plain)}{tone}"[:LONGEST]


def _emoji(told: str) -> str:
    """As Teams writes an emoji: its code point and its Unicode name, ``2705_whiteheavycheckmark``.

    Source: https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/agent-reactions
    """
    letters = [letter for letter in told if letter != _JOINER]
    name = unicodedata.name(letters[0], "").lower().replace(" ", "").replace("-", "") if letters else ""
    code = "-".join(f"{ord(letter):x}" for letter in letters)
    return f"{code}_{name}" if name else code
