"""Cells of a spreadsheet: what one would take for a formula has a mark in front, which is no part of it. Pure."""

from __future__ import annotations

MARK = "'"
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Full-width signs as well: a Japanese spreadsheet may take them for the others.

Source: https://owasp.org/www-community/attacks/CSV_Injection
"""


def marked(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"{MARK}{text}" if text.startswith(FORMULA_BEGINS) else text


def unmarked(text: str) -> str:
    """The other way round."""
    return text.removeprefix(MARK) if text.startswith(tuple(MARK + sign for sign in FORMULA_BEGINS)) else text
