"""A season played through the real handlers and jobs: four processes on one database, and a clock moved by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from jobs import deliver, expire_claims, nudge
from jobs.ports import Ports
from models.follow_up import FollowUp
from models.incoming import Event, MessageDeleted, Person, PostArrived, ReactionChanged, ReplyArrived
from models.list_views import NudgeView
from models.outgoing import Address, Recipient, Undeliverable
from models.views import FollowUpView, View
from tests.jobs.processes import processes
from tests.season.community import EVERYBODY
from tests.season.deeds import BUTTONS, Deed, Do, Nudge, Story
from tests.stage import FakeTeams, Stage, staged

PROCESSES = 4
PEOPLE = {one.id: one for one in EVERYBODY}
NUDGING = frozenset({"owner", "advisor", "pmo", "lead", "everyone", "promise"})
"""What a follow-up's card asks when it is a nudge; other cards of a follow-up ask something else, or nothing."""


@dataclass(slots=True)
class SeasonTeams(FakeTeams):
    """Remembers when each card came, and takes none for those whom the story has refused."""

    stage: Stage | None = None
    story: Story | None = None
    cards: list[tuple[datetime, str, View]] = field(default_factory=list)
    refused: int = 0

    async def send(self, where: Address, to: Recipient, view: View) -> str:
        assert self.stage is not None
        assert self.story is not None
        now = self.stage.clock.now
        if self.story.refuses(to.id, now):
            self.refused += 1
            raise Undeliverable("they have left the chat", "BotNotInConversationRoster")
        sent = await FakeTeams.send(self, where, to, view)
        self.cards.append((now, to.id, view))
        return sent


@dataclass(slots=True)
class Played:
    """What came of a season: every nudge card that left, and how each follow-up stands in the end."""

    nudges: list[Nudge]
    status: dict[str, str]


class _Playing:
    def __init__(self, stage: Stage, teams: SeasonTeams, story: Story, stirring: Container[datetime]) -> None:
        self.stage, self.teams, self.story, self.stirring = stage, teams, story, stirring
        self.everyone: Sequence[Ports] = ()
        self.turn = 0
        self.posts: dict[str, PostArrived] = {}
        self.messages: dict[str, str] = {}
        self.woken = True
        """Whether anything was ordered of Teams that nobody saw to yet."""

    async def season(self) -> None:
        deeds, done = self.story.deeds, 0
        for moment in self.story.looks():
            before = done
            while done < len(deeds) and (deeds[done].at, deeds[done].amid) <= (moment, False):
                deed = deeds[done]
                self._turn_to(moment if self.story.is_down(deed.at) else deed.at)
                await self._do(deed)
                done += 1
            amid = []
            while done < len(deeds) and deeds[done].at == moment:
                amid.append(deeds[done])
                done += 1
            self._turn_to(moment)
            quiet = done == before and moment not in self.stirring
            await self._look(amid, [self._next()] if quiet else self.everyone)

    def _next(self) -> Ports:
        self.turn += 1
        return self.everyone[self.turn % len(self.everyone)]

    def wake(self) -> None:
        self.woken = True

    def _turn_to(self, moment: datetime) -> None:
        clock = self.stage.clock
        clock.now, clock.wall = moment, max(moment, clock.wall)

    async def _look(self, amid: Iterable[Deed], them: Sequence[Ports]) -> None:
        """What the clock runs at one moment, in some processes at once, until nothing more happens."""
        await asyncio.gather(*map(expire_claims.run, them))
        amid = list(amid)
        while True:
            before = len(self.teams.asked), self.teams.refused
            if amid:
                taken = sum(await asyncio.gather(*map(nudge.run, them)))
                for deed in amid:
                    await self._do(deed)
            else:
                taken = sum(await asyncio.gather(*map(self._nudge_and_deliver, them)))
            await self._deliver()
            if not amid and not taken and (len(self.teams.asked), self.teams.refused) == before:
                return
            amid = []

    async def _nudge_and_deliver(self, ports: Ports) -> int:
        """As in life: what a process orders leaves at once, whatever others are at. Returns how many were nudged."""
        taken = await nudge.run(ports)
        if self.woken:
            await deliver.run(ports)
        return taken

    async def _deliver(self) -> None:
        if not self.woken:
            return
        while again_at := [at for at in await asyncio.gather(*map(deliver.run, self.everyone)) if at is not None]:
            self.stage.clock.wall = max(self.stage.clock.wall, min(again_at))
        self.woken = False

    async def _do(self, deed: Deed) -> None:
        who = PEOPLE[deed.who]
        self.wake()
        if deed.do in BUTTONS:
            outcome = await self.stage.press(who, deed.do.value, self.posts[deed.post], **_fields(deed))
            assert isinstance(outcome.view, FollowUpView), (deed, outcome)
            notice = outcome.view.notice
            assert notice is not None, deed
            assert not notice[0].startswith("refused"), (deed, notice)
        elif deed.do is Do.SAY:
            outcome = await self.stage.say(who, deed.words)
            assert outcome.what == deed.words.split()[0], (deed, outcome)
        else:
            await self.stage.dispatch(self._event(deed, who))

    def _event(self, deed: Deed, who: Person) -> Event:
        if deed.do is Do.POST:
            return self._post(deed, who)
        post = self.posts[deed.post]
        thread, message = post.thread_id, self.messages.get(deed.message, post.message_id)
        if deed.do is Do.REPLY:
            message = self.messages[deed.message] = self._number()
        where = replace(post.envelope, activity_id=message, at=deed.at)
        if deed.do is Do.REPLY:
            return ReplyArrived(where, thread, message, who, deed.words)
        if deed.do in (Do.LIKE, Do.UNLIKE):
            where = replace(where, activity_id=self._number())
            added, removed = (("like",), ()) if deed.do is Do.LIKE else ((), ("like",))
            return ReactionChanged(where, thread, message, who, added, removed)
        return MessageDeleted(where, thread, message)

    def _post(self, deed: Deed, who: Person) -> PostArrived:
        number = self._number()
        thread = f"{deed.channel};messageid={number}"
        where = self.stage.envelope(thread, number, channel_id=deed.channel, at=deed.at)
        self.posts[deed.post] = PostArrived(where, thread, number, who, deed.words)
        return self.posts[deed.post]

    def _number(self) -> str:
        return str(next(self.stage._numbers))

    async def _rows(self, post: PostArrived) -> Sequence[FollowUp]:
        return await self.stage.store.read(lambda tx: tx.follow_ups(post.thread_id), self.story.ends)

    async def end(self, cards: list[tuple[datetime, str, View]]) -> Played:
        names: dict[str, str] = {}
        status: dict[str, str] = {}
        for name, post in self.posts.items():
            for row in await self._rows(post):
                names[row.id], status[name] = name, row.status.value
        return Played([one for card in cards if (one := _nudge(card, names)) is not None], status)


def _fields(deed: Deed) -> dict[str, str]:
    match deed.do:
        case Do.PROMISE:
            return {"until": deed.to, "word": f"{deed.at:%H:%M:%S} に約束しました。"}
        case Do.HAND_OVER:
            return {"to": deed.to}
        case Do.SETTLE:
            return {"reason": deed.words}
        case _:
            return {}


def _nudge(card: tuple[datetime, str, View], names: dict[str, str]) -> Nudge | None:
    at, to, view = card
    match view:
        case NudgeView():
            return Nudge(at, to, frozenset(names[row.follow_up_id] for row in view.rows), view.morning)
        case FollowUpView() if view.asks in NUDGING:
            return Nudge(at, to, frozenset({names[view.follow_up_id]}), morning=False)
        case _:
            return None


async def play(story: Story, migrated_url: str, stirring: Container[datetime], *, bots: int = PROCESSES) -> Played:
    """Play a story with so many processes of the bot on one database.

    ``stirring``: the looks at which something is to happen. There, and after each deed, all processes look at once; at
    the others one of them does, and finds nothing: whatever it did nevertheless would be seen.
    """
    async with staged(migrated_url, story.community, migrated=True) as stage:
        teams = SeasonTeams(stage=stage, story=story)
        stage.teams, stage.ports = teams, replace(stage.ports, teams=teams)
        stage.clock.now = stage.clock.wall = story.starts
        playing = _Playing(stage, teams, story, stirring)
        async with processes(stage, migrated_url, bots, on_effects=playing.wake) as playing.everyone:
            await playing.season()
            return await playing.end(teams.cards)
