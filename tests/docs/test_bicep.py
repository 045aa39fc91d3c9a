"""The Bicep files, as far as they can be looked at without a compiler."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from settings import Settings
from tests.docs.pages import ROOT, code, rows

FOLDER: Final = ROOT / "deploy" / "azure"
FILES: Final = ("app.bicep", "bot.bicep", "database.bicep")
TYPES: Final = {
    "Microsoft.App/containerApps", "Microsoft.App/jobs", "Microsoft.App/managedEnvironments",
    "Microsoft.BotService/botServices", "Microsoft.BotService/botServices/channels",
    "Microsoft.DBforPostgreSQL/flexibleServers", "Microsoft.DBforPostgreSQL/flexibleServers/databases",
    "Microsoft.DBforPostgreSQL/flexibleServers/firewallRules",
    "Microsoft.ManagedIdentity/userAssignedIdentities", "Microsoft.OperationalInsights/workspaces",
}  # fmt: skip
"""Source: https://learn.microsoft.com/en-us/azure/templates/"""
KNOWN: Final = {
    "true", "false", "null", "tenant", "resourceGroup", "empty", "concat", "json", "startsWith", "parent", "listKeys",
}  # fmt: skip
"""Words of the language, and functions of it, that these files use."""


@dataclass(frozen=True, slots=True)
class Bicep:
    """A file without its comments; ``bare`` also without its texts, but for what is put into them."""

    text: str
    bare: str

    @classmethod
    def read(cls, path: Path) -> Bicep:
        written = path.read_text(encoding="utf-8")
        text = "\n".join(line for line in written.splitlines() if not line.lstrip().startswith("//"))
        bare = re.sub(r"'(?:\\.|[^'\\])*'", lambda held: " ".join(re.findall(r"\$\{([^}]*)\}", held[0])), text)
        return cls(text, bare)

    def declared(self, kind: str) -> list[str]:
        return re.findall(rf"^{kind} (\w+)", self.text, re.MULTILINE)


@pytest.fixture(params=FILES)
def bicep(request: pytest.FixtureRequest) -> Bicep:
    return Bicep.read(FOLDER / request.param)


def test_these_are_all_files() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.bicep")) == list(FILES)


def test_brackets_are_closed_in_their_order(bicep: Bicep) -> None:
    opened: list[str] = []
    for sign in bicep.bare:
        if sign in "([{":
            opened.append({"(": ")", "[": "]", "{": "}"}[sign])
        elif sign in ")]}":
            assert opened.pop() == sign
    assert opened == []
    assert bicep.text.count("'") % 2 == bicep.text.count("\\'") % 2


def test_every_parameter_is_explained_and_used(bicep: Bicep) -> None:
    explained = re.findall(r"^@description\('.+'\)\n(?:@.*\n)*param (\w+)", bicep.text, re.MULTILINE)
    assert explained == bicep.declared("param")
    for name in explained:
        assert len(re.findall(rf"\b{name}\b", bicep.bare)) > 1, f"{name} is not used"


def test_nothing_is_used_that_is_not_declared(bicep: Bicep) -> None:
    declared = {name for kind in ("param", "var", "resource", "output") for name in bicep.declared(kind)}
    assert len(declared) == len([one for kind in ("param", "var", "resource") for one in bicep.declared(kind)]) + len(
        set(bicep.declared("output")) - {name for kind in ("param", "var") for name in bicep.declared(kind)}
    )
    body = re.sub(r"^@.*$|^(param|output|resource|var) \w+( \w+)?", "", bicep.bare, flags=re.MULTILINE)
    body = re.sub(r"^\s*\w+:", "", body, flags=re.MULTILINE)
    used = set(re.findall(r"(?<![.\w])[A-Za-z_]\w*", body))
    assert used <= declared | KNOWN


def test_every_resource_is_one_of_azures_with_a_version(bicep: Bicep) -> None:
    found = re.findall(r"^resource \w+ '([\w./]+)@(\d{4}-\d\d-\d\d)' = \{$", bicep.text, re.MULTILINE)
    assert len(found) == len(bicep.declared("resource")) > 0
    assert {kind for kind, _ in found} <= TYPES


def test_what_the_container_is_told_are_settings_of_ours() -> None:
    text = Bicep.read(FOLDER / "app.bicep").text
    told = set(re.findall(r"name: '([A-Z_]+)'", text))
    ours = {name.upper() for name in Settings.model_fields}
    assert told <= ours
    needed = {"HOST", "PUBLIC_URL", "DATABASE_URL", "MICROSOFT_APP_ID", "MICROSOFT_APP_PASSWORD", "MICROSOFT_APP_TYPE"}
    assert needed | {"MICROSOFT_APP_TENANT_ID", "GRAPH_NOTIFICATION_SECRET", "OAUTH_CONNECTION"} <= told


def test_secrets_are_given_as_secrets_alone() -> None:
    text = Bicep.read(FOLDER / "app.bicep").text
    held = dict(re.findall(r"name: '([a-z-]+)'\n\s+value: (\w+)", text))
    asked_for = set(re.findall(r"secretRef: '([a-z-]+)'", text))
    assert asked_for == held.keys()
    secure = set(re.findall(r"@secure\(\)\n(?:@.*\n)*param (\w+)", text))
    assert secure == set(held.values())
    assert not re.search(r"output .*(?:" + "|".join(secure) + ")", text)


def test_the_container_is_asked_what_the_bot_answers() -> None:
    text = Bicep.read(FOLDER / "app.bicep").text
    assert set(re.findall(r"path: '([^']+)'", text)) == {"/healthz", "/readyz"}
    port = re.search(r"name: 'PORT'\n\s+value: '(\d+)'", text)
    assert port
    assert set(re.findall(r"(?:port|targetPort): (\d+)", text)) == {port[1]}
    assert "endpoint: '${publicUrl}/api/messages'" in Bicep.read(FOLDER / "bot.bicep").text


def test_the_readme_lists_every_parameter_with_its_default() -> None:
    told = [
        (code(file)[0], code(name)[0], code(default)[0] if default else "")
        for file, name, default in rows((FOLDER / "README.md").read_text("utf-8"), "file", "parameter", "default")
    ]
    there = [
        (file, name, default)
        for file in FILES
        for name, default in re.findall(r"^param (\w+) \w+(?: = (.+))?$", Bicep.read(FOLDER / file).text, re.MULTILINE)
    ]
    assert told == there


def test_what_the_readme_gives_are_parameters_of_the_file() -> None:
    text = (FOLDER / "README.md").read_text("utf-8").replace("\\\n", " ")
    calls = re.findall(r"--template-file deploy/azure/([\w.]+)\s+--parameters (.*)", text)
    assert [file for file, _ in calls] == ["database.bicep", "app.bicep", "bot.bicep"]
    for file, given in calls:
        bicep = Bicep.read(FOLDER / file)
        names = re.findall(r"(?<![\w.?&=])(\w+)=", re.sub(r'"[^"]*"', "", given))
        assert set(names) <= set(bicep.declared("param"))
        must = re.findall(r"^param (\w+) \w+$", bicep.text, re.MULTILINE)
        assert set(must) <= set(names)
