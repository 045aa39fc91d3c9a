"""The roll as a member finds it in Teams: how they are named, and the files of who makes it, or of a released one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, select

from models.community import Community, Role, Season
from models.db import bulk, naming, papers, people, roll
from models.db.tables.roll import releases
from models.db.transaction import Transaction
from models.roll import Called, Cast, own
from models.roll_views import RollCounts, RollView

MAKERS = frozenset({Role.PMO, Role.LEAD})
"""Who may open a roll that is not released, and its files."""
PAPER = "roll"
"""The kind of its pages for one person."""
PAGE, FILES = "html", ("html", "csv", "pptx")


def view(
    tx: Transaction, community: Community, season_code: str | None, viewer: str, *, guest: bool = False
) -> RollView:
    """``guest``: who looks is a guest, or of another tenant, and finds how they are named alone."""
    season = season_of(community, season_code)
    makes = may_make(community, viewer) and not guest
    known = known_as(tx, community, viewer)
    wish = own(naming.of_member(tx, community.id, viewer), known)
    return RollView(
        season=season.code if season else None,
        name=season.name if season else "",
        is_over=season is not None and tx.now.astimezone(community.time_zone).date() > season.ends,
        released=is_released(tx, community, season),
        is_guest=guest,
        shown_as=Cast({viewer: known}, {viewer: wish}, ()).named(viewer),
        wish=wish,
        counts=_counts(tx, community, season) if season and makes else None,
        may_release=season is not None and not guest and _has(community, viewer, Role.LEAD),
    )


def known_as(tx: Transaction, community: Community, member_id: str) -> Called:
    """What the team calls a member, whatever they wish."""
    member = tx.communities[community.id].written.members.get(member_id)
    name = people.names(tx, community, (member_id,)).get(member_id, "")
    return Called(name, member.reading if member else None)


def may_make(community: Community, member_id: str) -> bool:
    """Whether they may open every roll, and take its files along."""
    return any(_has(community, member_id, role) for role in MAKERS)


def season_of(community: Community, code: str | None) -> Season | None:
    return next((season for season in community.seasons if season.code == code), None)


def is_released(tx: Transaction, community: Community, season: Season | None) -> bool:
    if season is None:
        return False
    return tx.connection.execute(select(releases.c.season).where(*_same(community, season))).first() is not None


def release(tx: Transaction, community: Community, season: Season, by: str) -> None:
    """Everybody may open it from now on."""
    row = {"community_id": community.id, "season": season.code, "released_at": tx.now, "released_by": by}
    tx.writes += 1
    bulk.insert(tx.connection, releases, [row], once=True)


def withdraw(tx: Transaction, community: Community, season: Season) -> None:
    """Who makes it may open it, and nobody else; pages that are open now end by themselves."""
    tx.execute(delete(releases).where(*_same(community, season)))


def offered(tx: Transaction, community: Community, season: Season, viewer: str) -> tuple[tuple[str, str], ...]:
    """A page for one person of each kind that they may open, with its token."""
    kinds: Sequence[str] = FILES if may_make(community, viewer) else (PAGE,)
    given = ({"season": season.code, "file": kind} for kind in kinds)
    return tuple((one["file"], papers.offer(tx, community.id, viewer, PAPER, one)) for one in given)


def may_open(tx: Transaction, community: Community, season: Season, member_id: str, kind: str) -> bool:
    """Whether a page that was offered may be opened still."""
    return may_make(community, member_id) or (kind == PAGE and is_released(tx, community, season))


def _counts(tx: Transaction, community: Community, season: Season) -> RollCounts:
    made = roll.of_season(tx, community.id, season)
    return RollCounts(len(made.credits), len(made.unnamed), len(made.gone), len(made.missing))


def _has(community: Community, member_id: str, role: Role) -> bool:
    member = community.members.get(member_id)
    return member is not None and role in member.roles


def _same(community: Community, season: Season) -> tuple[ColumnElement[bool], ...]:
    return (releases.c.community_id == community.id, releases.c.season == season.code)


def asked(tx: Transaction, community: Community, values: Mapping[str, Any], viewer: str) -> RollView:
    """What the command is answered with."""
    return view(tx, community, values.get("season"), viewer, guest=bool(values.get("guest")))
