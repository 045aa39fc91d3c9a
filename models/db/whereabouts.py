"""Where people are: what Teams told of each when they last wrote, else what the company's directory says."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from models.community import Community
from models.db.communities import change_members, roams
from models.db.tables.people import roster
from models.db.transaction import Transaction
from models.deeds import Deed
from models.incoming import Envelope
from models.ledger import Acquaintance


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What the directory says of where somebody is; ``None`` where it says nothing."""

    country: str | None = None
    language: str | None = None
    time_zone: str | None = None


NOWHERE = Whereabouts()


def of_directory(connection: Connection, community_id: str, member_id: str) -> Whereabouts:
    query = select(roster.c.country, roster.c.language, roster.c.time_zone).where(
        roster.c.community_id == community_id, roster.c.id == member_id
    )
    row = connection.execute(query).first()
    return Whereabouts(*row) if row else NOWHERE


def region_of(tx: Transaction, community: Community, envelope: Envelope, author: Acquaintance | None) -> str | None:
    """The region that a post belongs to.

    By its channel; by the country that Teams tells with it, else told last time, else that of the author's account.
    """
    channel_id = envelope.channel_id or ""
    found = community.region_of(channel_id, envelope.country)
    if found or envelope.country or author is None or not any(region.countries for region in community.regions):
        return found
    country = author.country or of_directory(tx.connection, community.id, author.id).country
    return community.region_of(channel_id, country)


def heed(tx: Transaction, community_id: str, member_id: str, zone: str | None) -> None:
    """A member's zone is another than before: where the file gives them none, their hours are in it from now on."""
    settled = tx.communities[community_id]
    if zone is not None and roams(settled.written, member_id):
        change_members(tx.connection, community_id)
        tx.note(Deed.ZONE, community_id, by=member_id, zone=zone)
