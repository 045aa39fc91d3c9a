"""Who did something in a theme, or under a prompt, of a layer; and who is in the team."""

from __future__ import annotations

from sqlalchemy import case, select

from models.community import Community, Season
from models.db.tables.attempts import attempts
from models.db.tables.ledger import posts, touches
from models.db.tables.people import roster
from models.db.tables.prompts import prompt_turns
from models.db.transaction import Transaction
from models.ledger import REPLY


def acted(tx: Transaction, community: Community, season: Season | None) -> frozenset[tuple[str, str]]:
    """Who posted, replied or tried in a layer of a season, each with it; a prompt's own goes before its theme's."""
    if season is None:
        return frozenset()
    of_theme = {theme.code: theme.layer.value for theme in season.themes if theme.layer}
    of_prompt = _prompts(tx, community)
    if not of_theme and not any(of_prompt.values()):
        return frozenset()
    here = (posts.c.community_id == community.id) & (posts.c.season == season.code) & posts.c.deleted_at.is_(None)
    kept = (touches.c.kind == REPLY) & touches.c.taken_back_at.is_(None)
    of_posts = posts.join(touches, touches.c.thread_id == posts.c.thread_id)
    threads = posts.c.theme.in_(of_theme) | posts.c.thread_id.in_([one for one, layer in of_prompt.items() if layer])
    prompt = case((posts.c.thread_id.in_(list(of_prompt)), posts.c.thread_id))
    posted = select(posts.c.author_id, posts.c.theme, prompt).where(here, threads).distinct()
    replied = select(touches.c.member_id, posts.c.theme, prompt).select_from(of_posts).distinct()
    tried = select(attempts.c.member_id, attempts.c.theme).where(
        attempts.c.community_id == community.id, attempts.c.season == season.code, attempts.c.removed_at.is_(None)
    )
    found = {
        (member_id, of_prompt[thread_id] if thread_id else of_theme.get(theme))
        for query in (posted, replied.where(here, threads, kept))
        for member_id, theme, thread_id in tx.connection.execute(query)
    }
    found |= {(member_id, of_theme.get(theme)) for member_id, theme in tx.connection.execute(tried)}
    return frozenset((member_id, layer) for member_id, layer in found if member_id and layer)


def team(tx: Transaction, community: Community) -> dict[str, str | None]:
    """The department of each who is in the team; ``None`` where it is not known."""
    here = (roster.c.community_id == community.id) & roster.c.left_at.is_(None)
    return {
        row.id: row.department for row in tx.connection.execute(select(roster.c.id, roster.c.department).where(here))
    }


def _prompts(tx: Transaction, community: Community) -> dict[str, str | None]:
    """The layer of each prompt that was posted, by its thread."""
    query = select(prompt_turns.c.thread_id, prompt_turns.c.layer).where(
        prompt_turns.c.community_id == community.id, prompt_turns.c.thread_id.is_not(None)
    )
    return {row.thread_id: row.layer for row in tx.connection.execute(query)}
