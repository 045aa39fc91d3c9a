"""``python -m bench.figures``: how long the figures of a season take over ten of them, of 3,000 posts each.

Takes about two minutes, nearly all of it to play the season once.
"""

from __future__ import annotations

import asyncio
import statistics as numbers
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy import text as sql

import app
from bench.databases import NAMES, databases
from bench.made_season import all_deeds, play
from models.community_file import parse
from models.db import applying, bulk, ledger_file, statistics
from models.db.engine import make_engine
from models.db.migrate import migrate
from models.db.store import Store
from models.db.tables.ledger import follow_ups, posts, touches
from models.db.transaction import Transaction
from rehearsal import made_season
from rehearsal.made_season import ENDS, STARTS, TEAM

SEASONS = 10
TRIES = 15
HALF_A_YEAR = timedelta(weeks=26)
NOW = datetime(2027, 3, 31, 3, 0, tzinfo=UTC)
LIMIT_MS = 300


def main() -> None:
    with TemporaryDirectory(prefix="aizuchi-bench-") as folder, databases(NAMES, filled=False) as urls:
        played = season_played(f"sqlite:///{folder}/played.db")
        for name, url in urls.items():
            with closing(Store(url, wall=lambda: NOW)) as store:
                app.keep_for_good()
                print(f"{name}: {ten_of_them(url, store, played)} posts of {SEASONS} seasons")
                for what, values in (("the current one", {}), ("a theme of it", {"season": "S6", "theme": "t3"})):
                    _told(what, [took(store, values) for _ in range(TRIES)])


def season_played(url: str, posts: int = made_season.POSTS) -> list[bytes]:
    """The made-up season as a ledger file, played in an empty database."""
    asyncio.run(play(url, all_deeds(posts=posts, posts_before=0)))
    return list(ledger_file.dump(url, NOW))


def ten_of_them(url: str, store: Store, played: Sequence[bytes]) -> int:
    """Fill an empty database with the played season and nine more like it. Returns how many posts there are."""
    migrate(url)
    store.write(lambda tx: ledger_file.load(tx, played), NOW)
    store.write(lambda tx: applying.apply(tx, parse(with_seasons())), NOW)
    store.write(_again_and_again, NOW)
    _settle(url)
    return store.look(_count, NOW)


def _settle(url: str) -> None:
    """What PostgreSQL does by and by after many rows came, at once."""
    engine = make_engine(url, writes=True)
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sql("VACUUM ANALYZE"))
    engine.dispose()


def with_seasons() -> str:
    """The community file with nine more seasons, back to back before the one that was played."""
    text = made_season.community()
    season = text[text.index('[[season]]\ncode = "S6"') :]
    text = text[: text.index("[[season]]")] + season
    for back in range(1, SEASONS):
        starts, ends = days_of(back)
        one = season.replace('"S6"', f'"B{back}"', 1).replace("シーズン6", f"B{back}")
        text += one.replace(f'"{STARTS}"', f'"{starts}"').replace(f'"{ENDS}"', f'"{ends}"')
    return text


def days_of(back: int) -> tuple[date, date]:
    first = STARTS - back * HALF_A_YEAR
    return first, first + HALF_A_YEAR - timedelta(days=1)


def _again_and_again(tx: Transaction) -> None:
    """The season that was played once more for each earlier one, half a year back each time."""
    for table in (posts, follow_ups, touches):
        rows = [row._asdict() for row in tx.connection.execute(select(table))]
        for back in range(1, SEASONS):
            for some in _of_a_thousand([_moved(table, row, back) for row in rows]):
                tx.writes += len(some)
                bulk.insert(tx.connection, table, some)


def _moved(table: Table, row: dict[str, Any], back: int) -> dict[str, Any]:
    moved = {
        str(name): value - back * HALF_A_YEAR if isinstance(value, datetime) else value for name, value in row.items()
    }
    moved["thread_id"] = f"{row['thread_id']}~{back}"
    if table is posts:
        moved |= {"message_id": f"{row['message_id']}~{back}", "season": f"B{back}"}
    if table is follow_ups:
        moved["id"] = f"{int(row['id'], 16) + back:032x}"[-32:]
    return moved


def _of_a_thousand(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    return (rows[at : at + 1000] for at in range(0, len(rows), 1000))


def _count(tx: Transaction) -> int:
    return tx.connection.execute(select(func.count()).select_from(posts)).scalar_one()


def took(store: Store, values: Mapping[str, str]) -> float:
    """Milliseconds for all that the card of the command shows."""
    begun = time.perf_counter()
    store.look(partial(_view, values=values), NOW)
    return 1000 * (time.perf_counter() - begun)


def _view(tx: Transaction, values: Mapping[str, str]) -> None:
    community = tx.communities[TEAM].community
    statistics.view(tx, community, {**values, "private": True}, made_season.person_id(0))


def _told(what: str, took: list[float]) -> None:
    best, middle = min(took), numbers.median(took)
    print(f"  {what}: {best:.0f} ms at best, median {middle:.0f} ms, at most {max(took):.0f} ms (limit {LIMIT_MS} ms)")


if __name__ == "__main__":
    main()
