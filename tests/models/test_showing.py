"""Small questions that every card asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.follow_up import Status
from models.ledger import Post
from models.showing import asked_now, due_at, link, owed, proposed_day, shorten, theme_name
from tests.models.made import made_community, made_follow_up
from tests.stage import CHANNEL, KEN, MONDAY_10, SORA, TEAM, TENANT

COMMUNITY = made_community()
POST = Post(
    "thread", TEAM, CHANNEL, "1795322000000", SORA.id, SORA.name, "", MONDAY_10, MONDAY_10, "teams", "S6", "meeting",
    newcomer=False, reaction=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("known", "what", "hours"),
    [
        ({}, "receipt", 2),
        ({"received_at": MONDAY_10, "received_by": KEN.id}, "answer", 24),
        ({"status": Status.CLAIMED, "claimed_by": KEN.id}, "receipt", 2),
        ({"status": Status.PROMISED, "promised_until": MONDAY_10 + timedelta(hours=48)}, "promise", 48),
        ({"status": Status.ANSWERED}, "nothing", None),
        ({"status": Status.SETTLED}, "nothing", None),
        ({"status": Status.WITHDRAWN}, "nothing", None),
    ],
)
def test_what_is_owed_next_and_by_when(known: dict[str, object], what: str, hours: int | None) -> None:
    shown = made_follow_up(**known)
    assert owed(shown) == what
    assert due_at(shown) == (None if hours is None else MONDAY_10 + timedelta(hours=hours))


@given(st.text(), st.integers(1, 50))
def test_a_shortened_text_is_no_longer_than_allowed_and_says_that_it_was(text: str, at_most: int) -> None:
    short = shorten(text, at_most)
    assert len(short) <= at_most
    assert short == text if len(text) <= at_most else short.endswith("…")


def test_the_link_opens_the_thread_in_the_right_tenant_and_team() -> None:
    parts = urlsplit(link(COMMUNITY, POST, "group"))
    assert (parts.netloc, parts.path) == ("teams.microsoft.com", "/l/message/19%3Aplaza%40thread.tacv2/1795322000000")
    assert parse_qs(parts.query) == {"tenantId": [TENANT], "groupId": ["group"], "parentMessageId": ["1795322000000"]}
    assert "groupId" not in link(COMMUNITY, POST, None)


def test_a_theme_has_its_name_while_its_season_has_it() -> None:
    assert theme_name(COMMUNITY, POST) == "議事録と会議"


@pytest.mark.parametrize(
    ("first", "day"), [(date(2026, 11, 30), date(2026, 12, 1)), (date(2026, 12, 3), date(2026, 12, 3))]
)
def test_the_proposed_day_is_that_of_the_reply_or_the_first_that_may_be_promised(first: date, day: date) -> None:
    until = MONDAY_10 + timedelta(days=1)
    held = made_follow_up(status=Status.PROMISED, promised_by=KEN.id, promised_until=until, held_id="m1")
    assert proposed_day(held, KEN.id, first, COMMUNITY) == day
    assert proposed_day(held, SORA.id, first, COMMUNITY) is None, "it is for who wrote the reply"
    assert proposed_day(replace(held, held_id=None), KEN.id, first, COMMUNITY) is None


def test_a_holding_reply_is_asked_about_as_long_as_nobody_said_what_it_was() -> None:
    held = made_follow_up(status=Status.PROMISED, promised_by=KEN.id, held_id="m1")
    assert asked_now(held, KEN.id, "holding") == "holding"
    assert asked_now(replace(held, held_id=None), KEN.id, "holding") is None
