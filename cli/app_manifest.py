"""The app's manifest: the template of manifest/, filled with what this bot is and can do.

Source: https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.schema.json
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from locales import LANGUAGES, say

FOLDER = Path(__file__).parents[1] / "manifest"
PACKAGE = "aizuchi.zip"
ICONS = ("color.png", "outline.png")
VERSION = "1.0.0"
"""Of the package. Teams offers an update only where it grew."""
SCOPES = ("team", "personal")


@dataclass(frozen=True, slots=True)
class Maker:
    """Who offers the app in this organisation, as Teams shows it. Each page is an https address."""

    name: str
    website: str
    privacy: str
    terms: str


@dataclass(frozen=True, slots=True)
class Menu:
    """What Teams offers: each command with all words that call it, English first, twelve at most; and the actions of a
    message."""

    commands: Mapping[str, Sequence[str]]
    actions: Sequence[str]


@dataclass(frozen=True, slots=True)
class Registered:
    """The bot as it is registered: its Entra app, the host that the world reaches it at, and other hosts it needs."""

    app_id: str
    hosts: Sequence[str]


def manifest(bot: Registered, maker: Maker, menu: Menu) -> dict[str, Any]:
    """The manifest, in the first of our languages."""
    filled: dict[str, Any] = json.loads((FOLDER / "manifest.json").read_text("utf-8"))
    words = texts(menu, LANGUAGES[0])
    filled |= {
        "version": VERSION,
        "id": bot.app_id,
        "developer": {
            "name": maker.name,
            "websiteUrl": maker.website,
            "privacyUrl": maker.privacy,
            "termsOfUseUrl": maker.terms,
        },
        "name": {"short": words["name.short"], "full": words["name.full"]},
        "description": {"short": words["description.short"], "full": words["description.full"]},
        "localizationInfo": {
            "defaultLanguageTag": LANGUAGES[0],
            "additionalLanguages": [{"languageTag": other, "file": f"{other}.json"} for other in LANGUAGES[1:]],
        },
        "webApplicationInfo": {"id": bot.app_id, "resource": f"api://botid-{bot.app_id}"},
        "validDomains": list(bot.hosts),
        "composeExtensions": [{"botId": bot.app_id, "commands": list(_actions(menu, words))}],
    }
    filled["bots"][0] |= {"botId": bot.app_id, "commandLists": [_list(menu, words)] if menu.commands else []}
    return filled


def texts(menu: Menu, language: str) -> dict[str, str]:
    """What the manifest says in a language, by the path at which it stands there."""
    said = {
        "name.short": _say("app-name", language),
        "name.full": _say("app-full-name", language),
        "description.short": _say("app-short", language),
        "description.full": _say("app-full", language),
    }
    for number, name in enumerate(sorted(menu.commands)):
        here = f"bots[0].commandLists[0].commands[{number}]"
        said[f"{here}.title"] = _title(menu.commands[name], language)
        said[f"{here}.description"] = _say(f"command-{name}", language)
    for number, name in enumerate(menu.actions):
        here = f"composeExtensions[0].commands[{number}]"
        said[f"{here}.title"] = _say(f"app-action-{name}", language)
        said[f"{here}.description"] = _say(f"app-action-{name}-explained", language)
    return said


def translation(menu: Menu, language: str) -> dict[str, str]:
    """The package's file of a further language."""
    schema = "https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.Localization.schema.json"
    return {"$schema": schema, **texts(menu, language)}


def _list(menu: Menu, words: Mapping[str, str]) -> dict[str, Any]:
    here = "bots[0].commandLists[0].commands"
    return {
        "scopes": list(SCOPES),
        "triggers": ["slash", "mention"],
        "commands": [
            {"title": words[f"{here}[{n}].title"], "description": words[f"{here}[{n}].description"]}
            for n in range(len(menu.commands))
        ],
    }


def _actions(menu: Menu, words: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for number, name in enumerate(menu.actions):
        here = f"composeExtensions[0].commands[{number}]"
        shown = {"title": words[f"{here}.title"], "description": words[f"{here}.description"]}
        yield {"id": name, "type": "action", "context": ["message"], "fetchTask": True, **shown}


def _title(words: Sequence[str], language: str) -> str:
    """The word that Teams puts into the message for who chooses it: the command's English name, or its Japanese one."""
    return words[1] if language == "ja" and len(words) > 1 else words[0]


def _say(key: str, language: str) -> str:
    return say(key, {}, language, "UTC")
