"""Which prompts have a layer of their own."""

from __future__ import annotations

from sqlalchemy import select

from models.community import Community
from models.db.tables.prompts import prompt_turns
from models.db.transaction import Transaction


def of_prompts(tx: Transaction, community: Community) -> dict[str, str | None]:
    """The layer of each prompt that was posted, by its thread; ``None``: it has none of its own."""
    query = select(prompt_turns.c.thread_id, prompt_turns.c.layer).where(
        prompt_turns.c.community_id == community.id, prompt_turns.c.thread_id.is_not(None)
    )
    return {row.thread_id: row.layer for row in tx.connection.execute(query)}
