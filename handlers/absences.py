"""What the commands of who wants no card have in common."""

from __future__ import annotations

from typing import Any

from handlers.registry import Asking
from models.absence import Absence, Kind
from models.community import Community
from models.db import people
from models.db.transaction import Transaction
from models.outgoing import Card, Sentence
from models.refused import NotUnderstood
from models.spoken_moment import last_day, spoken_until


def absence_asked(tx: Transaction, asking: Asking, kind: Kind, unknown: str) -> Absence:
    """From now until what was said, in the member's own zone. Raises NotUnderstood, with ``unknown``."""
    member_id = asking.event.by.id
    until = spoken_until(asking.words, tx.now, asking.community.hours_of(member_id).zone)
    if until is None:
        raise NotUnderstood(unknown)
    return Absence(member_id, kind, tx.now, until)


def everywhere(tx: Transaction, asking: Asking) -> tuple[Community, ...]:
    """Where a member answers posts: it is they who are away or quiet, and not a community of theirs."""
    by = asking.event.by.id
    theirs = people.communities_of(tx, by, asking.event.envelope.tenant_id)
    others = (one for one in theirs if one.id != asking.community.id and one.is_responder(by))
    return (asking.community, *others)


def noted(key: str, absence: Absence, asking: Asking) -> Card:
    """Says until when, and when cards come again: the last day, or the moment where one within a day was said."""
    hours = asking.community.hours_of(absence.member_id)
    last, again = last_day(absence.until, hours.zone), hours.next_working(absence.until)
    values: dict[str, Any] = {"last": last, "again": again}
    if key == "away-set" and absence.until.astimezone(hours.zone).date() == last:
        key, values = "away-set-hours", {"until": absence.until, "again": again}
    return Card("notice", Sentence(key, values).pack())
