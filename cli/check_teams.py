"""What ``check`` says of the way into each team: the package, the app in the team, consent, channels and the PMO."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import suppress

from cli.app_manifest import FOLDER, PACKAGE
from cli.commands import Check, Wiring
from models.community import Role
from models.consent import READ_MESSAGES
from models.db import consents, reconciled
from models.db.communities import Settled
from models.db.engine import BadDatabaseUrl
from models.db.migrate import MigrationsMissing, Unreachable
from models.db.transaction import Transaction

WRITE = "python app.py package --maker NAME --website https://…"
ADD = "upload the package in Teams and add the app to the team; its reason, if Teams refuses it, is in docs/install.md"


def teams(wiring: Wiring) -> Iterator[Check]:
    """Nothing of teams where the database cannot be read: then that is to be mended first."""
    try:
        with wiring.store() as store:
            known = store.look(lambda tx: list(tx.communities.values()), wiring.now())
            unreachable = store.look(_without_chat, wiring.now())
            consent, channels = store.look(_consent, wiring.now()), store.look(_channels, wiring.now())
    except (BadDatabaseUrl, Unreachable, MigrationsMissing):
        yield from _package(wiring, met=False)
        return
    yield from _package(wiring, met=any(one.home.installed_at for one in known))
    if not known and wiring.app_id:
        yield Check("team", f"no team has the app yet: {ADD}")
    for one in known:
        yield _team(wiring, one)
    if known and wiring.graph_is_connected:
        yield consent
        yield channels
    for one in known:
        yield _pmo(one, unreachable.get(one.community.id, []))


def _package(wiring: Wiring, *, met: bool) -> Iterator[Check]:
    """In signed mode. Once a team has the app the file has done its work, wherever it lies."""
    if not wiring.app_id:
        return
    bot_id = None
    with suppress(OSError, KeyError, ValueError, zipfile.BadZipFile), zipfile.ZipFile(FOLDER / PACKAGE) as package:
        bot_id = json.loads(package.read("manifest.json"))["id"]
    if not wiring.public_url:
        yield Check("package", "PUBLIC_URL is empty: set it to where the world reaches the bot, https://your.host")
    elif bot_id == wiring.app_id or met:
        yield Check("package")
    else:
        is_of_another = f"manifest/{PACKAGE} is of another bot, {bot_id}" if bot_id else "it is not written yet"
        yield Check("package", f"{is_of_another}; run: {WRITE}")


def _team(wiring: Wiring, settled: Settled) -> Check:
    what, home = f"team of {settled.community.name}", settled.home
    if home.removed_at is not None:
        said = f"the app was removed from it on {home.removed_at:%Y-%m-%d %H:%M} UTC; nothing is read or sent"
        return Check(
            what, f'{said}. Add it again, or erase what is kept: python app.py erase "{settled.community.name}"'
        )
    if home.service_url is not None and (home.group_id is not None or not wiring.graph_is_connected):
        since = f"the app is in it since {home.installed_at:%Y-%m-%d %H:%M} UTC" if home.installed_at else "it was met"
        return Check(what, note=since)
    missing = "the bot was not told yet which team it is; add the app to it, again if need be"
    return Check(what, missing) if wiring.app_id or wiring.graph_is_connected else Check(what, note=missing)


def _consent(tx: Transaction) -> Check:
    lacking = [f"{one.name} lacks {READ_MESSAGES}: ask an owner of the team to add the app again, and see "
               "“RSC” in docs/install.md" for one in consents.lacking(tx)]  # fmt: skip
    waits = [tx.communities[one].community.name for one in consents.unknown(tx)]
    note = f"not looked at yet, the bot does so within five minutes: {', '.join(waits)}" if waits else ""
    return Check("consent", "; ".join(lacking) or None, note)


def _channels(tx: Transaction) -> Check:
    refused = [f"Graph does not show {channel}: {code}" for _, channel, code in reconciled.refusals(tx)]
    found = [
        f"{settled.community.name} watches {len(settled.community.channels) or 'all'}"
        for settled in tx.communities.values()
        if settled.home.removed_at is None
    ]
    return Check("channels", "; ".join(refused) or None, "; ".join(found))


def _pmo(settled: Settled, unreachable: list[str]) -> Check:
    what = f"PMO of {settled.community.name}"
    pmo = settled.community.with_role(Role.PMO)
    if not pmo:
        return Check(what, "nobody of it is in the team; let the lead choose it with `setup`, or apply another file")
    told = [", ".join(one.name for one in pmo)]
    if len(pmo) == 1 and Role.LEAD in pmo[0].roles:
        told.append("the lead alone; they can choose others with `setup` in their chat with the bot")
    if unreachable:
        told.append(f"never spoken with yet, so Teams may refuse their first card: {', '.join(unreachable)}")
    return Check(what, note="; ".join(told))


def _without_chat(tx: Transaction) -> dict[str, list[str]]:
    """The names of PMO members with whom the bot has no private chat, by community."""
    found: dict[str, list[str]] = {}
    for one, settled in tx.communities.items():
        for member in settled.community.with_role(Role.PMO):
            known = tx.acquaintances(member.id).get(one)
            if known is None or known.chat_id is None:
                found.setdefault(one, []).append(member.name)
    return found
