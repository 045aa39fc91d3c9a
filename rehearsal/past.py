"""Months of a community in a moment: posts with replies, reactions, edits and deletions that no bot was told of."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from rehearsal.people import Person
from rehearsal.world import Message, World, thread_id

POSTS = (
    "{thing}の使い方を教えてください。",
    "{thing}がうまく動きません。どなたか分かりますか。",
    "{thing}を試してみました。とても便利です。",
    "{thing}の資料はどこにありますか。",
    "Has anyone tried {thing}?",
    "{thing}について、来週までに決めたいことがあります。",
)
THINGS = (
    "新しいカメラ",
    "検査の設定",
    "画像の保存先",
    "モデルの再学習",
    "現場の照明",
    "the dashboard",
    "月次の報告",
    "権限の申請",
)
REPLIES = (
    "こちらの手順でできます。",
    "ありがとうございます。助かりました。",
    "確認しますので、少しお待ちください。",
    "We had the same; a restart helped.",
    "担当の方につなぎます。",
)
KINDS = ("like", "like", "like", "heart", "laugh", "1f440_eyes")
MENDED = "（追記しました）"


@dataclass(frozen=True, slots=True)
class Span:
    """What is asked for: how many posts, between which moments."""

    posts: int
    since: datetime
    until: datetime
    seed: int


@dataclass(frozen=True, slots=True)
class _Step:
    at: datetime
    order: int
    do: Callable[[datetime], None]


class Past:
    """Makes it in one go; the same seed makes the same in the same community."""

    def __init__(self, world: World, span: Span) -> None:
        self._world = world
        self._span = span
        self._chance = random.Random(span.seed)
        self._steps: list[_Step] = []
        self._people = world.members()
        self._answering = [person for person in self._people if person.roles] or self._people

    def make(self) -> dict[str, int]:
        """Returns how many posts, replies, reactions, edits and deletions there are now. Nobody is told."""
        channels = list(self._world.channels)
        for number in range(self._span.posts):
            self._plan_post(channels[number % len(channels)])
        counts: dict[str, int] = {}
        watchers, self._world.watchers = self._world.watchers, []
        try:
            for step in sorted(self._steps, key=lambda one: (one.at, one.order)):
                step.do(step.at)
                name = step.do.__name__
                counts[name] = counts.get(name, 0) + 1
        finally:
            self._world.watchers = watchers
        return counts

    def _plan_post(self, channel_id: str) -> None:
        at = self._span.since + (self._span.until - self._span.since) * self._chance.random()
        author = self._chance.choice(self._people)
        text = self._chance.choice(POSTS).format(thing=self._chance.choice(THINGS))
        post: list[Message] = []

        def posts(at: datetime) -> None:
            message_id = self._world.fresh_id(at)
            message = Message(message_id, thread_id(channel_id, message_id), author.id, at, text)
            post.append(self._world.keep(message))

        self._add(at, posts)
        for _ in range(self._chance.choice((0, 1, 1, 1, 2, 3, 5))):
            self._plan_reply(at, post)
        self._plan_changes(at, post, author)

    def _plan_reply(self, posted_at: datetime, post: list[Message]) -> None:
        at = self._later(posted_at, hours=72)
        writer = self._chance.choice(self._answering if self._chance.random() < 0.7 else self._people)
        text = self._chance.choice(REPLIES)
        reply: list[Message] = []

        def replies(at: datetime) -> None:
            message = Message(self._world.fresh_id(at), post[0].conversation_id, writer.id, at, text)
            reply.append(self._world.keep(message))

        self._add(at, replies)
        self._plan_changes(at, reply, writer)

    def _plan_changes(self, written_at: datetime, message: list[Message], author: Person) -> None:
        """Reactions, now and then an edit, seldom a deletion, which is the last."""

        def edits(at: datetime) -> None:
            message[0].text += MENDED
            message[0].edited_at = at
            self._world.change(message[0], at)

        def deletions(at: datetime) -> None:
            message[0].deleted_at = at
            self._world.change(message[0], at, "deleted")

        for person in self._chance.sample(
            self._people, min(len(self._people), self._chance.choice((0, 0, 1, 1, 2, 4)))
        ):
            if person is not author:
                self._add(self._later(written_at, hours=24), self._giving(message, person))
        if self._chance.random() < 0.08:
            self._add(self._later(written_at, hours=2), edits)
        if self._chance.random() < 0.03:
            self._add(self._later(written_at + timedelta(hours=24), hours=48), deletions)

    def _giving(self, message: list[Message], person: Person) -> Callable[[datetime], None]:
        kind = self._chance.choice(KINDS)

        def reactions(at: datetime) -> None:
            self._world.react(message[0], kind, person.id, at, remove=False)

        return reactions

    def _later(self, at: datetime, *, hours: int) -> datetime:
        return min(at + timedelta(hours=hours) * self._chance.random(), self._span.until)

    def _add(self, at: datetime, do: Callable[[datetime], None]) -> None:
        self._steps.append(_Step(at, len(self._steps), do))
