"""The buttons on the card of one's attempts that only turn it: a new form, the form of one, another page."""

from __future__ import annotations

from dataclasses import replace

from handlers.attempt_fields import community_asked, may_post, own, season_now, season_of
from handlers.commands.challenge import new_id
from handlers.registry import Outcome, look
from models.attempt_views import AttemptsView
from models.db import attempt_showing, people
from models.db.transaction import Transaction
from models.incoming import Pressed


@look("new_attempt")
def new_attempt(tx: Transaction, event: Pressed) -> Outcome:
    community = community_asked(tx, event)
    season = season_now(tx, community)
    form = attempt_showing.new_form(season, new_id(event.envelope), may_post=may_post(community, event))
    view = replace(attempt_showing.mine(tx, community, season, event.by.id), form=form)
    return Outcome("shown", view, people.recipient(tx, community, event.by.id))


@look("edit_attempt")
def edit_attempt(tx: Transaction, event: Pressed) -> Outcome:
    community = community_asked(tx, event)
    attempt = own(tx, community, event)
    season = season_of(community, attempt.season)
    form = attempt_showing.form_of(tx, season, attempt, may_post=may_post(community, event))
    return Outcome("shown", AttemptsView(season.name, form), people.recipient(tx, community, event.by.id))


@look("turn_attempts")
def turn_attempts(tx: Transaction, event: Pressed) -> Outcome:
    community = community_asked(tx, event)
    page = event.fields.get("page", 0)
    known = page if isinstance(page, int) and not isinstance(page, bool) else 0
    view = attempt_showing.mine(tx, community, season_now(tx, community), event.by.id, page=known)
    return Outcome("shown", view, people.recipient(tx, community, event.by.id))
