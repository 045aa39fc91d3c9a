"""Every link leads somewhere, every file that is named is there, every operator's command is told."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from cli.commands import command_line
from tests.docs.pages import DOCS, ROOT, anchors, broken_links, missing_files, pages

OURS = [path for path in pages() if path.parent != ROOT / "rehearsal"]


@pytest.mark.parametrize("page", list(pages()), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    assert broken_links(page) == []


@pytest.mark.parametrize("page", OURS, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_file_that_is_named_is_there(page: Path) -> None:
    assert [name for name in missing_files(page) if not (page.parent / name).exists()] == []


def test_a_broken_link_and_a_missing_file_are_found(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("# A b\n[a](#a-b) [b](#c) [c](a.md) [d](gone.md) `gone.py`\n```\n[e](gone)\n```\n")
    assert broken_links(page) == ["#c", "gone.md"]
    assert missing_files(page, tmp_path) == ["gone.py"]
    assert anchors("## What to do when …\n") == {"what-to-do-when-"}


def operators_commands() -> list[str]:
    """Every command, those of a group with the group's name in front."""
    found: list[str] = []
    for name, command in command_line(lambda: pytest.fail("nothing is run")).commands.items():
        within = command.commands if isinstance(command, click.Group) else {}
        found += [name, *(f"{name} {inner}" for inner in within)]
    return found


def test_every_operators_command_has_its_section() -> None:
    text = (DOCS / "run.md").read_text(encoding="utf-8")
    names = operators_commands()
    assert "export community" in names
    marks = {name: f"`{name}`" if " " in name else f"\n### {name}\n" for name in names}
    assert [name for name, mark in marks.items() if mark not in text] == []


def test_every_option_of_a_command_is_told() -> None:
    text = (DOCS / "run.md").read_text(encoding="utf-8")
    commands: list[click.Command] = list(command_line(lambda: pytest.fail("nothing is run")).commands.values())
    for group in [command for command in commands if isinstance(command, click.Group)]:
        commands += group.commands.values()
    options = {name for command in commands for option in command.params for name in option.opts if name[:2] == "--"}
    assert {"--force", "--json"} <= options
    assert [name for name in sorted(options) if name not in text] == []


def test_every_page_is_linked_from_the_readme_or_from_the_list_of_decisions() -> None:
    shown = (ROOT / "README.md").read_text(encoding="utf-8") + (DOCS / "adr" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in sorted(DOCS.rglob("*.md")) if f"{path.name})" not in shown] == []
