"""The buttons of the PMO's list of prompts: plan one, change it, stop it, post one that was missed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from handlers.fields import words_of
from handlers.permitting import asked_in
from handlers.registry import Outcome, look
from models.calendar_text import one_date, one_moment
from models.community import Community, Layer
from models.db import people, prompt_turns, prompt_views, prompts
from models.db.prompt_turns import PromptTurn, State
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.prompt_views import NOTHING, PromptForm
from models.prompting import PLANNED_AT_MOST, Prompt, Wanted, is_outside, last_moment, planned
from models.refused import Refused

_ID = re.compile(r"[0-9a-f]{32}")
_TYPED = ("text", "theme", "layer", "how", "day", "at", "channel")
DROPPED = "prompt-dropped-already"
Notice = tuple[str, dict[str, object]]


@look("plan_prompt")
def plan_prompt(tx: Transaction, event: Pressed) -> Outcome:
    """The form was sent: a new prompt, or one that is changed. What was typed stays when it is refused."""
    community = _community(tx, event)
    form = _form(tx, community, event)
    try:
        said = _keep(tx, community, event, form)
    except Refused as refused:
        return _shown(tx, community, event, (refused.key, dict(refused.values)), replace(form, opened=True))
    return _shown(tx, community, event, said)


@look("edit_prompt")
def edit_prompt(tx: Transaction, event: Pressed) -> Outcome:
    """Open a prompt in the form; without one, close the form."""
    community = _community(tx, event)
    if not event.fields.get("prompt"):
        return _shown(tx, community, event)
    prompt = _own(tx, community, event)
    wanted = prompt.wanted
    zone = _zone(tx, community, event)
    at = datetime.combine(wanted.day, wanted.at, wanted.zone).astimezone(zone)
    form = replace(
        prompt_views.new_form(tx, community, event.by.id),
        editing=prompt.id,
        version=prompt.version,
        opened=True,
        text=wanted.text,
        theme=wanted.theme or "",
        layer=wanted.layer.value if wanted.layer else "",
        how="weekly" if wanted.weekly else "once",
        day=at.date().isoformat(),
        at=f"{at:%H:%M}",
        channel=wanted.channel_id,
    )
    return _shown(tx, community, event, form=form)


@look("stop_prompt")
def stop_prompt(tx: Transaction, event: Pressed) -> Outcome:
    community = _community(tx, event)
    prompt = _prompt(tx, community, event)
    if prompt.next_at is not None:
        prompts.save(tx, prompt, replace(prompt, next_at=None, moved_from=None, tell_at=None))
    prompt_turns.stop(tx, prompt.id)
    return _shown(tx, community, event, ("prompt-stopped", {}))


@look("post_prompt")
def post_prompt(tx: Transaction, event: Pressed) -> Outcome:
    """Post now what was missed: in the name of who presses."""
    community = _community(tx, event)
    prompt, turn = _turn(tx, community, event)
    if turn.state.value in prompt_turns.WAITING and not community.watches(prompt.wanted.channel_id):
        return _shown(tx, community, event, ("refused-prompt-unwatched", {}))
    ordered = prompt_turns.order_again(tx, prompt, turn, event.by.id, last_moment(community, tx.now))
    key = "prompt-posting" if ordered else _came_of(tx, turn, event.by.id)
    return _shown(tx, community, event, (key, {}))


@look("drop_prompt")
def drop_prompt(tx: Transaction, event: Pressed) -> Outcome:
    """What was missed is not to be posted any more; a weekly prompt goes on."""
    community = _community(tx, event)
    _, turn = _turn(tx, community, event)
    if turn.state.value in prompt_turns.WAITING:
        prompt_turns.move(tx, turn, State.STOPPED)
    key = _came_of(tx, turn, event.by.id)
    return _shown(tx, community, event, ("prompt-dropped" if key == DROPPED else key, {}))


def _came_of(tx: Transaction, turn: PromptTurn, by: str) -> str:
    """What to say of a turn that waits for nobody's word any more."""
    now = prompt_turns.turn(tx, turn.prompt_id, turn.due_at) or turn
    if now.state is State.STOPPED:
        return DROPPED
    return "prompt-posting" if now.posted_by == by else "prompt-posted-already"


def _keep(tx: Transaction, community: Community, event: Pressed, form: PromptForm) -> Notice:
    wanted = _wanted(tx, community, event, form)
    if form.editing is not None:
        before = _own(tx, community, event)
        if before.wanted == wanted and before.next_at is not None:
            return _told(community, before)
        if before.version != form.version or before.next_at is None:
            raise Refused("refused-prompt-changed")
        after = planned(before.id, before.planned_by, wanted, community, tx.now)
        prompts.save(tx, before, replace(after, version=before.version))
        return _told(community, after)
    told = repr((community.id, event.by.id, form.token, wanted))
    prompt_id = sha256(told.encode()).hexdigest()[:32]
    known = prompts.find(tx, prompt_id)
    if known is not None:
        return _told(community, known) if known.next_at else ("notice-already-done", {})
    if len(prompts.planned(tx, community.id)) >= PLANNED_AT_MOST:
        raise Refused("refused-prompts-many", limit=PLANNED_AT_MOST)
    new = planned(prompt_id, event.by.id, wanted, community, tx.now)
    prompts.add(tx, new)
    return _told(community, new)


def _told(community: Community, prompt: Prompt) -> Notice:
    if prompt.moved_from is None:
        return "prompt-planned", {"next": prompt.next_at}
    key = "prompt-planned-outside" if is_outside(prompt, community) else "prompt-planned-moved"
    return key, {"next": prompt.next_at, "day": prompt.moved_from}


def _wanted(tx: Transaction, community: Community, event: Pressed, form: PromptForm) -> Wanted:
    """What the form asks for. Raises Refused."""
    try:
        day, at = one_date(form.day), time.fromisoformat(form.at)
    except ValueError:
        raise Refused("refused-prompt-when") from None
    channels = {one.value for one in form.channels}
    if not channels:
        raise Refused("refused-prompt-no-channel")
    themes = {one.value for one in form.themes}
    layers = {layer.value for layer in Layer}
    if form.channel not in channels or (form.theme and form.theme not in themes):
        raise Refused("refused-malformed")
    if (form.layer and form.layer not in layers) or form.how not in ("once", "weekly"):
        raise Refused("refused-malformed")
    return Wanted(
        text=form.text,
        channel_id=form.channel,
        day=day,
        at=at.replace(second=0, microsecond=0, tzinfo=None),
        zone=_zone(tx, community, event),
        weekly=form.how == "weekly",
        theme=form.theme or None,
        layer=Layer(form.layer) if form.layer else None,
    )


def _form(tx: Transaction, community: Community, event: Pressed) -> PromptForm:
    """The form as it was sent; what it did not send is as in a new one."""
    new = prompt_views.new_form(tx, community, event.by.id)
    sent = {name: words_of(event.fields, name) for name in _TYPED if name in event.fields}
    token, editing, version = (event.fields.get(name) for name in ("token", "prompt", "version"))
    if not isinstance(token, str) or len(token) > 40:
        raise Refused("refused-malformed")
    if editing and (not isinstance(version, int) or isinstance(version, bool)):
        raise Refused("refused-malformed")
    sent = {name: "" if value == NOTHING and name != "text" else value for name, value in sent.items()}
    typed: dict[str, Any] = sent | {"text": sent.get("text", "").replace("\r\n", "\n")}
    return replace(new, token=token, editing=editing or None, version=version or 0, **typed)


def _community(tx: Transaction, event: Pressed) -> Community:
    """The community of who presses; a list that came into a channel is forged. Raises Refused."""
    community = asked_in(tx, event)
    if community is None:
        raise Refused("refused-no-community")
    if event.envelope.channel_id is not None:
        raise Refused("refused-prompt-in-private")
    people.meet(tx, community, event.by, event.envelope)
    return community


def _prompt(tx: Transaction, community: Community, event: Pressed) -> Prompt:
    name = event.fields.get("prompt")
    found = prompts.find(tx, name) if isinstance(name, str) and _ID.fullmatch(name) else None
    if found is None or found.community_id != community.id:
        raise Refused("refused-malformed")
    return found


def _turn(tx: Transaction, community: Community, event: Pressed) -> tuple[Prompt, PromptTurn]:
    prompt = _prompt(tx, community, event)
    try:
        due_at = one_moment(words_of(event.fields, "due"))
    except ValueError:
        raise Refused("refused-malformed") from None
    found = prompt_turns.turn(tx, prompt.id, due_at)
    if found is None:
        raise Refused("refused-malformed")
    return prompt, found


def _own(tx: Transaction, community: Community, event: Pressed) -> Prompt:
    """Raises Refused where another planned it: nobody puts words into another's mouth."""
    found = _prompt(tx, community, event)
    if found.planned_by != event.by.id:
        name = people.names(tx, community, (found.planned_by,)).get(found.planned_by, "")
        raise Refused("refused-prompt-not-yours", name=name)
    return found


def _zone(tx: Transaction, community: Community, event: Pressed) -> ZoneInfo:
    return ZoneInfo(people.recipient(tx, community, event.by.id).time_zone)


def _shown(
    tx: Transaction, community: Community, event: Pressed, notice: Notice | None = None, form: PromptForm | None = None
) -> Outcome:
    view = prompt_views.view(tx, community, event.by.id, form=form, notice=notice)
    return Outcome("prompts", view, people.recipient(tx, community, event.by.id))
