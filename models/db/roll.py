"""The roll of a season, read from the ledger in one go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

import orjson
from sqlalchemy import ColumnElement, func, select

from models.community import Community, Role, Season
from models.db import attempts, naming, praising, roll_check
from models.db.tables.ledger import follow_ups, members, posts, presses, touches
from models.db.tables.people import roster
from models.db.tables.privacy import forgotten
from models.db.transaction import Transaction
from models.ledger import REPLY
from models.pointing import PICK
from models.pressing import UNDO, Press, standing
from models.roll import Called, Cast, Deed, Made, Roll, Way, Written, checked, roll

ANSWERS = frozenset({"write_answer", "promise", "confirm", "answer", "settle", "thank", PICK})
"""What one presses that answers a post, promises that, or says what its answer was or why it needs none."""
_REPLIES = touches.join(posts, posts.c.thread_id == touches.c.thread_id)
_FOLLOW_UPS = follow_ups.join(posts, posts.c.thread_id == follow_ups.c.thread_id)
_PRESSES = presses.join(follow_ups, follow_ups.c.id == presses.c.follow_up_id).join(
    posts, posts.c.thread_id == follow_ups.c.thread_id
)


@dataclass(frozen=True, slots=True)
class _Replied:
    """The first reply of somebody in the thread of somebody else's post."""

    member_id: str
    thread_id: str
    theme: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class _Pressed:
    """What stands of the presses of a follow-up's cards."""

    thread_id: str
    press: Press


def of_season(tx: Transaction, community_id: str, season: Season) -> Roll:
    """Everybody who took part, held against a count of its own of who there is."""
    written = tx.communities[community_id].written
    of_these = (posts.c.community_id == community_id) & (posts.c.season == season.code)
    told = Written(attempts.of_season(tx, community_id, season.code), praising.of_season(tx, community_id, season.code))
    own = {(one.member_id, f"{one.channel_id};messageid={one.message_id}") for one in told.attempts if one.message_id}
    replied = [one for one in _replied(tx, of_these) if (one.member_id, one.thread_id) not in own]
    pressed = _pressed(tx, of_these)
    deeds = [*_posted(tx, of_these), *_answered(tx, of_these, replied, pressed)]
    deeds += _advised(_in_season(written, season), season, replied, pressed)
    deeds += _tried_and_praised(told)
    found = roll(Made(written, season, _cast(tx, written), tx.now), deeds, told)
    return checked(found, roll_check.everybody(tx, community_id, season.code))


def _in_season(written: Community, season: Season) -> Community:
    """With the roles of the season, also of those who left the team since."""
    return written.on(datetime.combine(season.starts, time(12), written.time_zone))


def _posted(tx: Transaction, of_these: ColumnElement[bool]) -> Iterator[Deed]:
    kept = of_these & posts.c.deleted_at.is_(None) & posts.c.author_id.is_not(None)
    query = select(posts.c.author_id, func.min(posts.c.posted_at)).where(kept).group_by(posts.c.author_id)
    for author_id, at in tx.connection.execute(query):
        yield Deed(author_id, Way.POSTED, at)


def _replied(tx: Transaction, of_these: ColumnElement[bool]) -> list[_Replied]:
    """Replies that stand. They do so also where the post itself was deleted."""
    others = (posts.c.author_id.is_(None)) | (posts.c.author_id != touches.c.member_id)
    stands = (touches.c.kind == REPLY) & touches.c.taken_back_at.is_(None)
    of_thread = (touches.c.member_id, touches.c.thread_id, posts.c.theme)
    query = select(*of_thread, func.min(touches.c.at)).select_from(_REPLIES).where(of_these, others, stands)
    return [_Replied(*row) for row in tx.connection.execute(query.group_by(*of_thread))]


def _pressed(tx: Transaction, of_these: ColumnElement[bool]) -> list[_Pressed]:
    told = (presses.c.verb, presses.c.version, presses.c.member_id, presses.c.at, presses.c.given)
    query = (
        select(follow_ups.c.id, posts.c.thread_id, *told)
        .select_from(_PRESSES)
        .where(of_these, presses.c.verb.in_([*ANSWERS, "ask", UNDO]))
    )
    threads: dict[str, str] = {}
    found: dict[str, list[Press]] = {}
    for follow_up_id, thread_id, verb, version, by, at, given in tx.connection.execute(query):
        threads[follow_up_id] = thread_id
        found.setdefault(follow_up_id, []).append(Press(verb, version, by, at, orjson.loads(given)))
    return [_Pressed(threads[one], press) for one, theirs in found.items() for press in standing(theirs)]


def _answered(
    tx: Transaction, of_these: ColumnElement[bool], replied: list[_Replied], pressed: list[_Pressed]
) -> Iterator[Deed]:
    """By a reply, from a card, and whoever the ledger says answered or confirmed."""
    for reply in replied:
        yield Deed(reply.member_id, Way.ANSWERED, reply.at)
    for one in pressed:
        if one.press.verb in ANSWERS:
            yield Deed(one.press.by, Way.ANSWERED, one.press.at)
    by = (follow_ups.c.answered_by, follow_ups.c.confirmed_by)
    answered = of_these & follow_ups.c.answered_at.is_not(None)
    for *them, at in tx.connection.execute(
        select(*by, follow_ups.c.answered_at).select_from(_FOLLOW_UPS).where(answered)
    ):
        yield from (Deed(member_id, Way.ANSWERED, at) for member_id in them if member_id)


def _advised(community: Community, season: Season, replied: list[_Replied], pressed: list[_Pressed]) -> Iterator[Deed]:
    """Replies by advisors, of the season or of the theme, and by who was asked for a word on the post before."""
    asked = {(one.thread_id, one.press.given["to"]): one.press.at for one in pressed if one.press.verb == "ask"}
    always = {member.id for member in community.with_role(Role.ADVISOR)}
    of_theme = {theme.code: set(theme.advisors) for theme in season.themes}
    for reply in replied:
        is_advisor = reply.member_id in always | of_theme.get(reply.theme or "", set())
        if is_advisor or (reply.thread_id, reply.member_id) in asked:
            yield Deed(reply.member_id, Way.ADVISED, reply.at)


def _tried_and_praised(told: Written) -> Iterator[Deed]:
    for attempt in told.attempts:
        yield Deed(attempt.member_id, Way.TRIED, attempt.at)
    for praise in told.praises:
        yield Deed(praise.by, Way.PRAISED, praise.at)
        yield Deed(praise.to, Way.WAS_PRAISED, praise.at)


def _cast(tx: Transaction, written: Community) -> Cast:
    """Everybody's name: as the community file has it, else as Teams told last, else as it stands at their posts."""
    author_names = select(posts.c.author_id, posts.c.author_name).order_by(posts.c.posted_at)
    sources = (
        author_names.where(posts.c.community_id == written.id, posts.c.author_id.is_not(None)),
        select(roster.c.id, roster.c.name).where(roster.c.community_id == written.id),
        select(members.c.id, members.c.name).where(members.c.community_id == written.id),
    )
    called = {one: Called(name) for query in sources for one, name in tx.connection.execute(query) if name}
    called |= {member.id: Called(member.name, member.reading) for member in written.members.values()}
    gone = frozenset(tx.connection.execute(select(forgotten.c.alias)).scalars())
    return Cast(called, naming.of_community(tx, written.id), gone)
