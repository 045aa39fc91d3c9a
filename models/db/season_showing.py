"""What the cards of the seasons say now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from models.community import Community, Role, Season, Theme
from models.community_file import Document
from models.db import asking, people, seasons, themes
from models.db.transaction import Transaction
from models.outgoing import Sentence
from models.season_changes import Outline, ThemeTold, mark, proposal
from models.season_views import (
    CarryView,
    PromiseRow,
    RoleRow,
    SeasonFormView,
    SeasonRow,
    SeasonShown,
    SeasonView,
    ThemeFormView,
    Tick,
    When,
)
from models.showing import shorten

PROMISES = 20
"""For so many a card has room."""
NAMES = 40
TEXT_AT_MOST = 60


def command_view(tx: Transaction, community: Community, values: Mapping[str, Any], viewer: str) -> SeasonView:
    """As the command is answered: ``season``, ``private``, ``closes``, and ``notice`` as Sentence packs it."""
    may_change = values.get("private", False) and is_lead(community, viewer)
    shown = view(tx, community, dict(tx.communities[community.id].current), values.get("season"), may_change=may_change)
    if "notice" in values:
        said = Sentence.unpack(values["notice"])
        shown = replace(shown, notice=(said.key, dict(said.values)))
    return replace(shown, asks_close=today(tx, community)) if may_change and values.get("closes") else shown


def next_view(tx: Transaction, community: Community, values: Mapping[str, Any], viewer: str) -> SeasonFormView:
    return next_form(tx, community, dict(tx.communities[community.id].current))


def view(
    tx: Transaction, community: Community, document: Document, code: str | None, *, may_change: bool
) -> SeasonView:
    """A season; without a code the one that is on, else the next, else the last."""
    season = _chosen(community, code, today(tx, community))
    if season is None:
        return SeasonView(None, may_change=may_change)
    others = tuple(row(one, today(tx, community)) for one in community.seasons if one is not season)
    shown = _shown(tx, community, document, season)
    may_carry = 0
    if may_change and shown.row.when != "past":
        may_carry = len(seasons.to_carry(tx, community.id, before(community, season), season.code))
    return SeasonView(shown, others, may_change, may_carry)


def form(community: Community, document: Document, code: str) -> SeasonFormView:
    """The form of a season that there is."""
    season = next(one for one in community.seasons if one.code == code)
    outline = Outline(
        season.code, season.name, season.starts, season.ends, season.phase, season.target_members, season.baselines
    )
    return SeasonFormView(outline, False, code, season.name, mark(document, code))


def next_form(
    tx: Transaction, community: Community, document: Document, draft: Mapping[str, str] | None = None
) -> SeasonFormView:
    """The form of the next season, with what may go on."""
    outline, before_it = proposal(document, today(tx, community))
    season = next((one for one in community.seasons if one.code == before_it), None)
    if season is None:
        return SeasonFormView(outline, True, draft=draft or {})
    found = seasons.to_carry(tx, community.id, [one.code for one in community.seasons], None)
    return SeasonFormView(
        outline,
        True,
        season.code,
        season.name,
        draft=draft or {},
        themes=tuple(Tick(theme.code, theme.name) for theme in season.themes),
        roles=tuple(Tick(one.id, one.name, one.roles) for one in _roles(tx, community, season)),
        baselines=tuple(season.baselines),
        promises=_promises(tx, community, found[:PROMISES]),
        promises_more=max(0, len(found) - PROMISES),
    )


def theme_form(community: Community, document: Document, code: str, theme: str) -> ThemeFormView:
    """The form of a theme of a season, or of a new one."""
    season = next(one for one in community.seasons if one.code == code)
    known = next((one for one in season.themes if one.code == theme), None)
    told = _told(known) if known else ThemeTold("", "", (), (), (), None)
    owners = _to_choose(community, told.owners, community.rules.responders)
    advisors = _to_choose(community, told.advisors, frozenset({Role.ADVISOR}))
    marked = mark(document, code)
    return ThemeFormView(code, season.name, marked, known.code if known else "", told, owners, advisors)


def carry_form(tx: Transaction, community: Community, code: str) -> CarryView:
    season = next(one for one in community.seasons if one.code == code)
    found = seasons.to_carry(tx, community.id, before(community, season), code)
    return CarryView(code, season.name, _promises(tx, community, found[:PROMISES]), max(0, len(found) - PROMISES))


def before(community: Community, season: Season) -> list[str]:
    """The codes of the seasons before one."""
    return [one.code for one in community.seasons if one.starts < season.starts]


def is_lead(community: Community, member_id: str) -> bool:
    member = community.members.get(member_id)
    return member is not None and Role.LEAD in member.roles


def today(tx: Transaction, community: Community) -> date:
    return tx.now.astimezone(community.time_zone).date()


def row(season: Season, day: date) -> SeasonRow:
    when: When = "past" if season.ends < day else "coming" if season.starts > day else "now"
    return SeasonRow(season.code, season.name, season.starts, season.ends, when)


def _chosen(community: Community, code: str | None, day: date) -> Season | None:
    if code is not None:
        return next((one for one in community.seasons if one.code == code), None)
    by_day = sorted(community.seasons, key=lambda one: one.starts)
    on = next((one for one in by_day if one.starts <= day <= one.ends), None)
    coming = next((one for one in by_day if one.starts > day), None)
    return on or coming or (by_day[-1] if by_day else None)


def _shown(tx: Transaction, community: Community, document: Document, season: Season) -> SeasonShown:
    taken, still = seasons.carried_into(tx, community.id, season.code)
    return SeasonShown(
        row=row(season, today(tx, community)),
        phase=season.phase,
        target_members=season.target_members,
        baselines=tuple(season.baselines.items()),
        themes=tuple(themes.row(community, theme) for theme in season.themes),
        roles=_roles(tx, community, season),
        promises=seasons.promises_of(tx, community.id, season.code),
        carried=taken,
        carried_open=still,
        mark=mark(document, season.code),
    )


def _roles(tx: Transaction, community: Community, season: Season) -> tuple[RoleRow, ...]:
    names = people.names(tx, community, season.roles)
    order = list(Role)
    return tuple(
        RoleRow(one, names.get(one, ""), tuple(sorted(roles, key=order.index))) for one, roles in season.roles.items()
    )


def _promises(tx: Transaction, community: Community, ids: Iterable[str]) -> tuple[PromiseRow, ...]:
    return tuple(found for one in ids if (found := _promise(tx, community, one)))


def _promise(tx: Transaction, community: Community, follow_up_id: str) -> PromiseRow | None:
    shown = tx.follow_up(follow_up_id)
    post = tx.post(shown.thread_id) if shown else None
    if shown is None or post is None or shown.promised_until is None:
        return None
    names = people.names(tx, community, (shown.promised_by,))
    text = shorten(" ".join(asking.words(tx, shown, post).split()), TEXT_AT_MOST)
    author = asking.author(tx, community, shown, post)
    return PromiseRow(shown.id, author, text, names.get(shown.promised_by or "", ""), shown.promised_until)


def _told(theme: Theme) -> ThemeTold:
    return ThemeTold(theme.code, theme.name, theme.words, theme.owners, theme.advisors, theme.layer)


def _to_choose(community: Community, chosen: Sequence[str], roles: frozenset[Role]) -> tuple[tuple[str, str], ...]:
    """Whom a theme may name: first those whom it names already, then those with one of the roles."""
    able = (one.id for one in community.members.values() if not roles.isdisjoint(one.roles))
    known = [one for one in dict.fromkeys((*chosen, *able)) if one in community.members]
    return tuple((one, community.members[one].name) for one in known[: max(NAMES, len(chosen))])
