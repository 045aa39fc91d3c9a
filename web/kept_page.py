"""What is kept of a member, for the member: as a page to read, and as JSON."""

from __future__ import annotations

import json
from datetime import datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from locales import language_of, say
from models.community import Community
from models.db import belonging, own_rows, people
from models.db.transaction import Transaction
from models.papers import Page, Paper
from web.paper_look import STYLE, whole


def page(tx: Transaction, community: Community, paper: Paper) -> Page:
    """Table by table, row by row; what is empty is left out."""
    language = language_of(paper.given["language"])
    zone = people.recipient(tx, community, paper.member_id).time_zone
    name = belonging.called(tx, community, paper.member_id) or say("name-unknown", {}, language, zone)
    heading = say("kept-title", {"name": name}, language, zone)
    intro = say("kept-intro", {"community": community.name, "at": tx.now}, language, zone)
    body = f"<h1>{escape(heading)}</h1><p>{escape(intro)}</p>"
    body += f"<p class='small'>{escape(say('kept-others', {}, language, zone))}</p>"
    for table, rows in own_rows.of_member(tx, paper.member_id).items():
        count = say("kept-count", {"count": len(rows)}, language, zone)
        body += f"<h2>{escape(table)}</h2><p class='small'>{escape(count)}</p>"
        body += "".join(_row(row, language, zone) for row in rows)
    return Page(whole(heading, body, language), STYLE)


def file(tx: Transaction, _: Community, paper: Paper) -> Page:
    """The same for a program, or to keep."""
    found = own_rows.of_member(tx, paper.member_id)
    written = json.dumps(found, ensure_ascii=False, indent=2, default=_written)
    return Page(written, content_type="application/json", file_name="kept.json")


def _row(row: dict[str, Any], language: str, zone: str) -> str:
    lines = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(_shown(value, language, zone))}</td></tr>"
        for name, value in row.items()
        if value not in (None, "", [])
    )
    return f"<table>{lines}</table>"


def _shown(value: Any, language: str, zone: str) -> str:
    """A moment as its reader writes it, of their zone; anything else as it is kept."""
    if isinstance(value, datetime):
        return say("kept-at", {"at": value, "year": str(value.astimezone(ZoneInfo(zone)).year)}, language, zone)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=_written)


def _written(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
