"""From what is kept of prompts to what their cards say."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from models.community import Community
from models.db import people, prompt_turns, prompts
from models.db.prompt_turns import WAITING, PromptTurn, State
from models.db.tables.ledger import posts, touches
from models.db.transaction import Transaction
from models.ledger import REPLY
from models.outgoing import Sentence
from models.prompt_views import Option, PromptForm, PromptRow, PromptsView, PromptView, TurnRow
from models.prompting import Prompt, is_outside, may_prompt, may_stop
from models.showing import link, shorten

TEXT_AT_MOST = 120
POSTED_AT_MOST = 3
WAITING_AT_MOST = 5
SINCE = timedelta(days=30)


def of_pmo(tx: Transaction, community: Community, values: Mapping[str, Any], viewer: str) -> PromptsView:
    """The list as ``viewer`` sees it. ``values["notice"]``: a sentence on top, packed."""
    said = Sentence.unpack(values["notice"]) if values.get("notice") else None
    return view(tx, community, viewer, notice=(said.key, dict(said.values)) if said else None)


def in_channel(tx: Transaction, community: Community, values: Mapping[str, Any], _: str) -> PromptView:
    """A prompt as everybody sees it."""
    season = community.season_on(tx.now)
    theme = community.theme(season.code if season else None, values["theme"])
    name = people.names(tx, community, (values["by"],)).get(values["by"], "")
    known = {"theme": theme.name, "tag": theme.code} if theme else {}
    return PromptView(name, values["text"], layer=values["layer"], **known)


def view(
    tx: Transaction,
    community: Community,
    viewer: str,
    *,
    form: PromptForm | None = None,
    notice: tuple[str, dict[str, Any]] | None = None,
) -> PromptsView:
    """The list, with the form as it stands, or a new one."""
    turns = prompt_turns.turns_since(tx, community.id, tx.now - SINCE)
    plans = prompts.planned(tx, community.id)
    concerned = {*(plan.planned_by for plan in plans), *(turn.posted_by for turn, _ in turns)}
    names = people.names(tx, community, concerned)
    waiting = [one for one in turns if one[0].state.value in WAITING][:WAITING_AT_MOST]
    posted = [one for one in turns if one[0].state in (State.SENT, State.POSTED)][:POSTED_AT_MOST]
    return PromptsView(
        rows=tuple(_row(community, plan, viewer, names) for plan in plans),
        waiting=tuple(_turn(tx, community, turn, plan, names) for turn, plan in waiting),
        posted=tuple(_turn(tx, community, turn, plan, names) for turn, plan in posted),
        form=(form or new_form(tx, community, viewer)) if may_prompt(community, viewer) else None,
        notice=notice,
    )


def new_form(tx: Transaction, community: Community, viewer: str) -> PromptForm:
    """An empty form: tomorrow's working day at ten, say."""
    season = community.season_on(tx.now)
    themes = tuple(Option(theme.code, theme.name) for theme in (season.themes if season else ()))
    channels = channels_of(tx, community)
    zone = ZoneInfo(people.recipient(tx, community, viewer).time_zone)
    tomorrow = community.hours.next_working(tx.now + timedelta(days=1)).astimezone(zone).date()
    chosen = channels[0].value if channels else ""
    return PromptForm(secrets.token_hex(8), themes, channels, day=tomorrow.isoformat(), channel=chosen)


def channels_of(tx: Transaction, community: Community) -> tuple[Option, ...]:
    """Where a prompt may be posted, each with the first words of its newest post: Teams tells no names of channels."""
    query = select(posts.c.channel_id, func.max(posts.c.posted_at)).where(posts.c.community_id == community.id)
    newest = {row[0]: row[1] for row in tx.connection.execute(query.group_by(posts.c.channel_id))}
    known = sorted(community.channels or newest)
    return tuple(Option(one, _newest_words(tx, one, newest.get(one)) if len(known) > 1 else "") for one in known)


def _newest_words(tx: Transaction, channel_id: str, at: datetime | None) -> str:
    same = (posts.c.channel_id == channel_id) & (posts.c.posted_at == at) & posts.c.deleted_at.is_(None)
    text = None if at is None else tx.connection.execute(select(posts.c.text).where(same)).scalars().first()
    return shorten(" ".join((text or "").split()), 30)


def _row(community: Community, plan: Prompt, viewer: str, names: Mapping[str, str]) -> PromptRow:
    wanted = plan.wanted
    assert plan.next_at is not None
    season = community.season_on(plan.next_at)
    theme = community.theme(season.code if season else None, wanted.theme)
    layer = wanted.layer or (theme.layer if theme else None)
    return PromptRow(
        id=plan.id,
        name=names.get(plan.planned_by, ""),
        text=shorten(" ".join(wanted.text.split()), TEXT_AT_MOST),
        next_at=plan.next_at,
        weekly=wanted.weekly,
        theme=theme.name if theme else None,
        layer=layer.value if layer else None,
        moved_from=plan.moved_from,
        outside=is_outside(plan, community),
        may_edit=plan.planned_by == viewer and may_prompt(community, viewer),
        may_stop=may_stop(community, viewer),
    )


def _turn(tx: Transaction, community: Community, turn: PromptTurn, plan: Prompt, names: Mapping[str, str]) -> TurnRow:
    post = tx.post(turn.thread_id) if turn.thread_id else None
    replies = select(func.count(touches.c.member_id.distinct())).where(
        touches.c.thread_id == turn.thread_id, touches.c.kind == REPLY, touches.c.taken_back_at.is_(None)
    )
    return TurnRow(
        id=plan.id,
        due_at=turn.due_at,
        state=turn.state.value,
        name=names.get(turn.posted_by, ""),
        text=shorten(" ".join(plan.wanted.text.split()), TEXT_AT_MOST),
        link=link(community, post, tx.home(community.id).group_id) if post else "",
        replied=int(tx.connection.execute(replies).scalar_one()) if post else 0,
        may_post=turn.state.value in WAITING and community.watches(plan.wanted.channel_id),
    )
