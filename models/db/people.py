"""What people are called, and how to reach them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import orjson
from sqlalchemy import case, func, select

from models.community import Community
from models.db import changing, whereabouts
from models.db.communities import change_current
from models.db.tables.ledger import communities, follow_ups, members
from models.db.transaction import Transaction
from models.follow_up import OPEN
from models.incoming import Envelope, Person
from models.ledger import Acquaintance
from models.outgoing import Origin, Recipient


def meet(tx: Transaction, community: Community, person: Person, envelope: Envelope) -> Acquaintance:
    """Keep what an event tells of a person: Teams' id, name, locale, and their chat with the bot if it came from there.

    The first event of all tells where the community lives, too.
    """
    if tx.home(community.id).service_url is None:
        tx.move_home(community.id, service_url=envelope.service_url, bot_id=envelope.bot_id)
    known = tx.acquaintances(person.id).get(community.id)
    met = known or Acquaintance(community.id, person.id, person.teams_id, person.name)
    private = envelope.conversation_id if envelope.channel_id is None else met.chat_id
    met = replace(
        met,
        teams_id=person.teams_id or met.teams_id,
        name=person.name or met.name,
        locale=envelope.locale or met.locale,
        chat_id=private,
        country=envelope.country or met.country,
        time_zone=envelope.time_zone or met.time_zone,
    )
    if known is None or met.time_zone != known.time_zone:
        whereabouts.heed(tx, community.id, person.id, met.time_zone)
    if known is None:
        changing.learn(tx, community.id, {person.id: met.name})
    tx.keep_member(met)
    return met


def identified(tx: Transaction, community_id: str, them: Iterable[Person]) -> dict[str, str]:
    """Names by Entra object id; who was named by Teams' own id alone is found if we have met them."""
    told = list(them)
    known = {one.id: one.name for one in told if one.id}
    for one in told:
        if not one.id and one.teams_id:
            same = (members.c.community_id == community_id) & (members.c.teams_id == one.teams_id)
            known |= {
                row.id: row.name for row in tx.connection.execute(select(members.c.id, members.c.name).where(same))
            }
    return known


def names(tx: Transaction, community: Community, ids: Iterable[str | None]) -> dict[str, str]:
    """Names by id: as the community file calls them, also those who left the team, else as Teams does."""
    wanted = {person_id for person_id in ids if person_id}
    written = tx.communities[community.id].written.members
    known = {person_id: written[person_id].name for person_id in wanted & written.keys()}
    strangers = wanted - known.keys()
    if strangers:
        query = select(members.c.id, members.c.name).where(
            members.c.community_id == community.id, members.c.id.in_(strangers)
        )
        known |= {row.id: row.name for row in tx.connection.execute(query)}
    return known


def recipient(tx: Transaction, community: Community, member_id: str) -> Recipient:
    """A person as the reader of a card.

    In the language they chose, or the file gives them, or Teams shows them, or their account, or the community's. In
    the zone that the file gives them, or Teams told last, or their mailbox, or the community's.
    """
    member = community.members.get(member_id)
    known = tx.acquaintances(member_id).get(community.id)
    chosen = member.language if member else (known.language if known else None)
    language = chosen or _spoken(known.locale if known else None)
    zone = member.time_zone.key if member and member.time_zone else (known.time_zone if known else None)
    if language is None or zone is None:
        told = whereabouts.of_directory(tx.connection, community.id, member_id)
        language, zone = language or _spoken(told.language), zone or told.time_zone
    teams_id = known.teams_id if known else None
    language, zone = language or community.language, zone or community.time_zone.key
    return Recipient(member_id, teams_id, language, zone, _origin(tx, community, member_id))


def _origin(tx: Transaction, community: Community, member_id: str) -> Origin | None:
    if len(tx.communities) < 2 or len(communities_of(tx, member_id, community.tenant_id)) < 2:
        return None
    return Origin(community.id, community.name)


def _spoken(locale: str | None) -> str | None:
    """The language of a locale, if we speak it."""
    found = (locale or "")[:2].lower()
    return found if found in ("ja", "en") else None


def communities_of(tx: Transaction, person_id: str, tenant_id: str) -> tuple[Community, ...]:
    """The communities that a person belongs to: first those whose file names them, then those they were seen in.

    A stranger belongs to the tenant's community where it has but one.
    """
    of_tenant = [settled.community for settled in tx.communities.values() if settled.community.tenant_id == tenant_id]
    named = [community for community in of_tenant if person_id in community.members]
    seen = tx.acquaintances(person_id)
    theirs = (*named, *(community for community in of_tenant if community.id in seen and community not in named))
    return theirs or (tuple(of_tenant) if len(of_tenant) == 1 else ())


def choose_language(tx: Transaction, community: Community, person_id: str, language: str) -> None:
    """In which language the bot speaks to a person from now on.

    For a member of the file it is kept beside the file's own, read afresh: another may have chosen just now.
    """
    if person_id in community.members:
        query = select(communities.c.current).where(communities.c.id == community.id).with_for_update()
        document = orjson.loads(tx.connection.execute(query).scalar_one())
        for member in document["member"]:
            if member["id"] == person_id:
                member["language"] = language
        tx.writes += 1
        change_current(tx.connection, community.id, document)
        return
    known = tx.acquaintances(person_id)[community.id]
    tx.keep_member(replace(known, language=language))


def newcomers(tx: Transaction, community_id: str, authors: Iterable[str]) -> frozenset[str]:
    """Which of these authors are new here: none of their posts has an answer by a person yet."""
    asked = set(authors)
    query = select(follow_ups.c.author_id).where(
        follow_ups.c.community_id == community_id,
        follow_ups.c.author_id.in_(asked),
        follow_ups.c.answered_at.is_not(None),
    )
    return frozenset(asked.difference(tx.connection.execute(query.distinct()).scalars()))


def loads(tx: Transaction, community_id: str) -> dict[str, int]:
    """How many open follow-ups each member has: those that they hold, and those they own that nobody holds.

    A claim that is over by now counts for nobody, whether or not it was let go yet.
    """
    claimed = case((follow_ups.c.claim_until > tx.now, follow_ups.c.claimed_by))
    holder = func.coalesce(claimed, follow_ups.c.promised_by, follow_ups.c.owners).label("holder")
    query = (
        select(holder, func.count())
        .where(follow_ups.c.community_id == community_id, follow_ups.c.status.in_([status.value for status in OPEN]))
        .group_by(holder.name)
    )
    counts: dict[str, int] = {}
    for ids, count in tx.connection.execute(query):
        for member_id in (ids or "").split():
            counts[member_id] = counts.get(member_id, 0) + count
    return counts
