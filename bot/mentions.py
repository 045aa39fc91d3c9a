"""Mentions in a text: who is meant, and what the text says besides."""

from __future__ import annotations

import re
import unicodedata

from bot.fields import Raw, at, optional

_UNSEEN = re.compile("[\u200b\u2060\ufeff]")
"""What takes no room on the screen, and comes along when people copy."""

_AT = re.compile(r"<at\b[^<>]*>([^<]*)</at>")
"""A mention. Looks at no character twice, however the text was made."""


def of_bot(raw: Raw) -> list[Raw]:
    """The mentions of the bot itself."""
    bot_id = at(raw, "recipient").get("id")
    entities = raw.get("entities")
    return [
        entity
        for entity in (entities if isinstance(entities, list) else ())
        if isinstance(entity, dict) and entity.get("type") == "mention" and at(entity, "mentioned").get("id") == bot_id
    ]


def _names(raw: Raw) -> set[str]:
    """What the bot is called in this message."""
    mentions = of_bot(raw)
    called = [optional(at(raw, "recipient"), "name")]
    called += [optional(at(mention, "mentioned"), "name") for mention in mentions]
    called += [_AT.sub(r"\1", optional(mention, "text") or "") for mention in mentions]
    return {name.strip() for name in called if name}


def words_of(text: str, raw: Raw) -> str:
    """What a command says: no mention of the bot, no leading slash, width and blanks made one."""
    names = _names(raw)
    without = _AT.sub(lambda found: " " if not names or found[1].strip() in names else found[1], text)
    plain = _UNSEEN.sub("", without.replace("&nbsp;", " "))
    words = " ".join(unicodedata.normalize("NFKC", plain).split())
    typed = next((f"@{name} " for name in names if words.startswith(f"@{name} ")), "")
    return words.removeprefix(typed).lstrip("/ ")


def as_read(text: str) -> str:
    """A text as people read it: mentions as @name, and nothing that a database would refuse."""
    named = _AT.sub(lambda found: f"@{found[1]}", text) if "<at" in text else text
    return named.replace("\x00", "").strip()
