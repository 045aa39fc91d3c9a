"""The buttons on the card of one's attempts that only turn it: a new form, the form of one, another page."""

from __future__ import annotations

from dataclasses import replace

from handlers.attempt_fields import code_named, code_to_show, community_asked, may_post, own, season_now
from handlers.commands.challenge import new_id
from handlers.registry import Outcome, look
from models.community import Community
from models.db import attempt_showing, people
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.refused import Refused


@look("new_attempt")
def new_attempt(tx: Transaction, event: Pressed) -> Outcome:
    community = community_asked(tx, event)
    season = season_now(tx, community)
    form = attempt_showing.new_form(season, new_id(event.envelope), may_post=may_post(community, event))
    view = replace(attempt_showing.mine(tx, community, season.code, event.by.id), form=form)
    return Outcome("shown", view, people.recipient(tx, community, event.by.id))


@look("edit_attempt")
def edit_attempt(tx: Transaction, event: Pressed) -> Outcome:
    community = community_asked(tx, event)
    attempt = own(tx, community, event)
    season = attempt_showing.season_of(community, attempt.season)
    form = attempt_showing.form_of(tx, season, attempt, may_post=may_post(community, event))
    view = attempt_showing.of_season(community, attempt.season, form=form)
    return Outcome("shown", view, people.recipient(tx, community, event.by.id))


@look("turn_attempts")
def turn_attempts(tx: Transaction, event: Pressed) -> Outcome:
    community = community_asked(tx, event)
    page = event.fields.get("page", 0)
    known = page if isinstance(page, int) and not isinstance(page, bool) else 0
    view = attempt_showing.mine(tx, community, _season_turned_to(tx, community, event), event.by.id, page=known)
    return Outcome("shown", view, people.recipient(tx, community, event.by.id))


def _season_turned_to(tx: Transaction, community: Community, event: Pressed) -> str:
    """The code of the season that the button names; one of an older card names none. Raises Refused."""
    named = event.fields.get("season")
    if named is None:
        return code_to_show(tx, community, event.by.id)
    code = code_named(tx, community, event.by.id, named) if isinstance(named, str) else None
    if code is None:
        raise Refused("refused-attempt-gone")
    return code
