"""The message action “follow up”: a reply, or a post that opened no follow-up, needs an answer."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta

from handlers.fields import words_of
from handlers.registry import Outcome, Pointing, dialog, message_action
from models import splitting
from models.acts import Actor
from models.db import offering, people, presses, showing
from models.db.transaction import Transaction
from models.follow_up import Decision, FollowUp
from models.pressing import Press
from models.splitting import Asked, Place
from models.telling import next_press_at
from models.views import PointView


@message_action("follow_up")
def follow_up(tx: Transaction, pointing: Pointing) -> Outcome:
    known = _of_message(tx, pointing)
    if known is not None:
        return dialog(tx, pointing, "dialog-known", showing.state(tx, pointing.community, known, pointing.by))
    asked = _asked(tx, pointing)
    if pointing.event.fields is None:
        return dialog(tx, pointing, "dialog-title", _form(tx, pointing, asked))
    opened = _open(tx, pointing, asked, words_of(pointing.event.fields, "owner"))
    return dialog(tx, pointing, "dialog-opened", showing.state(tx, pointing.community, opened, pointing.by))


def _of_message(tx: Transaction, pointing: Pointing) -> FollowUp | None:
    """The follow-up that this message has already."""
    asked_id = pointing.reply.message_id if pointing.reply else None
    of_thread = tx.follow_ups(pointing.post.thread_id)
    return next((one for one in of_thread if one.asked_id == asked_id and (asked_id or one.part == 1)), None)


def _asked(tx: Transaction, pointing: Pointing) -> Asked:
    post, reply = pointing.post, pointing.reply
    there = Asked(post.community_id, post.thread_id, post.author_id or "", post.posted_at, region=post.region)
    if reply is None:
        return replace(there, newcomer=post.newcomer)
    return replace(there, author_id=reply.member_id, posted_at=reply.at, asked_id=reply.message_id)


def _form(tx: Transaction, pointing: Pointing, asked: Asked) -> PointView:
    community = pointing.community
    owners = splitting.owners_for_message(asked, community, pointing.by)
    return PointView(
        action="follow_up",
        message_id=pointing.event.message_id,
        author=pointing.author_name(tx),
        text=pointing.text,
        owners=offering.as_candidates(community, owners, offering.away_but(tx, community, pointing.by)),
    )


def _open(tx: Transaction, pointing: Pointing, asked: Asked, owner: str) -> FollowUp:
    """The new follow-up. Where the thread has a question already, the press is kept there, as a split is."""
    of_thread = tx.follow_ups(asked.thread_id)
    first = of_thread[0] if of_thread else None
    before = presses.of_follow_up(tx, first) if first else ()
    now = next_press_at(first, before, tx.now) if first else tx.now
    names = people.names(tx, pointing.community, pointing.community.members)
    home = pointing.community.in_region(asked.region)
    away = offering.away_but(tx, pointing.community, pointing.by)
    actor = Actor(pointing.by, max(now, asked.posted_at + timedelta(microseconds=1)), home, names, away)
    numbers = [one.part for one in of_thread]
    part = 1 if asked.asked_id is None else max([1, *numbers]) + 1
    further = splitting.open_for_message(asked, actor, owner, Place(secrets.token_hex(16), part))
    told = splitting.told(further, actor)
    if first is None:
        tx.open(further)
        tx.enqueue(told)
        return further
    after = Decision(splitting.parted(first), (told,), opens=(further,))
    given = {"to": owner, "part": str(part)}
    kept = Press("split", first.version, actor.by, actor.now, given, (told.key,), first.pace)
    presses.keep(tx, first, kept)
    tx.apply(first, after)
    return further
