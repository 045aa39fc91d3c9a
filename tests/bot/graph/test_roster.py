"""The roster through the real SDK over HTTP: pages, free text of the directory, zones, and permissions not given."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import web

from bot.graph.roster import GraphRoster
from models.outgoing import RetryLater, Undeliverable
from models.roster import ACCOUNTS, MAILBOXES, MEMBERS, Account, NotGranted, TeamMember
from tests.bot.graph.answering import TEAM, Answering, Reply, a_graph, no, page

WHO = "aaaaaaaa-0000-4000-8000-000000000001"
TENANT = "11111111-1111-4111-8111-111111111111"


@contextlib.asynccontextmanager
async def asked(*answers: Reply) -> AsyncIterator[tuple[Answering, GraphRoster]]:
    async with a_graph(*answers) as (there, graph):
        yield there, GraphRoster(graph)


def seat(number: int, **changes: Any) -> dict[str, Any]:
    """A member as Graph lists one. Source: https://learn.microsoft.com/graph/api/team-list-members"""
    known = {
        "@odata.type": "#microsoft.graph.aadUserConversationMember",
        "id": f"MCMjMiMj{number}",
        "roles": [],
        "displayName": f"参加者{number}",
        "visibleHistoryStartDateTime": "0001-01-01T00:00:00Z",
        "userId": f"AAAAAAAA-0000-4000-8000-{number:012}",
        "email": f"{number}@example.com",
        "tenantId": TENANT,
    }
    return known | changes


async def test_a_roster_is_read_to_its_last_page() -> None:
    next_page = f"/v1.0/teams/{TEAM}/members?$top=999&$skiptoken=2"
    pages = page(seat(1), seat(2), nextLink=next_page), page(seat(3), seat(2))
    async with asked(*pages) as (there, roster):
        found = await roster.members(TEAM)
    assert found == tuple(
        TeamMember(f"aaaaaaaa-0000-4000-8000-{one:012}", f"参加者{one}", tenant_id=TENANT) for one in (1, 2, 3)
    )
    first, second = map(urlsplit, there.paths)
    assert first.path == second.path == f"/graph/v1.0/teams/{TEAM}/members"
    assert (parse_qs(first.query), parse_qs(second.query)) == (
        {"$top": ["999"]},
        {"$top": ["999"], "$skiptoken": ["2"]},
    )


async def test_who_has_no_account_is_passed_over() -> None:
    strange = seat(2, **{"@odata.type": "#microsoft.graph.skypeUserConversationMember", "userId": None})
    async with asked(page(seat(1), strange, seat(3, userId=""), seat(4, displayName=None))) as (_, roster):
        assert [one.name for one in await roster.members(TEAM)] == ["参加者1", ""]


@pytest.mark.parametrize(
    "last", [no(503), no(429, **{"Retry-After": "60"}), web.json_response({}), web.Response(text="<html>")]
)
async def test_half_a_roster_is_none(last: Reply) -> None:
    async with asked(page(seat(1), nextLink=f"/v1.0/teams/{TEAM}/members?$skiptoken=2"), last) as (_, roster):
        with pytest.raises(RetryLater):
            await roster.members(TEAM)


async def test_a_page_that_leads_elsewhere_is_not_followed() -> None:
    elsewhere = web.json_response({"value": [seat(1)], "@odata.nextLink": "https://elsewhere.example/v1.0/teams"})
    async with asked(elsewhere) as (there, roster):
        with pytest.raises(RetryLater, match="another host"):
            await roster.members(TEAM)
    assert len(there.seen) == 1


async def test_a_permission_that_was_not_given_is_named() -> None:
    async with asked(no(403, "Forbidden"), no(403, "Authorization_RequestDenied"), no(403, "ErrorAccessDenied")) as (
        _,
        roster,
    ):
        for call, needed in (
            (roster.members(TEAM), MEMBERS),
            (roster.account(WHO), ACCOUNTS),
            (roster.time_zone(WHO), MAILBOXES),
        ):
            with pytest.raises(NotGranted) as refused:
                await call
            assert refused.value.permission == needed


async def test_what_the_directory_says_of_a_person() -> None:
    told = {
        "id": WHO, "department": " 経営企画部\x00 ", "officeLocation": "大阪", "country": "nl", "usageLocation": "JP",
        "preferredLanguage": "en-GB",
    }  # fmt: skip
    async with asked(web.json_response(told)) as (there, roster):
        assert await roster.account(WHO) == Account("経営企画部", "大阪", "NL", "en-GB")
    (asked_for,) = map(urlsplit, there.paths)
    assert asked_for.path == f"/graph/v1.0/users/{WHO}"
    assert parse_qs(asked_for.query) == {
        "$select": ["id,department,officeLocation,country,usageLocation,preferredLanguage"]
    }


@pytest.mark.parametrize(
    ("country", "usage", "read"),
    [("Japan", "JP", "JP"), ("日本", None, None), (None, "jp", "JP"), ("UK", "JP", "GB"), ("", "", None)],
)
async def test_a_country_is_two_letters_or_where_the_account_is_used(
    country: str | None, usage: str | None, read: str | None
) -> None:
    async with asked(web.json_response({"id": WHO, "country": country, "usageLocation": usage})) as (_, roster):
        assert (await roster.account(WHO)).country == read


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("Tokyo Standard Time", "Asia/Tokyo"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Asia/Tokyo", "Asia/Tokyo"),
        ("Customized Time Zone", None),
        ("../../etc/passwd", None),
        ("", None),
        (None, None),
    ],
)
async def test_a_mailbox_s_zone_is_read_as_windows_or_iana_names_it(told: str | None, read: str | None) -> None:
    async with asked(web.json_response({"timeZone": told})) as (there, roster):
        assert await roster.time_zone(WHO) == read
    assert there.paths == [f"/graph/v1.0/users/{WHO}/mailboxSettings"]


async def test_who_is_not_in_the_directory_or_has_no_mailbox_is_nothing_said_of() -> None:
    async with asked(no(404, "Request_ResourceNotFound"), no(404, "MailboxNotEnabledForRESTAPI")) as (_, roster):
        assert await roster.account(WHO) == Account()
        assert await roster.time_zone(WHO) is None


async def test_any_other_no_is_one_of_ours() -> None:
    async with asked(no(400, "BadRequest")) as (_, roster):
        with pytest.raises(Undeliverable, match="BadRequest"):
            await roster.account(WHO)
