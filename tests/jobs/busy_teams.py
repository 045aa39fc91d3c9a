"""A Teams that takes its time: something else may happen while a call is under way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from models.outgoing import Address, Recipient, Sentence
from models.views import View
from tests.stage import FakeTeams, Stage

Meanwhile = Callable[[], Awaitable[object]]


class BusyTeams(FakeTeams):
    """``meanwhile``, by kind of call: what is awaited before the call is answered, one a call."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: dict[str, list[Meanwhile]] = {}
        self.always: Meanwhile | None = None
        """For every call that ``meanwhile`` says nothing of."""
        self.under_way: list[str] = []
        """The conversations of calls that are not answered yet."""
        self.collisions = 0
        """Calls that came while another of their conversation was under way."""

    async def react(self, where: Address, message_id: str, reaction: str) -> None:
        await self._be_busy("react", where)
        await super().react(where, message_id, reaction)

    async def send(self, where: Address, to: Recipient, view: View) -> str:
        await self._be_busy("send", where)
        return await super().send(where, to, view)

    async def refresh(self, where: Address, activity_id: str, to: Recipient, view: View) -> None:
        await self._be_busy("refresh", where)
        await super().refresh(where, activity_id, to, view)

    async def post(self, where: Address, sentence: Sentence, language: str, time_zone: str) -> str:
        await self._be_busy("post", where)
        return await super().post(where, sentence, language, time_zone)

    async def _be_busy(self, what: str, where: Address) -> None:
        self.collisions += where.conversation_id in self.under_way
        self.under_way.append(where.conversation_id)
        try:
            if waiting := self.meanwhile.get(what):
                await waiting.pop(0)()
            elif self.always is not None:
                await self.always()
        finally:
            self.under_way.remove(where.conversation_id)


def busy(stage: Stage) -> BusyTeams:
    """From now on the stage's Teams takes its time."""
    teams = BusyTeams()
    stage.teams, stage.ports = teams, replace(stage.ports, teams=teams)
    return teams
