"""Pages that one person may open: offered by a press, opened by a link, in whichever process, and swept when over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import orjson
from sqlalchemy import delete, select, update

from models.community import Community
from models.db import trail
from models.db.tables.papers import papers
from models.db.transaction import Transaction
from models.papers import LASTS, Page, Paper, digest, new_token
from models.trail import Line, Saw

Making = Callable[[Transaction, Community, Paper], Page | None]
"""Makes the page of a paper as things are now; ``None`` when there is nothing to show any more."""


def offer(tx: Transaction, community_id: str, member_id: str, kind: str, given: Mapping[str, Any]) -> str:
    """A new link's token, for a member alone. It is kept nowhere: show it in the answer to their press."""
    token = new_token()
    written = orjson.dumps(dict(given)).decode()
    row = {"kind": kind, "community_id": community_id, "member_id": member_id, "given": written}
    tx.add(papers, row | {"digest": digest(token), "ends_at": tx.wall + LASTS})
    return token


def find(tx: Transaction, token: str) -> Paper | None:
    """The paper that a link opens; ``None`` when there was none, or its time is over."""
    query = select(papers).where(papers.c.digest == digest(token), papers.c.ends_at > tx.wall)
    row = tx.connection.execute(query).first()
    if row is None:
        return None
    return Paper(row.kind, row.community_id, row.member_id, orjson.loads(row.given), row.ends_at)


def page(tx: Transaction, token: str, makers: Mapping[str, Making]) -> Page | None:
    """The page that a link opens, made now; ``None`` where there is none."""
    paper = find(tx, token)
    settled = tx.communities.get(paper.community_id) if paper else None
    make = makers.get(paper.kind) if paper else None
    return make(tx, settled.community, paper) if paper and settled and make else None


def is_unopened(tx: Transaction, token: str) -> bool:
    """Whether its link was not followed yet: then, and only then, something is to be written down."""
    query = select(papers.c.digest).where(papers.c.digest == digest(token), papers.c.opened_at.is_(None))
    return tx.connection.execute(query).first() is not None


def opened(tx: Transaction, token: str) -> None:
    """Write down that a page was seen, the first time that its link was followed."""
    paper = find(tx, token)
    fresh = (papers.c.digest == digest(token)) & papers.c.opened_at.is_(None)
    if paper is None or tx.execute(update(papers).where(fresh).values(opened_at=tx.wall)).rowcount != 1:
        return
    trail.note(tx, Line(Saw.OPENED, paper.member_id, community_id=paper.community_id, detail=paper.kind))


def sweep(tx: Transaction) -> int:
    """Let go of every paper whose time is over. Returns how many."""
    return int(tx.execute(delete(papers).where(papers.c.ends_at <= tx.wall)).rowcount)
