"""The app package: what Teams' own schema says of it, and that it offers what the code can do."""

import json
import struct
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from app import _menu
from handlers.registry import commands, find_command, in_menu
from locales import LANGUAGES, say
from tests.cli.operator import Operator

APP_ID = "33333333-3333-4333-8333-333333333333"
TWELVE = {"help", "queue", "stats", "season", "themes", "challenge", "praise", "me", "away", "due", "roll", "audit"}
"""What the menu of Teams is for: it takes no more. Other words are typed."""
MAKER = ("package", "--maker", "山と川", "--website", "https://example.com/aizuchi")


@pytest.fixture
def owner(tmp_path: Path) -> Operator:
    """Somebody whose bot is registered."""
    return Operator("sqlite://", tmp_path, app_id=APP_ID, public_url="https://aizuchi.example.com", menu=_menu())


def written(owner: Operator, *words: str) -> dict[str, bytes]:
    """The files of the package."""
    to = owner.folder / "aizuchi.zip"
    owner.done(*MAKER, "--to", str(to), *words)
    with zipfile.ZipFile(to) as package:
        return {name: package.read(name) for name in package.namelist()}


def manifest(owner: Operator) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written(owner)["manifest.json"])
    return found


@pytest.mark.shared
def test_teams_schema_finds_no_fault_with_the_manifest(owner: Operator, shared: Path) -> None:
    schema = json.loads((shared / "schema" / "MicrosoftTeams.v1.30.schema.json").read_text("utf-8-sig"))
    faults = [f"{list(fault.path)}: {fault.message}" for fault in Draft7Validator(schema).iter_errors(manifest(owner))]
    assert faults == []


@pytest.mark.shared
def test_teams_schema_bites(owner: Operator, shared: Path) -> None:
    schema = json.loads((shared / "schema" / "MicrosoftTeams.v1.30.schema.json").read_text("utf-8-sig"))
    broken = manifest(owner)
    broken["bots"][0]["commandLists"][0]["triggers"] = ["shout"]
    assert list(Draft7Validator(schema).iter_errors(broken))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_command_of_the_menu_is_there_once_by_a_word_that_calls_it(owner: Operator, language: str) -> None:
    titles = [titles for path, titles in shown(owner, language).items() if is_title(path) and path.startswith("bots")]
    called = [found[0].name for title in titles if (found := find_command(title))]
    assert sorted(called) == sorted(in_menu())
    assert len(titles) == len(called)


def test_teams_gets_one_list_of_the_commands_that_are_used_most_and_no_other(owner: Operator) -> None:
    (held,) = manifest(owner)["bots"][0]["commandLists"]
    called = {found[0].name for one in held["commands"] if (found := find_command(one["title"]))}
    assert called == TWELVE & commands.keys() < commands.keys()


def shown(owner: Operator, language: str) -> dict[str, str]:
    """What the package says in a language, by path."""
    files = written(owner)
    if language != LANGUAGES[0]:
        found: dict[str, str] = json.loads(files[f"{language}.json"])
        return {path: text for path, text in found.items() if path != "$schema"}
    held = json.loads(files["manifest.json"])
    in_lists = {
        f"bots[0].commandLists[{i}].commands[{n}].{word}": command[word]
        for i, one in enumerate(held["bots"][0]["commandLists"])
        for n, command in enumerate(one["commands"])
        for word in ("title", "description")
    }
    actions = {
        f"composeExtensions[0].commands[{n}].{word}": command[word]
        for n, command in enumerate(held["composeExtensions"][0]["commands"])
        for word in ("title", "description")
    }
    names = {f"{one}.{length}": held[one][length] for one in ("name", "description") for length in ("short", "full")}
    return {**names, **in_lists, **actions}


def is_title(path: str) -> bool:
    return path.endswith(".title")


def test_every_language_says_the_same_things(owner: Operator) -> None:
    first, *others = (shown(owner, language) for language in LANGUAGES)
    for other in others:
        assert other.keys() == first.keys()
        assert other != first


def test_texts_are_as_long_as_teams_shows_them(owner: Operator) -> None:
    longest = {"name.short": 30, "name.full": 100, "description.short": 80, "description.full": 4000}
    for language in LANGUAGES:
        texts = shown(owner, language)
        assert all(len(texts[path]) <= most for path, most in longest.items())
        assert all(len(text) <= 128 for path, text in texts.items() if is_title(path))


def test_what_the_menu_says_of_a_command_is_what_help_says(owner: Operator) -> None:
    assert say("command-queue", {}, "en", "UTC") in shown(owner, "en").values()


def test_the_actions_of_a_message_are_those_that_the_bot_answers(owner: Operator) -> None:
    (extension,) = manifest(owner)["composeExtensions"]
    assert [action["id"] for action in extension["commands"]] == sorted(owner.menu.actions) != []
    assert all(action["fetchTask"] and action["context"] == ["message"] for action in extension["commands"])


def test_the_package_names_this_bot_and_no_other(owner: Operator) -> None:
    held = manifest(owner)
    named = [
        held["id"],
        held["bots"][0]["botId"],
        held["composeExtensions"][0]["botId"],
        held["webApplicationInfo"]["id"],
    ]
    assert named == [APP_ID] * 4
    assert held["validDomains"] == ["aizuchi.example.com"]


def test_where_members_sign_in_teams_may_open_the_page_that_asks_them(owner: Operator) -> None:
    signing_in = replace(owner, sign_in_hosts=("token.botframework.com",))
    assert manifest(signing_in)["validDomains"] == ["aizuchi.example.com", "token.botframework.com"]


def test_the_same_settings_make_the_same_package(owner: Operator) -> None:
    first, second = owner.folder / "1.zip", owner.folder / "2.zip"
    for to in (first, second):
        owner.done(*MAKER, "--to", str(to))
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(("name", "size"), [("color.png", 192), ("outline.png", 32)])
def test_icons_have_the_size_that_teams_asks_for(owner: Operator, name: str, size: int) -> None:
    header = written(owner)[name][:33]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", header[16:24]) == (size, size)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"app_id": ""}, "MICROSOFT_APP_ID is empty"),
        ({"app_id": "the-bot"}, "MICROSOFT_APP_ID is 'the-bot', which is no application id"),
        ({"public_url": ""}, "PUBLIC_URL is empty"),
        ({"public_url": "aizuchi.example.com"}, "PUBLIC_URL is empty or no address"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(owner: Operator, changed: dict[str, str], says: str) -> None:
    for name, value in changed.items():
        setattr(owner, name, value)
    to = owner.folder / "aizuchi.zip"
    assert says in owner.refused(*MAKER, "--to", str(to))
    assert list(owner.folder.iterdir()) == []


@pytest.mark.parametrize("address", ["http://example.com", "example.com", "https://"])
def test_a_page_that_teams_would_not_open_is_refused(owner: Operator, address: str) -> None:
    said = owner.run("package", "--maker", "山と川", "--website", address)
    assert said.code == 2
    assert "https://" in said.err


def test_only_you_messages_and_shared_and_private_channels_are_declared(owner: Operator) -> None:
    held = manifest(owner)
    assert held["manifestVersion"] == "1.30"
    assert held["$schema"].endswith("/teams/v1.30/MicrosoftTeams.schema.json")
    assert held["supportsChannelFeatures"] == "tier1"
    (bot,) = held["bots"]
    assert bot["supportsTargetedMessages"] is True
    assert bot["scopes"] == ["team", "personal"]
    assert {trigger for one in bot["commandLists"] for trigger in one["triggers"]} == {"slash", "mention"}


@pytest.mark.shared
def test_there_is_room_for_tabs(owner: Operator, shared: Path) -> None:
    """A tab of the bot's own host fits in without another change."""
    schema = json.loads((shared / "schema" / "MicrosoftTeams.v1.30.schema.json").read_text("utf-8-sig"))
    held = manifest(owner)
    assert held["validDomains"][0] == "aizuchi.example.com"
    board = {
        "entityId": "board",
        "name": "ひろば",
        "contentUrl": "https://aizuchi.example.com/board",
        "scopes": ["personal"],
    }
    in_channels = {"configurationUrl": "https://aizuchi.example.com/board/choose", "scopes": ["team"]}
    with_tabs = held | {"staticTabs": [board], "configurableTabs": [in_channels]}
    assert [fault.message for fault in Draft7Validator(schema).iter_errors(with_tabs)] == []
