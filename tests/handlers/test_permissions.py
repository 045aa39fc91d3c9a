"""The table of who may do what is whole, and is what decides: for every act and everybody, whatever a card says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from handlers import registry
from handlers.registry import Outcome
from models import permissions
from models.community import Role
from models.community_file import parse
from models.db import applying
from models.incoming import Event, Installed, Person, Pressed
from models.permissions import BUTTONS, COMMANDS, EVENTS, MESSAGE_ACTIONS, NOT_FOR_GUESTS, Row, Who
from models.views import DialogView, FollowUpView, NoticeView
from tests.handlers.thread import owed
from tests.stage import CHANNEL, COMMUNITY, DANA, HANA, KEN, MAKOTO, SORA, TEAM, Stage, listed, person, staged

LEA, NOA = person(6, "村上 礼"), person(7, "三浦 望")
"""A lead who is nothing else, and a champion."""
PEOPLE = f"{listed(LEA, ['lead'])}\n{listed(NOA, ['champion'])}\n"
EVERY_ROLE = COMMUNITY.replace("[[season]]", f"{PEOPLE}[[season]]", 1)
WHO = {
    "pmo and lead": HANA, "pmo": KEN, "lead": LEA, "advisor": DANA, "champion": NOA, "executive": MAKOTO,
    "participant": SORA,
}  # fmt: skip
OTHER_TEAM = "19:other@thread.tacv2"


def refusal_of(outcome: Outcome) -> str | None:
    """The key of the sentence that says no; ``None`` when nobody said no."""
    view: Any = outcome.view.shows if isinstance(outcome.view, DialogView) else outcome.view
    if isinstance(view, NoticeView):
        return view.key if view.key.startswith("refused-") else None
    if isinstance(view, FollowUpView) and view.notice and view.notice[0].startswith("refused-"):
        return view.notice[0]
    return None


async def said_no(stage: Stage, by: Person, words: str) -> str | None:
    """What a command said no with."""
    await stage.deliver_all()
    before = len(stage.teams.of("send", by))
    await stage.say(by, words)
    await stage.deliver_all()
    (card,) = stage.teams.of("send", by)[before:]
    return card.view.key if isinstance(card.view, NoticeView) and card.view.key.startswith("refused-") else None


def may_by_hand(row: Row, who: str) -> bool:
    """Who may, reckoned a second time, from the words of the row and the community file's own default."""
    roles = {"pmo and lead": {"pmo", "lead"}, "participant": set()}.get(who, {who})
    is_responder = bool(roles & {"pmo", "advisor", "champion", "executive"})
    return "everybody" in row.who or ("responder" in row.who and is_responder) or bool(roles & set(row.who))


def test_every_act_has_a_row_and_every_row_an_act() -> None:
    registry.discover()
    assert set(COMMANDS) == set(registry.commands)
    assert set(BUTTONS) == set(registry.buttons) | set(registry.looks)
    assert set(MESSAGE_ACTIONS) == set(registry.message_actions)
    assert set(EVENTS) == {kind.__name__ for kind in registry.event_handlers}


def test_who_may_not_is_always_told_something() -> None:
    rows = {**COMMANDS, **BUTTONS, **MESSAGE_ACTIONS, **EVENTS}
    assert [name for name, row in rows.items() if not row.says and row.who.isdisjoint({Who.EVERYBODY, Who.TEAMS})] == []


def test_every_role_of_the_community_file_can_stand_in_the_table() -> None:
    assert {Who(role.value) for role in Role} <= set(Who)


def test_what_nobody_asks_for_is_open_or_teams_own() -> None:
    asked_for = ("Commanded", "Pressed", "Pointed")
    assert [name for name, row in EVENTS.items() if not row.is_open and name not in asked_for] == []


@pytest.mark.parametrize("who", WHO)
async def test_each_command_is_answered_or_refused_as_the_table_says(migrated_url: str, who: str) -> None:
    async with staged(migrated_url, EVERY_ROLE, migrated=True) as stage:
        for name, row in COMMANDS.items():
            said = await said_no(stage, WHO[who], name)
            if may_by_hand(row, who):
                assert said != row.says or not said, name
            else:
                assert said == row.says, name


@pytest.mark.parametrize("who", WHO)
async def test_each_button_and_action_is_allowed_or_refused_as_the_table_says(migrated_url: str, who: str) -> None:
    async with staged(migrated_url, EVERY_ROLE, migrated=True) as stage:
        by = WHO[who]
        post = await stage.post(person(200, "よしだ"))
        reply = await stage.reply(person(201, "はやし"), post)
        for verb, row in BUTTONS.items():
            before = await owed(stage, post)
            said = refusal_of(await stage.press(by, verb, post))
            if not may_by_hand(row, who):
                assert said == row.says, verb
                assert await owed(stage, post) == before
            else:
                assert said is None or said not in ("refused-not-responder", "refused-queue-not-for-you"), verb
        for action, row in MESSAGE_ACTIONS.items():
            said = refusal_of(await stage.point(by, action, reply))
            assert (said == row.says) is not may_by_hand(row, who), action


async def test_who_the_card_names_changes_nothing(stage: Stage) -> None:
    post = await stage.post(SORA)
    before = await owed(stage, post)
    forged = {
        "presser": KEN.id, "member_id": KEN.id, "from": {"aadObjectId": KEN.id}, "roles": ["pmo", "lead"],
        "guest": False, "tenant": "x", "aadObjectId": KEN.id, "user": {"aadObjectId": KEN.id},
    }  # fmt: skip
    for verb, row in BUTTONS.items():
        if Who.EVERYBODY in row.who:
            continue
        assert refusal_of(await stage.press(SORA, verb, post, **forged)) == row.says, verb
    assert await owed(stage, post) == before
    for action in MESSAGE_ACTIONS:
        fields = {**forged, "message": post.message_id, "owner": KEN.id}
        assert refusal_of(await stage.point(SORA, action, post, fields=fields)) == "refused-not-responder"
    assert len(await stage.follow_ups(post)) == 1


GUESTS = {who: replace(by, guest=True) for who, by in WHO.items()}


@pytest.mark.parametrize("who", GUESTS)
async def test_a_guest_sees_no_figures_whatever_their_role(migrated_url: str, who: str) -> None:
    async with staged(migrated_url, EVERY_ROLE, migrated=True) as stage:
        guest = GUESTS[who]
        for words in ("stats", "統計", "stats S6 meeting", "due", "people", "メンバー", "audit"):
            assert await said_no(stage, guest, words) == NOT_FOR_GUESTS, words
        for verb in ("show_stats", "enter_measures", "open_roll", "release_roll", "withdraw_roll"):
            fields = {"season": "S6", "at": "x", "measure": "hours", "month": "2026-11", "value": "1"}
            outcome = await stage.dispatch(Pressed(stage.chat(guest), guest, verb, fields))
            assert refusal_of(outcome) == NOT_FOR_GUESTS, verb
        assert stage.teams.of("post") == []


async def test_a_guest_posts_and_is_answered_and_may_ask_for_what_is_no_figure(stage: Stage) -> None:
    guest = replace(SORA, guest=True)
    post = await stage.post(guest, "はじめて投稿します。")
    await stage.reply(KEN, post)
    assert (await owed(stage, post)).answered_by == KEN.id
    await stage.reply(guest, post, "もうひとつ教えてください。")
    assert (await owed(stage, post)).is_open
    assert await said_no(stage, guest, "help") is None
    assert await said_no(stage, guest, "language en") is None


async def test_a_slash_command_in_the_channel_is_refused_to_a_guest_alone(stage: Stage) -> None:
    asked_by_a_guest = stage.slashed(replace(SORA, guest=True), "stats")
    await stage.dispatch(asked_by_a_guest)
    await stage.slash(SORA, "stats")
    await stage.deliver_all()
    views = {asked.conversation_id: asked.view for asked in stage.teams.of("whisper", SORA)}
    assert views.pop(asked_by_a_guest.envelope.conversation_id) == NoticeView(NOT_FOR_GUESTS, {})
    assert len(views) == 1
    assert not any(isinstance(view, NoticeView) for view in views.values())


TWO = EVERY_ROLE.replace(f'team_id = "{TEAM}"', f'team_id = "{OTHER_TEAM}"').replace(
    f'channels = ["{CHANNEL}"]', 'channels = ["19:elsewhere@thread.tacv2"]'
)


async def two_communities(stage: Stage) -> None:
    """A second one of the same tenant, in which Sora is of the PMO, and Ken nobody."""
    theirs = TWO.replace(listed(KEN, ["pmo"]), f"{listed(KEN, [])}\n{listed(SORA, ['pmo'])}")
    await stage.store.transact(lambda tx: applying.apply(tx, parse(theirs)), stage.clock.now)


async def test_a_role_in_one_community_lets_nobody_press_in_another(stage: Stage) -> None:
    await two_communities(stage)
    post = await stage.post(person(200, "よしだ"))
    row = await owed(stage, post)
    fields = {"follow_up": row.id, "version": row.version}
    of_the_other = stage.envelope(f"{OTHER_TEAM};messageid=1", "1", team_id=OTHER_TEAM, channel_id=OTHER_TEAM)
    for where in (stage.chat(SORA), of_the_other):
        assert refusal_of(await stage.dispatch(Pressed(where, SORA, "claim", fields))) == "refused-not-responder"
        assert await owed(stage, post) == row
    assert refusal_of(await stage.press(KEN, "claim", post)) is None


async def test_a_card_that_names_two_communities_is_no_card_of_ours(stage: Stage) -> None:
    await two_communities(stage)
    post = await stage.post(person(200, "よしだ"))
    row = await owed(stage, post)
    forged = {"follow_up": row.id, "version": row.version, "community": OTHER_TEAM}
    outcome = await stage.dispatch(Pressed(stage.chat(SORA), SORA, "claim", forged))
    assert refusal_of(outcome) == "refused-unknown-follow-up"
    assert await owed(stage, post) == row


async def test_in_the_private_chat_the_community_is_one_in_which_one_may(stage: Stage) -> None:
    await two_communities(stage)
    await stage.post(SORA)
    assert await said_no(stage, SORA, "queue") is None
    assert await said_no(stage, KEN, "queue") is None


async def test_a_kind_of_event_that_only_some_may_bring_is_refused_in_its_place(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows of events rule as the others do."""
    closed = dict(EVENTS) | {"Commanded": COMMANDS["queue"], "Pressed": BUTTONS["claim"]}
    monkeypatch.setattr("handlers.permitting.EVENTS", closed)
    assert await said_no(stage, SORA, "help") == "refused-queue-not-for-you"
    assert await said_no(stage, KEN, "help") is None


async def test_what_has_no_asker_cannot_be_kept_to_some(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.permitting.EVENTS", dict(EVENTS) | {"Installed": COMMANDS["queue"]})
    event: Event = Installed(stage.chat(SORA), SORA)
    with pytest.raises(TypeError, match="asked for by nobody"):
        await stage.dispatch(event)


def test_a_row_is_open_only_where_there_is_nothing_to_ask() -> None:
    assert permissions.EVERYBODY.is_open
    assert permissions.TEAMS.is_open
    assert not permissions.FIGURES.is_open
    assert not BUTTONS["claim"].is_open
