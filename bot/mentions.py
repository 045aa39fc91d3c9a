"""Mentions in a text: who is meant, and what the text says besides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from bot.fields import ID, OBJECT_ID, Raw, at, optional, unless_long
from models.incoming import Mentioned, Person

MENTIONED_AT_MOST = 20

IsCommand = Callable[[str], bool]
"""Whether words call a command, however they go on."""

_UNSEEN = re.compile("[\u200b\u2060\ufeff]")
"""What takes no room on the screen, and comes along when people copy."""

_AT = re.compile(r"<at\b[^<>]*>([^<]*)</at>")
"""A mention. Looks at no character twice, however the text was made."""


def of_bot(raw: Raw) -> list[Raw]:
    """The mentions of the bot itself."""
    bot_id = at(raw, "recipient").get("id")
    return [entity for entity in _mentions(raw) if at(entity, "mentioned").get("id") == bot_id]


def mentioned(text: str, raw: Raw) -> tuple[Mentioned, ...]:
    """Whom a command names besides the bot that it calls, each once; the bot too where it is not what is called."""
    bots = of_bot(raw)
    calls = 0 if at(raw, "recipient").get("isTargeted") is True and not _begins_with(text, bots) else 1
    others = [entity for entity in _mentions(raw) if entity not in bots]
    found: dict[str, Mentioned] = {}
    for entity in others + bots[calls:]:
        account = at(entity, "mentioned")
        teams_id = unless_long(optional(account, "id"), ID) or ""
        called = _AT.sub(r"\1", optional(entity, "text") or "").strip()
        object_id = unless_long(optional(account, "aadObjectId"), OBJECT_ID) or ""
        name = (optional(account, "name") or called).strip()
        one = Mentioned(Person(object_id.lower(), teams_id, name), called or name, teams_id.startswith("28:"))
        found.setdefault(object_id or teams_id or name, one)
    return tuple(found.values())[:MENTIONED_AT_MOST]


def _mentions(raw: Raw) -> list[Raw]:
    entities = raw.get("entities")
    found = entities if isinstance(entities, list) else ()
    return [entity for entity in found if isinstance(entity, dict) and entity.get("type") == "mention"]


def _begins_with(text: str, mentions: list[Raw]) -> bool:
    """Whether a text begins with one of these mentions."""
    begun = _AT.match(text.lstrip())
    called = {_AT.sub(r"\1", optional(mention, "text") or "").strip() for mention in mentions}
    return begun is not None and begun[1].strip() in called


def _names(raw: Raw) -> set[str]:
    """What the bot is called in this message."""
    mentions = of_bot(raw)
    called = [optional(at(raw, "recipient"), "name")]
    called += [optional(at(mention, "mentioned"), "name") for mention in mentions]
    called += [_AT.sub(r"\1", optional(mention, "text") or "") for mention in mentions]
    return {name.strip() for name in called if name}


def words_of(text: str, raw: Raw) -> str:
    """What a command says: no mention of the bot, no leading slash, width and blanks made one."""
    return _uncalled(unicodedata.normalize("NFKC", _without_bot(text, raw)), raw)


def written(text: str, raw: Raw) -> str:
    """The same as it was written, in whatever width."""
    return _uncalled(_without_bot(text, raw), raw)


def _without_bot(text: str, raw: Raw) -> str:
    """A text in which the bot is not mentioned, and others stand by their names."""
    names = _names(raw)
    without = _AT.sub(lambda found: " " if not names or found[1].strip() in names else f" {found[1]} ", text)
    return _UNSEEN.sub("", without.replace("&nbsp;", " ").replace("\x00", ""))


def _uncalled(text: str, raw: Raw) -> str:
    """Less the bot's name where it was typed by hand, and the slash."""
    words = " ".join(text.split())
    typed = next((f"@{name} " for name in _names(raw) if words.startswith(f"@{name} ")), "")
    return words.removeprefix(typed).lstrip("/／ ")


def as_read(text: str) -> str:
    """A text as people read it: mentions as @name, and nothing that a database would refuse."""
    named = _AT.sub(lambda found: f"@{found[1]}", text) if "<at" in text else text
    return named.replace("\x00", "").strip()
