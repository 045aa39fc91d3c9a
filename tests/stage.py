"""The bot without HTTP: a database, a clock moved by hand, and a Teams that remembers what it was asked for.

What a test does goes in through ``dispatch(event)`` and ``job.run(ports)``, as in life.
"""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from handlers.dispatch import Dispatch
from handlers.registry import Outcome
from jobs import deliver, expire_claims, members, nudge
from jobs.ports import Ports
from models.community_file import parse
from models.db import applying
from models.db.audit import Audit, audit, export
from models.db.migrate import migrate
from models.db.store import Store
from models.incoming import (
    Commanded,
    Envelope,
    Installed,
    Mentioned,
    MessageDeleted,
    MessageEdited,
    MessageUndeleted,
    Person,
    Pointed,
    PostArrived,
    Pressed,
    ReactionChanged,
    ReplyArrived,
)
from models.outgoing import Address, Recipient, Sentence, Teams
from models.views import View

TENANT = "11111111-1111-4111-8111-111111111111"
TEAM = "19:team@thread.tacv2"
CHANNEL = "19:plaza@thread.tacv2"
SERVICE = "http://127.0.0.1:9/teams/"
BOT = "28:bot"
MONDAY_10 = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
"""Monday, 30 November 2026, 10:00 in Tokyo: an hour into the working day."""


def person(number: int, name: str) -> Person:
    return Person(f"aaaaaaaa-0000-4000-8000-{number:012}", f"29:{number}", name)


HANA, KEN, MIO = person(1, "上田 花"), person(2, "伊東 健"), person(3, "森 美緒")
"""The PMO; Hana is the lead as well."""
DANA, MAKOTO = person(4, "Dana Lee"), person(5, "大山 誠")
"""An advisor, who reads English; an executive."""
SORA, YUI = person(100, "青木 空"), person(101, "Yui Kato")
"""Participants."""


def listed(who: Person, roles: Sequence[str], *more: str) -> str:
    """A member's table of a community file; ``more``: lines of their own."""
    given = ", ".join(f'"{role}"' for role in roles)
    return "\n".join(["[[member]]", f'id = "{who.id}"', f'name = "{who.name}"', f"roles = [{given}]", *more])


COMMUNITY = f"""
[community]
name = "ひろば"
language = "ja"
time_zone = "Asia/Tokyo"
tenant_id = "{TENANT}"
team_id = "{TEAM}"
channels = ["{CHANNEL}"]

[follow_up]
receive_within = "2h"
receive_newcomer_within = "30m"
nudge_for_receipts = true
answer_within = "1d"
nudge_every = "4h"
claim_expires_after = "8h"
holding_words = ["調べて", "確認します", "will check"]

[working_hours]
days = ["mon", "tue", "wed", "thu", "fri"]
hours = ["09:00-12:00", "13:00-18:00"]
holidays = "JP"

{listed(HANA, ["pmo", "lead"])}
{listed(KEN, ["pmo"])}
{listed(MIO, ["pmo"])}
{listed(DANA, ["advisor"], 'language = "en"')}
{listed(MAKOTO, ["executive"])}

[[season]]
code = "S6"
name = "シーズン6"
starts = "2026-10-01"
ends = "2027-03-31"
phase = "company"

[[season.theme]]
code = "meeting"
name = "議事録と会議"
words = ["議事録", "minutes"]
owners = ["{KEN.id}"]
[[season.theme]]
code = "inquiry"
name = "問い合わせ対応"
words = ["問い合わせ"]
owners = ["{HANA.id}", "{MIO.id}"]
"""


@dataclass(slots=True)
class Clock:
    """Moved by hand. ``now`` is the community's, ``wall`` the machine's; they move together unless told otherwise."""

    now: datetime = MONDAY_10
    wall: datetime = MONDAY_10

    def forward(self, **length: float) -> None:
        step = timedelta(**length)
        self.now, self.wall = self.now + step, self.wall + step


@dataclass(frozen=True, slots=True)
class Asked:
    """One call that Teams got: what for, where, to whom, and what it shows or says."""

    what: str
    conversation_id: str
    to: str | None = None
    view: View | None = None
    said: Sentence | None = None
    activity_id: str | None = None


@dataclass(slots=True)
class FakeTeams:
    """Says yes to everything, but for what a test lays out in ``answers``: raised in turn, by kind of call."""

    asked: list[Asked] = field(default_factory=list)
    answers: dict[str, list[Exception | None]] = field(default_factory=dict)
    _ids: Any = field(default_factory=lambda: itertools.count(1))

    async def react(self, where: Address, message_id: str, reaction: str) -> None:
        self._take(Asked("react", where.conversation_id, activity_id=message_id))

    async def send(self, where: Address, to: Recipient, view: View) -> str:
        return self._take(Asked("send", where.conversation_id, to.id, view))

    async def whisper(self, where: Address, to: Recipient, view: View) -> str:
        return self._take(Asked("whisper", where.conversation_id, to.id, view))

    async def refresh(self, where: Address, activity_id: str, to: Recipient, view: View) -> None:
        self._take(Asked("refresh", where.conversation_id, to.id, view, activity_id=activity_id))

    async def take_back(self, where: Address, activity_id: str) -> None:
        self._take(Asked("take_back", where.conversation_id, activity_id=activity_id))

    async def post(self, where: Address, sentence: Sentence, language: str, time_zone: str) -> str:
        return self._take(Asked("post", where.conversation_id, said=sentence))

    async def open_chat(
        self, service_url: str, tenant_id: str, bot_id: str, member_id: str, teams_id: str | None
    ) -> str:
        self._take(Asked("open_chat", "", member_id))
        return f"a:{member_id}"

    def of(self, what: str, to: Person | None = None) -> list[Asked]:
        """The calls of one kind, oldest first; those to one person alone when ``to`` is given."""
        return [asked for asked in self.asked if asked.what == what and (to is None or asked.to == to.id)]

    def _take(self, asked: Asked) -> str:
        waiting = self.answers.get(asked.what)
        answer = waiting.pop(0) if waiting else None
        if answer is not None:
            raise answer
        self.asked.append(asked)
        return f"b{next(self._ids)}"


@dataclass(slots=True)
class Stage:
    """Everything a test needs, and short words for what people do."""

    store: Store
    dispatch: Dispatch
    teams: FakeTeams
    clock: Clock
    ports: Ports
    _numbers: Any = field(default_factory=lambda: itertools.count(1_795_322_000_000))

    async def post(self, by: Person | None, text: str = "会議の準備に使ってみました。", **envelope: Any) -> PostArrived:
        """A post arrives. Returns its event, whose ``thread_id`` and ``message_id`` name it."""
        event = self.posted(by, text, **envelope)
        await self.dispatch(event)
        return event

    def posted(self, by: Person | None, text: str = "会議の準備に使ってみました。", **envelope: Any) -> PostArrived:
        """The event of a post, not dispatched."""
        number = str(next(self._numbers))
        thread = f"{CHANNEL};messageid={number}"
        return PostArrived(self.envelope(thread, number, **envelope), thread, number, by, text)

    async def reply(self, by: Person | None, to: PostArrived, text: str = "こうするとうまくいきます。") -> ReplyArrived:
        event = self.replied(by, to, text)
        await self.dispatch(event)
        return event

    def replied(self, by: Person | None, to: PostArrived, text: str = "こうするとうまくいきます。") -> ReplyArrived:
        number = str(next(self._numbers))
        return ReplyArrived(self.envelope(to.thread_id, number), to.thread_id, number, by, text)

    async def react(self, by: Person, on: PostArrived, *, added: str = "", removed: str = "") -> Outcome:
        event = ReactionChanged(
            self.envelope(on.thread_id, str(next(self._numbers))),
            on.thread_id,
            on.message_id,
            by,
            (added,) if added else (),
            (removed,) if removed else (),
        )
        return await self.dispatch(event)

    async def edit(self, message: PostArrived | ReplyArrived, text: str | None) -> Outcome:
        where = self.envelope(message.thread_id, message.message_id)
        return await self.dispatch(MessageEdited(where, message.thread_id, message.message_id, text))

    async def delete(self, message: PostArrived | ReplyArrived) -> Outcome:
        where = self.envelope(message.thread_id, message.message_id)
        return await self.dispatch(MessageDeleted(where, message.thread_id, message.message_id))

    async def undelete(self, message: PostArrived | ReplyArrived, text: str | None = None) -> Outcome:
        where = self.envelope(message.thread_id, message.message_id)
        return await self.dispatch(MessageUndeleted(where, message.thread_id, message.message_id, text))

    async def say(self, by: Person, words: str) -> Outcome:
        """A command in the private chat."""
        return await self.dispatch(Commanded(self.chat(by), by, words, private=True))

    async def slash(self, by: Person, words: str, *mentioned: Person) -> Outcome:
        """A slash command, or a mention, in the channel."""
        return await self.dispatch(self.slashed(by, words, *mentioned))

    def slashed(self, by: Person, words: str, *mentioned: Person) -> Commanded:
        """The event of a slash command, not dispatched. Teams tells its own id of who is mentioned."""
        number = str(next(self._numbers))
        where = self.envelope(f"{CHANNEL};messageid={number}", number)
        named = tuple(Mentioned(replace(one, id=""), one.name, one.teams_id == BOT) for one in mentioned)
        return Commanded(where, by, words, private=False, mentioned=named)

    async def look(self, by: Person, verb: str, **fields: Any) -> Outcome:
        """A button on a card that is about no follow-up."""
        return await self.dispatch(Pressed(self.chat(by), by, verb, fields))

    async def install(self, by: Person) -> Outcome:
        """The bot is added by a person for themself: from now on there is a chat."""
        return await self.dispatch(Installed(self.chat(by), by))

    async def press(self, by: Person, verb: str, post: PostArrived, **fields: Any) -> Outcome:
        """A button on the card of a post's follow-up, or of its ``part``, as it is now unless ``version`` differs."""
        row = await self.follow_up(post, fields.pop("part", 1))
        given = {"follow_up": row.id, "version": row.version} | fields
        return await self.dispatch(Pressed(self.chat(by), by, verb, given))

    async def point(self, by: Person, action: str, at: PostArrived | ReplyArrived, **changes: Any) -> Outcome:
        """An action of a message's menu; with ``fields`` its dialog is sent, without it is asked for."""
        where = self.envelope(at.thread_id, str(next(self._numbers)))
        known = {"author": at.author, "written_at": at.envelope.at, "text": at.text}
        return await self.dispatch(Pointed(where, by, action, at.thread_id, at.message_id, **(known | changes)))

    async def follow_up(self, post: PostArrived, part: int = 1) -> Any:
        """One of a post's follow-ups, as it is in the database: its own, or a further question's."""
        found = {one.part: one for one in await self.follow_ups(post)}
        assert part in found, f"the post has no follow-up {part}"
        return found[part]

    async def follow_ups(self, post: PostArrived) -> tuple[Any, ...]:
        """All follow-ups of a post's thread, by their parts."""
        return await self.store.read(lambda tx: tx.follow_ups(post.thread_id), self.clock.now)

    async def deliver(self) -> datetime | None:
        return await deliver.run(self.ports)

    async def tick(self) -> None:
        """Every job that the clock would run now; what it ordered is delivered, however Teams' pace makes it wait."""
        await expire_claims.run(self.ports)
        await members.run(self.ports)
        await nudge.run(self.ports)
        await self.deliver_all()

    async def deliver_all(self) -> None:
        """Deliver until nothing waits; the machine's clock jumps over the pauses, the community's stands."""
        while (again_at := await self.deliver()) is not None:
            self.clock.wall = max(self.clock.wall, again_at)

    async def audit(self) -> Audit:
        return await self.store.read(audit, self.clock.now)

    async def rows(self) -> list[dict[str, Any]]:
        """The export."""
        return await self.store.read(lambda tx: list(export(tx)), self.clock.now)

    def chat(self, by: Person) -> Envelope:
        number = str(next(self._numbers))
        return Envelope(TENANT, None, None, f"a:{by.id}", SERVICE, BOT, number, self.clock.now, "ja-JP")

    def envelope(self, conversation_id: str, activity_id: str, **changes: Any) -> Envelope:
        known: dict[str, Any] = {
            "tenant_id": TENANT, "team_id": TEAM, "channel_id": CHANNEL, "conversation_id": conversation_id,
            "service_url": SERVICE, "bot_id": BOT, "activity_id": activity_id, "at": self.clock.now, "locale": "ja-JP",
        }  # fmt: skip
        return Envelope(**(known | changes))


@asynccontextmanager
async def staged(database_url: str, community: str = COMMUNITY, *, migrated: bool = False) -> AsyncIterator[Stage]:
    """A stage on a new database; ``migrated`` spares the migrations where the database has them."""
    if not migrated:
        migrate(database_url)
    clock, teams = Clock(), FakeTeams()
    store = Store(database_url, wall=lambda: clock.wall, durable=False)
    try:
        store.write(lambda tx: applying.apply(tx, parse(community)), clock.now)
        held: Teams = teams
        dispatch = Dispatch(store, lambda: clock.now)
        ports = Ports(store, held, lambda: clock.now, lambda: clock.wall, take=dispatch)
        yield Stage(store, dispatch, teams, clock, ports)
    finally:
        store.close()
