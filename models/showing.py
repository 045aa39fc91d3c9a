"""Small questions that every card asks of a follow-up and its post. Pure."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol
from urllib.parse import quote, urlencode

from models import ladder
from models.acts import BESIDE, REASONS
from models.community import Community, Theme
from models.follow_up import FollowUp, Status
from models.ledger import Post
from models.list_views import Owed


def owed(shown: FollowUp) -> Owed:
    """What the author waits for next."""
    if not shown.is_open:
        return "nothing"
    if shown.status is Status.PROMISED:
        return "promise"
    return "receipt" if shown.received_at is None else "answer"


def due_at(shown: FollowUp) -> datetime | None:
    """By when the author may expect what is owed next; ``None`` when nothing is."""
    return ladder.due_at(shown) if shown.is_open else None


def asked_now(shown: FollowUp, viewer: str, asks: str | None, by: str | None = None) -> str | None:
    """Why a card came, as long as it is asked still. ``by``: who asked, or who declined."""
    has_it_again = by is not None and shown.held_by == by
    over = {
        "handed": shown.held_by != viewer,
        "holding": shown.held_id is None,
        "passed": shown.held_by != viewer,
        "declined": has_it_again,
        "asked": shown.held_by == viewer,
        "excused": by is not None and shown.advisor == by,
    }
    return asks if shown.is_open and not over.get(asks or "", False) else None


def proposed_day(shown: FollowUp, viewer: str, first: date, community: Community) -> date | None:
    """The day that ``viewer`` may promise in one press: that of their reply with a holding word, or ``first`` if later.

    ``None`` where no such reply of theirs is asked about. ``community`` has the hours of the follow-up's region.
    """
    if shown.held_id is None or shown.held_by != viewer or shown.promised_until is None:
        return None
    return max(first, shown.promised_until.astimezone(community.hours.zone).date())


def settled_with(shown: FollowUp) -> tuple[str | None, str]:
    """The reason (of models/acts.py, REASONS) of what was settled, and the words beside it or in its place."""
    told = shown.settled_reason or ""
    reason, _, words = told.partition(BESIDE)
    return (reason, words) if reason in REASONS else (None, told)


def theme_of(community: Community, post: Post) -> Theme | None:
    return community.theme(post.season, post.theme)


def theme_name(community: Community, post: Post) -> str | None:
    theme = theme_of(community, post)
    return theme.name if theme else None


def words_of(shown: FollowUp, post: Post) -> str:
    """What is asked: by a further question in words of its own, else by the post."""
    return "" if post.deleted_at else shown.asked or post.text


def shorten(text: str, at_most: int) -> str:
    """The first characters of a text, with an ellipsis where some were left out."""
    return text if len(text) <= at_most else text[: at_most - 1].rstrip() + "…"


class InChannel(Protocol):
    """A root message of a channel: a post, or one of the bot's own."""

    @property
    def channel_id(self) -> str: ...

    @property
    def message_id(self) -> str: ...


def link(community: Community, post: InChannel, group_id: str | None, reply_id: str | None = None) -> str:
    """Opens the thread in Teams, at a reply if one is named.

    Source: https://learn.microsoft.com/en-us/microsoftteams/platform/concepts/build-and-test/deep-link-teams
    """
    query = {"tenantId": community.tenant_id, "groupId": group_id, "parentMessageId": post.message_id}
    place = f"{quote(post.channel_id, safe='')}/{reply_id or post.message_id}"
    known = {name: value for name, value in query.items() if value}
    return f"https://teams.microsoft.com/l/message/{place}?{urlencode(known)}"
