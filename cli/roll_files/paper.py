"""The roll as a page, or a file, for one member: what the link on the card of the command “roll” opens."""

from __future__ import annotations

import re

from cli.roll_files import slides
from cli.roll_files.page import SCRIPT, STYLE, page
from cli.roll_files.table import table
from cli.roll_files.words import Words
from models.community import Community
from models.db import people, roll_showing
from models.db import roll as ledger
from models.db.transaction import Transaction
from models.papers import Page, Paper

SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def made(tx: Transaction, community: Community, paper: Paper) -> Page | None:
    """Made anew each time it is opened; ``None`` when its reader may not open it any more."""
    kind, season = paper.given["file"], roll_showing.season_of(community, paper.given["season"])
    if season is None or not roll_showing.may_open(tx, community, season, paper.member_id, kind):
        return None
    reader = people.recipient(tx, community, paper.member_id)
    roll, words = ledger.of_season(tx, community.id, season), Words(reader.language, reader.time_zone)
    name = f"roll-{re.sub(r'[^A-Za-z0-9_-]', '', season.code) or 'season'}.{kind}"
    match kind:
        case "csv":
            return Page(table(roll, words), content_type="text/csv", file_name=name)
        case "pptx":
            return Page(slides(roll, words), content_type=SLIDES, file_name=name)
        case _:
            return Page(page(roll, words), STYLE, SCRIPT)
