"""In local mode nobody reaches the bot by a name that is not this machine's, as a page from elsewhere would."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest

from settings import Settings
from tests.app.outside import Outside, listening, signed
from tests.bot import shapes

PATHS: Final = ("/api/messages", "/api/graph", "/healthz", "/readyz", "/metrics", "/papers/" + "A" * 43, "/", "/none")
STRANGE: Final = (
    "evil.example", "evil.example:3978", "localhost.evil.example", "127.0.0.1.evil.example:3978", "evil.localhost",
    "10.0.0.1", "0.0.0.0", "[::2]", "127.0.0.1@evil.example", "evil.example/127.0.0.1", "127.0.0.1, evil.example",
    "x", "[", "::1", "127.0.0.1:3978:1", "",
)  # fmt: skip
OURS: Final = ("localhost", "LOCALHOST:3978", "127.0.0.1", "127.0.0.1:9", "[::1]", "[::1]:3978", "127.0.0.2:80")
PUBLIC: Final = ("bot.example", "Bot.Example:443")


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Outside]:
    async with listening(Settings(database_url=f"sqlite:///{tmp_path / 'aizuchi.db'}")) as outside:
        yield outside


async def status(bot: Outside, path: str, host: str) -> int:
    method = "POST" if path.startswith("/api/") else "GET"
    async with bot.session.request(method, bot.url + path, headers={"Host": host}) as answer:
        return answer.status


@pytest.mark.parametrize("host", [*STRANGE, *PUBLIC])
async def test_a_strange_name_is_misdirected_at_every_address(bot: Outside, host: str) -> None:
    assert {path: await status(bot, path, host) for path in PATHS} == dict.fromkeys(PATHS, 421)


async def test_what_is_misdirected_is_not_kept_and_is_told_what_to_do(bot: Outside) -> None:
    before = bot.rows()
    answered, said = await bot.bring(shapes.post(), {"Host": "evil.example:3978"})
    assert answered == 421
    assert "localhost" in said
    assert "PUBLIC_URL" in said
    assert bot.rows() == before
    assert (await bot.bring(shapes.post(), {"Host": "localhost:3978"}))[0] == 200
    assert bot.rows()["post"] == 1


@pytest.mark.parametrize("host", OURS)
async def test_every_name_of_this_machine_reaches_it_at_any_port(bot: Outside, host: str) -> None:
    assert await status(bot, "/healthz", host) == 200


async def test_the_name_of_the_public_url_reaches_it(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'aizuchi.db'}", public_url="https://bot.example/")
    async with listening(settings) as outside:
        assert {host: await status(outside, "/healthz", host) for host in (*PUBLIC, *OURS)} == dict.fromkeys(
            (*PUBLIC, *OURS), 200
        )
        assert {host: await status(outside, "/healthz", host) for host in STRANGE} == dict.fromkeys(STRANGE, 421)


async def test_in_signed_mode_tokens_tell_and_any_name_will_do(tmp_path: Path) -> None:
    async with signed(f"sqlite:///{tmp_path / 'aizuchi.db'}") as here:
        assert await status(here.bot, "/healthz", "bot.example") == 200
