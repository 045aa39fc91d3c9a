"""What came to light once, done again in a scratch database, by the very rules and queries that did it the first time.

Only what people did is done again; what the clock did is not in the journal: the jobs do it anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import delete, func, select, union_all, update

from models import splitting, undoing, verbs
from models.absence import Absence, Kind
from models.acts import Actor
from models.becoming import open_for
from models.community import Community
from models.community_file import Document
from models.db import absences, applying, calm, handing_back, nudges, presses, roster, theming, touches, whereabouts
from models.db.journal import Known
from models.db.live_cards import NOBODY
from models.db.tables.ledger import communities, follow_ups
from models.db.tables.nudging import absences as absence_rows
from models.db.tables.outbox import outbox
from models.db.telling import tell
from models.db.transaction import Transaction
from models.deeds import Deed, Entry
from models.follow_up import Decision, FollowUp
from models.ledger import Acquaintance, Post, Touch, Weight
from models.nudging import MORNING, Told
from models.outgoing import Kind as EffectKind
from models.pressing import CHOOSE_THEME, UNDO, Press
from models.refused import Refused
from models.senses import Sense, Since
from models.splitting import Asked, Place
from models.theming import passed_to

REPLAYED = 1_000_000


def found(tx: Transaction, document: Document) -> None:
    """A scratch database with one community, which lives nowhere."""
    applying.apply(tx, document)
    community_id = document["community"]["team_id"]
    tx.execute(update(communities).where(communities.c.id == community_id).values(service_url="", bot_id=""))


def do_again(tx: Transaction, known: Known, community_id: str) -> None:
    """One entry of the journal, at its moment. What it orders of Teams is not sent."""
    community, entry, content = tx.communities[community_id].community, known.entry, known.content
    thread_id = entry.thread_id or ""
    match entry.deed, content:
        case Deed.POST, Post():
            tx.add_post(replace(content, text="", reaction=None, reacted_at=None, edited_at=None, deleted_at=None))
        case Deed.FOLLOW_UP, FollowUp():
            tx.open(_as_opened(content, tx.post(thread_id), community))
        case Deed.TOUCH, None:
            touches.keep(tx, *_touch(entry))
            tell(tx, thread_id, community)
        case Deed.DELETED | Deed.PUT_BACK, None:
            _turn(tx, tx.post(thread_id), entry)
            tell(tx, thread_id, community)
        case Deed.PRESS, Press():
            _press(tx, content, entry.detail["id"], community)
        case Deed.ABSENCE, Absence():
            absences.begin(tx, community_id, content)
            if content.kind is Kind.AWAY:
                handing_back.let_go_of_claims(tx, community, content.member_id)
        case Deed.LEFT | Deed.JOINED | Deed.ZONE, None:
            _seat(tx, community_id, entry)
        case Deed.MORNINGS, None:
            calm.turn_mornings(tx, community_id, entry.detail["by"], off=entry.detail["off"])
    tx.execute(delete(outbox))


def _seat(tx: Transaction, community_id: str, entry: Entry) -> None:
    """A member left the team, or is back, or somewhere else."""
    member_id = entry.detail["by"]
    match entry.deed:
        case Deed.LEFT:
            roster.left(tx, community_id, [member_id], tx.now)
        case Deed.JOINED:
            roster.joined(tx, community_id, {member_id: ""}, tx.now, tx.now)
        case _:
            known = tx.acquaintances(member_id).get(community_id) or Acquaintance(community_id, member_id, None, "")
            tx.keep_member(replace(known, time_zone=entry.detail["zone"]))
            whereabouts.heed(tx, community_id, member_id, entry.detail["zone"])


def _as_opened(known: FollowUp, post: Post | None, community: Community) -> FollowUp:
    """As it was when it was opened, due by the rules of ``community``."""
    home = community.in_region(known.region)
    if known.opened_at is None and post is not None:
        owners = community.owners_for(post.season, post.theme, known.author_id)
        return open_for(post, known.author_id, known.id, home, owners)
    asked = Asked(
        community_id=known.community_id,
        thread_id=known.thread_id,
        author_id=known.author_id,
        posted_at=known.posted_at,
        asked_id=known.asked_id,
        newcomer=known.newcomer,
        region=known.region,
    )
    actor = Actor(known.opened_by or "", known.since, home, {})
    return replace(splitting.opened(asked, actor, "", Place(known.id, known.part)), owners=known.owners)


def _touch(entry: Entry) -> tuple[Touch, Since]:
    detail = entry.detail
    at = datetime.fromisoformat(detail["at"])
    weight = Weight(detail["weight"])
    touch = Touch(entry.thread_id or "", detail["message_id"], detail["by"], detail["kind"], weight, at)
    return touch, Since(at, Sense(detail["sense"]))


def _turn(tx: Transaction, post: Post | None, entry: Entry) -> None:
    """A post was deleted, or put back."""
    if post is None:
        return
    at = datetime.fromisoformat(entry.detail["at"])
    if entry.deed is Deed.DELETED:
        tx.change_post(post, deleted_at=at)
    else:
        tx.change_post(post, deleted_at=None, edited_at=at)


def _press(tx: Transaction, press: Press, follow_up_id: str, community: Community) -> None:
    """A button, pressed again: under other rules it may be refused. What an absence let go is let go by that."""
    follow_up = tx.follow_up(follow_up_id)
    if follow_up is None or (press.verb, press.given) == ("release", handing_back.AWAY):
        return
    actor = Actor(press.by, press.at, community.in_region(follow_up.region), {})
    press = _apart(press)
    before = presses.of_follow_up(tx, follow_up)
    try:
        after = _pressed(tx, follow_up, actor, press, before)
    except Refused:
        return
    presses.keep(tx, follow_up, replace(press, ordered=(), pace=follow_up.pace))
    after = tx.apply(follow_up, Decision(after, anew=True))
    if CHOOSE_THEME in (press.verb, press.given.get("verb")):
        theming.follow(tx, after, (*before, press), NOBODY)


def _apart(press: Press) -> Press:
    """With a version that no act of the replay itself has: it counts its own."""
    given = press.given
    if press.verb == UNDO:
        given = {**given, "version": str(int(given["version"]) + REPLAYED)}
    return replace(press, version=press.version + REPLAYED, given=given)


def _pressed(tx: Transaction, follow_up: FollowUp, actor: Actor, press: Press, before: tuple[Press, ...]) -> FollowUp:
    if press.verb == CHOOSE_THEME:
        owners = (one for one in press.given["owners"].split() if one in actor.community.members)
        return passed_to(owners, follow_up, actor)
    if press.verb != UNDO:
        return verbs.again(press.verb, follow_up, actor, press.given)
    past = presses.past(tx, follow_up, before)
    return undoing.undo(follow_up, actor, press.given["verb"], int(press.given["version"]), past).follow_up


@dataclass(frozen=True, slots=True)
class Card:
    """A nudge card of the scratch database: whose it is, which of theirs, what it tells of, and whether it left."""

    to: str
    number: int
    told: tuple[Told, ...]
    sent: bool


def cards(tx: Transaction) -> list[Card]:
    """The nudge cards of the outbox, oldest first. What else is in it is taken out: nobody is to be told."""
    tx.execute(delete(outbox).where(outbox.c.kind != EffectKind.SEND.value))
    rows = tx.connection.execute(select(outbox.c.state, outbox.c.payload).order_by(outbox.c.seq))
    found = ((row.state == "sent", orjson.loads(row.payload)) for row in rows)
    return [_card(tx, payload["to"], payload["values"], sent=sent) for sent, payload in found]


def _card(tx: Transaction, to: str, values: Mapping[str, Any], *, sent: bool) -> Card:
    """What it tells of for the first time; on a morning card also what was told before and is owed still."""
    number, community_id = values["number"], next(iter(tx.communities))
    first = {(one.follow_up_id, one.number) for one in nudges.of_card(tx, community_id, to, number)}
    told = [
        Told(tx.now, to, follow_up_id, asks, step, number)
        for follow_up_id, asks, step in values["items"]
        if (follow_up_id, step) in first
    ]
    if values["morning"]:
        new = {one.follow_up_id for one in told}
        told += [Told(tx.now, to, one, MORNING, None, number) for one, *_ in values["items"] if one not in new]
    return Card(to, number, tuple(told), sent)


def sweep(tx: Transaction) -> None:
    """The outbox is emptied."""
    tx.execute(delete(outbox))


def next_due(tx: Transaction, after: datetime) -> datetime | None:
    """When a row is due next, or already: a nudge, a claim that ends, an absence that does."""
    moments = union_all(
        select(func.min(follow_ups.c.next_nudge_at).label("at")).where(follow_ups.c.next_nudge_at.is_not(None)),
        select(func.min(follow_ups.c.claim_until).label("at")).where(follow_ups.c.claim_until.is_not(None)),
        select(func.min(absence_rows.c.until).label("at")).where(absence_rows.c.until > after),
    )
    return min((at for (at,) in tx.connection.execute(moments) if at is not None), default=None)
