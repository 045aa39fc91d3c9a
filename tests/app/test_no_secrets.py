"""Nothing that people wrote, no name and no token stands in what the bot says of itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handlers import registry
from tests.app.marked import MARK, TOKEN, a_day, marked

SAID = (
    "An activity was handled.", "An activity was refused.", "An activity was malformed.", "A notification was refused.",
    "An activity could not be handled.", "Teams did what was ordered.", "Teams refused for good.",
    "What came of an effect could not be written down; tried again.",
)  # fmt: skip
"""What the day must have brought to the log, or it proved nothing."""


@pytest.mark.long
@pytest.mark.parametrize("layout", ["json", "console"])
async def test_nothing_that_the_bot_says_holds_a_text_a_name_or_a_token(tmp_path: Path, layout: str) -> None:
    registry.discover()
    words = [word for command in registry.commands.values() for word in command.words]
    async with marked(tmp_path, layout) as here:
        await a_day(here, words, [*registry.buttons], [*registry.looks])
    log, pages = here.log(), here.pages
    assert here.links, "a card led to a page for one person alone"
    traced = b"".join(here.collector.bodies)
    assert {"activity", "dispatch", "commit", "delivery", "graph"} <= {span.name for span in here.collector.spans()}
    assert [secret for secret in (MARK, TOKEN, *here.links) if secret.encode() in traced] == []
    for sentence in SAID:
        assert sentence in log, sentence
    assert len(pages) == 6
    for said in (log, *pages):
        assert [
            line for line in said.splitlines() if any(secret in line for secret in (MARK, TOKEN, *here.links))
        ] == []
    if layout == "json":
        assert all("event" in json.loads(line) for line in log.splitlines())
