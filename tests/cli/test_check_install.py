"""``check`` beside an installation: after each step it says what is still missing, in the order of the steps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from cli import check_teams
from cli.commands import Check
from models.db import consents
from models.incoming import Installed, Removed
from tests.cli.operator import Operator
from tests.handlers.test_new_team import ANN, BEN, NEW, added, choose
from tests.stage import HANA, KEN, TEAM, Stage, staged

APP = "33333333-3333-4333-8333-333333333333"
ORDER = (
    "settings", "registration", "Teams credentials", "database", "migrations", "community file", "package", "team",
    "consent", "channels", "PMO", "members", "receipts",
)  # fmt: skip


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, migrated=True) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a package is looked for."""
    monkeypatch.setattr(check_teams, "FOLDER", tmp_path)
    return tmp_path


def signed(url: str, folder: Path) -> Operator:
    outside = [Check("registration"), Check("Teams credentials")]
    public = "https://bot.example"
    return Operator(url, folder, outside=outside, app_id=APP, public_url=public, graph_is_connected=True)


def line(said: str, what: str) -> str:
    (found,) = (one for one in said.splitlines() if one.startswith(f"{what}: "))
    return found.partition(": ")[2]


async def checked(operator: Operator, *, well: bool = True) -> str:
    """``check`` beside a loop that runs: it has one of its own."""
    return await asyncio.to_thread(operator.done if well else operator.refused, "check")


def order(said: str) -> list[str]:
    """What was looked at, in order, each once; of several communities the first."""
    told = [next(name for name in ORDER if one.startswith(name)) for one in said.splitlines()]
    return list(dict.fromkeys(told))


def test_before_the_first_team_it_says_what_to_do_next(operator: Operator, folder: Path) -> None:
    here = signed(operator.database_url, folder)
    here.public_url = ""
    assert "PUBLIC_URL is empty" in line(here.refused("check"), "package")
    here.public_url = "https://bot.example"
    assert line(here.refused("check"), "package").startswith("it is not written yet; run: python app.py package ")
    here.done(
        "package", "--to", str(folder / "aizuchi.zip"), "--maker", "Contoso", "--website", "https://contoso.example/"
    )
    said = here.refused("check")
    assert line(said, "package") == "ok"
    assert line(said, "team").startswith("no team has the app yet: upload the package in Teams and add the app ")
    here.app_id = "44444444-4444-4444-8444-444444444444"
    assert line(here.refused("check"), "package").startswith(f"manifest/aizuchi.zip is of another bot, {APP}; run: ")


def test_a_database_that_is_not_ready_comes_first(newcomer: Operator, folder: Path) -> None:
    said = signed(newcomer.database_url, folder).refused("check")
    assert "run: python app.py migrate" in line(said, "migrations")
    assert not [one for one in said.splitlines() if one.startswith("team")]


async def test_with_the_app_in_the_team_it_goes_on_to_consent_channels_and_the_pmo(
    stage: Stage, migrated_url: str, folder: Path
) -> None:
    await stage.dispatch(added(stage))
    await stage.dispatch(Installed(stage.envelope(TEAM, "1"), HANA, "a-group"))
    here = signed(migrated_url, folder)
    said = await checked(here)
    assert order(said) == list(ORDER)
    assert line(said, "package") == "ok", "a team has the app"
    assert line(said, "team of Copilot Club") == "ok (the app is in it since 2026-11-30 01:00 UTC)"
    assert line(said, "consent").startswith("ok (not looked at yet, the bot does so within five minutes: ")
    assert "Copilot Club watches all" in line(said, "channels")
    assert line(said, "PMO of Copilot Club").startswith("ok (Ann Smith; the lead alone; they can choose others with")
    await stage.store.transact(lambda tx: consents.keep(tx, NEW, {"TeamMember.Read.Group"}), stage.clock.now)
    lacking = "Copilot Club lacks ChannelMessage.Read.Group: ask an owner"
    assert line((await checked(here, well=False)), "consent").startswith(lacking)
    await stage.store.transact(lambda tx: consents.keep(tx, NEW, {"ChannelMessage.Read.Group"}), stage.clock.now)
    await choose(stage, BEN)
    await stage.dispatch(Installed(stage.chat(BEN), BEN))
    assert line((await checked(here)), "PMO of Copilot Club") == "ok (Ben Jones)"


async def test_who_may_not_be_reached_is_named(stage: Stage, migrated_url: str, folder: Path) -> None:
    await stage.install(KEN)
    await stage.install(HANA)
    told = line(await checked(signed(migrated_url, folder), well=False), "PMO of ひろば")
    assert told.endswith("never spoken with yet, so Teams may refuse their first card: 森 美緒)")


async def test_a_team_that_the_app_left_says_how_to_erase(stage: Stage, migrated_url: str, folder: Path) -> None:
    await stage.dispatch(added(stage))
    await stage.dispatch(Removed(stage.envelope(NEW, "2", team_id=NEW), ANN))
    told = line(await checked(signed(migrated_url, folder), well=False), "team of Copilot Club")
    assert told.startswith("the app was removed from it on 2026-11-30 01:00 UTC")
    assert told.endswith('python app.py erase "Copilot Club"')
