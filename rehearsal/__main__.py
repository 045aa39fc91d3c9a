"""``python -m rehearsal``: runs the rehearsal until it is ended."""

from __future__ import annotations

import argparse
import asyncio
import logging
from datetime import UTC, datetime

from rehearsal.options import START, Options
from rehearsal.server import serve


def read_options(arguments: list[str] | None = None) -> Options:
    """The command line as options."""
    ours = Options()
    parser = argparse.ArgumentParser(prog="python -m rehearsal", description="A stand-in for Microsoft Teams.")
    parser.add_argument("--port", type=int, default=ours.port, help="where to listen; 0: any free port")
    parser.add_argument("--bot", default=ours.bot_url, help="the bot's messaging endpoint")
    parser.add_argument("--signed", action="store_true", help="sign what is sent, and ask for tokens")
    parser.add_argument("--app-id", default=ours.app_id)
    parser.add_argument("--app-secret", default=ours.app_secret)
    parser.add_argument("--no-opening", action="store_true", help="begin with an empty community")
    parser.add_argument("--no-limits", action="store_true", help="do without Teams' limits")
    parser.add_argument("--deliver-all-reactions", action="store_true", help="unlike Teams: all reactions")
    parser.add_argument("--start", type=_aware, default=ours.start, help=f"when it begins, with zone; {START}; or now")
    parser.add_argument("--rate", type=float, default=ours.rate, help="seconds of the rehearsal in a real second")
    told = parser.parse_args(arguments)
    return Options(
        port=told.port,
        bot_url=told.bot,
        signed=told.signed,
        app_id=told.app_id,
        app_secret=told.app_secret,
        opening=not told.no_opening,
        limits=not told.no_limits,
        deliver_all_reactions=told.deliver_all_reactions,
        start=told.start,
        rate=told.rate,
    )


def _aware(text: str) -> datetime:
    """``now`` is for a bot in signed mode: it goes by this machine's clock."""
    if text == "now":
        return datetime.now(UTC)
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text} needs a zone, as in {START}")
    return moment


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    asyncio.run(serve(read_options()))
