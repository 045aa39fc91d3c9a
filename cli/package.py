"""``package``: the app package that an administrator gives to Teams."""

from __future__ import annotations

import json
import uuid
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from cli import app_manifest
from cli.app_manifest import FOLDER, ICONS, PACKAGE, Maker, Registered
from cli.commands import Wiring
from locales import LANGUAGES

LONGEST_NAME = 32
MADE_AT = (2026, 1, 1, 0, 0, 0)
"""The time of every file in the package, so that the same settings give the same package."""


def _page(_: click.Context, option: click.Parameter, address: str | None) -> str | None:
    if address is not None and not (urlsplit(address).scheme == "https" and urlsplit(address).hostname):
        raise click.BadParameter(f"{address!r} is no address of a page. It begins with https://", param=option)
    return address


def _name(_: click.Context, option: click.Parameter, name: str) -> str:
    if not 0 < len(name) <= LONGEST_NAME:
        raise click.BadParameter(f"It must have 1 to {LONGEST_NAME} characters.", param=option)
    return name


@click.command("package", help="Write the app package for Teams, from these settings: manifest/aizuchi.zip.")
@click.option("--maker", required=True, callback=_name, help="Your organisation, as Teams shows who made the app.")
@click.option("--website", required=True, callback=_page, help="Where members find help.")
@click.option("--privacy", callback=_page, help="What is kept of members; without it, the website.")
@click.option("--terms", callback=_page, help="The terms of use; without it, the website.")
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), default=FOLDER / PACKAGE, help="The file.")
@click.pass_obj
def command(wiring: Wiring, /, to: Path, maker: str, website: str, **pages: str | None) -> None:
    bot = _registered(wiring)
    made_by = Maker(maker, website, pages["privacy"] or website, pages["terms"] or website)
    files: dict[str, bytes] = {
        "manifest.json": _json(app_manifest.manifest(bot, made_by, wiring.menu())),
        **{f"{other}.json": _json(app_manifest.translation(wiring.menu(), other)) for other in LANGUAGES[1:]},
        **{name: (FOLDER / name).read_bytes() for name in ICONS},
    }
    _write(to, files)
    here = Path.cwd()
    written = to.relative_to(here) if to.is_relative_to(here) else to
    click.echo(f"Wrote {written}. Upload it in the Teams admin center, or in Teams under Apps.")


def _registered(wiring: Wiring) -> Registered:
    try:
        uuid.UUID(wiring.app_id)
    except ValueError:
        said = f"{wiring.app_id!r}, which is no application id" if wiring.app_id else "empty"
        raise click.ClickException(
            f"MICROSOFT_APP_ID is {said}. The package names the bot by it: set it to the id of its Entra app."
        ) from None
    host = urlsplit(wiring.public_url).hostname
    if not host:
        raise click.ClickException(
            "PUBLIC_URL is empty or no address. Set it to where the world reaches the bot, https://your.host"
        )
    return Registered(wiring.app_id, (host, *wiring.sign_in_hosts))


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n"


def _write(to: Path, files: dict[str, bytes]) -> None:
    """The package, whole or not at all."""
    beside = to.with_suffix(".part")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in files.items():
                package.writestr(zipfile.ZipInfo(name, MADE_AT), content, zipfile.ZIP_DEFLATED)
        beside.replace(to)
    except OSError as error:
        raise click.ClickException(f"{to} cannot be written: {error.strerror}") from None
