"""A day in which everything that nobody may see in a log bears a mark: texts, names, tokens, what cards hold, secrets.

The bot is a process of its own, so that all it says is what an operator would read.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import aiohttp

from app import wall
from models.community_file import parse
from models.db import applying
from models.db.migrate import migrate
from models.db.store import Store
from rehearsal.options import Options
from rehearsal.server import running
from tests.app.outside import own_settings
from tests.processes.bot import Bot, free_port, until
from tests.rehearsal.playing import AKARI, CHANNEL, HANA, KEN, TENANT, Player
from tests.web.collecting import Collector, collecting

MARK: Final = "zq7x"
"""Stands in every secret, and in nothing else."""
SECRET: Final = f"{MARK}-client-secret"
NOTICE_SECRET: Final = f"{MARK}-notification-secret"
TOKEN: Final = "eyJ"
"""How every JSON web token begins."""
PAPER: Final = re.compile(r"/papers/([A-Za-z0-9_-]{43})")
EVERY_FIELD: Final = {
    name: f"{MARK} field {name}" for name in ("text", "word", "why", "reason", "to", "until", "by", "table", "query")
}
"""What a card may send, and a forged one may hold."""


@dataclass(slots=True)
class Marked:
    """The bot, the rehearsal in front of it, and all that the bot said."""

    bot: Bot
    teams: Player
    database: Path
    collector: Collector
    """Where its traces go."""
    pages: list[str] = field(default_factory=list)
    """What it answered at the addresses of operators."""
    links: set[str] = field(default_factory=set)
    """The tokens of links to papers that its cards held; each was opened."""

    async def says(self, word: str) -> None:
        """Until a line of the log holds it."""

        async def holds() -> bool:
            return word in self.log()

        await until(holds, within=20)

    def log(self) -> str:
        return self.bot.log.read_text(encoding="utf-8")

    async def look(self) -> None:
        """Read what operators read."""
        for path in ("/metrics", "/readyz", "/healthz"):
            async with self.teams.session.get(f"{self.bot.url}{path}") as answer:
                self.pages.append(await answer.text())

    async def cards(self, by: str) -> list[dict[str, Any]]:
        """The cards in a chat, oldest first."""
        chats = (await self.teams.look("/rehearsal/state"))["chats"]
        return [message for message in chats.get(by, []) if message["card"] and not message["deleted"]]

    async def card_of(self, by: str, *verbs: str) -> dict[str, Any]:
        """The newest card in a chat on which a button of one of these verbs stands."""
        found: list[dict[str, Any]] = []

        async def there() -> bool:
            cards = await self.cards(by)
            found[:] = [one for one in cards if any(act.get("verb") in verbs for act in actions(one["card"]))]
            return bool(found)

        await until(there, within=20)
        return found[-1]

    async def press(self, by: str, verb: str, data: dict[str, Any]) -> None:
        """Press on the newest card in a chat, whatever comes of it; once more where a newer one just took its place."""

        async def pressed() -> bool:
            body = {"as": by, "message": (await self.cards(by))[-1]["id"], "verb": verb, "data": data}
            async with self.teams.session.post(f"{self.teams.url}/rehearsal/press", json=body) as answer:
                if answer.status != 200:
                    return False
                await self._open_papers(await answer.text())
                return True

        await until(pressed, within=20)

    async def _open_papers(self, answered: str) -> None:
        for token in set(PAPER.findall(answered)) - self.links:
            self.links.add(token)
            async with self.teams.session.get(f"{self.bot.url}/papers/{token}") as answer:
                assert answer.status == 200

    async def bring(self, activity: object, **headers: str) -> int:
        """Any body to the messaging endpoint, as anybody may send it."""
        sent = {"Content-Type": "application/json"} | headers
        body = activity if isinstance(activity, bytes) else json.dumps(activity).encode()
        async with self.teams.session.post(f"{self.bot.url}/api/messages", data=body, headers=sent) as answer:
            await answer.read()
            return answer.status

    @contextmanager
    def forbidding(self, what: str) -> Iterator[None]:
        """The database refuses something meanwhile, and says so with a mark."""
        with closing(sqlite3.connect(self.database, timeout=20)) as connection, connection:
            connection.execute(f"CREATE TRIGGER no BEFORE {what} BEGIN SELECT RAISE(ABORT, '{MARK} no'); END")
        yield
        with closing(sqlite3.connect(self.database, timeout=20)) as connection, connection:
            connection.execute("DROP TRIGGER no")


def actions(part: object) -> Iterator[dict[str, Any]]:
    """Every action of a card, those within it as well."""
    if isinstance(part, list):
        for one in part:
            yield from actions(one)
    elif isinstance(part, dict):
        if str(part.get("type", "")).startswith("Action."):
            yield part
        for one in part.values():
            yield from actions(one)


def marked_cast(folder: Path) -> Options:
    """The rehearsal's people and themes, each name with a mark."""
    plain = Options()
    community = plain.community_file.read_text(encoding="utf-8").splitlines()
    named = [f'name = "{MARK} {line[8:]}' if line.startswith('name = "') else line for line in community]
    cast = json.loads(plain.cast_file.read_text(encoding="utf-8"))
    for person in cast["people"]:
        person["name"] = f"{MARK} {person['name']}"
    for account in cast["accounts"].values():
        account["department"] = f"{MARK} {account['department']}"
    files = folder / "community.toml", folder / "cast.json"
    files[0].write_text("\n".join(named), encoding="utf-8")
    files[1].write_text(json.dumps(cast), encoding="utf-8")
    return replace(plain, community_file=files[0], cast_file=files[1])


@asynccontextmanager
async def marked(folder: Path, layout: str, **settings: str) -> AsyncIterator[Marked]:
    """A bot in signed mode that says all it can, ended in order when the block ends."""
    port, database = free_port(), folder / "aizuchi.db"
    cast = marked_cast(folder)
    options = replace(
        cast, port=0, opening=False, bot_url=f"http://127.0.0.1:{port}/api/messages", signed=True, app_secret=SECRET,
        tries=1, limits=False,
    )  # fmt: skip
    prepared(f"sqlite:///{database}", cast.community_file)
    async with aiohttp.ClientSession() as session, running(options) as here, collecting() as collector:
        own = {name.upper(): value for name, value in own_settings(here.url).items()}
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MICROSOFT_")}
        environment |= own | {
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
            "DATABASE_URL": f"sqlite:///{database}",
            "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url,
            "LOG_LEVEL": "debug",
            "LOG_FORMAT": layout,
            "MICROSOFT_APP_ID": options.app_id,
            "MICROSOFT_APP_PASSWORD": SECRET,
            "MICROSOFT_APP_TENANT_ID": TENANT,
            "GRAPH_NOTIFICATION_SECRET": NOTICE_SECRET,
            "ALLOWED_SERVICE_HOSTS": "127.0.0.1",
            "LOGIN_AUTHORITY": f"{here.url}/login",
            "OPENID_METADATA_URL": f"{here.url}/login/v1/.well-known/openidconfiguration",
        }
        bot = Bot(environment | settings, folder / "bot.log")
        try:
            await bot.start()
            yield Marked(bot, Player(session, here), database, collector)
            assert await bot.stop() == 0
        finally:
            await bot.kill()


def prepared(database_url: str, community_file: Path) -> None:
    migrate(database_url)
    document = parse(community_file.read_text(encoding="utf-8"))
    with closing(Store(database_url, wall=wall)) as store:
        store.write(lambda tx: applying.apply(tx, document), wall())


async def a_day(here: Marked, words: list[str], verbs: list[str], looks: list[str]) -> None:
    """Everything that people and strangers can do, most of it twice: as it should be, and as it should not."""
    await here.teams.act("install")
    for by in (HANA, KEN):
        await here.teams.act("install", by)
    post = await _threads(here)
    await _commands(here, words)
    await _buttons(here, verbs, looks)
    await _strangers(here)
    await _faults(here, post)
    await here.look()


async def _threads(here: Marked) -> str:
    post = str((await here.teams.act("post", AKARI, text=f"議事録の作り方を {MARK} 教えてください。"))["id"])
    thread = f"{CHANNEL};messageid={post}"
    reply = str((await here.teams.act("reply", KEN, thread=post, text=f"調べて {MARK} お返事します。"))["id"])
    await here.teams.act("react", HANA, conversation=thread, message=post, type="like")
    await here.teams.act("edit", AKARI, conversation=thread, message=post, text=f"{MARK} 直しました")
    for act in ("delete", "undelete"):
        await here.teams.act(act, KEN, conversation=thread, message=reply)
    await here.teams.act("post", AKARI, text=f"届かない {MARK} 投稿", heard=False)
    await here.teams.act("mention", AKARI, text=f"{MARK} って何ですか")
    await here.teams.act("slash", HANA, text="queue")
    for command in ("follow_up", "answer"):
        await here.teams.act("choose", HANA, message=post, command=command)
        await here.teams.act("choose", HANA, message=post, command=command, data=EVERY_FIELD)
    await here.says("Teams did what was ordered.")
    return post


async def _commands(here: Marked, words: list[str]) -> None:
    for word in words:
        for said in (word, f"{word} {MARK} 佐藤"):
            await here.teams.act("say", HANA, text=said)


async def _buttons(here: Marked, verbs: list[str], looks: list[str]) -> None:
    """Every button, on a card that is there: with what the card holds, with forged fields, and by who may not."""
    await here.teams.act("say", KEN, text="queue")
    queue = await here.card_of(KEN, "show")
    shown = next(one for one in actions(queue["card"]) if one.get("verb") == "show")
    await here.press(KEN, "show", shown["data"])
    card = await here.card_of(KEN, *verbs)
    acts = [one["data"] for one in actions(card["card"]) if one.get("verb") in verbs]
    held = {name: acts[0][name] for name in ("follow_up", "version")}
    await here.press(KEN, "write_answer", held | {"text": f"お答え {MARK} します"})
    for verb in [*verbs, *looks]:
        await here.press(KEN, verb, held | EVERY_FIELD)
        await here.press(KEN, verb, {"follow_up": MARK, "version": MARK} | EVERY_FIELD)


async def _strangers(here: Marked) -> None:
    """Who has no token, or another's, or Graph's secret not; and what nobody could read."""
    activity = {
        "type": MARK, "id": MARK, "text": MARK, "serviceUrl": f"http://{MARK}.example/", "timestamp": MARK,
        "from": {"name": MARK, "id": MARK}, "conversation": {"id": MARK}, "channelData": {"tenant": {"id": MARK}},
    }  # fmt: skip
    login = here.teams.stage.login
    assert await here.bring(activity) == 401
    for header in (f"Bearer {MARK}", f"Basic {MARK}", f"Bearer {login.sign(key=login.other_key)}"):
        assert await here.bring(activity, Authorization=header) == 401
    teams = f"Bearer {login.sign()}"
    for cut in (f'{{"text": "{MARK}'.encode(), f'["{MARK}"]'.encode(), f'{{"type": "{MARK}'.encode() * 30_000):
        assert await here.bring(cut, Authorization=teams) in (400, 413)
    service = here.teams.stage.service_url()
    odd = activity | {"serviceUrl": service, "channelData": {"tenant": {"id": TENANT}}}
    for one in (odd, odd | {"type": "message"}, odd | {"type": "invoke", "name": MARK, "value": {"action": MARK}}):
        told = await here.teams.act("deliver", activity=one)
        assert set(told["statuses"]) <= {200, 400}
    for path in (f"/api/graph?validationToken={MARK}", "/api/graph", f"/{MARK}", f"/api/messages/{MARK}"):
        body = {"value": [{"clientState": MARK, "subscriptionId": MARK, "tenantId": MARK}]}
        async with here.teams.session.post(f"{here.bot.url}{path}", json=body) as answer:
            assert answer.status < 500


async def _faults(here: Marked, post: str) -> None:
    """Teams says no, breaks off and asks to wait; Graph loses the consent; the database refuses."""
    for trouble in ({"answer": 403}, {"answer": 502}, {"answer": "cut"}, {"answer": 429, "retry_after": 1}):
        await here.teams.act("faults", kind="send", **trouble)
        await here.teams.act("say", HANA, text="queue")
    for sentence in ("Teams refused for good.", "Nobody knows whether Teams did it", "Teams asks to come again."):
        await here.says(sentence)
    await here.teams.act("graph", do="revoke-consent")
    await here.teams.act("graph", do="remove-subscriptions")
    await here.teams.act("graph", do="grant-consent")
    with here.forbidding("INSERT ON touch"):
        told = await here.teams.act("reply", KEN, thread=post, text=f"{MARK} 書けない返信")
        assert told["bot_status"] == 500
    with here.forbidding("UPDATE ON outbox WHEN NEW.state = 'sent'"):
        await here.teams.act("say", KEN, text="help")
        await here.says("What came of an effect could not be written down; tried again.")
    await here.look()
