"""The button that keeps an attempt, a new one or one that was changed, and posts it where its author wishes so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.attempt_fields import (
    community_asked,
    id_named,
    is_ticked,
    may_post,
    own,
    season_now,
    typed_in,
    version_named,
)
from handlers.places import channel_for
from handlers.registry import Outcome, look
from models.attempts import Attempt, told
from models.community import Community
from models.db import attempt_showing, attempts, own_posts, people
from models.db.transaction import Transaction
from models.effects import show, show_again
from models.incoming import Pressed
from models.outgoing import Card
from models.refused import Refused


@look("keep_attempt")
def keep_attempt(tx: Transaction, event: Pressed) -> Outcome:
    community = community_asked(tx, event)
    there = _there(tx, community, event)
    season = there.season if there else season_now(tx, community).code
    version = version_named(event.fields)
    try:
        wanted = _wanted(tx, community, season, there, event)
    except Refused as refused:
        return _refused(tx, community, season, event, refused)
    if there is None:
        attempts.add(tx, wanted)
    elif there.version == version:
        attempts.save(tx, there, wanted)
    elif there.version == version + 1 and _same(there, wanted):
        return _kept(tx, community, season, event, there)
    else:
        return _changed(tx, community, season, event, there)
    _post(tx, there, wanted)
    return _kept(tx, community, season, event, wanted)


def _there(tx: Transaction, community: Community, event: Pressed) -> Attempt | None:
    """The attempt of the form; ``None``: it is a new one. Raises Refused for one that is gone, or another's."""
    if version_named(event.fields) == 0 and attempts.find(tx, id_named(event.fields)) is None:
        return None
    return own(tx, community, event)


def _wanted(tx: Transaction, community: Community, season: str, there: Attempt | None, event: Pressed) -> Attempt:
    """The attempt as its author wants it now. Raises Refused."""
    had = there.told.theme if there else None
    known = told(typed_in(event.fields), attempt_showing.season_of(community, season), had)
    if there is None:
        new = Attempt(id_named(event.fields), community.id, season, event.by.id, known, tx.now)
        return _placed(tx, new, community, event)
    changed = replace(there, told=known, edited_at=tx.now, version=there.version + 1)
    return _placed(tx, changed, community, event)


def _placed(tx: Transaction, attempt: Attempt, community: Community, event: Pressed) -> Attempt:
    """With the channel in which it shall stand, if its author ticked that. Raises Refused where that is not clear."""
    if not is_ticked(event.fields):
        return replace(attempt, channel_id=None, posted_as=None, message_id=None)
    if attempt_showing.posting(tx, attempt) in ("coming", "yes"):
        return attempt
    channel = channel_for(community, event.envelope)
    if channel is None:
        raise Refused("refused-attempt-where")
    key = f"attempt:{attempt.id}:{attempt.version}"
    return replace(attempt, channel_id=channel, posted_as=key, message_id=None)


def _same(there: Attempt, wanted: Attempt) -> bool:
    """Whether a press that came twice wants what there is."""
    return there.told == wanted.told and (there.posted_as is None) == (wanted.posted_as is None)


def _post(tx: Transaction, before: Attempt | None, after: Attempt) -> None:
    """What stands in the channel becomes true."""
    card = Card("attempt", {"attempt": after.id})
    was, now = attempts.post_of(before) if before else None, attempts.post_of(after)
    if now is not None and was == now:
        tx.enqueue(show_again(now, after.version, card))
        return
    if was is not None:
        own_posts.take_back(tx, was)
    if now is not None:
        tx.enqueue(show(now.key, now.community_id, now.channel_id, card))


def _kept(tx: Transaction, community: Community, season: str, event: Pressed, kept: Attempt) -> Outcome:
    view = attempt_showing.mine(tx, community, season, event.by.id)
    said = replace(view, notice=(f"attempt-kept-{kept.told.came_of_it.value}", {}))
    return Outcome("kept", said, people.recipient(tx, community, event.by.id))


def _refused(tx: Transaction, community: Community, season: str, event: Pressed, refused: Refused) -> Outcome:
    """The form as it was filled in, with what is still lacking on top."""
    version = version_named(event.fields)
    there, themes_of = attempts.find(tx, id_named(event.fields)), attempt_showing.season_of(community, season)
    had = there.told.theme if there else None
    empty = attempt_showing.new_form(themes_of, id_named(event.fields), had, may_post=may_post(community, event))
    filled = replace(empty, version=version, fields=_as_typed(event.fields), posts=is_ticked(event.fields))
    notice = (refused.key, dict(refused.values))
    view = attempt_showing.of_season(community, season, form=filled, notice=notice)
    return Outcome("refused", view, people.recipient(tx, community, event.by.id))


def _changed(tx: Transaction, community: Community, season: str, event: Pressed, there: Attempt) -> Outcome:
    """Somebody changed it on another card of theirs: the form as things stand."""
    themes_of = attempt_showing.season_of(community, season)
    form = attempt_showing.form_of(tx, themes_of, there, may_post=may_post(community, event))
    view = attempt_showing.of_season(community, season, form=form, notice=("refused-attempt-changed", {}))
    return Outcome("refused", view, people.recipient(tx, community, event.by.id))


def _as_typed(fields: Mapping[str, Any]) -> dict[str, str]:
    """What can be shown again; what is no text was typed by nobody."""
    return typed_in({name: value for name, value in fields.items() if isinstance(value, str)})
