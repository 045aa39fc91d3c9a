"""Community files as an operator names them: one, or a folder of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from models.community_file import CommunityFileFault, Document, parse


class BadFiles(Exception):
    """What is wrong with the files, a line each, with what to do."""


def read(path: Path) -> dict[str, Document]:
    """The documents by the names of their files, in that order. Raises BadFiles with every fault of every file."""
    documents: dict[str, Document] = {}
    faults: list[str] = []
    for file in _files(path):
        try:
            documents[file.name] = parse(file.read_text(encoding="utf-8"), name=file.name)
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            faults.append(f"{file.name}:{line}: this is not UTF-8; save the file as UTF-8")
        except CommunityFileFault as fault:
            faults.append(str(fault))
        except OSError as error:
            faults.append(f"{file.name}: the file cannot be read ({error.strerror}); see its permissions")
    faults += _twice(documents)
    if faults:
        raise BadFiles("\n".join(faults))
    return documents


def write(file: Path, content: bytes) -> None:
    """What a command makes. Raises ClickException where it cannot be written."""
    try:
        file.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}") from None


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise BadFiles(f"{path} is not there")
    found = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    if not found:
        raise BadFiles(f"{path} holds no *.toml")
    return found


def _twice(documents: Mapping[str, Document]) -> Iterator[str]:
    """Two files of one team would undo each other at every start."""
    first: dict[str, str] = {}
    for name, document in documents.items():
        team = document["community"]["team_id"]
        if team in first:
            yield f"{name}: community.team_id is {team}, as in {first[team]}; keep one of the two files"
        first.setdefault(team, name)
