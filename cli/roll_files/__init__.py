"""The roll in each kind of file."""

from __future__ import annotations

from cli.roll_files.words import Words
from models.roll import Roll


def slides(roll: Roll, words: Words) -> bytes:
    """Their library is imported when the first are asked for: few processes ever need it."""
    from cli.roll_files import deck

    return deck.slides(roll, words)
