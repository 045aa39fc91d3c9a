"""A post arrives: it is kept, the bot's reaction is ordered, and its follow-up is opened."""

from __future__ import annotations

import secrets
from dataclasses import replace

from handlers.places import community_at
from handlers.registry import Outcome, on
from handlers.replay import replay
from models.becoming import lapsed, open_for
from models.community import Community, Role
from models.db import found, newcomers, people, presses, whereabouts
from models.db.transaction import Transaction
from models.effects import reaction
from models.follow_up import Decision
from models.incoming import Person, PostArrived
from models.ledger import Post
from models.pressing import HISTORY, Press
from models.season import theme_of


@on(PostArrived)
def post_arrived(tx: Transaction, event: PostArrived) -> Outcome:
    community = community_at(tx, event.envelope)
    if community is None:
        return Outcome("not ours")
    if tx.post(event.thread_id) is not None:
        found.told_again(tx, event)
        return Outcome("known already")
    author = event.author
    newcomer = _first_post(tx, community, author, event) if author else False
    known = tx.acquaintances(author.id).get(community.id) if author else None
    region = whereabouts.region_of(tx, community, event.envelope, known)
    post = _post(tx, community, event, region, newcomer=newcomer)
    if event.of_history:
        post = replace(post, reaction=None)
    tx.add_post(post)
    found.note(tx, event, community.id)
    if post.reaction:
        tx.enqueue(reaction(post, post.reaction))
    if author and not _of_pmo(community, author):
        home = community.in_region(post.region)
        owners = community.owners_for(post.season, post.theme, author.id)
        opened = open_for(post, author.id, secrets.token_hex(16), home, owners)
        tx.open(opened)
        if event.of_history:
            presses.keep(tx, opened, Press(HISTORY, opened.version, "", tx.now))
            tx.apply(opened, Decision(lapsed(opened, tx.now)))
    if tx.is_awaited(event.thread_id):
        replay(tx, event.thread_id)
    return Outcome("opened" if author else "kept")


def _post(tx: Transaction, community: Community, event: PostArrived, region: str | None, *, newcomer: bool) -> Post:
    envelope, author = event.envelope, event.author
    season = community.season_on(envelope.at)
    theme = theme_of(event.text, season)
    return Post(
        thread_id=event.thread_id,
        community_id=community.id,
        channel_id=envelope.channel_id or "",
        message_id=event.message_id,
        author_id=author.id if author else None,
        author_name=author.name if author else "",
        text=event.text,
        posted_at=envelope.at,
        captured_at=tx.now,
        captured_by=envelope.source,
        season=season.code if season else None,
        theme=theme.code if theme else None,
        newcomer=newcomer,
        reaction=community.reaction if author else None,
        region=region,
    )


def _first_post(tx: Transaction, community: Community, author: Person, event: PostArrived) -> bool:
    """Whether the author never posted before, as far as we know; from now on they did.

    Posts reach us in whatever order Teams and Graph tell them: the earliest is the first, and the one that was held to
    be it is none.
    """
    known, at = people.meet(tx, community, author, event.envelope), event.envelope.at
    first = known.first_posted_at
    if first is not None and first <= at:
        return False
    tx.keep_member(replace(known, first_posted_at=at))
    if first is not None:
        newcomers.no_longer_first(tx, community.id, author.id, first)
    return True


def _of_pmo(community: Community, author: Person) -> bool:
    member = community.members.get(author.id)
    return member is not None and Role.PMO in member.roles
