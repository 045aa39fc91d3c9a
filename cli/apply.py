"""``apply FILE``: makes the database match a community file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from cli.commands import Wiring
from cli.files import BadFiles, read
from models.community_file import CommunityFileFault
from models.community_merge import Change, Merge
from models.db.applying import apply


@click.command("apply", help="Make the database match a community FILE, or every *.toml of a folder.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--force", is_flag=True, help="Let the file win over what was changed in Teams since.")
@click.pass_obj
def command(wiring: Wiring, file: Path, *, dry_run: bool, force: bool) -> None:
    try:
        documents = read(file).values()
        with wiring.store() as store:
            merges = store.write(
                lambda tx: [apply(tx, document, force=force, dry_run=dry_run) for document in documents], wiring.now()
            )
    except (BadFiles, CommunityFileFault) as fault:
        raise click.ClickException(f"{fault}\nNothing was changed.") from None
    for document, merged in zip(documents, merges, strict=True):
        click.echo(f"{document['community']['name']}: {said(merged, dry_run=dry_run)}")
        _tell("changed in Teams since, and kept (--force overwrites it)", merged.kept)
        _tell("changed in Teams since, and overwritten", merged.overwritten)


def said(merged: Merge, *, dry_run: bool) -> str:
    """In a line, what an application came to."""
    if not merged.changes:
        return "nothing to change"
    paths = "".join(f"\n  {change.path}: {change.current!r} -> {change.new!r}" for change in merged.changes)
    moved = f"\n  open follow-ups that {'would move' if dry_run else 'moved'} to the new times: {merged.moved}"
    return f"{'would change' if dry_run else 'changed'} {len(merged.changes)}:{paths}{moved if merged.moved else ''}"


def _tell(what: str, changes: Iterable[Change]) -> None:
    lines = [f"    {change.path}: {change.current!r} (the file says {change.new!r})" for change in changes]
    if lines:
        click.echo("\n".join([f"  {what}:", *lines]))
