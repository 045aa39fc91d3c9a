"""The rehearsal with a bot of its own beside it, started and ended together: what ``make run`` shows."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from rehearsal.options import Options
from rehearsal.server import Running, running
from rehearsal.sign_in import CONNECTION

BOT_ENDS_WITHIN_SECONDS = 20


class CannotRehearse(Exception):
    """It did not start, or the bot ended by itself. The message is for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class Bot:
    """How the bot is started: its command, and its whole environment."""

    command: Sequence[str]
    environment: Mapping[str, str]


def rehearse(command: Sequence[str], bot_port: int, say: Callable[[str], None]) -> None:
    """Runs both until Ctrl-C, the bot by ``command`` with an empty database. REHEARSAL_PORT says where the page is.

    Raises CannotRehearse.
    """
    port = page_port(os.environ.get("REHEARSAL_PORT") or str(Options().port))
    for name, wanted in (("PORT", bot_port), ("REHEARSAL_PORT", port)):
        if not is_free(wanted) or (name == "REHEARSAL_PORT" and wanted == bot_port):
            another = next(one for one in range(wanted % 10000 + 40000, 65536) if one != wanted and is_free(one))
            raise CannotRehearse(f"Port {wanted} is taken. Choose another: make run {name}={another}")
    options = replace(Options(), port=port, bot_url=f"http://127.0.0.1:{bot_port}/api/messages")
    say("Aizuchi and its stand-in for Teams are starting; this takes a few seconds.")
    ended_with = asyncio.run(serve_with(Bot(command, environment(options, bot_port)), options, say))
    if ended_with is not None:
        raise CannotRehearse(f"The bot ended by itself, with exit code {ended_with}; see above.")


def page_port(written: str) -> int:
    """Raises CannotRehearse for what is no port."""
    if not written.isdecimal() or not 1 <= int(written) <= 65535:
        raise CannotRehearse(f"REHEARSAL_PORT is {written}; it is to be a number from 1 to 65535.")
    return int(written)


def environment(options: Options, bot_port: int) -> dict[str, str]:
    """What the bot is told: no credentials, an empty database of its own, our community and our clock."""
    database = Path(f"var/rehearsal-{bot_port}.db")
    for left in database.parent.glob(f"{database.name}*"):
        left.unlink()
    ours = {name: value for name, value in os.environ.items() if not name.startswith("MICROSOFT_")}
    return {"LOG_LEVEL": "warning"} | ours | {
        "HOST": options.host,
        "PORT": str(bot_port),
        "DATABASE_URL": f"sqlite:///{database}",
        "COMMUNITY_FILE": str(options.community_file),
        "CLOCK_URL": f"http://{options.host}:{options.port}/clock",
        "PUBLIC_URL": f"http://{options.host}:{bot_port}",
        "GRAPH_BASE_URL": f"http://{options.host}:{options.port}/graph",
        "OAUTH_CONNECTION": CONNECTION,
        "TOKEN_SERVICE_URL": f"http://{options.host}:{options.port}/token",
        "GRAPH_NOTIFICATION_SECRET": "only-for-the-rehearsal",
    }  # fmt: skip


async def serve_with(bot: Bot, options: Options, say: Callable[[str], None]) -> int | None:
    """Runs both until SIGTERM or SIGINT, or until the bot ends by itself: then returns the bot's exit code.

    ``say`` is given the page's address once there is something to see.
    """
    ended = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, ended.set)
    async with running(options) as here, _started(bot) as process:
        told = asyncio.create_task(_say_where(here, say))
        gone = asyncio.create_task(process.wait())
        asked = asyncio.create_task(ended.wait())
        await asyncio.wait({gone, asked}, return_when=asyncio.FIRST_COMPLETED)
        for task in (told, asked):
            task.cancel()
        return None if ended.is_set() else await gone


def is_free(port: int) -> bool:
    """Whether one could listen there on this machine."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@asynccontextmanager
async def _started(bot: Bot) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot, in a session of its own: Ctrl-C reaches us alone, and we end it in order."""
    process = await asyncio.create_subprocess_exec(*bot.command, env=dict(bot.environment), start_new_session=True)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), BOT_ENDS_WITHIN_SECONDS)
        except TimeoutError:
            process.kill()


async def _say_where(here: Running, say: Callable[[str], None]) -> None:
    """Say where to look as soon as the opening is over: before it there is an empty page."""
    stage = here.stage
    while stage.opening not in ("played", "gave up"):
        await stage.changes.after(stage.changes.number)
    say(f"Open {here.url}/ in a browser. Ctrl-C ends it; nothing of it is kept.")
