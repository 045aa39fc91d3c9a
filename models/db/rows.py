"""Between values and rows: each value's fields are its table's columns, in one order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any

import orjson
from sqlalchemy import Column

from models import correlation
from models.db.tables.ledger import follow_ups, members, posts, touches
from models.follow_up import FollowUp, Status
from models.ledger import Acquaintance, Post, Touch, Weight
from models.outgoing import Effect

_POST_FIELDS = tuple(field.name for field in fields(Post))
_FOLLOW_UP_FIELDS = tuple(field.name for field in fields(FollowUp))
_TOUCH_FIELDS = tuple(field.name for field in fields(Touch))
_MEMBER_FIELDS = tuple(field.name for field in fields(Acquaintance))

POST_COLUMNS: list[Column[Any]] = [posts.c[name] for name in _POST_FIELDS]
FOLLOW_UP_COLUMNS: list[Column[Any]] = [follow_ups.c[name] for name in _FOLLOW_UP_FIELDS]
TOUCH_COLUMNS: list[Column[Any]] = [touches.c[name] for name in _TOUCH_FIELDS]
MEMBER_COLUMNS: list[Column[Any]] = [members.c[name] for name in _MEMBER_FIELDS]

CORRELATION, ORDERED_AT = "correlation", "ordered_at"
"""Where an effect's row says what set it off (models/correlation.py) and when, beside its payload. The moment is in
seconds since 1970, by the machine's clock."""

_STATUS_AT = _FOLLOW_UP_FIELDS.index("status")
_WEIGHT_AT = _TOUCH_FIELDS.index("weight")
_OWNERS_AT = _FOLLOW_UP_FIELDS.index("owners")
_post_values = attrgetter(*_POST_FIELDS)
_follow_up_values = attrgetter(*_FOLLOW_UP_FIELDS)


def post_row(post: Post) -> dict[str, Any]:
    return dict(zip(_POST_FIELDS, _post_values(post), strict=True))


def follow_up_row(follow_up: FollowUp) -> dict[str, Any]:
    row = dict(zip(_FOLLOW_UP_FIELDS, _follow_up_values(follow_up), strict=True))
    row["status"] = follow_up.status.value
    row["owners"] = " ".join(follow_up.owners)
    return row


def follow_up_of(row: Sequence[Any]) -> FollowUp:
    """The follow-up of a row of FOLLOW_UP_COLUMNS."""
    values = list(row)
    values[_STATUS_AT] = Status(values[_STATUS_AT])
    values[_OWNERS_AT] = tuple(values[_OWNERS_AT].split())
    return FollowUp(*values)


def member_row(known: Acquaintance) -> dict[str, Any]:
    return {name: getattr(known, name) for name in _MEMBER_FIELDS}


def touch_of(row: Sequence[Any]) -> Touch:
    """The touch of a row of TOUCH_COLUMNS."""
    values = list(row)
    values[_WEIGHT_AT] = Weight(values[_WEIGHT_AT])
    return Touch(*values)


def touch_row(touch: Touch) -> dict[str, Any]:
    return {name: getattr(touch, name) for name in _TOUCH_FIELDS}


def outbox_row(effect: Effect, wall: datetime) -> dict[str, Any]:
    """A new effect, due at once; ``wall`` is the machine's time. What set it off, and when, goes with it."""
    payload = {**effect.payload, CORRELATION: correlation.current(), ORDERED_AT: round(wall.timestamp(), 3)}
    return {
        "key": effect.key,
        "kind": effect.kind.value,
        "community_id": effect.community_id,
        "lane": effect.lane,
        "payload": orjson.dumps(payload).decode(),
        "state": "queued",
        "due_at": wall,
        "attempts": 0,
    }
