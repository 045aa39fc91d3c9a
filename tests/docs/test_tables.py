"""What the documents list is what the code has: settings, states, buttons, commands, columns, figures and keys."""

from __future__ import annotations

import ast
import dataclasses
import json
from typing import Any, Final, Literal, get_args, get_origin

import pytest
from pydantic import SecretStr
from pydantic_core import PydanticUndefined

from handlers import registry
from handlers.commands.language import LANGUAGES as SPOKEN
from locales import LANGUAGES, say
from models.community import (
    Community,
    FollowUpRules,
    Layer,
    Member,
    Phase,
    Region,
    Role,
    Season,
    Step,
    Theme,
)
from models.community_schema import TABLES, ReactionTable, Table
from models.community_values import REACTIONS
from models.db.attempts_export import ATTEMPT_COLUMNS
from models.db.audit import EXPORT_COLUMNS, Audit
from models.follow_up import MAY_BECOME, Status
from models.roll import Way
from models.statistics.told import (
    Attempts,
    AttemptSide,
    Figures,
    LayerReach,
    Load,
    Loads,
    Measured,
    Month,
    Said,
    Side,
    Spread,
    Week,
)
from models.touch_list import Reason
from models.trail import Saw
from settings import Settings
from tests.docs.pages import DOCS, ROOT, code, rows, section

MUST: Final = "must be there"


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def allowed(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return ", ".join(f"`{value}`" for value in get_args(annotation))
    return "a number from 1 to 65535" if annotation is int else "text"


def default_of(value: object) -> str:
    plain = value.get_secret_value() if isinstance(value, SecretStr) else value
    return "empty" if plain == "" else f"`{plain}`"


def test_the_readme_lists_every_setting_as_it_is() -> None:
    there = [
        [f"`{name.upper()}`", default_of(field.default), allowed(field.annotation), field.description]
        for name, field in Settings.model_fields.items()
    ]
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert rows(text, "Setting", "Default", "Allowed", "What it is") == there


def test_the_state_table_is_the_one_that_rules() -> None:
    told = {before: set(after.split(", ")) for before, after in rows(page("follow-ups.md"), "from", "to")}
    assert told == {before.value: {after.value for after in MAY_BECOME[before]} for before in Status}


def test_every_button_is_told_by_its_name_in_both_languages() -> None:
    registry.discover()
    told = {code(verb)[0]: button for verb, button, *_ in rows(page("follow-ups.md"), "verb", "button")}
    named = {
        verb: " / ".join(say(f"button-{verb}", {}, language, "UTC") for language in LANGUAGES)
        for verb in registry.buttons
    }
    assert told == named


def test_every_command_is_told_with_all_its_words() -> None:
    registry.discover()
    found = rows(page("commands.md"), "command", "in Japanese", "in English")
    told = {name: {*code(japanese), *code(english), name} for name, japanese, english, *_ in found}
    assert told == {name: set(command.words) for name, command in registry.commands.items()}


def test_the_commands_of_the_menu_are_marked() -> None:
    registry.discover()
    found = rows(page("commands.md"), "command", "in Japanese", "in English", "in the menu")
    assert {name for name, _, _, mark, *_ in found if mark == "yes"} == set(registry.in_menu())
    assert {mark for _, _, _, mark, *_ in found} == {"yes", ""}


def test_every_action_of_a_messages_menu_is_told_by_its_id_and_name() -> None:
    registry.discover()
    found = rows(page("commands.md"), "command id", "in Japanese", "in English")
    told = {code(action)[0]: [japanese, english] for action, japanese, english, *_ in found}
    named = {
        action: [say(f"point-{action}-send", {}, language, "UTC") for language in LANGUAGES]
        for action in registry.message_actions
    }
    assert told == named


def test_every_word_for_a_language_is_told() -> None:
    told = next(line for line in page("commands.md").splitlines() if line.startswith("**language** takes"))
    assert set(code(told.partition(":")[0])) == set(SPOKEN)


def test_the_export_has_the_columns_that_are_told_in_their_order() -> None:
    assert [code(name)[0] for name, _ in rows(page("export.md"), "column", "what it is")] == list(EXPORT_COLUMNS)


def test_the_export_of_attempts_has_the_columns_that_are_told_in_their_order() -> None:
    told = rows(page("export.md"), "of an attempt", "what it is")
    assert [code(name)[0] for name, _ in told] == list(ATTEMPT_COLUMNS)


def test_every_count_of_the_audit_is_told() -> None:
    counts = [field.name for field in dataclasses.fields(Audit)]
    assert [code(name)[0] for name, _ in rows(page("export.md"), "count", "what it is")] == counts


FIGURES: Final[dict[str, type[Any]]] = {
    "figure": Figures,
    "of a week": Week,
    "of a month": Month,
    "of a side": Side,
    "of a spread": Spread,
    "of a measure": Measured,
    "of attempts": Attempts,
    "of some attempts": AttemptSide,
    "of a layer": LayerReach,
    "of a line": Said,
    "of a member": Load,
    "of the PMO": Loads,
}


@pytest.mark.parametrize("table", FIGURES)
def test_every_figure_has_its_definition(table: str) -> None:
    told = rows(page("figures.md"), table, "definition")
    assert [code(name)[0] for name, _ in told] == [field.name for field in dataclasses.fields(FIGURES[table])]
    assert all(definition for _, definition in told)


def test_every_reason_for_a_list_of_touches_is_told_in_its_order() -> None:
    told = rows(page("touches.md"), "reason", "when")
    assert [code(reason)[0] for reason, _ in told] == [reason.value for reason in Reason]


def test_every_way_onto_the_roll_is_told() -> None:
    told = rows(page("roll.md"), "way", "what puts one on the roll")
    assert [code(way)[0] for way, _ in told] == [way.value for way in Way]


ARRAYS: Final = ("step", "region", "member", "season", "theme", "baseline")


def heading(path: tuple[str, ...]) -> str:
    name = ".".join(path)
    return f"## [[{name}]]" if path[-1] in ARRAYS else f"## [{name}]"


def keys(path: tuple[str, ...], table: type[Table]) -> list[list[str]]:
    """Key and default of each value of a table; tables within it have a section of their own."""
    return [
        [f"`{key}`", written(field.default)] for key, field in table.model_fields.items() if (*path, key) not in TABLES
    ]


def written(default: object) -> str:
    if default is PydanticUndefined:
        return MUST
    return "none" if default is None else f"`{json.dumps(default, ensure_ascii=False)}`"


@pytest.mark.parametrize("path", [path for path in TABLES if path], ids=".".join)
def test_every_key_of_the_community_file_is_told_with_its_default(path: tuple[str, ...]) -> None:
    told = rows(section(page("community-file.md"), heading(path)), "key", "default", "allowed", "what it is")
    assert [row[:2] for row in told] == keys(path, TABLES[path])


def test_the_words_that_may_stand_in_the_community_file_are_all_told() -> None:
    text = page("community-file.md")
    reaction = section(text, heading(("community", "reaction")))
    assert {*REACTIONS, "none", *ReactionTable.model_fields} <= set(code(reaction))
    assert {*Role, *Phase, *Layer, *LANGUAGES} <= set(code(text))


VALUES: Final = (Community, FollowUpRules, Member, Region, Season, Step, Theme)
"""What the community file becomes."""


def without_effect() -> list[str]:
    """Keys of which the document says that they change nothing so far, as the field of models/community.py."""
    text, found = page("community-file.md"), []
    for path in [path for path in TABLES if path]:
        told = rows(section(text, heading(path)), "key", "default")
        found += [f"{path[-1]}.{code(row[0])[0]}" for row in told if "No effect yet" in row[-1]]
    return found


def test_every_value_of_the_community_is_read_by_somebody_or_said_to_have_no_effect() -> None:
    values = {field.name for kind in VALUES for field in dataclasses.fields(kind)}
    unread = values - {name for _, name in attributes()}
    assert unread == {name.partition(".")[2] for name in without_effect()}


def test_what_is_said_to_have_no_effect_is_read_by_nobody() -> None:
    fields = {name.partition(".")[2] for name in without_effect()}
    assert [f"{place} reads {name}" for place, name in attributes() if name in fields] == []


def attributes() -> list[tuple[str, str]]:
    """Where the rules, the handlers, the jobs and the cards read an attribute, and its name."""
    rooms = ("bot", "cli", "handlers", "jobs", "models", "web")
    reading = ("models/community_file.py", "models/community_schema.py", "models/community_checks.py")
    paths = [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno}", node.attr)
        for path in paths
        if path.relative_to(ROOT).as_posix() not in reading
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    ]


def test_every_kind_of_line_of_the_trail_is_told() -> None:
    told = rows(page("privacy.md"), "what", "when it is written")
    assert {code(what)[0] for what, _ in told} == set(Saw)
