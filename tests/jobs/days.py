"""Made-up days of a community, to be lived through: posts, presses, replies, absences."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from handlers.registry import Outcome
from models.incoming import Person, PostArrived, ReplyArrived
from tests.stage import DANA, HANA, KEN, MIO, SORA, YUI, Stage


class Days:
    """People at random, always the same for one seed."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage, self.chance = stage, random.Random(seed)
        self.posts: list[PostArrived] = []
        self.replies: list[ReplyArrived] = []

    async def act(self) -> None:
        pmo = self.chance.choice((HANA, KEN, MIO))
        acts: dict[str, int] = {
            "post": 12, "press": 8, "undo": 2, "reply": 2, "further": 2, "delete": 1, "put_back": 1, "react": 2,
            "unlike": 1, "away": 1, "quiet": 1, "back": 3, "mornings": 1, "split": 1,
        }  # fmt: skip
        which = self.chance.choices(list(acts), list(acts.values()))[0]
        if which != "post" and not self.posts:
            return
        await getattr(self, which)(pmo)

    async def post(self, _: Person) -> None:
        text = self.chance.choice(("議事録をとりたい", "問い合わせが多い", "雑談です"))
        self.posts.append(await self.stage.post(self.chance.choice((SORA, YUI)), text))

    def one(self) -> PostArrived:
        return self.chance.choice(self.posts[-9:])

    def message(self) -> PostArrived | ReplyArrived:
        written: list[PostArrived | ReplyArrived] = [*self.posts[-3:], *self.replies[-3:]]
        return self.chance.choice(written)

    async def press(self, by: Person) -> Outcome:
        verb = self.chance.choice(
            ("claim", "release", "promise", "settle", "reopen", "receive", "hand_over", "decline", "choose_theme")
        )
        day = (self.stage.clock.now + timedelta(days=self.chance.randint(0, 3))).date().isoformat()
        fields: dict[str, dict[str, Any]] = {
            "promise": {"until": day, "word": "もう少しお待ちください"},
            "settle": {"reason": "no_answer_needed"},
            "choose_theme": {"theme": self.chance.choice(("meeting", "inquiry", "-"))},
            "hand_over": {"to": self.chance.choice((HANA, KEN, MIO, DANA)).id},
        }
        return await self.stage.press(by, verb, self.one(), **fields.get(verb, {}))

    async def undo(self, by: Person) -> None:
        outcome = await self.press(by)
        undo = getattr(outcome.view, "undo", None)
        if undo:
            post = self.one()
            await self.stage.press(by, "undo", post, undo_verb=undo[0], undo_version=undo[1])

    async def split(self, by: Person) -> None:
        await self.stage.press(by, "split", self.one(), asked="ほかにも", owner=self.chance.choice((KEN, MIO)).id)

    async def reply(self, by: Person) -> None:
        text = self.chance.choice(("こうするとうまくいきます。", "確認します"))
        self.replies.append(await self.stage.reply(by, self.one(), text))

    async def further(self, _: Person) -> None:
        post = self.one()
        self.replies.append(await self.stage.reply(post.author, post, "もうひとつ教えてください。"))

    async def delete(self, _: Person) -> None:
        await self.stage.delete(self.message())

    async def put_back(self, _: Person) -> None:
        await self.stage.undelete(self.message())

    async def react(self, by: Person) -> None:
        await self.stage.react(by, self.one(), added="like")

    async def unlike(self, by: Person) -> None:
        await self.stage.react(by, self.one(), removed="like")

    async def away(self, by: Person) -> None:
        await self.stage.say(by, "away tomorrow")

    async def quiet(self, by: Person) -> None:
        await self.stage.say(by, "quiet 3h")

    async def back(self, by: Person) -> None:
        await self.stage.say(by, "back")

    async def mornings(self, by: Person) -> None:
        await self.stage.say(by, self.chance.choice(("morning off", "morning on")))
